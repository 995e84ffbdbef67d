import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

interface ConditionsProps { excellence: { requirement: string; pointsFrom: string; conditions: readonly string[] } | null | undefined }

/** What the notice asks of an excellent learner; only the result was checked. */
export function Conditions({ excellence }: ConditionsProps) {
  const text = useText();
  const formats = useFormats();
  if (excellence == null) return null;
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      {text('excellence.asked', { requirement: excellence.requirement, points: formats.points(excellence.pointsFrom) })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {excellence.conditions.map((condition) => <li key={condition}>{condition}</li>)}
      </Box>
    </Alert>
  );
}
