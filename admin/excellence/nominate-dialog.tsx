import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { NominateLearnerDocument, NominationCandidatesDocument, NominationsDocument, type CandidatePartsFragment } from '../gql/graphql.js';
import { Conditions } from './conditions.js';
import { Facts } from '../ui/facts.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

/** Recommends one learner: what the platform knows stands beside the reason. */
export function NominateDialog({ candidate, onClose }: { candidate: CandidatePartsFragment; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const nominate = useChange(NominateLearnerDocument, [NominationCandidatesDocument, NominationsDocument]);
  const refusals = nominate.data?.nominateLearner.refusals ?? [];
  const { enrolment } = candidate;
  const { name } = enrolment.learner;
  const send = (): void => {
    setTried(true);
    if (reason.trim() === '') return;
    const input = { enrolmentId: enrolment.id, reason: reason.trim() };
    nominate.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ nominateLearner }) => {
          if (nominateLearner.refusals.length > 0) return;
          notify(text('excellence.nominated', { name }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('excellence.nominateTitle', { name })} submit={text('excellence.nominate')} isBusy={nominate.isPending} error={nominate.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Conditions excellence={enrolment.class.programme.excellence} />
      <Facts
        facts={[
          [text('excellence.school'), enrolment.school.name],
          [text('excellence.className'), enrolment.class.name],
          [text('excellence.total'), formats.points(candidate.total)],
          [text('excellence.finishedAt'), formats.time(candidate.finishedAt)],
          [text('excellence.posts'), formats.integer(candidate.posts)],
          [text('excellence.replies'), formats.integer(candidate.replies)],
          [text('excellence.excellentAssignments'), formats.integer(candidate.excellentAssignments)],
        ]}
      />
      <TextInput label={text('excellence.reason')} value={reason} onChange={setReason} autoFocus isLong problem={isTried && reason.trim() === '' ? text('excellence.whyMissing') : refusalOf(refusals, 'reason')} help={text('excellence.nominateReasonHelp')} />
    </FormDialog>
  );
}
