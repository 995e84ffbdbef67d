// Appointing and ending seats in a steering group: members are people of the system or named from outside.
import { globalId } from '../kernel/ids.js';
import type { LocalDate } from '../kernel/calendar.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { loadOffices } from './locked-offices.js';
import { openRefusals } from './rules/office-changes.js';
import { endRefusals, groupRefusals, seatRefusals, textRefusals, type Seat, type SteeringPost, type Term } from './rules/steering-group.js';
import { steeringMemberShape } from './steering-group.store.js';

/** People belong to a domain above; it finds one of the caller's scope by training number. */
export interface PeopleDirectory { personByNumber(tx: Tx, trainingNumber: string): Promise<{ id: number; name: string } | null> }

export interface Appointment {
  officeId: number;
  post: SteeringPost;
  /** Of a person of the system; null for somebody from outside, who is named. */
  trainingNumber: string | null;
  name: string;
  unit: string;
  validFrom: LocalDate;
  validUntil: LocalDate | null;
  idempotencyKey: string | null;
}

export class SteeringGroupService {
  constructor(private readonly database: Database, private readonly people: PeopleDirectory) {}

  /** Refuses a school's group, a second leader at a time, a second seat for one person, and a training number that nobody in scope has. */
  async appoint(context: RequestContext, appointment: Appointment): Promise<Outcome<{ memberId: number }>> {
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, appointment.idempotencyKey, { operation: 'appointSteeringMember', ...appointment }, async () => {
      // The office's row is the group's lock: two appointments of a leader come one after the other.
      const [office] = await loadOffices(this.database, tx, [appointment.officeId], 'CHANGE');
      if (!office) throw notFound();
      const { trainingNumber, post, validFrom, validUntil } = appointment;
      const person = trainingNumber === null ? null : await this.people.personByNumber(tx, trainingNumber.trim());
      if (trainingNumber !== null && !person) return refused(refuse('NOT_FOUND', { zh: '本级及以下没有这个师训编号；外单位人员请填姓名和单位。', en: 'Nobody in your offices has this training number; name members from outside.' }, { field: 'trainingNumber' }));
      const seat: Seat = { post, personId: person?.id ?? null, name: (person?.name ?? appointment.name).trim(), validFrom, validUntil };
      const others = await tx.rows<Seat>(sql`select post, person_id::int as "personId", name, valid_from::text as "validFrom", valid_until::text as "validUntil" from steering_member where office_id = ${office.id} and (valid_until is null or valid_until >= ${validFrom}::date)`);
      const unit = appointment.unit.trim();
      const refusals = [...groupRefusals(office.level), ...openRefusals(office, 'officeId'), ...seatRefusals(seat, others), ...textRefusals(unit, 'unit', person ? null : { zh: '外单位人员请填写单位和职务。', en: 'Give the unit of a member from outside.' })];
      if (refusals.length > 0) return refused(...refusals);
      const [member] = await tx.rows<{ id: number }>(sql`insert into steering_member (office_id, post, person_id, name, unit, valid_from, valid_until)
        values (${office.id}, ${post}, ${seat.personId}, ${seat.name}, ${unit}, ${validFrom}, ${validUntil}) returning id::int as id`);
      const memberId = member?.id ?? 0;
      await recordAudit(tx, context, { action: 'offices.steering', subject: globalId('SteeringMember', memberId), facts: { act: 'appoint', office: globalId('Office', office.id) }, changes: { post: [null, post], name: [null, seat.name], unit: [null, unit], validFrom: [null, validFrom], validUntil: [null, validUntil] } });
      return accepted({ memberId });
    }));
  }

  /** Ends a seat on a day; the seat stays on record. Refuses STALE and days outside the term. */
  async end(context: RequestContext, memberId: number, expectedVersion: number, lastDay: LocalDate): Promise<Outcome<{ memberId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const [member] = await tx.rows<Term & { version: number }>(sql`select t.version, t.valid_from::text as "validFrom", t.valid_until::text as "validUntil" from steering_member t
        where t.id = ${memberId} and ${this.database.allows(steeringMemberShape, 't', tx.scope)} for update of t`);
      if (!member) throw notFound();
      const refusals = endRefusals(member, lastDay);
      if (member.version !== expectedVersion) refusals.push(refuse('STALE', { zh: '任期刚被他人修改，请刷新后再试。', en: 'The term has just been changed; read it again.' }, { field: 'expectedVersion', facts: { current: member.version, yours: expectedVersion } }));
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update steering_member set valid_until = ${lastDay}, version = version + 1 where id = ${memberId}`);
      await recordAudit(tx, context, { action: 'offices.steering', subject: globalId('SteeringMember', memberId), facts: { act: 'end' }, changes: { validUntil: [member.validUntil, lastDay] } });
      return accepted({ memberId });
    });
  }
}
