// Revealing a personal number: with a reason, counted, recorded, and told once in the answer.
import { personShape } from '../access/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { dateInShanghai } from '../kernel/calendar.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import type { Vault } from '../platform/vault/vault.js';
import { reasonFaults, revealsPerDay } from './rules/reasons.js';

export type PersonalField = 'ID_CARD' | 'MOBILE';
const columnOf: Record<PersonalField, string> = { ID_CARD: 't.id_card_sealed', MOBILE: 't.mobile_sealed' };

export class RevealService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault) {}

  /** Refuses a reason that says nothing and the look beyond the day's limit. Real days count, whatever the business clock says. */
  async reveal(context: RequestContext, personId: number, field: PersonalField, reason: string): Promise<Outcome<{ value: string | null; leftToday: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const [person] = await tx.rows<{ sealed: string | null }>(sql`select encode(${raw(columnOf[field])}, 'hex') as sealed from person t where t.id = ${personId} and ${this.database.allows(personShape, 't', tx.scope)}`);
      if (!person) throw notFound();
      const faults = reasonFaults(reason);
      if (faults.length > 0) return refused(...faults);
      const [quota] = await tx.rows<{ count: number }>(sql`insert into reveal_quota as q (actor, day, count) values (${context.caller.actor}, ${dateInShanghai(this.clock.system())}, 1)
        on conflict (actor, day) do update set count = q.count + 1 where q.count < ${revealsPerDay} returning count`);
      if (!quota) return refused(refuse('LIMIT_REACHED', { zh: `今天已查看 ${revealsPerDay} 次，达到上限，请明天再查。`, en: `${revealsPerDay} numbers were looked at today, which is the limit; continue tomorrow.` }, { field: 'personId', facts: { limit: revealsPerDay } }));
      await recordAudit(tx, context, { action: 'people.reveal', subject: globalId('Person', personId), facts: { field, reason: reason.trim() } });
      return accepted({ value: person.sealed === null ? null : this.vault.open(Buffer.from(person.sealed, 'hex')), leftToday: revealsPerDay - quota.count });
    });
  }
}
