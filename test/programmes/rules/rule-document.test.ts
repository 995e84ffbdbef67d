// The rule document of a programme: what is read out of it, and that a broken one is refused with the place of the fault.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentInForce, everInForce, parseRuleDocument, scoringOf } from '../../../server/programmes/rules/rule-document.js';
import { dateInShanghai } from '../../../server/kernel/calendar.js';
import { statementsOf } from '../../../server/programmes/rules/rule-statements.js';
import { documentOf, edited, sourceOf, type DocumentName } from '../documents.js';

describe('JS-02 JS-19 a rule document is refused with the place of its fault', () => {
  test.each<[string, unknown, string]>([
    ['format', 1, 'format'],
    ['format', undefined, 'format'],
    ['periods.kind', 'SOMEHOW', 'periods.kind'],
    ['periods.firstStart', '2023-02-29', 'periods.firstStart'],
    ['periods.firstStart', '16.07.2023', 'periods.firstStart'],
    ['periods.lastEnd', null, 'periods.lastEnd'],
    ['periods.startDays', [], 'periods.startDays'],
    ['periods.startDays', [1, 31], 'periods.startDays.1'],
    ['periods.startDays', [0], 'periods.startDays.0'],
    ['periods.lengthDays', 0, 'periods.lengthDays'],
    ['periods.lengthDays', 20.5, 'periods.lengthDays'],
    ['periods.lengthDays', '20', 'periods.lengthDays'],
    ['periods.requirement', 'js 2', 'periods.requirement'],
    ['version', 0, 'version'],
    ['version', undefined, 'version'],
    ['effectiveFrom', '2023-7-1', 'effectiveFrom'],
    ['programme.code', '', 'programme.code'],
    ['programme.year', '2023', 'programme.year'],
    ['programme.kind', 'CLUB', 'programme.kind'],
    ['windows.0.until.date', '2023-07-32', 'windows.0.until.date'],
    ['windows.1.until.days', '-1', 'windows.1.until.days'],
    ['windows.2.until.anchor', 'NEVER', 'windows.2.until.anchor'],
    ['windows.0.until', undefined, 'windows.0.until'],
    ['windows.0.requirement', undefined, 'windows.0.requirement'],
    ['windows.1.narrowedBy', 'DISTRICT', 'windows.1.narrowedBy'],
    ['eligibility.0.kind', 'ANY', 'eligibility.0.kind'],
    ['eligibility.1.isHard', 'yes', 'eligibility.1.isHard'],
    ['eligibility.1.text', '原则上', 'eligibility.1.text'],
    ['participationTarget.minimumPercent', 10, 'participationTarget.minimumPercent'],
    ['originality.maximumQuotedPercent', '30%', 'originality.maximumQuotedPercent'],
    ['originality.sanction', 'NONE', 'originality.sanction'],
    ['scoring.passFrom', '79.99', 'scoring.passFrom'],
    ['scoring.passFrom', -1, 'scoring.passFrom'],
    ['scoring.learningTime.points', '-50', 'scoring.learningTime.points'],
    ['scoring.learningTime.points', 50, 'scoring.learningTime.points'],
    ['scoring.learningTime.points', 'NaN', 'scoring.learningTime.points'],
    ['scoring.rounding.decimals', 2, 'scoring.rounding.decimals'],
    ['scoring.rounding.mode', 'HALF_EVEN', 'scoring.rounding.mode'],
    ['scoring.interaction.activities', [], 'scoring.interaction.activities'],
    ['scoring.interaction.activities.0.kind', 'LIKE', 'scoring.interaction.activities.0.kind'],
    ['scoring.interaction.activities.2.pointsEach', '1.55', 'scoring.interaction.activities.2.pointsEach'],
    ['scoring.bonus', '5', 'scoring'],
    ['unsupported.0.sentence.en', '', 'unsupported.0.sentence.en'],
    ['unknown', true, ': '],
  ])('JS-19 %s = %j', (path, value, place) => {
    let message = '';
    try { parseRuleDocument(edited('js-2023', path, value)); } catch (error) { message = (error as Error).message; }
    expect(message).toMatch(/^The rule document is not valid:\n/);
    expect(message).toContain(`\n  ${place}`);
  });

  // Well-formed, and yet no programme could be run by them.
  test.each<[string, DocumentName, string, unknown, string]>([
    ['JS-02 no period fits between first start and last end', 'js-2023', 'periods.lastEnd', '2023-08-03', 'periods: none fits'],
    ['JS-06 a window counted from periods that are not there', 'js-2023', 'periods', undefined, 'windows.1: counted from a period'],
    ['JS-19 parts that make more than 100', 'js-2023', 'scoring.learningTime.points', '60', 'scoring: the parts make 110'],
    ['JS-19 parts that make a tenth less than 100', 'js-2023', 'scoring.objective.points', '9.9', 'scoring: the parts make 99.9'],
    ['JS-19 more than 100 points to pass', 'js-2023', 'scoring.passFrom', '100.1', 'scoring.passFrom'],
    ['JS-20 excellent below pass', 'js-2023', 'scoring.excellentFrom', '79', 'scoring.excellentFrom'],
    ['JS-08 more than all may be quoted', 'js-2023', 'originality.maximumQuotedPercent', '100.1', 'originality.maximumQuotedPercent'],
    ['JS-19 an activity that would count twice', 'js-2023', 'scoring.interaction.activities.1.kind', 'POST', 'scoring.interaction.activities'],
    ['JS-12 more administrators at least than at most', 'js-2023', 'duties.3.administrators.minimum', 3, 'duties.3.administrators'],
    ['JS-06 two windows for one action', 'js-2023', 'windows.2.action', 'QUOTAS', 'windows: an action appears twice'],
    ['JS-19 something unsupported that is not there', 'js-2023', 'unsupported.0.path', 'modules.7', 'unsupported.0.path'],
    ['SH24-01 modules that make 31 of 32 hours', 'sh-2024', 'modules.3.hours', { minimum: '3', maximum: '3' }, 'modules: the hours make 31, not 32'],
    ['SH24-01 modules that make half an hour more', 'sh-2024', 'modules.0.hours', { minimum: '4', maximum: '4.5' }, 'modules: the hours make up to 32.5, not 32'],
    ['SH24-01 a choice that leads nowhere', 'sh-2024', 'modules.2.choice', 'NOWHERE', 'modules.2.choice'],
    ['SH24-01 a pair without a choice', 'sh-2024', 'modules.3.pairedWith', 'DESIGN', 'modules.3.pairedWith'],
    ['SH24-01 a pair with itself', 'sh-2024', 'modules.3.pairedWith', 'RESOURCES', 'modules.3.pairedWith'],
    ['SH24-02 eleven of ten to choose', 'sh-2024', 'choices.0.exactly', 11, 'choices.0.exactly'],
    ['SH24-02 a body that is not there', 'sh-2024', 'choices.0.options.4.body', 'NOBODY', 'choices.0.options.4.body'],
    ['SH24-02 a number twice', 'sh-2024', 'choices.0.options.9.number', 9, 'choices.0.options: a number'],
    ['SH24-02 one day twice', 'sh-2024', 'choices.0.options.0.days.1', '2024-05-14', 'choices.0.options.0.days'],
    ['SH24-03 a window that ends before it begins', 'sh-2024', 'windows.0.until.date', '2024-04-14', 'windows.0: ends'],
    ['XH-02 hours that make 49', 'xh-2021', 'modules.2.hours.minimum', '24', 'modules: the hours make 49, not 50'],
    ['XH-02 more on one matter than the module has', 'xh-2021', 'modules.1.within.minimum', '15.1', 'modules.1.within'],
    ['XH-02 a level that the programme does not have', 'xh-2021', 'modules.0.level', 'PROVINCE', 'modules.0.level'],
    ['XH-03 a competency in no environment', 'xh-2021', 'competencies.items.0.environment', 'NONE', 'competencies.items.0'],
    ['XH-07 research in no environment', 'xh-2021', 'research.0.environment', 'NONE', 'research.0'],
    ['XH-10 a target that ends before it begins', 'xh-2021', 'counters.0.until', '2020-12-31', 'counters.0'],
    ['XH-01 a phase that ends before it begins', 'xh-2021', 'phases.3.until', '2022-06-30', 'phases.3'],
    ['SD-02 ethics that is not offered', 'sd-2023', 'topics.always', ['师德'], 'topics.always'],
    ['SD-02 fewer topics than always', 'sd-2023', 'topics', { requirement: 'SD-02', chosenBy: 'SCHOOL', atMost: 1, always: ['a', 'b'], offered: ['a', 'b'], freeParts: [] }, 'topics.atMost'],
    ['SD-01 an award whose ends are crossed', 'sd-2023', 'award.credits.maximum', '23.9', 'award.credits'],
    ['CB-01 an upper end below the floor', 'sh-credits-2016', 'floors.2.advisedMaximum', '11.9', 'floors.2.advisedMaximum'],
    ['CB-01 a level that the scale does not know', 'sh-credits-2016', 'floors.4.levels', ['PROVINCE'], 'floors.4.levels'],
    ['CB-11 a share whose ends are crossed', 'sh-credits-2016', 'shares.0.percent.maximum', '9', 'shares.0.percent'],
    ['CB-01 a cycle that ends before it begins', 'sh-credits-2016', 'runs.until', '2015-12-31', 'runs'],
  ])('%s', (_, name, path, value, place) => {
    expect(() => parseRuleDocument(edited(name, path, value))).toThrow(`\n  ${place}`);
  });

  test('SH24-04 measures are weighed all or not at all, and then to 100', () => {
    const weighed = (...weights: (string | undefined)[]) => edited('sh-2024', 'assessment.measures', weights.map((weightPercent, index) => ({ name: { zh: String(index), en: String(index) }, ...(weightPercent === undefined ? {} : { weightPercent }) })));
    for (const good of [weighed(undefined, undefined), weighed('33.3', '33.3', '33.4'), weighed('100')]) expect(() => parseRuleDocument(good)).not.toThrow();
    for (const bad of [weighed('33.3', '33.3', '33.3'), weighed('100', undefined), weighed('50', '50.1')]) expect(() => parseRuleDocument(bad)).toThrow('the weights do not make 100');
  });

  test('JS-19 all faults are told at once', () => {
    expect(() => parseRuleDocument({ ...edited('js-2023', 'version', 0), effectiveFrom: 'soon' })).toThrow(/version[\s\S]*effectiveFrom/);
  });

  test.each([[null], [undefined], [[]], ['{}'], [42]])('JS-19 %j is no document', (value) => {
    expect(() => parseRuleDocument(value)).toThrow('The rule document is not valid');
  });
});

