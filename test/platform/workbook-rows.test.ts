// Workbooks that come in: cells become the text that is shown, and what cannot be read for certain is told.
import { describe, expect, test } from '@jest/globals';
import type Excel from 'exceljs';
import { hasLostDigits, shownNumber } from '../../server/platform/files/shown-number.js';
import { workbookRows, type WorkbookRow } from '../../server/platform/files/workbook-rows.js';
import { archiveOf, bareWorkbook, partsAround, savedWorkbook, type Bytes } from './workbooks.js';

const limits = { rows: 1_000, unpackedBytes: 10 * 1_048_576 };

async function read(file: Bytes): Promise<WorkbookRow[]> {
  const all: WorkbookRow[] = [];
  for await (const row of workbookRows(Buffer.from(file), limits)) all.push(row);
  return all;
}
const cellsOf = async (file: Bytes) => (await read(file)).map(({ cells }) => cells);

describe('JS-13 a number is read as it is shown', () => {
  test.each([
    [2010, 'General', '2010'], [12088880001, 'General', '12088880001'], [0.1 + 0.2, 'General', '0.3'], [-3, 'General', '-3'], [999999999999999, 'General', '999999999999999'], [3205, '000000', '003205'], [2010, '0"年"', '2010年'], [79.6, '0.00', '79.60'], [79.6, '0.##', '79.6'], [80, '0.##', '80'],
    [1234567, '#,##0', '1,234,567'], [-1234.5, '#,##0.00;(#,##0.00)', '(1,234.50)'], [0.125, '0.0%', '12.5%'], [5, '@', '5'], [5, '[Red]0', '5'], [512, '"0"0', '0512'], [0, '#', '0'], [1.5, '# ?/?', '1.5'], [12345, '0.00E+00', '12345'],
    [40422, 'yyyy/m/d', '2010/9/1'], [40422, 'yyyy-mm-dd', '2010-09-01'], [40422, 'yyyy', '2010'], [40422, 'yyyy"年"m"月"d"日"', '2010年9月1日'], [40422.75, 'yyyy/m/d h:mm', '2010/9/1 18:00'], [40422.510428, 'h:mm:ss', '12:15:01'], [0.0007, 'mm:ss', '01:00'], [40422.75, 'h:mm AM/PM', '6:00 下午'], [40422, '[$-804]yyyy\\-mm', '2010-09'], [1, 'yyyy-m-d', '1900-1-1'], [61, 'yyyy-m-d', '1900-3-1'], [-1, 'yyyy', '-1'],
  ] as const)('%d as %s is %s', (value, code, shown) => { expect(shownNumber(value, code, false)).toBe(shown); });

  test('days are counted from 1904 where the workbook says so, and digits are lost from the sixteenth on', () => {
    expect(shownNumber(38960, 'yyyy-mm-dd', true)).toBe('2010-09-01');
    expect([999_999_999_999_999, 1e15, 320_506_199_001_011_234, -1e17].map(hasLostDigits)).toEqual([false, true, true, true]);
  });
});

describe('JS-13 a workbook', () => {
  test('gives its first visible sheet: texts, looks, dates, formulas by their saved value; hidden sheets and empty rows are left out', async () => {
    const file = await savedWorkbook({ 隐藏: [['不读']], 名册: [['姓名', '年份', '日期', '号码'], ['林晓岚', 2010, new Date(Date.UTC(2010, 8, 1)), '320506199001011234'], [], [{ richText: [{ text: '方' }, { font: { bold: true }, text: '若兰' }] }, { formula: 'B2+1', result: 2011 }, { formula: 'A2', result: '值' }, { text: '链接', hyperlink: 'http://x' }]], 另一张: [['也不读']] }, (book) => {
      (book.worksheets[0] as Excel.Worksheet).state = 'veryHidden';
      (book.worksheets[1] as Excel.Worksheet).getCell('C2').numFmt = 'yyyy-mm-dd';
      (book.worksheets[1] as Excel.Worksheet).getRow(2).hidden = true;
    });
    expect(await read(file)).toEqual([
      { line: 1, cells: ['姓名', '年份', '日期', '号码'], faults: new Map() }, { line: 2, cells: ['林晓岚', '2010', '2010-09-01', '320506199001011234'], faults: new Map() }, { line: 4, cells: ['方若兰', '2011', '值', '链接'], faults: new Map() },
    ]);
  });

  test('is read whatever the order of its parts and the way of its writer: prefixes, cells without places, sizes in the wide form, readings of names, signs by their number', async () => {
    expect(await cellsOf(bareWorkbook('<x:row xmlns:x="x"><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>乙</x:t></x:r><x:r><x:t> 丙_x0041_</x:t></x:r></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>', '<sst><si><t>张三</t><rPh><t>zhangsan</t></rPh></si></sst>'))).toEqual([['张三', '乙 丙A', 'TRUE', '#N/A']]);
    expect(await cellsOf(archiveOf(partsAround('<row r="1"><c r="B1" t="str"><v>甲</v></c></row></sheetData></worksheet>').map((part) => ({ ...part, isWide: true, name: part.name.toUpperCase() }))))).toEqual([['', '甲']]);
  });

  test('Chinese characters stay whole where the pieces of a long sheet are cut', async () => {
    const names = Array.from({ length: 900 }, (_, place) => `欧阳${'娜'.repeat(place % 40)}${place}`);
    expect((await cellsOf(await savedWorkbook({ 名册: names.map((name) => [name, ...Array<string>(20).fill(name)]) }, () => undefined))).map(([name]) => name)).toEqual(names);
  });

  test('tells which numbers have lost digits and which formulas have no saved value', async () => {
    const [row] = await read(bareWorkbook('<row r="1"><c r="A1"><v>3.20506199001011E+17</v></c><c r="B1"><f>A1</f></c><c r="C1" t="str"><f>A1</f><v></v></c><c r="D1" t="inlineStr"><is><t>320506199001011234</t></is></c></row>'));
    expect([...(row?.faults ?? [])]).toEqual([[0, 'ROUNDED'], [1, 'NOT_CALCULATED']]);
    expect(row?.cells[3]).toBe('320506199001011234');
  });

  test.each([['A3:A4', true], ['A1:C1', false], ['A1:A2', true], ['B3:C3', true], ['A9:C9', false]] as const)('with %s merged is refused: %s', async (place, isRefused) => {
    const reading = read(await savedWorkbook({ 名册: [['姓名', '学校', '学科'], ['甲', '1'], ['乙', '1'], ['丙', '1']] }, (book) => { book.worksheets[0]?.mergeCells(place); }));
    if (isRefused) await expect(reading).rejects.toMatchObject({ reason: { zh: expect.stringContaining(`${place} 是合并单元格`) } });
    else expect((await reading).length).toBe(4);
  });

  test('T19 with more rows than the limit is refused', async () => {
    await expect(read(await savedWorkbook({ 名册: Array.from({ length: 1_002 }, () => ['甲']) }, () => undefined))).rejects.toMatchObject({ reason: { zh: expect.stringContaining('1,000 行') } });
  });
});
