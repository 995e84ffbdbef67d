import Typography from '@mui/material/Typography';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { useAbout, useBusinessTime } from './use-business-time.js';

export function DemoClock() {
  const text = useText();
  const formats = useFormats();
  const about = useAbout();
  const time = useBusinessTime();
  if (about?.isDemo !== true || time === null) return null;
  return (
    <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
      {text('app.demoTime', { time: formats.time(time.toISOString()) })}
    </Typography>
  );
}
