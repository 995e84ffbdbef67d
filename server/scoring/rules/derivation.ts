// How a result came about, in sentences that a learner can check: each part with what was measured.
import type { Bilingual } from '../../kernel/refusals.js';
import { formatTenths, parseTenths } from '../../kernel/tenths.js';
import type { Scoring } from '../../programmes/index.js';
import { activitiesOf, scoreOf, type ScoredFacts } from './score.js';

export const scoreParts = ['LEARNING_TIME', 'OBJECTIVE', 'SUBJECTIVE', 'EXCELLENT_ASSIGNMENT', 'INTERACTION'] as const;
export type ScorePart = (typeof scoreParts)[number];

export interface ScoreLine { part: ScorePart; points: string; outOf: string; requirement: string; explanation: Bilingual }

const activityNames = {
  POST: { zh: '发帖', one: 'post', en: 'posts' }, REPLY: { zh: '回帖', one: 'reply', en: 'replies' }, RECOMMENDED: { zh: '被推荐', one: 'recommended', en: 'recommended' },
  LIVE_SESSION: { zh: '在线答疑', one: 'live session', en: 'live sessions' }, OFFLINE_ACTIVITY: { zh: '线下活动', one: 'offline activity', en: 'offline activities' },
} as const;

/** The lines of a result, from its own facts by the rule version that it used. */
export function derivationOf(facts: ScoredFacts, scoring: Scoring): ScoreLine[] {
  const score = scoreOf(facts, scoring);
  const minutes = (seconds: number) => Math.floor(seconds / 60);
  const counts = activitiesOf(facts);
  const activities = scoring.interaction.activities.map((activity) => ({ ...activity, count: counts[activity.kind] }));
  const line = (part: ScorePart, tenths: number, outOf: string, zh: string, en: string): ScoreLine => ({ part, points: formatTenths(tenths), outOf: formatTenths(parseTenths(outOf) ?? 0), requirement: scoring.requirement, explanation: { zh, en } });
  return [
    line('LEARNING_TIME', score.learningTenths, scoring.learningTime.points,
      `学习 ${minutes(facts.learnedSeconds)} 分钟，要求 ${minutes(facts.requiredSeconds)} 分钟，达到要求得满分`, `${minutes(facts.learnedSeconds)} of ${minutes(facts.requiredSeconds)} required minutes; full marks when reached`),
    line('OBJECTIVE', score.objectiveTenths, scoring.objective.points,
      `客观题答对 ${facts.objectiveCorrect} 题，共 ${facts.objectiveTotal} 题`, `${facts.objectiveCorrect} of ${facts.objectiveTotal} items right`),
    line('SUBJECTIVE', score.subjectiveTenths, scoring.subjective.points,
      `主观题得 ${formatTenths(facts.reviewTenths)} 分，满分 ${formatTenths(facts.reviewMaximumTenths)} 分（已发布 ${facts.reviewed}／${facts.assignments} 份）`, `${formatTenths(facts.reviewTenths)} of ${formatTenths(facts.reviewMaximumTenths)} points (${facts.reviewed} of ${facts.assignments} released)`),
    line('EXCELLENT_ASSIGNMENT', score.excellentTenths, scoring.excellentAssignment.points,
      facts.excellentAssignments > 0 ? `有 ${facts.excellentAssignments} 份作业被评为优秀` : '没有作业被评为优秀', facts.excellentAssignments > 0 ? `${facts.excellentAssignments} excellent` : 'none excellent'),
    line('INTERACTION', score.interactionTenths, scoring.interaction.points,
      activities.map((activity) => `${activityNames[activity.kind].zh} ${activity.count} 次（每次 ${activity.pointsEach} 分，至多 ${activity.maximum} 分）`).join('，'),
      activities.map((activity) => `${activity.count} ${activityNames[activity.kind][activity.count === 1 ? 'one' : 'en']} (${activity.pointsEach} each, at most ${activity.maximum})`).join(', ')),
  ];
}
