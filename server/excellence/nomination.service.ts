// Excellent learners (评优): the chief subject tutor recommends and may take it back, the office that organises the programme decides (JS-20).
import { enrolmentShape } from '../enrolment/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { excellenceOf, type ProgrammeState, type RuleBook } from '../programmes/index.js';
import { nominationShape } from './nomination.store.js';
import { alreadyNominated, decisionRefusals, nominationRefusals, withdrawalRefusals, type Candidate, type NominationDecision, type Standing } from './rules/nominating.js';

export interface NominateAct { enrolmentId: number; reason: string; idempotencyKey: string | null }
export interface WithdrawAct { nominationId: number; reason: string; expectedVersion: number }
export interface DecideAct extends WithdrawAct { decision: NominationDecision; idempotencyKey: string | null }

interface Keys { personId: number; schoolId: number; classId: number; periodId: number; programmeId: number }
interface Known extends Keys { enrolmentState: string; programmeState: ProgrammeState; courseSubject: string; verdict: string | null; totalTenths: number | null }
interface Held extends Standing { id: number; programmeState: ProgrammeState; enrolmentId: number; programmeId: number; organiserLevel: string | null; version: number }

export class NominationService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly rules: RuleBook) {}

  /** Refuses NOT_ELIGIBLE below the line, NOT_ENTITLED to a post of another subject, NOT_ALLOWED where nobody is commended, ALREADY_EXISTS. */
  async nominate(context: RequestContext, act: NominateAct): Promise<Outcome<{ nominationId: number }>> {
    const { scope, actor, name, roleId } = context.caller;
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'nominateLearner', ...act }, async () => {
      const known = await this.#known(tx, act.enrolmentId);
      if (!known) throw notFound();
      const [post] = await tx.rows<{ subject: string | null }>(sql`select r.subject from role_assignment r where r.id = ${roleId ?? 0}`);
      const byId = personOf(context.caller);
      const candidate = await this.#candidate(tx, known);
      const refusals = nominationRefusals(candidate, { isLearner: known.personId === byId, subject: post?.subject ?? null, courseSubject: known.courseSubject }, act.reason);
      if (refusals.length > 0 || candidate.result === null) return refused(...refusals);
      const { totalTenths } = candidate.result;
      const [made] = await tx.rows<{ id: number }>(sql`insert into nomination (enrolment_id, person_id, school_id, class_id, period_id, programme_id, total_tenths, reason, by_id, by_name, at, state, version)
        values (${act.enrolmentId}, ${known.personId}, ${known.schoolId}, ${known.classId}, ${known.periodId}, ${known.programmeId}, ${totalTenths}, ${act.reason.trim()}, ${byId}, ${name}, ${this.clock.business()}, 'NOMINATED', 1) on conflict do nothing returning id::int as id`);
      if (!made) return refused(alreadyNominated());
      await recordAudit(tx, context, { action: 'excellence.nominate', subject: globalId('Nomination', made.id), facts: { person: globalId('Person', known.personId), programme: globalId('Programme', known.programmeId), points: formatTenths(totalTenths), reason: act.reason.trim() } });
      return accepted({ nominationId: made.id });
    }));
  }

  /** Before it is decided, by whoever recommended; the learner may be recommended again. */
  async withdraw(context: RequestContext, act: WithdrawAct): Promise<Outcome<{ nominationId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const held = await this.#hold(tx, act.nominationId);
      const refusals = withdrawalRefusals(held, context.caller, act, held.programmeState);
      if (refusals.length > 0) return refused(...refusals);
      await this.#settle(tx, context, held, 'WITHDRAWN', act.reason);
      await recordAudit(tx, context, { action: 'excellence.nominate', subject: globalId('Nomination', held.id), facts: { act: 'withdraw', person: globalId('Person', held.personId), reason: act.reason.trim() }, changes: { state: [held.state, 'WITHDRAWN'] } });
      return accepted({ nominationId: held.id });
    });
  }

  /** Commends or declines, once. Whoever commends is held to the line of today's rules, and to their numbers. */
  async decide(context: RequestContext, act: DecideAct): Promise<Outcome<{ nominationId: number }>> {
    const { scope, actor } = context.caller;
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'decideNomination', ...act }, async () => {
      const held = await this.#hold(tx, act.nominationId);
      const known = await this.#known(tx, held.enrolmentId);
      if (!known) throw notFound();
      const candidate = await this.#candidate(tx, known);
      const most = candidate.rules?.numbers.find(({ officeLevel }) => officeLevel === held.organiserLevel)?.count ?? null;
      const refusals = decisionRefusals(held, context.caller, act, candidate, { commended: most === null ? 0 : await this.#commended(tx, held.programmeId), most });
      if (refusals.length > 0) return refused(...refusals);
      const to = act.decision === 'COMMEND' ? 'COMMENDED' : 'DECLINED';
      await this.#settle(tx, context, held, to, act.reason);
      await recordAudit(tx, context, { action: 'excellence.decide', subject: globalId('Nomination', held.id), facts: { act: act.decision, person: globalId('Person', held.personId), programme: globalId('Programme', held.programmeId), reason: act.reason.trim() }, changes: { state: [held.state, to] } });
      return accepted({ nominationId: held.id });
    }));
  }

  /** A nomination of the caller's scope, held to the end of the transaction; NOT_FOUND for all others. */
  async #hold(tx: Tx, nominationId: number): Promise<Held> {
    const [held] = await tx.rows<Held>(sql`select t.id::int as id, t.enrolment_id::int as "enrolmentId", t.programme_id::int as "programmeId", t.person_id::int as "personId", t.by_id::int as "byId", t.state, t.version, p.state as "programmeState", p.office_id::int as "organiserId", o.level as "organiserLevel"
      from nomination t join programme p on p.id = t.programme_id left join office o on o.id = p.office_id where t.id = ${nominationId} and ${this.database.allows(nominationShape, 't', tx.scope)} for no key update of t`);
    if (!held) throw notFound();
    return held;
  }

  async #known(tx: Tx, enrolmentId: number): Promise<Known | undefined> {
    const [known] = await tx.rows<Known>(sql`select t.person_id::int as "personId", t.school_id::int as "schoolId", t.class_id::int as "classId", t.period_id::int as "periodId", t.programme_id::int as "programmeId", t.state as "enrolmentState", p.state as "programmeState", c.subject as "courseSubject", r.verdict, r.total_tenths as "totalTenths"
      from enrolment t join programme p on p.id = t.programme_id join training_class k on k.id = t.class_id join course c on c.id = k.course_id left join result r on r.enrolment_id = t.id where t.id = ${enrolmentId} and ${this.database.allows(enrolmentShape, 't', tx.scope)}`);
    return known;
  }

  async #candidate(tx: Tx, { programmeId, programmeState, enrolmentState, verdict, totalTenths }: Known): Promise<Candidate> {
    const rules = excellenceOf(await this.rules.inForce(tx, programmeId, this.clock.today()));
    return { rules, programmeState, enrolmentState, result: verdict === null || totalTenths === null ? null : { verdict, totalTenths } };
  }

  /** Those who commend in a programme with a number stand in line, so that none counts past another. */
  async #commended(tx: Tx, programmeId: number): Promise<number> {
    await tx.rows(sql`select 1 as locked from (select pg_advisory_xact_lock(hashtext('yanxiu.excellence'), ${programmeId}::int)) as commending`);
    const [counted] = await tx.asJob((job) => job.rows<{ count: number }>(sql`select count(*)::int as count from nomination where programme_id = ${programmeId} and state = 'COMMENDED'`));
    return counted?.count ?? 0;
  }

  async #settle(tx: Tx, { caller }: RequestContext, { id }: Held, state: 'WITHDRAWN' | 'COMMENDED' | 'DECLINED', reason: string): Promise<void> {
    await tx.rows(sql`update nomination set state = ${state}, version = version + 1, settled_at = ${this.clock.business()}, settled_by_id = ${caller.personId}, settled_by_name = ${caller.name}, settled_reason = ${reason.trim()} where id = ${id}`);
  }
}
