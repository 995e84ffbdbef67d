// Workbooks for tests: honest ones made by exceljs, and others put together part by part.
import { constants, crc32, deflateRawSync } from 'node:zlib';
import Excel from 'exceljs';

export type Bytes = Uint8Array<ArrayBuffer>;

/** What a spreadsheet would write of these rows. */
export async function savedWorkbook(sheets: Readonly<Record<string, readonly (readonly Excel.CellValue[])[]>>, finish: (book: Excel.Workbook) => void): Promise<Bytes> {
  const book = new Excel.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((row) => [...row]));
  finish(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

export interface Part { name: string; data: string | Buffer; /** What follows the data, and how often. */ followedBy?: { block: Buffer; times: number }; method?: number; claimedSize?: number; flags?: number; isWide?: boolean }

interface Packed { bytes: Buffer; checksum: number; length: number }

/** A block that is flushed in full is packed the same wherever it stands: it is packed once and written as often as wanted, and hundreds of megabytes never stand in memory. */
function packed(data: Buffer, { block, times }: NonNullable<Part['followedBy']>): Packed {
  const whole = (bytes: Buffer) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  let checksum = crc32(data);
  for (let time = 0; time < times; time += 1) checksum = crc32(block, checksum);
  const again = whole(block);
  return { bytes: Buffer.concat([whole(data), ...Array.from({ length: times }, () => again), deflateRawSync('')]), checksum, length: data.length + times * block.length };
}

/** An archive that says of its parts what the test wants it to say. */
export function archiveOf(parts: readonly Part[]): Bytes {
  const bodies: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const { name, data, followedBy, method = 8, claimedSize, flags = 0, isWide = false } of parts) {
    const plain = Buffer.from(data as string);
    const { bytes, checksum, length } = followedBy ? packed(plain, followedBy) : { bytes: method === 8 ? deflateRawSync(plain) : plain, checksum: crc32(plain), length: plain.length };
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(title.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(flags, 8);
    record.writeUInt16LE(method, 10);
    record.writeUInt32LE(checksum, 16);
    record.writeUInt32LE(isWide ? 0xffffffff : bytes.length, 20);
    record.writeUInt32LE(isWide ? 0xffffffff : (claimedSize ?? length), 24);
    record.writeUInt16LE(title.length, 28);
    record.writeUInt32LE(offset, 42);
    const extra = Buffer.alloc(isWide ? 20 : 0);
    if (isWide) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(16, 2);
      extra.writeBigUInt64LE(BigInt(length), 4);
      extra.writeBigUInt64LE(BigInt(bytes.length), 12);
      record.writeUInt16LE(extra.length, 30);
    }
    bodies.push(local, title, bytes);
    records.push(record, title, extra);
    offset += local.length + title.length + bytes.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, directory, end]));
}

const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
const relations = (...all: string[]) => `<Relationships>${all.join('')}</Relationships>`;

