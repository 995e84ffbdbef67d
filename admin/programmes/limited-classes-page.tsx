import ClassIcon from '@mui/icons-material/ClassOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { LimitedClassesDocument, type LimitedClassesQuery } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { LimitDialog } from './limit-dialog.js';
import { PeriodChoice } from './period.js';

type Row = LimitedClassesQuery['classes']['nodes'][number];

/** How full each class is, and how many it takes. */
export function LimitedClassesPage() {
  const text = useText();
  const formats = useFormats();
  const [params, change] = useAddress();
  const [limited, setLimited] = useState<Row | null>(null);
  const search = params.get('search') ?? '';
  const filter = { periodId: params.get('period'), search: search === '' ? null : search };
  const classes = useConnection(LimitedClassesDocument, { ...filter, first: 25 }, (result) => result.classes, { keepPrevious: true });
  return (
    <Page title={text('programmes.classes')} actions={<ExportMenu list="classes" label={text('ui.export')} filter={filter} />}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 2 }}>
        <SearchField label={text('programmes.classesSearch')} value={search} onSearch={(value) => { change({ search: value }); }} />
        <PeriodChoice value={filter.periodId} onChange={(id) => { change({ period: id }); }} />
      </Box>
      <ConnectionTable
        label={text('programmes.classes')}
        connection={classes}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', label: text('programmes.className'), cell: (row) => row.name },
          { key: 'code', label: text('programmes.classCode'), cell: (row) => row.code },
          { key: 'period', label: text('programmes.period'), cell: (row) => text('programmes.periodNumber', { number: row.period.number }) },
          { key: 'dates', label: text('programmes.dates'), cell: (row) => formats.period(row.period.startsOn, row.period.endsOn) },
          { key: 'state', label: text('programmes.state'), cell: (row) => text(`programmes.states.${row.period.state}`) },
          { key: 'enrolled', label: text('programmes.enrolled'), numeric: true, cell: ({ limit }) => formats.integer(limit.taken) },
          { key: 'waiting', label: text('programmes.waiting'), numeric: true, cell: ({ limit }) => formats.integer(limit.waiting) },
          { key: 'limit', label: text('programmes.placesLimit'), numeric: true, cell: ({ limit }) => (limit.capacity == null ? text('programmes.unlimited') : formats.integer(limit.capacity)) },
        ]}
        actions={(row) => row.viewerCanLimit && <Button size="small" aria-label={text('programmes.limit.actOn', { name: row.name })} onClick={() => { setLimited(row); }}>{text('programmes.limit.act')}</Button>}
        empty={<EmptyState icon={<ClassIcon />} title={text('programmes.noClassesFound')} next={text('programmes.noClassesFoundNext')} />}
      />
      {limited !== null && <LimitDialog id={limited.id} name={limited.name} onClose={() => { setLimited(null); }} />}
    </Page>
  );
}
