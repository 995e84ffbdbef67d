import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Assignment } from '../assignments/review-form.js';
import { useChange } from '../data/queries.js';
import { AnchorPapersDocument, MarkAnchorDocument } from '../gql/graphql.js';
import { isWithin } from '../ui/decimal.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface AnchorDialogProps {
  submission: { id: string; assignment: Assignment };
  onClose: () => void;
}

/** The points that everybody shall agree on, and why each of them. */
export function AnchorDialog({ submission, onClose }: AnchorDialogProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const { criteria } = submission.assignment.rubric;
  const [title, setTitle] = useState('');
  const [comment, setComment] = useState('');
  const [points, setPoints] = useState<Record<string, string>>({});
  const [comments, setComments] = useState<Record<string, string>>({});
  const [isChecked, setChecked] = useState(false);
  const change = useChange(MarkAnchorDocument, [AnchorPapersDocument]);
  const refusals = change.data?.markAnchor.refusals ?? [];
  const send = (): void => {
    setChecked(true);
    if (!criteria.every(({ key, maximumPoints }) => isWithin(points[key] ?? '', maximumPoints))) return;
    change.mutate(
      { input: { submissionId: submission.id, title, comment, criterionPoints: criteria.map(({ key }) => ({ criterion: key, points: points[key] ?? '', comment: comments[key] ?? '' })) } },
      {
        onSuccess: ({ markAnchor }) => {
          if (markAnchor.refusals.length > 0) return;
          notify(text('moderation.anchorMarked'), { type: 'success' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('moderation.markAnchorTitle')} submit={text('moderation.markAnchor')} isBusy={change.isPending} error={change.error} refusals={withoutField(refusals, 'title', 'comment')} onSubmit={send} onClose={onClose}>
      <Alert severity="info">{text('moderation.markAnchorIntro')}</Alert>
      <TextInput autoFocus label={text('moderation.anchorName')} value={title} help={text('moderation.anchorNameHelp')} problem={refusalOf(refusals, 'title')} onChange={setTitle} />
      {criteria.map(({ key, name, maximumPoints }) => {
        const isWrong = isChecked && !isWithin(points[key] ?? '', maximumPoints);
        return (
          <Box key={key} sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', sm: '200px 1fr' } }}>
            <TextField
              label={name}
              value={points[key] ?? ''}
              error={isWrong}
              helperText={isWrong ? text('moderation.pointsMissing', { maximum: formats.points(maximumPoints) }) : text('workbench.outOf', { maximum: formats.points(maximumPoints) })}
              onChange={(event) => {
                setPoints({ ...points, [key]: event.target.value.trim() });
              }}
              slotProps={{ htmlInput: { inputMode: 'decimal' } }}
            />
            <TextInput
              label={text('moderation.criterionComment', { name })}
              value={comments[key] ?? ''}
              onChange={(value) => {
                setComments({ ...comments, [key]: value });
              }}
            />
          </Box>
        );
      })}
      <TextInput isLong label={text('moderation.anchorComment')} value={comment} problem={refusalOf(refusals, 'comment')} onChange={setComment} />
    </FormDialog>
  );
}
