// What a row of a grading sheet would do to what stands: nothing, a first score, a change; or why it must be asked about, or refused.
import type { Refusal } from '../../kernel/refusals.js';
import { formatTenths, type Tenths } from '../../kernel/tenths.js';
import { afterDeductions, finishedAnnotationRefusals, type Annotation } from './annotations.js';
import { pointsOf, rangeRefusals, type Criterion, type CriterionPoints } from './points.js';
import { criterionHeading, filledColumns, technicalColumns } from './sheet-columns.js';
import { tidyComment, type CellReason, type GivenSheet, type ReadRow } from './sheet-row.js';
import { isReleased, type SubmissionState } from './submission-states.js';
import { commentRefusals } from './texts.js';

export const sheetRowOutcomes = { SAME: '与现有批阅一致', TO_SCORE: '将打分', CHANGED: '将改分', CONFLICT: '下载以后已有变化，不勾选则不写入', REFUSED: '不能写入' } as const;
export type SheetRowOutcome = keyof typeof sheetRowOutcomes;
/** What happened since the download. Over a newer attempt nothing can be written: the score stays with the attempt that was read. */
export const sheetConflicts = { SCORED: '下载以后已有人批阅', NEW_ATTEMPT: '下载以后学员又提交了新的版本' } as const;
export type SheetConflict = keyof typeof sheetConflicts;

/** The review that stands, as the tutor may see it. */
export interface StandingReview { pointsTenths: Tenths; criterionPoints: readonly CriterionPoints[]; comment: string; isExcellent: boolean }

export interface Standing {
  isOfThisSheet: boolean;
  version: number;
  state: SubmissionState;
  isLatest: boolean;
  isGradable: boolean;
  /** Who else has it open, or was allocated it. */
  holder: string | null;
  allocatedTo: string | null;
  review: StandingReview | null;
  /** Kept from the own draft, or from the review that stands: a sheet has no column for them. */
  annotations: readonly Annotation[];
}

export interface Judged { outcome: SheetRowOutcome; conflict: SheetConflict | null; totalTenths: Tenths | null; reasons: CellReason[] }

interface Rubric { criteria: readonly Criterion[]; maximumTenths: Tenths }

/** `standing` is null for what the tutor does not see, be it somebody else's or nothing at all; `lines` are those that name the same submission. */
export function judged(row: ReadRow, standing: Standing | null, lines: readonly number[], rubric: Rubric): Judged {
  const refused = (...reasons: CellReason[]): Judged => ({ outcome: 'REFUSED', conflict: null, totalTenths: null, reasons });
  const known = identity(row, standing, lines);
  if (known !== null || standing === null) return refused(...(known ?? []));
  const { given } = row;
  if (row.reasons.length > 0) return refused(...row.reasons, ...rangeRefusals({ pointsTenths: given.typedTenths, criterionPoints: given.criterionPoints }, rubric.criteria, rubric.maximumTenths).map((refusal) => reasonOf(refusal, given.criterionPoints, rubric.criteria)));
  if (standing.review !== null && isSame(given, standing.review)) return { outcome: 'SAME', conflict: null, totalTenths: standing.review.pointsTenths, reasons: [] };
  if (isReleased(standing.state)) return refused(about(filledColumns.points, '批阅已发布给学员，评分表不改动已发布的批阅；请在批阅页面单独处理。', 'The review is released; a sheet changes no released one. Grade it on its page.'));
  const points = totalOf(given, standing, row.version === standing.version, rubric);
  if (Array.isArray(points)) return refused(...points);
  if (!standing.isLatest) return { outcome: 'CONFLICT', conflict: 'NEW_ATTEMPT', totalTenths: points, reasons: [] };
  const hindrance = hindranceOf(standing);
  if (hindrance !== null) return refused(hindrance);
  const wasScored = standing.review !== null || standing.state === 'SECOND_MARKING';
  if (row.version !== standing.version && wasScored) return { outcome: 'CONFLICT', conflict: 'SCORED', totalTenths: points, reasons: [] };
  return { outcome: standing.review === null ? 'TO_SCORE' : 'CHANGED', conflict: null, totalTenths: points, reasons: [] };
}

