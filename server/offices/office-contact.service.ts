// Keeping an office's contacts: added, changed, removed; the mobile sealed, and shown in full only for a reason.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { Vault } from '../platform/vault/vault.js';
import { loadOffices } from './locked-offices.js';
import { officeContactShape } from './office-contact.store.js';
import { openRefusals, reasonRefusals } from './rules/office-changes.js';
import { contactMaximum, contactRefusals, revealsADay, type ContactText } from './rules/office-contacts.js';

/** What is told of a contact in the audit trail: the mobile masked, as everywhere. */
interface ToldContact { name: string; unit: string; mobileMasked: string; email: string }
interface LockedContact extends ToldContact { officeId: number; version: number; isRemoved: boolean; sealed: string }

export class OfficeContactService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault) {}

  async add(context: RequestContext, officeId: number, contact: ContactText, idempotencyKey: string | null): Promise<Outcome<{ contactId: number }>> {
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, idempotencyKey, { operation: 'addOfficeContact', officeId, ...contact, mobile: this.vault.hash(contact.mobile).toString('hex') }, async () => {
      const [office] = await loadOffices(this.database, tx, [officeId], 'CHANGE');
      if (!office) throw notFound();
      const [counted] = await tx.rows<{ count: number }>(sql`select count(*)::int as count from office_contact where office_id = ${officeId} and removed_at is null`);
      const refusals = [...openRefusals(office, 'officeId'), ...contactRefusals(contact)];
      if ((counted?.count ?? 0) >= contactMaximum) refusals.push(refuse('OUT_OF_RANGE', { zh: `联系人最多 ${contactMaximum} 位。`, en: `At most ${contactMaximum} contacts.` }, { field: 'officeId', facts: { maximum: contactMaximum } }));
      if (refusals.length > 0) return refused(...refusals);
      const [made] = await tx.rows<{ id: number }>(sql`insert into office_contact (office_id, name, unit, mobile_sealed, mobile_masked, email, updated_at)
        values (${officeId}, ${contact.name.trim()}, ${contact.unit.trim()}, decode(${this.vault.seal(contact.mobile).toString('hex')}, 'hex'), ${maskMobile(contact.mobile)}, ${contact.email}, ${this.clock.business()}) returning id::int as id`);
      const contactId = made?.id ?? 0;
      await this.#audit(tx, context, contactId, 'add', { changes: changesOf(null, toldOf(contact, maskMobile(contact.mobile))) });
      return accepted({ contactId });
    }));
  }

  /** `mobile` null leaves the known number as it is. */
  async change(context: RequestContext, contactId: number, expectedVersion: number, contact: Omit<ContactText, 'mobile'> & { mobile: string | null }): Promise<Outcome<{ contactId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const before = await this.#lock(tx, contactId);
      const refusals = [...contactRefusals(contact), ...standingRefusals(before, expectedVersion)];
      if (refusals.length > 0) return refused(...refusals);
      const mobile = contact.mobile === null ? sql`` : sql`mobile_sealed = decode(${this.vault.seal(contact.mobile).toString('hex')}, 'hex'), mobile_masked = ${maskMobile(contact.mobile)}, `;
      await tx.rows(sql`update office_contact set name = ${contact.name.trim()}, unit = ${contact.unit.trim()}, ${mobile}email = ${contact.email}, updated_at = ${this.clock.business()}, version = version + 1 where id = ${contactId}`);
      await this.#audit(tx, context, contactId, 'change', { changes: changesOf(before, toldOf(contact, contact.mobile === null ? before.mobileMasked : maskMobile(contact.mobile))) });
      return accepted({ contactId });
    });
  }

  async remove(context: RequestContext, contactId: number, expectedVersion: number): Promise<Outcome<{ contactId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const before = await this.#lock(tx, contactId);
      const refusals = standingRefusals(before, expectedVersion);
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update office_contact set removed_at = ${this.clock.business()}, version = version + 1 where id = ${contactId}`);
      await this.#audit(tx, context, contactId, 'remove', { changes: changesOf(before, null) });
      return accepted({ contactId });
    });
  }

  /** The number in full: needs a reason, is recorded, and ends at a number of times a day. */
  async reveal(context: RequestContext, contactId: number, reason: string): Promise<Outcome<{ contactId: number; mobile: string }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const contact = await this.#lock(tx, contactId);
      const [counted] = await tx.rows<{ count: number }>(sql`select count(*)::int as count from audit_event
        where office_id = ${context.caller.officeId} and actor = ${context.caller.actor} and action = 'offices.contacts' and facts ->> 'act' = 'reveal' and at > clock_timestamp() - interval '1 day'`);
      const refusals: Refusal[] = [...reasonRefusals(reason), ...standingRefusals(contact, contact.version)];
      if ((counted?.count ?? 0) >= revealsADay) refusals.push(refuse('LOCKED', { zh: `一天内最多查看 ${revealsADay} 个号码。`, en: `At most ${revealsADay} numbers a day.` }, { field: 'contactId', facts: { maximum: revealsADay } }));
      if (refusals.length > 0) return refused(...refusals);
      await this.#audit(tx, context, contactId, 'reveal', { reason: reason.trim() });
      return accepted({ contactId, mobile: this.vault.open(Buffer.from(contact.sealed, 'hex')) });
    });
  }

  async #lock(tx: Tx, contactId: number): Promise<LockedContact> {
    const [contact] = await tx.rows<LockedContact>(sql`select t.office_id::int as "officeId", t.version, t.removed_at is not null as "isRemoved", t.name, t.unit, t.mobile_masked as "mobileMasked", t.email, encode(t.mobile_sealed, 'hex') as sealed from office_contact t
      where t.id = ${contactId} and ${this.database.allows(officeContactShape, 't', tx.scope)} for update of t`);
    if (!contact) throw notFound();
    return contact;
  }

  #audit(tx: Tx, context: RequestContext, contactId: number, act: 'add' | 'change' | 'remove' | 'reveal', told: { reason: string } | { changes: Changes }): Promise<void> {
    return recordAudit(tx, context, { action: 'offices.contacts', subject: globalId('OfficeContact', contactId), facts: { act, ...('reason' in told ? { reason: told.reason } : {}) }, ...('changes' in told ? { changes: told.changes } : {}) });
  }
}

type Changes = Partial<Record<'name' | 'unit' | 'MOBILE' | 'email', readonly [before: string | null, after: string | null]>>;

function toldOf({ name, unit, email }: Pick<ContactText, 'name' | 'unit' | 'email'>, mobileMasked: string): ToldContact {
  return { name: name.trim(), unit: unit.trim(), email, mobileMasked };
}

/** What differs; two numbers that look alike masked differ in nothing that may be told. */
function changesOf(before: ToldContact | null, after: ToldContact | null): Changes {
  const pairs = { name: [before?.name ?? null, after?.name ?? null], unit: [before?.unit ?? null, after?.unit ?? null], MOBILE: [before?.mobileMasked ?? null, after?.mobileMasked ?? null], email: [before?.email ?? null, after?.email ?? null] } as const;
  return Object.fromEntries(Object.entries(pairs).filter(([, [was, is]]) => was !== is));
}

function standingRefusals(contact: LockedContact, expectedVersion: number): Refusal[] {
  if (contact.isRemoved) return [refuse('NOT_ALLOWED_IN_STATE', { zh: '该联系人已删除。', en: 'The contact was removed.' }, { field: 'contactId' })];
  return contact.version === expectedVersion ? [] : [refuse('STALE', { zh: '联系人刚被他人修改，请刷新后再试。', en: 'The contact has just been changed; read it again.' }, { field: 'expectedVersion', facts: { current: contact.version, yours: expectedVersion } })];
}

/** As a person's number is masked (access), which is a domain above. */
function maskMobile(number: string): string {
  return `${number.slice(0, 3)}****${number.slice(-4)}`;
}
