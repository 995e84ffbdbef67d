import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { HandInDocument, LearnerSubmissionDocument, MyEnrolmentsDocument, type LearnerSubmissionQuery } from '../gql/graphql.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, Refusals, withoutField } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ESSAY } from '../ui/theme.js';
import { useLocalText } from './local-text.js';

/** Characters as the server counts them: white space does not count. */
function countCharacters(text: string): number {
  return Array.from(text.replace(/\s/g, '')).length;
}

export function HandInForm({ submission }: { submission: NonNullable<LearnerSubmissionQuery['submission']> }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const local = useLocalText(submission.id, submission.version, submission.text);
  const handIn = useChange(HandInDocument, [MyEnrolmentsDocument, LearnerSubmissionDocument]);
  const [keys] = useState(() => new IdempotencyKeys());
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const refusals = handIn.data?.handIn.refusals ?? [];
  const count = countCharacters(local.text);

  const ask = (): void => {
    const isUnchanged = local.text.trim() === submission.text.trim();
    setProblem(count === 0 ? text('enrolment.learning.empty') : isUnchanged ? text('enrolment.learning.tooFew') : null);
    setAsking(count > 0 && !isUnchanged);
  };
  const send = async (): Promise<void> => {
    const content = { submissionId: submission.id, expectedVersion: submission.version, text: local.text };
    try {
      const answer = (await handIn.mutateAsync({ input: { ...content, idempotencyKey: keys.for(content) } })).handIn;
      setAsking(false);
      if (answer.submission === null || answer.submission === undefined) return;
      local.forget();
      notify(text('enrolment.learning.done'));
      await navigate('/learning');
    } catch (error) {
      setAsking(false);
      notify(failureText(error), { type: 'error' });
    }
  };

  const textProblem = problem ?? refusalOf(refusals, 'text') ?? null;
  return (
    <Stack spacing={1.5}>
      {local.isRestored && (
        <Alert
          severity="info"
          action={
            <Button
              color="inherit"
              onClick={() => {
                local.write(submission.text);
                local.forget();
              }}
            >
              {text('enrolment.learning.discard')}
            </Button>
          }
        >
          {text('enrolment.learning.restored')}
        </Alert>
      )}
      <Refusals refusals={withoutField(refusals, 'text')} />
      <TextField
        multiline
        minRows={16}
        label={text('enrolment.learning.text')}
        value={local.text}
        error={textProblem !== null}
        helperText={textProblem ?? text('enrolment.learning.textHelp')}
        onChange={(event) => {
          local.write(event.target.value);
          setProblem(null);
        }}
        slotProps={{ htmlInput: { lang: 'zh-CN', style: { fontSize: ESSAY.fontSize, lineHeight: ESSAY.lineHeight } } }}
        sx={{ '& .MuiInputBase-root': { bgcolor: 'background.paper' } }}
      />
      <Stack direction="row" useFlexGap spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap', position: { xs: 'sticky', sm: 'static' }, bottom: 0, py: 1, bgcolor: 'background.default' }}>
        <Typography variant="body2">{text('assignments.characterCount', { count: formats.integer(count) })}</Typography>
        {local.isKept && (
          <Typography variant="caption" role="status" sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: 'success.main' }}>
            <CloudDoneIcon fontSize="small" />
            {text('enrolment.learning.keptLocally')}
          </Typography>
        )}
        <Button variant="contained" onClick={ask} sx={{ ml: 'auto' }}>
          {text('enrolment.learning.submit')}
        </Button>
      </Stack>
      {isAsking && (
        <ConfirmDialog
          title={text('enrolment.learning.confirmTitle')}
          explanation={text('enrolment.learning.confirmText', { count: formats.integer(count), attempt: submission.attempt + 1 })}
          confirm={text('enrolment.learning.confirm')}
          cancel={text('ui.cancel')}
          advised="confirm"
          isBusy={handIn.isPending}
          onConfirm={() => void send()}
          onCancel={() => {
            setAsking(false);
          }}
        />
      )}
    </Stack>
  );
}
