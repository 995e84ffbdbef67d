import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined';
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined';
import CloudSyncIcon from '@mui/icons-material/CloudSyncOutlined';
import EditIcon from '@mui/icons-material/EditOutlined';
import SaveIcon from '@mui/icons-material/SaveOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import { useFormats } from '../ui/format.js';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';
import type { Saving } from './draft-saver.js';

interface SaveStatusProps {
  saving: Saving;
  /** When the draft that was found here was saved. */
  keptAt: string | null;
  areKeysShown: boolean;
  onSave: () => void;
}

/** Whether what was typed is safe: an icon and a word. */
export function SaveStatus({ saving: now, keptAt, areKeysShown, onSave }: SaveStatusProps) {
  const text = useText();
  const formats = useFormats();
  const saving: Saving = now.kind === 'untouched' && keptAt !== null ? { kind: 'saved', at: keptAt } : now;
  const shown: Record<Saving['kind'], [ReactElement, string, string]> = {
    untouched: [<EditIcon key="icon" />, text('workbench.untouched'), 'text.secondary'],
    unsaved: [<EditIcon key="icon" />, text('workbench.unsaved'), 'warning.main'],
    saving: [<CloudSyncIcon key="icon" />, text('workbench.saving'), 'text.secondary'],
    saved: [
      <CloudDoneIcon key="icon" />,
      text('workbench.saved', { time: saving.kind === 'saved' ? formats.clock(saving.at) : '' }),
      'success.main',
    ],
    failed: [<CloudOffIcon key="icon" />, text('workbench.saveFailed'), 'error.main'],
    conflict: [<CloudOffIcon key="icon" />, text('workbench.saveConflict'), 'error.main'],
  };
  const [icon, label, color] = shown[saving.kind];
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.25 }}>
      <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color, fontSize: '0.8125rem', whiteSpace: 'nowrap', '& svg': { fontSize: 18 } }}>
        {icon}
        {label}
      </Box>
      <Tooltip title={text('workbench.saveNow')}>
        <IconButton size="small" aria-label={text('workbench.saveNow')} aria-keyshortcuts="Control+S" onClick={onSave}>
          <SaveIcon fontSize="small" />
          <KeyHint keys="Ctrl+S" isShown={areKeysShown} />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
