// What comes of two reviews: near enough they are averaged, else the chief tutor decides.
import type { StateMachine } from '../../kernel/state-machine.js';

export const secondMarkingStates = { WAITING: '待复评', DISPUTED: '待裁定', AGREED: '已定分', WAIVED: '免复评', CANCELLED: '首评已撤销' } as const;
export type SecondMarkingState = keyof typeof secondMarkingStates;

export const secondMarkingMachine: StateMachine<SecondMarkingState, 'average' | 'dispute' | 'decide' | 'waive' | 'cancel'> = {
  initial: 'WAITING',
  final: ['AGREED', 'WAIVED', 'CANCELLED'],
  transitions: { WAITING: { average: 'AGREED', dispute: 'DISPUTED', waive: 'WAIVED', cancel: 'CANCELLED' }, DISPUTED: { decide: 'AGREED' }, AGREED: {}, WAIVED: {}, CANCELLED: {} },
};

interface Points { criterion: string; pointsTenths: number }
export interface MarkedSheet { pointsTenths: number; criterionPoints: readonly Points[] }
export interface Agreed { pointsTenths: number; criterionPoints: Points[] }

/** A difference of exactly the tolerance still agrees. */
export function isWithin(one: MarkedSheet, other: MarkedSheet, toleranceTenths: number): boolean {
  return Math.abs(one.pointsTenths - other.pointsTenths) <= toleranceTenths;
}

/**
 * The average in tenths; half a tenth goes up, as people at a desk do it. The criteria are averaged one by one; where several
 * have half a tenth, these go up and down in turn, beginning upwards, so that the criteria add up to the average of the sums.
 * Where either was scored by points alone, or by other criteria, only the points are averaged.
 */
export function averageOf(one: MarkedSheet, other: MarkedSheet): Agreed {
  const pointsTenths = Math.ceil((one.pointsTenths + other.pointsTenths) / 2);
  const pairs = one.criterionPoints.flatMap(({ criterion, pointsTenths: mine }) => other.criterionPoints.filter((theirs) => theirs.criterion === criterion).map((theirs) => ({ criterion, doubled: mine + theirs.pointsTenths })));
  if (pairs.length === 0 || pairs.length !== one.criterionPoints.length || pairs.length !== other.criterionPoints.length) return { pointsTenths, criterionPoints: [] };
  let halves = 0;
  return { pointsTenths, criterionPoints: pairs.map(({ criterion, doubled }) => ({ criterion, pointsTenths: doubled % 2 === 0 ? doubled / 2 : (doubled + ((halves += 1) % 2 === 1 ? 1 : -1)) / 2 })) };
}

interface Marked { start: number; end: number; deductionTenths: number | null }

/** Annotations for the learner, in the order of the text; what they deducted is in the points already. */
export function withoutDeductions<Annotation extends Marked>(annotations: readonly Annotation[]): Annotation[] {
  return annotations.map((annotation) => ({ ...annotation, deductionTenths: null })).sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Comments that the learner gets, one below the other; the same words once. */
export function joined(comments: readonly string[]): string {
  return [...new Set(comments.map((comment) => comment.trim()).filter((comment) => comment !== ''))].join('\n\n');
}
