// Receiving a roster: the file is read as it arrives into rows beside the domain; no person is touched.
import type { Readable } from 'node:stream';
import type { Bilingual } from '../kernel/refusals.js';
import { birthDateOf, maskIdCard, maskMobile } from '../kernel/id-card.js';
import { withoutNumbers } from '../kernel/personal-numbers.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { globalId } from '../kernel/ids.js';
import { readingOfName } from '../platform/text/pinyin.js';
import type { Vault } from '../platform/vault/vault.js';
import { fileRows, type FileLimits, type SourceRow } from '../platform/files/row-source.js';
import { UnreadableFile } from '../platform/files/unreadable-file.js';
import { columnsOf, readRow, spoiltCell, type CellError, type Cells, type ColumnName } from './rules/columns.js';

/** So few that they are gone before the collector has seen them twice: what it keeps longer waits for the whole heap to be swept. */
const rowsPerStatement = 200;

export const rosterLimits: FileLimits = { bytes: 64 * 1_048_576, rows: 200_000, cellCharacters: 4_000, columns: 60, workbookBytes: 32 * 1_048_576, unpackedBytes: 256 * 1_048_576 };

export interface Received { importId: number; failure: Bilingual | null }

export class StagingService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault) {}

  /** Reads the file into the staging table; the caller must hold the right and act at an office. A file that cannot be read is kept as a rejected import. */
  async receive(context: RequestContext, fileName: string, file: Readable): Promise<Received> {
    const { caller } = context;
    const importId = await this.database.transaction(caller.scope, async (tx) => {
      const [made] = await tx.rows<{ id: number }>(sql`insert into roster_import (office_id, file_name, state, actor, role, by_name, created_at)
        values (${caller.officeId}, ${withoutNumbers(fileName)}, 'RECEIVING', ${caller.actor}, ${caller.role}, ${caller.name}, ${this.clock.business()}) returning id::int as id`);
      await recordAudit(tx, context, { action: 'roster.import', subject: globalId('RosterImport', made?.id ?? 0), facts: { act: 'upload' } });
      return made?.id ?? 0;
    });
    try {
      const total = await this.#stage(context, importId, fileRows(file, rosterLimits));
      if (total === 0) throw new UnreadableFile({ zh: '文件中只有表头，没有教师。', en: 'The file has a heading and no teacher.' });
      await this.database.transaction(caller.scope, (tx) => tx.rows(sql`update roster_import set state = 'CHECKING', total = ${total} where id = ${importId}`));
      return { importId, failure: null };
    } catch (error) {
      const failure = error instanceof UnreadableFile ? error.reason : { zh: '上传没有完成，请重新上传。', en: 'The upload did not finish; send it again.' };
      await this.database.transaction(caller.scope, async (tx) => {
        await tx.rows(sql`update roster_import set state = 'REJECTED', failure = ${JSON.stringify(failure)}::jsonb where id = ${importId}`);
        await tx.rows(sql`delete from roster_row where import_id = ${importId}`);
      });
      if (error instanceof UnreadableFile) return { importId, failure };
      throw error;
    }
  }

  async #stage(context: RequestContext, importId: number, source: AsyncIterable<SourceRow>): Promise<number> {
    let places: Map<ColumnName, number> | null = null;
    let staged: object[] = [];
    let total = 0;
    const today = this.clock.today();
    // While one batch is being written the next one is read.
    let writing: Promise<void> = Promise.resolve();
    const flush = async (): Promise<void> => {
      await writing;
      writing = staged.length > 0 ? this.#write(context, importId, staged) : writing;
      writing.catch(() => undefined);
      staged = [];
    };
    try {
      for await (const { line, cells, faults } of source) {
        if (places === null) {
          places = placesOf(cells);
          continue;
        }
        const byColumn: Cells = Object.fromEntries([...places].map(([name, place]) => [name, (cells[place] ?? '').slice(0, 200)]));
        if (Object.values(byColumn).every((cell) => cell.trim() === '')) continue;
        const spoilt = [...places].flatMap(([name, place]) => (faults.has(place) ? [spoiltCell(name, faults.get(place) === 'ROUNDED')] : []));
        staged.push(this.#rowOf(line, byColumn, spoilt, today));
        total += 1;
        if (staged.length >= rowsPerStatement) await flush();
      }
      await flush();
    } finally {
      // Whatever ends the reading, nothing is written behind it.
      await writing.catch(() => undefined);
    }
    await writing;
    if (places === null) throw new UnreadableFile({ zh: '文件是空的。', en: 'The file is empty.' });
    return total;
  }

  #rowOf(line: number, cells: Cells, spoilt: readonly CellError[], today: string): object {
    const { given, errors: found } = readRow(cells, today);
    const errors = [...spoilt, ...found.filter(({ column }) => spoilt.every((cell) => cell.column !== column))];
    const { idCard, mobile, ...plain } = given;
    const reading = readingOfName(given.name);
    const hex = (buffer: Buffer) => buffer.toString('hex');
    // A number that is no number is not kept either; it is wrong, and it may be somebody's.
    const isRight = (column: string) => !errors.some((error) => error.column === column);
    const card = idCard !== null && isRight('身份证号码') ? idCard : null;
    const phone = mobile !== null && isRight('手机号码') ? mobile : null;
    return {
      line, errors, ...plain, pinyin: reading.full, initials: reading.initials,
      idCardSealed: card === null ? null : hex(this.vault.seal(card)), idCardHash: card === null ? null : hex(this.vault.hash(card)), idCardMasked: card === null ? null : maskIdCard(card),
      mobileSealed: phone === null ? null : hex(this.vault.seal(phone)), mobileHash: phone === null ? null : hex(this.vault.hash(phone)), mobileMasked: phone === null ? null : maskMobile(phone),
      identityHash: card === null ? null : hex(this.vault.hash(`${given.name} ${birthDateOf(card)}`)),
    };
  }

  async #write(context: RequestContext, importId: number, rows: object[]): Promise<void> {
    await this.database.transaction(context.caller.scope, (tx) => tx.rows(sql`
      insert into roster_row (import_id, line, errors, changes, name, training_number, school_code, subject, stage, title, joined_year, posts, special_grades, name_pinyin, name_initials,
        id_card_sealed, id_card_hash, id_card_masked, mobile_sealed, mobile_hash, mobile_masked, identity_hash)
      select ${importId}, r.line, r.errors, '[]', r.name, r."trainingNumber", r."schoolCode", r.subject, r.stage, r.title, r."joinedYear", r.posts, r."specialGrades", r.pinyin, r.initials,
        decode(r."idCardSealed", 'hex'), decode(r."idCardHash", 'hex'), r."idCardMasked", decode(r."mobileSealed", 'hex'), decode(r."mobileHash", 'hex'), r."mobileMasked", decode(r."identityHash", 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, errors jsonb, name text, "trainingNumber" text, "schoolCode" text, subject text, stage text, title text, "joinedYear" int, posts text[], "specialGrades" text[], pinyin text, initials text,
        "idCardSealed" text, "idCardHash" text, "idCardMasked" text, "mobileSealed" text, "mobileHash" text, "mobileMasked" text, "identityHash" text)`));
  }
}

function placesOf(headings: readonly string[]): Map<ColumnName, number> {
  const { places, missing, doubled } = columnsOf(headings);
  if (missing.length > 0) throw new UnreadableFile({ zh: `表头缺少：${missing.join('、')}。请使用名册模板。`, en: `The heading lacks: ${missing.join(', ')}. Use the template.` });
  if (doubled.length > 0) throw new UnreadableFile({ zh: `表头重复：${doubled.join('、')}。`, en: `The heading stands twice: ${doubled.join(', ')}.` });
  return places;
}
