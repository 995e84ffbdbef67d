import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import type { DraftPartsFragment, ReviewSidePartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import type { Assignment, ReviewForm } from './review-form.js';
import { Side, sideOf } from './review-side.js';
import type { ReviewConflict } from './use-submit-review.js';

interface StaleDialogProps {
  conflict: ReviewConflict;
  assignment: Assignment;
  isBusy: boolean;
  onTakeTheirs: (side: ReviewSidePartsFragment | null) => void;
  onKeepDraft: () => void;
  onOverwrite: () => void;
}

/** Somebody changed the submission after it was opened: both sides, and three deliberate ways on. */
export function StaleDialog({ conflict, assignment, isBusy, onTakeTheirs, onKeepDraft, onOverwrite }: StaleDialogProps) {
  const text = useText();
  const formats = useFormats();
  const [isConfirmed, setConfirmed] = useState(false);
  const current = conflict.current ?? null;
  const { yours } = conflict;
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby="stale-title">
      <DialogTitle id="stale-title">{text('workbench.stale.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>
          {current === null
            ? text('workbench.stale.textUnknown')
            : text('workbench.stale.text', { name: current.byName, time: formats.time(current.at) })}
        </DialogContentText>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 2 }}>
          {current === null ? (
            <Alert severity="info">{text('workbench.stale.noCurrent')}</Alert>
          ) : (
            <Side title={text('workbench.stale.current')} assignment={assignment} side={current} other={yours} />
          )}
          <Side title={text('workbench.stale.yours')} assignment={assignment} side={yours} other={current} />
        </Box>
        <Alert severity="warning">{text('workbench.stale.warning')}</Alert>
        <FormControlLabel
          control={
            <Checkbox
              checked={isConfirmed}
              onChange={(event) => {
                setConfirmed(event.target.checked);
              }}
            />
          }
          label={text('workbench.stale.confirm')}
        />
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1 }}>
        <Button
          onClick={() => {
            onTakeTheirs(current);
          }}
        >
          {text('workbench.stale.takeTheirs')}
        </Button>
        <Button variant="outlined" onClick={onKeepDraft}>
          {text('workbench.stale.keepDraft')}
        </Button>
        <Button variant="contained" color="error" disabled={!isConfirmed} loading={isBusy} onClick={onOverwrite}>
          {text('workbench.stale.overwrite')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface DraftConflictDialogProps {
  foreign: DraftPartsFragment;
  own: ReviewForm;
  assignment: Assignment;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

export function DraftConflictDialog({ foreign, own, assignment, onTakeTheirs, onKeepMine }: DraftConflictDialogProps) {
  const text = useText();
  const formats = useFormats();
  const ownSide = sideOf(own, assignment);
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby="draft-conflict-title">
      <DialogTitle id="draft-conflict-title">{text('workbench.draftConflict.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{text('workbench.draftConflict.text', { time: formats.time(foreign.savedAt) })}</DialogContentText>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Side title={text('workbench.draftConflict.theirs')} assignment={assignment} side={foreign} other={ownSide} />
          <Side title={text('workbench.stale.yours')} assignment={assignment} side={ownSide} other={foreign} />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onTakeTheirs}>{text('workbench.draftConflict.takeTheirs')}</Button>
        <Button variant="contained" onClick={onKeepMine}>
          {text('workbench.draftConflict.keepMine')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
