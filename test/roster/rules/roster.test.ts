// Rules on rosters: headings, cells, what differs, and the states of an import.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { flawsOf } from '../../../server/kernel/state-machine.js';
import { subjects, type Subject } from '../../../server/kernel/subjects.js';
import { columnsOf, readRow } from '../../../server/roster/rules/columns.js';
import { afterRow, differingFields, type ComparedRow } from '../../../server/roster/rules/difference.js';
import { importMachine } from '../../../server/roster/rules/import-states.js';

const today = '2023-09-10';
const right = { name: '林晓岚', schoolCode: '32050601', idCard: '11010519491231002X', subject: '语文', stage: '小学' };

describe('JS-13 the heading', () => {
  test.each([
    ['姓名,学校代码,身份证号码', [], []], [' 姓 名*,学校标识码,师训编号', [], []], ['姓名,身份证号', ['学校代码'], []], ['学校代码,姓名', ['身份证号码或师训编号'], []], ['姓名,姓名,学校代码,师训编号', [], ['姓名']], ['name,school', ['姓名', '学校代码', '身份证号码或师训编号'], []],
  ])('%s', (line, missing, doubled) => { expect(columnsOf(line.split(','))).toMatchObject({ missing, doubled }); });
});

describe('JS-13 a row', () => {
  test.each<[string, Partial<Record<string, string>>, string[]]>([
    ['as it should be', {}, []], ['without subject and stage', { subject: '', stage: '' }, []], ['an unknown subject', { subject: '奥数' }, ['任教学科']], ['no number at all', { idCard: '' }, ['身份证号码']], ['a training number instead', { idCard: '', trainingNumber: '3200000001' }, []],
    ['a number as a spreadsheet spoils it', { idCard: '1.10105E+17' }, ['身份证号码', '身份证号码']], ['a number after an apostrophe', { idCard: "'11010519491231002X" }, []], ['a year with its sign', { joinedYear: '2010年' }, []], ['a year in words', { joinedYear: '一〇年' }, ['参加工作年份']],
    ['posts in a list', { posts: '班主任、教研组长' }, []], ['an unknown post', { posts: '班主任、国王' }, ['岗位']], ['a formula', { name: '=cmd|1' }, ['姓名']], ['a full-width number', { idCard: '１１０１０５１９４９１２３１００２Ｘ' }, []],
  ])('%s', (_, cells, wrong) => { expect(readRow({ ...right, ...cells }, today).errors.map(({ column }) => column)).toEqual(wrong); });
});

describe('JS-13 what differs', () => {
  const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
  const row: fc.Arbitrary<ComparedRow> = fc.record({
    name: fc.constantFrom('甲', '乙'), subject: nullable(fc.constantFrom(...(Object.keys(subjects).slice(0, 3) as Subject[]))), stage: nullable(fc.constantFrom('PRIMARY' as const, 'JUNIOR' as const)), title: nullable(fc.constantFrom('一级', '高级')), joinedYear: nullable(fc.constantFrom(2001, 2002)),
    posts: nullable(fc.array(fc.constantFrom('TRAINER' as const, 'PRINCIPAL' as const), { maxLength: 3 })), specialGrades: nullable(fc.array(fc.constantFrom('KEY_TEACHER' as const), { maxLength: 1 })), idCardHash: nullable(fc.constantFrom('a', 'b')), mobileHash: nullable(fc.constantFrom('c', 'd')), schoolId: fc.constantFrom(1, 2),
  });
  /** The oracle compares what stands after with what stood before, and knows nothing of empty cells. */
  const oracle = (before: ComparedRow, after: ComparedRow) => (Object.keys(before) as (keyof ComparedRow)[]).filter((key) => {
    const plain = (value: unknown) => (Array.isArray(value) ? JSON.stringify([...new Set(value)].sort()) : JSON.stringify(value));
    const stood = Array.isArray(after[key]) ? (before[key] ?? []) : before[key];
    return plain(stood) !== plain(after[key]);
  }).length;

  test('is exactly what writing the row would change, and after writing it nothing differs', () => {
    fc.assert(fc.property(row, row, (given, known) => {
      const after = afterRow(given, known);
      expect(differingFields(given, known)).toHaveLength(oracle(known, after));
      expect(differingFields(given, after)).toEqual([]);
    }), { numRuns: 2_000 });
  });

  test('an empty row but for the name changes nothing else', () => {
    fc.assert(fc.property(row, (known) => {
      const empty: ComparedRow = { name: known.name, schoolId: known.schoolId, subject: null, stage: null, title: null, joinedYear: null, posts: null, specialGrades: null, idCardHash: null, mobileHash: null };
      expect(differingFields(empty, known)).toEqual([]);
    }));
  });
});

test('JS-13 every state of an import is reached and leads on, or is an end', () => { expect(flawsOf(importMachine)).toEqual([]); });
