import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { requestWithoutGate } from '../data/request.js';
import { SignOutDocument, type ChallengePartsFragment, type SignInInput, type ViewerPartsFragment } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { ChangePasswordForm } from './change-password-form.js';
import { CodeForm } from './code-form.js';
import { EnrolSecondFactor } from './enrol-second-factor.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SignInForm } from './sign-in-form.js';
import type { Viewer } from './viewer.js';

/** Somebody is in, or one step nearer. */
export interface Entered {
  viewer: ViewerPartsFragment | null;
  challenge: ChallengePartsFragment | null;
}

interface SignInStepsProps {
  value: SignInInput;
  onChange: (value: SignInInput) => void;
  /** What a session that was opened elsewhere (a reload, single sign-on) still has to do. */
  begun: ChallengePartsFragment | null;
  onViewer: (viewer: Viewer) => Promise<void>;
  /** Whether name and password are asked now; what else stands on the page belongs to that step. */
  onFirstStep?: (isFirst: boolean) => void;
  /** Whether one may go back to name and password from here. */
  canRestart: boolean;
}

/** Signing in, step by step: name and password, then whatever the server still asks for. */
export function SignInSteps({ value, onChange, begun, onViewer, onFirstStep, canRestart }: SignInStepsProps) {
  const text = useText();
  const [challenge, setChallenge] = useState(begun);
  const [codes, setCodes] = useState<{ recoveryCodes: readonly string[]; next: Entered } | null>(null);

  const isFirst = challenge === null && codes === null;
  useEffect(() => {
    onFirstStep?.(isFirst);
  }, [isFirst, onFirstStep]);

  const enter = async ({ viewer, challenge: next }: Entered): Promise<void> => {
    if (viewer === null) setChallenge(next);
    else await onViewer(viewer);
  };
  const leave = async (): Promise<void> => {
    await requestWithoutGate(SignOutDocument, {}).catch(() => undefined);
    onChange({ ...value, password: '' });
    setChallenge(null);
  };

  if (codes !== null) return <RecoveryCodes codes={codes.recoveryCodes} onDone={() => void enter(codes.next)} />;
  if (challenge === null) return <SignInForm value={value} onChange={onChange} onEntered={enter} />;
  return (
    <Stack spacing={2} component="section" aria-label={text(`account.steps.${challenge.step}`)}>
      <Typography variant="h2">{text(`account.steps.${challenge.step}`)}</Typography>
      {challenge.step === 'SECOND_FACTOR' && <CodeForm challenge={challenge} onEntered={enter} />}
      {challenge.step === 'SECOND_FACTOR_ENROLMENT' && (
        <EnrolSecondFactor
          send={requestWithoutGate}
          password=""
          intro={text('account.mustEnrol', { name: challenge.name })}
          onConfirmed={(recoveryCodes, next) => {
            setCodes({ recoveryCodes, next });
          }}
        />
      )}
      {challenge.step === 'PASSWORD_CHANGE' && (
        <ChangePasswordForm send={requestWithoutGate} oldPassword={value.password} intro={text('account.mustChange', { name: challenge.name })} onChanged={enter} />
      )}
      {canRestart && (
        <Button onClick={() => void leave()} sx={{ alignSelf: 'flex-start' }}>
          {text('account.otherAccount')}
        </Button>
      )}
    </Stack>
  );
}
