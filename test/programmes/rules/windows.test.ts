// The days of a programme's calendar: those of the year, and those counted from a period.
import { describe, expect, test } from '@jest/globals';
import { gradingDayOf } from '../../../server/programmes/rules/grading-days.js';
import { parseRuleDocument, periodsOf } from '../../../server/programmes/rules/rule-document.js';
import { periodDaysOf, yearDaysOf, type ActionDays } from '../../../server/programmes/rules/windows.js';
import { documentNames, documentOf, edited, type DocumentName } from '../documents.js';

const said = ({ requirement, action, from, finishFrom, until }: ActionDays): string => [requirement, action, from ?? '', finishFrom === null ? '' : `(${finishFrom})`, `–${until}`].filter((part) => part !== '').join(' ');

describe('JS-06 JS-07 JS-17 what is counted from a period', () => {
  const document = documentOf('js-2023');
  test.each([
    [1, ['JS-06 ENROLMENT (2023-07-11) –2023-07-15', 'JS-05 ENROLMENT_REVIEW –2023-07-15', 'JS-07 SUBSTITUTION –2023-08-04', 'JS-17 GRADING –2023-08-14']],
    // Over the ends of July and August, and into the next month.
    [2, ['JS-06 ENROLMENT (2023-07-27) –2023-07-31', 'JS-05 ENROLMENT_REVIEW –2023-07-31', 'JS-07 SUBSTITUTION –2023-08-20', 'JS-17 GRADING –2023-08-30']],
    [4, ['JS-06 ENROLMENT (2023-08-27) –2023-08-31', 'JS-05 ENROLMENT_REVIEW –2023-08-31', 'JS-07 SUBSTITUTION –2023-09-20', 'JS-17 GRADING –2023-09-30']],
    [9, ['JS-06 ENROLMENT (2023-11-11) –2023-11-15', 'JS-05 ENROLMENT_REVIEW –2023-11-15', 'JS-07 SUBSTITUTION –2023-12-05', 'JS-17 GRADING –2023-12-15']],
  ])('JS-06 period %i: five days before it opens, and until its last day; graded within ten days after it', (number, expected) => {
    const period = periodsOf(document).find((one) => one.number === number)!;
    expect(periodDaysOf(document, period).map(said)).toEqual(expected);
  });

  test('JS-06 the eve of a period that opens on the first of March after a leap February', () => {
    expect(periodDaysOf(document, { startsOn: '2024-03-01', endsOn: '2024-03-20' }).map(said)[0]).toBe('JS-06 ENROLMENT (2024-02-25) –2024-02-29');
  });
});

describe('JS-06 SD-04 SH24-03 the days of the year stand by their last one', () => {
  test.each<[DocumentName, string[]]>([
    ['js-2023', ['JS-06 QUOTAS –2023-07-07']],
    ['sd-2023', ['SD-08 MANAGER_TRAINING 2023-07-11 –2023-07-31', 'SD-04 ENROLMENT –2023-08-10', 'SD-04 CHOOSING 2023-08-11 –2023-09-15', 'SD-04 LESSON_HAND_IN –2023-09-27', 'SD-04 LEARNING 2023-08-15 –2023-12-31', 'SD-04 LEARNING_REQUIRED 2023-10-18 –2023-12-31', 'SD-04 CREDIT_REGISTRATION –2023-12-31', 'SD-04 GUIDANCE 2023-08-15 –2024-04-30']],
    ['sh-2024', ['SH24-05 CONTACTS –2024-04-25', 'SH24-03 ENROLMENT 2024-04-15 –2024-04-30', 'SH24-03 OFFLINE_LEARNING 2024-05-01 –2024-06-30', 'SH24-03 LEARNING 2024-05-01 –2024-08-31', 'SH24-03 PRACTICE_ASSIGNMENT 2024-07-01 –2024-08-31', 'SH24-03 PRACTICE_AT_SCHOOL 2024-09-01 –2024-09-30', 'SH24-03 ASSESSMENT 2024-10-01 –2024-10-31']],
    ['sh-credits-2016', []],
  ])('JS-06 %s', (name, expected) => {
    const document = documentOf(name);
    expect(yearDaysOf(document).map(said)).toEqual(expected);
    // Every window is told once, here or with the periods.
    expect(yearDaysOf(document).length + periodDaysOf(document, { startsOn: '2023-09-01', endsOn: '2023-09-20' }).length).toBe(document.windows?.length ?? 0);
  });
});

describe('JS-17 the last day of grading', () => {
  const period = { startsOn: '2024-02-10', endsOn: '2024-02-29' };
  test.each([
    [{ anchor: 'PERIOD_END', days: 0 }, '2024-02-29'], [{ anchor: 'PERIOD_END', days: 1 }, '2024-03-01'], [{ anchor: 'PERIOD_END', days: 10 }, '2024-03-10'],
    [{ anchor: 'PERIOD_START', days: 30 }, '2024-03-11'], [{ anchor: 'DATE', date: '2024-12-31' }, '2024-12-31'],
  ])('JS-17 %j', (until, day) => {
    expect(gradingDayOf(parseRuleDocument(edited('js-2023', 'windows.3', { requirement: 'JS-17', action: 'GRADING', until })), period)).toBe(day);
  });

  test('JS-17 a programme whose document names none has none', () => {
    expect(documentNames.map((name) => [name, gradingDayOf(documentOf(name), period)]).filter(([, day]) => day !== null)).toEqual([['js-2023', '2024-03-10']]);
  });
});
