import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { ESSAY } from '../ui/theme.js';
import { AnnotationList } from './annotation-list.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import { ReturnReason, ReviewSummary } from './submission-record.js';
import { changeOf, textDiff, type DiffPart } from './text-diff.js';

/** The attempts before this one, the latest first. */
export function earlierAttempts({ id, attempt, attempts }: WorkbenchSubmission): WorkbenchSubmission['attempts'] {
  return attempts.filter((one) => one.id !== id && one.attempt < attempt).toReversed();
}

/** What the learner changed, with what was said of the earlier attempt beside it. */
export function AttemptsDialog({ submission, onClose }: { submission: WorkbenchSubmission; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const earlier = earlierAttempts(submission);
  const [chosen, setChosen] = useState(earlier[0]?.id);
  const before = earlier.find(({ id }) => id === chosen);
  const paragraphs = useMemo(() => textDiff(before?.text ?? '', submission.text), [before?.text, submission.text]);
  const { added, removed } = changeOf(paragraphs);
  if (before === undefined) return null;
  const review = before.review ?? null;
  const { criteria } = submission.assignment.rubric;
  return (
    <Dialog open fullWidth maxWidth="lg" onClose={onClose} aria-labelledby="attempts-title">
      <DialogTitle id="attempts-title">{text('attempts.title')}</DialogTitle>
      <DialogContent tabIndex={0}>
        <Stack direction="row" useFlexGap spacing={2} sx={{ flexWrap: 'wrap', alignItems: 'center', mb: 2 }}>
          {earlier.length > 1 && (
            <ToggleButtonGroup
              exclusive
              size="small"
              color="primary"
              value={chosen}
              aria-label={text('attempts.which')}
              onChange={(_, id: string | null) => {
                if (id !== null) setChosen(id);
              }}
            >
              {earlier.map(({ id, attempt }) => (
                <ToggleButton key={id} value={id} sx={{ py: 0.25 }}>
                  {text('attempts.against', { number: attempt })}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          )}
          <Typography variant="body2" role="status">
            {added + removed === 0 ? text('attempts.unchanged') : text('attempts.changes', { added: formats.integer(added), removed: formats.integer(removed) })}
          </Typography>
          <Typography variant="caption" color="textSecondary" component="span">
            <Changed part={{ kind: 'added', text: text('attempts.legendAdded') }} /> <Changed part={{ kind: 'removed', text: text('attempts.legendRemoved') }} />
          </Typography>
        </Stack>
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 320px' } }}>
          <Box component="article" aria-label={text('attempts.text')} lang="zh-CN">
            {paragraphs.map((paragraph, index) => (
              <Box component="p" key={index} sx={{ m: 0, mb: 1, fontSize: ESSAY.fontSize, lineHeight: ESSAY.lineHeight, textIndent: '2em', overflowWrap: 'anywhere' }}>
                {paragraph.map((part, place) => (part.kind === 'same' ? <span key={place}>{part.text}</span> : <Changed key={place} part={part} />))}
              </Box>
            ))}
          </Box>
          <Stack component="section" aria-label={text('attempts.before', { number: before.attempt })} spacing={1.5} sx={{ order: { xs: -1, md: 0 } }}>
            <Typography variant="h3">{text('attempts.before', { number: before.attempt })}</Typography>
            <Typography variant="caption" color="textSecondary">
              {formats.time(before.submittedAt)}
            </Typography>
            <ReturnReason reason={before.returnReason} />
            <AnnotationList annotations={before.returnAnnotations} criteria={criteria} />
            {review === null ? (
              <Typography variant="body2" color="textSecondary">
                {text('attempts.noReview')}
              </Typography>
            ) : (
              <ReviewSummary review={review} assignment={submission.assignment} />
            )}
          </Stack>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {text('attempts.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Underlined or struck through, as the elements say; the colour comes second. */
function Changed({ part }: { part: DiffPart }) {
  const isAdded = part.kind === 'added';
  return (
    <Box component={isAdded ? 'ins' : 'del'} sx={{ textDecoration: isAdded ? 'underline' : 'line-through', textUnderlineOffset: '4px', color: isAdded ? 'success.main' : 'error.main', bgcolor: 'action.hover', borderRadius: 0.5 }}>
      {part.text}
    </Box>
  );
}
