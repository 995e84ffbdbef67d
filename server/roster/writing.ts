// Writing the rows of a compared roster, a batch a transaction, under the importer's own scope; and taking them back.
import { giveLearnerRoles, TeachersMoved } from '../access/index.js';
import type { LocalDate } from '../kernel/calendar.js';
import type { Database, Tx } from '../platform/database/database.js';
import { breaksConstraint } from '../platform/database/failures.js';
import type { Scope } from '../platform/database/scope.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';

export interface WorkedImport { id: number; scope: Scope; byName: string; worker: string; now: Date; today: LocalDate; events: Events }

const undoingJob = { kind: 'job', job: 'roster-undo' } as const;
/** Long enough to be worth a transaction, short enough that whoever writes at the same school waits a moment only. */
const batch = 1_000;
/** Behind every line that there is. */
const lineEnd = 2_147_483_647;

/** Writes the next rows behind a line; answers the last one, or null where there was none. Throws when the import is no longer this worker's. */
export async function writeNext(database: Database, work: WorkedImport, after: number | null): Promise<number | null> {
  // By the key, from where the last batch ended: an index of outcomes would have all rows that are done read again for each batch.
  const lines = (await database.rows<{ line: number }>(undoingJob, sql`select line from roster_row where import_id = ${work.id} and line > ${after ?? 0} and coalesce(outcome, '') in ('NEW', 'CHANGED') and result is null order by line limit ${raw(String(batch))}`)).map(({ line }) => line);
  await splitting(lines, (part) => database.transaction(work.scope, async (tx) => {
    await holdLease(tx, work, part.length);
    await writeNew(tx, work, part);
    await writeChanged(tx, work, part);
    await tx.rows(sql`update roster_row r set result = 'CONFLICT' where ${among(work, part)} and r.result is null`);
    await countConflicts(tx, work, part, 'CONFLICT');
  }), (line) => database.transaction(work.scope, async (tx) => {
    await holdLease(tx, work, 1);
    await tx.rows(sql`update roster_row set result = 'CONFLICT' where import_id = ${work.id} and line = ${line}`);
    await countConflicts(tx, work, [line], 'CONFLICT');
  }));
  return lines.at(-1) ?? null;
}

/** Takes back the next rows before a line, the last first. What was changed since stays as it is, and is counted. */
export async function undoNext(database: Database, work: WorkedImport, before: number | null): Promise<number | null> {
  const lines = (await database.rows<{ line: number }>(undoingJob, sql`select line from roster_row where import_id = ${work.id} and line < ${before ?? lineEnd} and result = 'WRITTEN' order by line desc limit ${raw(String(batch))}`)).map(({ line }) => line);
  // The system takes back, and only what this import wrote: nobody's role may delete people.
  await splitting(lines, (part) => database.transaction(undoingJob, async (tx) => {
    await holdLease(tx, work, part.length);
    await undoRows(tx, work, part);
    await tx.rows(sql`update roster_row r set result = 'KEPT' where ${among(work, part)} and r.result = 'WRITTEN'`);
    await countConflicts(tx, work, part, 'KEPT');
  }), (line) => database.transaction(undoingJob, async (tx) => {
    await holdLease(tx, work, 1);
    await tx.rows(sql`update roster_row set result = 'KEPT' where import_id = ${work.id} and line = ${line}`);
    await countConflicts(tx, work, [line], 'KEPT');
  }));
  return lines.at(-1) ?? null;
}

/** These rows, said as a stretch of the key too: of rows that came a moment ago the planner believes that there are none, and would go through the whole file for each batch. */
function among({ id }: WorkedImport, lines: readonly number[]): Sql {
  return sql`r.import_id = ${id} and r.line between ${Math.min(...lines)} and ${Math.max(...lines)} and r.line = any (${lines}::int[])`;
}

