// Scoring: recomputes an enrolment's result from its facts, and tells what moved.
import { reviewedWork } from '../assignments/index.js';
import type { EnrolmentKeys } from '../enrolment/index.js';
import { interactionCounts } from '../interaction/index.js';
import { learnedSeconds } from '../learning/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { scoringOf, type RuleBook } from '../programmes/index.js';
import { ResultChanged } from './scoring-events.js';
import { scoreOf, type ScoredFacts, type Verdict } from './rules/score.js';

interface Before { verdict: Verdict; totalTenths: number }
interface Keys { personId: number; schoolId: number; classId: number; periodId: number; programmeId: number; requiredSeconds: number }

export class ScoringService {
  constructor(private readonly clock: Clock, private readonly rules: RuleBook, private readonly events: Events) {}

  /** The result of who withdraws stays as it was computed, and counts as if there were none. Its work is held by then, so that nothing moves it. */
  async withdraw(tx: Tx, { enrolmentId, schoolId, periodId }: EnrolmentKeys): Promise<void> {
    const [before] = await tx.rows<Before>(sql`select verdict, total_tenths as "totalTenths" from result where enrolment_id = ${enrolmentId}`);
    if (before) await this.events.raise(tx, ResultChanged, { schoolId, periodId, before, after: { verdict: 'PENDING', totalTenths: 0 } });
  }

  /** Recomputes inside the transaction of what changed. Two reviews of one learner queue on the result's row and then both count. */
  async recompute(tx: Tx, enrolmentId: number): Promise<void> {
    const [keys] = await tx.rows<Keys>(sql`
      select e.person_id::int as "personId", e.school_id::int as "schoolId", e.class_id::int as "classId", e.period_id::int as "periodId", e.programme_id::int as "programmeId",
        c.hours_tenths * 270 as "requiredSeconds"
      from enrolment e join training_class k on k.id = e.class_id join course c on c.id = k.course_id where e.id = ${enrolmentId}`);
    if (!keys) throw new Error(`no enrolment ${enrolmentId} in scope`);
    const rule = await this.rules.inForce(tx, keys.programmeId, this.clock.today());
    await tx.rows(sql`insert into result (enrolment_id, person_id, school_id, class_id, period_id, programme_id, learning_tenths, objective_tenths, subjective_tenths, excellent_tenths, interaction_tenths, total_tenths, verdict, rule_version, facts, computed_at)
      values (${enrolmentId}, ${keys.personId}, ${keys.schoolId}, ${keys.classId}, ${keys.periodId}, ${keys.programmeId}, 0, 0, 0, 0, 0, 0, 'PENDING', ${rule.version}, '{}'::jsonb, ${this.clock.business()}) on conflict do nothing`);
    const [before] = await tx.rows<Before>(sql`select verdict, total_tenths as "totalTenths" from result where enrolment_id = ${enrolmentId} for update`);
    const facts: ScoredFacts = {
      learnedSeconds: await learnedSeconds(tx, enrolmentId),
      requiredSeconds: keys.requiredSeconds,
      ...(await interactionCounts(tx, enrolmentId)),
      ...(await reviewedWork(tx, enrolmentId)),
    };
    const score = scoreOf(facts, scoringOf(rule));
    await tx.rows(sql`update result set learning_tenths = ${score.learningTenths}, objective_tenths = ${score.objectiveTenths}, subjective_tenths = ${score.subjectiveTenths}, excellent_tenths = ${score.excellentTenths},
      interaction_tenths = ${score.interactionTenths}, total_tenths = ${score.totalTenths}, verdict = ${score.verdict}, rule_version = ${rule.version}, facts = ${JSON.stringify(facts)}::jsonb, computed_at = ${this.clock.business()}
      where enrolment_id = ${enrolmentId}`);
    await this.events.raise(tx, ResultChanged, { schoolId: keys.schoolId, periodId: keys.periodId, before: before ?? { verdict: 'PENDING', totalTenths: 0 }, after: { verdict: score.verdict, totalTenths: score.totalTenths } });
  }
}
