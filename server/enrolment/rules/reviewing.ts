// Reviewing what schools entered (JS-05): which enrolments are drawn, and whether one may be decided or answered.
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { parseTenths } from '../../kernel/tenths.js';
import type { ReviewRules } from '../../programmes/index.js';
import { reasonRefusals, type EnrolmentState } from './withdrawing.js';

/** Not drawn: outside the sample, or entered in a programme in which nobody reviews. */
export const reviewStates = ['NOT_DRAWN', 'WAITING', 'PASSED', 'SENT_BACK'] as const;
export type ReviewState = (typeof reviewStates)[number];

export type ReviewDecision = 'PASS' | 'SEND_BACK';

type Sample = ReviewRules['sample'];

/** How many of a school's enrolments in a period are reviewed: the percentage rounded up, no fewer than the least number, never more than there are. */
export function dueOf(sample: Sample, enrolled: number): number {
  if (sample === null) return enrolled;
  const tenthsOfPercent = BigInt(parseTenths(sample.percent) ?? 0);
  return Math.min(enrolled, Math.max(sample.atLeast, Number((BigInt(enrolled) * tenthsOfPercent + 999n) / 1000n)));
}

/** How many are to be drawn besides those drawn before: what was drawn stays drawn, however many come after. */
export function missingOf(sample: Sample, { enrolled, drawn }: { enrolled: number; drawn: number }): number {
  return Math.max(0, dueOf(sample, enrolled) - drawn);
}

/** An enrolment that stands and was not drawn, with its lot: a number that nobody chooses and anybody can compute again. */
export interface Lot { id: number; lot: string }

/** Whom to draw: the smallest lots first. */
export function newlyDrawn(missing: number, lots: readonly Lot[]): number[] {
  return lots.toSorted((one, other) => (one.lot < other.lot ? -1 : one.lot > other.lot ? 1 : one.id - other.id)).slice(0, missing).map(({ id }) => id);
}

/** Both days count whole, in Shanghai; before the first one what is entered waits already. */
export function isOver({ closesOn }: ReviewRules, today: LocalDate): boolean {
  return closesOn !== null && today > closesOn;
}

/** How an enrolment is entered: where all are reviewed it waits at once, where some are it may be drawn. */
export function reviewOfNew(review: ReviewRules | null, today: LocalDate): ReviewState {
  return review === null || review.sample !== null || isOver(review, today) ? 'NOT_DRAWN' : 'WAITING';
}

/** Who comes in the place of one that was drawn is looked at too, as long as anybody looks. */
export function reviewOfSubstitute(review: ReviewRules | null, today: LocalDate, gone: ReviewState): ReviewState {
  return gone === 'NOT_DRAWN' || review === null || isOver(review, today) ? 'NOT_DRAWN' : 'WAITING';
}

/** An enrolment as it stands when somebody decides upon it, and who that is. */
export interface Reviewed { state: EnrolmentState; reviewState: ReviewState; version: number; personId: number }
export interface Reviewer { officeLevel: string | null; personId: number | null }

/** Why nobody of this office reviews enrolments of a period today. */
export function reviewDayRefusals(rules: ReviewRules | null, today: LocalDate): Refusal[] {
  if (rules === null) return [refuse('NOT_ALLOWED', { zh: '该项目的报名不设审核。', en: 'In this programme enrolments are not reviewed.' }, { field: 'enrolmentId', requirement: 'JS-05' })];
  const { opensOn, closesOn, requirement } = rules;
  if (opensOn !== null && today < opensOn) return [refuse('WINDOW_CLOSED', { zh: `报名审核从 ${opensOn} 开始。`, en: `The review of enrolments begins on ${opensOn}.` }, { field: 'enrolmentId', requirement, facts: { today, from: opensOn } })];
  if (isOver(rules, today)) return [refuse('WINDOW_CLOSED', { zh: `本期报名审核已于 ${closesOn ?? ''} 截止。`, en: `The review of this period's enrolments ended on ${closesOn ?? ''}.` }, { field: 'enrolmentId', requirement, facts: { today, until: closesOn ?? '' } })];
  return [];
}

