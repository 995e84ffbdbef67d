import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useEffect, useRef, useState } from 'react';
import { useBlocker } from 'react-router-dom';
import { useText } from '../ui/text.js';

interface UnsavedGuardProps {
  /** What would be lost, and why it is not saved. */
  explanation: string;
  isDirty: () => boolean;
  save: () => Promise<boolean>;
}

/** Leaving waits for the draft; only when it cannot be saved is the person asked. */
export function UnsavedGuard({ explanation, isDirty, save }: UnsavedGuardProps) {
  const text = useText();
  const [isAsked, setAsked] = useState(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isDirty());

  const latest = useRef({ blocker, save });
  latest.current = { blocker, save };

  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // One blocked navigation, one attempt to save.
    void latest.current.save().then((isSaved) => {
      if (isSaved) latest.current.blocker.proceed?.();
      else setAsked(true);
    });
  }, [blocker.state]);

  const stay = (): void => {
    setAsked(false);
    blocker.reset?.();
  };
  return (
    <Dialog open={isAsked && blocker.state === 'blocked'} onClose={stay} aria-labelledby="unsaved-title">
      <DialogTitle id="unsaved-title">{text('workbench.leave.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{explanation}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button color="error" onClick={() => blocker.proceed?.()}>
          {text('workbench.leave.leave')}
        </Button>
        <Button variant="contained" onClick={stay} autoFocus>
          {text('workbench.leave.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
