import Alert from '@mui/material/Alert';
import { useRef, useState } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ClassEligibilityDocument, EnrolmentForChangeDocument, SubstituteLearnerDocument } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChangeEffects, type ChangedEnrolment } from './change-effects.js';
import { changedByActs } from './changed-documents.js';
import { Reasons } from './reasons.js';
import { SubstitutedDialog } from './substituted-dialog.js';
import { TeacherChoice, type Teacher } from './teacher-choice.js';

/** Swaps a learner for another teacher of the school, of whom it is told before whether they may come. */
export function SubstituteDialog({ enrolmentId, name, onClose }: { enrolmentId: string; name: string; onClose: () => void }) {
  const text = useText();
  const keys = useRef(new IdempotencyKeys());
  const [coming, setComing] = useState<Teacher | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const read = useLoad(EnrolmentForChangeDocument, { id: enrolmentId }, { isFrozen: true });
  const substitute = useChange(SubstituteLearnerDocument, changedByActs);
  const enrolment = read.data?.enrolment;
  const answer = substitute.data?.substituteLearner;
  const refusals = answer?.refusals ?? [];
  const send = (): void => {
    setTried(true);
    if (!enrolment || coming === null || reason.trim() === '') return;
    const input = { enrolmentId, personId: coming.id, reason: reason.trim(), expectedVersion: enrolment.version };
    substitute.mutate({ input: { ...input, idempotencyKey: keys.current.for(input) } });
  };
  if (answer?.enrolment && enrolment) return <SubstitutedDialog gone={enrolment} come={answer.enrolment} onClose={onClose} />;
  return (
    <FormDialog title={text('changes.substituteTitle', { name })} submit={text('changes.substitute')} isBusy={substitute.isPending} error={read.error ?? substitute.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      {enrolment ? (
        <>
          <TeacherChoice
            label={text('changes.coming')}
            help={text('changes.comingHelp')}
            officeId={enrolment.school.id}
            exceptId={enrolment.learner.id}
            value={coming}
            autoFocus
            problem={isTried && coming === null ? text('changes.comingMissing') : undefined}
            onChange={(teacher) => {
              substitute.reset();
              setComing(teacher);
            }}
          />
          {coming !== null && <Coming enrolment={enrolment} teacher={coming} />}
          <ChangeEffects enrolment={enrolment} act="substitute" />
        </>
      ) : (
        <Rows count={3} />
      )}
      <TextInput label={text('changes.reason')} value={reason} onChange={setReason} isLong problem={isTried && reason.trim() === '' ? text('changes.reasonMissing') : refusalOf(refusals, 'reason')} help={text('changes.reasonHelp')} />
    </FormDialog>
  );
}

/** Whether the teacher who was chosen may come, and every reason why not. */
function Coming({ enrolment, teacher }: { enrolment: ChangedEnrolment; teacher: Teacher }) {
  const text = useText();
  const { data } = useLoad(ClassEligibilityDocument, { classId: enrolment.class.id, personIds: [teacher.id] }, { staleTime: 0 });
  const told = data?.enrolmentEligibility[0];
  if (told === undefined) return null;
  return (
    <Alert severity={told.isEligible ? 'success' : 'warning'} role="status">
      {text(told.isEligible ? 'changes.mayCome' : 'changes.mayNotCome', { name: teacher.name })}
      {!told.isEligible && <Reasons reasons={told.reasons} />}
    </Alert>
  );
}
