import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';
import { useSessionGate } from '../data/session-gate.js';
import { useText } from '../ui/text.js';
import { resumeAs } from './auth-provider.js';
import { SignInSteps } from './sign-in-steps.js';
import { replaceViewer, type Viewer } from './viewer.js';

/** The page stays as it is behind the dialog; the requests that met the ended session go out after it. */
export function SessionExpiredDialog({ viewer }: { viewer: Viewer }) {
  const text = useText();
  const gate = useSessionGate(true);
  const [value, setValue] = useState({ login: '', password: '' });
  const [isOther, setOther] = useState(false);
  // Each sign-in begins at its first step.
  const [attempt, setAttempt] = useState(0);

  return (
    <Dialog open={gate.isExpired} maxWidth="xs" fullWidth aria-labelledby="session-expired">
      <DialogTitle id="session-expired">{text('access.expired.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{text('access.expired.text')}</DialogContentText>
        {isOther && (
          <Alert severity="warning" sx={{ mb: 2 }}>
            {text('access.expired.other', { name: viewer.name })}
          </Alert>
        )}
        <SignInSteps
          key={attempt}
          begun={null}
          canRestart={false}
          value={value}
          onChange={setValue}
          onViewer={async (entered) => {
            const isSamePerson = await resumeAs(entered, viewer);
            setOther(!isSamePerson);
            setAttempt(attempt + 1);
            if (!isSamePerson) return;
            setValue({ login: '', password: '' });
            gate.pass();
          }}
        />
      </DialogContent>
      <DialogActions>
        <Button
          onClick={() => {
            gate.abandon();
            replaceViewer(null);
            window.location.assign('/login');
          }}
        >
          {text('access.expired.leave')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
