import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useEffect, useId, useRef, useState, type MutableRefObject } from 'react';
import { registerUnsaved } from '../data/unsaved.js';
import { useLeaving } from './leaving.js';
import { useText } from './text.js';

interface LeaveGuardProps {
  /** Read when somebody is about to leave, so that the leaving which follows saving is not asked about. */
  isDirty: MutableRefObject<boolean>;
}

/** A form that is saved by hand: whoever leaves it with changes is asked first, whether by a link, the browser's back, another role or signing out. */
export function LeaveGuard({ isDirty }: LeaveGuardProps) {
  const text = useText();
  const titleId = useId();
  const [answer, setAnswer] = useState<((mayLeave: boolean) => void) | null>(null);
  const ask = useRef((): Promise<boolean> => new Promise((resolve) => { setAnswer(() => resolve); }));
  useLeaving({ isDirty: () => isDirty.current, mayLeave: ask.current });

  useEffect(() => registerUnsaved(() => (isDirty.current ? ask.current() : Promise.resolve(true))), [isDirty]);
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent): void => {
      if (isDirty.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => {
      window.removeEventListener('beforeunload', hold);
    };
  }, [isDirty]);

  const decide = (mayLeave: boolean): void => {
    if (mayLeave) isDirty.current = false;
    answer?.(mayLeave);
    setAnswer(null);
  };
  return (
    <Dialog
      open={answer !== null}
      onClose={() => {
        decide(false);
      }}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{text('ui.leave.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{text('ui.leave.text')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button
          color="error"
          onClick={() => {
            decide(true);
          }}
        >
          {text('ui.leave.leave')}
        </Button>
        <Button
          autoFocus
          variant="contained"
          onClick={() => {
            decide(false);
          }}
        >
          {text('ui.leave.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
