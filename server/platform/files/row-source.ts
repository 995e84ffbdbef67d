// Row sources: a file as it arrives, told by its content, turned into rows of text cells without ever holding all of them.
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { UnreadableFile } from './unreadable-file.js';
import { workbookRows, type CellFault } from './workbook-rows.js';

export interface SourceRow { line: number; cells: readonly string[]; faults: ReadonlyMap<number, CellFault> }

/** How large a file of a kind may be, as it comes and once it is unpacked. */
export interface FileLimits { bytes: number; rows: number; cellCharacters: number; columns: number; workbookBytes: number; unpackedBytes: number }

/** Looked at before anything is read: enough for the heading and many rows of any honest file. */
const sampleBytes = 262_144;

const noFaults: ReadonlyMap<number, CellFault> = new Map();

/** Rows of a workbook's first visible sheet, or of a CSV file in UTF-8 (with or without a mark) or GB18030, parted by commas, semicolons or tabs. */
export async function* fileRows(stream: Readable, limits: FileLimits): AsyncGenerator<SourceRow> {
  const { sample, rest } = await sampled(limited(stream, limits));
  if (sample.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) yield* workbookRows(await held(rest, limits), limits);
  else yield* csvRows(sample, rest, limits);
}

/** A workbook's directory stands at its end: packed as it is, it is held whole. */
async function held(chunks: AsyncIterable<Buffer>, { workbookBytes }: FileLimits): Promise<Buffer> {
  const all: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > workbookBytes) throw new UnreadableFile({ zh: `工作簿超过 ${workbookBytes / 1_048_576} MB。请只保留要导入的这一张工作表，或另存为 CSV（UTF-8）。`, en: `The workbook is larger than ${workbookBytes / 1_048_576} MB; keep only the sheet to import, or save it as CSV (UTF-8).` });
    all.push(chunk);
  }
  return Buffer.concat(all);
}

async function* csvRows(sample: Buffer, rest: AsyncIterable<Buffer>, limits: FileLimits): AsyncGenerator<SourceRow> {
  const encoding = encodingOf(sample);
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, delimiter: delimiterOf(sample, encoding), max_record_size: limits.cellCharacters * limits.columns, info: true });
  const feeding = feed(parser, decoded(rest, encoding)).catch((error: unknown) => { parser.destroy(error as Error); });
  try {
    for await (const entry of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (entry.info.lines > limits.rows + 1) throw new UnreadableFile({ zh: `一次最多导入 ${limits.rows.toLocaleString('en')} 行，请分成几个文件。`, en: `At most ${limits.rows} rows at once.` });
      yield { line: entry.info.lines, cells: entry.record, faults: noFaults };
    }
  } catch (error) {
    if (error instanceof UnreadableFile || (error as { code?: string }).code?.startsWith('CSV_') !== true) throw error;
    throw new UnreadableFile({ zh: `第 ${(error as { lines?: number }).lines ?? '?'} 行附近的引号或格式有误，无法读取。`, en: `The quotes or the form near line ${(error as { lines?: number }).lines ?? '?'} cannot be read.` });
  } finally {
    parser.destroy();
    await feeding;
  }
}

async function feed(parser: ReturnType<typeof parse>, texts: AsyncIterable<string>): Promise<void> {
  for await (const text of texts) {
    if (parser.destroyed) return;
    if (!parser.write(text)) await new Promise<void>((resolve) => {
      // Whichever comes first takes the other away: a long file waits thousands of times.
      const goOn = (): void => {
        parser.off('drain', goOn).off('close', goOn);
        resolve();
      };
      parser.on('drain', goOn).on('close', goOn);
    });
  }
  parser.end();
}

async function* limited(stream: Readable, limits: FileLimits): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.bytes) throw new UnreadableFile({ zh: `文件超过 ${limits.bytes / 1_048_576} MB。`, en: `The file is larger than ${limits.bytes / 1_048_576} MB.` });
    yield chunk;
  }
}

async function sampled(chunks: AsyncGenerator<Buffer>): Promise<{ sample: Buffer; rest: AsyncGenerator<Buffer> }> {
  const held: Buffer[] = [];
  let bytes = 0;
  while (bytes < sampleBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    held.push(value);
    bytes += value.length;
  }
  const sample = Buffer.concat(held);
  return { sample, rest: (async function* () { yield sample; yield* chunks; })() };
}

type Encoding = 'utf-8' | 'gb18030';

function encodingOf(sample: Buffer): Encoding {
  if (sample.length === 0) throw new UnreadableFile({ zh: '文件是空的。', en: 'The file is empty.' });
  if (sample.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    throw new UnreadableFile({ zh: '这是旧版（.xls）或加了密码的工作簿。请另存为不加密码的 .xlsx 或 CSV（UTF-8）再上传。', en: 'This is an old workbook (.xls) or one with a password; save it as .xlsx without a password, or as CSV (UTF-8).' });
  }
  if ((sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)) throw new UnreadableFile({ zh: '文件是 UTF-16 编码。请另存为 CSV（UTF-8）再上传。', en: 'The file is UTF-16; save it as CSV (UTF-8).' });
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      // The sample may end in the middle of a character.
      new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
      return encoding;
    } catch { /* the next one */ }
  }
  throw new UnreadableFile({ zh: '无法识别文件的编码。请另存为 CSV（UTF-8）再上传。', en: 'The encoding is unknown; save it as CSV (UTF-8).' });
}

async function* decoded(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true }).replaceAll('\0', '');
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableFile({ zh: `文件中有不属于 ${encoding === 'utf-8' ? 'UTF-8' : 'GB18030'} 编码的内容，请重新保存后再上传。`, en: `The file is not ${encoding} throughout.` });
  }
}

function delimiterOf(sample: Buffer, encoding: Encoding): string {
  const [heading = ''] = new TextDecoder(encoding).decode(sample, { stream: true }).split(/\r?\n/, 1);
  const count = (sign: string) => heading.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
