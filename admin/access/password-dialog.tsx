import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import type { RefusalPartsFragment } from '../gql/graphql.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { PasswordField } from './password-field.js';
import { SignInProblems } from './sign-in-refusals.js';
import { useSubmit } from './use-submit.js';

interface PasswordDialogProps {
  title: string;
  intro: string;
  confirm: string;
  onClose: () => void;
  onPassword: (password: string) => Promise<readonly RefusalPartsFragment[]>;
}

/** Asks for the own password before something that a found-open browser must not be able to do. */
export function PasswordDialog({ title, intro, confirm, onClose, onPassword }: PasswordDialogProps) {
  const text = useText();
  const submit = useSubmit();
  const [password, setPassword] = useState('');
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose} aria-labelledby="password-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit.run(() => onPassword(password));
        }}
      >
        <DialogTitle id="password-title">{title}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>{intro}</DialogContentText>
          <Stack spacing={2}>
            <SignInProblems error={submit.error} refusals={withoutField(submit.refusals, 'password')} />
            <PasswordField label={text('account.ownPassword')} name="password" value={password} onChange={setPassword} problem={refusalOf(submit.refusals, 'password')} help={text('account.ownPasswordHelp')} autoComplete="current-password" autoFocus />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" variant="contained" loading={submit.isBusy}>
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
