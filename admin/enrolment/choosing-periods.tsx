import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useLoad } from '../data/queries.js';
import { ChoosingPeriodsDocument, type ChoosingPeriodPartsFragment, type ChoosingPeriodsQuery } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

/** A period whose classes are chosen. */
export interface ChoosingPeriod extends Omit<ChoosingPeriodPartsFragment, 'choosing'> {
  choosing: NonNullable<ChoosingPeriodPartsFragment['choosing']>;
}

interface ChosenPlace {
  query: UseQueryResult<ChoosingPeriodsQuery>;
  programmeId: string | null;
  periods: readonly ChoosingPeriod[];
  period: ChoosingPeriod | null;
  onPeriod: (periodId: string) => void;
  /** The field in which the programme is chosen; nothing where there is but one. */
  programmeChoice: ReactNode;
}

/** Programme and period stand in the address; without them it is the first period that is still open. */
export function useChoosingPeriods(): ChosenPlace {
  const text = useText();
  const [params, change] = useAddress();
  const query = useLoad(ChoosingPeriodsDocument, {}, { staleTime: 60_000 });
  const programmes = (query.data?.programmes ?? []).map((one) => ({ ...one, periods: one.periods.filter(isChoosing) })).filter(({ periods }) => periods.length > 0);
  const programme = programmes.find(({ id }) => id === params.get('programme')) ?? programmes[0] ?? null;
  const periods = programme?.periods ?? [];
  const period = periods.find(({ id }) => id === params.get('period')) ?? periods.find(({ choosing }) => choosing.isOpen) ?? periods.at(-1) ?? null;
  const programmeChoice =
    programmes.length < 2 ? null : (
      <TextField
        select
        label={text('choosing.programme')}
        value={programme?.id ?? ''}
        sx={{ minWidth: 240, width: { xs: '100%', sm: 'auto' } }}
        onChange={(event) => {
          change({ programme: event.target.value, period: null });
        }}
      >
        {programmes.map(({ id, name }) => (
          <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    );
  return {
    query, programmeId: programme?.id ?? null, periods, period, programmeChoice,
    onPeriod: (id) => {
      change({ period: id });
    },
  };
}

function isChoosing(period: ChoosingPeriodPartsFragment): period is ChoosingPeriod {
  return period.choosing !== null && period.choosing !== undefined;
}

/** How a period's window stands, in two words. */
export function useWindowState(): (period: ChoosingPeriod) => string {
  const text = useText();
  const formats = useFormats();
  return ({ choosing: { isOpen, daysLeft, opensOn, closesOn } }) => {
    if (isOpen) return daysLeft === null || daysLeft === undefined ? text('choosing.noEnd') : daysLeft === 0 ? text('choosing.lastDay') : text('choosing.daysLeft', { count: daysLeft });
    return isOver({ daysLeft, closesOn }) ? text('choosing.over') : text('choosing.from', { date: formats.date(opensOn) });
  };
}

function isOver({ daysLeft, closesOn }: Pick<ChoosingPeriod['choosing'], 'daysLeft' | 'closesOn'>): boolean {
  return closesOn !== null && closesOn !== undefined && (daysLeft === null || daysLeft === undefined);
}

interface PeriodTilesProps {
  periods: readonly ChoosingPeriod[];
  value: string;
  onChange: (periodId: string) => void;
  /** A further line in each tile. */
  told?: (period: ChoosingPeriod) => string;
}

/** All periods at a glance, one of them chosen; those that are over stand back. */
export function PeriodTiles({ periods, value, onChange, told }: PeriodTilesProps) {
  const text = useText();
  const stateOf = useWindowState();
  return (
    <Box role="group" aria-label={text('choosing.periods')} sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: 'repeat(3, minmax(0, 1fr))', md: `repeat(${Math.min(periods.length, 9)}, minmax(0, 1fr))` } }}>
      {periods.map((period) => {
        const isChosen = period.id === value;
        const more = told?.(period);
        return (
          <ButtonBase
            key={period.id}
            aria-pressed={isChosen}
            onClick={() => {
              onChange(period.id);
            }}
            sx={{
              display: 'block', textAlign: 'left', px: 1.25, py: 1, border: 1, borderRadius: 1, borderColor: isChosen ? 'primary.main' : 'divider',
              bgcolor: isChosen ? 'primary.light' : 'background.paper', color: period.choosing.isOpen ? 'text.primary' : 'text.secondary', '&:focus-visible': { outline: 2, outlineColor: 'primary.main' },
            }}
          >
            <Typography component="div" variant="body2" sx={{ fontWeight: 600 }}>
              {text('choosing.period', { number: period.number })}
            </Typography>
            <Typography component="div" variant="caption">
              {stateOf(period)}
            </Typography>
            {more !== undefined && (
              <Typography component="div" variant="caption">
                {more}
              </Typography>
            )}
          </ButtonBase>
        );
      })}
    </Box>
  );
}

/** The days of the window as the programme's rules set them, explained. */
export function WindowNote({ period }: { period: ChoosingPeriod }) {
  const text = useText();
  const formats = useFormats();
  const { isOpen, opensOn, closesOn, finishFrom, daysLeft } = period.choosing;
  const date = formats.date(closesOn);
  const hasEnd = closesOn !== null && closesOn !== undefined;
  const words = !isOpen
    ? text(isOver(period.choosing) ? 'choosing.window.over' : 'choosing.window.before', { date: isOver(period.choosing) ? date : formats.date(opensOn) })
    : !hasEnd
      ? text('choosing.window.noEnd')
      : daysLeft === 0
        ? text('choosing.window.lastDay', { date })
        : text('choosing.window.open', { date, count: daysLeft ?? 0 });
  return (
    <Alert severity={isOpen ? (daysLeft === 0 ? 'warning' : 'info') : 'warning'} sx={{ '& .MuiAlert-message': { minWidth: 0 } }}>
      <strong>{text('choosing.periodDays', { number: period.number, days: formats.period(period.startsOn, period.endsOn) })}</strong>
      <div>
        {words} {isOpen && finishFrom !== null && finishFrom !== undefined && text('choosing.window.finish', { date: formats.date(finishFrom) })}
      </div>
    </Alert>
  );
}
