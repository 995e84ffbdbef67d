// The rules of steering groups and contacts with their boundary rows.
import { describe, expect, test } from '@jest/globals';
import { contactRefusals } from '../../../server/offices/rules/office-contacts.js';
import { endRefusals, groupRefusals, overlap, seatRefusals, type Seat } from '../../../server/offices/rules/steering-group.js';
import type { Refusal } from '../../../server/kernel/refusals.js';

const codes = (refusals: readonly Refusal[]) => refusals.map(({ code, field }) => `${code} ${field}`);
const seat = (given: Partial<Seat> = {}): Seat => ({ post: 'MEMBER', personId: null, name: '某人', validFrom: '2023-09-01', validUntil: null, ...given });

describe('JS-09 seats', () => {
  test.each<[string, string | null, string, string | null, boolean]>([
    ['2023-01-01', '2023-06-30', '2023-07-01', null, false], ['2023-01-01', '2023-06-30', '2023-06-30', null, true], ['2023-01-01', null, '2030-01-01', '2030-01-01', true],
    ['2023-07-01', null, '2023-01-01', '2023-06-30', false], ['2023-01-01', null, '2022-01-01', null, true],
  ])('%s–%s and %s–%s overlap: %s', (from, until, otherFrom, otherUntil, expected) => {
    const [one, other] = [{ validFrom: from, validUntil: until }, { validFrom: otherFrom, validUntil: otherUntil }];
    expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected]);
  });
  test.each<[string, Seat, Seat[], string[]]>([
    ['the first', seat(), [], []],
    ['a second leader', seat({ post: 'LEADER', name: '乙' }), [seat({ post: 'LEADER', name: '甲' })], ['ALREADY_EXISTS post']],
    ['the next leader, from the day after', seat({ post: 'LEADER', name: '乙', validFrom: '2024-01-01' }), [seat({ post: 'LEADER', name: '甲', validUntil: '2023-12-31' })], []],
    ['a deputy beside a leader', seat({ post: 'DEPUTY', name: '乙' }), [seat({ post: 'LEADER', name: '甲' })], []],
    ['a person twice', seat({ personId: 7 }), [seat({ personId: 7, name: '旧名' })], ['ALREADY_EXISTS name']],
    ['two people of one name', seat({ personId: 7 }), [seat({ personId: 8 })], []],
    ['an outsider twice', seat(), [seat()], ['ALREADY_EXISTS name']],
    ['an outsider again, later', seat({ validFrom: '2024-01-01' }), [seat({ validUntil: '2023-12-31' })], []],
    ['ends before it begins', seat({ validUntil: '2023-08-31' }), [], ['OUT_OF_RANGE validUntil']],
    ['a day long', seat({ validUntil: '2023-09-01' }), [], []],
    ['without a name', seat({ name: ' ' }), [], ['EMPTY name']],
    ['the sixtieth', seat({ name: '新' }), Array.from({ length: 59 }, (_, n) => seat({ name: `${n}` })), []],
    ['the sixty-first', seat({ name: '新' }), Array.from({ length: 60 }, (_, n) => seat({ name: `${n}` })), ['OUT_OF_RANGE officeId']],
  ])('%s', (_, one, others, expected) => { expect(codes(seatRefusals(one, others))).toEqual(expected); });
  test.each([['PROVINCE', 0], ['CITY', 0], ['COUNTY', 0], ['SCHOOL', 1]] as const)('%s may have a group: %i refusals', (level, count) => { expect(groupRefusals(level)).toHaveLength(count); });
  test.each<[string | null, string, boolean]>([[null, '2023-09-01', true], [null, '2023-08-31', true], [null, '2023-08-30', false], ['2023-12-31', '2023-12-31', true], ['2023-12-31', '2024-01-01', false]])('a term until %s ends on %s: %s', (validUntil, lastDay, isRight) => { expect(endRefusals({ validFrom: '2023-09-01', validUntil }, lastDay)).toHaveLength(isRight ? 0 : 1); });
});

describe('SH24-05 contacts', () => {
  const contact = { name: '许倩', unit: '某中心', mobile: '13912345678', email: 'x@example.cn' };
  test.each<[string, object, string[]]>([
    ['right', {}, []], ['the mobile stays', { mobile: null }, []], ['ten digits', { mobile: '1391234567' }, ['OUT_OF_RANGE mobile']], ['twelve digits', { mobile: '139123456789' }, ['OUT_OF_RANGE mobile']], ['beginning with 2', { mobile: '23912345678' }, ['OUT_OF_RANGE mobile']], ['full-width digits', { mobile: '１３９１２３４５６７８' }, ['OUT_OF_RANGE mobile']],
    ['no @', { email: 'x.example.cn' }, ['OUT_OF_RANGE email']], ['no dot behind it', { email: 'x@example' }, ['OUT_OF_RANGE email']], ['two @', { email: 'x@@example.cn' }, ['OUT_OF_RANGE email']], ['120 signs', { email: `${'x'.repeat(109)}@example.cn`.slice(0, 120) }, []], ['121 signs', { email: `${'x'.repeat(110)}@example.cn` }, ['OUT_OF_RANGE email']],
    ['no unit', { unit: '' }, ['EMPTY unit']], ['a long name', { name: '名'.repeat(61) }, ['TOO_LONG name']],
  ])('%s', (_, given, expected) => { expect(codes(contactRefusals({ ...contact, ...given }))).toEqual(expected); });
});
