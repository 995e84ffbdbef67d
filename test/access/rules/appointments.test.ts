// Who appoints whom, how many hold a post on one day, and what a term may be: tables with their borders.
import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../../server/kernel/roles.js';
import { appointableRoles, appointerRefusal, endingRefusals, inTheWay, isWithin, overlaps, seatRefusal, termRefusals, type PostOffice, type PostRole, type Term } from '../../../server/access/rules/appointments.js';

const offices = {
  江苏省: { id: 1, name: '江苏省', level: 'PROVINCE', parentId: null, parentName: null, path: '/1/' },
  苏州市: { id: 2, name: '苏州市', level: 'CITY', parentId: 1, parentName: '江苏省', path: '/1/2/' },
  吴中区: { id: 3, name: '吴中区', level: 'COUNTY', parentId: 2, parentName: '苏州市', path: '/1/2/3/' },
  昆山市: { id: 4, name: '昆山市', level: 'COUNTY', parentId: 1, parentName: '江苏省', path: '/1/4/' },
  木渎小学: { id: 5, name: '木渎小学', level: 'SCHOOL', parentId: 3, parentName: '吴中区', path: '/1/2/3/5/' },
  南京市: { id: 6, name: '南京市', level: 'CITY', parentId: 1, parentName: '江苏省', path: '/1/6/' },
} as const satisfies Record<string, PostOffice>;
type Place = keyof typeof offices;

describe('JS-11 JS-12 JS-13 who appoints whom', () => {
  test.each<[Role, Place, PostRole, Place, boolean]>([
    ['ADMIN', '江苏省', 'ADMIN', '苏州市', true],
    ['CHIEF_ADMIN', '江苏省', 'ADMIN', '苏州市', true],
    ['ADMIN', '苏州市', 'ADMIN', '苏州市', false],
    ['ADMIN', '南京市', 'ADMIN', '苏州市', false],
    ['ADMIN', '苏州市', 'ADMIN', '吴中区', true],
    // The city is in between; the province does not reach over it.
    ['ADMIN', '江苏省', 'ADMIN', '吴中区', false],
    ['ADMIN', '南京市', 'ADMIN', '吴中区', false],
    // A level is skipped: the province is the office directly above.
    ['ADMIN', '江苏省', 'ADMIN', '昆山市', true],
    ['ADMIN', '苏州市', 'ADMIN', '昆山市', false],
    ['ADMIN', '吴中区', 'ADMIN', '木渎小学', true],
    ['ADMIN', '苏州市', 'ADMIN', '木渎小学', true],
    ['ADMIN', '江苏省', 'SCHOOL_LEADER', '木渎小学', true],
    ['ADMIN', '昆山市', 'SCHOOL_LEADER', '木渎小学', false],
    ['ADMIN', '木渎小学', 'ADMIN', '木渎小学', false],
    ['ADMIN', '木渎小学', 'SCHOOL_LEADER', '木渎小学', false],
    ['ADMIN', '木渎小学', 'SUBJECT_LEAD', '木渎小学', true],
    ['SCHOOL_LEADER', '木渎小学', 'SUBJECT_LEAD', '木渎小学', true],
    ['SCHOOL_LEADER', '木渎小学', 'ADMIN', '木渎小学', false],
    ['ADMIN', '江苏省', 'CHIEF_ADMIN', '江苏省', true],
    ['CHIEF_ADMIN', '江苏省', 'CHIEF_ADMIN', '江苏省', false],
    ['ADMIN', '江苏省', 'ADMIN', '江苏省', false],
    ['ADMIN', '苏州市', 'CHIEF_ADMIN', '苏州市', false],
    ['ADMIN', '吴中区', 'EXPERT', '吴中区', true],
    ['ADMIN', '苏州市', 'EXPERT', '吴中区', false],
    ['ADMIN', '木渎小学', 'EXPERT', '木渎小学', false],
    ['ADMIN', '江苏省', 'TUTOR', '江苏省', true],
    ['TUTOR', '江苏省', 'TUTOR', '江苏省', false],
    ['EXPERT', '江苏省', 'ADMIN', '苏州市', false],
  ])('%s of %s gives %s at %s: %s', (role, from, post, at, may) => {
    expect(appointerRefusal({ role, officeId: offices[from].id }, post, offices[at]) === null).toBe(may);
  });

  test('the refusal says who appoints instead, with its requirement', () => {
    const refusal = appointerRefusal({ role: 'ADMIN', officeId: 1 }, 'ADMIN', offices.吴中区);
    expect(refusal).toMatchObject({ code: 'NOT_ENTITLED', requirement: 'JS-12', message: { zh: '吴中区的管理员由苏州市的管理员任命。' } });
  });

  test('nobody without an office or role appoints, and a chief tutor is never among the posts to give', () => {
    for (const office of Object.values(offices)) expect(appointableRoles({ role: null, officeId: null }, office)).toEqual([]);
    expect(appointableRoles({ role: 'ADMIN', officeId: 1 }, offices.江苏省)).toEqual(['CHIEF_ADMIN', 'EXPERT', 'TUTOR']);
    expect(appointableRoles({ role: 'ADMIN', officeId: 3 }, offices.木渎小学)).toEqual(['ADMIN', 'SCHOOL_LEADER', 'SUBJECT_LEAD']);
    expect(appointableRoles({ role: 'LEARNER', officeId: 5 }, offices.木渎小学)).toEqual([]);
  });
});

const term = (from: string, until: string | null): Term => ({ from, until });
const held = (from: string, until: string | null, personId = 1) => ({ from, until, personId, holder: `某${personId}` });

