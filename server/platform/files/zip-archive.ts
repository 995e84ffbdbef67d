// A ZIP archive by its directory at the end: what a local header claims may differ, and only the directory knows the sizes.
import { crc32, createInflateRaw } from 'node:zlib';
import { UnreadableFile } from './unreadable-file.js';

export interface ZipEntry { name: string; method: number; packed: Buffer; size: number; crc: number }

/** Bytes that may still be unpacked from one file. */
export interface UnpackingBudget { left: number }

const signature = { end: 0x06054b50, directory: 0x02014b50, local: 0x04034b50 } as const;
const entryMaximum = 10_000;
/** The last record and the longest comment behind it. */
const tailBytes = 22 + 65_535;
const unknownSize = 0xffff_ffff;

export function damagedWorkbook(): UnreadableFile {
  return new UnreadableFile({ zh: '工作簿已损坏或不完整，请在表格软件中打开后重新保存，再上传。', en: 'The workbook is damaged or incomplete; open it, save it again and send that.' });
}

/** The entries by their names in lower case without a leading slash; a name that stands twice makes the archive ambiguous. */
export function zipEntries(archive: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  try {
    const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
    if (end < 0 || end < archive.length - tailBytes || archive.readUInt32LE(end) !== signature.end) throw damagedWorkbook();
    const count = archive.readUInt16LE(end + 10);
    if (count > entryMaximum) throw damagedWorkbook();
    let place = archive.readUInt32LE(end + 16);
    for (let index = 0; index < count; index += 1) {
      const { entry, next } = entryAt(archive, place);
      if (entries.has(entry.name)) throw damagedWorkbook();
      entries.set(entry.name, entry);
      place = next;
    }
  } catch (error) {
    if (error instanceof RangeError) throw damagedWorkbook();
    throw error;
  }
  return entries;
}

function entryAt(archive: Buffer, place: number): { entry: ZipEntry; next: number } {
  if (archive.readUInt32LE(place) !== signature.directory) throw damagedWorkbook();
  const flags = archive.readUInt16LE(place + 8);
  if ((flags & 1) !== 0) throw new UnreadableFile({ zh: '工作簿加了密码。请去掉密码后再上传。', en: 'The workbook has a password; remove it first.' });
  const [nameLength, extraLength, commentLength] = [archive.readUInt16LE(place + 28), archive.readUInt16LE(place + 30), archive.readUInt16LE(place + 32)];
  const nameEnd = place + 46 + nameLength;
  const name = archive.toString('utf8', place + 46, nameEnd).replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
  const [size, packedSize, start] = wideFields(archive.subarray(nameEnd, nameEnd + extraLength), [archive.readUInt32LE(place + 24), archive.readUInt32LE(place + 20), archive.readUInt32LE(place + 42)]);
  if (archive.readUInt32LE(start) !== signature.local) throw damagedWorkbook();
  const dataStart = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
  if (dataStart + packedSize > archive.length) throw damagedWorkbook();
  return { entry: { name, method: archive.readUInt16LE(place + 10), packed: archive.subarray(dataStart, dataStart + packedSize), size, crc: archive.readUInt32LE(place + 16) }, next: nameEnd + extraLength + commentLength };
}

type Fields = [size: number, packedSize: number, start: number];

/** Some writers keep sizes in the wide form of ZIP64 even where the narrow one would do. */
function wideFields(extra: Buffer, fields: Fields): Fields {
  for (let place = 0; place + 4 <= extra.length; place += 4 + extra.readUInt16LE(place + 2)) {
    if (extra.readUInt16LE(place) !== 1) continue;
    let value = place + 4;
    return fields.map((field) => {
      if (field !== unknownSize) return field;
      value += 8;
      return Number(extra.readBigUInt64LE(value - 8));
    }) as Fields;
  }
  return fields;
}

/** What an entry holds, piece by piece; never more than its directory says, nor that more than the budget, and in the end exactly that. */
export async function* unpacked(entry: ZipEntry, budget: UnpackingBudget): AsyncGenerator<Buffer> {
  if (entry.size > budget.left) throw new UnreadableFile({ zh: '工作簿解压后过大，请只保留要导入的这一张工作表，删去多余的格式和空行，或分成几个文件。', en: 'The workbook is too large once unpacked; keep only the sheet to import, or split it.' });
  budget.left -= entry.size;
  let size = 0;
  let crc = 0;
  for await (const piece of piecesOf(entry)) {
    size += piece.length;
    if (size > entry.size) throw damagedWorkbook();
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size || crc !== entry.crc) throw damagedWorkbook();
}

async function* piecesOf({ method, packed }: ZipEntry): AsyncGenerator<Buffer> {
  if (method === 0) {
    yield packed;
    return;
  }
  if (method !== 8) throw damagedWorkbook();
  const inflate = createInflateRaw({ chunkSize: 65_536 });
  try {
    inflate.end(packed);
    yield* inflate as AsyncIterable<Buffer>;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('Z_') === true) throw damagedWorkbook();
    throw error;
  } finally {
    inflate.destroy();
  }
}
