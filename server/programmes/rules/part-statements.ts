// Sentences on who takes part, when, and in what: the parts of a programme.
import { periodsOf, type RuleDocument } from './rule-document.js';
import type { RuleStatement } from './rule-statements.js';
import { valueWords } from './rule-words.js';
import { amountOf, levelWord, listed, momentWords, say } from './statement-terms.js';

export function partStatements(document: RuleDocument): RuleStatement[] {
  return [...takingPart(document), ...periods(document), ...modules(document), ...choices(document), ...windows(document)];
}

function takingPart(document: RuleDocument): RuleStatement[] {
  const { runs, levelScale, eligibility, enrolment, participationTarget: target, counters = [] } = document;
  return [
    ...(runs ? [say(runs.requirement, 'runs', `${runs.from} 至 ${runs.until} 实施`, `Runs from ${runs.from} to ${runs.until}`)] : []),
    ...(levelScale ? [say(levelScale.requirement, 'levelScale', `层级：${levelScale.levels.map((level) => `${levelWord(document, level.code).zh}（${valueWords(`OFFICE_${level.officeLevel}`).zh}）`).join('、')}`, `Levels: ${levelScale.levels.map((level) => `${levelWord(document, level.code).en} (${valueWords(`OFFICE_${level.officeLevel}`).en})`).join(', ')}`)] : []),
    ...eligibility.map(({ requirement, kind, isHard, text, before }, index) => {
      const name = valueWords(kind);
      const day = before === undefined ? { zh: '', en: '' } : { zh: `${before} 前`, en: `before ${before}, ` };
      return say(requirement, `eligibility.${index}`, `${name.zh}：${day.zh}${text.zh}（${isHard ? '硬性' : '原则上'}）`, `${name.en}: ${day.en}${text.en} (${isHard ? 'strict' : 'in principle'})`);
    }),
    ...(enrolment ? [
      say(enrolment.requirement, 'enrolment.by',
        `报名：${valueWords(enrolment.by).zh}，${valueWords(enrolment.into).zh}${enrolment.order === undefined ? '' : `；${valueWords(enrolment.order).zh}`}`,
        `Enrolment: ${valueWords(enrolment.by).en}, ${valueWords(enrolment.into).en}${enrolment.order === undefined ? '' : `; ${valueWords(enrolment.order).en}`}`),
      say(enrolment.requirement, 'enrolment.hasQuotas', enrolment.hasQuotas ? '配额：逐级下达，学校在配额内报名' : '配额：不设配额', enrolment.hasQuotas ? 'Quotas: handed down level by level; schools enrol within them' : 'Quotas: none'),
    ] : []),
    ...(enrolment?.review ? [reviewed(enrolment.review)] : []),
    ...(target ? [say(target.requirement, 'participationTarget', `各市参训人数不低于教师总数的 ${target.minimumPercent}%`, `Each city sends at least ${target.minimumPercent}% of its teachers`)] : []),
    ...counters.map(({ requirement, name, count, from, until }, index) => say(requirement, `counters.${index}`, `${from} 至 ${until}：${name.zh} ${count}`, `${from} to ${until}: ${count} ${name.en}`)),
  ];
}

function reviewed({ requirement, by, sample }: NonNullable<NonNullable<RuleDocument['enrolment']>['review']>): RuleStatement {
  const level = valueWords(`OFFICE_${by}`);
  if (sample === undefined) return say(requirement, 'enrolment.review', `报名由${level.zh}逐条审核`, `Every enrolment is reviewed by the ${level.en}`);
  return say(requirement, 'enrolment.review', `报名由${level.zh}抽查：每校每期不少于 ${sample.percent}%，至少 ${sample.atLeast} 条`, `Enrolments are reviewed by the ${level.en}, a sample: at least ${sample.percent}% of each school's in a period, and no fewer than ${sample.atLeast}`);
}