describe('JS-19 the document of 2023 is read out for people', () => {
  const sentence = (path: string) => statementsOf(documentOf('js-2023')).find((one) => one.path === path)?.text.zh;
  test('JS-19 the sentences have the numbers of the rule', () => {
    expect(sentence('scoring')).toBe('总分 100：学习时间 50，客观题 10，主观题 20，优秀作业 2，互动 18；80 分及以上合格。');
    expect(sentence('appeals')).toContain('可在 7 天内向辅导员申诉');
    expect(sentence('periods')).toBe('共 9 期，每期 20 天，2023年7月16日 至 2023年12月5日；每月 1、16 日开班。');
  });
  test('JS-06 the last day of enrolment is the eve of the opening', () => { expect(sentence('windows.1')).toBe('报名：开班前 1 天为止；自开班前 5 天起的几天内完成。'); });
  test('JS-19 a programme whose document says nothing of appeals has no sentence about them', () => {
    expect(statementsOf(parseRuleDocument(edited('js-2023', 'appeals', undefined))).map(({ path }) => path)).not.toContain('appeals');
  });
  test('SH24-04 a programme without points cannot be scored by them, and says so', () => {
    expect(() => scoringOf(documentOf('sh-2024'))).toThrow('programme SH20240410 gives no scores');
  });
});

