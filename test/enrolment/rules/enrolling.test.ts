// Who may be enrolled, in whose order, and on which days.
import { describe, expect, test } from '@jest/globals';
import { enrolledInPeriod, turnsOf, windowRefusals, type Queue, type StandingChoice } from '../../../server/enrolment/rules/enrolling.js';
import { dateInShanghai } from '../../../server/kernel/calendar.js';
import { choosingOf } from '../../../server/programmes/rules/enrolment-days.js';
import { documentNames, documentOf, edited } from '../../programmes/documents.js';
import { parseRuleDocument } from '../../../server/programmes/rules/rule-document.js';

const period = { startsOn: '2023-09-16', endsOn: '2023-10-05' };
const rules = choosingOf(documentOf('js-2023'), period);

describe('JS-06 the days of choosing and enrolling', () => {
  test.each([
    ['2023-09-15T23:59:59.999+08:00', []],
    ['2023-09-16T00:00:00.000+08:00', ['WINDOW_CLOSED']],
    ['2023-09-15T15:59:59.999Z', []],
    ['2023-09-15T16:00:00.000Z', ['WINDOW_CLOSED']],
    // Entry is allowed earlier than the five days in which it is finished.
    ['2023-07-01T00:00:00.000+08:00', []],
  ])('JS-06 at %s: %j', (instant, expected) => {
    expect(windowRefusals(rules, dateInShanghai(new Date(instant))).map(({ code }) => code)).toEqual(expected);
  });

  test('JS-06 both ends are data: a document with a first day has one', () => {
    const dated = choosingOf(parseRuleDocument(edited('js-2023', 'windows.1.from', { anchor: 'PERIOD_START', days: -14 })), period);
    expect(dated).toMatchObject({ opensOn: '2023-09-02', closesOn: '2023-09-15' });
    expect(['2023-09-01', '2023-09-02'].map((today) => windowRefusals(dated, today).map(({ code, requirement }) => `${code} ${requirement}`))).toEqual([['WINDOW_CLOSED JS-06'], []]);
  });

  test('JS-05 in programmes of other shapes nobody chooses classes, and is told so', () => {
    for (const name of documentNames) expect([name, choosingOf(documentOf(name), period) !== null]).toEqual([name, name === 'js-2023']);
    expect(windowRefusals(null, '2023-09-01')).toMatchObject([{ code: 'NOT_ALLOWED', requirement: 'JS-05' }]);
  });
});