function periods(document: RuleDocument): RuleStatement[] {
  const { periods: part, classes } = document;
  const computed = periodsOf(document);
  return [
    ...(part?.kind === 'COMPUTED' ? [say(part.requirement, 'periods', `共 ${computed.length} 期，每期 ${part.lengthDays} 天，${part.firstStart} 至 ${part.lastEnd}；每月 ${part.startDays.join('、')} 日开班`, `${computed.length} periods of ${part.lengthDays} days, ${part.firstStart} to ${part.lastEnd}; each starts on day ${part.startDays.join(' or ')} of a month`)] : []),
    ...(part?.kind === 'LISTED' ? [say(part.requirement, 'periods', `共 ${computed.length} 期：${computed.map(({ startsOn, endsOn }) => `${startsOn} 至 ${endsOn}`).join('，')}`, `${computed.length} periods: ${computed.map(({ startsOn, endsOn }) => `${startsOn} to ${endsOn}`).join(', ')}`)] : []),
    ...(classes ? [say(classes.requirement, 'classes', `培训班：${valueWords(`CLASS_${classes.per}`).zh}${classes.capacity === undefined ? '' : `，每班最多 ${classes.capacity} 人`}`, `Classes: ${valueWords(`CLASS_${classes.per}`).en}${classes.capacity === undefined ? '' : `, at most ${classes.capacity} learners each`}`)] : []),
  ];
}

function modules(document: RuleDocument): RuleStatement[] {
  const { hours, modules: list = [] } = document;
  const nameOf = (code: string) => list.find((one) => one.code === code)?.name ?? { zh: code, en: code };
  return [
    ...(hours ? [say(hours.requirement, 'hours', `合计：${amountOf(hours.total).zh} 学时`, `${amountOf(hours.total).en} class hours in all`)] : []),
    ...list.map((module, index) => {
      const { requirement, name, mode, part, level, lessons, choice, pairedWith, within } = module;
      const zh = [
        `${level === undefined ? '' : `${levelWord(document, level).zh}`}${valueWords(part).zh}`, mode === undefined ? null : valueWords(mode).zh,
        module.hours === undefined ? null : `${amountOf(module.hours).zh} 学时${lessons === undefined ? '' : `（${lessons} 节课例）`}`,
        choice === undefined ? null : `从 ${choiceWord(document, choice).zh}中选定`,
        pairedWith === undefined ? null : `随「${nameOf(pairedWith).zh}」所选项目而定`,
        within === undefined ? null : `其中${within.name.zh}不少于 ${within.minimum} 学时`,
      ];
      const en = [
        `${valueWords(part).en}${level === undefined ? '' : ` at ${levelWord(document, level).en} level`}`, mode === undefined ? null : valueWords(mode).en,
        module.hours === undefined ? null : `${amountOf(module.hours).en} class hours${lessons === undefined ? '' : ` (${lessons} lessons)`}`,
        choice === undefined ? null : `chosen from ${choiceWord(document, choice).en}`,
        pairedWith === undefined ? null : `decided by what is chosen in ${nameOf(pairedWith).en}`,
        within === undefined ? null : `of these at least ${within.minimum} on ${within.name.en}`,
      ];
      return say(requirement, `modules.${index}`, `${name.zh}：${zh.filter((one) => one !== null).join('，')}`, `${name.en}: ${en.filter((one) => one !== null).join(', ')}`);
    }),
  ];
}

function choiceWord({ choices = [] }: RuleDocument, code: string): { zh: string; en: string } {
  const found = choices.find((one) => one.code === code);
  return { zh: `${found?.options.length ?? 0} 个项目`, en: `${found?.options.length ?? 0} options` };
}

