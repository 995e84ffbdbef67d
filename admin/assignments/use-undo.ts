import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { outdate, useChange } from '../data/queries.js';
import { GradingProgressDocument, GradingQueueDocument, UndoReviewDocument } from '../gql/graphql.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { outbox } from './outbox.js';
import { submissionHref, type QueueChoice } from './queue-choice.js';
import { useSubmissionCache } from './submission-cache.js';
import { lastSubmit, rememberSubmit, useLastSubmit, type LastSubmit } from './use-last-submit.js';

/** Takes the last submit of this window back and goes there; its draft is as it was. */
export function useUndo(choice: QueueChoice): { last: LastSubmit | null; isBusy: boolean; undo: () => Promise<void> } {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const cache = useSubmissionCache();
  const change = useChange(UndoReviewDocument);
  const [keys] = useState(() => new IdempotencyKeys());
  const last = useLastSubmit();

  const undo = async (): Promise<void> => {
    // The one to take back may still be on its way.
    await outbox.settled();
    const taken = lastSubmit();
    if (taken === null) {
      notify(text('queues.undo.nothing'));
      return;
    }
    const content = { submissionId: taken.submissionId, expectedVersion: taken.version };
    try {
      const answer = (await change.mutateAsync({ input: { ...content, idempotencyKey: keys.for(content) } })).undoReview;
      const [refusal] = answer.refusals;
      rememberSubmit(null);
      if (refusal !== undefined || answer.submission === null || answer.submission === undefined) {
        notify(refusal?.message ?? text('queues.undo.nothing'), { type: 'warning' });
        return;
      }
      cache.put(answer.submission);
      outdate([GradingQueueDocument, GradingProgressDocument]);
      notify(text('queues.undo.done', { name: taken.learnerName }));
      await navigate(submissionHref(taken.submissionId, choice));
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  return { last, isBusy: change.isPending, undo };
}
