// The rule document of a programme: what is read out of it, and that a broken one is refused with the place of the fault.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseRuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { statementsOf } from '../../../server/programmes/rules/rule-statements.js';

/** What a person who edits the file may have done to it; places are paths as the message gives them. */
interface Editable { [key: string]: unknown }
const source = (): Editable => JSON.parse(readFileSync('server/programmes/documents/js-2023.json', 'utf8')) as Editable;
function edited(path: string, value: unknown): Editable {
  const document = source();
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at: Editable = document;
  for (const step of steps) at = at[step] as Editable;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return document;
}

describe('JS-02 JS-19 a rule document is refused with the place of its fault', () => {
  test.each<[string, unknown, string]>([
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
    ['windows.quotasUntil.date', '2023-07-32', 'windows.quotasUntil.date'],
    ['windows.enrolmentDaysBeforeStart.finalDays', 0, 'windows.enrolmentDaysBeforeStart.finalDays'],
    ['windows.substitutionUntil.lastDay', 'NEVER', 'windows.substitutionUntil.lastDay'],
    ['eligibility.0.kind', 'ANY', 'eligibility.0.kind'],
    ['eligibility.1.isHard', 'yes', 'eligibility.1.isHard'],
    ['participationTarget.minimumPercent', 10, 'participationTarget.minimumPercent'],
    ['originality.maximumQuotedPercent', '30%', 'originality.maximumQuotedPercent'],
    ['originality.sanction', 'NONE', 'originality.sanction'],
    ['scoring.passFrom', '79.99', 'scoring.passFrom'],
    ['scoring.passFrom', -1, 'scoring.passFrom'],
    ['scoring.learningTime.points', '-50', 'scoring.learningTime.points'],
    ['scoring.learningTime.points', 50, 'scoring.learningTime.points'],
    ['scoring.learningTime.points', 'NaN', 'scoring.learningTime.points'],
    ['scoring.learningTime.points', '60', 'scoring'],
    ['scoring.objective.points', '9.9', 'scoring'],
    ['scoring.rounding.decimals', 2, 'scoring.rounding.decimals'],
    ['scoring.rounding.mode', 'HALF_EVEN', 'scoring.rounding.mode'],
    ['scoring.interaction.activities', [], 'scoring.interaction.activities'],
    ['scoring.interaction.activities.0.kind', 'LIKE', 'scoring.interaction.activities.0.kind'],
    ['scoring.interaction.activities.2.pointsEach', '1.55', 'scoring.interaction.activities.2.pointsEach'],
    ['scoring.bonus', '5', 'scoring'],
    ['unknown', true, ': '],
  ])('JS-19 %s = %j', (path, value, place) => {
    let message = '';
    try { parseRuleDocument(edited(path, value)); } catch (error) { message = (error as Error).message; }
    expect(message).toMatch(/^The rule document is not valid:\n/);
    expect(message).toContain(`\n  ${place}`);
  });

  // Well-formed, and yet no programme could be run by them.
  test.each<[string, string, unknown, string]>([
    ['no period fits between first start and last end', 'periods.lastEnd', '2023-07-20', 'periods'],
    ['more than 100 points to pass', 'scoring.passFrom', '100.1', 'scoring.passFrom'],
    ['excellent below pass', 'scoring.excellentFrom', '79', 'scoring.excellentFrom'],
    ['more than all may be quoted', 'originality.maximumQuotedPercent', '100.1', 'originality.maximumQuotedPercent'],
    ['an activity that would count twice', 'scoring.interaction.activities.1.kind', 'POST', 'scoring.interaction.activities'],
  ])('JS-19 %s', (_, path, value, place) => {
    expect(() => parseRuleDocument(edited(path, value))).toThrow(`\n  ${place}`);
  });

  test('JS-19 all faults are told at once', () => {
    const document = edited('version', 0);
    document['effectiveFrom'] = 'soon';
    expect(() => parseRuleDocument(document)).toThrow(/version[\s\S]*effectiveFrom/);
  });

  test.each([[null], [undefined], [[]], ['{}'], [42]])('JS-19 %j is no document', (value) => {
    expect(() => parseRuleDocument(value)).toThrow('The rule document is not valid');
  });
});

describe('JS-19 the document of 2023 is read out for people', () => {
  const statements = statementsOf(parseRuleDocument(source()));
  test('JS-01 JS-02 JS-04 JS-06 JS-07 JS-08 JS-19 each requirement has its sentence', () => {
    expect(statements.map((one) => one.requirement)).toEqual(['JS-02', 'JS-04', 'JS-06', 'JS-07', 'JS-01', 'JS-08', 'JS-08', 'JS-19', 'JS-19']);
  });
  test('JS-19 the sentence has the numbers of the rule', () => {
    expect(statements.at(-2)?.text.zh).toBe('总分 100：学习时间 50，客观题 10，主观题 20，优秀作业 2，互动 18；80 分及以上合格。');
    expect(statements.at(-1)?.text.zh).toContain('可在 7 天内向辅导员申诉');
  });
  test('JS-19 a programme whose document says nothing of appeals has no sentence about them', () => {
    const { appeals: _, ...silent } = source();
    expect(statementsOf(parseRuleDocument(silent)).map(({ text }) => text.zh).join()).not.toContain('申诉');
  });
  test('JS-02 nine periods of 20 days', () => { expect(statements[0]?.text.zh).toContain('共 9 期，每期 20 天，2023-07-16 至 2023-12-05'); });
});
