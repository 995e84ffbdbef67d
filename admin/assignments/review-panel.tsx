import StarIcon from '@mui/icons-material/Star';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import type { RefObject } from 'react';
import type { RefusalPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { KeyHint } from '../ui/key-hint.js';
import { refusalOf, Refusals } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { deductedFrom } from './annotation-form.js';
import { AnnotationList } from './annotation-list.js';
import { CommentBankBar } from './comment-bank-bar.js';
import type { CommentBank } from './use-comment-bank.js';
import { totalOf, type Assignment, type Problems, type ReviewForm } from './review-form.js';
import { RubricFields } from './rubric-fields.js';

interface ReviewPanelProps {
  assignment: Assignment;
  form: ReviewForm;
  problems: Problems | null;
  refusals: readonly RefusalPartsFragment[];
  isDisabled: boolean;
  areKeysShown: boolean;
  focused: number;
  comment: RefObject<HTMLTextAreaElement | null>;
  onFocus: (index: number) => void;
  onChange: (part: Partial<ReviewForm>) => void;
  onPoints: (key: string, points: string) => void;
  onLevel: (criterion: number, level: number) => void;
  onAnnotation: (number: number) => void;
  onChooseSentences: () => void;
  bank: CommentBank;
}

const COMMENT_LINES = 4;
const COMMENT_LINES_AT_MOST = 10;

/** Rubric or points alone, a live total, the comment. */
export function ReviewPanel(props: ReviewPanelProps) {
  const { assignment, form, problems, refusals, isDisabled, areKeysShown, focused, comment, onFocus, onChange, onPoints, onLevel, onAnnotation, onChooseSentences, bank } = props;
  const text = useText();
  const formats = useFormats();
  const hasRubric = assignment.rubric.criteria.length > 0;
  const maximum = formats.points(assignment.maximumPoints);
  const pointsProblem = pointsText();

  function pointsText(): string | undefined {
    if (problems?.arePointsMissing === true) return text('workbench.pointsMissing');
    if (problems?.arePointsOutOfRange === true) return text('workbench.outOfRange', { maximum });
    return refusalOf(refusals, 'points');
  }
  return (
    <Stack component="section" aria-label={text('workbench.rubric')} spacing={1.5}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
        {hasRubric ? (
          <ToggleButtonGroup
            exclusive
            size="small"
            color="primary"
            value={form.mode}
            disabled={isDisabled}
            aria-label={text('workbench.scoringMode')}
            onChange={(_, mode: ReviewForm['mode'] | null) => {
              if (mode !== null) onChange({ mode });
            }}
          >
            <ToggleButton value="rubric" sx={{ py: 0.25 }}>
              {text('workbench.byRubric')}
            </ToggleButton>
            <ToggleButton value="points" sx={{ py: 0.25 }}>
              {text('workbench.byPoints')}
            </ToggleButton>
          </ToggleButtonGroup>
        ) : (
          <Typography variant="h2">{text('workbench.byPoints')}</Typography>
        )}
        <Box role="status" aria-label={text('workbench.total')} sx={{ whiteSpace: 'nowrap' }}>
          <Typography component="span" sx={{ fontSize: '1.5rem', fontWeight: 600 }}>
            {formats.points(totalOf(form, assignment))}
          </Typography>{' '}
          <Typography component="span" variant="body2" color="textSecondary">
            {text('workbench.outOf', { maximum })}
          </Typography>
        </Box>
      </Stack>
      <Refusals refusals={refusals.filter((refusal) => refusal.field !== 'points' && refusal.field !== 'comment')} />
      {form.mode === 'rubric' ? (
        <RubricFields
          criteria={assignment.rubric.criteria}
          points={form.criterionPoints}
          deducted={(key) => deductedFrom(key, form.annotations, assignment)}
          focused={focused}
          isDisabled={isDisabled}
          areKeysShown={areKeysShown}
          faulty={[...(problems?.missing ?? []), ...(problems?.outOfRange ?? [])]}
          onFocus={onFocus}
          onChange={onPoints}
          onLevel={onLevel}
        />
      ) : (
        <TextField
          label={text('workbench.directPoints')}
          value={form.points}
          disabled={isDisabled}
          error={pointsProblem !== undefined}
          helperText={pointsProblem ?? text('workbench.pointsRange', { maximum })}
          onChange={(event) => {
            onChange({ points: event.target.value });
          }}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          sx={{ maxWidth: 180 }}
        />
      )}
      <TextField
        label={text('assignments.comment')}
        value={form.comment}
        disabled={isDisabled}
        multiline
        inputRef={comment}
        error={refusalOf(refusals, 'comment') !== undefined}
        helperText={refusalOf(refusals, 'comment') ?? text('workbench.commentHelp')}
        onChange={(event) => {
          onChange({ comment: event.target.value });
        }}
        // The browser itself lets it grow: measured by script, it costs a layout of the whole page on the way to each submission.
        slotProps={{ input: { inputComponent: 'textarea' }, htmlInput: { rows: COMMENT_LINES, 'aria-keyshortcuts': 'C' } }}
        sx={{ '& textarea': { fieldSizing: 'content', minHeight: `${COMMENT_LINES}lh`, maxHeight: `${COMMENT_LINES_AT_MOST}lh`, resize: 'none' } }}
      />
      <CommentBankBar bank={bank} isDisabled={isDisabled} areKeysShown={areKeysShown} />
      <Box component="section" aria-label={text('annotation.title')}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'space-between', mb: 0.5 }}>
          <Typography variant="body2" component="h3" sx={{ fontWeight: 600, m: 0 }}>
            {text('annotation.count', { count: form.annotations.length })}
          </Typography>
          <Button size="small" disabled={isDisabled} aria-keyshortcuts="A" onClick={onChooseSentences}>
            {text('annotation.choose')}
            <KeyHint keys="A" isShown={areKeysShown} />
          </Button>
        </Stack>
        {form.annotations.length === 0 ? (
          <Typography variant="caption" color="textSecondary">
            {text('annotation.none')}
          </Typography>
        ) : (
          <AnnotationList annotations={form.annotations} criteria={assignment.rubric.criteria} onOpen={onAnnotation} />
        )}
      </Box>
      <Button
        size="small"
        disabled={isDisabled}
        variant={form.isExcellent ? 'contained' : 'outlined'}
        aria-pressed={form.isExcellent}
        aria-keyshortcuts="E"
        startIcon={form.isExcellent ? <StarIcon /> : <StarBorderIcon />}
        onClick={() => {
          onChange({ isExcellent: !form.isExcellent });
        }}
        sx={{ alignSelf: 'flex-start' }}
      >
        {text('workbench.excellent')}
        <KeyHint keys="E" isShown={areKeysShown} />
      </Button>
    </Stack>
  );
}
