// Receiving a grading sheet (评分表): it is read and compared with what stands; nothing is written but what it would do.
import type { Readable } from 'node:stream';
import { globalId, keyOf } from '../kernel/ids.js';
import type { Bilingual } from '../kernel/refusals.js';
import { withoutNumbers } from '../kernel/personal-numbers.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { UnreadableFile } from '../platform/files/unreadable-file.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { judged, type Judged, type SheetRowOutcome, type Standing } from './rules/sheet-outcomes.js';
import { sheetLines, type SheetLine } from './sheet-lines.js';
import { sheetPlace } from './sheet-place.js';
import { standingsOf } from './sheet-standing.js';

const rowsPerStatement = 500;
/** What was never written is kept as long as somebody may come back to it. */
const keptDays = 7;

export interface UploadedSheet { classId: number | null; assignmentId: number | null; fileName: string; stream: Readable }

interface ComparedLine extends SheetLine, Judged { submissionId: number | null; seenVersion: number | null }

export class StagedSheets {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Throws NOT_FOUND for a class or assignment out of scope. A file that is no sheet of theirs leaves nothing behind. */
  async receive(context: RequestContext, { classId, assignmentId, fileName, stream }: UploadedSheet): Promise<{ sheetId: number; failure: null } | { sheetId: null; failure: Bilingual }> {
    const { caller } = context;
    const place = await sheetPlace(this.database, caller.scope, classId, assignmentId);
    try {
      const { lines, total, blank } = await sheetLines(stream, place);
      const keys = lines.map(({ submission }) => keyOf('Submission', submission));
      const standings = await standingsOf(this.database, caller, place, [...new Set(keys.filter((key) => key !== null))]);
      refuseForeignSheet(standings);
      const compared = comparedLines(lines, keys, standings, place);
      const sheetId = await this.database.transaction(caller.scope, async (tx) => {
        await this.#forgetOld(tx);
        const counts = (outcome: SheetRowOutcome): number => compared.filter((line) => line.outcome === outcome).length;
        const [made] = await tx.rows<{ id: number }>(sql`insert into grading_sheet (person_id, role_id, class_id, assignment_id, programme_id, rubric_id, file_name, total, blank, same, to_score, changed, conflicts, refused, created_at)
          values (${personOf(caller)}, ${caller.roleId}, ${place.classId}, ${place.assignmentId}, ${place.programmeId}, ${place.rubricId}, ${withoutNumbers(fileName)}, ${total}, ${blank}, ${counts('SAME')}, ${counts('TO_SCORE')}, ${counts('CHANGED')}, ${counts('CONFLICT')}, ${counts('REFUSED')}, ${this.clock.business()}) returning id::int as id`);
        const id = made?.id ?? 0;
        for (let from = 0; from < compared.length; from += rowsPerStatement) await writeRows(tx, id, personOf(caller), compared.slice(from, from + rowsPerStatement));
        await recordAudit(tx, context, { action: 'assignments.sheet', subject: globalId('GradingSheet', id), facts: { act: 'upload', rows: total } });
        return id;
      });
      return { sheetId, failure: null };
    } catch (error) {
      if (error instanceof UnreadableFile) return { sheetId: null, failure: error.reason };
      throw error;
    }
  }

  async #forgetOld(tx: Tx): Promise<void> {
    const old = sql`select s.id from grading_sheet s where s.apply_act_id is null and s.created_at < ${this.clock.business()}::timestamptz - make_interval(days => ${keptDays})`;
    await tx.rows(sql`delete from grading_sheet_row where sheet_id in (${old})`);
    await tx.rows(sql`delete from grading_sheet where id in (${old})`);
  }
}

/** One row of another class is a slip; a sheet of none but those is another sheet. */
function refuseForeignSheet(standings: ReadonlyMap<number, Standing>): void {
  if (standings.size === 0 || [...standings.values()].some(({ isOfThisSheet }) => isOfThisSheet)) return;
  throw new UnreadableFile({ zh: '这是另一个培训班或另一项作业的评分表，请在那个班、那项作业下导入。', en: 'This is the sheet of another class or assignment; import it there.' });
}

function comparedLines(lines: readonly SheetLine[], keys: readonly (number | null)[], standings: ReadonlyMap<number, Standing>, place: Parameters<typeof judged>[3]): ComparedLine[] {
  const linesOf = Map.groupBy(lines, ({ submission }) => submission);
  return lines.map((line, index) => {
    const key = keys[index] ?? null;
    const standing = key === null ? null : (standings.get(key) ?? null);
    const findings = judged(line, standing, (linesOf.get(line.submission) ?? []).map((one) => one.line), place);
    return { ...line, ...findings, submissionId: standing?.isOfThisSheet === true ? key : null, seenVersion: standing?.version ?? null };
  });
}

async function writeRows(tx: Tx, sheetId: number, personId: number, lines: readonly ComparedLine[]): Promise<void> {
  const rows = lines.map(({ line, submissionId, outcome, conflict, reasons, totalTenths, given, seenVersion }) => ({
    line, submissionId, outcome, conflict, reasons, totalTenths, criterionPoints: given.criterionPoints, comment: given.comment, isExcellent: given.isExcellent, seenVersion,
  }));
  await tx.rows(sql`
    insert into grading_sheet_row (sheet_id, line, person_id, submission_id, outcome, conflict, reasons, total_tenths, criterion_points, comment, is_excellent, seen_version, is_chosen)
    select ${sheetId}, r.line, ${personId}, r."submissionId", r.outcome, r.conflict, r.reasons, r."totalTenths", r."criterionPoints", r.comment, r."isExcellent", r."seenVersion", r.outcome in ('TO_SCORE', 'CHANGED')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, "submissionId" bigint, outcome text, conflict text, reasons jsonb, "totalTenths" int, "criterionPoints" jsonb, comment text, "isExcellent" boolean, "seenVersion" int)`);
}
