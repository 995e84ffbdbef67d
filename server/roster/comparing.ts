// Comparing a staged roster with the people who are known: which rows are the same, new, changed or wrong. Writes no domain row.
import type { Database } from '../platform/database/database.js';
import { pathEnd } from '../platform/database/scope.js';
import { raw, sql } from '../platform/database/sql.js';
import { shown, type DataField, type TeacherData } from '../kernel/teacher-data.js';
import { columns, type CellError } from './rules/columns.js';
import { afterRow, differingFields, type ComparedRow, type RowField } from './rules/difference.js';
import type { RowChange, RowOutcome } from './roster-import.entity.js';

const comparingJob = { kind: 'job', job: 'roster-compare' } as const;
/** So few that a batch is gone before the collector has seen it twice: what it keeps longer waits for the whole heap to be swept. */
const batch = 250;

interface Sides<Side> { row: Side; known: Side }
interface StagedSide extends ComparedRow { schoolName: string | null; idCardMasked: string | null; mobileMasked: string | null }
interface Candidate extends Sides<StagedSide | null> { line: number; errors: CellError[]; schoolId: number | null; matches: number; isInScope: boolean; personId: number | null; version: number | null; isMerged: boolean; repeatedColumn: string | null; isDuplicate: boolean }

interface Place { id: number; code: string; name: string; /** A school that the importer may name. */ isSchool: boolean; isInScope: boolean }
/** What is looked up in memory: fourteen thousand offices, and the few rows that repeat an earlier one. */
interface Known { byId: Map<number, Place>; schools: Map<string, Place>; repeated: Map<number, string> }

/** Compares every row; may run again from the beginning at any time. `path` bounds the schools and people that the importer may touch. */
export async function compareRoster(database: Database, importId: number, path: string): Promise<void> {
  // The system looks, because a number may be a person's whom the importer does not see: that is told as an error, without saying who.
  const known: Known = { ...(await offices(database, path)), repeated: await repeatedRows(database, importId) };
  const tally = new Tally();
  const read = (after: number): Promise<Candidate[]> => {
    const candidates = database.rows<Row>(comparingJob, rowsAfter(importId, after)).then((rows) => rows.map((row) => candidateOf(row, known)));
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
    candidates.forEach((candidate, place) => { tally.add(candidate, judged[place] as Judged); });
    await database.transaction(comparingJob, async (tx) => {
      // `offset 0` hides from the planner which import it is: it would believe that there are no such rows yet, and go through the file for each batch.
      await tx.rows(sql`update roster_row r set outcome = j.outcome, errors = j.errors, changes = j.changes, school_id = j."schoolId", person_id = j."personId", seen_version = j.version, is_likely_duplicate = j."isDuplicate"
        from (select ${importId}::bigint as "importId", f.* from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as f(line int, outcome text, errors jsonb, changes jsonb, "schoolId" bigint, "personId" bigint, version int, "isDuplicate" boolean) offset 0) j
        where r.import_id = j."importId" and r.line = j.line`);
      await tx.rows(sql`update roster_import set done = ${tally.rows}, leased_until = clock_timestamp() + interval '30 seconds' where id = ${importId}`);
    });
  }
  await database.transaction(comparingJob, (tx) => tx.rows(sql`
    update roster_import set state = 'CHECKED', done = 0, worker = null, leased_until = null, same = ${tally.outcomes.SAME}, added = ${tally.outcomes.NEW}, changed = ${tally.outcomes.CHANGED}, errors = ${tally.outcomes.ERROR}, duplicates = ${tally.duplicates},
      missing = greatest(0, (select coalesce(sum(c.people), 0) from people_count c where c.subject <> '' and c.office_id = any (${[...tally.schools]}::bigint[])) - ${tally.teachersFound})
    where id = ${importId} and state = 'CHECKING'`));
}

/** What the preview tells, counted while it is judged: over rows that came a moment ago the planner has no numbers, and what it guesses may take an hour. */
class Tally {
  rows = 0;
  duplicates = 0;
  readonly outcomes: Record<RowOutcome, number> = { SAME: 0, NEW: 0, CHANGED: 0, ERROR: 0 };
  readonly schools = new Set<number>();
  readonly #people = new Set<number>();
  readonly #teachersAt = new Map<number, number>();

