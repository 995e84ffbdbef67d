import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { ApiClientsDocument, RevokeApiClientDocument, type ApiClientPartsFragment } from '../gql/graphql.js';
import { Refusals } from '../ui/refusals.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';

/** Revoking cannot be undone: the name is typed before. */
export function RevokeDialog({ client, onClose }: { client: ApiClientPartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const revoke = useChange(RevokeApiClientDocument, [ApiClientsDocument]);
  const [typed, setTyped] = useState('');

  const send = (): void => {
    revoke.mutate(
      { input: { clientId: client.id } },
      {
        onSuccess: ({ revokeApiClient }) => {
          if (revokeApiClient.refusals.length > 0) return;
          notify(text('exchange.revokeDone', { name: client.name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="revoke-title">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === client.name) send();
        }}
      >
        <DialogTitle id="revoke-title">{text('exchange.revokeTitle', { name: client.name })}</DialogTitle>
        <DialogContent>
          {revoke.error !== null && <Failure error={revoke.error} onRetry={send} />}
          <Refusals refusals={revoke.data?.revokeApiClient.refusals ?? []} />
          <DialogContentText sx={{ mb: 2 }}>{text('exchange.revokeText')}</DialogContentText>
          <TextField
            autoFocus
            fullWidth
            label={text('exchange.name')}
            placeholder={client.name}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" variant="contained" color="error" disabled={typed.trim() !== client.name} loading={revoke.isPending}>
            {text('exchange.revokeConfirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
