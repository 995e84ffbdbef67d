// Sentences on competencies, the school's own work and everybody's duties.
import type { RuleDocument } from './rule-document.js';
import type { RuleStatement } from './rule-statements.js';
import { valueWords } from './rule-words.js';
import { classHours, listed, say } from './statement-terms.js';

export function schoolStatements(document: RuleDocument): RuleStatement[] {
  const { competencies, research = [], acceptance, evidence } = document;
  const environmentOf = (code: string) => competencies?.environments.find((one) => one.code === code)?.name ?? { zh: code, en: code };
  return [
    ...(competencies ? [say(competencies.requirement, 'competencies', `${competencies.items.length} 项微能力：${listed(competencies.environments.map(({ name }) => name)).zh}；${listed(competencies.dimensions.map(({ name }) => name)).zh}`, `${competencies.items.length} micro-competencies: ${listed(competencies.environments.map(({ name }) => name)).en}; ${listed(competencies.dimensions.map(({ name }) => name)).en}`)] : []),
    ...(competencies?.environments ?? []).flatMap(({ code, name }) => (competencies?.dimensions ?? []).flatMap((dimension) => {
      const items = (competencies?.items ?? []).filter((item) => item.environment === code && item.dimension === dimension.code).map((item) => `${item.code} ${item.name}`).join('、');
      return items === '' ? [] : [say(competencies?.requirement ?? '', 'competencies.items', `${name.zh}，${dimension.name.zh}：${items}`, `${name.en}, ${dimension.name.en}: ${items}`)];
    })),
    ...research.map(({ requirement, environment, minimumPercent, practices, openClasses }, index) => say(requirement, `research.${index}`,
      `主题研修，具备${environmentOf(environment).zh}的学校：教师参与度不少于 ${minimumPercent}%，实践不少于 ${practices} 次并提交设计与总结，组内公开课不少于 ${openClasses} 次并提交证据`,
      `Themed research with a ${environmentOf(environment).en}: at least ${minimumPercent}% of the teachers, ${practices} practices with designs and summaries, ${openClasses} open class with evidence`)),
    ...(acceptance ? [
      say(acceptance.requirement, 'acceptance', `考核要点由${acceptance.by.map(({ zh }) => zh).join('，再由')}`, `The rubric is used for ${acceptance.by.map(({ en }) => en).join(', then for ')}`),
      ...acceptance.groups.map(({ name, items }, index) => say(acceptance.requirement, `acceptance.groups.${index}`, `${name.zh}：${listed(items).zh}`, `${name.en}: ${listed(items).en}`)),
    ] : []),
    ...(evidence ? [say(evidence.requirement, 'evidence', `教师证据分 ${evidence.kinds.length} 类：${listed(evidence.kinds).zh}`, `A portfolio has ${evidence.kinds.length} kinds: ${listed(evidence.kinds).en}`)] : []),
    ...duties(document),
  ];
}

function duties({ duties: list = [] }: RuleDocument): RuleStatement[] {
  return list.map(({ requirement, of, text, administrators, briefing }, index) => {
    const people = administrators && (administrators.minimum === administrators.maximum ? String(administrators.minimum) : `${administrators.minimum}–${administrators.maximum}`);
    const zh = [text.zh, people && `管理员 ${people} 名`, briefing?.minimumHours && `培训不少于 ${briefing.minimumHours} 学时`, briefing?.daysBefore && `开班前 ${briefing.daysBefore} 天`];
    const en = [text.en, people && `administrators: ${people}`, briefing?.minimumHours && `briefing of at least ${classHours(briefing.minimumHours)}`, briefing?.daysBefore && `${briefing.daysBefore} days before its classes open`];
    return say(requirement, `duties.${index}`, `${valueWords(of).zh}：${zh.filter((one) => one !== undefined).join('；')}`, `${valueWords(of).en}: ${en.filter((one) => one !== undefined).join('; ')}`);
  });
}
