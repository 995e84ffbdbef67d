// The five documents hold what the five notices say: numbers and dates, read from the notices a second time.
import { describe, expect, test } from '@jest/globals';
import { moduleHours } from '../../../server/programmes/rules/rule-consistency.js';
import { statementsOf } from '../../../server/programmes/rules/rule-statements.js';
import { documentNames, documentOf, type DocumentName } from '../documents.js';

const upTo = (prefix: string, last: number) => Array.from({ length: last }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);

test.each<[DocumentName, string[]]>([
  ['js-2023', upTo('JS', 22)], ['sh-2024', upTo('SH24', 8)], ['sh-credits-2016', upTo('CB', 17)], ['xh-2021', upTo('XH', 11)], ['sd-2023', upTo('SD', 11)],
])('JS-01 SH24-01 CB-01 XH-01 SD-01 %s has a sentence for each of its requirements', (name, requirements) => {
  expect([...new Set(statementsOf(documentOf(name)).map(({ requirement }) => requirement))].toSorted()).toEqual(requirements);
});

describe('SH24 after-school services', () => {
  const document = documentOf('sh-2024');
  test('SH24-01 four modules make 32 hours: 4 and 4 online, 20 and 4 offline', () => {
    expect(document.modules?.map(({ mode, hours }) => `${mode} ${hours?.minimum}`)).toEqual(['ONLINE 4', 'ONLINE 4', 'OFFLINE 20', 'OFFLINE 4']);
    expect(moduleHours(document)).toEqual({ minimum: 320, maximum: 320 });
  });
  test('SH24-02 ten projects, each with three days inside the weeks of offline learning', () => {
    const options = document.choices?.[0]?.options ?? [];
    expect(options.map(({ days }) => days.map((day) => day.slice(5)).join(' '))).toEqual(['05-14 05-21 05-28', '05-22 05-29 06-05', '05-15 05-22 05-29', '05-23 05-30 06-06', '05-16 06-13 06-27', '05-20 05-27 06-03', '05-21 05-28 06-04', '06-06 06-13 06-20', '05-29 06-05 06-12', '05-15 05-22 05-29']);
    for (const day of options.flatMap(({ days }) => days)) expect(day >= '2024-05-01' && day <= '2024-06-30').toBe(true);
    expect(new Set(options.map(({ body }) => body)).size).toBe(10);
  });
  test.each([['ENROLMENT', '2024-04-15', '2024-04-30'], ['CONTACTS', null, '2024-04-25'], ['LEARNING', '2024-05-01', '2024-08-31'], ['OFFLINE_LEARNING', '2024-05-01', '2024-06-30'], ['PRACTICE_ASSIGNMENT', '2024-07-01', '2024-08-31'], ['PRACTICE_AT_SCHOOL', '2024-09-01', '2024-09-30'], ['ASSESSMENT', '2024-10-01', '2024-10-31']])('SH24-03 SH24-05 %s %s – %s', (action, from, until) => {
    expect(document.windows?.find((window) => window.action === action)).toMatchObject({ ...(from === null ? {} : { from: { date: from } }), until: { date: until } });
  });
});

describe('SD "Internet + teacher development"', () => {
  const document = documentOf('sd-2023');
  test('SD-01 3 + 2 + 19…23 hours make 24…28, as many as the credits', () => {
    expect(moduleHours(document)).toEqual({ minimum: 240, maximum: 280 });
    expect(document.award).toMatchObject({ credits: { minimum: '24', maximum: '28' }, hoursPerCredit: '1' });
    expect(document.modules?.[0]).toMatchObject({ part: 'RANDOM', lessons: 3, hours: { minimum: '3', maximum: '3' } });
  });
  test('SD-02 at most six of sixteen topics, ethics always', () => {
    expect(document.topics).toMatchObject({ atMost: 6, always: ['师德师风建设'] });
    expect(new Set(document.topics?.offered).size).toBe(16);
  });
  test.each([['ENROLMENT', null, '2023-08-10', null], ['CHOOSING', '2023-08-11', '2023-09-15', 'CITY'], ['LESSON_HAND_IN', null, '2023-09-27', null], ['LEARNING', '2023-08-15', '2023-12-31', 'CITY'], ['LEARNING_REQUIRED', '2023-10-18', '2023-12-31', null], ['CREDIT_REGISTRATION', null, '2023-12-31', null], ['GUIDANCE', '2023-08-15', '2024-04-30', null]])('SD-04 %s %s – %s, own window of %s', (action, from, until, narrowedBy) => {
    const window = document.windows?.find((one) => one.action === action);
    expect([window?.from?.anchor === 'DATE' ? window.from.date : null, window?.until.anchor === 'DATE' ? window.until.date : null, window?.narrowedBy ?? null]).toEqual([from, until, narrowedBy]);
  });
  test('SD-07 one lesson from a city for each combination, one from a teacher, upwards from the school', () => {
    expect(document.recommendation).toMatchObject({ perCity: 1, perTeacher: 1, path: ['SCHOOL', 'COUNTY', 'CITY', 'PROVINCE'] });
  });
});

