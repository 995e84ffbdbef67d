// A teacher chooses a class, and withdraws the choice as long as the school has not enrolled by it.
import { formatInstant } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { ClassFrame, ClassFrames } from './class-frame.js';
import { alreadyEnrolled, windowRefusals } from './rules/enrolling.js';

export interface ChoiceAct { classId: number; idempotencyKey: string | null }
/** When it was done, as it is told. */
export interface Done { at: string }

export class ChoiceService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly frames: ClassFrames) {}

  async choose(context: RequestContext, act: ChoiceAct): Promise<Outcome<Done>> {
    return this.#act(context, 'chooseClass', act, async (tx, frame, personId) => {
      const closed = frame.standing.length > 0 ? [...frame.standing] : windowRefusals(frame.choosing, frame.today);
      if (closed.length > 0) return refused(...closed);
      // Held, so that whoever moves the teacher at this moment has either finished or finds the choice to take along.
      await tx.asJob((job) => job.rows(sql`select 1 as held from person where id = ${personId} for share`));
      const [school] = await tx.rows<{ id: number }>(sql`select o.id::int as id from person p join office o on o.id = p.office_id where p.id = ${personId} and o.level = 'SCHOOL' and o.state = 'OPEN'`);
      if (!school) return refused(refuse('NOT_ELIGIBLE', { zh: '选课由在校教师进行，您目前不在任何学校。', en: 'Teachers of a school choose; you are at none.' }, { requirement: 'JS-01' }));
      if (await isEnrolled(tx, frame.classId, personId)) return refused(alreadyEnrolled());
      const at = this.clock.business();
      const [chosen] = await tx.rows(sql`insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at)
        values (${frame.classId}, ${personId}, ${school.id}, ${frame.periodId}, ${frame.programmeId}, ${at}) on conflict do nothing returning id`);
      if (!chosen) return refused(refuse('ALREADY_EXISTS', { zh: '已经选过这个班。', en: 'You have chosen this class already.' }, { field: 'classId' }));
      await recordAudit(tx, context, { action: 'enrolment.choose', subject: globalId('TrainingClass', frame.classId), facts: {} });
      return accepted({ at: formatInstant(at) });
    });
  }

  async withdraw(context: RequestContext, act: ChoiceAct): Promise<Outcome<Done>> {
    return this.#act(context, 'withdrawChoice', act, async (tx, { classId, ended }, personId) => {
      if (ended.length > 0) return refused(...ended);
      // Held first and asked afterwards: whoever enrols by this choice at the same moment has either finished or waits.
      const [choice] = await tx.rows<{ id: number }>(sql`select id::int as id from course_choice where class_id = ${classId} and person_id = ${personId} and withdrawn_at is null for update`);
      if (!choice) return refused(refuse('NOTHING_TO_CHANGE', { zh: '没有选这个班，或已撤回。', en: 'You have not chosen this class, or have withdrawn the choice.' }, { field: 'classId' }));
      if (await isEnrolled(tx, classId, personId)) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '学校已为您报名，不能再撤回选课。', en: 'Your school has enrolled you; the choice can no longer be withdrawn.' }, { field: 'classId', requirement: 'JS-07' }));
      const at = this.clock.business();
      await tx.rows(sql`update course_choice set withdrawn_at = ${at} where id = ${choice.id}`);
      await recordAudit(tx, context, { action: 'enrolment.choose', subject: globalId('TrainingClass', classId), facts: { act: 'withdraw' } });
      return accepted({ at: formatInstant(at) });
    });
  }

  async #act(context: RequestContext, operation: string, { classId, idempotencyKey }: ChoiceAct, work: (tx: Tx, frame: ClassFrame, personId: number) => Promise<Outcome<Done>>): Promise<Outcome<Done>> {
    const { scope, actor, officeId } = context.caller;
    const frame = await this.frames.of(scope, classId, officeId);
    return this.database.transaction(scope, (tx) => once(tx, actor, idempotencyKey, { operation, classId }, () => work(tx, frame, personOf(context.caller))));
  }
}

async function isEnrolled(tx: Tx, classId: number, personId: number): Promise<boolean> {
  return (await tx.rows(sql`select 1 from enrolment where class_id = ${classId} and person_id = ${personId} and state = 'ENROLLED'`)).length > 0;
}
