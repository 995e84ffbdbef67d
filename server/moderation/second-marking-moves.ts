// What second marking makes of a submission's moves that are not its own: an undo ends it, a change of rubric gives it other points.
import { SubmissionMoved } from '../assignments/index.js';
import type { Clock } from '../platform/clock/clock.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { setBlind } from './second-marking.service.js';

export function followSubmissions(events: Events, clock: Clock): void {
  events.on(SubmissionMoved, async (tx, { submissionId, from, to }) => {
    if (from !== 'SECOND_MARKING') return;
    if (to === 'SUBMITTED') {
      await tx.asJob(async (job) => {
        const [keys] = await job.rows<{ enrolmentId: number; assignmentId: number }>(sql`select enrolment_id::int as "enrolmentId", assignment_id::int as "assignmentId" from submission where id = ${submissionId}`);
        await job.rows(sql`update second_marking set state = 'CANCELLED', settled_at = ${clock.business()} where submission_id = ${submissionId} and state = 'WAITING'`);
        if (keys) await setBlind(job, keys, false);
      });
    } else if (to === 'SECOND_MARKING') {
      await tx.asJob((job) => job.rows(sql`
        update second_marking m set first_review_id = f.id, second_review_id = n.id, difference_tenths = abs(f.points_tenths - n.points_tenths)
        from submission s join review f on f.id = s.last_review_id
          left join review n on n.id = (select max(v.id) from review v where v.submission_id = s.id and v.marking = 'SECOND' and v.withdrawn_at is null)
        where s.id = ${submissionId} and m.submission_id = s.id and m.state in ('WAITING', 'DISPUTED') and (m.first_review_id, m.second_review_id) is distinct from (f.id, n.id)`));
    }
  });
}
