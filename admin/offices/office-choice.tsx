import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useState } from 'react';
import { useLoad } from '../data/queries.js';
import { OfficeDetailDocument, OfficeSearchDocument, type OfficeLevel, type OfficeSearchQuery } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

type FoundOffice = OfficeSearchQuery['offices']['nodes'][number];

interface OfficeChoiceProps {
  label: string;
  value: string | null;
  onChange: (officeId: string | null) => void;
  problem?: string | undefined;
  helperText?: string;
  /** Only offices of this level are offered. */
  level?: OfficeLevel;
  placeholder?: string;
}

/** An office of one's own subtree, found by name or code. */
export function OfficeChoice({ label, value, onChange, problem, helperText, level, placeholder }: OfficeChoiceProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useLoad(OfficeSearchDocument, { search, first: 20, ...(level === undefined ? {} : { level }) }, { enabled: search !== '', keepPrevious: true });
  const chosen = useLoad(OfficeDetailDocument, { id: value ?? '' }, { enabled: value !== null }).data?.office ?? null;
  const current: FoundOffice | null = value === null ? null : chosen;
  return (
    <Autocomplete<FoundOffice>
      value={current}
      options={found.data?.offices.nodes ?? []}
      filterOptions={(options) => options}
      getOptionLabel={(office) => office.name}
      getOptionKey={(office) => office.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      loading={found.isFetching}
      noOptionsText={text(search === '' ? 'offices.search' : 'offices.noResults')}
      onInputChange={(_, input, reason) => {
        if (reason === 'input') setTyped(input);
      }}
      onChange={(_, office) => {
        onChange(office?.id ?? null);
      }}
      renderOption={({ key, ...props }, office) => (
        <li key={key} {...props}>
          <div>
            {office.name}
            <Typography variant="caption" component="div" color="textSecondary">
              {office.ancestors.map((ancestor) => ancestor.name).join(' / ')}
            </Typography>
          </div>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          placeholder={placeholder ?? text('offices.any')}
          error={problem !== undefined}
          helperText={problem ?? helperText}
          slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }}
        />
      )}
      sx={{ width: { xs: '100%', sm: level === undefined && placeholder === undefined ? 280 : '100%' } }}
    />
  );
}
