import ReplyIcon from '@mui/icons-material/Reply';
import SendIcon from '@mui/icons-material/Send';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';

interface GradingBarProps {
  isDisabled: boolean;
  isBusy: boolean;
  /** What is marked a second time does not go back to its learner. */
  canReturn: boolean;
  areKeysShown: boolean;
  onReturn: () => void;
  onSubmit: () => void;
}

/** Always in reach: at the foot of the panel, on a phone at the foot of the screen. */
export function GradingBar({ isDisabled, isBusy, canReturn, areKeysShown, onReturn, onSubmit }: GradingBarProps) {
  const text = useText();
  return (
    <Stack
      direction="row"
      spacing={1}
      sx={{
        p: 1.5,
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        position: { xs: 'sticky', md: 'static' },
        bottom: 0,
        zIndex: 2,
      }}
    >
      {canReturn && (
        <Button variant="outlined" color="warning" startIcon={<ReplyIcon />} disabled={isDisabled} aria-keyshortcuts="R" onClick={onReturn}>
          {text('workbench.returnButton')}
          <KeyHint keys="R" isShown={areKeysShown} />
        </Button>
      )}
      <Button
        variant="contained"
        // With its key written on it there is room for the words only.
        startIcon={areKeysShown ? undefined : <SendIcon />}
        disabled={isDisabled}
        loading={isBusy}
        aria-keyshortcuts="Control+Enter"
        onClick={onSubmit}
        sx={{ flex: 1, whiteSpace: 'nowrap' }}
      >
        {text('workbench.submitNext')}
        <KeyHint keys="Ctrl+Enter" isShown={areKeysShown} />
      </Button>
    </Stack>
  );
}