describe('days', () => {
  test.each([['2023-08-31', false], ['2023-09-01', true], ['2023-09-30', true], ['2023-10-01', false]])('a term of September and %s: %s', (day, expected) => {
    expect(isWithin(term('2023-09-01', '2023-09-30'), day)).toBe(expected);
  });

  test.each<[Term, Term, boolean]>([
    [term('2023-09-01', '2023-09-30'), term('2023-10-01', null), false],
    [term('2023-09-01', '2023-09-30'), term('2023-09-30', null), true],
    [term('2023-09-01', null), term('2023-01-01', '2023-08-31'), false],
    [term('2023-09-01', null), term('2023-01-01', '2023-09-01'), true],
    [term('2023-09-01', null), term('2024-01-01', null), true],
    // Ended before it began: on no day at all.
    [term('2023-09-10', '2023-09-09'), term('2023-01-01', null), false],
  ])('%j and %j overlap: %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(overlaps(b, a)).toBe(expected);
  });

  test.each<[string, ReturnType<typeof held>[], Term, number, number]>([
    ['nobody yet', [], term('2023-09-01', null), 1, 0],
    ['one, and one is allowed', [held('2023-07-01', null)], term('2023-09-01', null), 1, 1],
    ['the day after', [held('2023-07-01', '2023-09-30')], term('2023-10-01', null), 1, 0],
    ['the last day', [held('2023-07-01', '2023-09-30')], term('2023-09-30', null), 1, 1],
    ['one who comes later', [held('2024-01-01', null)], term('2023-09-01', null), 1, 1],
    ['until the day before', [held('2024-01-01', null)], term('2023-09-01', '2023-12-31'), 1, 0],
    ['a second of two', [held('2023-07-01', null)], term('2023-09-01', null), 2, 0],
    ['a third of two', [held('2023-07-01', null), held('2023-08-01', null, 2)], term('2023-09-01', null), 2, 2],
    ['two after each other leave room', [held('2023-07-01', '2023-09-30'), held('2023-10-01', null, 2)], term('2023-09-01', null), 2, 0],
    ['two who meet on one day do not', [held('2023-07-01', '2023-10-01'), held('2023-10-01', null, 2)], term('2023-09-01', null), 2, 2],
    ['withdrawn before it began', [held('2023-09-10', '2023-09-09')], term('2023-09-01', null), 1, 0],
  ])('JS-11 JS-12 %s', (_, present, wanted, atMost, count) => {
    expect(inTheWay(present, wanted, atMost)).toHaveLength(count);
  });

  test('the numbers never exceed the most on any day, whatever is appointed in whatever order', () => {
    const days = Array.from({ length: 28 }, (_, index) => `2023-09-${String(index + 1).padStart(2, '0')}`);
    let state = 7;
    const chance = (below: number) => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state % below; };
    for (const atMost of [1, 2]) for (let round = 0; round < 50; round += 1) {
      const given: ReturnType<typeof held>[] = [];
      for (let act = 0; act < 12; act += 1) {
        const from = chance(28);
        const wanted = held(days[from] as string, chance(4) === 0 ? null : (days[from + chance(28 - from)] as string), act);
        if (inTheWay(given, wanted, atMost).length === 0) given.push(wanted);
        else expect(days.concat('2023-12-31').some((day) => isWithin(wanted, day) && given.filter((one) => isWithin(one, day)).length >= atMost)).toBe(true);
      }
      for (const day of days.concat('2023-12-31')) expect(given.filter((one) => isWithin(one, day)).length).toBeLessThanOrEqual(atMost);
    }
  });

  test('JS-11 a second city administrator is refused with the present one and the day on which that term ends', () => {
    const refusal = seatRefusal('ADMIN', offices.苏州市, [{ holder: '沈佩兰', personId: 1, from: '2023-07-01', until: '2023-12-31' }], { personId: 2, from: '2023-10-01', until: null });
    expect(refusal).toMatchObject({ code: 'POST_TAKEN', requirement: 'JS-11', field: 'validFrom' });
    expect(refusal?.message.zh).toBe('苏州市的管理员同一天最多 1 名，现有沈佩兰（2023-07-01 至 2023-12-31）。请从其任期结束的次日起任命。');
    expect(refusal?.facts).toEqual([{ name: 'holder', value: '沈佩兰' }, { name: 'from', value: '2023-07-01' }, { name: 'until', value: '2023-12-31' }, { name: 'atMost', value: '1' }]);
  });

  test.each([['2023-09-09', null, 'OUT_OF_RANGE'], ['2023-09-10', null, ''], ['2023-09-10', '2023-09-10', ''], ['2023-09-10', '2023-09-09', 'OUT_OF_RANGE'], ['2023-12-01', '2024-01-01', '']])('on 10 September a term from %s to %s: %s', (from, until, code) => {
    expect(termRefusals(term(from, until), '2023-09-10').map((one) => one.code).join()).toBe(code);
  });

  test.each<[string | null, string, string]>([
    [null, '2023-09-08', 'OUT_OF_RANGE'], [null, '2023-09-09', ''], [null, '2023-09-10', ''], [null, '2030-01-01', ''],
    ['2023-12-31', '2023-12-31', ''], ['2023-12-31', '2024-01-01', 'OUT_OF_RANGE'], ['2023-09-10', '2023-09-09', ''], ['2023-09-09', '2023-09-09', 'NOT_ALLOWED_IN_STATE'],
  ])('on 10 September a post until %s ends on %s: %s', (until, lastDay, code) => {
    expect(endingRefusals(term('2023-07-01', until), lastDay, '2023-09-10').map((one) => one.code).join()).toBe(code);
  });
});
