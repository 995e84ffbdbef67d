import Alert from '@mui/material/Alert';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { ClassEligibilityDocument, type EnrolmentDetailQuery } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { SectionCard } from '../ui/section-card.js';
import { useText } from '../ui/text.js';
import { Reasons } from './reasons.js';

type Enrolment = NonNullable<EnrolmentDetailQuery['enrolment']>;

/** That an enrolment was withdrawn: when, by whom, why, and who came. */
export function WithdrawalRecord({ enrolment }: { enrolment: Enrolment }) {
  const text = useText();
  const formats = useFormats();
  const { state, withdrawnAt, withdrawnByName, withdrawnReason, replacedBy } = enrolment;
  if (state !== 'WITHDRAWN') return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <strong>{text('changes.goneAt', { time: formats.time(withdrawnAt), name: withdrawnByName ?? '—' })}</strong>
      <div>{text('changes.goneReason', { reason: withdrawnReason ?? '—' })}</div>
      {replacedBy ? (
        <div>
          {text('changes.takenBy')}
          <RecordLink enrolment={replacedBy} />
        </div>
      ) : (
        <div>{text('changes.takenByNobody')}</div>
      )}
    </Alert>
  );
}

export function RecordLink({ enrolment }: { enrolment: { id: string; learner: { name: string } } }) {
  return (
    <MuiLink component={Link} to={`/enrolments/${encodeURIComponent(enrolment.id)}`}>
      {enrolment.learner.name}
    </MuiLink>
  );
}

/** Whether the rules of the programme allow the learner, with what was excepted; that somebody is enrolled is no reason here. */
export function EligibilityCard({ enrolment }: { enrolment: Enrolment }) {
  const text = useText();
  const formats = useFormats();
  const { data } = useLoad(ClassEligibilityDocument, { classId: enrolment.class.id, personIds: [enrolment.learner.id] }, { staleTime: 60_000 });
  const told = data?.enrolmentEligibility[0];
  // Who has left for another place is out of sight.
  if (told === undefined) return null;
  const isStanding = enrolment.state === 'ENROLLED';
  const reasons = told.reasons.filter(({ code }) => !isStanding || code !== 'ALREADY_ENROLLED');
  return (
    <SectionCard title={text('changes.eligibility')}>
      <Typography variant="body2">{text(reasons.length > 0 ? 'changes.notEligible' : isStanding ? 'changes.eligible' : 'changes.eligibleAgain')}</Typography>
      {reasons.length > 0 && <Reasons reasons={reasons} />}
      {told.exceptions.map(({ rule, reason, grantedByName, grantedAt }) => (
        <Typography key={rule} variant="body2" sx={{ mt: 1 }}>
          {text('changes.excepted', { rule: text(`changes.rules.${rule}`), name: grantedByName, time: formats.time(grantedAt), reason })}
        </Typography>
      ))}
    </SectionCard>
  );
}