/** Where one row breaks a constraint the batch is halved until that row stands alone, and the others are done. */
async function splitting(lines: readonly number[], act: (part: readonly number[]) => Promise<void>, giveUp: (line: number) => Promise<void>): Promise<void> {
  if (lines.length === 0) return;
  try {
    await act(lines);
  } catch (error) {
    if (!breaksConstraint(error)) throw error;
    if (lines.length === 1) return giveUp(lines[0] as number);
    const middle = Math.ceil(lines.length / 2);
    await splitting(lines.slice(0, middle), act, giveUp);
    await splitting(lines.slice(middle), act, giveUp);
  }
}

export class LeaseLost extends Error {}

async function holdLease(tx: Tx, { id, worker }: WorkedImport, rows: number): Promise<void> {
  const held = await tx.rows(sql`update roster_import set done = done + ${rows}, leased_until = clock_timestamp() + interval '30 seconds' where id = ${id} and worker = ${worker} and state in ('APPLYING', 'UNDOING') returning id`);
  if (held.length === 0) throw new LeaseLost();
}

async function countConflicts(tx: Tx, work: WorkedImport, lines: readonly number[], result: 'CONFLICT' | 'KEPT'): Promise<void> {
  await tx.rows(sql`update roster_import set conflicts = conflicts + (select count(*) from roster_row r where ${among(work, lines)} and r.result = ${result}) where id = ${work.id}`);
}

async function writeNew(tx: Tx, work: WorkedImport, lines: readonly number[]): Promise<void> {
  const isNew = sql`${among(work, lines)} and r.outcome = 'NEW'`;
  // A row is wide, so it is written once: as done, and again only where the person was not made.
  await tx.rows(sql`update roster_row r set person_id = nextval(pg_get_serial_sequence('person', 'id')), result = 'WRITTEN', written_version = 1 where ${isNew}`);
  // Somebody else may have entered the same person in the meantime: such a row is not written.
  await tx.rows(sql`
    insert into person (id, name, training_number, name_pinyin, name_initials, id_card_sealed, id_card_hash, id_card_masked, mobile_sealed, mobile_hash, mobile_masked, identity_hash, office_id, subject, stage)
    select r.person_id, r.name, coalesce(r.training_number, left(r.school_code, 2) || lpad(r.person_id::text, 8, '0')), r.name_pinyin, r.name_initials, r.id_card_sealed, r.id_card_hash, r.id_card_masked, r.mobile_sealed, r.mobile_hash, r.mobile_masked, r.identity_hash, r.school_id, r.subject, r.stage
    from roster_row r where ${isNew} order by r.line on conflict do nothing`);
  const made = sql`exists (select 1 from person p where p.id = r.person_id)`;
  await tx.rows(sql`insert into teacher_profile (person_id, title, joined_year, posts, special_grades)
    select r.person_id, r.title, r.joined_year, coalesce(r.posts, '{}'), coalesce(r.special_grades, '{}') from roster_row r where ${isNew} and ${made}`);
  await giveLearnerRoles(tx, sql`select r.person_id from roster_row r where ${isNew} and ${made}`, work.today);
  await tx.rows(sql`update roster_row r set result = 'CONFLICT', written_version = null where ${isNew} and not ${made}`);
}

