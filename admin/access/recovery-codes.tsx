import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { CopyButton } from '../ui/copy-button.js';
import { useText } from '../ui/text.js';

/** The only time that recovery codes are shown. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = useText();
  return (
    <Stack spacing={2} component="section" aria-label={text('account.recoveryCodes')}>
      <Typography variant="h2">{text('account.recoveryCodes')}</Typography>
      <Alert severity="warning">{text('account.recoveryWarning')}</Alert>
      <Box data-copy>
        <Box
          component="pre"
          tabIndex={0}
          sx={{ m: 0, p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1, fontFamily: 'ui-monospace, monospace', fontSize: 15, lineHeight: 1.8, columnCount: 2, columnGap: 4 }}
        >
          {codes.join('\n')}
        </Box>
        <CopyButton label={text('account.copyCodes')} value={codes.join('\n')} />
      </Box>
      <Button variant="contained" size="large" onClick={onDone}>
        {text('account.codesKept')}
      </Button>
    </Stack>
  );
}
