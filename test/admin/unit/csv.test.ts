import { describe, expect, test } from '@jest/globals';
import { toCsv } from '../../../admin/ui/csv.js';

describe('JS-18 exported tables', () => {
  test('JS-18 they begin with a byte order mark, end every line with CRLF and keep Chinese', () => {
    expect(toCsv([['机构', '参训人数'], ['苏州市', '12']])).toBe('\uFEFF机构,参训人数\r\n苏州市,12\r\n');
  });

  test.each([
    ['=1+1', `'=1+1`], ['+86', `'+86`], ['-1', `'-1`], ['@SUM(A1)', `'@SUM(A1)`], ['\tx', `'\tx`], ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`], ['\r=1', `"'\r=1"`],
    ['苏州=1', '苏州=1'], ['a,b', '"a,b"'], ['说"好"', '"说""好"""'], ['一\n二', '"一\n二"'], ['', ''], [' =1', ' =1'],
  ])('JS-18 the cell %j is written %j', (value, written) => {
    expect(toCsv([[value]])).toBe(`\uFEFF${written}\r\n`);
  });
});
