import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { ProgrammeRulesDocument, SetOfficeWindowDocument, type OwnWindowPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { DateInput, TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { useStretch } from './use-stretch.js';

/** An office sets its own days inside those of the programme. */
export function OwnWindowDialog({ programmeId, own, onClose }: { programmeId: string; own: OwnWindowPartsFragment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const stretch = useStretch();
  const keys = useRef(new IdempotencyKeys());
  const [form, setForm] = useState({ from: own.from ?? '', until: own.until, reason: '' });
  const [isAsked, setAsked] = useState(false);
  const send = useChange(SetOfficeWindowDocument, [ProgrammeRulesDocument]);
  const refusals = send.data?.setOfficeWindow.refusals ?? [];
  // Where the programme names no first day and it has begun, there is none to set.
  const hasFirst = own.limitFrom != null || !own.isBegun;
  const submit = (): void => {
    setAsked(true);
    if (form.until === '' || (own.limitFrom != null && form.from === '')) return;
    const wanted = { programmeId, action: own.action, from: form.from === '' ? null : form.from, until: form.until, reason: form.reason, expectedVersion: own.version };
    send.mutate({ input: { ...wanted, idempotencyKey: keys.current.for(wanted) } }, {
      onSuccess: (data) => {
        if (data.setOfficeWindow.refusals.length > 0) return;
        notify(text('programmes.own.done'));
        onClose();
      },
    });
  };
  const missing = (value: string): string | undefined => (isAsked && value === '' ? text('programmes.own.empty') : undefined);
  return (
    <FormDialog title={text('programmes.own.setFor', { action: own.title })} submit={text('programmes.own.set')} isBusy={send.isPending} error={send.error} refusals={withoutField(refusals, 'from', 'until', 'reason')} onSubmit={submit} onClose={onClose}>
      <Typography variant="body2">{text('programmes.own.range', { days: stretch(own.limitFrom, own.limitUntil) })}</Typography>
      {own.isBegun && (
        <Typography variant="body2" color="textSecondary">
          {text('programmes.own.begun')}
        </Typography>
      )}
      {hasFirst && <DateInput label={text('programmes.own.from')} value={form.from} onChange={(from) => { setForm({ ...form, from }); }} problem={refusalOf(refusals, 'from') ?? (own.limitFrom == null ? undefined : missing(form.from))} />}
      <DateInput label={text('programmes.own.until')} value={form.until} onChange={(until) => { setForm({ ...form, until }); }} problem={refusalOf(refusals, 'until') ?? missing(form.until)} />
      <TextInput isLong label={text('programmes.own.reason')} value={form.reason} onChange={(reason) => { setForm({ ...form, reason }); }} problem={refusalOf(refusals, 'reason')} />
    </FormDialog>
  );
}
