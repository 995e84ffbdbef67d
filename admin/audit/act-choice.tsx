import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useLoad } from '../data/queries.js';
import { AuditActsDocument, type AuditActsQuery } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

type Act = AuditActsQuery['auditActs'][number];

/** Which acts: the server's own catalogue, by their names. */
export function ActChoice({ value, onChange }: { value: string | null; onChange: (code: string | null) => void }) {
  const text = useText();
  const acts = useLoad(AuditActsDocument, {}, { staleTime: Infinity }).data?.auditActs ?? [];
  return (
    <Autocomplete<Act>
      value={acts.find(({ code }) => code === value) ?? null}
      options={acts}
      getOptionLabel={({ title }) => title}
      getOptionKey={({ code }) => code}
      isOptionEqualToValue={(one, other) => one.code === other.code}
      noOptionsText={text('audit.none')}
      onChange={(_, act) => {
        onChange(act?.code ?? null);
      }}
      renderInput={(params) => (
        <TextField {...params} label={text('audit.act')} placeholder={text('audit.anyDay')} slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }} />
      )}
      sx={{ minWidth: 200, width: { xs: '100%', sm: 240 } }}
    />
  );
}
