import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';

interface ConfirmDialogProps {
  title: string;
  /** What will happen, in numbers where there are any. */
  explanation: string;
  confirm: string;
  cancel: string;
  /** What the Enter key means, and what stands out: going on, or staying where nothing is lost. */
  advised: 'confirm' | 'cancel';
  isBusy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something is done that has nothing more to fill in. */
export function ConfirmDialog({ title, explanation, confirm, cancel, advised, isBusy, onConfirm, onCancel }: ConfirmDialogProps) {
  const titleId = useId();
  const textId = useId();
  const isAdvised = advised === 'confirm';
  return (
    <Dialog open onClose={onCancel} aria-labelledby={titleId} aria-describedby={textId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <DialogContentText id={textId}>{explanation}</DialogContentText>
      </DialogContent>
      <DialogActions>
        {isAdvised && <Button onClick={onCancel}>{cancel}</Button>}
        <Button autoFocus={isAdvised} variant={isAdvised ? 'contained' : 'text'} color={isAdvised ? 'primary' : 'error'} loading={isBusy} onClick={onConfirm}>
          {confirm}
        </Button>
        {!isAdvised && (
          <Button autoFocus variant="contained" onClick={onCancel}>
            {cancel}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
