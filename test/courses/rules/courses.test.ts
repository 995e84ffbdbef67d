// Rules of the intake of courses, with their border rows.
import { describe, expect, test } from '@jest/globals';
import { checkSignOf, creditCodeOf } from '../../../server/courses/rules/credit-code.js';
import { openingOf, openingRefusals } from '../../../server/courses/rules/class-opening.js';
import { draftRefusals, handInRefusals } from '../../../server/courses/rules/course-form.js';
import { intake, isOpenToAuthors } from '../../../server/courses/rules/intake-states.js';
import { acceptanceRefusals, averageOf, ratingRefusals, totalOf } from '../../../server/courses/rules/ratings.js';
import { conflictOf, type Candidate } from '../../../server/courses/rules/reviewers.js';
import { demoBodies, demoIntake } from '../../../server/demo/intake.js';
import { flawsOf, nextState } from '../../../server/kernel/state-machine.js';
import { courseReviewOf, type CourseContent, type CourseState, type UnitContent } from '../../../server/programmes/index.js';
import { minutesOf } from '../../../server/programmes/rules/course-content.js';
import { documentOf } from '../../programmes/documents.js';

test('JS-10 the intake has no dead end, and only what is accepted stays as it is', () => {
  expect(flawsOf(intake)).toEqual([]);
});

test.each<[CourseState, Parameters<typeof nextState<CourseState, 'HAND_IN' | 'ASSIGN' | 'ACCEPT' | 'RETURN'>>[2], CourseState | null]>([
  ['DRAFT', 'HAND_IN', 'HANDED_IN'], ['DRAFT', 'ASSIGN', null], ['DRAFT', 'ACCEPT', null], ['DRAFT', 'RETURN', null],
  ['HANDED_IN', 'HAND_IN', null], ['HANDED_IN', 'ASSIGN', 'IN_REVIEW'], ['HANDED_IN', 'ACCEPT', 'ACCEPTED'], ['HANDED_IN', 'RETURN', 'RETURNED'],
  ['IN_REVIEW', 'HAND_IN', null], ['IN_REVIEW', 'ASSIGN', 'IN_REVIEW'], ['IN_REVIEW', 'ACCEPT', 'ACCEPTED'], ['IN_REVIEW', 'RETURN', 'RETURNED'],
  ['RETURNED', 'HAND_IN', 'HANDED_IN'], ['RETURNED', 'ASSIGN', null], ['RETURNED', 'ACCEPT', null], ['RETURNED', 'RETURN', null],
  ['ACCEPTED', 'HAND_IN', null], ['ACCEPTED', 'ASSIGN', null], ['ACCEPTED', 'ACCEPT', null], ['ACCEPTED', 'RETURN', null],
])('JS-10 from %s by %s to %s', (from, act, to) => {
  expect(nextState(intake, from, act)).toBe(to);
  expect(isOpenToAuthors(from)).toBe(from === 'DRAFT' || from === 'RETURNED');
});

describe('CB-13 the credit code of a training body', () => {
  test.each([
    // Two that are published, and the ways in which people write them.
    ['91350100M000100Y43', '91350100M000100Y43'], ['91110000600037341L', '91110000600037341L'], ['9135 0100 m000 100y 43', '91350100M000100Y43'], ['９１３５０１００Ｍ０００１００Ｙ４３', '91350100M000100Y43'],
    // Another check sign, one sign changed, two signs swapped, too short, too long, letters that no code has, an empty one.
    ['91350100M000100Y44', null], ['91350100M000100X43', null], ['91350100M00010Y043', null], ['91350100M000100Y4', null], ['91350100M000100Y430', null], ['91350100I000100Y43', null], ['91350100O000100Y43', null], ['91350100S000100Y43', null], ['', null],
  ])('%s is read as %s', (typed, code) => {
    expect(creditCodeOf(typed)).toBe(code);
  });

  test('every change of a single sign is noticed', () => {
    const code = '91350100M000100Y43';
    for (let place = 0; place < 18; place += 1) for (const sign of '0123456789ABCDEFGHJKLMNPQRTUWXY') if (sign !== code[place]) expect(creditCodeOf(`${code.slice(0, place)}${sign}${code.slice(place + 1)}`)).toBeNull();
    expect(checkSignOf('9135')).toBeNull();
  });

  test('the bodies of the demonstration have codes that hold', () => {
    expect(demoBodies.filter(({ creditCode }) => creditCodeOf(creditCode) !== creditCode)).toEqual([]);
  });
});

const unit = (more: Partial<UnitContent> = {}): UnitContent => ({ title: '导论', kind: 'VIDEO', minutes: 45, isRequired: true, requiredMinutes: null, requiredPosts: null, requiredViews: null, ...more });
const content = (more: Partial<CourseContent> = {}): CourseContent => ({ name: '课程', subject: 'MUSIC', stage: 'PRIMARY', hoursTenths: 10, description: '简介', units: [unit()], ...more });
const told = (refusals: readonly { code: string; field: string | null }[]) => refusals.map(({ code, field }) => `${code} ${field}`);

