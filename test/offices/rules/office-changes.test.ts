// The rules of the organisation with their boundary rows.
import { describe, expect, test } from '@jest/globals';
import { closeRefusals, codeRefusals, createRefusals, dateRefusals, keepsOnMove, mergeRefusals, moveRefusals, nameRefusals, openRefusals, ownRefusals, reasonRefusals, renameRefusals, type OfficeFacts } from '../../../server/offices/rules/office-changes.js';
import { isAbove, officeLevels, type OfficeLevel } from '../../../server/offices/rules/office-levels.js';
import { officeChangeMachine, officeMachine, type OfficeState } from '../../../server/offices/rules/office-states.js';
import { flawsOf } from '../../../server/kernel/state-machine.js';
import type { Refusal } from '../../../server/kernel/refusals.js';

const office = (id: number, level: OfficeLevel, path: string, state: OfficeState = 'OPEN'): OfficeFacts => ({ id, name: `机构${id}`, level, state, path, parentId: Number(path.split('/').at(-3)) || null });
const province = office(1, 'PROVINCE', '/1/');
const suzhou = office(2, 'CITY', '/1/2/');
const wuxi = office(3, 'CITY', '/1/3/');
const wuzhong = office(20, 'COUNTY', '/1/2/20/');
const kunshan = office(30, 'COUNTY', '/1/30/');
const school = office(200, 'SCHOOL', '/1/2/20/200/');
const other = office(201, 'SCHOOL', '/1/2/20/201/');
const codes = (refusals: readonly Refusal[]) => refusals.map(({ code, field }) => `${code} ${field}`);

describe('JS-09 level order', () => {
  test.each(officeLevels.flatMap((parent) => officeLevels.map((child) => [parent, child] as const)))('%s above %s', (parent, child) => {
    expect(isAbove(parent, child)).toBe(officeLevels.indexOf(parent) < officeLevels.indexOf(child));
    expect(createRefusals(office(9, parent, '/9/'), child)).toHaveLength(isAbove(parent, child) ? 0 : 1);
  });
  test('JS-09 nothing is made below an office that has ended', () => { expect(codes(createRefusals({ ...wuzhong, state: 'CLOSED' }, 'SCHOOL'))).toEqual(['NOT_ALLOWED_IN_STATE parentId']); });
});

describe('JS-09 moving', () => {
  test.each<[string, OfficeFacts, OfficeFacts, string[]]>([
    ['a school to another county', school, kunshan, []],
    ['a school straight below a city: the county is skipped', school, suzhou, []],
    ['a school straight below the province', school, province, []],
    ['a county to another city', wuzhong, wuxi, []],
    ['a county below the province, like Kunshan', wuzhong, province, []],
    ['to where it stands already', school, wuzhong, ['WRONG_PLACE parentId']],
    ['below itself', suzhou, suzhou, ['WRONG_PLACE parentId']],
    ['below its own child', suzhou, wuzhong, ['WRONG_PLACE parentId']],
    ['below its own grandchild', suzhou, school, ['WRONG_PLACE parentId']],
    ['a county below a county', wuzhong, kunshan, ['WRONG_PLACE parentId']],
    ['a city below a county', wuxi, kunshan, ['WRONG_PLACE parentId']],
    ['a path that only begins alike is no child: /1/2/ and /1/20/', office(2, 'COUNTY', '/1/2/'), office(20, 'CITY', '/1/20/'), []],
    ['what has ended', { ...school, state: 'MERGED' }, kunshan, ['NOT_ALLOWED_IN_STATE officeId']],
    ['below what has ended', school, { ...kunshan, state: 'CLOSED' }, ['NOT_ALLOWED_IN_STATE parentId']],
  ])('%s', (_, what, to, expected) => { expect(codes(moveRefusals(what, to))).toEqual(expected); });
  test.each<[OfficeLevel, boolean, boolean]>([['PROVINCE', true, true], ['CITY', true, true], ['COUNTY', false, true], ['SCHOOL', false, false]])('%s keeps its city %s and its county %s', (level, city, county) => { expect(keepsOnMove(level)).toEqual({ city, county }); });
});

