import type { AppealItemPartsFragment, RevisionInput } from '../gql/graphql.js';
import { fromHundredths, hundredths, isWithin } from '../ui/decimal.js';

/** What is typed: new points and a reason for each appealed item; empty points keep the item as it is. */
export interface AnswerFields {
  decision: 'UPHOLD' | 'REVISE';
  answer: string;
  revisions: { points: string; reason: string }[];
}

export interface AnswerProblems {
  answer: boolean;
  isNothingRevised: boolean;
  revisions: { points: boolean; reason: boolean }[];
}

type Item = Pick<AppealItemPartsFragment, 'criterion' | 'pointsBefore'>;

export function emptyAnswer(items: readonly Item[]): AnswerFields {
  return { decision: 'UPHOLD', answer: '', revisions: items.map(() => ({ points: '', reason: '' })) };
}

export function problemsOf({ decision, answer, revisions }: AnswerFields, maximumOf: (index: number) => string): AnswerProblems {
  const isRevising = decision === 'REVISE';
  return {
    answer: answer.trim() === '',
    isNothingRevised: isRevising && revisions.every(({ points }) => points.trim() === ''),
    revisions: revisions.map(({ points, reason }, index) => {
      const isGiven = isRevising && points.trim() !== '';
      return { points: isGiven && !isWithin(points.trim(), maximumOf(index)), reason: isGiven && reason.trim() === '' };
    }),
  };
}

export function revisionsOf({ revisions }: AnswerFields, items: readonly Item[]): RevisionInput[] {
  return revisions.flatMap(({ points, reason }, index) => (points.trim() === '' ? [] : [{ criterion: items[index]?.criterion ?? null, points: points.trim(), reason: reason.trim() }]));
}

/** The total with what is typed; null while something typed is no number. */
export function totalAfter({ revisions }: AnswerFields, items: readonly Item[], before: string): string | null {
  let total = hundredths(before);
  if (total === null) return null;
  for (const [index, { points }] of revisions.entries()) {
    const old = hundredths(items[index]?.pointsBefore ?? '');
    const next = points.trim() === '' ? old : hundredths(points);
    if (old === null || next === null) return null;
    total += next - old;
  }
  return fromHundredths(total);
}
