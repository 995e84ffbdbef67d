import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useState } from 'react';
import { useLoad } from '../data/queries.js';
import { AuditPeopleDocument, AuditPersonDocument, type AuditPeopleQuery } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

type FoundPerson = AuditPeopleQuery['people']['nodes'][number];

/** Whose acts: somebody of one's own subtree, found by name or training number. */
export function ActorChoice({ value, onChange }: { value: string | null; onChange: (personId: string | null) => void }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useLoad(AuditPeopleDocument, { search }, { enabled: search !== '', keepPrevious: true });
  const chosen = useLoad(AuditPersonDocument, { id: value ?? '' }, { enabled: value !== null }).data?.person ?? null;
  return (
    <Autocomplete<FoundPerson>
      value={value === null ? null : chosen}
      options={search === '' ? [] : (found.data?.people.nodes ?? [])}
      filterOptions={(options) => options}
      getOptionLabel={(person) => person.name}
      getOptionKey={(person) => person.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      loading={found.isFetching}
      noOptionsText={text(search === '' ? 'audit.whoSearch' : 'audit.noPerson')}
      onInputChange={(_, input, reason) => {
        if (reason === 'input') setTyped(input);
      }}
      onChange={(_, person) => {
        onChange(person?.id ?? null);
      }}
      renderOption={({ key, ...props }, person) => (
        <li key={key} {...props}>
          <div>
            {person.name}
            <Typography variant="caption" component="div" color="textSecondary">
              {[person.trainingNumber, person.school?.name].filter((part) => part != null).join(' · ')}
            </Typography>
          </div>
        </li>
      )}
      renderInput={(params) => (
        <TextField {...params} label={text('audit.who')} placeholder={text('audit.anyDay')} slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }} />
      )}
      sx={{ minWidth: 200, width: { xs: '100%', sm: 220 } }}
    />
  );
}
