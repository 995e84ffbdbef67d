import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { request } from '../data/request.js';
import { ChangePasswordDocument } from '../gql/graphql.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { PasswordField } from './password-field.js';
import { SignInProblems } from './sign-in-refusals.js';
import type { Entered } from './sign-in-steps.js';
import { useSubmit } from './use-submit.js';

interface ChangePasswordFormProps {
  send: typeof request;
  intro: string;
  /** Known where it was typed a moment ago; empty where it has to be asked. */
  oldPassword: string;
  onChanged: (entered: Entered) => Promise<void>;
}

export function ChangePasswordForm({ send, intro, oldPassword: given, onChanged }: ChangePasswordFormProps) {
  const text = useText();
  const submit = useSubmit();
  const [isGiven] = useState(given !== '');
  const [oldPassword, setOldPassword] = useState(given);
  const [newPassword, setNewPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isTried, setTried] = useState(false);
  const differs = isTried && newPassword !== repeated ? text('account.differs') : undefined;

  const change = (): void => {
    setTried(true);
    if (newPassword !== repeated) return;
    submit.run(async () => {
      const { changePassword } = await send(ChangePasswordDocument, { input: { oldPassword, newPassword } });
      if (changePassword.refusals.length > 0) return changePassword.refusals;
      for (const clear of [setOldPassword, setNewPassword, setRepeated]) clear('');
      setTried(false);
      await onChanged(changePassword);
      return [];
    });
  };
  return (
    <Stack
      component="form"
      spacing={2}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change();
      }}
    >
      <Typography color="textSecondary">{intro}</Typography>
      <SignInProblems error={submit.error} refusals={withoutField(submit.refusals, 'newPassword', ...(isGiven ? [] : ['oldPassword']))} />
      {!isGiven && <PasswordField label={text('account.oldPassword')} name="old-password" value={oldPassword} onChange={setOldPassword} problem={refusalOf(submit.refusals, 'oldPassword')} autoComplete="current-password" />}
      <PasswordField label={text('account.newPassword')} name="new-password" value={newPassword} onChange={setNewPassword} problem={refusalOf(submit.refusals, 'newPassword')} help={text('account.newPasswordHelp')} autoComplete="new-password" autoFocus={isGiven} />
      <PasswordField label={text('account.repeatPassword')} name="repeat-password" value={repeated} onChange={setRepeated} problem={differs} autoComplete="new-password" />
      <Button type="submit" variant="contained" loading={submit.isBusy} disabled={oldPassword === '' || newPassword === '' || repeated === ''} sx={{ alignSelf: 'flex-start' }}>
        {text('account.changePassword')}
      </Button>
    </Stack>
  );
}