describe('JS-07 whose turn it is', () => {
  const choice = (personId: number, chosenMs: number, isEnrolled = false): StandingChoice => ({ id: personId * 10, personId, chosenMs, isEnrolled });
  const queue = (more: Partial<Queue>): Queue => ({ choices: [choice(3, 300), choice(1, 100), choice(2, 200)], enrolledIds: new Set(), obstacles: new Map(), namedIds: [], remaining: 9, places: null, ahead: { seats: 0, places: 0 }, isFirstChosenFirst: true, ...more });
  const told = (given: Partial<Queue>) => turnsOf(queue(given)).map(({ personId, refusal }) => `${personId} ${refusal?.code ?? 'ok'}`);

  test.each<[string, Partial<Queue>, string[]]>([
    ['the first alone', { namedIds: [1] }, ['1 ok']],
    ['the second before the first', { namedIds: [2] }, ['2 NOT_IN_TURN']],
    ['the third and the first, not the second', { namedIds: [3, 1] }, ['1 ok', '3 NOT_IN_TURN']],
    ['all, in the order of choosing and not of typing', { namedIds: [3, 2, 1] }, ['1 ok', '2 ok', '3 ok']],
    ['two seats for three', { namedIds: [3, 2, 1], remaining: 2 }, ['1 ok', '2 ok', '3 QUOTA_EXHAUSTED']],
    ['no seat', { namedIds: [1], remaining: 0 }, ['1 QUOTA_EXHAUSTED']],
    ['the first is enrolled: the second is next', { choices: [choice(1, 100, true), choice(2, 200)], namedIds: [2] }, ['2 ok']],
    ['enrolled already', { choices: [choice(1, 100, true)], namedIds: [1] }, ['1 ALREADY_ENROLLED']],
    ['enrolled without a choice', { enrolledIds: new Set([7]), namedIds: [7] }, ['7 ALREADY_ENROLLED']],
    ['never chose', { namedIds: [1, 8] }, ['1 ok', '8 NOT_ELIGIBLE']],
    ['the same moment: who was written down first', { choices: [choice(2, 100), choice(1, 100)], namedIds: [2] }, ['2 NOT_IN_TURN']],
    ['a programme without that order', { namedIds: [3], isFirstChosenFirst: false }, ['3 ok']],
    ['named twice', { namedIds: [1, 1] }, ['1 ok']],
    ['the first is in another class of the period: the second is next', { obstacles: new Map([[1, enrolledInPeriod()]]), namedIds: [2] }, ['2 ok']],
    ['who is in another class is told so, with a seat or without', { obstacles: new Map([[1, enrolledInPeriod()]]), namedIds: [1, 2], remaining: 1 }, ['1 ALREADY_ENROLLED', '2 ok']],
    ['two places in the class for three', { namedIds: [3, 2, 1], places: 2 }, ['1 ok', '2 ok', '3 CLASS_FULL']],
    ['a full class', { namedIds: [1], places: 0 }, ['1 CLASS_FULL']],
    ['one place left', { namedIds: [1], places: 1 }, ['1 ok']],
    ['neither seat nor place: the seat is said first', { namedIds: [1], remaining: 0, places: 0 }, ['1 QUOTA_EXHAUSTED']],
    ['a seat is free, and one of the school on the list can have it', { namedIds: [1], remaining: 1, ahead: { seats: 1, places: 0 } }, ['1 NOT_IN_TURN']],
    ['more seats than the list wants: the list gives all the same', { namedIds: [1], remaining: 3, ahead: { seats: 1, places: 0 } }, ['1 NOT_IN_TURN']],
    ['a place is free, and one of another school on the list can have it', { namedIds: [1], places: 2, ahead: { seats: 0, places: 1 } }, ['1 NOT_IN_TURN']],
    ['a full class is said before the list', { namedIds: [1], places: 0, ahead: { seats: 0, places: 1 } }, ['1 CLASS_FULL']],
    ['the list counts for nothing in a programme without that order', { namedIds: [1], remaining: 1, isFirstChosenFirst: false, ahead: { seats: 1, places: 0 } }, ['1 ok']],
  ])('JS-07 %s', (_, given, expected) => {
    expect(told(given)).toEqual(expected);
  });

  test('JS-07 who misses a seat, a place or a turn behind the list waits on it; who is passed over, barred or enrolled does not', () => {
    const listed = (given: Partial<Queue>) => turnsOf(queue(given)).filter(({ isListed }) => isListed).map(({ personId }) => personId);
    expect(listed({ namedIds: [1, 2, 3], remaining: 1 })).toEqual([2, 3]);
    expect(listed({ namedIds: [1, 2, 3], places: 2 })).toEqual([3]);
    expect(listed({ namedIds: [1], remaining: 1, ahead: { seats: 1, places: 0 } })).toEqual([1]);
    expect(listed({ namedIds: [3], remaining: 0 })).toEqual([]);
    expect(listed({ choices: [choice(1, 100, true)], namedIds: [1, 8], remaining: 0, obstacles: new Map([[2, enrolledInPeriod()]]) })).toEqual([]);
  });

  test('JS-07 whoever is passed over is counted, and the rule is named', () => {
    expect(turnsOf(queue({ namedIds: [3] }))[0]?.refusal).toMatchObject({ requirement: 'JS-07', facts: [{ name: 'waiting', value: '2' }] });
  });

  test('JS-05 no queue gives more seats than there are, nor one before an earlier one that waits', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const pick = (n: number, salt: number) => (seed * 7919 + salt * 104_729) % n;
      const choices = Array.from({ length: 8 }, (_, index) => choice(index + 1, pick(5, index), pick(4, index + 20) === 0));
      const namedIds = choices.filter((_, index) => pick(3, index + 40) > 0).map(({ personId }) => personId);
      const remaining = pick(6, 99);
      const turns = turnsOf(queue({ choices, namedIds, remaining }));
      const won = turns.filter(({ refusal }) => refusal === null).map(({ choice: of }) => of as StandingChoice);
      expect(won.length).toBeLessThanOrEqual(remaining);
      expect(turns.map(({ personId }) => personId).toSorted((a, b) => a - b)).toEqual(namedIds.toSorted((a, b) => a - b));
      for (const winner of won) expect(choices.filter((one) => !one.isEnrolled && (one.chosenMs < winner.chosenMs || (one.chosenMs === winner.chosenMs && one.id < winner.id)) && !won.includes(one)).every(({ personId }) => namedIds.includes(personId))).toBe(true);
    }
  });
});