async function writeChanged(tx: Tx, work: WorkedImport, lines: readonly number[]): Promise<void> {
  const { byName, now, today, events } = work;
  const wanted = sql`${among(work, lines)} and r.outcome = 'CHANGED'`;
  await tx.rows(sql`select p.id from person p where p.id in (select r.person_id from roster_row r where ${wanted}) order by p.id for no key update`);
  // Only rows whose person is still as the preview saw it; what stood there is kept for taking it back.
  await tx.rows(sql`
    update roster_row r set result = 'WRITTEN', written_version = p.version + 1, before = jsonb_build_object(
      'name', p.name, 'pinyin', p.name_pinyin, 'initials', p.name_initials, 'idCardSealed', encode(p.id_card_sealed, 'hex'), 'idCardHash', encode(p.id_card_hash, 'hex'), 'idCardMasked', p.id_card_masked,
      'mobileSealed', encode(p.mobile_sealed, 'hex'), 'mobileHash', encode(p.mobile_hash, 'hex'), 'mobileMasked', p.mobile_masked, 'identityHash', encode(p.identity_hash, 'hex'), 'officeId', p.office_id, 'subject', p.subject, 'stage', p.stage, 'confirmedAt', p.confirmed_at,
      'profile', (select to_jsonb(f) from teacher_profile f where f.person_id = p.id),
      'endedRoles', case when p.office_id <> r.school_id then (select jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'until', a.valid_until)) from role_assignment a where a.person_id = p.id and a.office_id = p.office_id and (a.valid_until is null or a.valid_until >= ${today}::date)) end)
    from person p where ${wanted} and p.id = r.person_id and p.version = r.seen_version and p.merged_into_id is null`);
  const written = sql`${wanted} and r.result = 'WRITTEN'`;
  const moved = sql`${written} and (r.before->>'officeId')::bigint <> r.school_id`;
  await tx.rows(sql`
    update person p set name = r.name, name_pinyin = r.name_pinyin, name_initials = r.name_initials, office_id = r.school_id, subject = coalesce(r.subject, p.subject), stage = coalesce(r.stage, p.stage), confirmed_at = null, version = p.version + 1,
      id_card_sealed = coalesce(r.id_card_sealed, p.id_card_sealed), id_card_hash = coalesce(r.id_card_hash, p.id_card_hash), id_card_masked = coalesce(r.id_card_masked, p.id_card_masked), identity_hash = coalesce(r.identity_hash, p.identity_hash),
      mobile_sealed = coalesce(r.mobile_sealed, p.mobile_sealed), mobile_hash = coalesce(r.mobile_hash, p.mobile_hash), mobile_masked = coalesce(r.mobile_masked, p.mobile_masked)
    from roster_row r where ${written} and p.id = r.person_id`);
  await tx.rows(sql`
    insert into teacher_profile (person_id, title, joined_year, posts, special_grades)
    select r.person_id, coalesce(r.title, f.title), coalesce(r.joined_year, f.joined_year), coalesce(r.posts, f.posts, '{}'), coalesce(r.special_grades, f.special_grades, '{}')
    from roster_row r left join teacher_profile f on f.person_id = r.person_id where ${written}
    on conflict (person_id) do update set title = excluded.title, joined_year = excluded.joined_year, posts = excluded.posts, special_grades = excluded.special_grades`);
  await tx.rows(sql`
    insert into teacher_change (person_id, office_id, field, from_value, to_value, effective_on, changed_at, by_name, source)
    select r.person_id, r.school_id, c.field, c."from", c."to", ${today}::date, ${now}, ${byName}, 'IMPORT' from roster_row r cross join jsonb_to_recordset(r.changes) as c(field text, "from" text, "to" text) where ${written}`);
  // A move by roster is a move: roles at the old school end, and the teacher is a learner of the new one.
  await giveLearnerRoles(tx, sql`select r.person_id from roster_row r where ${written}`, today);
  await tx.rows(sql`update role_assignment a set valid_until = greatest(a.valid_from, ${today}::date - 1) from roster_row r where ${moved} and a.person_id = r.person_id and a.office_id = (r.before->>'officeId')::bigint and (a.valid_until is null or a.valid_until >= ${today}::date)`);
  await tellMoved(tx, events, moved);
}

/** Tells the domains above who teaches at another school now. */
async function tellMoved(tx: Tx, events: Events, moved: Sql): Promise<void> {
  const people = await tx.rows<{ id: number }>(sql`select r.person_id::int as id from roster_row r where ${moved}`);
  if (people.length > 0) await events.raise(tx, TeachersMoved, { personIds: people.map(({ id }) => id) });
}

