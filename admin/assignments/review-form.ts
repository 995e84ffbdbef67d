import type { AnnotationInput, AnnotationPartsFragment, CriterionPointsInput, DraftPartsFragment, ReviewPartsFragment } from '../gql/graphql.js';
import { hundredths, isWithin, sum } from '../ui/decimal.js';
import { annotationInputs, deductedFrom, filledAnnotations, inOrder, isAnnotationFine, lessDeduction, type FormAnnotation } from './annotation-form.js';
import type { WorkbenchSubmission } from './submission-cache.js';

export type Assignment = WorkbenchSubmission['assignment'];
export type Criterion = Assignment['rubric']['criteria'][number];

/** What a tutor types; numbers stay strings until they are complete. */
export interface ReviewForm {
  mode: 'rubric' | 'points';
  points: string;
  criterionPoints: Readonly<Record<string, string>>;
  comment: string;
  isExcellent: boolean;
  /** In the order of the text. */
  annotations: readonly FormAnnotation[];
}

interface ScoredParts {
  points?: string | null;
  criterionPoints: readonly { criterion: string; beforeDeductions: string }[];
  annotations: readonly AnnotationPartsFragment[];
  comment: string;
  isExcellent: boolean;
}

export function formOf(submission: WorkbenchSubmission): ReviewForm {
  const review: ReviewPartsFragment | null = submission.review ?? null;
  const draft: DraftPartsFragment | null = submission.draft ?? null;
  return filledForm(draft ?? review, submission.assignment);
}

export function filledForm(parts: ScoredParts | null, assignment: Assignment): ReviewForm {
  const hasRubric = assignment.rubric.criteria.length > 0;
  const isByPoints = parts !== null && parts.criterionPoints.length === 0 && (parts.points ?? null) !== null;
  return {
    mode: hasRubric && !isByPoints ? 'rubric' : 'points',
    points: parts?.points ?? '',
    criterionPoints: Object.fromEntries((parts?.criterionPoints ?? []).map((one) => [one.criterion, one.beforeDeductions])),
    comment: parts?.comment ?? '',
    isExcellent: parts?.isExcellent ?? false,
    annotations: filledAnnotations(parts?.annotations ?? []),
  };
}

/** The points of all criteria that are scored so far, less what the annotations deduct, or the points alone. */
export function totalOf(form: ReviewForm, assignment: Assignment): string | null {
  if (form.mode === 'points') return hundredths(form.points) === null ? null : form.points;
  const points = countedPoints(form, assignment).map((one) => one.points);
  return points.length === 0 ? null : sum(points);
}

/** What counts of each criterion that is scored so far. */
export function countedPoints(form: ReviewForm, assignment: Assignment): { criterion: string; points: string; beforeDeductions: string }[] {
  if (form.mode === 'points') return [];
  return scored(form, assignment).map(({ criterion, points }) => ({ criterion, points: lessDeduction(points, deductedFrom(criterion, form.annotations, assignment)), beforeDeductions: points }));
}

function scored(form: ReviewForm, assignment: Assignment): CriterionPointsInput[] {
  return assignment.rubric.criteria.flatMap(({ key, maximumPoints }) => {
    const points = form.criterionPoints[key]?.trim() ?? '';
    return isWithin(points, maximumPoints) ? [{ criterion: key, points }] : [];
  });
}

/** Of a half-finished form only what can be understood is sent; the rest stays on screen. */
export function scoreInput(form: ReviewForm, assignment: Assignment): { points: string | null; criterionPoints: CriterionPointsInput[]; annotations: AnnotationInput[] } {
  const annotations = annotationInputs(form.annotations, assignment);
  if (form.mode === 'rubric') return { points: null, criterionPoints: scored(form, assignment), annotations };
  const points = form.points.trim();
  return { points: isWithin(points, assignment.maximumPoints) ? points : null, criterionPoints: [], annotations };
}

/** What a save of it stores, however it was typed: tells whether two saves are one and the same. */
export function storedContent(form: ReviewForm, assignment: Assignment): string {
  const { points, criterionPoints, annotations } = scoreInput({ ...form, annotations: inOrder(form.annotations) }, assignment);
  const exact = (decimal: string | null | undefined): number | null => (decimal === null || decimal === undefined ? null : hundredths(decimal));
  return JSON.stringify([
    form.comment, form.isExcellent, exact(points), criterionPoints.map((one) => [one.criterion, exact(one.points)]),
    annotations.map(({ start, end, comment, criterion, deduction }) => [start, end, comment, criterion ?? null, exact(deduction)]),
  ]);
}

export interface Problems {
  missing: readonly Criterion[];
  outOfRange: readonly Criterion[];
  arePointsMissing: boolean;
  arePointsOutOfRange: boolean;
  annotations: readonly FormAnnotation[];
}

export function problemsOf(form: ReviewForm, assignment: Assignment): Problems | null {
  const isRubric = form.mode === 'rubric';
  const valueOf = ({ key }: Criterion): string => form.criterionPoints[key]?.trim() ?? '';
  const criteria = isRubric ? assignment.rubric.criteria : [];
  const points = form.points.trim();
  const problems: Problems = {
    missing: criteria.filter((criterion) => valueOf(criterion) === ''),
    outOfRange: criteria.filter((criterion) => valueOf(criterion) !== '' && !isWithin(valueOf(criterion), criterion.maximumPoints)),
    arePointsMissing: !isRubric && points === '',
    arePointsOutOfRange: !isRubric && points !== '' && !isWithin(points, assignment.maximumPoints),
    annotations: form.annotations.filter((annotation) => !isAnnotationFine(annotation, assignment)),
  };
  const isFine =
    problems.missing.length === 0 &&
    problems.outOfRange.length === 0 &&
    problems.annotations.length === 0 &&
    !problems.arePointsMissing &&
    !problems.arePointsOutOfRange;
  return isFine ? null : problems;
}

/** Levels stand best first, each reaching down to the next: of 10, 8 and 6 points, 8.5 lies in the first. */
export function levelIndex(criterion: Criterion, points: string): number {
  const value = hundredths(points);
  if (value === null || !isWithin(points, criterion.maximumPoints)) return -1;
  const reached = criterion.levels.findLastIndex((level) => value <= (hundredths(level.points) ?? 0));
  return reached === -1 ? 0 : reached;
}
