import SkipNextIcon from '@mui/icons-material/SkipNext';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';

interface NextUngradedButtonProps {
  /** While this one is to be graded it is no more than a way around it. */
  isShort: boolean;
  isBusy: boolean;
  areKeysShown: boolean;
  onGo: () => void;
}

/** To the next that is to be graded. */
export function NextUngradedButton({ isShort, isBusy, areKeysShown, onGo }: NextUngradedButtonProps) {
  const text = useText();
  const label = text('queues.nextUngraded');
  const hint = <KeyHint keys="Z" isShown={areKeysShown} />;
  if (isShort) {
    return (
      <Tooltip title={label}>
        <IconButton size="small" loading={isBusy} aria-label={label} aria-keyshortcuts="Z" onClick={onGo}>
          <SkipNextIcon />
          {hint}
        </IconButton>
      </Tooltip>
    );
  }
  return (
    <Button size="small" startIcon={<SkipNextIcon />} loading={isBusy} aria-keyshortcuts="Z" onClick={onGo} sx={{ whiteSpace: 'nowrap' }}>
      {label}
      {hint}
    </Button>
  );
}
