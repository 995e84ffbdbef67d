import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useText } from '../ui/text.js';

interface ReturnDialogProps {
  learnerName: string;
  isOpen: boolean;
  isBusy: boolean;
  refusal: string | undefined;
  onClose: () => void;
  onReturn: (reason: string) => void;
}

export function ReturnDialog({ learnerName, isOpen, isBusy, refusal, onClose, onReturn }: ReturnDialogProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const problem = isEmpty ? text('workbench.returnDialog.empty') : refusal;
  return (
    <Dialog open={isOpen} onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="return-title">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setEmpty(reason.trim() === '');
          if (reason.trim() !== '') onReturn(reason.trim());
        }}
      >
        <DialogTitle id="return-title">{text('workbench.returnDialog.title')}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>{text('workbench.returnDialog.text', { name: learnerName })}</DialogContentText>
          <TextField
            autoFocus
            fullWidth
            multiline
            minRows={3}
            label={text('workbench.returnDialog.reason')}
            value={reason}
            error={problem !== undefined}
            helperText={problem}
            onChange={(event) => {
              setReason(event.target.value);
              setEmpty(false);
            }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" variant="contained" color="warning" loading={isBusy}>
            {text('workbench.returnDialog.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
