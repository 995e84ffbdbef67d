import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useParams } from 'react-router-dom';
import { Essay } from '../assignments/essay.js';
import { Side } from '../assignments/review-side.js';
import { useLearnerName } from '../assignments/use-learner-name.js';
import { useLoad } from '../data/queries.js';
import { SecondMarkingDetailDocument, type SecondMarkingDetailQuery } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SectionCard } from '../ui/section-card.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { DecisionForm } from './decision-form.js';

export type Marking = NonNullable<SecondMarkingDetailQuery['secondMarking']>;

export function MarkingPage() {
  const { id = '' } = useParams();
  const query = useLoad(SecondMarkingDetailDocument, { id });
  return <Loaded query={query}>{({ secondMarking }) => (secondMarking === null || secondMarking === undefined ? <NotFound /> : <MarkingView key={`${secondMarking.id}-${secondMarking.state}`} marking={secondMarking} />)}</Loaded>;
}

/** Both reviews side by side, under each other on a phone; then the decision, or what came of it. */
function MarkingView({ marking }: { marking: Marking }) {
  const text = useText();
  const formats = useFormats();
  const name = useLearnerName()(marking.submission);
  const { submission, first, second, agreed } = marking;
  const { assignment } = submission;
  const marks = [...(first?.annotations ?? []), ...(second?.annotations ?? [])];
  return (
    <Page
      title={text('moderation.disputeTitle', { name, assignment: assignment.title })}
      subtitle={[text(`moderation.states.${marking.state}`), marking.reasons.map((reason) => text(`moderation.reasons.${reason}`)).join(text('exchange.comma')), submission.class.name, formats.time(marking.secondAt ?? marking.sampledAt)].join(' · ')}
    >
      <Stack spacing={2}>
        <Outcome marking={marking} />
        <SectionCard title={text('moderation.bothSides')}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
            {first !== null && first !== undefined && <Side title={text('moderation.sideBy', { side: text('moderation.firstMark'), name: first.tutorName })} assignment={assignment} side={first} other={second ?? null} />}
            {second !== null && second !== undefined && <Side title={text('moderation.sideBy', { side: text('moderation.secondMark'), name: second.tutorName })} assignment={assignment} side={second} other={first ?? null} />}
            {agreed !== null && agreed !== undefined && <Side title={text('moderation.learnerReads')} assignment={assignment} side={agreed} other={null} />}
          </Box>
        </SectionCard>
        {marking.viewerCanDecide && first !== null && first !== undefined && second !== null && second !== undefined && <DecisionForm marking={marking} first={first} second={second} />}
        <SectionCard title={text('moderation.essay')}>
          <Essay text={submission.text} characterCount={submission.characterCount} marks={marks} />
        </SectionCard>
      </Stack>
    </Page>
  );
}

function Outcome({ marking }: { marking: Marking }) {
  const text = useText();
  const formats = useFormats();
  const by = { name: marking.settledByName ?? '', reason: marking.settledReason ?? '' };
  if (marking.state === 'DISPUTED') {
    return (
      <Alert severity="warning">
        {text('moderation.factsOf', { difference: formats.points(marking.difference), tolerance: formats.points(marking.tolerance) })}
        {!marking.viewerCanDecide && <div>{text('moderation.notYours')}</div>}
      </Alert>
    );
  }
  if (marking.state === 'WAIVED') return <Alert severity="info">{text('moderation.waivedBy', by)}</Alert>;
  if (marking.state !== 'AGREED') return null;
  return (
    <Alert severity="success">
      <div>{text('moderation.factsOf', { difference: formats.points(marking.difference), tolerance: formats.points(marking.tolerance) })}</div>
      {by.name === '' ? text('moderation.averaged') : text('moderation.agreedBy', by)}
    </Alert>
  );
}
