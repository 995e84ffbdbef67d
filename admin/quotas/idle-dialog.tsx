import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ChildQuotasDocument, IdleQuotasDocument, QuotaAccountDocument, TakeBackIdleQuotasDocument, type IdleQuotasQuery, type RefusalPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TextInput } from '../ui/form-fields.js';
import { FormDialog } from '../ui/form-dialog.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface IdleDialogProps {
  programmeId: string;
  office: { id: string; name: string };
  onDone: (takenBack: number) => void;
  onClose: () => void;
}

/** The periods with idle seats; the one that closes first is chosen. As many as stand here are taken back, or none. */
export function IdleDialog({ programmeId, office, onDone, onClose }: IdleDialogProps) {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(IdleQuotasDocument, { programmeId, officeId: office.id }, { staleTime: 0 });
  const keys = useRef(new IdempotencyKeys());
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [reason, setReason] = useState(text('quotas.idleReason'));
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const change = useChange(TakeBackIdleQuotasDocument, [QuotaAccountDocument, ChildQuotasDocument, IdleQuotasDocument] as never[]);
  const lines: IdleQuotasQuery['idleQuotas'] = query.data?.idleQuotas ?? [];
  const periods = lines.filter(({ periodId }) => (chosen ?? [lines[0]?.periodId]).includes(periodId));
  const seats = periods.reduce((sum, one) => sum + one.seats, 0);

  const submit = (): void => {
    const content = { programmeId, officeId: office.id, reason, periods: periods.map((one) => ({ periodId: one.periodId, expectedSeats: one.seats })) };
    change.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ takeBackIdleQuotas }) => {
          setRefusals(takeBackIdleQuotas.refusals);
          if (takeBackIdleQuotas.refusals.length === 0) onDone(takeBackIdleQuotas.moved?.takenBack ?? 0);
        },
      },
    );
  };

  return (
    <FormDialog title={text('quotas.idleTitle')} submit={text('quotas.idleSubmit')} isGrave isBusy={change.isPending} error={change.error} refusals={withoutField(refusals, 'reason')} onSubmit={() => { if (periods.length > 0) submit(); }} onClose={onClose}>
      <Loaded query={query}>
        {() =>
          lines.length === 0 ? (
            <Typography>{text('quotas.idleNone')}</Typography>
          ) : (
            <>
              <Stack>
                {lines.map((line) => (
                  <Stack key={line.periodId} direction={{ xs: 'column', sm: 'row' }} sx={{ alignItems: { xs: 'flex-start', sm: 'center' }, justifyContent: 'space-between' }}>
                    <FormControlLabel
                      label={text('quotas.idleLine', { number: line.number, offices: line.offices, seats: line.seats, closes: text('quotas.closes', { date: formats.date(line.closesOn) }) })}
                      control={
                        <Checkbox
                          checked={periods.includes(line)}
                          onChange={(_, isChosen) => {
                            const now = periods.map(({ periodId }) => periodId);
                            setChosen(isChosen ? [...now, line.periodId] : now.filter((id) => id !== line.periodId));
                          }}
                        />
                      }
                    />
                    <ExportMenu isSmall list="idlequotas" label={text('quotas.exportIdle', { number: line.number })} filter={{ officeId: office.id, periodId: line.periodId }} />
                  </Stack>
                ))}
              </Stack>
              <Typography>{text('quotas.idleWill', { seats, office: office.name })}</Typography>
              <TextInput label={text('quotas.reason')} value={reason} onChange={setReason} help={text('quotas.reasonHelp')} problem={refusalOf(refusals, 'reason')} />
            </>
          )
        }
      </Loaded>
    </FormDialog>
  );
}
