// Rules on people's data: readings of names, what a search means, ID cards, reasons, and what may stand in a field.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDigitOf, idCardFault } from '../../../server/kernel/id-card.js';
import { posts, specialGrades } from '../../../server/kernel/posts.js';
import { correctionFrom } from '../../../server/people/rules/corrections.js';
import { effectiveFaults, noteFaults, reasonFaults } from '../../../server/people/rules/reasons.js';
import { searchOf } from '../../../server/people/rules/search.js';
import { changedFields, faultsOf, shown, tidied, type TeacherData } from '../../../server/kernel/teacher-data.js';
import { readingOfName } from '../../../server/platform/text/pinyin.js';

const today = '2023-09-10';
const teacher: TeacherData = { name: '林晓岚', subject: 'CHINESE', stage: 'PRIMARY', title: '一级教师', joinedYear: 2010, posts: ['CLASS_TEACHER', 'RESERVE_CADRE'], specialGrades: [], idCard: '11010519491231002X', mobile: '12012345678' };

describe('JS-14 the reading of a name', () => {
  test.each([
    ['单雄信', 'shanxiongxin', 'sxx'], ['解缙', 'xiejin', 'xj'], ['曾国藩', 'zengguofan', 'zgf'], ['查良镛', 'zhaliangyong', 'zly'], ['仇英', 'qiuying', 'qy'],
    ['林晓岚', 'linxiaolan', 'lxl'], ['欧阳修', 'ouyangxiu', 'oyx'], ['吕布', 'lvbu', 'lb'], ['买买提·吐尔逊', 'maimaitituerxun', 'mmtt'], ['Anna', 'anna', 'a'],
  ])('%s is read %s (%s)', (name, full, initials) => {
    const reading = readingOfName(name);
    expect(reading.full).toBe(full);
    expect(reading.initials.startsWith(initials)).toBe(true);
  });
});

describe('JS-14 what somebody types into the search', () => {
  test.each([
    ['林晓', { kind: 'NAME', text: '林晓' }], ['Lin Xiao', { kind: 'LATIN', text: 'linxiao', typed: 'Lin Xiao' }], ['lü', { kind: 'LATIN', text: 'lv', typed: 'lü' }],
    ['11010519491231002x', { kind: 'ID_CARD', text: '11010519491231002X' }], ['１１０１０５１９４９１２３１００２Ｘ', { kind: 'ID_CARD', text: '11010519491231002X' }], ['120 1234 5678', { kind: 'MOBILE', text: '12012345678' }],
    ['3200000001', { kind: 'NUMBER', text: '3200000001' }], ['11010519491231002', { kind: 'NUMBER', text: '11010519491231002' }],
  ])('%s', (typed, wanted) => { expect(searchOf(typed)).toEqual(wanted); });
});

describe('T2 an ID-card number', () => {
  test.each([
    ['11010519491231002X', null], ['440524188001010014', 'BIRTH'], ['110105194912310021', 'CHECK'], ['11010519491231002', 'LENGTH'], ['1101051949123100 2X', 'LENGTH'], ['11010519491231002x', 'SIGNS'],
    ['1101051949123100AX', 'SIGNS'], ['110105199902290011', 'BIRTH'], ['110105202309110013', 'BIRTH'], ['110105202309109999', 'CHECK'],
  ])('%s: %s', (number, fault) => { expect(idCardFault(number, today)).toBe(fault); });

  test('with any other last sign than its own is wrong', () => {
    fc.assert(fc.property(fc.constantFrom(...'0123456789X'), fc.integer({ min: 0, max: 999 }), (last, sequence) => {
      const digits = `32058319800229${String(sequence).padStart(3, '0')}`;
      return (idCardFault(digits + last, today) === null) === (last === checkDigitOf(digits));
    }));
  });
});

describe('T2 a reason', () => {
  test.each([['', 'INCOMPLETE'], ['   查   ', 'INCOMPLETE'], ['核对证', 'INCOMPLETE'], ['核对证件', undefined], ['核'.repeat(200), undefined], ['核'.repeat(201), 'TOO_LONG'], ['号码 110105 19491231 002X 有误', 'MALFORMED'], ['电话１３８００００００００', 'MALFORMED'], ['编号 3200000001 有误', undefined]])('“%s”: %s', (reason, code) => {
    expect(reasonFaults(reason)[0]?.code).toBe(code);
    expect(noteFaults(null)).toEqual([]);
  });
  test.each([['2023-09-10', undefined], ['2023-09-11', 'OUT_OF_RANGE'], ['1990-01-01', undefined], ['2023-02-30', 'MALFORMED']])('taking effect on %s: %s', (day, code) => { expect(effectiveFaults(day, today)[0]?.code).toBe(code); });
});

describe('JS-14 a teacher\'s data', () => {
  test.each<[string, Partial<TeacherData>, string | undefined]>([
    ['as it is', {}, undefined], ['no name', { name: ' ' }, 'EMPTY'], ['a name of 50', { name: '林'.repeat(50) }, undefined], ['a name of 51', { name: '林'.repeat(51) }, 'TOO_LONG'], ['a formula for a name', { name: '=HYPERLINK(1)' }, 'MALFORMED'],
    ['joined in 1950', { joinedYear: 1950 }, undefined], ['joined in 1949', { joinedYear: 1949 }, 'OUT_OF_RANGE'], ['joins next year', { joinedYear: 2024 }, 'OUT_OF_RANGE'], ['no stage', { stage: null }, 'INCOMPLETE'], ['no subject', { subject: null }, 'INCOMPLETE'],
    ['a mobile of ten digits', { mobile: '1201234567' }, 'MALFORMED'], ['a mobile with blanks', { mobile: '120 1234-5678' }, undefined], ['no mobile', { mobile: '' }, undefined], ['a long title', { title: '职'.repeat(41) }, 'TOO_LONG'], ['a wrong check digit', { idCard: '110105194912310021' }, 'MALFORMED'], ['a small x', { idCard: '11010519491231002x' }, undefined],
  ])('%s', (_, given, code) => { expect(faultsOf(tidied({ ...teacher, ...given }), today)[0]?.code).toBe(code); });

  test('differs only where it differs: the order of posts says nothing', () => {
    expect(changedFields(teacher, { ...teacher, posts: ['RESERVE_CADRE', 'CLASS_TEACHER'] })).toEqual([]);
    expect(changedFields(teacher, { ...teacher, posts: ['CLASS_TEACHER'], title: null, mobile: null })).toEqual(['TITLE', 'POSTS', 'MOBILE']);
  });

  test('is shown in Chinese, and never with a whole number', () => {
    expect(shown('POSTS', teacher)).toBe('班主任、后备干部');
    expect(shown('ID_CARD', teacher)).toBe('110105***********X');
    expect(shown('MOBILE', teacher)).toBe('120****5678');
    expect(Object.keys(posts).length + Object.keys(specialGrades).length).toBe(14);
  });

  test.each([['SUBJECT', 'MUSIC', true], ['SUBJECT', '音乐', false], ['POSTS', 'CLASS_TEACHER, TRAINER', true], ['POSTS', '', true], ['POSTS', 'KING', false], ['JOINED_YEAR', '2010', true], ['JOINED_YEAR', '二〇一〇', false]] as const)('a correction of %s to “%s” can be read: %s', (field, value, isRead) => {
    expect(correctionFrom({ field, value }, 'changes.0.value').ok).toBe(isRead);
  });
});