describe('XH whole-school plans and competencies', () => {
  const document = documentOf('xh-2021');
  test('XH-02 10 + 15 + 25 hours make 50, by city, district and school', () => {
    expect(document.modules?.map(({ level, part, hours }) => `${level} ${part} ${hours?.minimum}`)).toEqual(['CITY REQUIRED 10', 'DISTRICT ELECTIVE 15', 'SCHOOL REQUIRED 25']);
    expect(document.modules?.[1]?.within?.minimum).toBe('5');
  });
  test('XH-03 30 competencies: 13, 10 and 7; 2, 8, 14 and 6 along the dimensions less what is empty', () => {
    const items = document.competencies?.items ?? [];
    const counted = (by: 'environment' | 'dimension') => Object.fromEntries([...Map.groupBy(items, (item) => item[by])].map(([key, all]) => [key, all.length]));
    expect(items.map(({ code }) => code)).toEqual([...Array.from({ length: 13 }, (_, i) => `A${i + 1}`), ...Array.from({ length: 10 }, (_, i) => `B${i + 1}`), ...Array.from({ length: 7 }, (_, i) => `C${i + 1}`)]);
    expect(counted('environment')).toEqual({ MULTIMEDIA: 13, BLENDED: 10, SMART: 7 });
    expect(counted('dimension')).toEqual({ ANALYSIS: 2, DESIGN: 7, GUIDANCE: 14, ASSESSMENT: 7 });
  });
  test('XH-05 XH-07 XH-10 courses, research and targets', () => {
    expect(document.schoolCourses).toMatchObject({ perTerm: 1, minimum: 2, hoursEach: { minimum: '10', maximum: '15' } });
    expect(document.research?.map(({ minimumPercent, practices, openClasses }) => [minimumPercent, practices, openClasses])).toEqual([['40', 2, 1], ['60', 4, 1]]);
    expect(document.counters?.map(({ count, until }) => [count, until])).toEqual([[300, '2021-06-30'], [700, '2022-06-30'], [100, '2022-12-31']]);
  });
});

