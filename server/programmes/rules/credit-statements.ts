// Sentences on credits: what completing gives, how hours become credits, which floors stand, what may stand for what.
import type { Bilingual } from '../../kernel/refusals.js';
import type { RuleDocument } from './rule-document.js';
import type { RuleStatement } from './rule-statements.js';
import { valueWords } from './rule-words.js';
import { amountOf, levelWord, listed, say } from './statement-terms.js';

export function creditStatements(document: RuleDocument): RuleStatement[] {
  const { award, conversion = [], offsets = [], shares = [] } = document;
  return [
    ...(award ? [say(award.requirement, 'award', `完成全部学习任务获 ${amountOf(award.credits).zh} 学分${award.hoursPerCredit === undefined ? '' : `（每 ${award.hoursPerCredit} 学时 1 学分）`}`, `A full set gives ${amountOf(award.credits).en} credits${award.hoursPerCredit === undefined ? '' : ` (${award.hoursPerCredit} class hour for 1 credit)`}`)] : []),
    ...(award?.extra ?? []).map(({ requirement, text }, index) => say(requirement, `award.extra.${index}`, text.zh, text.en)),
    ...conversion.map((clause, index) => {
      const zh = [
        clause.minutesPerHour && `${clause.minutesPerHour} 分钟为 1 学时`, clause.countingUnitHours && `以 ${clause.countingUnitHours} 学时为计量单位`, clause.hoursPerCredit && `每 ${clause.hoursPerCredit} 学时 1 学分`,
        clause.sessionsPerCredit && `一学期不少于 ${clause.sessionsPerCredit} 次为 1 学分`, clause.minimumClockHoursEach && `每次不少于 ${clause.minimumClockHoursEach} 小时`, clause.maximumLecturePercent && `其中讲座不超过 ${clause.maximumLecturePercent}%`,
      ];
      const en = [
        clause.minutesPerHour && `${clause.minutesPerHour} minutes are a class hour`, clause.countingUnitHours && `counted in units of ${clause.countingUnitHours} class hours`, clause.hoursPerCredit && `${clause.hoursPerCredit} class hours are 1 credit`,
        clause.sessionsPerCredit && `at least ${clause.sessionsPerCredit} times a semester are 1 credit`, clause.minimumClockHoursEach && `each at least ${clause.minimumClockHoursEach} hours`, clause.maximumLecturePercent && `lectures at most ${clause.maximumLecturePercent}%`,
      ];
      return say(clause.requirement, `conversion.${index}`, [`折算，${clause.name.zh}`, zh.filter((one) => one !== undefined).join('，')].filter((one) => one !== '').join('：'), [`Conversion, ${clause.name.en}`, en.filter((one) => one !== undefined).join(', ')].filter((one) => one !== '').join(': '));
    }),
    ...floors(document),
    ...offsets.map(({ requirement, from, to, isAllowed, credits, condition }, index) => say(requirement, `offsets.${index}`,
      `${from.zh}${isAllowed ? '可以' : '不可'}冲抵${to.zh}${credits === undefined ? '' : ` ${credits} 学分`}${condition === undefined ? '' : `（${condition.zh}）`}`,
      `${from.en} ${isAllowed ? 'may' : 'may not'} stand for ${credits === undefined ? '' : `${credits} credit${credits === '1' ? '' : 's'} of `}${to.en}${condition === undefined ? '' : ` (${condition.en})`}`)),
    ...shares.map(({ requirement, of, levels, percent }, index) => {
      const at = listed(levels.map((level) => levelWord(document, level)));
      return say(requirement, `shares.${index}`, `${of.zh}：${at.zh}学习占 ${amountOf(percent).zh}%`, `${of.en}: ${at.en} study makes ${amountOf(percent).en}%`);
    }),
  ];
}

function floors(document: RuleDocument): RuleStatement[] {
  const suffix = { INSIDE: { zh: '，计入总量', en: ', inside the total' }, BEYOND: { zh: '，在总量之外', en: ', beyond the total' }, OWN: { zh: '', en: '' }, ADVICE: { zh: '（建议）', en: ' (advice)' } } as const;
  return (document.floors ?? []).map((floor, index) => {
    const { minimum, advisedMaximum } = floor;
    const what = tagsOf(document, floor);
    const amount = { zh: `${amountOf({ minimum }).zh}${advisedMaximum === undefined ? '' : `–${advisedMaximum}`} 学分`, en: `${amountOf({ minimum }).en} credit${minimum === '1' ? '' : 's'}${advisedMaximum === undefined ? '' : ` (up to ${advisedMaximum} advised)`}` };
    const whole = what.length === 0 ? { zh: '总量', en: 'in all' } : listed(what);
    const end = what.length === 0 && floor.counted === 'INSIDE' ? { zh: '', en: '' } : suffix[floor.counted];
    const soft = floor.isInPrinciple ? { zh: '（原则上）', en: ' (in principle)' } : { zh: '', en: '' };
    return say(floor.requirement, `floors.${index}`, `${valueWords(floor.of).zh}，${valueWords(floor.per).zh}：${whole.zh}${amount.zh}${end.zh}${soft.zh}`, `${valueWords(floor.of).en}, ${valueWords(floor.per).en}: ${whole.en} ${amount.en}${end.en}${soft.en}`);
  });
}

function tagsOf(document: RuleDocument, floor: NonNullable<RuleDocument['floors']>[number]): Bilingual[] {
  const { levels, categories, itModule, isSelfChosen, isFullTime, about } = floor;
  const joined = (items: readonly Bilingual[]): Bilingual => ({ zh: items.map(({ zh }) => zh).join('与'), en: items.map(({ en }) => en).join(' and ') });
  return [
    ...(levels ? [joined(levels.map((level) => levelWord(document, level)))] : []), ...(categories ? [joined(categories.map(valueWords))] : []), ...(itModule ? [valueWords(`IT_${itModule}`)] : []),
    ...(isSelfChosen ? [{ zh: '自主研修', en: 'self-chosen' }] : []), ...(isFullTime ? [{ zh: '脱产培训', en: 'full-time' }] : []), ...(about ? [about] : []),
  ];
}
