// When an enrolment may be withdrawn, and who may come in its place.
import { describe, expect, test } from '@jest/globals';
import { alreadyEnrolled, enrolledInPeriod } from '../../../server/enrolment/rules/enrolling.js';
import { comingRefusals } from '../../../server/enrolment/rules/substituting.js';
import { withdrawalRefusals, type EnrolmentState } from '../../../server/enrolment/rules/withdrawing.js';
import { dateInShanghai } from '../../../server/kernel/calendar.js';
import { substitutionOf } from '../../../server/programmes/rules/enrolment-days.js';
import { parseRuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { documentNames, documentOf, edited } from '../../programmes/documents.js';

const period = { startsOn: '2023-09-16', endsOn: '2023-10-05' };
const days = substitutionOf(documentOf('js-2023'), period);
const said = { reason: '病假。', expectedVersion: 3 };

describe('JS-07 the days of substitution and withdrawal', () => {
  test.each([
    ['2023-09-01T00:00:00.000+08:00', []],
    ['2023-09-16T00:00:00.000+08:00', []],
    ['2023-10-05T23:59:59.999+08:00', []],
    ['2023-10-06T00:00:00.000+08:00', ['WINDOW_CLOSED JS-07']],
    ['2023-10-05T15:59:59.999Z', []],
    ['2023-10-05T16:00:00.000Z', ['WINDOW_CLOSED JS-07']],
    ['2023-12-31T00:00:00.000+08:00', ['WINDOW_CLOSED JS-07']],
  ])('JS-07 at %s: %j', (instant, expected) => {
    expect(withdrawalRefusals({ state: 'ENROLLED', version: 3 }, { days, today: dateInShanghai(new Date(instant)) }, said).map(({ code, requirement }) => `${code} ${requirement}`)).toEqual(expected);
  });

  test('JS-07 both ends are data: a document with a first day has one, and one without the window has no such act', () => {
    const dated = substitutionOf(parseRuleDocument(edited('js-2023', 'windows.2.from', { anchor: 'PERIOD_START', days: 0 })), period);
    expect(dated).toEqual({ opensOn: '2023-09-16', closesOn: '2023-10-05', requirement: 'JS-07' });
    expect(['2023-09-15', '2023-09-16'].map((today) => withdrawalRefusals({ state: 'ENROLLED', version: 3 }, { days: dated, today }, said).length)).toEqual([1, 0]);
    for (const name of documentNames) expect([name, substitutionOf(documentOf(name), period) !== null]).toEqual([name, name === 'js-2023']);
    expect(withdrawalRefusals({ state: 'ENROLLED', version: 3 }, { days: null, today: '2023-09-16' }, said)).toMatchObject([{ code: 'NOT_ALLOWED', requirement: 'JS-07' }]);
  });
});

describe('JS-07 what else stands in the way', () => {
  test.each<[string, { state: EnrolmentState; version: number }, { reason: string; expectedVersion: number }, string[]]>([
    ['nothing', { state: 'ENROLLED', version: 3 }, said, []],
    ['an older version', { state: 'ENROLLED', version: 4 }, said, ['STALE']],
    ['a newer version than there is', { state: 'ENROLLED', version: 2 }, said, ['STALE']],
    ['withdrawn already, whatever the version', { state: 'WITHDRAWN', version: 4 }, said, ['NOT_ALLOWED_IN_STATE']],
    ['no reason', { state: 'ENROLLED', version: 3 }, { ...said, reason: ' 　' }, ['EMPTY']],
    ['200 characters', { state: 'ENROLLED', version: 3 }, { ...said, reason: ` ${'𠮷'.repeat(200)} ` }, []],
    ['201 characters', { state: 'ENROLLED', version: 3 }, { ...said, reason: '病'.repeat(201) }, ['TOO_LONG']],
    ['a telephone number', { state: 'ENROLLED', version: 3 }, { ...said, reason: '请联系 138 1234 5678。' }, ['MALFORMED']],
  ])('JS-07 %s', (_, enrolment, given, expected) => {
    expect(withdrawalRefusals(enrolment, { days, today: '2023-09-20' }, given).map(({ code }) => code)).toEqual(expected);
  });

  test.each([
    ['a colleague', { isOfSchool: true, obstacles: [] }, []],
    ['a teacher of another school', { isOfSchool: false, obstacles: [alreadyEnrolled()] }, ['NOT_ELIGIBLE JS-07 personId']],
    ['who is in another class of the period', { isOfSchool: true, obstacles: [enrolledInPeriod()] }, ['ALREADY_ENROLLED JS-02 personId']],
  ])('JS-07 %s comes', (_, coming, expected) => {
    expect(comingRefusals(coming).map(({ code, requirement, field }) => `${code} ${requirement} ${field}`)).toEqual(expected);
  });
});
