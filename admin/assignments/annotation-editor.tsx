import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { RefObject } from 'react';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { isDeductionFine, type FormAnnotation } from './annotation-form.js';
import type { Assignment } from './review-form.js';

interface AnnotationEditorProps {
  /** From 0. */
  number: number;
  annotation: FormAnnotation;
  assignment: Assignment;
  anchor: Element;
  /** Points alone leave no criterion to deduct from. */
  canDeduct: boolean;
  isDisabled: boolean;
  isChecked: boolean;
  comment: RefObject<HTMLTextAreaElement | null>;
  onChange: (part: Partial<FormAnnotation>) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** What is said of a span, beside it. What is typed is part of the draft at once. */
export function AnnotationEditor({ number, annotation, assignment, anchor, canDeduct, isDisabled, isChecked, comment, onChange, onRemove, onClose }: AnnotationEditorProps) {
  const text = useText();
  const formats = useFormats();
  const label = text('annotation.numbered', { number: number + 1 });
  const criterion = assignment.rubric.criteria.find(({ key }) => key === annotation.criterion);
  const isFine = isDeductionFine(annotation, assignment);
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      transformOrigin={{ vertical: 'top', horizontal: 'center' }}
      slotProps={{ paper: { role: 'dialog', 'aria-label': label, sx: { width: 360, maxWidth: 'calc(100vw - 32px)', p: 2, mt: 0.5 } } }}
    >
      <Stack spacing={1.5}>
        <Typography variant="caption" color="textSecondary" lang="zh-CN" sx={{ display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}>
          {number + 1} · {annotation.quote}
        </Typography>
        <TextField
          autoFocus
          multiline
          minRows={2}
          maxRows={8}
          label={text('annotation.comment')}
          value={annotation.comment}
          disabled={isDisabled}
          inputRef={comment}
          error={isChecked && annotation.comment.trim() === ''}
          helperText={isChecked && annotation.comment.trim() === '' ? text('annotation.commentNeeded') : undefined}
          onChange={(event) => {
            onChange({ comment: event.target.value });
          }}
          slotProps={{ htmlInput: { maxLength: 1_000 } }}
        />
        {canDeduct && (
          <Stack direction="row" spacing={1}>
            <TextField
              select
              label={text('annotation.criterion')}
              value={annotation.criterion}
              disabled={isDisabled}
              onChange={(event) => {
                onChange({ criterion: event.target.value, ...(event.target.value === '' ? { deduction: '' } : {}) });
              }}
              slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
              sx={{ flex: 1 }}
            >
              <option value="">{text('annotation.noCriterion')}</option>
              {assignment.rubric.criteria.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </TextField>
            <TextField
              label={text('annotation.deduction')}
              value={annotation.deduction}
              disabled={isDisabled}
              error={!isFine}
              onChange={(event) => {
                onChange({ deduction: event.target.value });
              }}
              slotProps={{ htmlInput: { inputMode: 'decimal' }, inputLabel: { shrink: true } }}
              sx={{ width: 96 }}
            />
          </Stack>
        )}
        {canDeduct && !isFine && (
          <Typography variant="caption" color="error" role="alert">
            {criterion === undefined ? text('annotation.criterionNeeded') : text('annotation.deductionRange', { maximum: formats.points(criterion.maximumPoints) })}
          </Typography>
        )}
        <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
          <Button size="small" color="error" disabled={isDisabled} onClick={onRemove}>
            {text('annotation.remove')}
          </Button>
          <Button size="small" variant="contained" onClick={onClose}>
            {text('annotation.done')}
          </Button>
        </Stack>
      </Stack>
    </Popover>
  );
}
