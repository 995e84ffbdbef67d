import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { EnrolmentForChangeDocument, WithdrawEnrolmentDocument } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChangeEffects } from './change-effects.js';
import { changedByActs } from './changed-documents.js';

/** Withdraws one enrolment: what goes is said in numbers, and why it goes is asked. */
export function WithdrawDialog({ enrolmentId, name, onClose }: { enrolmentId: string; name: string; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const read = useLoad(EnrolmentForChangeDocument, { id: enrolmentId }, { staleTime: 0 });
  const withdraw = useChange(WithdrawEnrolmentDocument, changedByActs);
  const enrolment = read.data?.enrolment;
  const refusals = withdraw.data?.withdrawEnrolment.refusals ?? [];
  const send = (): void => {
    setTried(true);
    if (!enrolment || reason.trim() === '') return;
    const input = { enrolmentId, reason: reason.trim(), expectedVersion: enrolment.version };
    withdraw.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ withdrawEnrolment }) => {
          if (withdrawEnrolment.refusals.length > 0) return;
          notify(text('changes.withdrawn', { name, number: enrolment.period.number }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('changes.withdrawTitle', { name })} submit={text('changes.withdraw')} isGrave isBusy={withdraw.isPending} error={read.error ?? withdraw.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      {enrolment ? <ChangeEffects enrolment={enrolment} act="withdraw" /> : <Rows count={3} />}
      <TextInput label={text('changes.reason')} value={reason} onChange={setReason} autoFocus isLong problem={isTried && reason.trim() === '' ? text('changes.reasonMissing') : refusalOf(refusals, 'reason')} help={text('changes.reasonHelp')} />
    </FormDialog>
  );
}
