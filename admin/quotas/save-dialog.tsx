import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { ChildQuotasDocument, ConfirmQuotasDocument, IdleQuotasDocument, QuotaAccountDocument, QuotaMovementsDocument, SaveQuotaSheetDocument, type RefusalPartsFragment } from '../gql/graphql.js';
import { TextInput } from '../ui/form-fields.js';
import { FormDialog } from '../ui/form-dialog.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { movesOf, type Cell, type Moves } from './sheet.js';

const outdated = [QuotaAccountDocument, ChildQuotasDocument, QuotaMovementsDocument, IdleQuotasDocument] as never[];

interface SaveDialogProps {
  programmeId: string;
  officeId: string;
  cells: readonly Cell[];
  isConfirming: boolean;
  onSaved: (moves: Moves) => void;
  /** Some cells cannot be done: they are told beside them. */
  onRefused: (refused: ReadonlyMap<string, string>) => void;
  onClose: () => void;
}

/** What will happen, in numbers, before it does. */
export function SaveDialog({ programmeId, officeId, cells, isConfirming, onSaved, onRefused, onClose }: SaveDialogProps) {
  const text = useText();
  const keys = useRef(new IdempotencyKeys());
  const [reason, setReason] = useState(text('quotas.defaultReason'));
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const saving = useChange(SaveQuotaSheetDocument, outdated);
  const confirming = useChange(ConfirmQuotasDocument, outdated);
  const moves = movesOf(cells);
  const numbers = [...new Set(cells.map(({ number }) => number))].sort((a, b) => a - b);

  const submit = (): void => {
    const content = { programmeId, officeId, reason, cells: cells.map(({ officeId: child, periodId, seats, known }) => ({ officeId: child, periodId, seats: seats ?? 0, expectedVersion: known.version })) };
    const input = { ...content, idempotencyKey: keys.current.for({ ...content, isConfirming }) };
    const settle = ({ refusals: told }: { refusals: readonly RefusalPartsFragment[] }): void => {
      if (told.length === 0) {
        onSaved(moves);
        return;
      }
      const beside = new Map<string, string>();
      for (const refusal of told) {
        const cell = cells[Number(/^cells\.(\d+)/.exec(refusal.field ?? '')?.[1] ?? -1)];
        // Of two who wrote, both values are told.
        if (cell) beside.set(cell.key, refusal.code === 'STALE' ? `${refusal.message} ${text('quotas.yours', { count: cell.typed })}` : refusal.message);
      }
      if (beside.size > 0) onRefused(beside);
      else setRefusals(told);
    };
    if (isConfirming) confirming.mutate({ input }, { onSuccess: ({ confirmQuotas }) => { settle(confirmQuotas); } });
    else saving.mutate({ input }, { onSuccess: ({ saveQuotaSheet }) => { settle(saveQuotaSheet); } });
  };

  return (
    <FormDialog
      title={text('quotas.saveTitle')}
      submit={text('quotas.save').replace('…', '')}
      isBusy={saving.isPending || confirming.isPending}
      error={saving.error ?? confirming.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography>{text('quotas.will', { down: moves.down, back: moves.back, offices: new Set(cells.map((cell) => cell.officeId)).size, cells: cells.length })}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 3 }}>
        {numbers.map((number) => (
          <li key={number}>{text('quotas.willPeriod', { number, ...movesOf(cells.filter((cell) => cell.number === number)) })}</li>
        ))}
      </Box>
      <TextInput label={text('quotas.reason')} value={reason} onChange={setReason} help={text('quotas.reasonHelp')} problem={refusalOf(refusals, 'reason')} />
    </FormDialog>
  );
}
