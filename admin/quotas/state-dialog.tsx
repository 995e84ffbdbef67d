import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { QuotaAccountDocument, QuotaMovementsDocument, StateQuotasDocument, type QuotaCellPartsFragment, type RefusalPartsFragment } from '../gql/graphql.js';
import { TextInput } from '../ui/form-fields.js';
import { FormDialog } from '../ui/form-dialog.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { seatsIn } from './sheet.js';

interface StateDialogProps {
  programmeId: string;
  officeId: string;
  cells: readonly QuotaCellPartsFragment[];
  onClose: () => void;
}

/** What an office asks for in each period of the year. */
export function StateDialog({ programmeId, officeId, cells, onClose }: StateDialogProps) {
  const text = useText();
  const keys = useRef(new IdempotencyKeys());
  const [typed, setTyped] = useState(() => cells.map(({ stated }) => (stated === null || stated === undefined ? '' : String(stated))));
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const change = useChange(StateQuotasDocument, [QuotaAccountDocument, QuotaMovementsDocument] as never[]);
  const written = cells.flatMap((cell, place) => (typed[place] === '' ? [] : [{ place, cell, seats: seatsIn(typed[place] ?? '') }]));
  const placeOf = (place: number): number => written.findIndex((one) => one.place === place);

  const submit = (): void => {
    if (written.length === 0 || written.some(({ seats }) => seats === null)) return;
    const content = { programmeId, officeId, cells: written.map(({ cell, seats }) => ({ periodId: cell.periodId, seats: seats ?? 0, expectedVersion: cell.version })) };
    change.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ stateQuotas }) => {
          setRefusals(stateQuotas.refusals);
          if (stateQuotas.refusals.length === 0) onClose();
        },
      },
    );
  };

  return (
    <FormDialog title={text('quotas.stateTitle')} submit={text('quotas.stateSubmit')} isBusy={change.isPending} error={change.error} refusals={withoutField(refusals, ...written.map((_, place) => `cells.${place}.seats`))} onSubmit={submit} onClose={onClose}>
      <Typography color="textSecondary">{text('quotas.stateHelp')}</Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(3, minmax(0, 1fr))' } }}>
        {cells.map((cell, place) => (
          <TextInput
            key={cell.periodId}
            label={text('quotas.period', { number: cell.number })}
            value={typed[place] ?? ''}
            onChange={(value) => {
              setTyped(typed.map((one, index) => (index === place ? value : one)));
            }}
            problem={typed[place] !== '' && seatsIn(typed[place] ?? '') === null ? text('quotas.invalid') : refusalOf(refusals, `cells.${placeOf(place)}.seats`)}
          />
        ))}
      </Box>
    </FormDialog>
  );
}
