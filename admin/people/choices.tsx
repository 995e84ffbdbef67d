import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { peopleNamesZh } from './names.js';
import type { Post, SpecialGrade, Stage, Subject } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

export const SUBJECTS = Object.keys(peopleNamesZh.subjects) as Subject[];
export const STAGES = Object.keys(peopleNamesZh.stages) as Stage[];
export const POSTS = Object.keys(peopleNamesZh.posts) as Post[];
export const GRADES = Object.keys(peopleNamesZh.specialGrades) as SpecialGrade[];

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value | null;
  values: readonly Value[];
  nameOf: (value: Value) => string;
  onChange: (value: Value | null) => void;
  /** Offers "all" above the values: for filters. */
  hasAll?: boolean;
  /** What "all" is called here. */
  allName?: string;
}

/** One of the server's choices by its name. */
export function Choice<Value extends string>({ label, value, values, nameOf, onChange, hasAll = false, allName }: ChoiceProps<Value>) {
  const text = useText();
  return (
    <TextField
      select
      label={label}
      value={value ?? ''}
      onChange={(event) => {
        onChange((event.target.value as Value | '') || null);
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: hasAll } }}
      sx={{ minWidth: 160, width: { xs: '100%', sm: 'auto' } }}
    >
      {hasAll && <MenuItem value="">{allName ?? text('people.any')}</MenuItem>}
      {values.map((one) => (
        <MenuItem key={one} value={one}>
          {nameOf(one)}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface ChoicesProps<Value extends string> {
  label: string;
  value: readonly Value[];
  values: readonly Value[];
  nameOf: (value: Value) => string;
  onChange: (value: Value[]) => void;
}

export function Choices<Value extends string>({ label, value, values, nameOf, onChange }: ChoicesProps<Value>) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => {
        onChange(event.target.value as unknown as Value[]);
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { multiple: true, renderValue: (chosen) => (chosen as Value[]).map(nameOf).join('、') } }}
    >
      {values.map((one) => (
        <MenuItem key={one} value={one}>
          {nameOf(one)}
        </MenuItem>
      ))}
    </TextField>
  );
}
