// Changing a teacher's data, and moving a teacher to another school.
import type { LocalDate } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { giveLearnerRoles, TeachersMoved } from '../access/index.js';
import { officeShape } from '../offices/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { violatesUnique } from '../platform/database/failures.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { onceByKey } from './once.js';
import type { Vault } from '../platform/vault/vault.js';
import { effectiveFaults, noteFaults, reasonFaults } from './rules/reasons.js';
import { faultsOf, tidied, type TeacherData } from '../kernel/teacher-data.js';
import { changesOf, lockTeacher, recordChange, staleOrMerged, writeTeacher } from './teacher-record.js';

export interface UpdateRequest { personId: number; expectedVersion: number; changes: Partial<TeacherData>; effectiveOn: LocalDate | null; reason: string | null; idempotencyKey: string | null }
export interface TransferRequest { personId: number; toOfficeId: number; expectedVersion: number; effectiveOn: LocalDate; reason: string; idempotencyKey: string | null }

export const idCardTaken = refuse('TAKEN', { zh: '这个身份证号码已登记在另一人名下，请核对；若确为同一人，请由上级合并记录。', en: 'This ID-card number is another person\'s; if both are one person, ask the office above to merge them.' }, { field: 'idCard' });

export class TeacherDataService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault, private readonly events: Events) {}

  /** Changes what is given and leaves the rest. Refuses STALE, what is malformed, and an ID-card number that is another person's. */
  async update(context: RequestContext, request: UpdateRequest): Promise<Outcome<number>> {
    try {
      return await this.database.transaction(context.caller.scope, (tx) => onceByKey(this.vault, tx, context, 'updateTeacherData', request, () => this.#update(tx, context, request)));
    } catch (error) {
      if (violatesUnique(error, 'person_id_card_hash_unique')) return refused(idCardTaken);
      throw error;
    }
  }

  async #update(tx: Tx, context: RequestContext, request: UpdateRequest): Promise<Outcome<number>> {
    const record = await lockTeacher(this.database, this.vault, tx, request.personId);
    const today = this.clock.today();
    const after = tidied({ ...record.data, ...request.changes });
    const effectiveOn = request.effectiveOn ?? today;
    const refusals = [...staleOrMerged(record, request.expectedVersion), ...faultsOf(after, today), ...effectiveFaults(effectiveOn, today), ...noteFaults(request.reason)];
    if (refusals.length > 0) return refused(...refusals);
    const changed = await writeTeacher(this.vault, tx, record, after, { source: 'EDIT', byName: context.caller.name, at: this.clock.business(), effectiveOn, reason: request.reason });
    if (changed.length === 0) return refused(refuse('NOTHING_TO_CHANGE', { zh: '没有改动。', en: 'Nothing differs.' }));
    await recordAudit(tx, context, { action: 'people.manage', subject: globalId('Person', record.personId), facts: { act: 'update', fields: changed, effectiveOn }, changes: changesOf(changed, record.data, after) });
    return accepted(record.personId);
  }

  /** Moves a teacher to a school in the caller's subtree. Facts keep their school; posts and roles of the old school end, and the teacher is a learner of the new one. */
  async transfer(context: RequestContext, request: TransferRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, (tx) => onceByKey(this.vault, tx, context, 'transferTeacher', request, () => this.#transfer(tx, context, request)));
  }

  async #transfer(tx: Tx, context: RequestContext, { personId, toOfficeId, expectedVersion, effectiveOn, reason }: TransferRequest): Promise<Outcome<number>> {
    const record = await lockTeacher(this.database, this.vault, tx, personId);
    const [target] = await tx.rows<{ name: string; level: string; isOpen: boolean }>(sql`select t.name, t.level, t.state = 'OPEN' as "isOpen" from office t where t.id = ${toOfficeId} and ${this.database.allows(officeShape, 't', tx.scope)}`);
    if (!target) throw notFound();
    const today = this.clock.today();
    const refusals = [...staleOrMerged(record, expectedVersion), ...reasonFaults(reason), ...effectiveFaults(effectiveOn, today)];
    if (target.level !== 'SCHOOL') refusals.push(refuse('OUT_OF_RANGE', { zh: '请选择一所学校。', en: 'Choose a school.' }, { field: 'toOfficeId' }));
    if (!target.isOpen) refusals.push(refuse('NOT_ALLOWED_IN_STATE', { zh: '这所学校已合并或撤销，请选择在用的学校。', en: 'This school has ended; choose one that is open.' }, { field: 'toOfficeId' }));
    if (record.officeId === toOfficeId) refusals.push(refuse('NOTHING_TO_CHANGE', { zh: '已经在这所学校。', en: 'The teacher works there already.' }, { field: 'toOfficeId' }));
    if (refusals.length > 0) return refused(...refusals);
    const [from] = await tx.rows<{ name: string }>(sql`select name from office where id = ${record.officeId}`);
    await tx.rows(sql`update person set office_id = ${toOfficeId}, confirmed_at = null, version = version + 1 where id = ${personId}`);
    const ended = await tx.rows<{ role: string }>(sql`update role_assignment set valid_until = greatest(valid_from, ${effectiveOn}::date - 1) where person_id = ${personId} and office_id = ${record.officeId} and (valid_until is null or valid_until >= ${effectiveOn}::date) returning role`);
    await giveLearnerRoles(tx, sql`select ${personId}::bigint`, effectiveOn);
    await this.events.raise(tx, TeachersMoved, { personIds: [personId] });
    await recordChange(tx, { personId, officeId: toOfficeId }, 'SCHOOL', from?.name ?? null, target.name, { source: 'TRANSFER', byName: context.caller.name, at: this.clock.business(), effectiveOn, reason: reason.trim() });
    await recordAudit(tx, context, { action: 'people.transfer', subject: globalId('Person', personId), facts: { effectiveOn, endedRoles: ended.map(({ role }) => role) }, changes: { office: [globalId('Office', record.officeId), globalId('Office', toOfficeId)] } });
    return accepted(personId);
  }
}
