// Grading sheets in the tests: downloaded, filled in as a spreadsheet does it, handed back, written and taken back.
import Excel from 'exceljs';
import type { Actor, TestServer } from '../support/test-server.js';
import type { Refusal } from './grading-acts.js';
import { placeOf } from './release-acts.js';

export interface Place { classId: string; assignmentId: string }
export interface SeenSheet { id: string; state: string; rowCount: number; blankCount: number; sameCount: number; newCount: number; changedCount: number; conflictCount: number; refusedCount: number; undoableUntil: string | null; applyAct: { itemCount: number; doneCount: number; refusedCount: number } | null; undoAct: { doneCount: number; refusedCount: number } | null }
export interface SeenSheetRow {
  line: number; outcome: string; conflict: string | null; result: string | null; points: string | null; comment: string; isChosen: boolean; reasons: { column: string; reason: string }[]; refusals: { code: string; message: string }[];
  submission: { id: string; state: string; learner: { name: string } | null; learnerNumber: number | null; review: { points: string; comment: string; tutorName: string } | null } | null;
}

const sheetFields = 'id state rowCount blankCount sameCount newCount changedCount conflictCount refusedCount undoableUntil applyAct { itemCount doneCount refusedCount } undoAct { doneCount refusedCount }';
const rowFields = 'line outcome conflict result points comment isChosen reasons { column reason } refusals { code message } submission { id state learnerNumber learner { name } review { points comment tutorName } }';
export const sheetDocuments = {
  apply: `mutation ($input: ApplyGradingSheetInput!) { applyGradingSheet(input: $input) { refusals { code field message } sheet { ${sheetFields} } } }`,
  undo: `mutation ($input: UndoGradingSheetInput!) { undoGradingSheet(input: $input) { refusals { code field message } sheet { ${sheetFields} } } }`,
} as const;

/** What a tutor writes into the row of one submission, by heading; a criterion by the beginning of its heading. */
export type Filling = Readonly<Record<string, string | number | Excel.CellValue>>;

export async function downloadSheet(server: TestServer, actor: Actor, place: Place, format: string): Promise<Response> {
  return fetch(`${server.origin}/exports/gradingsheet?${new URLSearchParams({ ...place, format }).toString()}`, { headers: actor.credentials });
}

/** A sheet as it lies open before the tutor. */
export class OpenSheet {
  private constructor(readonly book: Excel.Workbook, readonly sheet: Excel.Worksheet) {}

  static async of(server: TestServer, actor: Actor, submissionId: string): Promise<OpenSheet> {
    const response = await downloadSheet(server, actor, await placeOf(actor, submissionId), 'xlsx');
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    return OpenSheet.read(new Uint8Array(await response.arrayBuffer()));
  }

  static async read(bytes: Uint8Array<ArrayBuffer>): Promise<OpenSheet> {
    const book = new Excel.Workbook();
    await book.xlsx.load(bytes.buffer);
    return new OpenSheet(book, book.worksheets[0] as Excel.Worksheet);
  }

  get headings(): string[] { return (this.sheet.getRow(1).values as string[]).slice(1); }

  columnOf(heading: string): number {
    const place = this.headings.findIndex((one) => one.startsWith(heading));
    if (place < 0) throw new Error(`no column ${heading} among ${this.headings.join()}`);
    return place + 1;
  }

  lineOf(submissionId: string): number {
    const column = this.columnOf('作业标识');
    for (let line = 2; line <= this.sheet.rowCount; line += 1) if (this.sheet.getCell(line, column).value === submissionId) return line;
    throw new Error(`no row of ${submissionId}`);
  }

  get submissionIds(): string[] {
    return (this.sheet.getColumn(this.columnOf('作业标识')).values as (string | null)[]).slice(2).filter((id): id is string => id !== null);
  }

  cell(submissionId: string, heading: string): Excel.CellValue { return this.sheet.getCell(this.lineOf(submissionId), this.columnOf(heading)).value; }