describe('JS-09 merging', () => {
  test.each<[string, OfficeFacts, OfficeFacts, string[]]>([
    ['school into school', school, other, []],
    ['county into county, also of another city', wuzhong, kunshan, []],
    ['into itself', school, school, ['WRONG_PLACE intoId']],
    ['school into county', school, wuzhong, ['WRONG_PLACE intoId']],
    ['county into its city', wuzhong, suzhou, ['WRONG_PLACE intoId']],
    ['into what has ended', school, { ...other, state: 'MERGED' }, ['NOT_ALLOWED_IN_STATE intoId']],
    ['twice', { ...school, state: 'MERGED' }, other, ['NOT_ALLOWED_IN_STATE officeId']],
  ])('%s', (_, from, into, expected) => { expect(codes(mergeRefusals(from, into))).toEqual(expected); });
});

describe('JS-09 closing', () => {
  test.each<[number, number, OfficeState, string[]]>([
    [0, 0, 'OPEN', []], [1, 0, 'OPEN', ['IN_USE officeId']], [0, 1, 'OPEN', ['IN_USE officeId']], [2, 3, 'OPEN', ['IN_USE officeId', 'IN_USE officeId']], [0, 0, 'CLOSED', ['NOT_ALLOWED_IN_STATE officeId']],
  ])('with %i open children and %i people, %s', (openChildren, people, state, expected) => { expect(codes(closeRefusals({ ...school, state }, { openChildren, people }))).toEqual(expected); });
  test.each<[OfficeState, number]>([['OPEN', 0], ['MERGED', 1], ['CLOSED', 1]])('%s takes new people: %i refusals', (state, count) => { expect(openRefusals({ ...school, state }, 'schoolId')).toHaveLength(count); });
});

describe('JS-09 names, codes, reasons', () => {
  test.each<[string, string[]]>([['吴中实验小学', []], ['', ['EMPTY name']], ['　 ', ['EMPTY name']], ['校'.repeat(60), []], ['校'.repeat(61), ['TOO_LONG name']], ['𠮷'.repeat(60), []]])('the name %j', (name, expected) => { expect(codes(nameRefusals(name))).toEqual(expected); });
  test('JS-09 a rename to the present name is none', () => { expect(codes(renameRefusals(school, ' 机构200 '))).toEqual(['WRONG_PLACE name']); });
  test.each<[string, boolean, string[]]>([['32', false, []], ['3', false, ['OUT_OF_RANGE code']], ['1'.repeat(18), false, []], ['1'.repeat(19), false, ['OUT_OF_RANGE code']], ['32050a', false, ['OUT_OF_RANGE code']], ['', false, ['OUT_OF_RANGE code']], ['３２', false, ['OUT_OF_RANGE code']], ['320506', true, ['ALREADY_EXISTS code']]])('the code %j, taken: %s', (code, isTaken, expected) => { expect(codes(codeRefusals(code, isTaken))).toEqual(expected); });
  test.each<[string, string[]]>([['文', []], [' ', ['EMPTY reason']], ['因'.repeat(500), []], ['因'.repeat(501), ['TOO_LONG reason']]])('the reason %#', (reason, expected) => { expect(codes(reasonRefusals(reason))).toEqual(expected); });
  test('JS-09 the own office is changed from above', () => { expect([ownRefusals(false).length, codes(ownRefusals(true))]).toEqual([0, ['WRONG_PLACE officeId']]); });
});

describe('JS-09 dates', () => {
  test.each<[string, string, string | null, boolean]>([
    ['today', '2023-09-10', null, true], ['a year and a day back', '2022-09-09', null, true], ['one day more', '2022-09-08', null, false], ['two years ahead', '2025-09-10', null, true], ['one day more', '2025-09-11', null, false],
    ['on the day of the last change', '2023-08-01', '2023-08-01', true], ['before it', '2023-07-31', '2023-08-01', false], ['after it', '2023-08-02', '2023-08-01', true],
  ])('%s: %s after %s: %s', (_, effectiveOn, last, isRight) => { expect(dateRefusals(effectiveOn, '2023-09-10', last)).toHaveLength(isRight ? 0 : 1); });
});

test('JS-09 the tables of states have no dead ends', () => { expect([flawsOf(officeMachine), flawsOf(officeChangeMachine)]).toEqual([[], []]); });
