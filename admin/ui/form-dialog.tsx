import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useId, type ReactNode } from 'react';
import type { RefusalPartsFragment } from '../gql/graphql.js';
import { Refusals } from './refusals.js';
import { Failure } from './states.js';
import { useText } from './text.js';

interface FormDialogProps {
  title: string;
  submit: string;
  /** What ends something stands out. */
  isGrave?: boolean;
  isBusy: boolean;
  error: Error | null;
  /** Those that stand beside no field. */
  refusals: readonly RefusalPartsFragment[];
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form before the page: fields, what the server refused, one way on and one way back. */
export function FormDialog({ title, submit, isGrave = false, isBusy, error, refusals, onSubmit, onClose, children }: FormDialogProps) {
  const text = useText();
  const titleId = useId();
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby={titleId}>
      <form
        noValidate
        // Long content scrolls above the buttons, which stay in sight.
        style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {error !== null && <Failure error={error} onRetry={onSubmit} />}
            <Refusals refusals={refusals} />
            {children}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" variant="contained" color={isGrave ? 'error' : 'primary'} loading={isBusy}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
