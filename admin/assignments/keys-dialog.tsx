import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useText } from '../ui/text.js';
import { GRADING_KEYS, KEY_GROUPS, type KeyGroup } from './grading-key-list.js';
import type { GradingActions } from './use-grading-keys.js';

interface KeysDialogProps {
  areOnButtons: boolean;
  onButtons: (areOnButtons: boolean) => void;
  onClose: () => void;
}

/** Every key of the workbench and what it does; the key that opens it closes it too. */
export function KeysDialog({ areOnButtons, onButtons, onClose }: KeysDialogProps) {
  const text = useText();
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      onClose={onClose}
      aria-labelledby="keys-title"
      onKeyDown={(event) => {
        if (event.code === 'Slash' && event.shiftKey && !event.repeat) onClose();
      }}
    >
      <DialogTitle id="keys-title">{text('keys.title')}</DialogTitle>
      <DialogContent tabIndex={0}>
        <Box sx={{ columnCount: { xs: 1, sm: 2 }, columnGap: 4 }}>
          {KEY_GROUPS.map((group) => (
            <KeysOf key={group} group={group} />
          ))}
        </Box>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
          {text('keys.note')}
        </Typography>
      </DialogContent>
      <DialogActions sx={{ justifyContent: 'space-between' }}>
        <FormControlLabel
          label={text('keys.onButtons')}
          control={
            <Switch
              checked={areOnButtons}
              onChange={(_, isChecked) => {
                onButtons(isChecked);
              }}
            />
          }
        />
        <Button variant="contained" onClick={onClose}>
          {text('keys.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function KeysOf({ group }: { group: KeyGroup }) {
  const text = useText();
  const acts = (Object.keys(GRADING_KEYS) as (keyof GradingActions)[]).filter((act) => GRADING_KEYS[act].group === group);
  const id = `keys-${group}`;
  return (
    <Box component="section" aria-labelledby={id} sx={{ breakInside: 'avoid', mb: 2 }}>
      <Typography id={id} variant="h3" sx={{ mb: 0.5 }}>
        {text(`keys.groups.${group}`)}
      </Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '96px minmax(0, 1fr)', rowGap: 0.75, alignItems: 'baseline' }}>
        {acts.map((act) => (
          <Box key={act} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ whiteSpace: 'nowrap' }}>
              <Box component="kbd" sx={{ px: 0.75, borderRadius: 0.5, border: 1, borderColor: 'divider', fontFamily: 'inherit', fontSize: '0.875rem' }}>
                {GRADING_KEYS[act].keys}
              </Box>
            </Box>
            <Typography component="dd" variant="body2" sx={{ m: 0 }}>
              {text(`keys.acts.${act}`)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
