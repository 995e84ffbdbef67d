import LockClockIcon from '@mui/icons-material/LockClockOutlined';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { Link } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { OpenByOthersDocument } from '../gql/graphql.js';
import { useLearnerName } from './use-learner-name.js';
import { useText } from '../ui/text.js';
import { submissionHref, type QueueChoice } from './queue-choice.js';

/** Which submissions colleagues have open at this moment. */
export function Presence({ choice }: { choice: QueueChoice }) {
  const text = useText();
  const nameOf = useLearnerName();
  const { classId, assignmentId } = choice;
  const open = useLoad(OpenByOthersDocument, { classId, assignmentId }, { topic: 'submissions', keepPrevious: true }).data?.gradingQueue.nodes ?? [];
  if (open.length === 0) return null;
  return (
    <Stack direction="row" useFlexGap spacing={1} role="group" aria-label={text('queues.presenceLabel')} sx={{ flexWrap: 'wrap', mb: 2 }}>
      {open.map((submission) => (
        <Chip
          key={submission.id}
          size="small"
          variant="outlined"
          icon={<LockClockIcon />}
          label={text('queues.presence', { holder: submission.lease?.holderName ?? '', learner: nameOf(submission) })}
          component={Link}
          to={submissionHref(submission.id, choice)}
          clickable
        />
      ))}
    </Stack>
  );
}
