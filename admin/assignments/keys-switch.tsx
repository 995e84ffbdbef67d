import KeyboardIcon from '@mui/icons-material/KeyboardOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';

/** Opens the list of keys. */
export function KeysSwitch({ areKeysShown, onOpen }: { areKeysShown: boolean; onOpen: () => void }) {
  const text = useText();
  const label = text('workbench.keys');
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} aria-keyshortcuts="?" onClick={onOpen} sx={{ display: { xs: 'none', md: 'inline-flex' } }}>
        <KeyboardIcon />
        <KeyHint keys="?" isShown={areKeysShown} />
      </IconButton>
    </Tooltip>
  );
}
