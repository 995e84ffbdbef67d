import CancelIcon from '@mui/icons-material/HighlightOff';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import PlaylistAddCheckIcon from '@mui/icons-material/PlaylistAddCheck';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import UndoIcon from '@mui/icons-material/Undo';
import Chip from '@mui/material/Chip';

const LOOKS = {
  WAITING: { Icon: HourglassIcon, color: 'primary' },
  LISTED: { Icon: PlaylistAddCheckIcon, color: 'info' },
  ENROLLED: { Icon: CheckCircleIcon, color: 'success' },
  WITHDRAWN: { Icon: UndoIcon, color: 'default' },
  MISSED: { Icon: CancelIcon, color: 'warning' },
} as const;

/** What has become of a choice, by an icon and a word. */
export function ChoiceTag({ state, label }: { state: keyof typeof LOOKS; label: string }) {
  const { Icon, color } = LOOKS[state];
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />;
}
