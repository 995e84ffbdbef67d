import KeyboardIcon from '@mui/icons-material/KeyboardOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';

/** Shows on every button the key that does the same. */
export function KeysSwitch({ areShown, onToggle }: { areShown: boolean; onToggle: () => void }) {
  const text = useText();
  const label = text(areShown ? 'workbench.hideKeys' : 'workbench.showKeys');
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} aria-keyshortcuts="?" onClick={onToggle} sx={{ display: { xs: 'none', md: 'inline-flex' } }}>
        <KeyboardIcon />
        <KeyHint keys="?" isShown={areShown} />
      </IconButton>
    </Tooltip>
  );
}
