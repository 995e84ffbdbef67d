import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useToday } from '../access/use-today.js';
import { useDuration } from '../assignments/use-duration.js';
import { useConnection } from '../data/queries.js';
import { TutorWorkloadsDocument } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { useFormats } from '../ui/format.js';
import { DateInput } from '../ui/form-fields.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { useProgramme } from './programme-select.js';

/** Items and time per tutor within days: what allowances are paid by. */
export function WorkloadPage() {
  const text = useText();
  const formats = useFormats();
  const duration = useDuration();
  const { programmeId, choice } = useProgramme();
  const today = useToday()?.today ?? '';
  const [days, setDays] = useState<{ from: string | null; until: string | null }>({ from: null, until: null });
  const until = days.until ?? today;
  const from = days.from ?? (today === '' ? '' : `${today.slice(0, 8)}01`);
  const isWhole = from !== '' && until !== '' && from <= until;
  const work = useConnection(TutorWorkloadsDocument, { programmeId: programmeId ?? '', from, until, first: 50 }, (result) => result.tutorWorkloads, { enabled: programmeId !== null && isWhole, keepPrevious: true });
  return (
    <Page
      title={text('allocation.workload')}
      subtitle={text('allocation.workloadIntro')}
      actions={
        <>
          <Button component={Link} to="/allocation" variant="outlined">
            {text('allocation.back')}
          </Button>
          <ExportMenu list="workload" label={text('ui.export')} filter={{ programmeId, from, until }} />
        </>
      }
    >
      {choice}
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(2, 220px)' }, mb: 2 }}>
        <DateInput label={text('allocation.fromDay')} value={from} onChange={(value) => { setDays({ ...days, from: value }); }} />
        <DateInput label={text('allocation.untilDay')} value={until} onChange={(value) => { setDays({ ...days, until: value }); }} />
      </Box>
      <ConnectionTable
        label={text('allocation.workloadList')}
        connection={work}
        rowKey={(row) => row.tutorId}
        columns={[
          { key: 'name', label: text('allocation.tutor'), cell: (row) => row.name },
          { key: 'school', label: text('allocation.school'), cell: (row) => row.schoolName },
          { key: 'items', label: text('allocation.itemsCount'), unit: text('allocation.itemsUnit'), numeric: true, cell: (row) => formats.integer(row.items) },
          { key: 'reviews', label: text('allocation.reviews'), numeric: true, cell: (row) => formats.integer(row.reviews) },
          { key: 'appeals', label: text('allocation.appeals'), numeric: true, isEmpty: (row) => row.appeals === 0, cell: (row) => formats.integer(row.appeals) },
          { key: 'hours', label: text('allocation.hours'), unit: text('allocation.hoursUnit'), numeric: true, cell: (row) => formats.decimal(row.hours) },
          { key: 'median', label: text('allocation.median'), numeric: true, cell: (row) => duration(row.medianSeconds) },
          { key: 'last', label: text('allocation.lastOn'), cell: (row) => formats.date(row.lastOn) },
        ]}
        empty={<EmptyState icon={<HistoryIcon />} title={text('allocation.noWork')} next={text('allocation.noWorkNext')} />}
      />
    </Page>
  );
}
