import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useState } from 'react';
import { useLoad } from '../data/queries.js';
import { CandidatesDocument, type CandidatesQuery } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

export type Candidate = CandidatesQuery['candidates'][number];

interface PersonChoiceProps {
  officeId: string | null;
  value: Candidate | null;
  onChange: (person: Candidate | null) => void;
  problem?: string | undefined;
}

/** Somebody who works at an office or below it, found by name or training number. */
export function PersonChoice({ officeId, value, onChange, problem }: PersonChoiceProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useLoad(CandidatesDocument, { officeId: officeId ?? '', search }, { enabled: officeId !== null, keepPrevious: true });
  return (
    <Autocomplete<Candidate>
      value={value}
      disabled={officeId === null}
      options={found.data?.candidates ?? []}
      filterOptions={(options) => options}
      getOptionLabel={(person) => person.name}
      getOptionKey={(person) => person.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      loading={found.isFetching}
      noOptionsText={text('posts.noPerson')}
      onInputChange={(_, input, reason) => {
        if (reason === 'input') setTyped(input);
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
          label={text('posts.person')}
          error={problem !== undefined}
          helperText={problem ?? text('posts.personHelp')}
          slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}
