import FlagIcon from '@mui/icons-material/OutlinedFlag';
import PolicyIcon from '@mui/icons-material/PolicyOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { outdate, useChange } from '../data/queries.js';
import { ClearFlagDocument, FlagSubmissionDocument, GradingQueueDocument, type FlagKind, type FlagPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useFormats } from '../ui/format.js';
import { KeyHint } from '../ui/key-hint.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';

const ICONS = { ATTENTION: <FlagIcon />, PLAGIARISM: <PolicyIcon /> } as const;

function standing(flags: readonly FlagPartsFragment[]): FlagPartsFragment[] {
  return flags.filter((flag) => (flag.clearedAt ?? null) === null);
}

/** The flags that stand, as tags of a list. */
export function FlagTags({ flags }: { flags: readonly FlagPartsFragment[] }) {
  const text = useText();
  return standing(flags).map((flag) => (
    <Chip key={flag.kind} size="small" variant="outlined" color="warning" icon={ICONS[flag.kind]} label={text(`queues.flag.kinds.${flag.kind}`)} title={flag.reason} />
  ));
}

/** The flags that stand on a submission, each with who, when and why, and the way to clear it. */
export function FlagNotices({ submission }: { submission: WorkbenchSubmission }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const failureText = useFailureText();
  const cache = useSubmissionCache();
  const clearing = useChange(ClearFlagDocument, [GradingQueueDocument]);

  const clear = async (kind: FlagKind): Promise<void> => {
    try {
      const answer = (await clearing.mutateAsync({ input: { submissionId: submission.id, kind } })).clearFlag;
      if (answer.submission !== null && answer.submission !== undefined) cache.change(submission.id, { flags: answer.submission.flags });
      notify(answer.refusals[0]?.message ?? text('queues.flag.cleared'));
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  return (
    <>
      {standing(submission.flags).map((flag) => (
        <Alert
          key={flag.kind}
          severity="warning"
          icon={ICONS[flag.kind]}
          action={
            <Button color="inherit" loading={clearing.isPending} onClick={() => void clear(flag.kind)}>
              {text('queues.flag.clear')}
            </Button>
          }
        >
          <strong>{text(`queues.flag.kinds.${flag.kind}`)}</strong>
          <Box sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{flag.reason}</Box>
          <Typography variant="caption" component="div">
            {text('queues.flag.by', { name: flag.byName, time: formats.time(flag.at) })}
          </Typography>
        </Alert>
      ))}
    </>
  );
}

/** The ways to flag, beside the score. */
export function FlagButtons({ flags, areKeysShown, onFlag }: { flags: readonly FlagPartsFragment[]; areKeysShown: boolean; onFlag: (kind: FlagKind) => void }) {
  const text = useText();
  const has = (kind: FlagKind): boolean => standing(flags).some((flag) => flag.kind === kind);
  const button = (kind: FlagKind, keys: string, label: string) => (
    <Button
      size="small"
      variant="outlined"
      disabled={has(kind)}
      startIcon={ICONS[kind]}
      aria-keyshortcuts={keys}
      onClick={() => {
        onFlag(kind);
      }}
    >
      {label}
      <KeyHint keys={keys} isShown={areKeysShown} />
    </Button>
  );
  return (
    <Stack direction="row" useFlexGap spacing={1} role="group" aria-label={text('queues.flag.label')} sx={{ flexWrap: 'wrap' }}>
      {button('ATTENTION', 'F', text('queues.flag.button'))}
      {button('PLAGIARISM', 'X', text('queues.flag.suspectButton'))}
    </Stack>
  );
}

/** Asks why. */
export function FlagDialog({ submission, kind, onClose }: { submission: WorkbenchSubmission; kind: FlagKind; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const cache = useSubmissionCache();
  const flagging = useChange(FlagSubmissionDocument);
  const [reason, setReason] = useState('');
  const isSuspicion = kind === 'PLAGIARISM';
  const refusals = flagging.data?.flagSubmission.refusals ?? [];

  const send = async (): Promise<void> => {
    const answer = (await flagging.mutateAsync({ input: { submissionId: submission.id, kind, reason } })).flagSubmission;
    if (answer.refusals.length > 0) return;
    if (answer.submission !== null && answer.submission !== undefined) cache.change(submission.id, { flags: answer.submission.flags });
    outdate([GradingQueueDocument]);
    notify(text('queues.flag.done'));
    onClose();
  };
  return (
    <FormDialog
      title={text(isSuspicion ? 'queues.flag.suspectTitle' : 'queues.flag.title')}
      submit={text(isSuspicion ? 'queues.flag.suspectSubmit' : 'queues.flag.submit')}
      isBusy={flagging.isPending}
      error={flagging.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={() => {
        // What fails is shown by the dialog itself.
        send().catch(() => undefined);
      }}
      onClose={onClose}
    >
      <Typography>{text(isSuspicion ? 'queues.flag.suspectText' : 'queues.flag.text')}</Typography>
      <TextField
        autoFocus
        multiline
        minRows={2}
        label={text('queues.flag.reason')}
        value={reason}
        error={refusalOf(refusals, 'reason') !== undefined}
        helperText={refusalOf(refusals, 'reason')}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </FormDialog>
  );
}
