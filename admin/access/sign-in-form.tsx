import VisibilityIcon from '@mui/icons-material/VisibilityOutlined';
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { RefusalPartsFragment, SignInInput } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { SignInRefused } from './auth-provider.js';

interface SignInFormProps {
  value: SignInInput;
  onChange: (value: SignInInput) => void;
  onSubmit: (value: SignInInput) => Promise<void>;
}

export function SignInForm({ value, onChange, onSubmit }: SignInFormProps) {
  const text = useText();
  const failureText = useFailureText();
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (value.login.trim() === '' || value.password === '') return;
    setBusy(true);
    setError(null);
    try {
      await onSubmit({ login: value.login.trim(), password: value.password });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  const missing = (field: string): string | undefined => (isTried && field.trim() === '' ? text('access.required') : undefined);
  const toggleLabel = text(isShown ? 'access.hidePassword' : 'access.showPassword');
  return (
    <Stack
      component="form"
      spacing={2}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {error instanceof SignInRefused && <SignInRefusals refusals={error.refusals} />}
      {error !== null && !(error instanceof SignInRefused) && <Alert severity="error">{failureText(error)}</Alert>}
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
      <TextField
        label={text('access.password')}
        type={isShown ? 'text' : 'password'}
        value={value.password}
        onChange={(event) => {
          onChange({ ...value, password: event.target.value });
        }}
        error={missing(value.password) !== undefined}
        helperText={missing(value.password)}
        autoComplete="current-password"
        name="password"
        size="medium"
        slotProps={{
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <IconButton
                  aria-label={toggleLabel}
                  edge="end"
                  onClick={() => {
                    setShown(!isShown);
                  }}
                >
                  {isShown ? <VisibilityOffIcon /> : <VisibilityIcon />}
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
      />
      <Button type="submit" variant="contained" size="large" loading={isBusy}>
        {text('access.signIn')}
      </Button>
    </Stack>
  );
}

function SignInRefusals({ refusals }: { refusals: readonly RefusalPartsFragment[] }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Alert severity="warning">
      {refusals.map((refusal) => {
        const until = refusal.facts.find((fact) => fact.name === 'until')?.value;
        return (
          <div key={refusal.code}>
            {refusal.message}
            {refusal.code === 'LOCKED' && until !== undefined && (
              <div>{text('access.lockedUntil', { time: formats.time(until) })}</div>
            )}
          </div>
        );
      })}
    </Alert>
  );
}
