import { useText } from '../ui/text.js';

interface Named {
  learner?: { name: string } | null;
  learnerNumber?: number | null;
}

/** Whose work it is, or the number by which it goes while that is not told. */
export function useLearnerName(): (submission: Named) => string {
  const text = useText();
  return ({ learner, learnerNumber }) => learner?.name ?? text('assignments.anonymousLearner', { number: learnerNumber ?? '' });
}
