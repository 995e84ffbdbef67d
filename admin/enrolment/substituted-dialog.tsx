import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useId, useRef } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { SubstituteLearnerDocument } from '../gql/graphql.js';
import { Refusals } from '../ui/refusals.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { ChangedEnrolment } from './change-effects.js';
import { changedByActs } from './changed-documents.js';

interface SubstitutedDialogProps {
  gone: ChangedEnrolment;
  come: { id: string; version: number; learner: { id: string; name: string } };
  onClose: () => void;
}

/** What was done, and the way back: the other way round it is the same act, and nothing is lost while nothing had been handed in. */
export function SubstitutedDialog({ gone, come, onClose }: SubstitutedDialogProps) {
  const text = useText();
  const notify = useNotify();
  const titleId = useId();
  const keys = useRef(new IdempotencyKeys());
  const undo = useChange(SubstituteLearnerDocument, changedByActs);
  const names = { gone: gone.learner.name, come: come.learner.name };
  const swapBack = (): void => {
    const input = { enrolmentId: come.id, personId: gone.learner.id, reason: text('changes.undoReason'), expectedVersion: come.version };
    undo.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ substituteLearner }) => {
          if (substituteLearner.refusals.length > 0) return;
          notify(text('changes.undone', names));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{text('changes.substitutedTitle')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {undo.error !== null && <Failure error={undo.error} onRetry={swapBack} />}
          <Refusals refusals={undo.data?.substituteLearner.refusals ?? []} />
          <Alert severity="success" role="status">
            {text('changes.substituted', names)}
          </Alert>
        </Stack>
      </DialogContent>
      <DialogActions>
        {gone.submissions.length === 0 && (
          <Button loading={undo.isPending} onClick={swapBack}>
            {text('changes.undo', names)}
          </Button>
        )}
        <Button component={Link} to={`/enrolments/${encodeURIComponent(come.id)}`} onClick={onClose}>
          {text('changes.seeRecord', names)}
        </Button>
        <Button autoFocus variant="contained" onClick={onClose}>
          {text('changes.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
