// The teacher's own part: confirming the own data, or proposing what should stand there instead (JS-14, SD-05).
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import type { Vault } from '../platform/vault/vault.js';
import { onceByKey } from './once.js';
import { correctionFrom, type GivenCorrection } from './rules/corrections.js';
import { noteFaults } from './rules/reasons.js';
import { changedFields, faultsOf, keyOfField, shown, tidied } from '../kernel/teacher-data.js';
import { lockTeacher, staleOrMerged } from './teacher-record.js';

/** The own record is written by the system for the person who signed in: no role of a caller may write personnel data of one's own. */
const ownDataJob = { kind: 'job', job: 'own-data' } as const;

export interface ProposeRequest { changes: readonly GivenCorrection[]; note: string | null; idempotencyKey: string | null }

export class OwnDataService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault) {}

  /** The teacher says that the own data is right. Refuses STALE when it changed since it was read. Saying it again changes nothing. */
  async confirm(context: RequestContext, expectedVersion: number): Promise<Outcome<number>> {
    const personId = personOf(context.caller);
    return this.database.transaction(ownDataJob, async (tx) => {
      const record = await lockTeacher(this.database, this.vault, tx, personId);
      const stale = staleOrMerged(record, expectedVersion);
      if (stale.length > 0) return refused(...stale);
      if (record.data.subject === null) return refused(noTeacher);
      if (record.isConfirmed) return accepted(personId);
      await tx.rows(sql`update person set confirmed_at = ${this.clock.business()} where id = ${personId}`);
      await recordAudit(tx, context, { action: 'people.ownData', subject: globalId('Person', personId), facts: { act: 'confirm', version: record.version } });
      return accepted(personId);
    });
  }

  /** Proposes corrections; an open one of the same field is replaced. The administrator of the school decides. */
  async propose(context: RequestContext, request: ProposeRequest): Promise<Outcome<number>> {
    return this.database.transaction(ownDataJob, (tx) => onceByKey(this.vault, tx, context, 'proposeCorrection', request, () => this.#propose(tx, context, request)));
  }

  async #propose(tx: Tx, context: RequestContext, { changes, note }: ProposeRequest): Promise<Outcome<number>> {
    const personId = personOf(context.caller);
    const record = await lockTeacher(this.database, this.vault, tx, personId);
    if (record.data.subject === null) return refused(noTeacher);
    const proposed = changes.map((change, index) => correctionFrom(change, `changes.${index}.value`));
    const unread = proposed.flatMap((one) => (one.ok ? [] : one.refusals));
    if (unread.length > 0) return refused(...unread);
    const after = tidied(Object.assign({}, record.data, ...proposed.map((one) => (one.ok ? one.value : {}))));
    const wanted = changedFields(record.data, after);
    const refusals = [...faultsOf(after, this.clock.today()), ...noteFaults(note)];
    if (wanted.length === 0) refusals.push(refuse('NOTHING_TO_CHANGE', { zh: '没有要更正的内容。', en: 'Nothing differs from what stands there.' }, { field: 'changes' }));
    if (refusals.length > 0) return refused(...refusals);
    await tx.rows(sql`update data_correction set state = 'REPLACED', decided_at = ${this.clock.business()} where person_id = ${personId} and state = 'PROPOSED' and field = any (${wanted}::text[])`);
    for (const field of wanted) {
      const value = this.vault.seal(JSON.stringify(after[keyOfField[field]]));
      await tx.rows(sql`insert into data_correction (person_id, field, from_value, to_value, value_sealed, note, state, proposed_at)
        values (${personId}, ${field}, ${shown(field, record.data)}, ${shown(field, after)}, decode(${value.toString('hex')}, 'hex'), ${note}, 'PROPOSED', ${this.clock.business()})`);
    }
    await recordAudit(tx, context, { action: 'people.ownData', subject: globalId('Person', personId), facts: { act: 'propose', fields: wanted } });
    return accepted(personId);
  }
}

const noTeacher = refuse('NOT_ALLOWED_IN_STATE', { zh: '您的账号没有教师资料，无须确认。', en: 'There is no teacher\'s data of yours to confirm.' });
