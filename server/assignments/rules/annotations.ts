// Annotations (批注): a comment on a span of the text, perhaps with a deduction from a criterion's points.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { formatTenths, type Tenths } from '../../kernel/tenths.js';
import type { Criterion, CriterionPoints } from './points.js';

/** Offsets count UTF-16 code units, as JavaScript, Java and C# do. The quoted words stand beside them, so that no span ever shifts unseen. */
export interface Annotation { start: number; end: number; quote: string; comment: string; criterion: string | null; deductionTenths: Tenths | null }

export const annotationsMaximum = 100;
export const annotationCommentMaximum = 1_000;
/** A span is a passage, not the whole essay: a hundred of them still fit into one request. */
export const spanMaximum = 1_000;

/** In the order of the text, so that their numbers run with it; of two with one start, the wider comes first. */
export function inOrder(annotations: readonly Annotation[]): Annotation[] {
  return [...annotations].sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * The points that count: what was given for each criterion less the deductions tied to it, never below 0.
 * What was given is kept beside it wherever something was deducted.
 */
export function afterDeductions(given: readonly CriterionPoints[], annotations: readonly Annotation[]): CriterionPoints[] {
  return given.map(({ criterion, pointsTenths }) => {
    const deducted = annotations.reduce((sum, annotation) => (annotation.criterion === criterion ? sum + (annotation.deductionTenths ?? 0) : sum), 0);
    return deducted === 0 ? { criterion, pointsTenths } : { criterion, pointsTenths: Math.max(0, pointsTenths - deducted), givenTenths: pointsTenths };
  });
}

/** What is wrong with the annotations of a draft: they must lie in the text that was read, and deduct what the rubric knows. */
export function annotationRefusals(annotations: readonly Annotation[], text: string, criteria: readonly Criterion[]): Refusal[] {
  if (annotations.length > annotationsMaximum) {
    return [refuse('LIMIT_REACHED', { zh: `一份作业最多 ${annotationsMaximum} 条批注。`, en: `At most ${annotationsMaximum} annotations on one text.` }, { field: 'annotations', facts: { maximum: annotationsMaximum, given: annotations.length } })];
  }
  return annotations.flatMap((annotation, index) => {
    const field = `annotations.${index}`;
    const length = [...annotation.comment].length;
    return [
      ...spanRefusals(annotation, text, field),
      ...(length > annotationCommentMaximum ? [refuse('TOO_LONG', { zh: `批注最多 ${annotationCommentMaximum} 字，现有 ${length} 字。`, en: `At most ${annotationCommentMaximum} characters; there are ${length}.` }, { field: `${field}.comment`, facts: { maximum: annotationCommentMaximum, length } })] : []),
      ...deductionRefusals(annotation, criteria, field),
    ];
  });
}

/** What a submitted review refuses besides: an annotation without words, and deductions where nothing is scored by criterion. */
export function finishedAnnotationRefusals(annotations: readonly Annotation[], isScoredByPointsAlone: boolean): Refusal[] {
  return annotations.flatMap((annotation, index) => [
    ...(annotation.comment.trim() === '' ? [refuse('EMPTY', { zh: `第 ${index + 1} 条批注还没有内容。`, en: `Annotation ${index + 1} has no words.` }, { field: `annotations.${index}.comment` })] : []),
    ...(isScoredByPointsAlone && annotation.deductionTenths !== null ? [refuse('OUT_OF_RANGE', { zh: '直接给总分时批注不能再扣分，请按量规打分或去掉扣分。', en: 'Annotations deduct from criteria: score by the rubric, or remove the deductions.' }, { field: `annotations.${index}.deduction` })] : []),
  ]);
}

function spanRefusals({ start, end, quote }: Annotation, text: string, field: string): Refusal[] {
  if (start < 0 || end <= start || end > text.length) return [refuse('OUT_OF_RANGE', { zh: '批注的位置不在正文之内。', en: 'The span lies outside the text.' }, { field: `${field}.start`, facts: { start, end, length: text.length } })];
  if (end - start > spanMaximum) return [refuse('TOO_LONG', { zh: `一条批注最多标记 ${spanMaximum} 字。`, en: `A span has at most ${spanMaximum} characters.` }, { field: `${field}.end`, facts: { maximum: spanMaximum, length: end - start } })];
  if (text.slice(start, end) !== quote || splitsCharacter(text, start) || splitsCharacter(text, end)) {
    return [refuse('MALFORMED', { zh: '批注所引的文字与正文不符。', en: 'The quoted words are not those of the text.' }, { field: `${field}.quote`, facts: { start, end } })];
  }
  return [];
}

/** Between the two halves of one character outside the basic plane. */
function splitsCharacter(text: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(offset));
}

function deductionRefusals({ criterion, deductionTenths }: Annotation, criteria: readonly Criterion[], field: string): Refusal[] {
  if (criterion === null) return deductionTenths === null ? [] : [refuse('INCOMPLETE', { zh: '扣分须对应一个评分项。', en: 'A deduction belongs to a criterion.' }, { field: `${field}.criterion` })];
  const known = criteria.find((one) => one.key === criterion);
  if (!known) return [refuse('NOT_FOUND', { zh: '评分标准中没有这一项。', en: 'The rubric has no such criterion.' }, { field: `${field}.criterion`, facts: { criterion } })];
  if (deductionTenths === null || (deductionTenths > 0 && deductionTenths <= known.maximumTenths)) return [];
  return [refuse('OUT_OF_RANGE', { zh: `「${known.name}」的扣分应大于 0，不超过 ${formatTenths(known.maximumTenths)} 分。`, en: `A deduction from ${known.name} is above 0 and at most ${formatTenths(known.maximumTenths)}.` }, { field: `${field}.deduction`, facts: { maximum: formatTenths(known.maximumTenths), given: formatTenths(deductionTenths) } })];
}