/** The parts of the smallest workbook around the XML of one sheet's rows. */
export function partsAround(sheet: string, texts = '<sst/>'): Part[] {
  return [
    { name: '[Content_Types].xml', data: '<Types/>' }, { name: '_rels/.rels', data: relations(relation('r1', 'officeDocument', 'xl/workbook.xml')) },
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet><sheetData>${sheet}` },
    { name: 'xl/workbook.xml', data: '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>' },
    { name: 'xl/_rels/workbook.xml.rels', data: relations(relation('r1', 'worksheet', '/xl/worksheets/sheet1.xml'), relation('r2', 'sharedStrings', 'sharedStrings.xml')) },
    { name: 'xl/sharedStrings.xml', data: texts },
  ];
}

export function bareWorkbook(sheet: string, texts = '<sst/>'): Bytes {
  return archiveOf(partsAround(`${sheet}</sheetData></worksheet>`, texts));
}

const replaced = (parts: Part[], name: string, change: Partial<Part>): Part[] => parts.map((part) => (part.name === name ? { ...part, ...change } : part));
const row = (line: number, text: string) => `<row r="${line}"><c r="A${line}" t="inlineStr"><is><t>${text}</t></is></c></row>`;
const closed = (sheet: string) => partsAround(`${sheet}</sheetData></worksheet>`);
const sheetName = 'xl/worksheets/sheet1.xml';

const bomb = { data: '<worksheet><sheetData><row r="1">', followedBy: { block: Buffer.alloc(1_048_576, '<c/>'), times: 300 } };

/** Files that are wrong in one way each, and words of the sentence that the sender is told. */
export const badWorkbooks: readonly (readonly [what: string, file: () => Bytes, words: string])[] = [
  ['a beginning and no more', () => new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), '已损坏'],
  ['half of a workbook', () => { const whole = bareWorkbook(row(1, '姓名')); return whole.slice(0, whole.length / 2); }, '已损坏'],
  ['an archive of something else', () => archiveOf([{ name: 'readme.txt', data: '你好' }]), '不是 Excel 工作簿'],
  ['a text document', () => archiveOf([...replaced(partsAround(''), '_rels/.rels', { data: relations(relation('r1', 'officeDocument', 'word/document.xml')) }), { name: 'word/document.xml', data: '<document/>' }, { name: 'word/_rels/document.xml.rels', data: relations() }]), '不是 Excel 工作簿'],
  ['an old workbook or one with a password', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '.xls'],
  ['an encrypted part', () => archiveOf(replaced(closed(row(1, '姓名')), sheetName, { flags: 1 })), '密码'],
  ['an unknown packing', () => archiveOf(replaced(closed(row(1, '姓名')), sheetName, { method: 12 })), '已损坏'],
  ['the same part twice', () => archiveOf([...closed(row(1, '姓名')), { name: sheetName, data: '' }]), '已损坏'],
  ['a part that is longer than its directory says', () => archiveOf(replaced(closed(row(1, '姓名')), sheetName, { claimedSize: 10 })), '已损坏'],
  ['a bomb: 300 MB in a few hundred KB', () => archiveOf(replaced(closed(''), sheetName, bomb)), '解压后过大'],
  ['a bomb that says it is small', () => archiveOf(replaced(closed(''), sheetName, { ...bomb, claimedSize: 1_000 })), '已损坏'],
  ['one cell without end', () => archiveOf(replaced(closed(''), sheetName, { data: `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${'甲'.repeat(3_000_000)}` })), '已损坏'],
  ['entities that grow', () => archiveOf(replaced(closed(''), sheetName, { data: `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData>${row(1, '&b;')}</sheetData></worksheet>` })), '已损坏'],
  ['a file of the server named as an entity', () => archiveOf(replaced(closed(''), sheetName, { data: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${row(1, '&x;')}</sheetData></worksheet>` })), '已损坏'],
  ['tags that do not close in order', () => bareWorkbook('<row r="1"><c r="A1"></row></c>'), '已损坏'],
  ['a text that is not there', () => bareWorkbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), '已损坏'],
  ['lines that go back', () => bareWorkbook('<row r="3"/><row r="2"/>'), '已损坏'],
  ['a line beyond all sheets', () => bareWorkbook(row(9_999_999, '姓名')), '已损坏'],
  ['a number that is none', () => bareWorkbook('<row r="1"><c r="A1"><v>12abc</v></c></row>'), '已损坏'],
  ['a cell in a far column', () => bareWorkbook('<row r="1"><c r="XFD1" t="inlineStr"><is><t>甲</t></is></c></row>'), '256 列'],
  ['bytes that are not UTF-8', () => archiveOf(replaced(closed(''), sheetName, { data: Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]) })), '已损坏'],
  ['an empty sheet', () => bareWorkbook(''), '空'],
  ['hidden sheets only', () => archiveOf(replaced(closed(row(1, '姓名')), 'xl/workbook.xml', { data: '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" state="veryHidden" r:id="r1"/></sheets></workbook>' })), '没有可见的工作表'],
];
