import type { ReactNode } from 'react';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useLoad } from '../data/queries.js';
import { ProgrammesDocument } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { useText } from '../ui/text.js';

/** The programme stands in the address; without one it is the latest. Where no classes run, nothing is allocated. Null until they are known. */
export function useProgramme(): { programmeId: string | null; choice: ReactNode } {
  const text = useText();
  const [params, change] = useAddress();
  const programmes = useLoad(ProgrammesDocument, {}, { staleTime: 60_000 }).data?.programmes.filter(({ periods }) => periods.length > 0) ?? [];
  const programmeId = programmes.find(({ id }) => id === params.get('programme'))?.id ?? programmes[0]?.id ?? null;
  const choice =
    programmes.length < 2 ? null : (
      <TextField
        select
        label={text('allocation.programme')}
        value={programmeId ?? ''}
        sx={{ mb: 2, minWidth: 240 }}
        onChange={(event) => {
          change({ programme: event.target.value });
        }}
      >
        {programmes.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    );
  return { programmeId, choice };
}
