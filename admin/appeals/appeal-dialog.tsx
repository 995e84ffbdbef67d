import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { LearnerSubmissionDocument, MakeAppealDocument, MyEnrolmentsDocument, type AppealStep } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useText } from '../ui/text.js';
import type { AppealableSubmission } from './own-appeals.js';

interface AppealDialogProps {
  submission: AppealableSubmission;
  step: AppealStep;
  onClose: () => void;
}

/** What the review gave, to be ticked; each with its reason. A score that was given as one is appealed as one. */
export function AppealDialog({ submission, step, onClose }: AppealDialogProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const review = submission.review ?? null;
  const nameOf = (criterion: string): string => submission.assignment.rubric.criteria.find(({ key }) => key === criterion)?.name ?? criterion;
  const scored = review === null || review.criterionPoints.length === 0 ? [{ criterion: null, name: text('appeals.whole'), points: review?.points ?? '' }] : review.criterionPoints.map(({ criterion, points }) => ({ criterion, name: nameOf(criterion), points }));
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map(scored.length === 1 ? scored.map(({ name }) => [name, '']) : []));
  const [isChecked, setChecked] = useState(false);
  const keys = useRef(new IdempotencyKeys());
  const make = useChange(MakeAppealDocument, [LearnerSubmissionDocument, MyEnrolmentsDocument]);
  const change = (name: string, reason: string | null): void => {
    const next = new Map(reasons);
    if (reason === null) next.delete(name);
    else next.set(name, reason);
    setReasons(next);
  };
  const send = (): void => {
    setChecked(true);
    if (reasons.size === 0 || [...reasons.values()].some((reason) => reason.trim() === '')) return;
    const content = { submissionId: submission.id, expectedVersion: submission.version, items: scored.flatMap(({ criterion, name }) => (reasons.has(name) ? [{ criterion, reason: (reasons.get(name) ?? '').trim() }] : [])) };
    make.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ makeAppeal }) => {
          if (makeAppeal.refusals.length > 0) return;
          notify(text('appeals.made'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text(`appeals.dialogTitle.${step}`)} submit={text('appeals.submit')} isBusy={make.isPending} error={make.error} refusals={make.data?.makeAppeal.refusals ?? []} onSubmit={send} onClose={onClose}>
      <Typography variant="body2">{text('appeals.dialogText')}</Typography>
      {isChecked && reasons.size === 0 && (
        <Typography role="alert" variant="body2" color="error">
          {text('appeals.chooseOne')}
        </Typography>
      )}
      {scored.map(({ name, points }) => (
        <Stack key={name} spacing={1}>
          <FormControlLabel
            control={
              <Checkbox
                checked={reasons.has(name)}
                onChange={(_, isTicked) => {
                  change(name, isTicked ? '' : null);
                }}
              />
            }
            label={`${name} · ${text('appeals.itemPoints', { points: formats.points(points) })}`}
          />
          {reasons.has(name) && (
            <TextInput
              isLong
              label={text('appeals.itemReason', { name })}
              value={reasons.get(name) ?? ''}
              help={text('appeals.itemReasonHelp')}
              problem={isChecked && (reasons.get(name) ?? '').trim() === '' ? text('appeals.reasonEmpty') : undefined}
              onChange={(reason) => {
                change(name, reason);
              }}
            />
          )}
        </Stack>
      ))}
    </FormDialog>
  );
}
