// Answering an appeal: what was scored anew, put into the review that stood.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { Tenths } from '../../kernel/tenths.js';
import { textRefusals, type AppealItem } from './appeals.js';

export interface Revision { criterion: string | null; pointsTenths: Tenths; reason: string }

interface Points { criterion: string; pointsTenths: Tenths; givenTenths?: Tenths }
interface Deducting { criterion: string | null; deductionTenths: Tenths | null }
export interface ScoredReview<Annotation extends Deducting> { pointsTenths: Tenths; criterionPoints: readonly Points[]; annotations: readonly Annotation[] }

/**
 * The review with the revised criteria in the place of the old ones. What an appeal gives is what counts: deductions on a
 * revised criterion are over, while their words stay in the text.
 */
export function revised<Annotation extends Deducting>(review: ScoredReview<Annotation>, revisions: readonly Revision[]): { pointsTenths: Tenths; criterionPoints: Points[]; annotations: Annotation[] } {
  const whole = revisions.find(({ criterion }) => criterion === null);
  if (whole) return { pointsTenths: whole.pointsTenths, criterionPoints: [], annotations: [...review.annotations] };
  const newOf = new Map(revisions.map(({ criterion, pointsTenths }) => [criterion, pointsTenths]));
  const criterionPoints = review.criterionPoints.map((old): Points => {
    const pointsTenths = newOf.get(old.criterion);
    return pointsTenths === undefined ? old : { criterion: old.criterion, pointsTenths };
  });
  const annotations = review.annotations.map((annotation) => (annotation.criterion !== null && newOf.has(annotation.criterion) ? { ...annotation, deductionTenths: null } : annotation));
  return { pointsTenths: criterionPoints.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0), criterionPoints, annotations };
}

/** Only what was appealed is scored anew, each with its reason; points that are all as before are no revision. */
export function revisionRefusals(revisions: readonly Revision[], items: readonly AppealItem[], standingTenths: (criterion: string | null) => Tenths | null): Refusal[] {
  if (revisions.length === 0) return [refuse('EMPTY', { zh: '请给出改后的得分，或选择维持原分。', en: 'Give the new points, or uphold.' }, { field: 'revisions' })];
  const seen = new Set<string | null>();
  const refusals = revisions.flatMap(({ criterion, reason }, index) => {
    const field = `revisions.${index}`;
    const isRepeated = seen.has(criterion);
    seen.add(criterion);
    return [
      ...(items.some((item) => item.criterion === criterion) ? [] : [refuse('NOT_FOUND', { zh: '学员没有对这个评分项申诉。', en: 'This was not appealed.' }, { field: `${field}.criterion` })]),
      ...(isRepeated ? [refuse('ALREADY_EXISTS', { zh: '同一评分项写了两次。', en: 'The same criterion twice.' }, { field: `${field}.criterion` })] : []),
      ...textRefusals(reason, `${field}.reason`, { zh: '请写明改分的理由。', en: 'Say why the points change.' }),
    ];
  });
  if (refusals.length === 0 && revisions.every(({ criterion, pointsTenths }) => standingTenths(criterion) === pointsTenths)) {
    return [refuse('NOTHING_TO_CHANGE', { zh: '得分与原来相同；不改分请选择维持原分。', en: 'The points are as before: uphold instead.' }, { field: 'revisions' })];
  }
  return refusals;
}

/** The items with what became of each; one that was not revised keeps its points. */
export function answered(items: readonly AppealItem[], revisions: readonly Revision[], standingTenths: (criterion: string | null) => Tenths | null): AppealItem[] {
  return items.map((item) => {
    const revision = revisions.find(({ criterion }) => criterion === item.criterion);
    return { ...item, afterTenths: revision?.pointsTenths ?? standingTenths(item.criterion) ?? item.beforeTenths, answer: revision?.reason.trim() ?? null };
  });
}
