// Merging two records of one person, by a human who looked at both.
import { personShape } from '../access/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { officeShape } from '../offices/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import type { Vault } from '../platform/vault/vault.js';
import { onceByKey } from './once.js';
import { reasonFaults } from './rules/reasons.js';
import { lockTeacher, recordChange, staleOrMerged } from './teacher-record.js';

export interface MergeRequest { keptId: number; keptVersion: number; mergedId: number; mergedVersion: number; reason: string; idempotencyKey: string | null }

export class MergeService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault) {}

  /**
   * The kept record takes over the other's posts, and the numbers that it lacks. Enrolments, work and results stay with the
   * record under which they arose: they are facts, and two enrolments in one class would otherwise have to be made one.
   * The merged record is no longer found in lists and cannot sign in.
   */
  async merge(context: RequestContext, request: MergeRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, (tx) => onceByKey(this.vault, tx, context, 'mergePeople', request, () => this.#merge(tx, context, request)));
  }

  async #merge(tx: Tx, context: RequestContext, { keptId, keptVersion, mergedId, mergedVersion, reason }: MergeRequest): Promise<Outcome<number>> {
    if (keptId === mergedId && keptId !== 0) return refused(refuse('OUT_OF_RANGE', { zh: '请选择两条不同的记录。', en: 'Choose two different records.' }, { field: 'mergedId' }));
    // Both are looked for at once: locked one after the other, a number out of sight would be told from one that never was.
    const [sight] = await tx.rows<{ seen: number }>(sql`select count(*)::int as seen from person t where t.id = any (${[keptId, mergedId]}::bigint[]) and ${this.database.allows(personShape, 't', tx.scope)}`);
    if (sight?.seen !== 2) throw notFound();
    // In the order of the ids, so that two who merge the same pair either way wait instead of blocking each other.
    const [low, high] = keptId < mergedId ? [keptId, mergedId] : [mergedId, keptId];
    const first = await lockTeacher(this.database, this.vault, tx, low);
    const second = await lockTeacher(this.database, this.vault, tx, high);
    const [kept, merged] = first.personId === keptId ? [first, second] : [second, first];
    const refusals = [...staleOrMerged(kept, keptVersion), ...staleOrMerged(merged, mergedVersion), ...reasonFaults(reason)];
    if (kept.data.idCard !== null && merged.data.idCard !== null && kept.data.idCard !== merged.data.idCard) {
      refusals.push(refuse('NOT_ALLOWED_IN_STATE', { zh: '两条记录的身份证号码不同，不是同一人；若其中一个有误，请先更正。', en: 'Their ID-card numbers differ, so they are two people; if one is wrong, correct it first.' }, { field: 'mergedId' }));
    }
    if (refusals.length > 0) return refused(...refusals);
    const now = this.clock.business();
    const today = this.clock.today();
    // The numbers go over before the kept record takes them: an ID-card number is one record's only.
    const [numbers] = await tx.rows<Record<'idCard' | 'idHash' | 'idMasked' | 'mobile' | 'mobileHash' | 'mobileMasked' | 'identity', string | null>>(sql`
      select encode(id_card_sealed, 'hex') as "idCard", encode(id_card_hash, 'hex') as "idHash", id_card_masked as "idMasked", encode(mobile_sealed, 'hex') as mobile, encode(mobile_hash, 'hex') as "mobileHash", mobile_masked as "mobileMasked", encode(identity_hash, 'hex') as identity from person where id = ${mergedId}`);
    await tx.rows(sql`update person set merged_into_id = ${keptId}, version = version + 1, id_card_sealed = null, id_card_hash = null, id_card_masked = null, identity_hash = null, mobile_hash = null where id = ${mergedId}`);
    await tx.rows(sql`update person set version = version + 1,
      id_card_sealed = coalesce(id_card_sealed, decode(${numbers?.idCard ?? null}, 'hex')), id_card_hash = coalesce(id_card_hash, decode(${numbers?.idHash ?? null}, 'hex')), id_card_masked = coalesce(id_card_masked, ${numbers?.idMasked ?? null}),
      mobile_sealed = coalesce(mobile_sealed, decode(${numbers?.mobile ?? null}, 'hex')), mobile_hash = coalesce(mobile_hash, decode(${numbers?.mobileHash ?? null}, 'hex')), mobile_masked = coalesce(mobile_masked, ${numbers?.mobileMasked ?? null}),
      identity_hash = coalesce(identity_hash, decode(${numbers?.identity ?? null}, 'hex')) where id = ${keptId}`);
    const roles = await tx.rows<{ id: number }>(sql`update role_assignment set person_id = ${keptId} where person_id = ${mergedId} and role <> 'LEARNER' and office_id in (select t.id from office t where ${this.database.allows(officeShape, 't', tx.scope)}) and not exists (select 1 from role_assignment r where r.person_id = ${keptId} and r.role = role_assignment.role and r.office_id = role_assignment.office_id) returning id::int as id`);
    // A learner is one where the person teaches, and that is where the kept record says.
    await tx.rows(sql`update role_assignment set valid_until = greatest(valid_from, ${today}::date - 1) where person_id = ${mergedId} and role = 'LEARNER' and (valid_until is null or valid_until >= ${today}::date)`);
    const note = { source: 'MERGE', byName: context.caller.name, at: now, effectiveOn: today, reason: reason.trim() } as const;
    const numberOf = async (id: number) => (await tx.rows<{ number: string }>(sql`select training_number as number from person where id = ${id}`))[0]?.number ?? null;
    await recordChange(tx, merged, 'RECORD', await numberOf(mergedId), await numberOf(keptId), note);
    await recordChange(tx, kept, 'RECORD', await numberOf(mergedId), await numberOf(keptId), note);
    await recordAudit(tx, context, { action: 'people.merge', subject: globalId('Person', keptId), facts: { merged: globalId('Person', mergedId), roles: roles.length, reason: reason.trim() } });
    return accepted(keptId);
  }
}
