// What a programme asks, in sentences: the rule document read out for people.
import type { Bilingual } from '../../kernel/refusals.js';
import { periodsOf, type RuleDocument } from './rule-document.js';

export interface RuleStatement { requirement: string; text: Bilingual }

export function statementsOf(document: RuleDocument): RuleStatement[] {
  const { scoring, periods, windows, originality, participationTarget, appeals } = document;
  const computed = periodsOf(document);
  return [
    { requirement: periods.requirement, text: { zh: `共 ${computed.length} 期，每期 ${periods.lengthDays} 天，${periods.firstStart} 至 ${periods.lastEnd}。`, en: `${computed.length} periods of ${periods.lengthDays} days, ${periods.firstStart} to ${periods.lastEnd}.` } },
    { requirement: participationTarget.requirement, text: { zh: `各市参训人数不低于教师总数的 ${participationTarget.minimumPercent}%。`, en: `Each city sends at least ${participationTarget.minimumPercent}% of its teachers.` } },
    { requirement: windows.quotasUntil.requirement, text: { zh: `全年各期配额于 ${windows.quotasUntil.date} 前提交；每期开班前 ${windows.enrolmentDaysBeforeStart.finalDays} 天内完成报名。`, en: `Quotas of the year by ${windows.quotasUntil.date}; enrolment is finished within the ${windows.enrolmentDaysBeforeStart.finalDays} days before a period opens.` } },
    { requirement: windows.substitutionUntil.requirement, text: { zh: '特殊情况可换人或退回报名，直至当期结束。', en: 'A learner can be swapped or withdrawn for a special reason until the period ends.' } },
    ...document.eligibility.map((rule) => ({ requirement: rule.requirement, text: { zh: `${rule.text}（${rule.isHard ? '硬性' : '原则上'}）。`, en: rule.kind === 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS' ? 'Not the same series in two consecutive years (in principle).' : 'Not while barred for plagiarism in this year.' } })),
    { requirement: originality.requirement, text: { zh: `引用不超过 ${originality.maximumQuotedPercent}%，否则判为抄袭，成绩不合格。`, en: `At most ${originality.maximumQuotedPercent}% quoted; more is plagiarism and the result fails.` } },
    { requirement: scoring.requirement, text: { zh: `总分 100：学习时间 ${scoring.learningTime.points}，客观题 ${scoring.objective.points}，主观题 ${scoring.subjective.points}，优秀作业 ${scoring.excellentAssignment.points}，互动 ${scoring.interaction.points}；${scoring.passFrom} 分及以上合格。`, en: `Out of 100: learning time ${scoring.learningTime.points}, objective ${scoring.objective.points}, subjective ${scoring.subjective.points}, excellent assignment ${scoring.excellentAssignment.points}, interaction ${scoring.interaction.points}; ${scoring.passFrom} and above passes.` } },
    ...(appeals === undefined ? [] : [{ requirement: appeals.requirement, text: { zh: `对发布的作业分数可在 ${appeals.tutorDays} 天内向辅导员申诉；对答复仍有异议的，可在 ${appeals.chiefTutorDays} 天内向学科总辅导员申诉，其答复为最终结果。`, en: `A released score can be appealed to the tutor within ${appeals.tutorDays} days, and the answer to the chief subject tutor within ${appeals.chiefTutorDays} days, whose answer is final.` } }]),
  ];
}