  add({ known, isMerged }: Candidate, { outcome, schoolId, personId, isDuplicate }: Judged): void {
    this.rows += 1;
    this.outcomes[outcome] += 1;
    if (isDuplicate && outcome === 'NEW') this.duplicates += 1;
    if (schoolId !== null) this.schools.add(schoolId);
    if (personId === null || known?.subject == null || isMerged || this.#people.has(personId)) return;
    this.#people.add(personId);
    this.#teachersAt.set(known.schoolId, (this.#teachersAt.get(known.schoolId) ?? 0) + 1);
  }

  /** Teachers of the file's schools who stand in it. */
  get teachersFound(): number {
    return [...this.schools].reduce((sum, school) => sum + (this.#teachersAt.get(school) ?? 0), 0);
  }
}

async function offices(database: Database, path: string): Promise<Pick<Known, 'byId' | 'schools'>> {
  const places = await database.rows<Place>(comparingJob, sql`select o.id, o.code, o.name, w.is_within as "isInScope", w.is_within and o.level = 'SCHOOL' as "isSchool" from office o cross join lateral (select o.path >= ${path} and o.path < ${pathEnd(path)} as is_within) w`);
  return { byId: new Map(places.map((place) => [place.id, place])), schools: new Map(places.filter(({ isSchool }) => isSchool).map((place) => [place.code, place])) };
}

/** Rows whose number stands in an earlier row, by the column. */
async function repeatedRows(database: Database, importId: number): Promise<Map<number, string>> {
  const rows = await database.rows<{ line: number; column: string }>(comparingJob, sql`
    select line, "column" from (
      select line, case when id_card_hash is not null and row_number() over (partition by id_card_hash order by line) > 1 then ${columns.idCard[0]}
        when training_number is not null and row_number() over (partition by training_number order by line) > 1 then ${columns.trainingNumber[0]} end as "column"
      from roster_row where import_id = ${importId}) d
    where "column" is not null`);
  return new Map(rows.map(({ line, column }) => [line, column]));
}

type Side = Pick<StagedSide, 'name' | 'subject' | 'stage' | 'title' | 'joinedYear' | 'posts' | 'specialGrades' | 'idCardHash' | 'mobileHash' | 'idCardMasked' | 'mobileMasked'>;
type KnownSide = { [Field in keyof Side as `known_${Field}`]: Side[Field] };
interface Row extends Side, KnownSide { line: number; errors: CellError[] | null; schoolCode: string; byCard: number | null; byNumber: number | null; personId: number | null; version: number | null; isMerged: boolean; officeId: number | null; isDuplicate: boolean }

const sideColumns = (person: string, profile: string, prefix: string) => raw(Object.entries({
  name: `${person}.name`, subject: `${person}.subject`, stage: `${person}.stage`, title: `${profile}.title`, joinedYear: `${profile}.joined_year`, posts: `${profile}.posts`, specialGrades: `${profile}.special_grades`,
  idCardHash: `encode(${person}.id_card_hash, 'base64')`, mobileHash: `encode(${person}.mobile_hash, 'base64')`, idCardMasked: `${person}.id_card_masked`, mobileMasked: `${person}.mobile_masked`,
} satisfies Record<keyof Side, string>).map(([name, column]) => `${column} as "${prefix}${name}"`).join(', '));

/** Rows with the person whom they mean: found by the ID card, and without one by the training number. */
function rowsAfter(importId: number, after: number) {
  const twin = (hash: string) => raw(`exists (select 1 from person d where d.${hash} = r.${hash} and d.merged_into_id is null)`);
  return sql`
    with page as materialized (select * from roster_row where import_id = ${importId} and line > ${after} order by line limit ${raw(String(batch))})
    select r.line, nullif(r.errors, '[]') as errors, r.school_code as "schoolCode", a.id as "byCard", b.id as "byNumber", k.id as "personId", k.version, coalesce(k.merged_into_id is not null, false) as "isMerged", k.office_id as "officeId",
      k.id is null and (${twin('identity_hash')} or ${twin('mobile_hash')}) as "isDuplicate", ${sideColumns('r', 'r', '')}, ${sideColumns('k', 'f', 'known_')}
    from page r
    left join person a on a.id_card_hash = r.id_card_hash left join person b on b.training_number = r.training_number
    left join person k on k.id = coalesce(a.id, b.id) left join teacher_profile f on f.person_id = k.id
    order by r.line`;
}

function candidateOf(row: Row, { byId, schools, repeated }: Known): Candidate {
  const school = schools.get(row.schoolCode) ?? null;
  const office = row.officeId === null ? null : (byId.get(row.officeId) ?? null);
  const { line, personId, version, isMerged, isDuplicate } = row;
  return {
    line, errors: row.errors ?? [], schoolId: school?.id ?? null, matches: new Set([row.byCard, row.byNumber].filter((id) => id !== null)).size, personId, version, isMerged, isInScope: office?.isInScope ?? true, repeatedColumn: repeated.get(line) ?? null, isDuplicate,
    row: { name: row.name, subject: row.subject, stage: row.stage, title: row.title, joinedYear: row.joinedYear, posts: row.posts, specialGrades: row.specialGrades, idCardHash: row.idCardHash, mobileHash: row.mobileHash, idCardMasked: row.idCardMasked, mobileMasked: row.mobileMasked, schoolId: school?.id ?? 0, schoolName: school?.name ?? null },
    known: personId === null ? null : {
      name: row.known_name, subject: row.known_subject, stage: row.known_stage, title: row.known_title, joinedYear: row.known_joinedYear, posts: row.known_posts, specialGrades: row.known_specialGrades, idCardHash: row.known_idCardHash, mobileHash: row.known_mobileHash, idCardMasked: row.known_idCardMasked, mobileMasked: row.known_mobileMasked,
      schoolId: row.officeId ?? 0, schoolName: office?.name ?? null,
    },
  };
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
