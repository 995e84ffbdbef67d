// The office that the rules name reviews what its schools entered (JS-05): passes it, or sends it back with a reason. The school then
// withdraws the enrolment as any other (0049), or answers and hands it in again.
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { ClassFrames, Place, PlaceFrame } from './class-frame.js';
import { enrolmentShape } from './enrolment.store.js';
import { answerRefusals, decisionRefusals, reviewRefusals, type ReviewDecision, type Reviewed } from './rules/reviewing.js';

export interface ReviewAct { entries: readonly { enrolmentId: number; expectedVersion: number }[]; decision: ReviewDecision; reason: string | null; idempotencyKey: string | null }
export interface AnswerAct { enrolmentId: number; answer: string; expectedVersion: number; idempotencyKey: string | null }
/** What became of one enrolment. */
export interface ReviewOutcome { enrolmentId: number; refusals: Refusal[] }

interface Held extends Reviewed { id: number; schoolId: number; periodId: number }

export class EnrolmentReviewService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly frames: ClassFrames) {}

  async review(context: RequestContext, act: ReviewAct): Promise<Outcome<ReviewOutcome[]>> {
    const { scope, actor, officeId, personId, name } = context.caller;
    const seen = new Map(act.entries.map(({ enrolmentId, expectedVersion }) => [enrolmentId, expectedVersion]));
    const frameOf = await this.#frames(context, [...seen.keys()]);
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'reviewEnrolments', ...act }, async () => {
      const whole = decisionRefusals(act);
      if (whole.length > 0) return refused(...whole);
      const [office] = await tx.rows<{ level: string }>(sql`select o.level from office o where o.id = ${officeId ?? 0}`);
      const held = await this.#hold(tx, [...seen.keys()]);
      const outcomes = held.map((one): ReviewOutcome => {
        const { standing, review, today } = frameOf(one);
        return { enrolmentId: one.id, refusals: standing.length > 0 ? [...standing] : reviewRefusals(review, today, one, { officeLevel: office?.level ?? null, personId }, seen.get(one.id) ?? 0) };
      });
      const decided = new Set(outcomes.flatMap(({ enrolmentId, refusals }) => (refusals.length === 0 ? [enrolmentId] : [])));
      if (decided.size > 0) {
        const isPassed = act.decision === 'PASS';
        const reason = isPassed ? null : (act.reason ?? '').trim();
        // What it had been sent back for stays beside the answer of the school when it is passed afterwards.
        await tx.rows(sql`update enrolment set review_state = ${isPassed ? 'PASSED' : 'SENT_BACK'}, reviewed_at = ${this.clock.business()}, reviewed_by_id = ${personId}, reviewed_by_name = ${name}, review_reason = coalesce(${reason}::text, review_reason), review_answer = case when ${isPassed} then review_answer end, version = version + 1 where id = any (${[...decided]}::bigint[])`);
        const of = held.filter(({ id }) => decided.has(id));
        await recordAudit(tx, context, { action: 'enrolment.review', subject: officeId === null ? null : globalId('Office', officeId), facts: { act: isPassed ? 'pass' : 'sendBack', enrolments: of.map(({ id }) => globalId('Enrolment', id)), learners: of.map((one) => globalId('Person', one.personId)), ...(reason === null ? {} : { reason }) } });
      }
      return accepted(outcomes);
    }));
  }

  /** The school says how it is after all, and the enrolment waits again. */
  async answer(context: RequestContext, act: AnswerAct): Promise<Outcome<{ enrolmentId: number }>> {
    const { scope, actor } = context.caller;
    const frame = await this.frames.ofEnrolment(scope, act.enrolmentId);
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'answerEnrolmentReview', ...act }, async () => {
      const [held] = await this.#hold(tx, [act.enrolmentId]);
      if (!held) throw notFound();
      const refusals = frame.standing.length > 0 ? [...frame.standing] : answerRefusals(frame.review, frame.today, held, act);
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update enrolment set review_state = 'WAITING', review_answer = ${act.answer.trim()}, version = version + 1 where id = ${act.enrolmentId}`);
      await recordAudit(tx, context, { action: 'enrolment.review', subject: globalId('Enrolment', act.enrolmentId), facts: { act: 'answer', learners: [globalId('Person', held.personId)], reason: act.answer.trim() }, changes: { state: ['SENT_BACK', 'WAITING'] } });
      return accepted({ enrolmentId: act.enrolmentId });
    }));
  }

  /** By key: two reviewers of the same list wait for each other and never in a circle. Held less than for update, as in held.ts. */
  async #hold(tx: Tx, ids: readonly number[]): Promise<Held[]> {
    const rows = await tx.rows<Held>(sql`select t.id::int as id, t.person_id::int as "personId", t.school_id::int as "schoolId", t.period_id::int as "periodId", t.state, t.review_state as "reviewState", t.version
      from enrolment t where t.id = any (${ids}::bigint[]) and ${this.database.allows(enrolmentShape, 't', tx.scope)} order by t.id for no key update of t`);
    if (rows.length !== new Set(ids).size) throw notFound();
    return rows;
  }

  /** The rules of each period and school that the enrolments are of; an enrolment never changes either. */
  async #frames({ caller: { scope } }: RequestContext, ids: readonly number[]): Promise<(place: Place) => PlaceFrame> {
    const places = await this.database.rows<Place>(scope, sql`select distinct t.period_id::int as "periodId", t.school_id::int as "schoolId" from enrolment t where t.id = any (${ids}::bigint[]) and ${this.database.allows(enrolmentShape, 't', scope)}`);
    return this.frames.ofPlaces(scope, places);
  }
}
