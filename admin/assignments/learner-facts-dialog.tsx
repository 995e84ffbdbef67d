import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useLoad } from '../data/queries.js';
import { LearnerFactsDocument, type LearnerFactsQuery } from '../gql/graphql.js';
import { ResultView, VerdictTag } from '../scoring/result-view.js';
import { useFormats } from '../ui/format.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { StateTag } from './tags.js';

interface LearnerFactsProps {
  submissionId: string;
  learner: { name: string; trainingNumber: string };
  onClose: () => void;
}

/** What else is known of the learner as of now: learning time, posts, the other assignments, earlier periods. */
export function LearnerFactsDialog({ submissionId, learner, onClose }: LearnerFactsProps) {
  const text = useText();
  const query = useLoad(LearnerFactsDocument, { id: submissionId, trainingNumber: learner.trainingNumber });
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="facts-title">
      <DialogTitle id="facts-title">{text('facts.title', { name: learner.name })}</DialogTitle>
      <DialogContent tabIndex={0}>
        <Loaded query={query}>{(facts) => <Facts facts={facts} submissionId={submissionId} />}</Loaded>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {text('facts.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Facts({ facts, submissionId }: { facts: LearnerFactsQuery; submissionId: string }) {
  const text = useText();
  const formats = useFormats();
  const enrolment = facts.submission?.enrolment ?? null;
  if (enrolment === null) return null;
  const others = facts.enrolments.nodes.filter(({ id, programme }) => id !== enrolment.id && programme.id === enrolment.programme.id);
  return (
    <Stack spacing={3}>
      <Part title={text('facts.now')}>
        {enrolment.result === null || enrolment.result === undefined ? <Quiet>{text('facts.noResult')}</Quiet> : <ResultView result={enrolment.result} />}
      </Part>
      <Part title={text('facts.works')}>
        <Stack component="ul" spacing={0.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {enrolment.submissions.map(({ id, assignment, state, attempt, review }) => (
            <Box component="li" key={id} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Typography variant="body2" sx={{ flex: 1, minWidth: 0, fontWeight: id === submissionId ? 600 : 400 }}>
                {assignment.title}
                {attempt > 1 && ` · ${text('assignments.attemptNumber', { number: attempt })}`}
              </Typography>
              <StateTag state={state} />
              <Typography variant="body2" sx={{ minWidth: 84, textAlign: 'right' }}>
                {formats.points(review?.points)} / {formats.points(assignment.maximumPoints)}
              </Typography>
            </Box>
          ))}
        </Stack>
      </Part>
      <Part title={text('facts.earlier')}>
        {others.length === 0 && <Quiet>{text('facts.noEarlier')}</Quiet>}
        <Stack component="ul" spacing={0.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {others.map(({ id, period, class: trainingClass, result }) => (
            <Box component="li" key={id} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
                {text('facts.period', { number: period.number })} · {trainingClass.name}
              </Typography>
              {result !== null && result !== undefined && <VerdictTag verdict={result.verdict} />}
              <Typography variant="body2" sx={{ minWidth: 48, textAlign: 'right' }}>
                {formats.points(result?.total)}
              </Typography>
            </Box>
          ))}
        </Stack>
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function Quiet({ children }: { children: string }) {
  return (
    <Typography variant="body2" color="textSecondary">
      {children}
    </Typography>
  );
}
