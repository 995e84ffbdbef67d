// A teacher who moves to another school takes along what was chosen and did not lead to an enrolment yet: the moment is the teacher's own, and the
// new school is the one that enrols by it. Whom the former school put on the waiting list waits there no more: it was that school's yes.
import { TeachersMoved } from '../access/index.js';
import { raw, sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';

/** The choice is one of the school where its teacher is, or of one that became part of it: `c` a choice, `p` who chose. */
export const standsAtOwnSchool = raw('(p.office_id = c.school_id or exists (select 1 from office o join office h on h.path = o.heir_path where o.id = c.school_id and h.id = p.office_id))');

/** Told as a job: the former school may lie out of sight of whoever moves a teacher in, and the new one of whoever takes a roster back. */
export function followTeachers(events: Events): void {
  events.on(TeachersMoved, (tx, { personIds }) => tx.asJob(async (job) => {
    // Held first and asked afterwards: whoever enrols by one of these choices at this moment has either finished or waits.
    const held = await job.rows<{ id: number }>(sql`select c.id::int as id from course_choice c where c.person_id = any (${personIds}::bigint[]) and c.withdrawn_at is null order by c.id for update`);
    if (held.length === 0) return;
    await job.rows(sql`update course_choice c set school_id = o.id, listed_at = null, listed_by_id = null, listed_by_name = null from person p join office o on o.id = p.office_id and o.level = 'SCHOOL'
      where c.id = any (${held.map(({ id }) => id)}::bigint[]) and p.id = c.person_id and c.school_id <> o.id and not exists (select 1 from enrolment e where e.class_id = c.class_id and e.person_id = c.person_id and e.state = 'ENROLLED')`);
  }));
}