test.each<[string, Partial<CourseContent>, string[]]>([
  ['as it should be', {}, []], ['no name', { name: ' ' }, ['EMPTY name']], ['60 characters', { name: '课'.repeat(60) }, []], ['61 characters', { name: '课'.repeat(61) }, ['TOO_LONG name']], ['no hours', { hoursTenths: 0 }, ['OUT_OF_RANGE hours']],
  ['200 hours', { hoursTenths: 2_000 }, []], ['more hours', { hoursTenths: 2_001 }, ['OUT_OF_RANGE hours']], ['60 units', { units: Array.from({ length: 60 }, () => unit()) }, []], ['61 units', { units: Array.from({ length: 61 }, () => unit()) }, ['LIMIT_REACHED units']],
  ['a mobile number', { description: '请拨 13912345678' }, ['MALFORMED description']], ['no minutes', { units: [unit({ minutes: 0 })] }, ['OUT_OF_RANGE units.0.minutes']], ['as many required as there are', { units: [unit({ requiredMinutes: 45 })] }, []],
  ['more required than there are', { units: [unit({ requiredMinutes: 46 })] }, ['OUT_OF_RANGE units.0.requiredMinutes']], ['a unit without a title', { units: [unit({ title: '' })] }, ['EMPTY units.0.title']], ['no posts', { units: [unit({ requiredPosts: 0 })] }, ['OUT_OF_RANGE units.0.requiredPosts']],
])('JS-10 a draft with %s', (_, more, refusals) => {
  expect(told(draftRefusals(content(more)))).toEqual(refusals);
});

test.each<[string, Partial<CourseContent>, string[]]>([
  ['45 minutes for an hour', {}, []], ['44 minutes', { units: [unit({ minutes: 44 })] }, ['INCOMPLETE units']], ['46 minutes', { units: [unit({ minutes: 46 })] }, ['INCOMPLETE units']], ['90 minutes for two hours', { hoursTenths: 20, units: [unit(), unit()] }, []],
  // A tenth of an hour is four minutes and a half: odd tenths have no whole minutes.
  ['1.1 hours', { hoursTenths: 11, units: [unit({ minutes: 49 })] }, ['INCOMPLETE units']], ['1.2 hours', { hoursTenths: 12, units: [unit({ minutes: 54 })] }, []], ['no units', { units: [] }, ['EMPTY units']], ['no description', { description: ' ' }, ['EMPTY description']],
])('JS-10 handed in with %s', (_, more, refusals) => {
  expect(told(handInRefusals(content(more)))).toEqual(refusals);
});

test.each([[10, 45], [200, 900], [5, null], [11, null], [12, 54], [2, 9]])('JS-10 %i tenths of an hour are %s minutes', (tenths, minutes) => {
  expect(minutesOf(tenths)).toBe(minutes);
});

const rules = courseReviewOf(documentOf('js-2023'));
const criteria = rules?.criteria ?? [];
const full = criteria.map(({ code, maximumTenths }) => ({ criterion: code, pointsTenths: maximumTenths }));

test('JS-15 the programme\'s criteria make a hundred points, for two experts', () => {
  expect(totalOf(full)).toBe(1_000);
  expect(rules?.experts).toBe(2);
  for (const { ratings } of demoIntake) for (const [, points] of ratings) if (points !== null) expect(points.every((one, place) => one <= (criteria[place]?.maximumTenths ?? 0))).toBe(true);
});

test.each<[string, typeof full, string, string[]]>([
  ['full points', full, '好。', []], ['none at all', full.map((one) => ({ ...one, pointsTenths: 0 })), '差。', []], ['a tenth too many', full.map((one, place) => (place === 1 ? { ...one, pointsTenths: one.pointsTenths + 1 } : one)), '好。', ['OUT_OF_RANGE points.1.points']],
  ['less than nothing', full.map((one, place) => (place === 0 ? { ...one, pointsTenths: -1 } : one)), '好。', ['OUT_OF_RANGE points.0.points']], ['one left out', full.slice(1), '好。', ['INCOMPLETE points.DIRECTION']],
  ['one twice', [...full, full[0] as (typeof full)[number]], '好。', ['ALREADY_EXISTS points.5.criterion']], ['one of no programme', [...full, { criterion: 'X', pointsTenths: 1 }], '好。', ['NOT_FOUND points.5.criterion']], ['no word', full, ' ', ['EMPTY comment']],
])('JS-15 a rating with %s', (_, points, comment, refusals) => {
  expect(told(ratingRefusals(criteria, points, comment))).toEqual(refusals);
});

