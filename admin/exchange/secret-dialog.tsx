import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { CopyButton } from '../ui/copy-button.js';
import { useText } from '../ui/text.js';
import type { CreatedClient } from './create-client-dialog.js';
import { queryExample, tokenExample } from './first-query.js';

/** The only time that the secret is shown, with two commands that work as they stand. */
export function SecretDialog({ created, onClose }: { created: CreatedClient; onClose: () => void }) {
  const text = useText();
  const { client, secret } = created;
  const { origin } = window.location;
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby="secret-title">
      <DialogTitle id="secret-title">{text('exchange.secretTitle')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="warning">{text('exchange.secretWarning')}</Alert>
          <Shown label={text('exchange.clientId')} copyLabel={text('exchange.copyClientId')} value={client.clientId} />
          <Shown label={text('exchange.secret')} copyLabel={text('exchange.copySecret')} value={secret} />
          <Shown label={text('exchange.tokenExample')} copyLabel={text('exchange.copyExample')} value={tokenExample(origin, client.clientId, secret)} />
          <Shown label={text('exchange.queryExample')} copyLabel={text('exchange.copyExample')} value={queryExample(origin, client.scopes)} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {text('exchange.keptSafe')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Shown({ label, copyLabel, value }: { label: string; copyLabel: string; value: string }) {
  return (
    <Box component="section" aria-label={label} data-copy>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center' }}>
        <Typography variant="body2" component="h3" sx={{ fontWeight: 600, m: 0 }}>
          {label}
        </Typography>
        <CopyButton label={copyLabel} value={value} />
      </Stack>
      <Box
        component="pre"
        tabIndex={0}
        sx={{ m: 0, p: 1, border: 1, borderColor: 'divider', borderRadius: 1, fontFamily: 'ui-monospace, monospace', fontSize: 13, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {value}
      </Box>
    </Box>
  );
}
