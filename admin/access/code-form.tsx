import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { requestWithoutGate } from '../data/request.js';
import { ProveSecondFactorDocument, type ChallengePartsFragment } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { SignInProblems } from './sign-in-refusals.js';
import type { Entered } from './sign-in-steps.js';
import { useSubmit } from './use-submit.js';

interface CodeFormProps {
  challenge: ChallengePartsFragment;
  onEntered: (entered: Entered) => Promise<void>;
}

export function CodeForm({ challenge, onEntered }: CodeFormProps) {
  const text = useText();
  const submit = useSubmit();
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const [isTried, setTried] = useState(false);
  const isMissing = isTried && code.trim() === '';
  const { demoCode } = challenge;

  const send = (): void => {
    setTried(true);
    if (code.trim() === '') return;
    submit.run(async () => {
      const { proveSecondFactor } = await requestWithoutGate(ProveSecondFactorDocument, { input: { code: code.trim() } });
      if (proveSecondFactor.refusals.length === 0) await onEntered(proveSecondFactor);
      return proveSecondFactor.refusals;
    });
  };
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
      <Typography color="textSecondary">{text(isRecovery ? 'account.recoveryIntro' : 'account.codeIntro', { name: challenge.name })}</Typography>
      <SignInProblems error={submit.error} refusals={submit.refusals} />
      {demoCode !== null && !isRecovery && (
        <Alert
          severity="info"
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => {
                setCode(demoCode);
              }}
            >
              {text('account.fillIn')}
            </Button>
          }
        >
          {text('account.demoCode', { code: demoCode })}
        </Alert>
      )}
      <TextField
        key={isRecovery ? 'recovery' : 'code'}
        label={text(isRecovery ? 'account.recoveryCode' : 'account.code')}
        value={code}
        onChange={(event) => {
          setCode(event.target.value);
        }}
        error={isMissing}
        helperText={isMissing ? text('access.required') : text(isRecovery ? 'account.recoveryHelp' : 'account.codeHelp')}
        autoComplete="one-time-code"
        name="code"
        size="medium"
        autoFocus
        slotProps={{ htmlInput: isRecovery ? { autoCapitalize: 'none' } : { inputMode: 'numeric' } }}
      />
      <Button type="submit" variant="contained" size="large" loading={submit.isBusy}>
        {text('account.proceed')}
      </Button>
      <Button
        onClick={() => {
          setRecovery(!isRecovery);
          setCode('');
          setTried(false);
        }}
        sx={{ alignSelf: 'flex-start' }}
      >
        {text(isRecovery ? 'account.useCode' : 'account.useRecovery')}
      </Button>
    </Stack>
  );
}
