// CSV for spreadsheets: no cell is calculated, no number is rounded, and what was written is read again.
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvCell, csvLine } from '../../server/platform/files/csv.js';

describe('T16 a cell', () => {
  test.each([
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'], ['+1', "'+1"], ['-1', "'-1"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', "'\t=1"], ['\r=1', '"\'\r=1"'], ['\n=1', '"\'\n=1"'], ['＝1', "'＝1"], ['＋1', "'＋1"], ['－1', "'－1"], ['＠a', "'＠a"],
    [' =1', "' =1"], ['\u3000=1', "'\u3000=1"], ['林晓岚', '林晓岚'], ['', ''], [null, ''], [79, '79'], [-3, '-3'], ['a=b', 'a=b'], ['79.6', '79.6'],
    ['11010519491231002X', "'11010519491231002X"], ['320506001001', "'320506001001"], ['0512', "'0512"], ['2012', '2012'], ['320506***********X', '320506***********X'], ['一,二', '"一,二"'], ['说“是”', '说“是”'], ['a"b', '"a""b"'], ['a\0b', 'ab'],
  ] as const)('%j is written %j', (value, written) => { expect(csvCell(value)).toBe(written); });

  test('is read again as it was, but for the mark before what would be calculated', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' }).filter((text) => !/[\0\uFEFF]/.test(text)), { minLength: 2, maxLength: 5 }), (cells) => {
      const [read] = parse(csvLine(cells), { relax_column_count: true, record_delimiter: '\r\n' }) as string[][];
      expect(read?.map((cell, place) => (cell === `'${cells[place] ?? ''}` ? cell.slice(1) : cell))).toEqual(cells);
      for (const cell of read ?? []) expect(cell).not.toMatch(/^[\s\u3000]*[=+\-@＝＋－＠]/);
    }));
  });
});
