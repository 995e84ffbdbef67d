import CompareIcon from '@mui/icons-material/CompareArrows';
import PersonSearchIcon from '@mui/icons-material/PersonSearchOutlined';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';

interface TextToolsProps {
  hasEarlier: boolean;
  canSeeFacts: boolean;
  areKeysShown: boolean;
  onCompare: () => void;
  onFacts: () => void;
}

/** Above the text: what was changed since the last attempt, and what else is known of the learner. */
export function TextTools({ hasEarlier, canSeeFacts, areKeysShown, onCompare, onFacts }: TextToolsProps) {
  const text = useText();
  if (!hasEarlier && !canSeeFacts) return null;
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ justifyContent: 'center', alignItems: 'center', flexWrap: 'wrap', mb: 2 }}>
      {hasEarlier && <Chip size="small" color="primary" variant="outlined" label={text('attempts.resubmitted')} />}
      {hasEarlier && (
        <Button size="small" variant="outlined" startIcon={<CompareIcon />} aria-keyshortcuts="D" onClick={onCompare}>
          {text('attempts.open')}
          <KeyHint keys="D" isShown={areKeysShown} />
        </Button>
      )}
      {canSeeFacts && (
        <Button size="small" startIcon={<PersonSearchIcon />} aria-keyshortcuts="I" onClick={onFacts}>
          {text('facts.open')}
          <KeyHint keys="I" isShown={areKeysShown} />
        </Button>
      )}
    </Stack>
  );
}
