import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutlineOutlined';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { outdate } from '../data/queries.js';
import { request } from '../data/request.js';
import { AccountDocument, RenewRecoveryCodesDocument, SwitchOffSecondFactorDocument, type AccountQuery } from '../gql/graphql.js';
import { Facts } from '../ui/facts.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { EnrolSecondFactor } from './enrol-second-factor.js';
import { PasswordDialog } from './password-dialog.js';
import { RecoveryCodes } from './recovery-codes.js';

type Factor = NonNullable<NonNullable<AccountQuery['viewer']>['secondFactor']>;
type Open = 'enrol' | 'renew' | 'off' | { codes: readonly string[] } | null;

export function SecondFactorCard({ factor }: { factor: Factor }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => {
    setOpen(null);
    outdate([AccountDocument]);
  };
  const showCodes = (codes: readonly string[]): void => {
    setOpen({ codes });
  };
  const facts: (readonly [string, string])[] = [
    [text('account.since'), formats.time(factor.since)],
    [text('account.codesLeft'), text('account.codesLeftCount', { count: factor.recoveryCodesLeft })],
  ];
  return (
    <Card component="section" aria-labelledby="second-factor" sx={{ p: 2 }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mb: 1 }}>
        <Typography variant="h2" id="second-factor">
          {text('account.secondFactor')}
        </Typography>
        {factor.isOn ? (
          <Chip size="small" variant="outlined" color="success" icon={<CheckCircleIcon />} label={text('account.on')} />
        ) : (
          <Chip size="small" variant="outlined" icon={<ErrorOutlineIcon />} label={text('account.off')} />
        )}
      </Stack>
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {text('account.secondFactorIntro')}
        {factor.isRequired && ` ${text('account.required')}`}
        {!factor.isRequired && !factor.isOn && ` ${text('account.voluntary')}`}
      </Typography>
      {factor.isOn && <Facts facts={facts} />}
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', mt: factor.isOn ? 2 : 0 }}>
        <Button
          variant={factor.isOn ? 'outlined' : 'contained'}
          onClick={() => {
            setOpen('enrol');
          }}
        >
          {text(factor.isOn ? 'account.changePhone' : 'account.switchOn')}
        </Button>
        {factor.isOn && (
          <Button
            variant="outlined"
            onClick={() => {
              setOpen('renew');
            }}
          >
            {text('account.renewCodes')}
          </Button>
        )}
        {factor.isOn && !factor.isRequired && (
          <Button
            color="error"
            onClick={() => {
              setOpen('off');
            }}
          >
            {text('account.switchOff')}
          </Button>
        )}
      </Stack>
      {open === 'enrol' && (
        <Dialog open fullWidth maxWidth="xs" onClose={close} aria-labelledby="enrol-title">
          <DialogTitle id="enrol-title">{text(factor.isOn ? 'account.changePhone' : 'account.switchOn')}</DialogTitle>
          <DialogContent>
            <EnrolSecondFactor send={request} password={null} intro={text('account.enrolIntro')} onConfirmed={showCodes} />
          </DialogContent>
        </Dialog>
      )}
      {open === 'renew' && (
        <PasswordDialog
          title={text('account.renewCodes')}
          intro={text('account.renewIntro')}
          confirm={text('account.renewCodes')}
          onClose={close}
          onPassword={async (password) => {
            const { renewRecoveryCodes } = await request(RenewRecoveryCodesDocument, { input: { password } });
            if (renewRecoveryCodes.refusals.length === 0) showCodes(renewRecoveryCodes.recoveryCodes);
            return renewRecoveryCodes.refusals;
          }}
        />
      )}
      {open === 'off' && (
        <PasswordDialog
          title={text('account.switchOff')}
          intro={text('account.switchOffIntro')}
          confirm={text('account.switchOff')}
          onClose={close}
          onPassword={async (password) => {
            const { switchOffSecondFactor } = await request(SwitchOffSecondFactorDocument, { input: { password } });
            if (switchOffSecondFactor.refusals.length === 0) {
              notify(text('account.switchedOff'));
              close();
            }
            return switchOffSecondFactor.refusals;
          }}
        />
      )}
      {typeof open === 'object' && open !== null && (
        <Dialog open fullWidth maxWidth="xs" aria-label={text('account.recoveryCodes')}>
          <DialogContent>
            <RecoveryCodes codes={open.codes} onDone={close} />
          </DialogContent>
        </Dialog>
      )}
    </Card>
  );
}
