import Alert from '@mui/material/Alert';
import type { RefusalPartsFragment } from '../gql/graphql.js';

/** What the server refused, in its own words; `field` picks the ones that stand beside an input. */
export function Refusals({ refusals }: { refusals: readonly RefusalPartsFragment[] }) {
  if (refusals.length === 0) return null;
  return (
    <Alert severity="warning">
      {refusals.map((refusal) => (
        <div key={`${refusal.code}-${refusal.field ?? ''}`}>{refusal.message}</div>
      ))}
    </Alert>
  );
}

export function refusalOf(refusals: readonly RefusalPartsFragment[], field: string): string | undefined {
  return refusals.find((refusal) => refusal.field === field)?.message;
}

export function withoutField(refusals: readonly RefusalPartsFragment[], ...fields: string[]): RefusalPartsFragment[] {
  return refusals.filter((refusal) => !fields.includes(refusal.field ?? ''));
}
