// Appointing (任用): administrators give posts to people of the offices below, with a term, and end them.
import type { LocalDate } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import type { Subject } from '../kernel/subjects.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { AppointmentAct } from './appointment-record.entity.js';
import { appointmentShape } from './appointment.store.js';
import { appointerOf, heldTerms, loadCandidate, loadPostOffice, lockPosts, postOfficeColumns } from './post-office.js';
import { appointerRefusal, endingRefusals, reasonRefusals, seatRefusal, termRefusals, type PostOffice, type PostRole, type Term } from './rules/appointments.js';

/** What a post may be allotted to: classes of a tutor, programmes of an expert or chief tutor. */
export interface Allotment { classIds: readonly number[]; programmeIds: readonly number[] }

/** What changes of it. */
export interface AllotmentPlan { added: Allotment; removed: Allotment }

/** The domain of programmes keeps who serves which class and programme. */
export interface Allotter {
  /** What would change. Refuses what the acting office does not organise and what the role does not serve; NOT_FOUND for what does not exist. */
  plan(tx: Tx, post: { roleId: number | null; role: PostRole; byOfficeId: number | null }, wanted: Allotment): Promise<Outcome<AllotmentPlan>>;
  carryOut(tx: Tx, roleId: number, plan: AllotmentPlan): Promise<void>;
}

export interface AppointRequest extends Allotment {
  officeId: number;
  role: PostRole;
  personId: number;
  subject: Subject | null;
  validFrom: LocalDate;
  validUntil: LocalDate | null;
  reason: string;
  idempotencyKey: string | null;
}
export interface EndRequest { appointmentId: number; lastDay: LocalDate; reason: string; expectedVersion: number; idempotencyKey: string | null }
export interface AllotRequest extends Allotment { appointmentId: number; reason: string; expectedVersion: number; idempotencyKey: string | null }

/** What is written of a new post. */
export interface NewPost extends Term { personId: number; role: PostRole; subject: Subject | null; reason: string }

interface LockedPost { id: number; role: PostRole; version: number; from: LocalDate; until: LocalDate | null; officeId: number }

