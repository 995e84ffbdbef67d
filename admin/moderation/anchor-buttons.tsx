import MenuBookIcon from '@mui/icons-material/MenuBookOutlined';
import StyleIcon from '@mui/icons-material/StyleOutlined';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useViewer } from '../access/viewer.js';
import type { Assignment } from '../assignments/review-form.js';
import { useLoad } from '../data/queries.js';
import { AnchorPapersDocument, type AnchorPartsFragment } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { AnchorDialog } from './anchor-dialog.js';
import { AnchorView } from './anchor-view.js';

/** Beside the grading: the anchor papers of the assignment; a chief tutor makes one of what lies open. */
export function AnchorButtons({ submission }: { submission: { id: string; assignment: Assignment } }) {
  const text = useText();
  const viewer = useViewer();
  const [shown, setShown] = useState<'list' | 'form' | null>(null);
  const anchors = useLoad(AnchorPapersDocument, { assignmentId: submission.assignment.id }, { staleTime: 300_000 }).data?.anchorPapers ?? [];
  const canKeep = viewer?.viewerCanKeepAnchors === true;
  if (anchors.length === 0 && !canKeep) return null;
  const close = (): void => {
    setShown(null);
  };
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
      {anchors.length > 0 && (
        <Button
          size="small"
          startIcon={<MenuBookIcon />}
          onClick={() => {
            setShown('list');
          }}
        >
          {text('moderation.anchorsOf', { count: anchors.length })}
        </Button>
      )}
      {canKeep && (
        <Button
          size="small"
          startIcon={<StyleIcon />}
          onClick={() => {
            setShown('form');
          }}
        >
          {text('moderation.markAnchor')}
        </Button>
      )}
      {shown === 'list' && <AnchorsDialog anchors={anchors} onClose={close} />}
      {shown === 'form' && <AnchorDialog submission={submission} onClose={close} />}
    </Stack>
  );
}

function AnchorsDialog({ anchors, onClose }: { anchors: readonly AnchorPartsFragment[]; onClose: () => void }) {
  const text = useText();
  const titleId = useId();
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{text('moderation.anchors')}</DialogTitle>
      <DialogContent>
        <Stack spacing={3}>
          {anchors.map((anchor) => (
            <section key={anchor.id} aria-label={anchor.title}>
              <Typography variant="h3" sx={{ mb: 1 }}>
                {anchor.title}
              </Typography>
              <AnchorView anchor={anchor} />
            </section>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('organisation.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
