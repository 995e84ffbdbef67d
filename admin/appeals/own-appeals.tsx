import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { LearnerSubmissionQuery } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { AppealDialog } from './appeal-dialog.js';
import { AppealView } from './appeal-view.js';
import { WithdrawDialog } from './withdraw-dialog.js';

export type AppealableSubmission = NonNullable<LearnerSubmissionQuery['submission']>;

/** The learner's side: until when which step is open, what was asked, and what became of it. */
export function OwnAppeals({ submission }: { submission: AppealableSubmission }) {
  const text = useText();
  const formats = useFormats();
  const [isAppealing, setAppealing] = useState(false);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { appeals, appealWindow } = submission;
  const open = appeals.find(({ state }) => state === 'OPEN');
  if (appeals.length === 0 && (appealWindow === null || appealWindow === undefined)) return null;
  return (
    <Card component="section" aria-label={text('appeals.own')} sx={{ p: 2 }}>
      <Stack spacing={2}>
        {appeals.length > 0 && (
          <Stack spacing={2} divider={<Divider />}>
            {appeals.map((appeal) => (
              <AppealView key={appeal.id} appeal={appeal} />
            ))}
          </Stack>
        )}
        {open !== undefined && (
          <Button
            variant="outlined"
            sx={{ alignSelf: 'flex-start' }}
            onClick={() => {
              setWithdrawing(true);
            }}
          >
            {text('appeals.withdraw')}
          </Button>
        )}
        {appealWindow !== null && appealWindow !== undefined && (
          <>
            <Alert severity="info" icon={false}>
              <Typography variant="body2">{text(`appeals.window.${appealWindow.step}`, { until: formats.time(appealWindow.until) })}</Typography>
            </Alert>
            <Button
              variant="outlined"
              sx={{ alignSelf: 'flex-start' }}
              onClick={() => {
                setAppealing(true);
              }}
            >
              {text(`appeals.open.${appealWindow.step}`)}
            </Button>
          </>
        )}
      </Stack>
      {isAppealing && appealWindow !== null && appealWindow !== undefined && (
        <AppealDialog
          submission={submission}
          step={appealWindow.step}
          onClose={() => {
            setAppealing(false);
          }}
        />
      )}
      {isWithdrawing && open !== undefined && (
        <WithdrawDialog
          appealId={open.id}
          version={submission.version}
          onClose={() => {
            setWithdrawing(false);
          }}
        />
      )}
    </Card>
  );
}
