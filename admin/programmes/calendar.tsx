import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { DaysOfActionFragment, ProgrammeRulesQuery } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { DaysCell, OwnWindowActions } from './own-window.js';
import { Timeline } from './timeline.js';
import { useStretch } from './use-stretch.js';

type Programme = ProgrammeRulesQuery['programmes'][number];

/** When what is done: the days of the year, and period by period. Drawn for a glance, and said in full in the table. */
export function Calendar({ programmeId, days, own, periods }: { programmeId: string; days: Programme['ruleVersions'][number]['days']; own: Programme['ownWindows']; periods: Programme['periods'] }) {
  const text = useText();
  const formats = useFormats();
  const said = useDays();
  if (days.length === 0 && periods.length === 0) return null;
  const actions = [...new Map(periods.flatMap((period) => period.days.map((one) => [one.action, one.title] as const)))];
  return (
    <Stack component="section" aria-label={text('programmes.calendar.title')} spacing={2}>
      <Typography variant="h2">{text('programmes.calendar.title')}</Typography>
      {days.length > 0 && (
        <DataTable
          label={text('programmes.calendar.action')}
          rows={days}
          rowKey={(row) => row.action}
          columns={[
            { key: 'title', label: text('programmes.calendar.action'), cell: (row) => row.title },
            { key: 'days', label: text('programmes.calendar.days'), cell: (row) => <DaysCell days={said(row)} own={own.find(({ action }) => action === row.action)} /> },
            { key: 'requirement', label: text('programmes.calendar.requirement'), cell: (row) => row.requirement },
          ]}
          {...(own.some(({ viewerCanSet, viewerCanSeeOthers }) => viewerCanSet || viewerCanSeeOthers) ? { actions: (row: DaysOfActionFragment) => <OwnWindowActions programmeId={programmeId} own={own.find(({ action }) => action === row.action)} /> } : {})}
        />
      )}
      {periods.length > 0 && (
        <>
          <Timeline periods={periods} />
          <Box>
            <DataTable
              label={text('programmes.period')}
              rows={periods}
              rowKey={(row) => row.id}
              columns={[
                { key: 'period', label: text('programmes.period'), cell: (row) => text('programmes.periodNumber', { number: row.number }) },
                { key: 'learning', label: text('programmes.calendar.learning'), cell: (row) => formats.period(row.startsOn, row.endsOn) },
                ...actions.map(([action, title]) => ({
                  key: action,
                  label: title,
                  cell: (row: Programme['periods'][number]) => {
                    const found = row.days.find((one) => one.action === action);
                    return found === undefined ? MISSING : said(found);
                  },
                })),
                { key: 'state', label: text('programmes.state'), cell: (row) => text(`programmes.states.${row.state}`) },
              ]}
            />
          </Box>
        </>
      )}
    </Stack>
  );
}

function useDays(): (days: DaysOfActionFragment) => string {
  const text = useText();
  const formats = useFormats();
  const stretch = useStretch();
  return ({ from, finishFrom, until }) => (finishFrom == null ? stretch(from, until) : text('programmes.calendar.finish', { from: formats.date(finishFrom), until: formats.date(until) }));
}
