import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';

export interface FoundPerson {
  id: string;
  name: string;
  trainingNumber?: string | null | undefined;
  title?: string | null | undefined;
  school?: { name: string } | null | undefined;
}

interface PersonFieldProps<Found extends FoundPerson> {
  label: string;
  help: string;
  /** What is said where nobody is found. */
  nobody: string;
  value: Found | null;
  options: readonly Found[];
  isLoading: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  problem?: string | undefined;
  onType: (typed: string) => void;
  onChange: (person: Found | null) => void;
}

/** Somebody who is found by typing; what is found is asked for elsewhere. */
export function PersonField<Found extends FoundPerson>({ label, help, nobody, value, options, isLoading, isDisabled = false, autoFocus = false, problem, onType, onChange }: PersonFieldProps<Found>) {
  return (
    <Autocomplete<Found>
      value={value}
      disabled={isDisabled}
      options={options}
      filterOptions={(all) => all}
      getOptionLabel={(person) => person.name}
      getOptionKey={(person) => person.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      loading={isLoading}
      noOptionsText={nobody}
      onInputChange={(_, input, reason) => {
        if (reason === 'input') onType(input);
      }}
      onChange={(_, person) => {
        onChange(person);
      }}
      renderOption={({ key, ...props }, person) => (
        <li key={key} {...props}>
          <div>
            {person.name}
            <Typography variant="caption" component="div" color="textSecondary">
              {[person.trainingNumber, person.school?.name, person.title].filter((part) => part !== null && part !== undefined).join(' · ')}
            </Typography>
          </div>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          autoFocus={autoFocus}
          label={label}
          error={problem !== undefined}
          helperText={problem ?? help}
          slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}
