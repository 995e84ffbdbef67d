import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useBusinessTime } from '../app/use-business-time.js';
import type { ProgrammeRulesQuery } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

type Period = ProgrammeRulesQuery['programmes'][number]['periods'][number];

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
const NAME_WIDTH = 72;

const dayOf = (date: string): number => Date.parse(date) / DAY_MS;

interface Month {
  firstDay: string;
  from: number;
  until: number;
}

/** The months that these days lie in; the first one begins the drawing, the last one ends it. */
function monthsOf(first: number, last: number): Month[] {
  const months: Month[] = [];
  for (let at = new Date(first * DAY_MS); months.length < 36; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))) {
    const from = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1) / DAY_MS;
    if (from > last) break;
    months.push({ firstDay: new Date(from * DAY_MS).toISOString().slice(0, 10), from, until: Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) / DAY_MS });
  }
  return months;
}

/** Periods one under the other against the months, with the day it is. The table beside it says the same in words. */
export function Timeline({ periods }: { periods: readonly Period[] }) {
  const text = useText();
  const formats = useFormats();
  const now = useBusinessTime();
  const rows = periods.map((period) => {
    const enrolment = period.days.find(({ action }) => action === 'ENROLMENT');
    return { period, enrolment: enrolment?.finishFrom == null ? null : { from: dayOf(enrolment.finishFrom), until: dayOf(enrolment.until) + 1 }, learning: { from: dayOf(period.startsOn), until: dayOf(period.endsOn) + 1 } };
  });
  const months = monthsOf(Math.min(...rows.map(({ enrolment, learning }) => enrolment?.from ?? learning.from)), Math.max(...rows.map(({ learning }) => learning.until - 1)));
  const start = months[0]?.from ?? 0;
  const length = (months.at(-1)?.until ?? 1) - start;
  const across = (from: number, until: number) => ({ left: `${((from - start) / length) * 100}%`, width: `${((until - from) / length) * 100}%` });
  const today = now === null ? null : (now.getTime() + BEIJING_MS) / DAY_MS - start;
  return (
    <Card aria-hidden="true" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mb: 1 }}>
        <Legend color="warning.main" label={text('programmes.calendar.enrolmentBar')} />
        <Legend color="primary.main" label={text('programmes.calendar.learningBar')} />
        {today !== null && today >= 0 && today <= length && <Legend color="error.main" label={text('programmes.calendar.today')} isLine />}
      </Box>
      <Box sx={{ position: 'relative', ml: `${NAME_WIDTH}px` }}>
        <Box sx={{ display: 'flex' }}>
          {months.map(({ firstDay, from, until }) => (
            <Typography key={from} variant="caption" color="textSecondary" noWrap sx={{ flex: `${until - from} 0 0`, minWidth: 0, borderLeft: 1, borderColor: 'divider', pl: 0.5 }}>
              {formats.month(firstDay)}
            </Typography>
          ))}
        </Box>
        {rows.map(({ period, enrolment, learning }) => (
          <Box key={period.id} sx={{ position: 'relative', height: 22, borderTop: 1, borderColor: 'divider' }}>
            <Typography variant="caption" noWrap sx={{ position: 'absolute', left: -NAME_WIDTH, width: NAME_WIDTH, lineHeight: '21px' }}>
              {text('programmes.periodNumber', { number: period.number })}
            </Typography>
            {enrolment !== null && <Bar color="warning.main" place={across(enrolment.from, enrolment.until)} />}
            <Bar color="primary.main" place={across(learning.from, learning.until)} />
          </Box>
        ))}
        {today !== null && today >= 0 && today <= length && <Box sx={{ position: 'absolute', top: 21, bottom: 0, left: `${(today / length) * 100}%`, width: '2px', bgcolor: 'error.main' }} />}
      </Box>
    </Card>
  );
}

function Bar({ color, place }: { color: string; place: { left: string; width: string } }) {
  return <Box sx={{ position: 'absolute', top: 5, height: 11, borderRadius: 0.5, bgcolor: color, ...place }} />;
}

function Legend({ color, label, isLine = false }: { color: string; label: string; isLine?: boolean }) {
  return (
    <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      <Box component="span" sx={{ width: isLine ? '2px' : 16, height: 11, borderRadius: isLine ? 0 : 0.5, bgcolor: color }} />
      {label}
    </Typography>
  );
}
