import SkipNextIcon from '@mui/icons-material/SkipNext';
import Button from '@mui/material/Button';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';

/** From one that is not to be graded now to the next that is. */
export function NextUngradedButton({ isBusy, areKeysShown, onGo }: { isBusy: boolean; areKeysShown: boolean; onGo: () => void }) {
  const text = useText();
  return (
    <Button size="small" startIcon={<SkipNextIcon />} loading={isBusy} aria-keyshortcuts="Z" onClick={onGo} sx={{ whiteSpace: 'nowrap' }}>
      {text('queues.nextUngraded')}
      <KeyHint keys="Z" isShown={areKeysShown} />
    </Button>
  );
}
