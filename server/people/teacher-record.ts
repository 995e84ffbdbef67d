// A person's data as one record: loaded and locked, compared, and written with a line of history for each changed field.
import { giveLearnerRoles, personShape } from '../access/index.js';
import type { LocalDate } from '../kernel/calendar.js';
import { birthDateOf, maskIdCard, maskMobile } from '../kernel/id-card.js';
import type { Post, SpecialGrade } from '../kernel/posts.js';
import { refuse, type Refusal } from '../kernel/refusals.js';
import type { Stage, Subject } from '../kernel/subjects.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql, type Sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { readingOfName } from '../platform/text/pinyin.js';
import type { Vault } from '../platform/vault/vault.js';
import { changedFields, shown, type DataField, type TeacherData } from '../kernel/teacher-data.js';
import type { ChangeSource } from './teacher-change.entity.js';

export interface TeacherRecord {
  personId: number;
  officeId: number;
  version: number;
  mergedIntoId: number | null;
  isConfirmed: boolean;
  data: TeacherData;
}

export interface ChangeNote { source: ChangeSource; byName: string; at: Date; effectiveOn: LocalDate; reason: string | null }

interface Row extends Omit<TeacherRecord, 'data'> {
  name: string; idCard: string | null; mobile: string | null; subject: Subject | null; stage: Stage | null; title: string | null; joinedYear: number | null; posts: Post[] | null; specialGrades: SpecialGrade[] | null;
}

/** Loads a person in scope and locks the row; throws NOT_FOUND. Whoever changes a person's data comes through here. */
export async function lockTeacher(database: Database, vault: Vault, tx: Tx, personId: number): Promise<TeacherRecord> {
  // Less than for update: an act of enrolment writes what names the person while it holds a choice that a move waits for.
  // Locked first, and read and judged after it: a statement that waited for a lock sees the row anew, but what it joined as it was before.
  await tx.rows(sql`select id from person where id = ${personId} for no key update`);
  const [row] = await tx.rows<Row>(sql`
    select t.id::int as "personId", t.office_id::int as "officeId", t.version, t.merged_into_id::int as "mergedIntoId", t.name, encode(t.id_card_sealed, 'hex') as "idCard", encode(t.mobile_sealed, 'hex') as mobile,
      t.subject, t.stage, f.title, f.joined_year as "joinedYear", f.posts, f.special_grades as "specialGrades", t.confirmed_at is not null as "isConfirmed"
    from person t left join teacher_profile f on f.person_id = t.id where t.id = ${personId} and ${database.allows(personShape, 't', tx.scope)}`);
  if (!row) throw notFound();
  const open = (sealed: string | null) => (sealed === null ? null : vault.open(Buffer.from(sealed, 'hex')));
  const { name, subject, stage, title, joinedYear, posts, specialGrades, idCard, mobile, ...record } = row;
  return { ...record, data: { name, subject, stage, title, joinedYear, posts: posts ?? [], specialGrades: specialGrades ?? [], idCard: open(idCard), mobile: open(mobile) } };
}

/** Refusals that every change of a locked record asks for first. */
export function staleOrMerged(record: TeacherRecord, expectedVersion: number): Refusal[] {
  if (record.mergedIntoId !== null) return [refuse('NOT_ALLOWED_IN_STATE', { zh: '这条记录已并入另一人，请在并入后的人员上修改。', en: 'This record was merged into another; change that one.' }, { field: 'personId' })];
  if (record.version === expectedVersion) return [];
  return [refuse('STALE', { zh: '资料已被他人更新，请核对后再保存。', en: 'Somebody changed the data in between; look again before saving.' }, { field: 'expectedVersion', facts: { current: record.version, yours: expectedVersion } })];
}

/** Writes what differs, with a line of history for each field; a change ends the teacher's confirmation. Answers the changed fields. */
export async function writeTeacher(vault: Vault, tx: Tx, record: TeacherRecord, after: TeacherData, note: ChangeNote): Promise<DataField[]> {
  const { personId } = record;
  const changed = changedFields(record.data, after);
  if (changed.length === 0) return [];
  const reading = readingOfName(after.name);
  await tx.rows(sql`update person set name = ${after.name}, name_pinyin = ${reading.full}, name_initials = ${reading.initials}, subject = ${after.subject}, stage = ${after.stage}, confirmed_at = null, version = version + 1 where id = ${personId}`);
  // The numbers are sealed anew only where they differ: a nonce more for the same number tells that nothing changed.
  if (changed.includes('ID_CARD')) await tx.rows(sql`update person set id_card_sealed = ${sealed(vault, after.idCard)}, id_card_hash = ${hashed(vault, after.idCard)}, id_card_masked = ${after.idCard === null ? null : maskIdCard(after.idCard)} where id = ${personId}`);
  if (changed.includes('MOBILE')) await tx.rows(sql`update person set mobile_sealed = ${sealed(vault, after.mobile)}, mobile_hash = ${hashed(vault, after.mobile)}, mobile_masked = ${after.mobile === null ? null : maskMobile(after.mobile)} where id = ${personId}`);
  if (changed.includes('ID_CARD') || changed.includes('NAME')) await tx.rows(sql`update person set identity_hash = ${hashed(vault, identityOf(after))} where id = ${personId}`);
  if (after.subject !== null && after.stage !== null) {
    await tx.rows(sql`insert into teacher_profile (person_id, title, joined_year, posts, special_grades)
      values (${personId}, ${after.title}, ${after.joinedYear}, ${after.posts}::text[], ${after.specialGrades}::text[])
      on conflict (person_id) do update set title = excluded.title, joined_year = excluded.joined_year, posts = excluded.posts, special_grades = excluded.special_grades`);
    if (record.data.subject === null) await giveLearnerRoles(tx, sql`select ${personId}::bigint`, note.effectiveOn);
  }
  for (const field of changed) await recordChange(tx, record, field, shown(field, record.data), shown(field, after), note);
  return changed;
}

/** The fields before and after as the audit trail keeps them: as people read them, so that personal numbers are masked. */
export function changesOf(fields: readonly DataField[], before: TeacherData, after: TeacherData): Record<string, [string | null, string | null]> {
  return Object.fromEntries(fields.map((field) => [field, [shown(field, before), shown(field, after)]]));
}

export async function recordChange(tx: Tx, { personId, officeId }: Pick<TeacherRecord, 'personId' | 'officeId'>, field: DataField | 'SCHOOL' | 'RECORD', from: string | null, to: string | null, note: ChangeNote): Promise<void> {
  await tx.rows(sql`insert into teacher_change (person_id, office_id, field, from_value, to_value, effective_on, changed_at, by_name, source, reason)
    values (${personId}, ${officeId}, ${field}, ${from}, ${to}, ${note.effectiveOn}, ${note.at}, ${note.byName}, ${note.source}, ${note.reason})`);
}

/** What makes two records likely one person: the same name and date of birth. */
export function identityOf({ name, idCard }: { name: string; idCard: string | null }): string | null {
  return idCard === null ? null : `${name} ${birthDateOf(idCard)}`;
}

function sealed(vault: Vault, value: string | null): Sql {
  return value === null ? sql`null` : sql`decode(${vault.seal(value).toString('hex')}, 'hex')`;
}

function hashed(vault: Vault, value: string | null): Sql {
  return value === null ? sql`null` : sql`decode(${vault.hash(value).toString('hex')}, 'hex')`;
}
