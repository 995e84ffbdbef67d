// Deciding corrections: the school's administrator, or one above, accepts what a teacher proposed or refuses it with a reason.
import { personShape } from '../access/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { violatesUnique } from '../platform/database/failures.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import type { Vault } from '../platform/vault/vault.js';
import { onceByKey } from './once.js';
import { reasonFaults } from './rules/reasons.js';
import { faultsOf, keyOfField, tidied, type DataField } from '../kernel/teacher-data.js';
import type { CorrectionState } from './data-correction.entity.js';
import { idCardTaken } from './teacher-data.service.js';
import { changesOf, lockTeacher, writeTeacher } from './teacher-record.js';

export interface DecideRequest { correctionId: number; isAccepted: boolean; reason: string | null; idempotencyKey: string | null }

export class CorrectionService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault) {}

  /** Refuses what was decided already, a refusal without a reason, and what would no longer be right to write. */
  async decide(context: RequestContext, request: DecideRequest): Promise<Outcome<number>> {
    try {
      return await this.database.transaction(context.caller.scope, (tx) => onceByKey(this.vault, tx, context, 'decideCorrection', request, () => this.#decide(tx, context, request)));
    } catch (error) {
      if (violatesUnique(error, 'person_id_card_hash_unique')) return refused(idCardTaken);
      throw error;
    }
  }

  async #decide(tx: Tx, context: RequestContext, { correctionId, isAccepted, reason }: DecideRequest): Promise<Outcome<number>> {
    const [found] = await tx.rows<{ personId: number }>(sql`select t.person_id::int as "personId" from data_correction t join person p on p.id = t.person_id where t.id = ${correctionId} and ${this.database.allows(personShape, 'p', tx.scope)}`);
    if (!found) throw notFound();
    const record = await lockTeacher(this.database, this.vault, tx, found.personId);
    // Read after the lock: of two who decide at once the second sees what the first did.
    const [correction] = await tx.rows<{ field: DataField; state: CorrectionState; value: string }>(sql`select field, state, encode(value_sealed, 'hex') as value from data_correction where id = ${correctionId}`);
    if (!correction) throw notFound();
    if (correction.state !== 'PROPOSED') return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '这条更正申请已经处理。', en: 'This was decided already.' }, { field: 'correctionId', facts: { state: correction.state } }));
    const reasons = isAccepted && (reason === null || reason.trim() === '') ? [] : reasonFaults(reason ?? '');
    if (reasons.length > 0) return refused(...reasons);
    const now = this.clock.business();
    let changes = {};
    if (isAccepted) {
      const value: unknown = JSON.parse(this.vault.open(Buffer.from(correction.value, 'hex')));
      const after = tidied({ ...record.data, [keyOfField[correction.field]]: value });
      const faults = faultsOf(after, this.clock.today());
      if (faults.length > 0) return refused(...faults);
      changes = changesOf([correction.field], record.data, after);
      await writeTeacher(this.vault, tx, record, after, { source: 'CORRECTION', byName: context.caller.name, at: now, effectiveOn: this.clock.today(), reason });
    }
    await tx.rows(sql`update data_correction set state = ${isAccepted ? 'ACCEPTED' : 'REFUSED'}, decided_at = ${now}, decided_by_name = ${context.caller.name}, decision_reason = ${reason?.trim() || null} where id = ${correctionId}`);
    await recordAudit(tx, context, { action: 'people.manage', subject: globalId('DataCorrection', correctionId), facts: { act: isAccepted ? 'accept' : 'refuse', person: globalId('Person', record.personId), field: correction.field, reason: reason?.trim() || null }, changes });
    return accepted(correctionId);
  }
}
