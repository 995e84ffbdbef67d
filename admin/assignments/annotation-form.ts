import type { AnnotationPartsFragment } from '../gql/graphql.js';
import { fromHundredths, hundredths, isWithin } from '../ui/decimal.js';
import type { Span } from './passages.js';
import type { Assignment } from './review-form.js';

/** An annotation being written; the deduction stays a string until it is complete. */
export interface FormAnnotation extends Span {
  /** Tells it from the others as long as the page is open. */
  id: number;
  quote: string;
  comment: string;
  criterion: string;
  deduction: string;
}

let given = 0;

export function newAnnotation(span: Span, text: string): FormAnnotation {
  return { ...span, id: (given += 1), quote: text.slice(span.start, span.end), comment: '', criterion: '', deduction: '' };
}

export function filledAnnotations(annotations: readonly AnnotationPartsFragment[]): FormAnnotation[] {
  return annotations.map(({ start, end, quote, comment, criterion, deduction }) => ({
    id: (given += 1), start, end, quote, comment, criterion: criterion ?? '', deduction: deduction ?? '',
  }));
}

/** In the order of the text, as the server numbers them. */
export function inOrder(annotations: readonly FormAnnotation[]): FormAnnotation[] {
  return [...annotations].sort((a, b) => a.start - b.start || b.end - a.end);
}

export function isDeductionFine({ criterion, deduction }: FormAnnotation, assignment: Assignment): boolean {
  const value = deduction.trim();
  if (value === '') return true;
  const maximum = assignment.rubric.criteria.find(({ key }) => key === criterion)?.maximumPoints;
  return maximum !== undefined && isWithin(value, maximum) && hundredths(value) !== 0;
}

export function isAnnotationFine(annotation: FormAnnotation, assignment: Assignment): boolean {
  return annotation.comment.trim() !== '' && isDeductionFine(annotation, assignment);
}

/** Of a half-written annotation only what can be understood is sent; the rest stays on screen. */
export function annotationInputs(annotations: readonly FormAnnotation[], assignment: Assignment): AnnotationPartsFragment[] {
  return annotations.map((annotation) => {
    const { start, end, quote, comment, criterion, deduction } = annotation;
    const isCounted = deduction.trim() !== '' && isDeductionFine(annotation, assignment);
    return { start, end, quote, comment, criterion: criterion === '' ? null : criterion, deduction: isCounted ? deduction.trim() : null };
  });
}

/** What the annotations take from a criterion; null when nothing. */
export function deductedFrom(key: string, annotations: readonly FormAnnotation[], assignment: Assignment): string | null {
  const hundred = annotations
    .filter((annotation) => annotation.criterion === key && isDeductionFine(annotation, assignment))
    .reduce((sum, { deduction }) => sum + (hundredths(deduction) ?? 0), 0);
  return hundred === 0 ? null : fromHundredths(hundred);
}

/** Points less a deduction, never below 0: as the server counts them. */
export function lessDeduction(points: string, deducted: string | null): string {
  return fromHundredths(Math.max(0, (hundredths(points) ?? 0) - hundredthsOf(deducted)));
}

function hundredthsOf(decimal: string | null): number {
  return decimal === null ? 0 : (hundredths(decimal) ?? 0);
}
