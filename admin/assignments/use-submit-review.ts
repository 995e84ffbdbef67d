import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { outdate, useChange } from '../data/queries.js';
import {
  GradingProgressDocument,
  GradingQueueDocument,
  ReturnSubmissionDocument,
  SubmitReviewDocument,
  type RefusalPartsFragment,
  type SubmitReviewMutation,
} from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { problemsOf, scoreInput, type Problems } from './review-form.js';
import { useLearnerName } from './use-learner-name.js';
import { outbox, type Delivery } from './outbox.js';
import { useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';
import { rememberSubmit } from './use-last-submit.js';
import type { useLease } from './use-lease.js';
import type { useReview } from './use-review.js';

export type ReviewConflict = NonNullable<SubmitReviewMutation['submitReview']['conflict']>;

interface SubmitControl {
  isBusy: boolean;
  problems: Problems | null;
  refusals: readonly RefusalPartsFragment[];
  conflict: ReviewConflict | null;
  clearConflict: () => void;
  /** False while something that can be seen from here stands against it, and then says what. */
  check: () => boolean;
  /** True when the review is in. */
  submit: (overwritten?: { version: number }) => Promise<boolean>;
  /** Sends it behind the person, who goes on at once; what comes of it is the outbox's. */
  sendBehind: () => void;
  giveBack: (reason: string) => Promise<boolean>;
}

/** Hands the review in, or the submission back to its learner. Nothing is overwritten unless `overwritten` says so. */
export function useSubmitReview(
  submission: WorkbenchSubmission,
  review: ReturnType<typeof useReview>,
  { claim, settle }: ReturnType<typeof useLease>,
  usedCommentIds: () => string[],
): SubmitControl {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const failureText = useFailureText();
  const cache = useSubmissionCache();
  const nameOf = useLearnerName();
  const submitChange = useChange(SubmitReviewDocument);
  const returnChange = useChange(ReturnSubmissionDocument);
  const [keys] = useState(() => new IdempotencyKeys());
  const [problems, setProblems] = useState<Problems | null>(null);
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const [undelivered] = useState(() => outbox.undelivered(submission.id));
  useEffect(() => {
    outbox.forget(submission.id);
  }, [submission.id]);
  const [conflict, setConflict] = useState<ReviewConflict | null>(undelivered?.conflict ?? null);

  const finish = (done: WorkbenchSubmission): void => {
    review.saver.discard();
    settle();
    cache.put(done);
    outdate([GradingQueueDocument, GradingProgressDocument]);
  };

  const explain = async (refused: readonly RefusalPartsFragment[]): Promise<void> => {
    if (refused.some((refusal) => refusal.code === 'NOT_LEASED') && (await claim()) !== null) {
      notify(text('workbench.leaseLost'), { type: 'warning' });
      return;
    }
    setRefusals(refused);
  };

  const contentOf = (overwritten: { version: number } | undefined) => ({
    submissionId: submission.id,
    expectedVersion: overwritten?.version ?? review.baseVersion,
    ...scoreInput(review.form, submission.assignment),
    comment: review.form.comment,
    isExcellent: review.form.isExcellent,
    usedCommentIds: usedCommentIds(),
    ...(overwritten === undefined ? {} : { force: true }),
  });

  /** Sends it and tells how it came out; what was typed stays a draft unless it is in. */
  const deliver = async (content: ReturnType<typeof contentOf>): Promise<Delivery> => {
    try {
      // The review carries everything that the draft would: no save goes before it.
      await review.saver.hold();
      const answer = (await submitChange.mutateAsync({ input: { ...content, idempotencyKey: keys.for(content) } })).submitReview;
      if (answer.conflict !== null && answer.conflict !== undefined) {
        review.saver.resume();
        return { kind: 'conflict', conflict: answer.conflict };
      }
      if (answer.submission === null || answer.submission === undefined) {
        review.saver.resume();
        return { kind: 'refused', reason: answer.refusals.map((refusal) => refusal.message).join(' '), refusals: answer.refusals };
      }
      finish(answer.submission);
      rememberSubmit({ submissionId: submission.id, learnerName: nameOf(submission), version: answer.submission.version });
      notify(
        text('workbench.submitted', {
          name: nameOf(submission),
          points: formats.points(answer.submission.review?.points),
        }),
      );
      return { kind: 'done' };
    } catch (error) {
      review.saver.resume();
      throw error;
    }
  };

  const submit: SubmitControl['submit'] = async (overwritten) => {
    try {
      const delivery = await deliver(contentOf(overwritten));
      if (delivery.kind === 'conflict') setConflict(delivery.conflict);
      else if (delivery.kind === 'refused') await explain(delivery.refusals);
      else setConflict(null);
      return delivery.kind === 'done';
    } catch (error) {
      notify(failureText(error), { type: 'error' });
      return false;
    }
  };

  const giveBack = async (reason: string): Promise<boolean> => {
    setRefusals([]);
    await review.saver.flush();
    try {
      const answer = (
        await returnChange.mutateAsync({ input: { submissionId: submission.id, expectedVersion: review.baseVersion, reason, annotations: scoreInput(review.form, submission.assignment).annotations } })
      ).returnSubmission;
      if (answer.submission === null || answer.submission === undefined) {
        await explain(answer.refusals);
        return false;
      }
      finish(answer.submission);
      notify(text('workbench.returnDialog.done', { name: nameOf(submission) }));
      return true;
    } catch (error) {
      notify(failureText(error), { type: 'error' });
      return false;
    }
  };

  return {
    isBusy: submitChange.isPending || returnChange.isPending,
    problems,
    refusals,
    conflict,
    check: () => {
      const found = problemsOf(review.form, submission.assignment);
      setProblems(found);
      setRefusals((before) => (before.length === 0 ? before : []));
      return found === null;
    },
    sendBehind: () => {
      const content = contentOf(undefined);
      // The lease ends with the review, not with leaving the page.
      settle();
      outbox.send(submission.id, nameOf(submission), () => deliver(content), failureText);
    },
    clearConflict: () => {
      setConflict(null);
    },
    submit,
    giveBack,
  };
}
