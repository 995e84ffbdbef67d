import EmojiEventsIcon from '@mui/icons-material/EmojiEventsOutlined';
import Alert from '@mui/material/Alert';
import { useText } from '../ui/text.js';

/** What a learner reads once the province has commended; before that there is nothing to read. */
export function CommendedNote({ nomination }: { nomination: { byName: string; reason: string } | null | undefined }) {
  const text = useText();
  if (nomination === null || nomination === undefined) return null;
  return (
    <Alert severity="success" icon={<EmojiEventsIcon />} sx={{ mb: 2 }}>
      <strong>{text('excellence.commended')}</strong>
      <div>{text('excellence.commendedBy', { name: nomination.byName, reason: nomination.reason })}</div>
    </Alert>
  );
}
