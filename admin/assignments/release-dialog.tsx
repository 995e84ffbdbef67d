import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import PublishIcon from '@mui/icons-material/PublishedWithChanges';
import { useState } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ReleasePreviewsDocument, ReleaseReviewsDocument, type ReleasePreviewsQuery } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { Refusals } from '../ui/refusals.js';
import { EmptyState, Failure, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { BulkProgress } from './bulk-progress.js';
import type { QueueChoice } from './queue-choice.js';

type Preview = ReleasePreviewsQuery['releasePreviews'][number];

/** Publishing held reviews, a class and an assignment at a time, with the numbers said before. */
export function ReleaseDialog({ choice, onClose }: { choice: Pick<QueueChoice, 'classId' | 'assignmentId'>; onClose: () => void }) {
  const text = useText();
  const { classId, assignmentId } = choice;
  const previews = useLoad(ReleasePreviewsDocument, { classId, assignmentId }, { topic: 'submissions', staleTime: 0 });
  const release = useChange(ReleaseReviewsDocument, [ReleasePreviewsDocument]);
  const [keys] = useState(() => new IdempotencyKeys());
  const actId = release.data?.releaseReviews.act?.id ?? null;

  if (actId !== null) return <BulkProgress actId={actId} onClose={onClose} />;
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="release-title">
      <DialogTitle id="release-title">{text('queues.release.title')}</DialogTitle>
      <DialogContent>
        {release.error !== null && (
          <Failure
            error={release.error}
            onRetry={() => {
              release.reset();
            }}
          />
        )}
        <Refusals refusals={release.data?.releaseReviews.refusals ?? []} />
        <Loaded query={previews}>
          {({ releasePreviews }) =>
            releasePreviews.length === 0 ? (
              <EmptyState icon={<PublishIcon />} title={text('queues.release.none')} next={text('queues.release.noneNext')} />
            ) : (
              <Stack spacing={1.5}>
                <Typography variant="body2">{text('queues.release.intro')}</Typography>
                {releasePreviews.map((preview) => (
                  <PreviewCard
                    key={`${preview.classId} ${preview.assignmentId}`}
                    preview={preview}
                    isBusy={release.isPending}
                    onRelease={() => {
                      const wanted = { class: { classId: preview.classId, assignmentId: preview.assignmentId, expectedCount: preview.waiting } };
                      release.mutate({ input: { ...wanted, idempotencyKey: keys.for(wanted) } });
                    }}
                  />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('ui.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function PreviewCard({ preview, isBusy, onRelease }: { preview: Preview; isBusy: boolean; onRelease: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { waiting, drafts, beingGraded, flagged, ungraded } = preview;
  const noted = (key: 'drafts' | 'beingGraded' | 'flagged', count: number): string[] => (count === 0 ? [] : [text(`queues.release.${key}`, { count: formats.integer(count) })]);
  const warnings = [...noted('drafts', drafts), ...noted('beingGraded', beingGraded), ...noted('flagged', flagged)];
  const count = formats.integer(waiting);
  return (
    <Card variant="outlined" component="section" aria-label={`${preview.className} ${preview.assignmentTitle}`} sx={{ p: 1.5 }}>
      <Typography variant="h3">{preview.assignmentTitle}</Typography>
      <Typography variant="body2" color="textSecondary">
        {preview.className}
      </Typography>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ alignItems: { sm: 'flex-end' }, justifyContent: 'space-between', mt: 1 }}>
        <Box>
          <Typography sx={{ fontWeight: 600 }}>{text('queues.release.summary', { count })}</Typography>
          {ungraded > 0 && (
            <Typography variant="body2" color="textSecondary">
              {text('queues.release.ungraded', { count: formats.integer(ungraded) })}
            </Typography>
          )}
        </Box>
        <Button variant="contained" disabled={isBusy} onClick={onRelease} sx={{ flexShrink: 0 }}>
          {text('queues.release.submit', { count })}
        </Button>
      </Stack>
      {warnings.length > 0 && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </Alert>
      )}
    </Card>
  );
}