function choices(document: RuleDocument): RuleStatement[] {
  const { choices: lists = [], trainingBodies = [], courseReview, topics, plans = [], schoolCourses } = document;
  const bodyOf = (code: string) => trainingBodies.find((one) => one.code === code)?.name ?? code;
  return [
    ...lists.map(({ requirement, exactly: count, options }, index) => say(requirement, `choices.${index}`, `${options.length} 个项目中选 ${count} 个`, `${count} of ${options.length} options`)),
    ...lists.flatMap(({ requirement, options }, index) => options.map((option, place) => say(requirement, `choices.${index}.options.${place}`,
      `${option.number}. ${option.name.zh}（${bodyOf(option.body)}）：${option.days.join('、')}，${option.venue}；研学「${option.paired.name.zh}」，${option.paired.venue}`,
      `${option.number}. ${option.name.en} (${bodyOf(option.body)}): ${option.days.join(', ')}, ${option.venue}; study visit “${option.paired.name.en}”, ${option.paired.venue}`))),
    ...(trainingBodies.length > 0 ? [say(trainingBodies[0]?.requirement ?? '', 'trainingBodies', `培训单位 ${trainingBodies.length} 家：${trainingBodies.map(({ name }) => name).join('、')}`, `${trainingBodies.length} training bodies: ${trainingBodies.map(({ name }) => name).join(', ')}`)] : []),
    ...(courseReview ? [say(courseReview.requirement, 'courseReview',
      `课程由不少于 ${courseReview.experts} 位专家评审，${courseReview.criteria.map(({ name, description, points }) => `${name.zh} ${points} 分（${description.zh}）`).join('、')}`,
      `A course is rated by at least ${courseReview.experts} experts: ${courseReview.criteria.map(({ name, description, points }) => `${name.en} ${points} (${description.en})`).join(', ')}`)] : []),
    ...(topics ? [say(topics.requirement, 'topics',
      `${valueWords(`BY_${topics.chosenBy}`).zh}至多选 ${topics.atMost} 个专题，必含${topics.always.join('、')}；可选 ${topics.offered.length} 个：${topics.offered.join('、')}；不受专题限制：${listed(topics.freeParts).zh}`,
      `${valueWords(`BY_${topics.chosenBy}`).en} chooses at most ${topics.atMost} topics, ${topics.always.join(', ')} always among them; offered are ${topics.offered.length}: ${topics.offered.join(', ')}; free of them: ${listed(topics.freeParts).en}`)] : []),
    ...plans.map(({ requirement, by, name, reviewedBy, mustBeApproved }, index) => {
      const review = reviewedBy === undefined ? { zh: '', en: '' } : { zh: `，${valueWords(`OFFICE_${reviewedBy}`).zh}审核`, en: `, reviewed by the ${valueWords(`OFFICE_${reviewedBy}`).en}` };
      return say(requirement, `plans.${index}`, `${valueWords(`OFFICE_${by}`).zh}制定${name.zh}${review.zh}${mustBeApproved ? '，通过后方可实施' : ''}`, `The ${valueWords(`OFFICE_${by}`).en} makes ${name.en}${review.en}${mustBeApproved ? '; nothing starts before it is approved' : ''}`);
    }),
    ...(schoolCourses ? [say(schoolCourses.requirement, 'schoolCourses', `学校每学期申报并实施校本课程 ${schoolCourses.perTerm} 门，共不少于 ${schoolCourses.minimum} 门，每门 ${amountOf(schoolCourses.hoursEach).zh} 学时`, `A school declares and carries out ${schoolCourses.perTerm} course of its own each term, at least ${schoolCourses.minimum} in all, each of ${amountOf(schoolCourses.hoursEach).en} class hours`)] : []),
  ];
}

function windows({ windows: list = [], phases = [] }: RuleDocument): RuleStatement[] {
  return [
    ...phases.map(({ requirement, name, from, until }, index) => say(requirement, `phases.${index}`, `${from} 至 ${until}：${name.zh}`, `${from} to ${until}: ${name.en}`)),
    ...list.map(({ requirement, action, from, until, finishFrom, narrowedBy }, index) => {
      const [name, end] = [valueWords(action), momentWords(until)];
      const zh = [`${name.zh}：${from === undefined ? '' : `${momentWords(from).zh} 至 `}${end.zh}${from === undefined ? `${until.anchor === 'DATE' ? ' ' : ''}为止` : ''}`, finishFrom && `自${momentWords(finishFrom).zh}起的几天内完成`, narrowedBy && `${valueWords(`OFFICE_${narrowedBy}`).zh}可在此范围内自定`];
      const en = [`${name.en}: ${from === undefined ? 'until ' : `${momentWords(from).en} to `}${end.en}`, finishFrom && `finished from ${momentWords(finishFrom).en} on`, narrowedBy && `the ${valueWords(`OFFICE_${narrowedBy}`).en} may set its own within this`];
      return say(requirement, `windows.${index}`, zh.filter((one) => one !== undefined).join('；'), en.filter((one) => one !== undefined).join('; '));
    }),
  ];
}