describe('CB credits are floors that overlap', () => {
  const document = documentOf('sh-credits-2016');
  type Floor = NonNullable<typeof document.floors>[number];
  const floor = (of: Floor['of'], tags: Partial<Floor>, requirement: string): string[] => (document.floors ?? [])
    .filter((one) => one.of === of && one.requirement === requirement && JSON.stringify([one.levels, one.categories, one.itModule, one.isSelfChosen, one.isFullTime]) === JSON.stringify([tags.levels, tags.categories, tags.itModule, tags.isSelfChosen, tags.isFullTime]))
    .map(({ minimum, advisedMaximum }) => `${minimum}${advisedMaximum === undefined ? '' : `–${advisedMaximum}`}`);
  test.each<[string, Floor['of'], Partial<Floor>, string[]]>([
    ['CB-01', 'TEACHER', {}, ['36']],
    ['CB-01', 'TEACHER', { categories: ['ETHICS', 'LITERACY'] }, ['12']],
    ['CB-01', 'TEACHER', { categories: ['KNOWLEDGE'] }, ['12–14']],
    ['CB-01', 'TEACHER', { categories: ['PRACTICE'] }, ['10–12']],
    ['CB-01', 'TEACHER', { levels: ['CITY'] }, ['4–7']],
    ['CB-01', 'TEACHER', { levels: ['CITY'], categories: ['ETHICS', 'LITERACY'] }, ['1–2']],
    ['CB-01', 'TEACHER', { levels: ['CITY'], categories: ['KNOWLEDGE'] }, ['3–5']],
    ['CB-01', 'TEACHER', { levels: ['CITY'], categories: ['KNOWLEDGE'], itModule: 'GENERAL' }, ['1']],
    ['CB-01', 'TEACHER', { levels: ['DISTRICT'] }, ['11–14']],
    ['CB-01', 'TEACHER', { levels: ['DISTRICT'], categories: ['ETHICS', 'LITERACY'] }, ['2–3']],
    ['CB-01', 'TEACHER', { levels: ['DISTRICT'], categories: ['KNOWLEDGE'] }, ['9–11']],
    ['CB-01', 'TEACHER', { levels: ['DISTRICT'], categories: ['KNOWLEDGE'], itModule: 'PROFESSIONAL' }, ['3']],
    ['CB-01', 'TEACHER', { levels: ['SCHOOL'] }, ['15–18']],
    ['CB-01', 'TEACHER', { levels: ['SCHOOL'], categories: ['ETHICS'] }, ['4–5']],
    ['CB-01', 'TEACHER', { levels: ['SCHOOL'], categories: ['LITERACY'] }, ['1–2']],
    ['CB-01', 'TEACHER', { levels: ['SCHOOL'], categories: ['PRACTICE'] }, ['10–12']],
    ['CB-02', 'PD_SCHOOL_TEACHER', { levels: ['CITY', 'DISTRICT'] }, ['6']],
    ['CB-02', 'PD_SCHOOL_TEACHER', { levels: ['SCHOOL'] }, ['30']],
    ['CB-02', 'PD_SCHOOL_TEACHER', { levels: ['SCHOOL'], categories: ['PRACTICE'] }, ['19–22']],
    ['CB-03', 'TEACHER', { isSelfChosen: true }, ['3–5']],
    ['CB-04', 'CLASS_TEACHER', { levels: ['DISTRICT'] }, ['3']],
    ['CB-04', 'TRAINER', { levels: ['CITY', 'DISTRICT'] }, ['7']],
    ['CB-04', 'MIDDLE_MANAGER', { levels: ['DISTRICT'] }, ['9']],
    ['CB-04', 'COLLEGE_HEAD', { levels: ['CITY'] }, ['10']],
    ['CB-04', 'SENIOR_TEACHER', { isSelfChosen: true }, ['18', '14']],
    ['CB-04', 'NEW_TEACHER', {}, ['12']],
    ['CB-04', 'NEW_PRINCIPAL', {}, ['30']],
    ['CB-04', 'PRINCIPAL', {}, ['36']],
    ['CB-04', 'PRINCIPAL', { isFullTime: true }, ['18']],
  ])('%s %s %j: %j', (requirement, of, tags, expected) => {
    expect(floor(of, tags, requirement)).toEqual(expected);
  });

  test('CB-01 the floors of the levels leave room below the total, so that they overlap and do not partition', () => {
    const sum = (requirement: string, of: Floor['of'], ...tags: Partial<Floor>[]) => tags.reduce((total, tag) => total + Number(floor(of, tag, requirement)[0]?.split('–')[0]), 0);
    expect(sum('CB-01', 'TEACHER', { levels: ['CITY'] }, { levels: ['DISTRICT'] }, { levels: ['SCHOOL'] })).toBe(30);
    expect(sum('CB-01', 'TEACHER', { categories: ['ETHICS', 'LITERACY'] }, { categories: ['KNOWLEDGE'] }, { categories: ['PRACTICE'] })).toBe(34);
  });
  test('CB-06 CB-07 hours become credits, and the IT certificate stands for 1, 3 and 1', () => {
    expect(document.conversion?.slice(0, 2)).toMatchObject([{ minutesPerHour: 45, hoursPerCredit: '10', countingUnitHours: '4' }, { sessionsPerCredit: 10, minimumClockHoursEach: '2', maximumLecturePercent: '10' }]);
    expect(document.offsets?.flatMap(({ credits }) => credits ?? [])).toEqual(['1', '3', '1']);
    expect(document.offsets?.filter(({ isAllowed }) => !isAllowed).length).toBe(5);
  });
});

test('JS-09 SH24-05 CB-01 a level is the programme\'s own word: 市级 is the top in Shanghai and the prefecture in Jiangsu and Shandong', () => {
  const officeOf = (name: DocumentName) => documentOf(name).levelScale?.levels.find(({ code }) => code === 'CITY')?.officeLevel;
  expect(documentNames.map((name) => `${name} ${officeOf(name)}`)).toEqual(['js-2023 CITY', 'sh-2024 PROVINCE', 'sh-credits-2016 PROVINCE', 'xh-2021 PROVINCE', 'sd-2023 CITY']);
});
