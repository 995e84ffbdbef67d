// Reviewing what schools entered (JS-05): who is drawn, and when an enrolment may be decided or answered.
import { describe, expect, test } from '@jest/globals';
import { answerRefusals, decisionRefusals, dueOf, missingOf, newlyDrawn, reviewOfNew, reviewOfSubstitute, reviewRefusals, type Lot, type Reviewed } from '../../../server/enrolment/rules/reviewing.js';
import { reviewOf } from '../../../server/programmes/rules/enrolment-days.js';
import { parseRuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { documentNames, documentOf } from '../../programmes/documents.js';

const sample = (percent: string, atLeast: number) => ({ percent, atLeast });

describe('JS-05 a sample is the percentage rounded up, no fewer than the least number, and never more than a school entered', () => {
  test.each([
    [null, 0, 0], [null, 7, 7],
    [sample('20', 1), 0, 0], [sample('20', 1), 1, 1], [sample('20', 1), 5, 1], [sample('20', 1), 6, 2], [sample('20', 1), 10, 2], [sample('20', 1), 11, 3],
    [sample('20', 5), 3, 3], [sample('20', 5), 5, 5], [sample('20', 5), 25, 5], [sample('20', 5), 26, 6],
    [sample('12.5', 1), 8, 1], [sample('12.5', 1), 9, 2], [sample('0.1', 1), 1000, 1], [sample('0.1', 1), 1001, 2],
    [sample('100', 1), 9, 9],
  ])('%j of %i is %i', (rules, enrolled, due) => { expect(dueOf(rules, enrolled)).toBe(due); });
});

const lotsOf = (count: number, drawn: ReadonlySet<number>): Lot[] => Array.from({ length: count }, (_, index) => ({ id: index + 1, lot: String((index * 7919) % 101).padStart(3, '0') })).filter(({ id }) => !drawn.has(id));

describe('JS-05 what was drawn stays drawn, however many come after', () => {
  test.each([[sample('20', 2)], [sample('33.3', 1)], [sample('50', 5)], [null]])('%j', (rules) => {
    const drawn = new Set<number>();
    for (let count = 1; count <= 60; count += 1) {
      const more = newlyDrawn(missingOf(rules, { enrolled: count, drawn: drawn.size }), lotsOf(count, drawn));
      expect(more.some((id) => drawn.has(id) || id > count)).toBe(false);
      for (const id of more) drawn.add(id);
      expect(drawn.size).toBe(dueOf(rules, count));
    }
  });

  test('the lot decides and not the order in which the rows are read', () => {
    const lots = lotsOf(40, new Set());
    const drawn = newlyDrawn(10, lots);
    expect(newlyDrawn(10, lots.toReversed())).toEqual(drawn);
    expect(drawn).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('where drawn ones were withdrawn others are drawn, and where others were withdrawn nobody is let off', () => {
    expect(missingOf(sample('20', 1), { enrolled: 10, drawn: 1 })).toBe(1);
    expect(missingOf(sample('20', 1), { enrolled: 5, drawn: 3 })).toBe(0);
  });
});

const period = { startsOn: '2023-09-16', endsOn: '2023-10-05' };
const rules = { by: 'COUNTY' as const, sample: null, opensOn: '2023-09-11', closesOn: '2023-09-15', requirement: 'JS-05' };
const waiting: Reviewed = { state: 'ENROLLED', reviewState: 'WAITING', version: 2, personId: 7 };
const county = { officeLevel: 'COUNTY', personId: 1 };
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('JS-05 who decides, upon what and when', () => {
  test.each([
    ['the first day', rules, '2023-09-11', waiting, county, 2, []],
    ['the last day', rules, '2023-09-15', waiting, county, 2, []],
    ['the eve of the first day', rules, '2023-09-10', waiting, county, 2, ['WINDOW_CLOSED']],
    ['the day after the last', rules, '2023-09-16', waiting, county, 2, ['WINDOW_CLOSED']],
    ['a programme without review', null, '2023-09-12', waiting, county, 2, ['NOT_ALLOWED']],
    ['the city above', rules, '2023-09-12', waiting, { ...county, officeLevel: 'CITY' }, 2, ['NOT_ENTITLED']],
    ['the own enrolment', rules, '2023-09-12', waiting, { ...county, personId: 7 }, 2, ['NOT_ENTITLED']],
    ['not drawn', rules, '2023-09-12', { ...waiting, reviewState: 'NOT_DRAWN' as const }, county, 2, ['NOT_ALLOWED_IN_STATE']],
    ['passed already', rules, '2023-09-12', { ...waiting, reviewState: 'PASSED' as const }, county, 2, ['NOT_ALLOWED_IN_STATE']],
    ['sent back already', rules, '2023-09-12', { ...waiting, reviewState: 'SENT_BACK' as const }, county, 2, ['NOT_ALLOWED_IN_STATE']],
    ['withdrawn meanwhile', rules, '2023-09-12', { ...waiting, state: 'WITHDRAWN' as const }, county, 2, ['NOT_ALLOWED_IN_STATE']],
    ['changed since it was seen', rules, '2023-09-12', waiting, county, 1, ['STALE']],
  ])('%s', (_, of, today, enrolment, reviewer, version, expected) => { expect(codes(reviewRefusals(of, today, enrolment, reviewer, version))).toEqual(expected); });

  test.each([
    [waiting, '情况属实。', 2, ['NOT_ALLOWED_IN_STATE']], [{ ...waiting, reviewState: 'SENT_BACK' as const }, '情况属实。', 2, []], [{ ...waiting, reviewState: 'SENT_BACK' as const }, ' ', 2, ['EMPTY']],
    [{ ...waiting, reviewState: 'SENT_BACK' as const }, '长'.repeat(200), 2, []], [{ ...waiting, reviewState: 'SENT_BACK' as const }, '长'.repeat(201), 2, ['TOO_LONG']], [{ ...waiting, reviewState: 'SENT_BACK' as const }, '情况属实。', 1, ['STALE']],
  ])('%j answered with a text of its own', (enrolment, answer, expectedVersion, expected) => { expect(codes(answerRefusals(rules, '2023-09-12', enrolment, { answer, expectedVersion }))).toEqual(expected); });

  test.each([['PASS', null, 1, []], ['SEND_BACK', null, 1, ['EMPTY']], ['SEND_BACK', '不在职。', 1, []], ['PASS', null, 0, ['EMPTY']]] as const)('%s because of %s, %i at once', (decision, reason, count, expected) => {
    expect(codes(decisionRefusals({ entries: Array.from({ length: count }, (_, index) => ({ enrolmentId: index })), decision, reason }))).toEqual(expected);
  });

  test.each([[rules, '2023-09-01', 'WAITING'], [rules, '2023-09-15', 'WAITING'], [rules, '2023-09-16', 'NOT_DRAWN'], [null, '2023-09-12', 'NOT_DRAWN'], [{ ...rules, sample: sample('100', 1) }, '2023-09-12', 'NOT_DRAWN']])('where the rules are %j, who is entered on %s is %s', (of, today, expected) => { expect(reviewOfNew(of, today)).toBe(expected); });

  test.each([['SENT_BACK', '2023-09-15', 'WAITING'], ['PASSED', '2023-09-15', 'WAITING'], ['NOT_DRAWN', '2023-09-15', 'NOT_DRAWN'], ['SENT_BACK', '2023-09-16', 'NOT_DRAWN']] as const)('who comes for one that was %s, on %s, is %s', (gone, today, expected) => { expect(reviewOfSubstitute(rules, today, gone)).toBe(expected); });
});

describe('JS-05 the review in the rule documents', () => {
  test.each(documentNames)('%s', (name) => {
    expect(reviewOf(documentOf(name), period)).toEqual(name === 'js-2023' ? { by: 'COUNTY', sample: null, opensOn: null, closesOn: '2023-09-15', requirement: 'JS-05' } : null);
  });

  const jiangsu = documentOf('js-2023');
  test.each([
    ['a review without days', { ...jiangsu, windows: jiangsu.windows?.filter(({ action }) => action !== 'ENROLMENT_REVIEW') }],
    ['days without a review', { ...jiangsu, enrolment: { ...jiangsu.enrolment, review: undefined } }],
    ['more than all', { ...jiangsu, enrolment: { ...jiangsu.enrolment, review: { requirement: 'JS-05', by: 'COUNTY', sample: { percent: '100.1', atLeast: 1 } } } }],
  ])('%s is a fault', (_, document) => { expect(() => parseRuleDocument(JSON.parse(JSON.stringify(document)))).toThrow('enrolment.review'); });
});
