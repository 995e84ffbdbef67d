import ClassIcon from '@mui/icons-material/ClassOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useViewer } from '../access/viewer.js';
import { queueHref } from '../assignments/queue-choice.js';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ClassesDocument, type ClassesQuery } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable, type Column } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { LimitDialog } from './limit-dialog.js';
import { PeriodChoice } from './period.js';

type Row = ClassesQuery['classes']['nodes'][number];

/** A tutor's own classes, each leading to its queue; for those who limit classes, how full each is. */
export function ClassesPage() {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const [params, change] = useAddress();
  const [limited, setLimited] = useState<Row | null>(null);
  const periodId = params.get('period');
  const search = params.get('search') ?? '';
  const isLimiting = viewer?.viewerCanLimitClasses === true;
  const filter = { periodId, search: search === '' ? null : search };
  const classes = useConnection(ClassesDocument, { ...filter, isLimiting, first: isLimiting ? 25 : 50 }, (result) => result.classes, { keepPrevious: true });
  const isFiltered = periodId !== null || search !== '';
  const fullness: Column<Row>[] = [
    { key: 'enrolled', label: text('programmes.enrolled'), numeric: true, cell: ({ limit }) => (limit === undefined ? MISSING : formats.integer(limit.taken)) },
    { key: 'waiting', label: text('programmes.waiting'), numeric: true, cell: ({ limit }) => (limit === undefined ? MISSING : formats.integer(limit.waiting)) },
    { key: 'limit', label: text('programmes.placesLimit'), numeric: true, cell: ({ limit }) => (limit === undefined ? MISSING : limit.capacity == null ? text('programmes.unlimited') : formats.integer(limit.capacity)) },
  ];
  return (
    <Page title={text('programmes.classes')} actions={<ExportMenu list="classes" label={text('ui.export')} filter={filter} />}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 2 }}>
        {isLimiting && <SearchField label={text('programmes.classesSearch')} value={search} onSearch={(value) => { change({ search: value }); }} />}
        <PeriodChoice value={periodId} onChange={(id) => { change({ period: id }); }} />
      </Box>
      <ConnectionTable
        label={text('programmes.classes')}
        connection={classes}
        rowKey={(row) => row.id}
        {...(viewer?.viewerCanGrade === true ? { href: (row: Row) => queueHref({ filter: 'UNGRADED', classId: row.id, assignmentId: null, order: 'OLDEST_FIRST' }) } : {})}
        columns={[
          { key: 'name', label: text('programmes.className'), cell: (row) => row.name },
          { key: 'code', label: text('programmes.classCode'), cell: (row) => row.code },
          ...(isLimiting ? [] : [
            { key: 'course', label: text('programmes.course'), cell: (row: Row) => row.course.name },
            { key: 'hours', label: text('programmes.hours'), numeric: true, cell: (row: Row) => formats.points(row.course.hours) },
          ]),
          { key: 'period', label: text('programmes.period'), cell: (row) => text('programmes.periodNumber', { number: row.period.number }) },
          { key: 'dates', label: text('programmes.dates'), cell: (row) => formats.period(row.period.startsOn, row.period.endsOn) },
          { key: 'state', label: text('programmes.state'), cell: (row) => text(`programmes.states.${row.period.state}`) },
          ...(isLimiting ? fullness : []),
        ]}
        {...(isLimiting ? { actions: (row: Row) => row.viewerCanLimit === true && <Button size="small" aria-label={text('programmes.limit.actOn', { name: row.name })} onClick={() => { setLimited(row); }}>{text('programmes.limit.act')}</Button> } : {})}
        empty={isFiltered || isLimiting
          ? <EmptyState icon={<ClassIcon />} title={text('programmes.noClassesFound')} next={text('programmes.noClassesFoundNext')} />
          : <EmptyState icon={<ClassIcon />} title={text('programmes.noClasses')} next={text('programmes.noClassesNext')} />}
      />
      {limited !== null && <LimitDialog id={limited.id} name={limited.name} onClose={() => { setLimited(null); }} />}
    </Page>
  );
}
