// Workbooks that go out, read back by another hand (exceljs): each cell is the text that went in.
import { expect, test } from '@jest/globals';
import Excel from 'exceljs';
import fc from 'fast-check';
import { workbookFile } from '../../server/platform/files/workbook-file.js';
import { workbookRows } from '../../server/platform/files/workbook-rows.js';

type Page = (string | number | null)[][];

async function made(heading: readonly string[], ...pages: Page[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of workbookFile('教师', heading, (async function* () { yield* pages; })())) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function opened(file: Buffer): Promise<Excel.Worksheet> {
  const book = new Excel.Workbook();
  await book.xlsx.load(file as never);
  return book.worksheets[0] as Excel.Worksheet;
}

const hostile = ['=HYPERLINK("http://x","点我")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a', ' =1', "'=1", '320506199001011234', '0123', '1E5', '2010-09-01', 'TRUE', '<c t="n"><f>1</f></c>', ']]>&amp;', '_x000D_', '12088880001'];

test('T16 nothing is a formula, a number or a date: dangerous beginnings, 18 digits and leading zeros are plain texts, and the heading stands still', async () => {
  const file = await made(['师训编号', '姓名'], hostile.map((text, place) => [text, place]), [[null, '末行']]);
  const sheet = await opened(file);
  expect(sheet.name).toBe('教师');
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  const kinds = new Set<Excel.ValueType>();
  sheet.eachRow((row) => { row.eachCell((cell) => { kinds.add(cell.type); expect(cell.formula).toBeUndefined(); expect(cell.numFmt).toBe('@'); }); });
  expect([...kinds]).toEqual([Excel.ValueType.String]);
  expect(sheet.rowCount).toBe(hostile.length + 2);
  const rows: (readonly string[])[] = [];
  for await (const { cells } of workbookRows(file, { rows: 100, unpackedBytes: 1_048_576 })) rows.push(cells);
  expect(rows).toEqual([['师训编号', '姓名'], ...hostile.map((text, place) => [text, String(place)]), ['', '末行']]);
});

test('T16 what any list holds is read again as it was', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')), { minLength: 3, maxLength: 3 }), { maxLength: 8 }), async (lines) => {
    const rows: (readonly string[])[] = [];
    for await (const { cells } of workbookRows(await made(['a', 'b', 'c'], lines), { rows: 100, unpackedBytes: 1_048_576 })) rows.push(cells);
    expect(rows.slice(1).map((cells) => [0, 1, 2].map((place) => cells[place] ?? ''))).toEqual(lines.filter((line) => line.some((text) => text !== '')));
  }), { numRuns: 50 });
});

test('T16 a list is fetched only as fast as its file is taken, and no further when the taker leaves', async () => {
  let fetched = 0;
  const file = workbookFile('教师', ['a'], (async function* () { for (; fetched < 5_000; fetched += 1) yield Array.from({ length: 100 }, (_, place) => [Math.sin(fetched * 100 + place)]); })());
  for (let piece = 0; piece < 12; piece += 1) await file.next();
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  expect(fetched).toBeLessThan(1_000);
  await file.return(undefined);
  const whenLeft = fetched;
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(fetched).toBe(whenLeft);
});

test('T16 a list that breaks off breaks the file off: nobody takes half a list for a whole one', async () => {
  await expect((async () => { for await (const piece of workbookFile('教师', ['a'], (async function* () { yield [['甲']]; throw new Error('the database is gone'); })())) void piece; })()).rejects.toThrow('the database is gone');
});
