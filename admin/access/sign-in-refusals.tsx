import Alert from '@mui/material/Alert';
import type { RefusalPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface SignInProblemsProps {
  error: unknown;
  refusals: readonly RefusalPartsFragment[];
}

/** What keeps somebody out, and when to try again. */
export function SignInProblems({ error, refusals }: SignInProblemsProps) {
  const text = useText();
  const formats = useFormats();
  const failureText = useFailureText();
  if (error !== null) return <Alert severity="error">{failureText(error)}</Alert>;
  if (refusals.length === 0) return null;
  return (
    <Alert severity="warning">
      {refusals.map((refusal) => {
        const until = refusal.facts.find((fact) => fact.name === 'until')?.value;
        return (
          <div key={refusal.code}>
            {refusal.message}
            {refusal.code === 'LOCKED' && until !== undefined && <div>{text('access.lockedUntil', { time: formats.time(until) })}</div>}
          </div>
        );
      })}
    </Alert>
  );
}
