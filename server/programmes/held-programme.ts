// A programme held for a change, and what the rules ask of it; every act on it begins here.
import type { LocalDate } from '../kernel/calendar.js';
import { refuse, type Refusal } from '../kernel/refusals.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { programmeShape } from './programme.store.js';
import type { LifeFacts, ProgrammeAct, ProgrammeState } from './rules/programme-life.js';
import { documentInForce, ruleDocumentSchema, type RuleDocument } from './rules/rule-document.js';

export interface HeldProgramme { id: number; state: ProgrammeState; version: number; officeId: number | null; joinUntil: LocalDate | null }

/** NOT_FOUND for what the caller does not see. Its acts come one after the other. */
export async function holdProgramme(database: Database, tx: Tx, programmeId: number): Promise<HeldProgramme> {
  const [held] = await tx.rows<HeldProgramme>(sql`select t.id::int as id, t.state, t.version, t.office_id::int as "officeId", t.join_until::text as "joinUntil" from programme t where t.id = ${programmeId} and ${database.allows(programmeShape, 't', tx.scope)} for update`);
  if (!held) throw notFound();
  return held;
}

export function isOrganisedBy({ officeId }: HeldProgramme, callersOfficeId: number | null): Refusal[] {
  return officeId !== null && officeId === callersOfficeId ? [] : [refuse('NOT_ENTITLED', { zh: '由主办项目办办理。', en: 'The organising office does this.' }, { field: 'programmeId', requirement: 'JS-10' })];
}

export function staleRefusals(version: number, expectedVersion: number): Refusal[] {
  return version === expectedVersion ? [] : [refuse('STALE', { zh: '刚被他人更新，请刷新后再试。', en: 'It has just been changed; read it again.' }, { field: 'expectedVersion', facts: { current: version, yours: expectedVersion } })];
}

/** The rules in force today, as far as they can be read; null where none are. */
export async function rulesInForce(tx: Tx, programmeId: number, today: LocalDate): Promise<RuleDocument | null> {
  const rows = await tx.rows<{ document: unknown }>(sql`select document from programme_rule where programme_id = ${programmeId} order by version`);
  return documentInForce(rows.flatMap(({ document }) => {
    const parsed = ruleDocumentSchema.safeParse(document);
    return parsed.success ? [parsed.data] : [];
  }), today);
}

export async function factsOf(tx: Tx, { id, officeId }: HeldProgramme, today: LocalDate): Promise<LifeFacts> {
  const document = await rulesInForce(tx, id, today);
  const [facts] = await tx.asJob((job) => job.rows<Omit<LifeFacts, 'hasRuleInForce'>>(sql`
    select exists (select 1 from programme_text t where t.programme_id = ${id} and t.kind = 'NEEDS') as "hasNeeds", exists (select 1 from programme_text t where t.programme_id = ${id} and t.kind = 'PLAN') as "hasPlan",
      exists (select 1 from programme_text t where t.programme_id = ${id} and t.kind = 'NOTICE') as "hasNotice",
      (select count(*)::int from programme_contact k join office_contact c on c.id = k.contact_id where k.programme_id = ${id} and k.office_id = ${officeId} and c.removed_at is null) as contacts,
      (select count(*)::int from steering_member m where m.office_id = ${officeId} and m.person_id is not null and m.valid_from <= ${today}::date and (m.valid_until is null or m.valid_until >= ${today}::date)
        and not exists (select 1 from role_assignment r where r.office_id = m.office_id and r.person_id = m.person_id and r.role in ('ADMIN', 'CHIEF_ADMIN') and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date))) as approvers`));
  if (!facts) throw new Error(`programme ${id} went while it was held`);
  return { ...facts, hasRuleInForce: document !== null };
}

export interface StepTaken { id: number; act: ProgrammeAct | null; to: ProgrammeState; reason: string; byId: number | null; byName: string; at: Date }

export async function recordStep(tx: Tx, { id, act, to, reason, byId, byName, at }: StepTaken): Promise<void> {
  await tx.rows(sql`insert into programme_step (programme_id, number, act, to_state, reason, by_id, by_name, at)
    values (${id}, (select coalesce(max(s.number), 0) + 1 from programme_step s where s.programme_id = ${id}), ${act}, ${to}, ${reason}, ${byId}, ${byName}, ${at})`);
}
