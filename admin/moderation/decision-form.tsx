import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { DecideDisputeDocument, GradingProgressDocument, SecondMarkingDetailDocument, SecondMarkingsDocument, type ReviewPartsFragment } from '../gql/graphql.js';
import { isWithin, sum } from '../ui/decimal.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { Refusals, refusalOf, withoutField } from '../ui/refusals.js';
import { SectionCard } from '../ui/section-card.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { Marking } from './marking-page.js';

interface DecisionFormProps {
  marking: Marking;
  first: ReviewPartsFragment;
  second: ReviewPartsFragment;
}

interface Choice {
  side: 'FIRST' | 'SECOND';
  annotation: number | null;
  label: string;
}

/** Points for each criterion, what the learner reads, and why. */
export function DecisionForm({ marking, first, second }: DecisionFormProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const { submission } = marking;
  const { criteria } = submission.assignment.rubric;
  const [keys] = useState(() => new IdempotencyKeys());
  const [points, setPoints] = useState<Record<string, string>>({});
  const [given, setGiven] = useState<readonly string[]>(['FIRST', 'SECOND']);
  const [words, setWords] = useState({ comment: '', reason: '', isExcellent: first.isExcellent && second.isExcellent });
  const [isChecked, setChecked] = useState(false);
  const decide = useChange(DecideDisputeDocument, [SecondMarkingDetailDocument, SecondMarkingsDocument, GradingProgressDocument]);
  const refusals = decide.data?.decideDispute.refusals ?? [];
  const pointsOf = (key: string): string => points[key] ?? '';
  const isRight = (key: string, maximum: string): boolean => isWithin(pointsOf(key), maximum);
  const choices = choicesOf();

  function choicesOf(): Choice[] {
    return ([['FIRST', first, text('moderation.firstMark')], ['SECOND', second, text('moderation.secondMark')]] as const).flatMap(([side, review, name]): Choice[] => [
      ...(review.comment === '' ? [] : [{ side, annotation: null, label: text('moderation.commentOf', { side: name, text: review.comment }) }]),
      ...review.annotations.map((annotation, place) => ({ side, annotation: place, label: text('moderation.annotationOf', { side: name, number: place + 1, quote: annotation.quote, text: annotation.comment }) })),
    ]);
  }
  const keyOf = ({ side, annotation }: Choice): string => (annotation === null ? side : `${side} ${annotation}`);
  const take = (review: ReviewPartsFragment): void => {
    setPoints(Object.fromEntries(review.criterionPoints.map((one) => [one.criterion, one.points])));
  };
  const send = (): void => {
    setChecked(true);
    if (!criteria.every(({ key, maximumPoints }) => isRight(key, maximumPoints))) return;
    const content = {
      submissionId: submission.id,
      expectedVersion: submission.version,
      criterionPoints: criteria.map(({ key }) => ({ criterion: key, points: pointsOf(key) })),
      given: choices.filter((choice) => given.includes(keyOf(choice))).map(({ side, annotation }) => ({ side, annotation })),
      ...words,
    };
    decide.mutate(
      { input: { ...content, idempotencyKey: keys.for(content) } },
      {
        onSuccess: ({ decideDispute }) => {
          if (decideDispute.refusals.length > 0) return;
          notify(text('moderation.decided'), { type: 'success' });
          // What came of it stands at the head of the page.
          window.scrollTo(0, 0);
        },
      },
    );
  };
  return (
    <SectionCard title={text('moderation.decide')}>
      <Stack
        component="form"
        noValidate
        spacing={2}
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          send();
        }}
      >
        <Typography variant="body2" color="textSecondary">
          {text('moderation.decideIntro')}
        </Typography>
        {decide.error !== null && <Failure error={decide.error} onRetry={send} />}
        <Refusals refusals={withoutField(refusals, 'reason', 'comment')} />
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          {[[first, 'moderation.takeFirst'] as const, [second, 'moderation.takeSecond'] as const].map(([review, label]) => (
            <Button
              key={label}
              size="small"
              variant="outlined"
              disabled={review.criterionPoints.length === 0}
              onClick={() => {
                take(review);
              }}
            >
              {text(label)}
            </Button>
          ))}
          <Typography role="status" sx={{ ml: 'auto', fontWeight: 600 }}>
            {text('moderation.total', { points: formats.points(sum(criteria.map(({ key }) => pointsOf(key)))), maximum: formats.points(submission.assignment.maximumPoints) })}
          </Typography>
        </Stack>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', md: `repeat(${Math.min(criteria.length, 4)}, 1fr)` } }}>
          {criteria.map(({ key, name, maximumPoints }) => {
            const isWrong = isChecked && !isRight(key, maximumPoints);
            return (
              <TextField
                key={key}
                label={name}
                value={pointsOf(key)}
                error={isWrong}
                helperText={isWrong ? text('moderation.pointsMissing', { maximum: formats.points(maximumPoints) }) : text('workbench.outOf', { maximum: formats.points(maximumPoints) })}
                onChange={(event) => {
                  setPoints({ ...points, [key]: event.target.value.trim() });
                }}
                slotProps={{ htmlInput: { inputMode: 'decimal' } }}
              />
            );
          })}
        </Box>
        {choices.length > 0 && (
          <FormGroup role="group" aria-label={text('moderation.givenTitle')}>
            <Typography variant="h3">{text('moderation.givenTitle')}</Typography>
            {choices.map((choice) => (
              <FormControlLabel
                key={keyOf(choice)}
                control={
                  <Checkbox
                    checked={given.includes(keyOf(choice))}
                    onChange={(_, isGiven) => {
                      setGiven(isGiven ? [...given, keyOf(choice)] : given.filter((one) => one !== keyOf(choice)));
                    }}
                  />
                }
                label={choice.label}
              />
            ))}
          </FormGroup>
        )}
        <TextInput isLong label={text('moderation.ownComment')} value={words.comment} help={text('moderation.ownCommentHelp')} problem={refusalOf(refusals, 'comment')} onChange={(comment) => { setWords({ ...words, comment }); }} />
        <TextInput isLong label={text('moderation.why')} value={words.reason} help={text('moderation.whyHelp')} problem={refusalOf(refusals, 'reason')} onChange={(reason) => { setWords({ ...words, reason }); }} />
        <Box>
          <FormControlLabel control={<Checkbox checked={words.isExcellent} onChange={(_, isExcellent) => { setWords({ ...words, isExcellent }); }} />} label={text('moderation.isExcellent')} />
        </Box>
        <Box>
          <Button type="submit" variant="contained" loading={decide.isPending}>
            {text('moderation.submitDecision')}
          </Button>
        </Box>
      </Stack>
    </SectionCard>
  );
}
