import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useChange } from '../data/queries.js';
import { GradingProgressDocument, WaiveSecondMarkingDocument, WorkbenchSubmissionDocument, type SubmissionState } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface Marked {
  id: string;
  version: number;
  state: SubmissionState;
  isSecondMarking: boolean;
  isBothIn: boolean;
  hasOwnReview: boolean;
}

/** Where a submission stands in second marking, and what that asks of whoever has it open. */
export function MarkingNotice({ submission }: { submission: Marked }) {
  const text = useText();
  const viewer = useViewer();
  const [isWaiving, setWaiving] = useState(false);
  const { state, isSecondMarking, isBothIn, hasOwnReview } = submission;
  if (state === 'AGREED') return <Alert severity="info">{text('moderation.noticeAgreed')}</Alert>;
  if (state !== 'SECOND_MARKING') return null;
  if (isBothIn) {
    return (
      <Alert
        severity="warning"
        action={
          <Button color="inherit" component={Link} to="/moderation?state=DISPUTED" sx={{ whiteSpace: 'nowrap' }}>
            {text('moderation.seeDispute')}
          </Button>
        }
      >
        {text('moderation.noticeDisputed')}
      </Alert>
    );
  }
  if (isSecondMarking) {
    return (
      <Alert severity="info" icon={<VisibilityOffIcon />}>
        {text('moderation.noticeSecond')}
      </Alert>
    );
  }
  return (
    <>
      <Alert
        severity="info"
        icon={<VisibilityOffIcon />}
        action={
          viewer?.viewerCanDecideDisputes === true && (
            <Button
              color="inherit"
              sx={{ whiteSpace: 'nowrap' }}
              onClick={() => {
                setWaiving(true);
              }}
            >
              {text('moderation.waive')}
            </Button>
          )
        }
      >
        {text(hasOwnReview ? 'moderation.noticeWaitingOwn' : 'moderation.noticeWaiting')}
      </Alert>
      {isWaiving && (
        <WaiveDialog
          submission={submission}
          onClose={() => {
            setWaiving(false);
          }}
        />
      )}
    </>
  );
}

function WaiveDialog({ submission, onClose }: { submission: Marked; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const waive = useChange(WaiveSecondMarkingDocument, [WorkbenchSubmissionDocument, GradingProgressDocument]);
  const refusals = waive.data?.waiveSecondMarking.refusals ?? [];
  const send = (): void => {
    waive.mutate(
      { input: { submissionId: submission.id, expectedVersion: submission.version, reason } },
      {
        onSuccess: ({ waiveSecondMarking }) => {
          if (waiveSecondMarking.refusals.length > 0) return;
          notify(text('moderation.waived'), { type: 'success' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('moderation.waiveTitle')} submit={text('moderation.waive')} isBusy={waive.isPending} error={waive.error} refusals={withoutField(refusals, 'reason')} onSubmit={send} onClose={onClose}>
      <Alert severity="info">{text('moderation.waiveIntro')}</Alert>
      <TextInput isLong autoFocus label={text('moderation.waiveReason')} value={reason} problem={refusalOf(refusals, 'reason')} onChange={setReason} />
    </FormDialog>
  );
}
