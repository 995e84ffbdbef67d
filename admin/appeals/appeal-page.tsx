import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link, useParams } from 'react-router-dom';
import { Essay } from '../assignments/essay.js';
import { ReviewSummary } from '../assignments/submission-record.js';
import { useLearnerName } from '../assignments/use-learner-name.js';
import { useLoad } from '../data/queries.js';
import { AppealDocument, type AppealQuery } from '../gql/graphql.js';
import { Page } from '../ui/page.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { AnswerForm } from './answer-form.js';
import { AppealView } from './appeal-view.js';

export type ReadAppeal = NonNullable<AppealQuery['appeal']>;

export function AppealPage() {
  const { id = '' } = useParams();
  // An answer that is being written must not change under the hands of its author.
  const query = useLoad(AppealDocument, { id }, { isFrozen: true });
  return <Loaded query={query}>{({ appeal }) => (appeal === null || appeal === undefined ? <NotFound /> : <AppealDetail key={appeal.id} appeal={appeal} />)}</Loaded>;
}

/** The text as it was read, the review that is appealed, the reasons; and the answer. */
function AppealDetail({ appeal }: { appeal: ReadAppeal }) {
  const text = useText();
  const { submission } = appeal;
  const name = useLearnerName()(submission);
  const review = submission.review ?? null;
  return (
    <Page
      title={text('appeals.ofLearner', { name })}
      subtitle={`${submission.assignment.title} · ${submission.class.name}`}
      actions={
        <Button component={Link} to="/appeals" variant="outlined">
          {text('appeals.back')}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 420px' } }}>
        <Stack spacing={2} sx={{ minWidth: 0, order: { xs: 2, md: 0 } }}>
          <Card sx={{ p: { xs: 2, md: 3 } }}>
            <Essay text={submission.text} characterCount={submission.characterCount} marks={review?.annotations ?? []} />
          </Card>
        </Stack>
        <Stack spacing={2}>
          <Card component="section" aria-label={text('appeals.title')} sx={{ p: 2 }}>
            <Stack spacing={2} divider={<Divider />}>
              {submission.appeals.map((one) => (
                <AppealView key={one.id} appeal={one} />
              ))}
            </Stack>
          </Card>
          {appeal.viewerCanAnswer && <AnswerForm appeal={appeal} />}
          {!appeal.viewerCanAnswer && appeal.state === 'OPEN' && (
            <Typography variant="body2" color="textSecondary">
              {text(`appeals.notYours.${appeal.step}`)}
            </Typography>
          )}
          {review !== null && (
            <Card sx={{ p: 2 }}>
              <ReviewSummary review={review} assignment={submission.assignment} />
            </Card>
          )}
        </Stack>
      </Box>
    </Page>
  );
}
