// JS-13, JS-11: which office takes which step of a resource, and what speaks against it.
import { expect, test } from '@jest/globals';
import { flawsOf } from '../../../server/kernel/state-machine.js';
import { officeFor, reasonMaximum, resourceLife, stepRefusals, withdrawalBy, type ResourceMove, type ResourcePlace } from '../../../server/resources/rules/resource-life.js';

const [province, city, county, school] = [1, 2, 3, 4];
const [teacher, handing, recommending, judging] = [41, 42, 43, 44];
const at = (libraryId: number | null, aboveId: number | null, waitingId: number | null = null): ResourcePlace => ({
  state: libraryId === null ? 'TAKEN_BACK' : waitingId === null ? 'HELD' : 'RECOMMENDED', version: 3, sourceId: school, libraryId, waitingId, aboveId, handedInById: handing, authorId: teacher, recommendedById: waitingId === null ? null : recommending,
});

test.each<[string, ResourcePlace, ResourceMove, number | null, number, string, string[]]>([
  ['the school recommends its own', at(school, county), 'RECOMMEND', school, handing, '', []],
  ['the county does not recommend what it has not accepted', at(school, county), 'RECOMMEND', county, judging, '', ['NOT_ENTITLED']],
  ['the county recommends what it accepted', at(county, city), 'RECOMMEND', county, judging, '', []],
  ['the school does not recommend from the county library', at(county, city), 'RECOMMEND', school, handing, '', ['NOT_ENTITLED']],
  ['a county directly below the province recommends to it', at(county, province), 'RECOMMEND', county, judging, '', []],
  ['above the province there is no library', at(province, null), 'RECOMMEND', province, judging, '', ['NOT_ALLOWED']],
  ['who acts for no office is no office', at(province, null), 'RECOMMEND', null, judging, '', ['NOT_ENTITLED']],
  ['recommended once, not twice', at(school, county, county), 'RECOMMEND', school, handing, '', ['NOT_ALLOWED_IN_STATE']],
  ['the county accepts what was recommended to it', at(school, county, county), 'ACCEPT', county, judging, '', []],
  ['the city does not reach past the county', at(school, county, county), 'ACCEPT', city, judging, '', ['NOT_ENTITLED']],
  ['nobody accepts what was not recommended', at(school, county), 'ACCEPT', county, judging, '', ['NOT_ALLOWED_IN_STATE']],
  ['nobody judges the own hand-in', at(school, county, county), 'ACCEPT', county, handing, '', ['NOT_ALLOWED']],
  ['nobody judges the own work', at(school, county, county), 'RETURN', county, teacher, '不合适。', ['NOT_ALLOWED']],
  ['nobody judges the own recommendation', at(county, city, city), 'ACCEPT', city, recommending, '', ['NOT_ALLOWED']],
  ['a return says why', at(school, county, county), 'RETURN', county, judging, ' ', ['EMPTY']],
  ['a reason of the greatest length', at(school, county, county), 'RETURN', county, judging, '字'.repeat(reasonMaximum), []],
  ['a reason one sign too long', at(school, county, county), 'RETURN', county, judging, '字'.repeat(reasonMaximum + 1), ['TOO_LONG']],
  ['a reason with a mobile number', at(school, county, county), 'RETURN', county, judging, '请联系 13812345678。', ['MALFORMED']],
  ['the province takes it out of its own library', at(province, null), 'TAKE_OUT', province, judging, '已过时。', []],
  ['the county takes nothing out of the library of the province', at(province, null), 'TAKE_OUT', county, judging, '已过时。', ['NOT_ENTITLED']],
  ['taking out says why', at(county, city), 'TAKE_OUT', county, judging, '', ['EMPTY']],
  ['the school withdraws even what the province holds', at(province, null), 'WITHDRAW', school, handing, '有误。', []],
  ['the school withdraws what waits before the county', at(school, county, county), 'WITHDRAW', school, handing, '有误。', []],
  ['the county withdraws nothing of the school', at(school, county, county), 'WITHDRAW', county, judging, '有误。', ['NOT_ENTITLED']],
  ['withdrawn is withdrawn', at(null, null), 'WITHDRAW', school, handing, '有误。', ['NOT_ALLOWED_IN_STATE']],
])('JS-13 %s', (_, place, act, officeId, personId, reason, codes) => {
  expect(stepRefusals(place, act, { officeId, personId }, { reason, expectedVersion: 3 }).map(({ code }) => code)).toEqual(codes);
});

test('JS-13 who decides second is told that it has changed, before everything else', () => {
  const decided = { ...at(county, city), version: 4 };
  expect(stepRefusals(decided, 'RETURN', { officeId: county, personId: judging }, { reason: '不合适。', expectedVersion: 3 }).map(({ code }) => code)).toEqual(['STALE', 'NOT_ALLOWED_IN_STATE']);
});

test('JS-13 who handed it in withdraws it altogether, every other office takes it out of its own library', () => {
  expect(withdrawalBy({ officeId: school, personId: handing }, at(province, null))).toBe('WITHDRAW');
  expect(withdrawalBy({ officeId: province, personId: judging }, at(province, null))).toBe('TAKE_OUT');
  expect(officeFor('TAKE_OUT', at(province, null))).toBe(province);
});

test('JS-13 no state of a resource is a dead end, and each can be reached', () => {
  expect(flawsOf(resourceLife)).toEqual([]);
});
