import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { submissionHref, type QueueChoice } from './queue-choice.js';
import { useClaimNext } from './use-claim-next.js';

/** From wherever one stands to the next that waits for its score, leased. */
export function useNextUngraded(choice: QueueChoice, afterId: string | null): { isPending: boolean; go: () => Promise<void> } {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const queue: QueueChoice = { ...choice, filter: choice.filter === 'RESUBMITTED' ? 'RESUBMITTED' : 'UNGRADED' };
  const claimNext = useClaimNext(queue, afterId);
  return {
    isPending: claimNext.isPending,
    go: async () => {
      try {
        const next = await claimNext.run();
        if (next === null) notify(text('queues.noneUngraded'));
        else await navigate(submissionHref(next.id, queue));
      } catch (error) {
        notify(failureText(error), { type: 'error' });
      }
    },
  };
}
