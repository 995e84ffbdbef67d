import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useLoad } from '../data/queries.js';
import { ProgrammesDocument, type PeriodState } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

interface ShownPeriod {
  number: number;
  startsOn: string;
  endsOn: string;
  state: PeriodState;
}

export function PeriodTag({ period }: { period: ShownPeriod }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Typography component="span" variant="body2">
      {text('programmes.periodNumber', { number: period.number })} · {formats.period(period.startsOn, period.endsOn)} ·{' '}
      {text(`programmes.states.${period.state}`)}
    </Typography>
  );
}

interface PeriodChoiceProps {
  value: string | null;
  onChange: (periodId: string | null) => void;
}

export function PeriodChoice({ value, onChange }: PeriodChoiceProps) {
  const text = useText();
  const formats = useFormats();
  const { data } = useLoad(ProgrammesDocument, {}, { staleTime: 60_000 });
  const programmes = data?.programmes ?? [];
  const areSeveral = programmes.filter((programme) => programme.periods.length > 0).length > 1;
  const periods = programmes.flatMap((programme) => programme.periods.map((period) => ({ ...period, programmeName: programme.name })));
  return (
    <TextField
      select
      label={text('programmes.period')}
      value={periods.some((period) => period.id === value) ? value : ''}
      onChange={(event) => {
        onChange(event.target.value === '' ? null : event.target.value);
      }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ width: { xs: '100%', sm: 'auto' }, minWidth: 200 }}
    >
      <MenuItem value="">{text('programmes.anyPeriod')}</MenuItem>
      {periods.map((period) => (
        <MenuItem key={period.id} value={period.id} sx={{ whiteSpace: 'normal' }}>
          {areSeveral && `${period.programmeName} · `}
          {text('programmes.periodNumber', { number: period.number })} · {formats.period(period.startsOn, period.endsOn)}
        </MenuItem>
      ))}
    </TextField>
  );
}
