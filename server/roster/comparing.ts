// Comparing a staged roster with the people who are known: which rows are the same, new, changed or wrong. Writes no domain row.
import type { Database } from '../platform/database/database.js';
import { pathEnd } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { shown, type DataField, type TeacherData } from '../kernel/teacher-data.js';
import { columns, type CellError } from './rules/columns.js';
import { afterRow, differingFields, type ComparedRow, type RowField } from './rules/difference.js';
import type { RowChange, RowOutcome } from './roster-import.entity.js';

const comparingJob = { kind: 'job', job: 'roster-compare' } as const;
const batch = 1_000;

interface Sides<Side> { row: Side; known: Side }
interface StagedSide extends ComparedRow { schoolName: string | null; idCardMasked: string | null; mobileMasked: string | null }
interface Candidate extends Sides<StagedSide | null> { line: number; errors: CellError[]; schoolId: number | null; matches: number; isInScope: boolean; personId: number | null; version: number | null; isMerged: boolean; repeatedColumn: string | null; isDuplicate: boolean }

/** Compares every row; may run again from the beginning at any time. `path` bounds the schools and people that the importer may touch. */
export async function compareRoster(database: Database, importId: number, path: string): Promise<void> {
  // The system looks, because a number may be a person's whom the importer does not see: that is told as an error, without saying who.
  await database.transaction(comparingJob, async (tx) => {
    await tx.rows(sql`
      update roster_row r set repeated_column = d.repeated from (
        select line, case when id_card_hash is not null and row_number() over (partition by id_card_hash order by line) > 1 then ${columns.idCard[0]}
          when training_number is not null and row_number() over (partition by training_number order by line) > 1 then ${columns.trainingNumber[0]} end as repeated
        from roster_row where import_id = ${importId}) d
      where r.import_id = ${importId} and r.line = d.line and d.repeated is not null`);
  });
  const read = (after: number): Promise<Candidate[]> => {
    const candidates = database.rows<Candidate>(comparingJob, candidatesAfter(importId, after, path));
    candidates.catch(() => undefined);
    return candidates;
  };
  // While the findings of one batch are being written the next one is read.
  for (let next = read(0); ;) {
    const candidates = await next;
    const last = candidates.at(-1);
    if (!last) break;
    next = read(last.line);
    const judged = candidates.map(judge);
    await database.transaction(comparingJob, async (tx) => {
      await tx.rows(sql`update roster_row r set outcome = j.outcome, errors = j.errors, changes = j.changes, school_id = j."schoolId", person_id = j."personId", seen_version = j.version, is_likely_duplicate = j."isDuplicate"
        from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j(line int, outcome text, errors jsonb, changes jsonb, "schoolId" bigint, "personId" bigint, version int, "isDuplicate" boolean) where r.import_id = ${importId} and r.line = j.line`);
      await tx.rows(sql`update roster_import set done = done + ${judged.length}, leased_until = clock_timestamp() + interval '30 seconds' where id = ${importId}`);
    });
  }
  await database.transaction(comparingJob, (tx) => tx.rows(sql`
    update roster_import set state = 'CHECKED', done = 0, worker = null, leased_until = null, same = c.same, added = c.added, changed = c.changed, errors = c.errors, duplicates = c.duplicates,
      missing = (select count(*) from person p join teacher_profile f on f.person_id = p.id where p.merged_into_id is null and p.office_id in (select distinct school_id from roster_row where import_id = ${importId})
        and not exists (select 1 from roster_row r where r.import_id = ${importId} and r.person_id = p.id))
    from (select count(*) filter (where outcome = 'SAME') as same, count(*) filter (where outcome = 'NEW') as added, count(*) filter (where outcome = 'CHANGED') as changed, count(*) filter (where outcome = 'ERROR') as errors,
      count(*) filter (where is_likely_duplicate and outcome = 'NEW') as duplicates from roster_row where import_id = ${importId}) c
    where id = ${importId} and state = 'CHECKING'`));
}

