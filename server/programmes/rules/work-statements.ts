// Sentences on what is handed in and how it is judged.
import type { RuleDocument } from './rule-document.js';
import type { RuleStatement } from './rule-statements.js';
import { valueWords } from './rule-words.js';
import { levelWord, listed, say } from './statement-terms.js';

export function workStatements(document: RuleDocument): RuleStatement[] {
  const { originality, appeals, assessment, excellence, recommendation } = document;
  return [
    ...(originality ? [say(originality.requirement, 'originality', `引用不超过 ${originality.maximumQuotedPercent}%，否则判为抄袭，${valueWords(originality.sanction).zh}`, `At most ${originality.maximumQuotedPercent}% quoted; more is plagiarism: ${valueWords(originality.sanction).en}`)] : []),
    ...scores(document),
    ...(appeals ? [say(appeals.requirement, 'appeals', `对发布的作业分数可在 ${appeals.tutorDays} 天内向辅导员申诉；对答复仍有异议的，可在 ${appeals.chiefTutorDays} 天内向学科总辅导员申诉，其答复为最终结果`, `A released score can be appealed to the tutor within ${appeals.tutorDays} days, and the answer to the chief subject tutor within ${appeals.chiefTutorDays} days, whose answer is final`)] : []),
    ...(assessment ? [say(assessment.requirement, 'assessment',
      `考核综合：${assessment.measures.map(({ name, weightPercent, minimumPercent }) => `${name.zh}${weightPercent === undefined ? '' : ` ${weightPercent}%`}${minimumPercent === undefined ? '' : `（不低于 ${minimumPercent}%）`}`).join('、')}`,
      `The assessment joins ${assessment.measures.map(({ name, weightPercent, minimumPercent }) => `${name.en}${weightPercent === undefined ? '' : ` ${weightPercent}%`}${minimumPercent === undefined ? '' : ` (at least ${minimumPercent}%)`}`).join(', ')}`)] : []),
    ...(excellence ? [say(excellence.requirement, 'excellence',
      `评优：${excellence.conditions.map(({ zh }) => zh).join('；')}${excellence.numbers === undefined ? '' : `；名额：${excellence.numbers.map(({ level, count }) => `${levelWord(document, level).zh} ${count}`).join('、')}`}`,
      `Excellent: ${listed(excellence.conditions).en}${excellence.numbers === undefined ? '' : `; numbers: ${excellence.numbers.map(({ level, count }) => `${levelWord(document, level).en} ${count}`).join(', ')}`}`)] : []),
    ...(recommendation ? [say(recommendation.requirement, 'recommendation',
      `按 ${recommendation.path.map((level) => levelWord(document, level).zh).join('→')} 逐级推荐；每市${recommendation.forEach.zh}限推 ${recommendation.perCity} 个，每位教师限推 ${recommendation.perTeacher} 个；${recommendation.excluded.zh}`,
      `Recommended upwards ${recommendation.path.map((level) => levelWord(document, level).en).join(' → ')}; a city at most ${recommendation.perCity} ${recommendation.forEach.en}, a teacher at most ${recommendation.perTeacher}; ${recommendation.excluded.en}`)] : []),
  ];
}

function scores({ scoring }: RuleDocument): RuleStatement[] {
  if (scoring === undefined) return [];
  const { requirement, learningTime, objective, subjective, excellentAssignment, interaction, rounding } = scoring;
  const how = { decimals: rounding.decimals, mode: valueWords(rounding.mode), of: valueWords(rounding.of) };
  return [
    say(requirement, 'scoring', `总分 100：学习时间 ${learningTime.points}，客观题 ${objective.points}，主观题 ${subjective.points}，优秀作业 ${excellentAssignment.points}，互动 ${interaction.points}；${scoring.passFrom} 分及以上合格`, `Out of 100: learning time ${learningTime.points}, objective ${objective.points}, subjective ${subjective.points}, excellent assignment ${excellentAssignment.points}, interaction ${interaction.points}; ${scoring.passFrom} and above passes`),
    say(requirement, 'scoring.excellentFrom', `${scoring.excellentFrom} 分及以上可评优秀`, `${scoring.excellentFrom} and above can be excellent`),
    say(requirement, 'scoring.interaction', `互动：${interaction.activities.map(({ kind, pointsEach, maximum }) => `${valueWords(kind).zh}每次 ${pointsEach} 分，至多 ${maximum} 分`).join('；')}`, `Interaction: ${interaction.activities.map(({ kind, pointsEach, maximum }) => `${valueWords(kind).en} ${pointsEach} each, at most ${maximum}`).join('; ')}`),
    say(requirement, 'scoring.rounding', `${how.of.zh}${how.mode.zh}，保留 ${how.decimals} 位小数`, `${how.of.en} ${how.mode.en} to ${how.decimals} decimal`),
  ];
}
