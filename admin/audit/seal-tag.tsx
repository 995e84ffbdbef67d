import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import LockIcon from '@mui/icons-material/LockOutlined';
import Chip from '@mui/material/Chip';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { exactTime } from './told.js';

/** Whether an event is chained to those before it, and since when. */
export function SealTag({ sealedAt, isShort = false }: { sealedAt: string | null | undefined; isShort?: boolean }) {
  const text = useText();
  const formats = useFormats();
  if (sealedAt == null) return <Chip size="small" variant="outlined" icon={<HourglassIcon />} label={text('audit.waiting')} />;
  return <Chip size="small" variant="outlined" color="success" icon={<LockIcon />} label={isShort ? text('audit.sealed') : exactTime(sealedAt, formats)} />;
}
