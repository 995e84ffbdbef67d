import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { request } from '../data/request.js';
import { ResetPasswordDocument, ResetSecondFactorDocument } from '../gql/graphql.js';
import { CopyButton } from '../ui/copy-button.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { SignInProblems } from './sign-in-refusals.js';
import { useSubmit } from './use-submit.js';
import { useViewer } from './viewer.js';

interface Person {
  id: string;
  name: string;
}
type What = 'password' | 'secondFactor';

/** An administrator helps somebody who cannot get in; stands wherever a person is shown. */
export function ResetAccess({ person }: { person: Person }) {
  const text = useText();
  const viewer = useViewer();
  const [what, setWhat] = useState<What | null>(null);
  if (viewer?.viewerCanResetAccess !== true) return null;
  return (
    <>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', mt: 2 }}>
        {(['password', 'secondFactor'] as const).map((one) => (
          <Button
            key={one}
            variant="outlined"
            size="small"
            onClick={() => {
              setWhat(one);
            }}
          >
            {text(`account.reset.${one}.action`)}
          </Button>
        ))}
      </Stack>
      {what !== null && (
        <ResetDialog
          person={person}
          what={what}
          onClose={() => {
            setWhat(null);
          }}
        />
      )}
    </>
  );
}

function ResetDialog({ person, what, onClose }: { person: Person; what: What; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const submit = useSubmit();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [oneTimePassword, setOneTimePassword] = useState<string | null>(null);
  const problem = isTried && reason.trim() === '' ? text('account.reset.reasonMissing') : refusalOf(submit.refusals, 'reason');

  const reset = (): void => {
    setTried(true);
    if (reason.trim() === '') return;
    const input = { personId: person.id, reason: reason.trim() };
    submit.run(async () => {
      if (what === 'password') {
        const { resetPassword } = await request(ResetPasswordDocument, { input });
        setOneTimePassword(resetPassword.oneTimePassword);
        return resetPassword.refusals;
      }
      const { resetSecondFactor } = await request(ResetSecondFactorDocument, { input });
      if (resetSecondFactor.refusals.length === 0) {
        notify(text('account.reset.secondFactor.done', { name: person.name }));
        onClose();
      }
      return resetSecondFactor.refusals;
    });
  };
  if (oneTimePassword !== null) {
    return (
      <Dialog open fullWidth maxWidth="sm" aria-labelledby="reset-title">
        <DialogTitle id="reset-title">{text('account.reset.password.done', { name: person.name })}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <Alert severity="warning">{text('account.reset.told')}</Alert>
            <Box component="section" aria-label={text('account.reset.oneTimePassword')} data-copy sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
              <Box component="code" sx={{ fontSize: 20 }}>
                {oneTimePassword}
              </Box>
              <CopyButton label={text('account.reset.copy')} value={oneTimePassword} />
            </Box>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button variant="contained" onClick={onClose}>
            {text('account.reset.passedOn')}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="reset-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          reset();
        }}
      >
        <DialogTitle id="reset-title">{text(`account.reset.${what}.title`, { name: person.name })}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>{text(`account.reset.${what}.text`)}</DialogContentText>
          <Stack spacing={2}>
            <SignInProblems error={submit.error} refusals={withoutField(submit.refusals, 'reason')} />
            <TextField
              autoFocus
              fullWidth
              label={text('account.reset.reason')}
              value={reason}
              error={problem !== undefined}
              helperText={problem ?? text('account.reset.reasonHelp')}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" variant="contained" color="warning" loading={submit.isBusy}>
            {text(`account.reset.${what}.action`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
