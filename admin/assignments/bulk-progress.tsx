import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocale } from 'react-admin';
import { loading, outdate, useLoad } from '../data/queries.js';
import { BulkActProgressDocument, GradingProgressDocument, GradingQueueDocument, ReleasePreviewsDocument, RunningBulkActsDocument, type BulkActPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

const POLL_MS = 400;
const ROWS_LISTED = 250;

function isEnded(act: BulkActPartsFragment | null | undefined): boolean {
  return act !== null && act !== undefined && act.doneCount + act.refusedCount >= act.itemCount;
}

/** How far an act on many is, and what became of each that was not done. It goes on without this dialog. */
export function BulkProgress({ actId, onClose }: { actId: string; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const query = useQuery({
    ...loading(BulkActProgressDocument, { id: actId }, useLocale()),
    refetchInterval: ({ state }) => isEnded(state.data?.bulkAct) ? false : POLL_MS,
  });
  const isDone = isEnded(query.data?.bulkAct);
  useEffect(() => {
    if (isDone) outdate([GradingQueueDocument, GradingProgressDocument, ReleasePreviewsDocument, RunningBulkActsDocument]);
  }, [isDone]);

  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="bulk-title">
      <Loaded query={query}>
        {({ bulkAct }) => {
          if (bulkAct === null || bulkAct === undefined) return null;
          const { kind, itemCount, doneCount, refusedCount, rows } = bulkAct;
          const handled = doneCount + refusedCount;
          const counted = text('queues.progress.counts', { done: formats.integer(handled), count: formats.integer(itemCount) });
          const refused = rows.filter((row) => row.isDone === false);
          return (
            <>
              <DialogTitle id="bulk-title">{text(isDone ? `queues.progress.titleDone.${kind}` : `queues.progress.title.${kind}`)}</DialogTitle>
              <DialogContent>
                <LinearProgress
                  variant="determinate"
                  value={itemCount === 0 ? 100 : (handled / itemCount) * 100}
                  aria-label={text(`queues.progress.title.${kind}`)}
                  aria-valuetext={counted}
                  title={counted}
                  sx={{ height: 8, borderRadius: 1, mb: 1 }}
                />
                <Typography role="status">
                  {isDone
                    ? text('queues.progress.done', { count: formats.integer(doneCount) })
                    : counted}
                </Typography>
                {!isDone && (
                  <Typography variant="body2" color="textSecondary">
                    {text('queues.progress.keepsGoing')}
                  </Typography>
                )}
                {refusedCount > 0 && (
                  <Alert severity="warning" sx={{ mt: 2 }}>
                    {text('queues.progress.refused', { count: formats.integer(refusedCount) })}
                    <Box component="ul" tabIndex={0} sx={{ m: 0, mt: 0.5, pl: 2.5, maxHeight: 240, overflowY: 'auto' }}>
                      {refused.map((row) => (
                        <li key={row.submissionId}>
                          <strong>{row.learnerName ?? text('assignments.anonymousLearner', { number: row.learnerNumber ?? '' })}</strong>
                          {text('queues.progress.because', { reason: row.refusals.map((refusal) => refusal.message).join(' ') })}
                        </li>
                      ))}
                    </Box>
                    {refusedCount > ROWS_LISTED && text('queues.progress.moreRefused', { count: formats.integer(ROWS_LISTED) })}
                  </Alert>
                )}
              </DialogContent>
            </>
          );
        }}
      </Loaded>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {text('queues.progress.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What the server is still at, for who comes back to the list. */
export function RunningActs() {
  const text = useText();
  const formats = useFormats();
  const [shown, setShown] = useState<string | null>(null);
  const running = useLoad(RunningBulkActsDocument, {}, { topic: 'submissions' }).data?.runningBulkActs ?? [];
  return (
    <>
      {running.map((act) => (
        <Alert
          key={act.id}
          severity="info"
          sx={{ mb: 2 }}
          action={
            <Button
              color="inherit"
              onClick={() => {
                setShown(act.id);
              }}
            >
              {text('queues.progress.see')}
            </Button>
          }
        >
          {text('queues.progress.resume', { done: formats.integer(act.doneCount + act.refusedCount), count: formats.integer(act.itemCount) })}
        </Alert>
      ))}
      {shown !== null && (
        <BulkProgress
          actId={shown}
          onClose={() => {
            setShown(null);
          }}
        />
      )}
    </>
  );
}