const levels: Record<ReviewRules['by'], { zh: string; en: string }> = { PROVINCE: { zh: '省级项目办', en: 'province office' }, CITY: { zh: '市级项目办', en: 'city office' }, COUNTY: { zh: '县（区）级项目办', en: 'county office' }, SCHOOL: { zh: '学校', en: 'school' } };

/** Why this reviewer does not decide upon the enrolment, as it was seen. */
export function reviewRefusals(rules: ReviewRules | null, today: LocalDate, enrolment: Reviewed, reviewer: Reviewer, expectedVersion: number): Refusal[] {
  const closed = reviewDayRefusals(rules, today);
  if (rules === null || closed.length > 0) return closed;
  const { requirement, by } = rules;
  if (reviewer.officeLevel !== by) return [refuse('NOT_ENTITLED', { zh: `报名由${levels[by].zh}审核。`, en: `Enrolments are reviewed by the ${levels[by].en}.` }, { field: 'enrolmentId', requirement })];
  if (reviewer.personId === enrolment.personId) return [refuse('NOT_ENTITLED', { zh: '不能审核自己的报名，请由同级另一位管理员审核。', en: 'Nobody reviews the own enrolment; another administrator of the office does.' }, { field: 'enrolmentId', requirement })];
  return [...stateRefusals(enrolment, 'WAITING', requirement), ...staleRefusals(enrolment, expectedVersion)].slice(0, 1);
}

/** Why the school does not hand in again what came back. */
export function answerRefusals(rules: ReviewRules | null, today: LocalDate, enrolment: Reviewed, { answer, expectedVersion }: { answer: string; expectedVersion: number }): Refusal[] {
  const closed = reviewDayRefusals(rules, today);
  if (rules === null || closed.length > 0) return closed;
  return [...[...stateRefusals(enrolment, 'SENT_BACK', rules.requirement), ...staleRefusals(enrolment, expectedVersion)].slice(0, 1), ...reasonRefusals(answer, rules.requirement).map((fault) => ({ ...fault, field: 'answer' }))];
}

const told: Record<ReviewState, { zh: string; en: string }> = {
  NOT_DRAWN: { zh: '这条报名未抽中，不审核。', en: 'The enrolment was not drawn and is not reviewed.' },
  WAITING: { zh: '这条报名正在等待审核。', en: 'The enrolment waits for its review.' },
  PASSED: { zh: '这条报名已经审核通过。', en: 'The enrolment has been passed already.' },
  SENT_BACK: { zh: '这条报名已经退回学校，等待学校办理。', en: 'The enrolment has been sent back already; the school acts next.' },
};

function stateRefusals({ state, reviewState }: Reviewed, wanted: ReviewState, requirement: string): Refusal[] {
  if (state === 'WITHDRAWN') return [refuse('NOT_ALLOWED_IN_STATE', { zh: '学校已经退回这条报名。', en: 'The school has withdrawn the enrolment.' }, { field: 'enrolmentId', requirement, facts: { state } })];
  return reviewState === wanted ? [] : [refuse('NOT_ALLOWED_IN_STATE', told[reviewState], { field: 'enrolmentId', requirement, facts: { state: reviewState } })];
}

function staleRefusals({ version }: Reviewed, expectedVersion: number): Refusal[] {
  return version === expectedVersion ? [] : [refuse('STALE', { zh: '这条报名已有变化，请刷新后再办理。', en: 'The enrolment has changed; read it again.' }, { field: 'expectedVersion', facts: { current: version, yours: expectedVersion } })];
}

/** A decision is taken upon so many at once. */
export const reviewedAtOnce = 250;

export function decisionRefusals({ entries, decision, reason }: { entries: readonly { enrolmentId: number }[]; decision: ReviewDecision; reason: string | null }): Refusal[] {
  if (entries.length === 0) return [refuse('EMPTY', { zh: '请选择要审核的报名。', en: 'Choose what to decide upon.' }, { field: 'enrolments' })];
  return decision === 'SEND_BACK' ? reasonRefusals(reason ?? '', 'JS-05') : [];
}