function identity({ submission }: ReadRow, standing: Standing | null, lines: readonly number[]): CellReason[] | null {
  const column = technicalColumns.submission;
  if (submission === '') return [about(column, '这一行不是从评分表下载的，不知道是哪一份作业。', 'This row was not downloaded: it names no submission.')];
  // The same words for what does not exist and for what is somebody else's.
  if (standing === null) return [about(column, '这份作业不在您的批阅范围内，或不存在。', 'The submission is none of those that you grade.')];
  if (lines.length > 1) return [about(column, `同一份作业在第 ${lines.join('、')} 行出现，请只保留一行。`, `The same submission stands in lines ${lines.join(', ')}; keep one.`)];
  return standing.isOfThisSheet ? null : [about(column, '这份作业属于另一个培训班或另一项作业。', 'The submission is of another class or another assignment.')];
}

/** Why nothing can be written, whatever is given. */
function hindranceOf({ state, isGradable, holder, allocatedTo }: Standing): CellReason | null {
  const column = filledColumns.points;
  if (state === 'RETURNED') return about(column, '作业已退回修改，等待学员重新提交。', 'Returned for revision: the learner has to hand in again.');
  if (state === 'SECOND_MARKING' && !isGradable) return about(column, '这份作业在复评，由没有批阅过它的另一位辅导员批阅，或待总辅导员裁定。', 'It is being marked a second time, by another tutor, or waits for the chief tutor.');
  if (!isGradable) return about(column, '这份作业经复评定分，只有总辅导员可以重新批阅。', 'Agreed by second marking: only the chief tutor may grade it anew.');
  if (holder !== null) return about(column, `${holder}正在批阅这份作业。`, `${holder} has this open.`);
  if (state === 'SUBMITTED' && allocatedTo !== null) return about(column, `这份作业已分配给${allocatedTo}批阅。`, `This is allocated to ${allocatedTo}.`);
  return null;
}

/** The points that the row comes to, or what is wrong with it. */
function totalOf({ criterionPoints, typedTenths, comment }: GivenSheet, { annotations, review }: Standing, isAsDownloaded: boolean, { criteria, maximumTenths }: Rubric): Tenths | CellReason[] {
  const counts = afterDeductions(criterionPoints, annotations);
  const hasCriteria = criterionPoints.length > 0;
  const points = pointsOf({ pointsTenths: hasCriteria ? null : typedTenths, criterionPoints: counts }, criteria, maximumTenths);
  const refusals = [...(points.ok ? [] : points.refusals), ...commentRefusals(comment), ...finishedAnnotationRefusals(annotations, !hasCriteria)];
  if (refusals.length > 0 || !points.ok) return refusals.map((refusal) => reasonOf(refusal, criterionPoints, criteria));
  const sum = criterionPoints.reduce((total, one) => total + one.pointsTenths, 0);
  // Under 得分 may stand the sum, or still what was downloaded; over what stands by now nobody can say which it was.
  const isFine = !hasCriteria || !isAsDownloaded || typedTenths === null || [points.value, sum, review?.pointsTenths].includes(typedTenths);
  return isFine ? points.value : [about(filledColumns.points, `得分应等于各项之和 ${formatTenths(points.value)}，或留空。`, `The points must be the sum of the criteria, ${formatTenths(points.value)}, or stay empty.`)];
}

/** The same review: the points before deductions, the comment and the proposal. */
export function isSame(given: GivenSheet, review: StandingReview): boolean {
  const hasSamePoints = review.criterionPoints.length === 0
    ? given.criterionPoints.length === 0 && given.typedTenths === review.pointsTenths
    : given.criterionPoints.length === review.criterionPoints.length && review.criterionPoints.every(({ criterion, pointsTenths, givenTenths }) => given.criterionPoints.some((one) => one.criterion === criterion && one.pointsTenths === (givenTenths ?? pointsTenths)));
  return hasSamePoints && given.comment === tidyComment(review.comment) && given.isExcellent === review.isExcellent;
}

/** A refusal of the rules of scoring, told at the column that it is about. */
export function reasonOf({ field, message }: Refusal, criterionPoints: readonly CriterionPoints[], criteria: readonly Criterion[]): CellReason {
  const place = /^criterionPoints\.(\d+)/.exec(field ?? '')?.[1];
  const criterion = place === undefined ? undefined : criteria.find(({ key }) => key === criterionPoints[Number(place)]?.criterion);
  const column = criterion ? criterionHeading(criterion) : field === 'comment' ? filledColumns.comment : field?.startsWith('annotations') ? '批注' : filledColumns.points;
  return { column, ...message };
}

function about(column: string, zh: string, en: string): CellReason {
  return { column, zh, en };
}
