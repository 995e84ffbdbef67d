import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import type { request } from '../data/request.js';
import { BeginSecondFactorDocument, ConfirmSecondFactorDocument } from '../gql/graphql.js';
import { CopyButton } from '../ui/copy-button.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { PasswordField } from './password-field.js';
import { SignInProblems } from './sign-in-refusals.js';
import type { Entered } from './sign-in-steps.js';
import { useSubmit } from './use-submit.js';

const QR_SIZE = 176;

interface EnrolSecondFactorProps {
  send: typeof request;
  intro: string;
  /** Null asks for the own password first; on the way in it was just given. */
  password: string | null;
  onConfirmed: (recoveryCodes: readonly string[], entered: Entered) => void;
}

/** Shows the secret as a QR code and as text, and takes the first code that comes of it. */
export function EnrolSecondFactor({ send, intro, password: given, onConfirmed }: EnrolSecondFactorProps) {
  const text = useText();
  const submit = useSubmit();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null);

  const begin = (): void => {
    submit.run(async () => {
      const { beginSecondFactor } = await send(BeginSecondFactorDocument, { input: { password: given ?? password } });
      if (beginSecondFactor.secret !== null && beginSecondFactor.uri !== null) setSecret({ secret: beginSecondFactor.secret, uri: beginSecondFactor.uri });
      return beginSecondFactor.refusals;
    });
  };
  const confirm = (): void => {
    submit.run(async () => {
      const { confirmSecondFactor } = await send(ConfirmSecondFactorDocument, { input: { code: code.trim() } });
      if (confirmSecondFactor.refusals.length === 0) onConfirmed(confirmSecondFactor.recoveryCodes, confirmSecondFactor);
      return confirmSecondFactor.refusals;
    });
  };
  return (
    <Stack
      component="form"
      spacing={2}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (secret === null) begin();
        else confirm();
      }}
    >
      <Typography color="textSecondary">{intro}</Typography>
      <SignInProblems error={submit.error} refusals={withoutField(submit.refusals, 'password', 'code')} />
      {secret === null && given === null && (
        <PasswordField label={text('account.ownPassword')} name="password" value={password} onChange={setPassword} problem={refusalOf(submit.refusals, 'password')} help={text('account.ownPasswordHelp')} autoComplete="current-password" autoFocus />
      )}
      {secret === null ? (
        <Button type="submit" variant="contained" size="large" loading={submit.isBusy}>
          {text('account.beginEnrolment')}
        </Button>
      ) : (
        <>
          <Typography variant="body2">{text('account.scan')}</Typography>
          {/* White around it in the dark too: cameras look for a dark code on a light ground. */}
          <Box sx={{ alignSelf: 'center', bgcolor: '#fff', p: 1.5, borderRadius: 1, border: 1, borderColor: 'divider', lineHeight: 0 }}>
            <QRCodeSVG value={secret.uri} size={QR_SIZE} title={text('account.qrTitle')} role="img" />
          </Box>
          <Box data-copy sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
            <Typography variant="body2">{text('account.secretText')}</Typography>
            <Box component="code" sx={{ overflowWrap: 'anywhere', fontSize: 14 }}>
              {secret.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
            </Box>
            <CopyButton label={text('account.copySecret')} value={secret.secret} />
          </Box>
          <TextField
            label={text('account.code')}
            value={code}
            onChange={(event) => {
              setCode(event.target.value);
            }}
            error={refusalOf(submit.refusals, 'code') !== undefined}
            helperText={refusalOf(submit.refusals, 'code') ?? text('account.firstCodeHelp')}
            autoComplete="one-time-code"
            name="code"
            size="medium"
            autoFocus
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          />
          <Button type="submit" variant="contained" size="large" loading={submit.isBusy} disabled={code.trim() === ''}>
            {text('account.confirmEnrolment')}
          </Button>
        </>
      )}
    </Stack>
  );
}
