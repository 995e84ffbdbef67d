// The parts of a workbook (.xlsx) beside its sheets: which sheet is the first one to be seen, its texts and its number formats.
import { UnreadableFile } from './unreadable-file.js';
import { xmlEvents, type XmlEvent } from './xml-events.js';
import { damagedWorkbook, unpacked, zipEntries, type UnpackingBudget, type ZipEntry } from './zip-archive.js';
import { formatCodeOf } from './shown-number.js';

export interface Workbook { sheet: ZipEntry; texts: readonly string[]; formats: readonly string[]; isFrom1904: boolean }

const textMaximum = 2_000_000;

export async function openWorkbook(archive: Buffer, budget: UnpackingBudget): Promise<Workbook> {
  const entries = zipEntries(archive);
  const main = (await relationsOf(entries, '', '_rels/.rels', budget)).find(({ kind }) => kind === 'officedocument')?.target;
  const book = main === undefined ? undefined : entries.get(main);
  if (main === undefined || book === undefined || !/\.xml$/.test(main)) throw notAWorkbook();
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = await relationsOf(entries, folder, `${folder}_rels/${main.slice(folder.length)}.rels`, budget);
  const { sheetIds, isFrom1904, isWorkbook } = await sheetsOf(book, budget);
  if (!isWorkbook) throw notAWorkbook();
  const sheet = sheetIds.map((id) => relations.find((relation) => relation.id === id)).find((relation) => relation?.kind === 'worksheet');
  const entry = sheet === undefined ? undefined : entries.get(sheet.target);
  if (entry === undefined) throw new UnreadableFile({ zh: '工作簿中没有可见的工作表。请取消隐藏数据所在的工作表后再上传。', en: 'The workbook has no visible sheet; show the sheet with the data.' });
  const part = (kind: string) => entries.get(relations.find((relation) => relation.kind === kind)?.target ?? '');
  return { sheet: entry, texts: await textsOf(part('sharedstrings'), budget), formats: await formatsOf(part('styles'), budget), isFrom1904 };
}

function notAWorkbook(): UnreadableFile {
  return new UnreadableFile({ zh: '这不是 Excel 工作簿（.xlsx）。请另存为 .xlsx 或 CSV（UTF-8）再上传。', en: 'This is no Excel workbook (.xlsx); save it as .xlsx or CSV (UTF-8).' });
}

interface Relation { id: string; kind: string; target: string }

async function relationsOf(entries: ReadonlyMap<string, ZipEntry>, folder: string, name: string, budget: UnpackingBudget): Promise<Relation[]> {
  const entry = entries.get(name);
  if (entry === undefined) throw notAWorkbook();
  const relations: Relation[] = [];
  for await (const { name: tag, attributes } of opened(entry, budget)) {
    if (tag !== 'Relationship' || attributes['TargetMode'] === 'External') continue;
    const target = (attributes['Target'] ?? '').toLowerCase();
    relations.push({ id: attributes['Id'] ?? '', kind: (attributes['Type'] ?? '').split('/').at(-1)?.toLowerCase() ?? '', target: target.startsWith('/') ? target.slice(1) : `${folder}${target}`.replace(/[^/]+\/\.\.\//g, '').replace(/(^|\/)\.\//g, '$1') });
  }
  return relations;
}

async function sheetsOf(entry: ZipEntry, budget: UnpackingBudget): Promise<{ sheetIds: string[]; isFrom1904: boolean; isWorkbook: boolean }> {
  const sheetIds: string[] = [];
  let isFrom1904 = false;
  let isWorkbook = false;
  for await (const { name, attributes } of opened(entry, budget)) {
    if (name === 'workbook') isWorkbook = true;
    if (name === 'workbookPr') isFrom1904 = isOn(attributes['date1904']);
    if (name === 'sheet' && !/hidden/i.test(attributes['state'] ?? '')) sheetIds.push(Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '');
  }
  return { sheetIds, isFrom1904, isWorkbook };
}

function isOn(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}

async function* opened(entry: ZipEntry, budget: UnpackingBudget): AsyncGenerator<Extract<XmlEvent, { eventType: 'opentag' }>['value']> {
  for await (const events of xmlEvents(unpacked(entry, budget))) for (const event of events) if (event.eventType === 'opentag') yield event.value;
}

/** Texts that cells share, runs of different looks joined; how a name is read (rPh) is no part of it. */
async function textsOf(entry: ZipEntry | undefined, budget: UnpackingBudget): Promise<string[]> {
  const texts: string[] = [];
  if (entry === undefined) return texts;
  let text = '';
  let isText = false;
  let isReading = false;
  for await (const events of xmlEvents(unpacked(entry, budget))) {
    for (const event of events) {
      if (event.eventType === 'text') {
        if (isText && !isReading) text += event.value;
      } else if (event.eventType === 'opentag') {
        if (event.value.name === 'si') text = '';
        if (event.value.name === 't') isText = true;
        if (event.value.name === 'rPh') isReading = true;
      } else {
        if (event.value.name === 't') isText = false;
        if (event.value.name === 'rPh') isReading = false;
        if (event.value.name === 'si') texts.push(unescapedText(text));
      }
    }
    if (texts.length > textMaximum) throw damagedWorkbook();
  }
  return texts;
}

/** Signs that XML cannot hold are written by their number, and that way of writing itself as well. */
export function unescapedText(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
}

/** The code of the number format of each cell style, in the order in which cells name them. */
async function formatsOf(entry: ZipEntry | undefined, budget: UnpackingBudget): Promise<string[]> {
  if (entry === undefined) return [];
  const own = new Map<number, string>();
  const ids: number[] = [];
  let isInCells = false;
  for await (const events of xmlEvents(unpacked(entry, budget))) {
    for (const event of events) {
      if (event.eventType === 'text') continue;
      const { name } = event.value;
      if (name === 'cellXfs') isInCells = event.eventType === 'opentag';
      if (event.eventType !== 'opentag') continue;
      const { attributes } = event.value;
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'xf' && isInCells) ids.push(Number(attributes['numFmtId'] ?? 0));
    }
  }
  return ids.map((id) => formatCodeOf(id, own));
}
