import TextField from '@mui/material/TextField';
import { useFormats } from './format.js';

interface TextInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
  help?: string | undefined;
  autoFocus?: boolean;
  isLong?: boolean;
}

/** A text of a form with what is wrong with it below. */
export function TextInput({ label, value, onChange, problem, help, autoFocus = false, isLong = false }: TextInputProps) {
  return (
    <TextField
      fullWidth
      autoFocus={autoFocus}
      label={label}
      value={value}
      multiline={isLong}
      {...(isLong ? { minRows: 2 } : {})}
      error={problem !== undefined}
      helperText={problem ?? help}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}

/** A calendar date, YYYY-MM-DD. The browser brings the calendar and writes dates as it is set up; below stands the date as it is written here. */
export function DateInput({ label, value, onChange, problem, help }: Omit<TextInputProps, 'autoFocus' | 'isLong'>) {
  const formats = useFormats();
  return (
    <TextField
      fullWidth
      type="date"
      label={label}
      value={value}
      error={problem !== undefined}
      helperText={problem ?? (value === '' ? help : formats.date(value))}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      sx={value === '' ? { '&:not(:focus-within) input::-webkit-datetime-edit': { color: 'transparent' } } : {}}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
