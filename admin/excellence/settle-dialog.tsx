import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { DecideNominationDocument, NominationCandidatesDocument, NominationsDocument, WithdrawNominationDocument, type NominationPartsFragment } from '../gql/graphql.js';
import { Conditions } from './conditions.js';
import { Facts } from '../ui/facts.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

export type Settling = 'commend' | 'decline' | 'withdraw';

const changed = [NominationsDocument, NominationCandidatesDocument];

/** Commends, declines, or takes back: each once, and with a reason. */
export function SettleDialog({ nomination, act, onClose }: { nomination: NominationPartsFragment; act: Settling; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const decide = useChange(DecideNominationDocument, changed);
  const withdraw = useChange(WithdrawNominationDocument, changed);
  const refusals = (act === 'withdraw' ? withdraw.data?.withdrawNomination.refusals : decide.data?.decideNomination.refusals) ?? [];
  const { name } = nomination.enrolment.learner;
  const done = (left: number): void => {
    if (left > 0) return;
    notify(text(`excellence.${act}Done`, { name }));
    onClose();
  };
  const send = (): void => {
    setTried(true);
    if (reason.trim() === '') return;
    const input = { nominationId: nomination.id, reason: reason.trim(), expectedVersion: nomination.version };
    if (act === 'withdraw') {
      withdraw.mutate({ input }, { onSuccess: ({ withdrawNomination }) => { done(withdrawNomination.refusals.length); } });
      return;
    }
    const decided = { ...input, decision: act === 'commend' ? ('COMMEND' as const) : ('DECLINE' as const) };
    decide.mutate({ input: { ...decided, idempotencyKey: keys.current.for(decided) } }, { onSuccess: ({ decideNomination }) => { done(decideNomination.refusals.length); } });
  };
  return (
    <FormDialog title={text(`excellence.${act}Named`, { name })} submit={text(`excellence.${act}`)} isGrave={act !== 'commend'} isBusy={decide.isPending || withdraw.isPending} error={decide.error ?? withdraw.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      {act !== 'withdraw' && <Conditions excellence={nomination.enrolment.class.programme.excellence} />}
      <Facts
        facts={[
          [text('excellence.school'), nomination.enrolment.school.name],
          [text('excellence.className'), nomination.enrolment.class.name],
          [text('excellence.total'), formats.points(nomination.total)],
          [text('excellence.by'), nomination.byName],
          [text('excellence.reason'), nomination.reason],
        ]}
      />
      <TextInput label={text('excellence.why')} value={reason} onChange={setReason} autoFocus isLong problem={isTried && reason.trim() === '' ? text('excellence.whyMissing') : refusalOf(refusals, 'reason')} {...(act === 'withdraw' ? {} : { help: text(`excellence.${act}Help`) })} />
    </FormDialog>
  );
}
