import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { AppealLink } from '../appeals/appeal-link.js';
import { useFormats } from '../ui/format.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import type { Lease } from './use-lease.js';

interface LeaseNoticeProps {
  submission: WorkbenchSubmission;
  lease: Lease;
  onClaim: () => void;
}

/** Why the form can or cannot be used right now, and what to do about it. */
export function LeaseNotice({ submission, lease, onClaim }: LeaseNoticeProps) {
  const text = useText();
  const formats = useFormats();
  if (lease.kind === 'claiming' || lease.kind === 'mine') return null;
  if (lease.kind === 'failed') return <Failure error={lease.error} onRetry={onClaim} />;
  if (lease.kind === 'taken') {
    return (
      <Alert
        severity="warning"
        action={
          <Button color="inherit" onClick={onClaim}>
            {text('workbench.tryAgain')}
          </Button>
        }
      >
        {text('workbench.leased', { name: lease.holderName, time: formats.clock(lease.until) })}
      </Alert>
    );
  }
  if (lease.kind === 'refused') return <Alert severity="warning">{lease.message}</Alert>;
  if (submission.state === 'APPEALED' || submission.state === 'REVISED') return <AppealLink submissionId={submission.id} isOpen={submission.state === 'APPEALED'} />;
  if (submission.state === 'RETURNED') return <Alert severity="info">{text('workbench.returnedNote')}</Alert>;
  const review = submission.review ?? null;
  return (
    <Alert
      severity="info"
      action={
        submission.viewerCanGrade && (
          <Button color="inherit" onClick={onClaim}>
            {text('workbench.reopen')}
          </Button>
        )
      }
    >
      {review !== null && <div>{text('workbench.gradedBy', { name: review.tutorName, time: formats.time(review.submittedAt) })}</div>}
      {submission.state === 'RELEASED' && <div>{text('workbench.released')}</div>}
      {review === null && <div>{text('workbench.readOnly')}</div>}
    </Alert>
  );
}
