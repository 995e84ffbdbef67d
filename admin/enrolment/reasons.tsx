import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { RefusalPartsFragment } from '../gql/graphql.js';
import { FOR_SCREEN_READERS } from '../ui/theme.js';
import { useText } from '../ui/text.js';

/** The requirement of a notice that a rule comes from. */
export function RequirementTag({ requirement }: { requirement: string }) {
  const text = useText();
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      <Box component="span" sx={FOR_SCREEN_READERS}>
        {text('changes.accordingTo')}
      </Box>
      <Chip size="small" variant="outlined" component="span" label={requirement} />
    </Box>
  );
}

/** Why something may not be, each reason with the requirement that says so. */
export function Reasons({ reasons }: { reasons: readonly RefusalPartsFragment[] }) {
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {reasons.map(({ code, message, requirement }) => (
        <Typography key={`${code}${message}`} component="li" variant="body2" sx={{ mb: 0.5 }}>
          {message} {requirement !== null && requirement !== undefined && <RequirementTag requirement={requirement} />}
        </Typography>
      ))}
    </Box>
  );
}