  fill(submissionId: string, filling: Filling): this {
    for (const [heading, value] of Object.entries(filling)) this.sheet.getCell(this.lineOf(submissionId), this.columnOf(heading)).value = value;
    return this;
  }

  /** The criteria that the sheet has, from its first to its last. */
  fillCriteria(submissionId: string, points: readonly (string | number)[], comment: string): this {
    const first = this.columnOf('字数') + 1;
    points.forEach((value, index) => { this.sheet.getCell(this.lineOf(submissionId), first + index).value = value; });
    return this.fill(submissionId, { 评语: comment });
  }

  /** From the first row to the last; null leaves a row empty. */
  fillEach(filling: (submissionId: string, index: number) => { points: readonly number[]; comment: string } | null): this {
    const [ids, first, comment] = [this.columnOf('作业标识'), this.columnOf('字数') + 1, this.columnOf('评语')];
    for (let line = 2; line <= this.sheet.rowCount; line += 1) {
      const row = this.sheet.getRow(line);
      const filled = filling(row.getCell(ids).text, line - 2);
      filled?.points.forEach((value, index) => { row.getCell(first + index).value = value; });
      if (filled) row.getCell(comment).value = filled.comment;
    }
    return this;
  }

  async saved(): Promise<Uint8Array<ArrayBuffer>> { return new Uint8Array(await this.book.xlsx.writeBuffer()); }
}

export interface Sent { status: number; id: string; failure: string | null; text: string }

export async function sendSheet(server: TestServer, actor: Actor, place: Partial<Place>, body: Uint8Array<ArrayBuffer> | string): Promise<Sent> {
  const response = await fetch(`${server.origin}/gradingsheets?${new URLSearchParams({ ...place, name: '评分表.xlsx' }).toString()}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...actor.credentials }, body });
  const text = await response.text();
  const answer = JSON.parse(text) as { id?: string | null; failure?: string | null };
  return { status: response.status, id: answer.id ?? '', failure: answer.failure ?? null, text };
}

export async function sheetOf(actor: Actor, id: string): Promise<SeenSheet> {
  return (await actor.sees<{ gradingSheet: SeenSheet }>(`query ($id: ID!) { gradingSheet(id: $id) { ${sheetFields} } }`, { id })).gradingSheet;
}

export async function previewOf(server: TestServer, actor: Actor, submissionId: string, open: OpenSheet): Promise<SeenSheet> {
  const sent = await sendSheet(server, actor, await placeOf(actor, submissionId), await open.saved());
  if (sent.status !== 201) throw new Error(`the sheet was not taken: ${sent.text}`);
  return sheetOf(actor, sent.id);
}

export async function sheetRows(actor: Actor, id: string, filter: Record<string, unknown> = {}): Promise<SeenSheetRow[]> {
  return (await actor.sees<{ gradingSheetRows: { nodes: SeenSheetRow[] } }>(`query ($id: ID!, $outcome: GradingSheetRowOutcome, $isFailed: Boolean) { gradingSheetRows(sheetId: $id, first: 100, outcome: $outcome, isFailed: $isFailed) { nodes { ${rowFields} } } }`, { id, ...filter })).gradingSheetRows.nodes;
}

export async function begin(actor: Actor, act: 'apply' | 'undo', input: Record<string, unknown>): Promise<{ sheet: SeenSheet | null; refusals: Refusal[] }> {
  const data = await actor.sees<Record<string, { sheet: SeenSheet | null; refusals: Refusal[] }>>(sheetDocuments[act], { input });
  return data[`${act}GradingSheet`] as { sheet: SeenSheet | null; refusals: Refusal[] };
}

/** Begins it, waits until the server has worked it off, and tells what became of the sheet. */
export async function done(server: TestServer, actor: Actor, act: 'apply' | 'undo', input: { sheetId: string } & Record<string, unknown>): Promise<SeenSheet> {
  const { refusals } = await begin(actor, act, input);
  if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
  await server.app.bulkActWork.idle();
  return sheetOf(actor, input.sheetId);
}
