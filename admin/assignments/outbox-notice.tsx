import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useSyncExternalStore } from 'react';
import { Link } from 'react-router-dom';
import { useText } from '../ui/text.js';
import { outbox } from './outbox.js';
import { submissionHref, type QueueChoice } from './queue-choice.js';

/** Reviews that could not be delivered, until the tutor has gone back to them. */
export function OutboxNotice({ choice }: { choice: QueueChoice }) {
  const text = useText();
  const entries = useSyncExternalStore(outbox.subscribe, outbox.list);
  return entries
    .filter((entry) => entry.state !== 'sending')
    .map((entry) => (
      <Alert
        key={entry.submissionId}
        severity="error"
        sx={{ borderRadius: 0 }}
        action={
          <>
            {entry.state === 'failed' && (
              <Button color="inherit" onClick={entry.retry}>
                {text('queues.retry')}
              </Button>
            )}
            <Button color="inherit" component={Link} to={submissionHref(entry.submissionId, choice)}>
              {text('queues.goBack')}
            </Button>
          </>
        }
      >
        {entry.state === 'conflict'
          ? text('queues.sendConflict', { name: entry.learnerName })
          : text('queues.sendFailed', { name: entry.learnerName, reason: entry.reason })}
      </Alert>
    ));
}
