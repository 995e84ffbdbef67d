import UndoIcon from '@mui/icons-material/Undo';
import Button from '@mui/material/Button';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';
import type { LastSubmit } from './use-last-submit.js';

interface UndoButtonProps {
  last: LastSubmit;
  isBusy: boolean;
  areKeysShown: boolean;
  onUndo: () => void;
}

export function UndoButton({ last, isBusy, areKeysShown, onUndo }: UndoButtonProps) {
  const text = useText();
  const label = text('queues.undo.label', { name: last.learnerName });
  return (
    <Button size="small" startIcon={<UndoIcon />} loading={isBusy} aria-label={label} title={label} aria-keyshortcuts="U" onClick={onUndo}>
      {text('queues.undo.button')}
      <KeyHint keys="U" isShown={areKeysShown} />
    </Button>
  );
}