export class AppointmentService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly allotter: Allotter) {}

  /** Gives a post. Refuses NOT_ENTITLED by the table of who appoints whom, POST_TAKEN by the numbers, NOT_ELIGIBLE for people of other offices. */
  async appoint(context: RequestContext, request: AppointRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'appoint', ...request }, async () => {
      const office = await loadPostOffice(this.database, tx, request.officeId);
      const candidate = await loadCandidate(this.database, tx, request.personId, office);
      const term = { from: request.validFrom, until: request.validUntil };
      const entitled = request.role === 'CHIEF_TUTOR' ? chosenOnly() : appointerRefusal(appointerOf(context.caller), request.role, office);
      const refusals = [...(entitled ? [entitled] : []), ...subjectRefusals(request), ...termRefusals(term, this.clock.today()), ...reasonRefusals(request.reason)];
      if (!office.isOpen) refusals.push(refuse('NOT_ALLOWED_IN_STATE', { zh: `${office.name}已撤销或并入其他项目办，不能再任命。`, en: `${office.name} has ended; nobody is appointed there.` }, { field: 'officeId' }));
      if (!candidate.isThere) refusals.push(refuse('NOT_ELIGIBLE', { zh: `${candidate.name}不是${office.name}的人员。`, en: `${candidate.name} does not belong to ${office.name}.` }, { field: 'personId' }));
      if (refusals.length > 0) return refused(...refusals);
      const plan = await this.allotter.plan(tx, { roleId: null, role: request.role, byOfficeId: context.caller.officeId }, request);
      if (!plan.ok) return plan;
      const given = await this.give(tx, context, office, { ...term, personId: request.personId, role: request.role, subject: request.subject, reason: request.reason });
      if (!given.ok) return given;
      await this.allotter.carryOut(tx, given.value, plan.value);
      await recordAudit(tx, context, { action: 'posts.appoint', subject: globalId('Appointment', given.value), facts: { office: globalId('Office', office.id), role: request.role, person: globalId('Person', request.personId), validFrom: term.from, validUntil: term.until, reason: request.reason.trim(), allotted: plan.value.added } });
      return accepted(given.value);
    }));
  }

  /** Counts who holds the post and writes one more holder, under the lock of the office's posts. */
  async give(tx: Tx, context: RequestContext, office: PostOffice, post: NewPost): Promise<Outcome<number>> {
    await lockPosts(tx, office.id);
    // Several subjects make several posts of a subject lead or chief subject tutor.
    const sameSubject = post.subject === null ? raw('true') : sql`r.subject = ${post.subject}`;
    const taken = seatRefusal(post.role, office, await heldTerms(tx, office.id, post.role, this.clock.today(), sameSubject), post);
    if (taken) return refused(taken);
    const [row] = await tx.rows<{ id: number }>(sql`insert into role_assignment (person_id, role, office_id, subject, valid_from, valid_until)
      values (${post.personId}, ${post.role}, ${office.id}, ${post.subject}, ${post.from}, ${post.until}) returning id::int as id`);
    const roleId = row?.id ?? 0;
    await this.#record(tx, context, { roleId, officeId: office.id, act: 'APPOINTED', term: post, reason: post.reason });
    return accepted(roleId);
  }

  /** Ends a post on a day, or at once when the last day is yesterday. Open sessions lose it within a second. */
  async end(context: RequestContext, request: EndRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'endAppointment', ...request }, async () => {
      const { post, office } = await this.#lock(tx, request.appointmentId);
      const entitled = appointerRefusal(appointerOf(context.caller), post.role, office);
      const refusals = [...(entitled ? [entitled] : []), ...staleRefusals(post, request.expectedVersion), ...endingRefusals(post, request.lastDay, this.clock.today()), ...reasonRefusals(request.reason)];
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update role_assignment set valid_until = ${request.lastDay}, version = version + 1 where id = ${post.id}`);
      await this.#record(tx, context, { roleId: post.id, officeId: office.id, act: 'ENDED', term: { from: post.from, until: request.lastDay }, reason: request.reason });
      await recordAudit(tx, context, { action: 'posts.appoint', subject: globalId('Appointment', post.id), facts: { act: 'end', reason: request.reason.trim() }, changes: { validUntil: [post.until, request.lastDay] } });
      return accepted(post.id);
    }));
  }

  /** Says anew which classes a tutor serves, or which programmes an expert is picked for from the pool. */
  async changeAllotments(context: RequestContext, request: AllotRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'changeAllotments', ...request }, async () => {
      const { post, office } = await this.#lock(tx, request.appointmentId);
      const refusals = [...staleRefusals(post, request.expectedVersion), ...endingRefusals(post, this.clock.today(), this.clock.today()).filter(({ code }) => code === 'NOT_ALLOWED_IN_STATE'), ...reasonRefusals(request.reason)];
      if (refusals.length > 0) return refused(...refusals);
      const plan = await this.allotter.plan(tx, { roleId: post.id, role: post.role, byOfficeId: context.caller.officeId }, request);
      if (!plan.ok) return plan;
      await this.allotter.carryOut(tx, post.id, plan.value);
      await tx.rows(sql`update role_assignment set version = version + 1 where id = ${post.id}`);
      await this.#record(tx, context, { roleId: post.id, officeId: office.id, act: 'ALLOTTED', term: post, reason: request.reason });
      await recordAudit(tx, context, { action: 'posts.allot', subject: globalId('Appointment', post.id), facts: { ...plan.value, reason: request.reason.trim() } });
      return accepted(post.id);
    }));
  }

  async #lock(tx: Tx, appointmentId: number): Promise<{ post: LockedPost; office: PostOffice }> {
    const [post] = await tx.rows<LockedPost>(sql`select t.id::int as id, t.role, t.version, t.valid_from::text as "from", t.valid_until::text as until, t.office_id::int as "officeId" from role_assignment t
      where t.id = ${appointmentId} and t.role <> 'LEARNER' and ${this.database.allows(appointmentShape, 't', tx.scope)} for update of t`);
    if (!post) throw notFound();
    const [office] = await tx.rows<PostOffice>(sql`select ${postOfficeColumns} from office o left join office above on above.id = o.parent_id where o.id = ${post.officeId}`);
    if (!office) throw notFound();
    return { post, office };
  }

  async #record(tx: Tx, context: RequestContext, { roleId, officeId, act, term, reason }: { roleId: number; officeId: number; act: AppointmentAct; term: Term; reason: string }): Promise<void> {
    await tx.rows(sql`insert into appointment_record (role_id, office_id, act, valid_from, valid_until, reason, by_id, by_name, at)
      values (${roleId}, ${officeId}, ${act}, ${term.from}, ${term.until}, ${reason.trim()}, ${personOf(context.caller)}, ${context.caller.name}, ${this.clock.business()})`);
  }
}

function chosenOnly(): Refusal {
  return refuse('NOT_ENTITLED', { zh: '学科总辅导员从各市的推荐中遴选，请在“总辅导员推荐”中办理。', en: 'A chief subject tutor is chosen from the cities\' recommendations.' }, { field: 'role', requirement: 'JS-17' });
}

function subjectRefusals({ role, subject }: AppointRequest): Refusal[] {
  return role === 'SUBJECT_LEAD' && subject === null ? [refuse('EMPTY', { zh: '请选择负责的学科。', en: 'Choose the subject.' }, { field: 'subject', requirement: 'JS-13' })] : [];
}

export function staleRefusals(row: { version: number }, expectedVersion: number): Refusal[] {
  return row.version === expectedVersion ? [] : [refuse('STALE', { zh: '记录已被他人更新，请刷新后再试。', en: 'Somebody changed it meanwhile; read it again.' }, { field: 'expectedVersion', facts: { currentVersion: row.version } })];
}
