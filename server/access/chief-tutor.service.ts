// Chief subject tutors (学科总辅导员, JS-17): cities recommend, the province appoints from the recommendations, a record keeps it.
import type { LocalDate } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import type { Subject } from '../kernel/subjects.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { staleRefusals, type Allotter, type AppointmentService } from './appointment.service.js';
import { recommendationShape } from './chief-tutor.store.js';
import { appointerOf, loadCandidate, loadPostOffice } from './post-office.js';
import { appointerRefusal, reasonRefusals, termRefusals } from './rules/appointments.js';
import { appointmentNumber, chiefTutorEligibility, type AcademicStanding, type RecommendationState } from './rules/chief-tutors.js';

export interface RecommendRequest { personId: number; subject: Subject; standings: readonly AcademicStanding[]; reason: string; idempotencyKey: string | null }
export interface WithdrawRequest { recommendationId: number; reason: string; expectedVersion: number }
export interface ChooseRequest { recommendationId: number; programmeId: number; validFrom: LocalDate; validUntil: LocalDate | null; reason: string; expectedVersion: number; idempotencyKey: string | null }

interface LockedRecommendation { id: number; officeId: number; personId: number; subject: Subject; standings: AcademicStanding[]; title: string | null; state: RecommendationState; version: number }

export class ChiefTutorService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly appointments: AppointmentService, private readonly allotter: Allotter) {}

  /** A city recommends one of its people for a subject. Refuses NOT_ELIGIBLE with the reasons, POST_TAKEN while the same recommendation is open. */
  async recommend(context: RequestContext, request: RecommendRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'recommendChiefTutor', ...request }, async () => {
      const office = await loadPostOffice(this.database, tx, context.caller.officeId ?? 0);
      const candidate = await loadCandidate(this.database, tx, request.personId, office);
      const standings = [...new Set(request.standings)];
      const eligibility = chiefTutorEligibility(standings, candidate.title);
      const refusals = [...(await this.#recommenderRefusals(tx, office.parentId)), ...reasonRefusals(request.reason)];
      if (!eligibility.isEligible) refusals.push(ineligible(eligibility.reasons[0] ?? { zh: '', en: '' }));
      if (refusals.length > 0) return refused(...refusals);
      const [row] = await tx.rows<{ id: number }>(sql`insert into chief_tutor_recommendation (office_id, person_id, subject, standings, title, reason, state, recommended_by_id, recommended_by_name, recommended_at)
        values (${office.id}, ${request.personId}, ${request.subject}, ${standings}::text[], ${candidate.title}, ${request.reason.trim()}, 'RECOMMENDED', ${personOf(context.caller)}, ${context.caller.name}, ${this.clock.business()})
        on conflict (person_id, subject) where state = 'RECOMMENDED' do nothing returning id::int as id`);
      if (!row) return refused(refuse('POST_TAKEN', { zh: `${candidate.name}的这一学科已有推荐，尚未办结。`, en: `${candidate.name} is recommended for this subject already.` }, { field: 'personId', requirement: 'JS-17' }));
      await recordAudit(tx, context, { action: 'posts.recommend', subject: globalId('ChiefTutorRecommendation', row.id), facts: { person: globalId('Person', request.personId), subject: request.subject, standings, reason: request.reason.trim() } });
      return accepted(row.id);
    }));
  }

  /** The office that recommended takes it back, while nothing has come of it. */
  async withdraw(context: RequestContext, request: WithdrawRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const recommendation = await this.#lock(tx, request.recommendationId);
      const refusals = [...staleRefusals(recommendation, request.expectedVersion), ...openRefusals(recommendation), ...reasonRefusals(request.reason)];
      if (recommendation.officeId !== context.caller.officeId) refusals.push(refuse('NOT_ENTITLED', { zh: '只有推荐的项目办可以撤回推荐。', en: 'Only the office that recommended withdraws it.' }, { field: 'recommendationId', requirement: 'JS-17' }));
      if (refusals.length > 0) return refused(...refusals);
      await this.#settle(tx, context, recommendation, 'WITHDRAWN', request.reason);
      await recordAudit(tx, context, { action: 'posts.recommend', subject: globalId('ChiefTutorRecommendation', recommendation.id), facts: { act: 'withdraw', reason: request.reason.trim() } });
      return accepted(recommendation.id);
    });
  }

  /** The province appoints from the recommendations: the role, its programme, and the record for the letter of appointment. */
  async choose(context: RequestContext, request: ChooseRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'appointChiefTutor', ...request }, async () => {
      const recommendation = await this.#lock(tx, request.recommendationId);
      const office = await loadPostOffice(this.database, tx, context.caller.officeId ?? 0);
      const term = { from: request.validFrom, until: request.validUntil };
      const today = this.clock.today();
      const entitled = appointerRefusal(appointerOf(context.caller), 'CHIEF_TUTOR', office);
      const eligibility = chiefTutorEligibility(recommendation.standings, recommendation.title);
      const refusals = [...(entitled ? [entitled] : []), ...staleRefusals(recommendation, request.expectedVersion), ...openRefusals(recommendation), ...termRefusals(term, today), ...reasonRefusals(request.reason)];
      if (!eligibility.isEligible) refusals.push(ineligible(eligibility.reasons[0] ?? { zh: '', en: '' }));
      if (refusals.length > 0) return refused(...refusals);
      const candidate = await loadCandidate(this.database, tx, recommendation.personId, office);
      const plan = await this.allotter.plan(tx, { roleId: null, role: 'CHIEF_TUTOR', byOfficeId: context.caller.officeId }, { classIds: [], programmeIds: [request.programmeId] });
      if (!plan.ok) return plan;
      const given = await this.appointments.give(tx, context, office, { ...term, personId: recommendation.personId, role: 'CHIEF_TUTOR', subject: recommendation.subject, reason: request.reason });
      if (!given.ok) return given;
      await this.allotter.carryOut(tx, given.value, plan.value);
      // The lock of the office's posts, taken with the role, makes the numbers follow each other.
      const year = today.slice(0, 4);
      const [taken] = await tx.rows<{ count: number }>(sql`select count(*)::int as count from chief_tutor_appointment where appointed_on >= ${`${year}-01-01`}::date and appointed_on <= ${`${year}-12-31`}::date`);
      const number = appointmentNumber(year, (taken?.count ?? 0) + 1);
      await tx.rows(sql`insert into chief_tutor_appointment (recommendation_id, number, role_id, office_id, person_name, subject, appointed_on, valid_from, valid_until, by_id, by_name)
        values (${recommendation.id}, ${number}, ${given.value}, ${recommendation.officeId}, ${candidate.name}, ${recommendation.subject}, ${today}, ${term.from}, ${term.until}, ${personOf(context.caller)}, ${context.caller.name})`);
      await this.#settle(tx, context, recommendation, 'APPOINTED', request.reason);
      await recordAudit(tx, context, { action: 'posts.choose', subject: globalId('ChiefTutorRecommendation', recommendation.id), facts: { number, appointment: globalId('Appointment', given.value), programme: globalId('Programme', request.programmeId), reason: request.reason.trim() } });
      return accepted(recommendation.id);
    }));
  }

  /** Cities recommend, and so do counties that the province addresses directly. */
  async #recommenderRefusals(tx: Tx, parentId: number | null): Promise<Refusal[]> {
    const [above] = await tx.rows<{ level: string }>(sql`select level from office where id = ${parentId}`);
    return above?.level === 'PROVINCE' ? [] : [refuse('NOT_ENTITLED', { zh: '学科总辅导员由市级项目办（省直管县由县级项目办）推荐。', en: 'Cities recommend, and counties directly below the province.' }, { field: 'personId', requirement: 'JS-17' })];
  }

  async #lock(tx: Tx, recommendationId: number): Promise<LockedRecommendation> {
    const [row] = await tx.rows<LockedRecommendation>(sql`
      select t.id::int as id, t.office_id::int as "officeId", t.person_id::int as "personId", t.subject, to_json(t.standings) as standings, t.title, t.state, t.version
      from chief_tutor_recommendation t where t.id = ${recommendationId} and ${this.database.allows(recommendationShape, 't', tx.scope)} for update of t`);
    if (!row) throw notFound();
    return row;
  }

  async #settle(tx: Tx, context: RequestContext, recommendation: LockedRecommendation, state: RecommendationState, reason: string): Promise<void> {
    await tx.rows(sql`update chief_tutor_recommendation set state = ${state}, settled_at = ${this.clock.business()}, settled_by_name = ${context.caller.name}, settled_reason = ${reason.trim()}, version = version + 1 where id = ${recommendation.id}`);
  }
}

function openRefusals({ state }: LockedRecommendation): Refusal[] {
  return state === 'RECOMMENDED' ? [] : [refuse('NOT_ALLOWED_IN_STATE', { zh: state === 'APPOINTED' ? '已经聘任。' : '推荐已撤回。', en: state === 'APPOINTED' ? 'Appointed already.' : 'It was withdrawn.' }, { field: 'recommendationId', facts: { state } })];
}

function ineligible(reason: { zh: string; en: string }): Refusal {
  return refuse('NOT_ELIGIBLE', reason, { field: 'standings', requirement: 'JS-17' });
}
