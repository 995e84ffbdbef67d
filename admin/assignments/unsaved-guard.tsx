import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';
import { useLeaving } from '../ui/leaving.js';
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
  const [answer, setAnswer] = useState<((mayLeave: boolean) => void) | null>(null);
  const ask = (): Promise<boolean> => new Promise((resolve) => { setAnswer(() => resolve); });
  useLeaving({ isDirty, mayLeave: async () => (await save()) || ask() });

  const decide = (mayLeave: boolean): void => {
    answer?.(mayLeave);
    setAnswer(null);
  };
  return (
    <Dialog
      open={answer !== null}
      onClose={() => {
        decide(false);
      }}
      aria-labelledby="unsaved-title"
    >
      <DialogTitle id="unsaved-title">{text('workbench.leave.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{explanation}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button
          color="error"
          onClick={() => {
            decide(true);
          }}
        >
          {text('workbench.leave.leave')}
        </Button>
        <Button
          variant="contained"
          autoFocus
          onClick={() => {
            decide(false);
          }}
        >
          {text('workbench.leave.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
