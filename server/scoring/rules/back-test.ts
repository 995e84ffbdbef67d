// What other rules would have made of results that stand (试算, decision 0059): the production engine on the facts that were measured then,
// against what the learners were told. Nothing here computes points a second time.
import type { Bilingual } from '../../kernel/refusals.js';
import { formatTenths, parseTenths, type Tenths } from '../../kernel/tenths.js';
import type { Scoring } from '../../programmes/index.js';
import { scoreParts, type ScorePart } from './derivation.js';
import { scoreOf, type Score, type ScoredFacts } from './score.js';

export const backTestEffects = ['NOW_FAILS', 'NOW_PASSES', 'POINTS_ONLY'] as const;
export type BackTestEffect = (typeof backTestEffects)[number];

/** A part whose points differ, or the line that decides otherwise about the same points. */
export const backTestReasons = [...scoreParts, 'PASS_LINE'] as const;
export type BackTestReason = (typeof backTestReasons)[number];

/** A result as it stands, with the line by which it was judged. */
export interface StandingResult { facts: ScoredFacts; score: Score; passFrom: string }

export interface ReasonedChange { reason: BackTestReason; before: Tenths; after: Tenths }
export interface BackTestChange { effect: BackTestEffect; before: Score; after: Score; reasons: ReasonedChange[] }

const pointsOf: Readonly<Record<ScorePart, (score: Score) => Tenths>> = {
  LEARNING_TIME: (score) => score.learningTenths, OBJECTIVE: (score) => score.objectiveTenths, SUBJECTIVE: (score) => score.subjectiveTenths,
  EXCELLENT_ASSIGNMENT: (score) => score.excellentTenths, INTERACTION: (score) => score.interactionTenths,
};

/**
 * What would have changed for one learner, in tenths of a point; null where nothing would. The changes of the parts add up to that of the
 * total. The line is a reason where it alone turns the verdict about the new total. Without a verdict there is none to turn.
 */
export function changeOf({ facts, score: before, passFrom }: StandingResult, draft: Scoring): BackTestChange | null {
  const after = scoreOf(facts, draft);
  const reasons: ReasonedChange[] = scoreParts.map((part) => ({ reason: part, before: pointsOf[part](before), after: pointsOf[part](after) })).filter((one) => one.before !== one.after);
  const [line, draftLine] = [tenthsOf(passFrom), tenthsOf(draft.passFrom)];
  const isJudgedOtherwise = after.verdict !== 'PENDING' && after.totalTenths >= line !== after.totalTenths >= draftLine;
  if (isJudgedOtherwise) reasons.push({ reason: 'PASS_LINE', before: line, after: draftLine });
  const isTurned = before.verdict !== after.verdict;
  if (!isTurned && reasons.every(({ reason }) => reason === 'PASS_LINE')) return null;
  return { effect: isTurned ? (after.verdict === 'PASS' ? 'NOW_PASSES' : 'NOW_FAILS') : 'POINTS_ONLY', before, after, reasons };
}

/** The clauses whose change shows in results; of every other one nothing was measured that would tell what it had changed. */
const testedPaths = ['scoring.passFrom', 'scoring.learningTime', 'scoring.objective', 'scoring.subjective', 'scoring.excellentAssignment', 'scoring.interaction'];

export function isTested(path: string): boolean {
  return testedPaths.some((tested) => path === tested || path.startsWith(`${tested}.`));
}

const partNames: Readonly<Record<BackTestReason, Bilingual>> = {
  LEARNING_TIME: { zh: '学习时间', en: 'Learning time' }, OBJECTIVE: { zh: '客观题', en: 'Objective items' }, SUBJECTIVE: { zh: '主观题', en: 'Subjective items' },
  EXCELLENT_ASSIGNMENT: { zh: '优秀作业', en: 'Excellent assignment' }, INTERACTION: { zh: '互动交流', en: 'Interaction' }, PASS_LINE: { zh: '合格线', en: 'Passing line' },
};

/** 「互动交流 12.5 分变为 14 分」. */
export function sayChange({ reason, before, after }: ReasonedChange): Bilingual {
  const [from, to] = [formatTenths(before), formatTenths(after)];
  return { zh: `${partNames[reason].zh} ${from} 分变为 ${to} 分`, en: `${partNames[reason].en}: ${from} becomes ${to}` };
}

export function sayReason(reason: BackTestReason): Bilingual {
  return reason === 'PASS_LINE' ? { zh: '合格线改变', en: 'the passing line moves' } : { zh: `${partNames[reason].zh}得分改变`, en: `${partNames[reason].en.toLowerCase()}: other points` };
}

export interface BackTestSummary { learners: number; effects: Record<BackTestEffect, number>; reasons: Map<BackTestReason, number> }

export function emptySummary(): BackTestSummary {
  return { learners: 0, effects: { NOW_FAILS: 0, NOW_PASSES: 0, POINTS_ONLY: 0 }, reasons: new Map() };
}

/** Counts one learner in; a learner has one effect and may have several reasons. */
export function countIn(summary: BackTestSummary, change: BackTestChange | null): void {
  summary.learners += 1;
  if (change === null) return;
  summary.effects[change.effect] += 1;
  for (const { reason } of change.reasons) summary.reasons.set(reason, (summary.reasons.get(reason) ?? 0) + 1);
}

function tenthsOf(text: string): Tenths {
  const tenths = parseTenths(text);
  if (tenths === null) throw new Error(`not points: ${text}`);
  return tenths;
}