/** Rows with the person whom they mean: found by the ID card, and without one by the training number. */
function candidatesAfter(importId: number, after: number, path: string) {
  return sql`
    with page as materialized (select * from roster_row where import_id = ${importId} and line > ${after} order by line limit ${batch})
    select r.line, r.errors, ro.id as "schoolId", (select count(distinct m.id) from (select a.id where a.id is not null union all select b.id where b.id is not null) m)::int as matches,
      k.id as "personId", k.version, coalesce(k.merged_into_id is not null, false) as "isMerged", coalesce(ko.path >= ${path} and ko.path < ${pathEnd(path)}, true) as "isInScope", r.repeated_column as "repeatedColumn",
      k.id is null and exists (select 1 from person d where d.merged_into_id is null and (d.identity_hash = r.identity_hash or d.mobile_hash = r.mobile_hash)) as "isDuplicate",
      jsonb_build_object('name', r.name, 'subject', r.subject, 'stage', r.stage, 'title', r.title, 'joinedYear', r.joined_year, 'posts', r.posts, 'specialGrades', r.special_grades, 'idCardHash', encode(r.id_card_hash, 'hex'), 'mobileHash', encode(r.mobile_hash, 'hex'),
        'schoolId', ro.id, 'schoolName', ro.name, 'idCardMasked', r.id_card_masked, 'mobileMasked', r.mobile_masked) as row,
      case when k.id is not null then jsonb_build_object('name', k.name, 'subject', f.subject, 'stage', f.stage, 'title', f.title, 'joinedYear', f.joined_year, 'posts', f.posts, 'specialGrades', f.special_grades, 'idCardHash', encode(k.id_card_hash, 'hex'), 'mobileHash', encode(k.mobile_hash, 'hex'),
        'schoolId', k.office_id, 'schoolName', ko.name, 'idCardMasked', k.id_card_masked, 'mobileMasked', k.mobile_masked) end as known
    from page r
    left join person a on a.id_card_hash = r.id_card_hash left join person b on b.training_number = r.training_number
    left join person k on k.id = coalesce(a.id, b.id) left join teacher_profile f on f.person_id = k.id left join office ko on ko.id = k.office_id left join office ro on ro.code = r.school_code and ro.level = 'SCHOOL' and ro.path >= ${path} and ro.path < ${pathEnd(path)}
    order by r.line`;
}

interface Judged { line: number; schoolId: number | null; outcome: RowOutcome; errors: CellError[]; changes: RowChange[]; personId: number | null; version: number | null; isDuplicate: boolean }

function judge(candidate: Candidate): Judged {
  const { line, schoolId, row, known, personId, version, isDuplicate } = candidate;
  const errors = [...candidate.errors, ...faults(candidate)];
  const changes = row !== null && known !== null && errors.length === 0 ? changesOf({ row, known }) : [];
  const outcome = errors.length > 0 ? 'ERROR' : known === null ? 'NEW' : changes.length > 0 ? 'CHANGED' : 'SAME';
  return { line, schoolId, outcome, errors: uniqueByText(errors), changes, personId, version, isDuplicate };
}

function faults({ errors, schoolId, matches, isInScope, isMerged, repeatedColumn, row, known }: Candidate): CellError[] {
  const found: CellError[] = [];
  const isRead = (column: string) => !errors.some((error) => error.column === column);
  // The same words for a school that does not exist and for one that is somebody else's.
  if (schoolId === null) found.push({ column: columns.schoolCode[0], zh: '学校代码不在您管辖的范围内，或不存在。', en: 'The code is none of the schools that you administer.' });
  if (repeatedColumn !== null) found.push({ column: repeatedColumn, zh: `${repeatedColumn}与本文件前面的一行重复。`, en: 'The number stands in an earlier line of this file.' });
  if (matches > 1) found.push({ column: columns.trainingNumber[0], zh: '身份证号码和师训编号分别属于两个人，请核对。', en: 'The ID-card number and the training number are two different people\'s.' });
  else if (!isInScope) found.push({ column: columns.idCard[0], zh: '此人登记在其他单位，请由上级办理调动后再导入。', en: 'This person is registered at another office; ask the office above to move them first.' });
  else if (isMerged) found.push({ column: columns.trainingNumber[0], zh: '这条人员记录已并入另一人，请使用并入后的师训编号。', en: 'This record was merged into another; use that one\'s number.' });
  if (known?.subject == null && row?.subject == null && isRead(columns.subject[0])) found.push({ column: columns.subject[0], zh: '新增教师须填写任教学科。', en: 'A new teacher needs a subject.' });
  if (known?.stage == null && row?.stage == null && isRead(columns.stage[0])) found.push({ column: columns.stage[0], zh: '新增教师须填写任教学段。', en: 'A new teacher needs a stage.' });
  return found;
}

/** A row may be compared a second time: what was found then stands among its errors already. */
function uniqueByText(errors: readonly CellError[]): CellError[] {
  return [...new Map(errors.map((error) => [`${error.column} ${error.zh}`, error])).values()];
}

function changesOf({ row, known }: Sides<StagedSide>): RowChange[] {
  const after = { ...afterRow(row, known), schoolName: row.schoolName, idCardMasked: row.idCardMasked ?? known.idCardMasked, mobileMasked: row.mobileMasked ?? known.mobileMasked };
  return differingFields(row, known).map((field) => ({ field, from: textOf(field, known), to: textOf(field, after) }));
}

function textOf(field: RowField, side: StagedSide): string | null {
  if (field === 'SCHOOL') return side.schoolName;
  if (field === 'ID_CARD') return side.idCardMasked;
  if (field === 'MOBILE') return side.mobileMasked;
  return shown(field as Exclude<DataField, 'ID_CARD' | 'MOBILE'>, { ...side, posts: side.posts ?? [], specialGrades: side.specialGrades ?? [], idCard: null, mobile: null } satisfies TeacherData);
}
