import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { outdate, useChange } from '../data/queries.js';
import { AnswerAppealDocument, AppealDocument, AppealsDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TextInput } from '../ui/form-fields.js';
import { LeaveGuard } from '../ui/leave-guard.js';
import { Refusals } from '../ui/refusals.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { emptyAnswer, problemsOf, revisionsOf, totalAfter, type AnswerFields } from './answer-fields.js';
import type { ReadAppeal } from './appeal-page.js';

/** Upheld, or new points with a reason for each; either way an answer that the learner reads. */
export function AnswerForm({ appeal }: { appeal: ReadAppeal }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const [fields, setFields] = useState<AnswerFields>(() => emptyAnswer(appeal.items));
  const [isChecked, setChecked] = useState(false);
  const keys = useRef(new IdempotencyKeys());
  const answer = useChange(AnswerAppealDocument, [AppealDocument, AppealsDocument]);
  const maximumOf = (criterion: string | null | undefined): string =>
    (criterion === null || criterion === undefined ? appeal.submission.assignment.maximumPoints : appeal.submission.assignment.rubric.criteria.find(({ key }) => key === criterion)?.maximumPoints) ?? appeal.submission.assignment.maximumPoints;
  const standing = appeal.submission.review;
  const problems = problemsOf(fields, (index) => maximumOf(appeal.items[index]?.criterion));
  const after = totalAfter(fields, appeal.items, standing?.points ?? appeal.reviewBefore.points);
  const isDirty = useRef(false);
  isDirty.current = answer.data?.answerAppeal.refusals.length !== 0 && (fields.answer !== '' || fields.revisions.some(({ points, reason }) => points !== '' || reason !== ''));

  const send = (): void => {
    setChecked(true);
    if (problems.answer || problems.isNothingRevised || problems.revisions.some((one) => one.points || one.reason)) return;
    const content = { appealId: appeal.id, expectedVersion: appeal.submission.version, answer: fields.answer.trim(), revisions: fields.decision === 'UPHOLD' ? null : revisionsOf(fields, appeal.items) };
    answer.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ answerAppeal }) => {
          if (answerAppeal.refusals.length === 0) notify(text('appeals.answered'));
          // Whoever was first has decided: what stands now is shown.
          else if (answerAppeal.appeal?.state !== 'OPEN') {
            notify(text('appeals.decidedMeanwhile'), { type: 'warning' });
            outdate([AppealDocument, AppealsDocument]);
          }
        },
      },
    );
  };
  const changeRevision = (index: number, change: Partial<AnswerFields['revisions'][number]>): void => {
    setFields({ ...fields, revisions: fields.revisions.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  };
  return (
    <Card component="section" aria-label={text('appeals.decision')} sx={{ p: 2 }}>
      <LeaveGuard isDirty={isDirty} />
      <Stack
        component="form"
        noValidate
        spacing={2}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Typography variant="h3" component="h2">
          {text('appeals.decision')}
        </Typography>
        {answer.error !== null && <Failure error={answer.error} onRetry={send} />}
        <Refusals refusals={answer.data?.answerAppeal.refusals ?? []} />
        <RadioGroup
          row
          aria-label={text('appeals.decision')}
          value={fields.decision}
          onChange={(_, value) => {
            setFields({ ...fields, decision: value === 'REVISE' ? 'REVISE' : 'UPHOLD' });
          }}
        >
          <FormControlLabel value="UPHOLD" control={<Radio />} label={text('appeals.uphold')} />
          <FormControlLabel value="REVISE" control={<Radio />} label={text('appeals.revise')} />
        </RadioGroup>
        {fields.decision === 'REVISE' &&
          appeal.items.map((item, index) => (
            <Stack key={item.name} role="group" aria-label={item.name} spacing={1.5} sx={{ borderLeft: 3, borderColor: 'divider', pl: 1.5 }}>
              <Box>
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {item.name}
                </Typography>
                <Typography variant="caption" color="textSecondary">
                  {text('appeals.now', { points: formats.points(item.pointsBefore) })}
                </Typography>
              </Box>
              <TextInput
                label={text('appeals.newPoints')}
                value={fields.revisions[index]?.points ?? ''}
                help={text(fields.revisions.length > 1 ? 'appeals.newPointsOfMany' : 'appeals.newPointsHelp', { maximum: formats.points(maximumOf(item.criterion)) })}
                problem={isChecked && problems.revisions[index]?.points === true ? text('appeals.pointsBad', { maximum: formats.points(maximumOf(item.criterion)) }) : undefined}
                onChange={(points) => {
                  changeRevision(index, { points });
                }}
              />
              <TextInput
                isLong
                label={text('appeals.revisionReason')}
                value={fields.revisions[index]?.reason ?? ''}
                problem={isChecked && problems.revisions[index]?.reason === true ? text('appeals.revisionEmpty') : undefined}
                onChange={(reason) => {
                  changeRevision(index, { reason });
                }}
              />
            </Stack>
          ))}
        {fields.decision === 'REVISE' && after !== null && (
          <Typography role="status" sx={{ fontWeight: 600 }}>
            {text('appeals.total', { before: formats.points(standing?.points), after })}
          </Typography>
        )}
        {isChecked && problems.isNothingRevised && (
          <Typography role="alert" variant="body2" color="error">
            {text('appeals.nothingRevised')}
          </Typography>
        )}
        <TextInput
          isLong
          label={text('appeals.answer')}
          value={fields.answer}
          help={text('appeals.answerHelp')}
          problem={isChecked && problems.answer ? text('appeals.answerEmpty') : undefined}
          onChange={(value) => {
            setFields({ ...fields, answer: value });
          }}
        />
        <Button type="submit" variant="contained" loading={answer.isPending} sx={{ alignSelf: 'flex-start' }}>
          {text(fields.decision === 'UPHOLD' ? 'appeals.submitUphold' : 'appeals.submitRevise')}
        </Button>
      </Stack>
    </Card>
  );
}
