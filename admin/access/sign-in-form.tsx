import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { requestWithoutGate } from '../data/request.js';
import { SignInDocument, type SignInInput } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { PasswordField } from './password-field.js';
import { SignInProblems } from './sign-in-refusals.js';
import type { Entered } from './sign-in-steps.js';
import { useSubmit } from './use-submit.js';

interface SignInFormProps {
  value: SignInInput;
  onChange: (value: SignInInput) => void;
  onEntered: (entered: Entered) => Promise<void>;
}

export function SignInForm({ value, onChange, onEntered }: SignInFormProps) {
  const text = useText();
  const submit = useSubmit();
  const [isTried, setTried] = useState(false);

  const send = (): void => {
    setTried(true);
    if (value.login.trim() === '' || value.password === '') return;
    submit.run(async () => {
      const { signIn } = await requestWithoutGate(SignInDocument, { input: { login: value.login.trim(), password: value.password } });
      if (signIn.refusals.length === 0) await onEntered(signIn);
      return signIn.refusals;
    });
  };

  const missing = (field: string): string | undefined => (isTried && field.trim() === '' ? text('access.required') : undefined);
  return (
    <Stack
      component="form"
      spacing={2}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <SignInProblems error={submit.error} refusals={submit.refusals} />
      <TextField
        label={text('access.login')}
        value={value.login}
        onChange={(event) => {
          onChange({ ...value, login: event.target.value });
        }}
        error={missing(value.login) !== undefined}
        helperText={missing(value.login) ?? text('access.loginHelp')}
        autoComplete="username"
        name="login"
        size="medium"
        autoFocus
      />
      <PasswordField
        label={text('access.password')}
        name="password"
        value={value.password}
        onChange={(password) => {
          onChange({ ...value, password });
        }}
        problem={missing(value.password)}
        autoComplete="current-password"
      />
      <Button type="submit" variant="contained" size="large" loading={submit.isBusy}>
        {text('access.signIn')}
      </Button>
    </Stack>
  );
}
