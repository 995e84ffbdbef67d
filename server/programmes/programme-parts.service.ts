// What belongs to a programme beside its texts: downloads, contacts, and the answers of the offices directly below.
import type { Readable } from 'node:stream';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { gathered } from '../platform/files/gathered.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { holdProgramme, isOrganisedBy, rulesInForce, staleRefusals, type HeldProgramme } from './held-programme.js';
import { stateRefusal } from './rules/programme-life.js';
import { fileMaximum, fileMaximumBytes, fileNameOf, fileRefusals, fileTypeOf, isOpenForChanges } from './rules/programme-parts.js';
import { contactDaysOf, contactMaximum, contactRefusals, replyRefusals, type ReplyAnswer } from './rules/programme-replies.js';

export interface ReplyAct { programmeId: number; answer: ReplyAnswer; plan: string; expectedVersion: number; idempotencyKey: string | null }
type Done = Outcome<{ programmeId: number }>;

export class ProgrammePartsService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async addFile(context: RequestContext, programmeId: number, given: string, stream: Readable): Promise<Outcome<{ number: number }>> {
    const { caller } = context;
    // Who may not is told before anything is read.
    await this.database.transaction(caller.scope, (tx) => holdProgramme(this.database, tx, programmeId));
    const content = await gathered(stream, fileMaximumBytes);
    const name = fileNameOf(given);
    const type = content === null ? null : fileTypeOf(name, content.subarray(0, 8));
    return this.database.transaction(caller.scope, async (tx) => {
      const programme = await holdProgramme(this.database, tx, programmeId);
      const refusals = arrangeRefusals(programme, caller.officeId);
      refusals.push(...fileRefusals(content, type));
      const [known] = await tx.rows<{ count: number; last: number }>(sql`select count(*) filter (where removed_at is null)::int as count, coalesce(max(number), 0)::int as last from programme_file where programme_id = ${programmeId}`);
      if ((known?.count ?? 0) >= fileMaximum) refusals.push(refuse('LIMIT_REACHED', { zh: `附件最多 ${fileMaximum} 个。`, en: `At most ${fileMaximum} files.` }, { field: 'file', facts: { maximum: fileMaximum } }));
      if (refusals.length > 0 || content === null) return refused(...refusals);
      const number = (known?.last ?? 0) + 1;
      await tx.rows(sql`insert into programme_file (programme_id, number, name, type, bytes, content, by_name, at) values (${programmeId}, ${number}, ${name}, ${type}, ${content.length}, decode(${content.toString('hex')}, 'hex'), ${caller.name}, ${this.clock.business()})`);
      await recordAudit(tx, context, { action: 'programmes.life', subject: globalId('Programme', programmeId), facts: { act: 'addFile', file: name, bytes: content.length } });
      return accepted({ number });
    });
  }

  async removeFile(context: RequestContext, programmeId: number, number: number): Promise<Done> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const programme = await holdProgramme(this.database, tx, programmeId);
      const refusals = arrangeRefusals(programme, context.caller.officeId);
      if (refusals.length > 0) return refused(...refusals);
      const [file] = await tx.rows<{ name: string }>(sql`update programme_file set removed_at = ${this.clock.business()} where programme_id = ${programmeId} and number = ${number} and removed_at is null returning name`);
      if (!file) throw notFound();
      await recordAudit(tx, context, { action: 'programmes.life', subject: globalId('Programme', programmeId), facts: { act: 'removeFile', file: file.name } });
      return accepted({ programmeId });
    });
  }

  /** Of the organiser for everybody; of an office directly below for the organiser, in the days of the rule document (SH24-05). */
  async nameContacts(context: RequestContext, programmeId: number, contactIds: readonly number[]): Promise<Done> {
    const { officeId, name, scope } = context.caller;
    return this.database.transaction(scope, async (tx) => {
      const programme = await holdProgramme(this.database, tx, programmeId);
      const wanted = [...new Set(contactIds)];
      const refusals = programme.officeId === officeId ? arrangeRefusals(programme, officeId) : await this.#handInRefusals(tx, programme, officeId);
      if (wanted.length === 0) refusals.push(refuse('EMPTY', { zh: '请至少选定一位联系人。', en: 'Name one contact at least.' }, { field: 'contactIds' }));
      if (wanted.length > contactMaximum) refusals.push(refuse('LIMIT_REACHED', { zh: `联系人最多 ${contactMaximum} 位。`, en: `At most ${contactMaximum} contacts.` }, { field: 'contactIds', facts: { maximum: contactMaximum } }));
      if (refusals.length > 0) return refused(...refusals);
      const own = await tx.rows<{ id: number; name: string }>(sql`select id::int as id, name from office_contact where id = any (${wanted}::bigint[]) and office_id = ${officeId} and removed_at is null order by id`);
      if (own.length !== wanted.length) throw notFound();
      await tx.rows(sql`delete from programme_contact where programme_id = ${programmeId} and office_id = ${officeId}`);
      await tx.rows(sql`insert into programme_contact (programme_id, contact_id, office_id, by_name, at) select ${programmeId}, unnest(${wanted}::bigint[]), ${officeId}, ${name}, ${this.clock.business()}`);
      await recordAudit(tx, context, { action: 'programmes.replies', subject: globalId('Programme', programmeId), facts: { act: 'nameContacts', contacts: own.map((one) => one.name) } });
      return accepted({ programmeId });
    });
  }

  /** Answers are records; the latest holds until the last day (SD-10). */
  async reply(context: RequestContext, act: ReplyAct): Promise<Done> {
    const { actor, officeId, name, scope } = context.caller;
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'replyToProgramme', ...act }, async () => {
      const programme = await holdProgramme(this.database, tx, act.programmeId);
      const [latest] = await tx.rows<{ number: number; answer: ReplyAnswer }>(sql`select number, answer from programme_reply where programme_id = ${programme.id} and office_id = ${officeId} order by number desc limit 1`);
      const number = latest?.number ?? 0;
      const plan = act.plan.trim();
      const refusals = replyRefusals({ ...(await this.#asked(tx, programme, officeId)), until: programme.joinUntil }, act.answer, plan);
      if (refusals.length === 0) refusals.push(...staleRefusals(number, act.expectedVersion));
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`insert into programme_reply (programme_id, office_id, number, answer, plan, by_id, by_name, at) values (${programme.id}, ${officeId}, ${number + 1}, ${act.answer}, ${plan}, ${personOf(context.caller)}, ${name}, ${this.clock.business()})`);
      await recordAudit(tx, context, { action: 'programmes.reply', subject: globalId('Programme', programme.id), facts: {}, changes: { answer: [latest?.answer ?? null, act.answer] } });
      return accepted({ programmeId: programme.id });
    }));
  }

  async #handInRefusals(tx: Tx, programme: HeldProgramme, officeId: number | null): Promise<Refusal[]> {
    const document = await rulesInForce(tx, programme.id, this.clock.today());
    return contactRefusals(await this.#asked(tx, programme, officeId), document && contactDaysOf(document));
  }

  async #asked(tx: Tx, { state, officeId: organiserId }: HeldProgramme, officeId: number | null) {
    const [office] = await tx.rows<{ isAddressed: boolean }>(sql`select coalesce(o.parent_id = ${organiserId}::bigint, false) and o.state = 'OPEN' as "isAddressed" from office o where o.id = ${officeId}`);
    return { state, isAddressed: office?.isAddressed ?? false, today: this.clock.today() };
  }
}

function arrangeRefusals(programme: HeldProgramme, officeId: number | null): Refusal[] {
  const refusals = isOrganisedBy(programme, officeId);
  return refusals.length === 0 && !isOpenForChanges(programme.state) ? [stateRefusal(programme.state)] : refusals;
}