async function undoRows(tx: Tx, work: WorkedImport, lines: readonly number[]): Promise<void> {
  const { id, byName, now, today, events } = work;
  const written = sql`${among(work, lines)} and r.result = 'WRITTEN'`;
  await tx.rows(sql`select p.id from person p where p.id in (select r.person_id from roster_row r where ${written}) order by p.id for no key update`);
  await tx.rows(sql`update roster_row r set result = 'UNDONE' from person p where ${written} and p.id = r.person_id and p.version = r.written_version`);
  const undone = sql`${among(work, lines)} and r.result = 'UNDONE'`;
  // Who became a learner by this import is none by it any more.
  await tx.rows(sql`delete from role_assignment a using roster_row r where ${undone} and (r.outcome = 'NEW' or (r.before->>'officeId')::bigint <> r.school_id or jsonb_typeof(r.before->'profile') <> 'object') and a.person_id = r.person_id and a.office_id = r.school_id and a.role = 'LEARNER' and a.valid_from = (select max(i.applied_on) from (select (applied_at at time zone 'Asia/Shanghai')::date as applied_on from roster_import where id = ${id}) i)`);
  // Whoever was new and is named by an enrolment or a post by now cannot be taken back: the key says so, and the row is kept.
  await tx.rows(sql`delete from data_correction using roster_row r where ${undone} and r.outcome = 'NEW' and data_correction.person_id = r.person_id`);
  await tx.rows(sql`delete from teacher_profile using roster_row r where ${undone} and r.outcome = 'NEW' and teacher_profile.person_id = r.person_id`);
  await tx.rows(sql`delete from person using roster_row r where ${undone} and r.outcome = 'NEW' and person.id = r.person_id`);
  const restored = sql`${undone} and r.outcome = 'CHANGED'`;
  await tx.rows(sql`update role_assignment a set valid_until = e.until from roster_row r cross join jsonb_to_recordset(case when jsonb_typeof(r.before->'endedRoles') = 'array' then r.before->'endedRoles' else '[]' end) as e(id bigint, until date) where ${restored} and a.id = e.id`);
  await tx.rows(sql`
    update person p set name = b.name, name_pinyin = b.pinyin, name_initials = b.initials, office_id = b."officeId", subject = b.subject, stage = b.stage, confirmed_at = b."confirmedAt", version = p.version + 1, id_card_sealed = decode(b."idCardSealed", 'hex'), id_card_hash = decode(b."idCardHash", 'hex'), id_card_masked = b."idCardMasked",
      mobile_sealed = decode(b."mobileSealed", 'hex'), mobile_hash = decode(b."mobileHash", 'hex'), mobile_masked = b."mobileMasked", identity_hash = decode(b."identityHash", 'hex')
    from roster_row r cross join jsonb_to_record(r.before) as b(name text, pinyin text, initials text, "officeId" bigint, subject text, stage text, "confirmedAt" timestamptz, "idCardSealed" text, "idCardHash" text, "idCardMasked" text, "mobileSealed" text, "mobileHash" text, "mobileMasked" text, "identityHash" text)
    where ${restored} and p.id = r.person_id`);
  await tx.rows(sql`delete from teacher_profile f using roster_row r where ${restored} and f.person_id = r.person_id and jsonb_typeof(r.before->'profile') <> 'object'`);
  await tx.rows(sql`
    update teacher_profile f set title = b.title, joined_year = b.joined_year, posts = b.posts, special_grades = b.special_grades
    from roster_row r cross join jsonb_to_record(case when jsonb_typeof(r.before->'profile') = 'object' then r.before->'profile' else '{}' end) as b(title text, joined_year int, posts text[], special_grades text[])
    where ${restored} and f.person_id = r.person_id and jsonb_typeof(r.before->'profile') = 'object'`);
  await tx.rows(sql`
    insert into teacher_change (person_id, office_id, field, from_value, to_value, effective_on, changed_at, by_name, source)
    select r.person_id, (r.before->>'officeId')::bigint, c.field, c."to", c."from", ${today}::date, ${now}, ${byName}, 'IMPORT_UNDONE' from roster_row r cross join jsonb_to_recordset(r.changes) as c(field text, "from" text, "to" text) where ${restored}`);
  await tellMoved(tx, events, sql`${restored} and (r.before->>'officeId')::bigint <> r.school_id`);
}