describe('JS-19 the version that holds on a day in Shanghai is the highest that has begun', () => {
  const [first, second, third] = [{ version: 1, effectiveFrom: '2023-07-01' }, { version: 2, effectiveFrom: '2023-11-16' }, { version: 3, effectiveFrom: '2023-09-01' }] as const;
  test.each<[string, readonly { version: number; effectiveFrom: string }[], number | null]>([
    ['2023-06-30T15:59:59.999Z', [first, second], null],
    // Midnight in Shanghai is 16:00 of the day before in Greenwich.
    ['2023-06-30T16:00:00.000Z', [first, second], 1],
    ['2023-11-15T15:59:59.999Z', [first, second], 1],
    ['2023-11-15T16:00:00.000Z', [first, second], 2],
    ['2024-02-29T00:00:00.000Z', [second, first], 2],
    // A later version may begin earlier: it then holds instead of the one before, which never does.
    ['2023-12-31T00:00:00.000Z', [first, second, third], 3],
    ['2023-08-31T15:59:59.999Z', [third, second, first], 1],
    ['2023-08-31T16:00:00.000Z', [third, second, first], 3],
    ['2023-12-31T00:00:00.000Z', [], null],
  ])('JS-19 at %s', (instant, versions, expected) => {
    expect(documentInForce(versions, dateInShanghai(new Date(instant)))?.version ?? null).toBe(expected);
  });
});

test('JS-19 a version that a later one overtakes before it begins holds on no day', () => {
  const of = (...days: string[]) => everInForce(days.map((effectiveFrom, index) => ({ version: index + 1, effectiveFrom }))).map(({ version }) => version);
  expect(of('2023-07-01', '2023-11-16')).toEqual([1, 2]);
  expect(of('2023-07-01', '2023-11-16', '2023-11-16')).toEqual([1, 3]);
  expect(of('2023-07-01', '2023-11-16', '2023-11-15')).toEqual([1, 3]);
  expect(of('2023-07-01', '2023-11-16', '2023-11-17')).toEqual([1, 2, 3]);
  expect(of('2023-07-01', '2023-11-16', '2023-12-01', '2023-10-01')).toEqual([1, 4]);
  // The oracle: whatever holds on some day is among them, and nothing else.
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), (days) => {
    const versions = days.map((day, index) => ({ version: index + 1, effectiveFrom: `2023-09-0${day}` }));
    const held = new Set(Array.from({ length: 9 }, (_, day) => documentInForce(versions, `2023-09-0${day + 1}`)?.version));
    expect(everInForce(versions).map(({ version }) => version)).toEqual(versions.map(({ version }) => version).filter((version) => held.has(version)));
  }));
});

test('JS-01 a file is the document itself: reading it adds nothing and drops nothing', () => {
  expect(documentOf('js-2023')).toEqual(sourceOf('js-2023'));
});
