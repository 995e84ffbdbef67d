import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import Stack from '@mui/material/Stack';
import { useSyncExternalStore } from 'react';
import { Link } from 'react-router-dom';
import { useText } from '../ui/text.js';
import { outbox } from './outbox.js';
import { submissionHref, type QueueChoice } from './queue-choice.js';

/** Reviews that could not be delivered: on screen wherever one has scrolled to, until the tutor has gone back to them. */
export function OutboxNotice({ choice }: { choice: QueueChoice }) {
  const text = useText();
  const undelivered = useSyncExternalStore(outbox.subscribe, outbox.list).filter((entry) => entry.state !== 'sending');
  return (
    <Snackbar open={undelivered.length > 0} anchorOrigin={{ vertical: 'top', horizontal: 'center' }}>
      <Stack spacing={1} sx={{ width: '100%' }}>
        {undelivered.map((entry) => (
          <Alert
            key={entry.submissionId}
            severity="error"
            sx={{ boxShadow: 4 }}
            action={
              <Stack direction="row">
                {entry.state === 'failed' && (
                  <Button color="inherit" onClick={entry.retry} sx={{ whiteSpace: 'nowrap' }}>
                    {text('queues.retry')}
                  </Button>
                )}
                <Button color="inherit" component={Link} to={submissionHref(entry.submissionId, choice)} sx={{ whiteSpace: 'nowrap' }}>
                  {text('queues.goBack')}
                </Button>
              </Stack>
            }
          >
            {entry.state === 'conflict'
              ? text('queues.sendConflict', { name: entry.learnerName })
              : text('queues.sendFailed', { name: entry.learnerName, reason: entry.reason })}
          </Alert>
        ))}
      </Stack>
    </Snackbar>
  );
}