test.each<[number[], number | null]>([[[], null], [[800], 800], [[800, 801], 801], [[800, 800, 801], 800], [[800, 801, 801], 801], [[0, 1], 1], [[333, 333, 334], 333], [[1_000, 999], 1_000]])('JS-15 the average of %j tenths is %s, halves up', (totals, average) => {
  expect(averageOf(totals)).toBe(average);
});

test.each<[number, number, string[]]>([[2, 2, []], [2, 1, ['INCOMPLETE courseId']], [3, 2, ['INCOMPLETE courseId']], [0, 0, ['INCOMPLETE courseId']], [3, 3, []]])('JS-15 %i asked, %i rated: %j', (asked, rated, refusals) => {
  expect(told(acceptanceRefusals(rules, asked, rated))).toEqual(refusals);
  // Without criteria the office decides alone.
  expect(acceptanceRefusals(null, 0, 0)).toEqual([]);
});

const fit: Candidate = { isInPool: true, homeOfficeId: 9, postOfficeIds: [], contactOfBodyIds: [], hasActed: false };
test.each<[string, Partial<Candidate>, { officeId: number | null; bodyId: number | null }, string | null]>([
  ['an expert of elsewhere', {}, { officeId: 5, bodyId: null }, null], ['nobody of the pool', { isInPool: false }, { officeId: 5, bodyId: null }, 'NOT_IN_POOL'], ['of the office itself', { homeOfficeId: 5 }, { officeId: 5, bodyId: null }, 'OWN_OFFICE'],
  ['with a post there', { postOfficeIds: [7, 5] }, { officeId: 5, bodyId: null }, 'OWN_OFFICE'], ['with a post beside it', { postOfficeIds: [6] }, { officeId: 5, bodyId: null }, null], ['who acts for the body', { contactOfBodyIds: [3] }, { officeId: 5, bodyId: 3 }, 'OWN_BODY'],
  ['who acts for another body', { contactOfBodyIds: [4] }, { officeId: 5, bodyId: 3 }, null],
  // A body stands at the office that registered it, and is not that office.
  ['of the office where the body is registered', { homeOfficeId: 5 }, { officeId: 5, bodyId: 3 }, null], ['who wrote it', { hasActed: true }, { officeId: 5, bodyId: null }, 'OWN_COURSE'], ['a course of before the intake', {}, { officeId: null, bodyId: null }, null],
])('JS-15 %s may review it, or why not', (_, more, course, conflict) => {
  expect(conflictOf({ ...fit, ...more }, course)).toBe(conflict);
});

describe('JS-02 periods and classes from the rule', () => {
  const asked = [{ number: 1, startsOn: '2023-09-01', endsOn: '2023-09-20' }, { number: 2, startsOn: '2023-09-16', endsOn: '2023-10-05' }, { number: 3, startsOn: '2023-10-01', endsOn: '2023-10-20' }];
  const standing = asked.map((period, id) => ({ ...period, id }));
  test.each([
    ['nothing yet, before all', { periods: [], acceptedCourses: [1, 2], classes: [] }, '2023-08-31', { periodsToMake: 3, classesToMake: 6, courses: 2, periods: 3, periodsElsewhere: [] }],
    ['a period that begins today is not opened any more', { periods: standing, acceptedCourses: [1], classes: [] }, '2023-09-16', { periodsToMake: 0, classesToMake: 1, courses: 1, periods: 1, periodsElsewhere: [] }],
    ['on its eve it is', { periods: standing, acceptedCourses: [1], classes: [] }, '2023-09-15', { periodsToMake: 0, classesToMake: 2, courses: 1, periods: 2, periodsElsewhere: [] }],
    ['what stands is not made again', { periods: standing, acceptedCourses: [1, 2], classes: [{ courseId: 1, period: 2 }, { courseId: 1, period: 3 }] }, '2023-09-10', { periodsToMake: 0, classesToMake: 2, courses: 1, periods: 2, periodsElsewhere: [] }],
    ['a period on other days stays', { periods: [{ number: 2, startsOn: '2023-09-18', endsOn: '2023-10-05', id: 1 }], acceptedCourses: [], classes: [] }, '2023-09-10', { periodsToMake: 2, classesToMake: 0, courses: 0, periods: 0, periodsElsewhere: [2] }],
  ])('%s', (_, found, today, expected) => {
    const { periodsToMake, classesStanding: _standing, ...opening } = openingOf(asked, found, today);
    expect({ ...opening, periodsToMake: periodsToMake.length }).toEqual(expected);
  });

  test('the act is refused when the numbers are not those that were shown', () => {
    const opening = openingOf(asked, { periods: standing, acceptedCourses: [1], classes: [] }, '2023-09-10');
    expect(openingRefusals(opening, { periods: 0, classes: 2 })).toEqual([]);
    expect(told(openingRefusals(opening, { periods: 0, classes: 1 }))).toEqual(['STALE expectedClasses']);
    expect(told(openingRefusals(opening, { periods: 1, classes: 2 }))).toEqual(['STALE expectedClasses']);
  });
});
