import AddIcon from '@mui/icons-material/Add';
import BusinessIcon from '@mui/icons-material/BusinessOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { TrainingBodiesDocument, type TrainingBodyPartsFragment } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { BodyDialog } from './body-dialog.js';

export function BodiesPage() {
  const text = useText();
  const formats = useFormats();
  const [params, change] = useAddress();
  const [open, setOpen] = useState<TrainingBodyPartsFragment | 'NEW' | null>(null);
  const search = params.get('search') ?? '';
  const filter = { search: search === '' ? null : search };
  const bodies = useConnection(TrainingBodiesDocument, { ...filter, first: 50 }, (result) => result.trainingBodies, { keepPrevious: true });
  return (
    <Page
      title={text('courses.bodies')}
      subtitle={text('courses.bodiesIntro')}
      actions={
        <>
          <Button component={Link} to="/courses">{text('courses.back')}</Button>
          <ExportMenu list="trainingbodies" label={text('ui.export')} filter={filter} />
          <Button variant="contained" startIcon={<AddIcon />} onClick={() => { setOpen('NEW'); }}>{text('courses.register')}</Button>
        </>
      }
    >
      <Box sx={{ mb: 2 }}>
        <SearchField label={text('courses.searchBodies')} value={search} onSearch={(value) => { change({ search: value }); }} />
      </Box>
      <ConnectionTable
        label={text('courses.bodies')}
        connection={bodies}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', label: text('courses.bodyName'), cell: (row) => <span lang="zh-CN">{row.name}</span> },
          { key: 'code', label: text('courses.creditCode'), cell: (row) => row.creditCode },
          { key: 'contact', label: text('courses.contact'), cell: (row) => (row.contactName == null ? text('courses.contactMoved') : `${row.contactName} · ${row.contactNumber ?? MISSING}`) },
          { key: 'email', label: text('courses.email'), cell: (row) => row.email },
          { key: 'courses', label: text('courses.courseCount'), numeric: true, cell: (row) => formats.integer(row.courseCount) },
        ]}
        actions={(row) => <Button size="small" onClick={() => { setOpen(row); }}>{text('courses.changeBody')}</Button>}
        empty={<EmptyState icon={<BusinessIcon />} title={text('courses.noBodies')} next={text('courses.noBodiesNext')} />}
      />
      {open !== null && <BodyDialog body={open === 'NEW' ? null : open} onClose={() => { setOpen(null); }} />}
    </Page>
  );
}
