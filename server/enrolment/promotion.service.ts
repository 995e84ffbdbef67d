// Promotion (候补递补): a seat or a place that has become free goes to the first on the waiting list who can use it.
//
// It is an act of its own, right after the one that freed: it needs the account of another school, and an act that holds its own
// account and asks for a second one could wait in a circle. Nobody slips in between, because enrolling counts those on the list first.
import { globalId } from '../kernel/ids.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql, type Sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { lockSeats, useSeats } from '../quotas/index.js';
import type { ClassFrame, ClassFrames } from './class-frame.js';
import { holdPlaces, takePlaces } from './class-places.js';
import { drawForReview } from './draw-for-review.js';
import { LearnersEnrolled } from './enrolment-events.js';
import { holdPersons, obstaclesIn } from './held.js';
import { windowRefusals } from './rules/enrolling.js';
import { reviewOfNew } from './rules/reviewing.js';
import { hasPlace, hasSeat, standsListed, takeOffList } from './waiting-list.js';

const promotionJob = { kind: 'job', job: 'waiting-list' } as const;
const promoted = '候补递补';

interface Candidate { choiceId: number; classId: number; periodId: number; personId: number; schoolId: number; listedById: number | null; listedByName: string }

export class PromotionService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly events: Events, private readonly frames: ClassFrames) {}

  /** Promotes who stands first of all who can be; answers whether there may be another one. */
  async promoteNext(): Promise<boolean> {
    const open = await this.#openPeriods();
    if (open.length === 0) return false;
    const [first] = await this.database.rows<Candidate>(promotionJob, candidates(sql`c.period_id = any (${open}::bigint[])`));
    if (!first) return false;
    const frame = await this.frames.of(promotionJob, first.classId);
    await this.database.transaction(promotionJob, (tx) => this.#promote(tx, frame, first));
    return true;
  }

  /** Periods for which somebody waits and schools still enrol. */
  async #openPeriods(): Promise<number[]> {
    const waiting = await this.database.rows<{ periodId: number; classId: number }>(promotionJob, sql`select period_id as "periodId", min(class_id) as "classId" from course_choice where listed_at is not null and withdrawn_at is null group by period_id`);
    const open: number[] = [];
    for (const { periodId, classId } of waiting) {
      const { choosing, today } = await this.frames.of(promotionJob, classId);
      if (windowRefusals(choosing, today).length === 0) open.push(periodId);
    }
    return open;
  }

  async #promote(tx: Tx, frame: ClassFrame, { choiceId, classId, periodId, personId, schoolId, listedById, listedByName }: Candidate): Promise<void> {
    // In the order of held.ts; what another act did in the meantime is seen afterwards.
    await tx.rows(sql`select id from course_choice where id = ${choiceId} for update`);
    await holdPersons(tx, [personId]);
    await lockSeats(tx, periodId, schoolId);
    const places = await holdPlaces(tx, frame);
    const [now] = await tx.rows<Candidate>(candidates(sql`c.period_id = ${periodId} and (c.class_id = ${classId} or p.office_id = ${schoolId})`));
    if (now?.choiceId !== choiceId || now.schoolId !== schoolId || places.left === 0) return;
    const acting = { caller: { actor: 'job:waiting-list', role: null, officeId: schoolId }, requestId: `choice ${choiceId}` };
    const subject = globalId('TrainingClass', classId);
    const learners = [globalId('Person', personId)];
    const [obstacle] = (await obstaclesIn(tx, frame, [personId])).get(personId)?.refusals ?? [];
    if (obstacle) {
      // Whoever cannot be enrolled holds nobody up; the choice stays.
      await takeOffList(tx, sql`id = ${choiceId}`);
      await recordAudit(tx, acting, { action: 'enrolment.enrol', subject, facts: { act: 'unlist', learners, reason: obstacle.message.zh } });
      return;
    }
    const at = this.clock.business();
    const [made] = await tx.rows<{ id: number }>(sql`insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at, chosen_at, review_state)
      select programme_id, period_id, class_id, person_id, ${schoolId}::bigint, 'ENROLLED', ${at}::timestamptz, chosen_at, ${reviewOfNew(frame.review, frame.today)} from course_choice where id = ${choiceId} returning id::int as id`);
    const seat = await useSeats(tx, { periodId, schoolId }, [made?.id ?? 0], { byId: listedById, byName: listedByName, at, reason: promoted });
    if (!seat.ok) throw new Error(`the school ${schoolId} has no seat for choice ${choiceId}`);
    await takePlaces(tx, classId, places, 1);
    await drawForReview(tx, frame, schoolId);
    await this.events.raise(tx, LearnersEnrolled, { schoolId, periodId, learners: 1 });
    await recordAudit(tx, acting, { action: 'enrolment.enrol', subject, facts: { act: 'promote', learners, seats: 1 } });
  }
}

/** Who can be enrolled, the first of all: with a seat at the school where they teach now, and a place in the class. */
function candidates(within: Sql): Sql {
  return sql`select c.id::int as "choiceId", c.class_id::int as "classId", c.period_id::int as "periodId", c.person_id::int as "personId", p.office_id::int as "schoolId", c.listed_by_id::int as "listedById", c.listed_by_name as "listedByName"
    from course_choice c join person p on p.id = c.person_id where ${within} and ${standsListed} and ${hasSeat} and ${hasPlace} order by c.chosen_at, c.id limit 1`;
}
