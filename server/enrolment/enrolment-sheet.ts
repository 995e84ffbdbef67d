// A sheet of enrolments, read and looked at row by row; and the sheet that a school downloads, of those who chose and wait.
import type { Readable } from 'node:stream';
import { globalId } from '../kernel/ids.js';
import type { Bilingual, Refusal } from '../kernel/refusals.js';
import { personShape } from '../access/index.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { fileRows, type FileLimits } from '../platform/files/row-source.js';
import { UnreadableFile } from '../platform/files/unreadable-file.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { trainingClassShape } from '../programmes/index.js';
import { columnsIn, outcomeOf, rowRefusal, type SheetOutcome, type SheetWish } from './rules/enrolment-sheet.js';
import type { SheetEnrolService } from './sheet-enrol.service.js';

/** As many as one act takes: a school has some sixty teachers. */
export const sheetLimits: FileLimits = { bytes: 4 * 1_048_576, rows: 250, cellCharacters: 1_000, columns: 60, workbookBytes: 4 * 1_048_576, unpackedBytes: 32 * 1_048_576 };

export interface PreviewedLine {
  line: number;
  trainingNumber: string;
  name: string | null;
  classCode: string;
  className: string | null;
  periodNumber: number | null;
  outcome: SheetOutcome;
  reason: string | null;
  requirement: string | null;
  personId: string | null;
  classId: string | null;
}

interface Person { id: number; trainingNumber: string; name: string }
interface TrainingClass { id: number; code: string; name: string; periodNumber: number }

export class EnrolmentSheets {
  constructor(private readonly database: Database, private readonly enrolling: SheetEnrolService) {}

  /** What each row would do; nothing is written. */
  async preview(context: RequestContext, stream: Readable): Promise<{ lines: PreviewedLine[]; failure: null } | { lines: null; failure: Bilingual }> {
    try {
      return { lines: await this.#previewed(context, await wishesIn(stream)), failure: null };
    } catch (error) {
      if (error instanceof UnreadableFile) return { lines: null, failure: error.reason };
      throw error;
    }
  }

  async #previewed(context: RequestContext, wishes: readonly SheetWish[]): Promise<PreviewedLine[]> {
    const { caller, language } = context;
    const numbers = wishes.map(({ trainingNumber }) => trainingNumber);
    const codes = wishes.map(({ classCode }) => classCode);
    const [persons, classes] = await Promise.all([
      this.database.rows<Person>(caller.scope, sql`select t.id::int as id, t.training_number as "trainingNumber", t.name from person t where t.training_number = any (${numbers}::text[]) and t.office_id = ${caller.officeId ?? 0} and t.merged_into_id is null and ${this.database.allows(personShape, 't', caller.scope)}`),
      this.database.rows<TrainingClass>(caller.scope, sql`select t.id::int as id, t.code, t.name, n.number::int as "periodNumber" from training_class t join period n on n.id = t.period_id where t.code = any (${codes}::text[]) and ${this.database.allows(trainingClassShape, 't', caller.scope)}`),
    ]);
    const personOf = new Map(persons.map((one) => [one.trainingNumber, one]));
    const classOf = new Map(classes.map((one) => [one.code, one]));
    const first = new Map<string, number>();
    const rows = wishes.map((wish) => {
      const [person, trainingClass] = [personOf.get(wish.trainingNumber) ?? null, classOf.get(wish.classCode) ?? null];
      const place = `${wish.trainingNumber} ${wish.classCode}`;
      const refusal = rowRefusal(wish, { personId: person?.id ?? null, classId: trainingClass?.id ?? null }, first.get(place) ?? null);
      if (!first.has(place)) first.set(place, wish.line);
      return { wish, person, trainingClass, refusal };
    });
    const entries = rows.flatMap(({ person, trainingClass, refusal }) => (person && trainingClass && refusal === null ? [{ personId: person.id, classId: trainingClass.id }] : []));
    const told = new Map((entries.length === 0 ? [] : await this.enrolling.preview(context, entries)).map(({ personId, classId, refusals }) => [`${personId} ${classId}`, refusals]));
    return rows.map(({ wish, person, trainingClass, refusal }) => {
      const refusals: readonly Refusal[] = refusal ? [refusal] : (told.get(`${person?.id} ${trainingClass?.id}`) ?? []);
      return {
        ...wish, name: person?.name ?? null, className: trainingClass?.name ?? null, periodNumber: trainingClass?.periodNumber ?? null, outcome: outcomeOf(refusals), reason: refusals[0]?.message[language] ?? null, requirement: refusals[0]?.requirement ?? null,
        personId: person && globalId('Person', person.id), classId: trainingClass && globalId('TrainingClass', trainingClass.id),
      };
    });
  }
}

/** Throws UnreadableFile for what is no such sheet. */
async function wishesIn(stream: Readable): Promise<SheetWish[]> {
  let columns: ReturnType<typeof columnsIn> | null = null;
  const wishes: SheetWish[] = [];
  for await (const { line, cells } of fileRows(stream, sheetLimits)) {
    if (columns === null) {
      columns = columnsIn(cells);
      if (columns.missing.length > 0) throw new UnreadableFile({ zh: `表头缺少：${columns.missing.join('、')}。`, en: `The heading lacks: ${columns.missing.join(', ')}.` });
      continue;
    }
    const at = (place: number): string => (cells[place] ?? '').replaceAll('\0', '').toWellFormed().trim();
    const wish = { line, trainingNumber: at(columns.trainingNumber), classCode: at(columns.classCode) };
    if (wish.trainingNumber !== '' || wish.classCode !== '') wishes.push(wish);
  }
  if (wishes.length === 0) throw new UnreadableFile({ zh: '文件中没有要报名的教师。', en: 'The file names nobody.' });
  return wishes;
}
