// Queries around queues: what stands before and behind an item, what waits for its release, a tutor's saved queues and bulk acts.
import { globalId } from '../kernel/ids.js';
import type { Refusal } from '../kernel/refusals.js';
import type { Database } from '../platform/database/database.js';
import { setting, type Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { and, join, raw, sql, type Sql } from '../platform/database/sql.js';
import { ofOpenProgrammes, trainingClassShape } from '../programmes/index.js';
import { assignmentShape, submissionShape } from './assignment-shapes.js';
import type { BulkActType, ReleasePreviewType, SavedQueueType } from './graphql/queue.type.js';
import type { AssignmentType } from './graphql/submission.type.js';
import { isAnonymous } from './anonymity.js';
import { bulkActShape, savedQueueShape } from './queue-shapes.js';
import { firstOf, orderKeys, queueConditions } from './queue-sql.js';
import type { Queue } from './rules/queue-filters.js';

export interface Neighbours { previousId: string | null; nextIds: string[] }

const previewsShown = 200;
const assignmentsShown = 200;
const rowsShown = 250;

export class QueueStore {
  constructor(private readonly database: Database) {}

  /** The item before and the two behind a submission in a queue, wherever it stands there, and even if it has left the queue. */
  async neighbours(scope: Scope, queue: Queue, submissionId: number): Promise<Neighbours> {
    const keys = orderKeys(queue, 't');
    // One scalar a key: of a row of them the index could not begin there.
    const here = orderKeys(queue, 's').map((key) => sql`(select ${raw(key)} from submission s where s.id = ${submissionId} and ${this.database.allows(submissionShape, 's', scope)})`);
    const side = (sign: '<' | '>', direction: 'asc' | 'desc', limit: number): Sql => {
      const order = raw(keys.map((key) => `${key} ${direction}`).join(', '));
      const beyond = and([this.database.allows(submissionShape, 't', scope), ...queueConditions(queue), sql`(${raw(keys.join(', '))}) ${raw(sign)} (${join(here, ', ')})`]);
      return sql`(select t.id, ${raw(sign === '>' ? 'true' : 'false')} as "isBehind", row_number() over (order by ${order}) as place from (${firstOf(queue, scope, beyond, order, sql`${limit}`)}) t)`;
    };
    const rows = await this.database.rows<{ id: number; isBehind: boolean }>(scope, sql`select id, "isBehind" from (${side('<', 'desc', 1)} union all ${side('>', 'asc', 2)}) around order by "isBehind", place`);
    const ids = (isBehind: boolean) => rows.filter((row) => row.isBehind === isBehind).map((row) => globalId('Submission', row.id));
    return { previousId: ids(false)[0] ?? null, nextIds: ids(true) };
  }

  /** Per class and assignment, what waits for its release, and what stands in the way; where a programme has ended nothing is released any more. */
  async releasePreviews(scope: Scope, classId: number | null, assignmentId: number | null): Promise<ReleasePreviewType[]> {
    const rows = await this.database.rows<{ classKey: number; className: string; assignmentKey: number; assignmentTitle: string; waiting: number; beingGraded: number; ungraded: number; flagged: number }>(scope, sql`
      select k.id as "classKey", k.name as "className", a.id as "assignmentKey", a.title as "assignmentTitle", g.*
      from (
        select t.class_id, t.assignment_id, count(*) filter (where t.state in ('SCORED', 'AGREED'))::int as waiting, count(*) filter (where t.state = 'SUBMITTED')::int as ungraded,
          count(*) filter (where t.state in ('SCORED', 'AGREED') and exists (select 1 from submission_lease l where l.submission_id = t.id and l.until > now() and not l.is_ahead and l.holder_id <> ${raw(setting.person)}))::int as "beingGraded",
          count(*) filter (where t.state in ('SCORED', 'AGREED') and exists (select 1 from submission_flag f where f.submission_id = t.id and f.cleared_at is null))::int as flagged
        from submission t
        where t.is_latest and t.state in ('SCORED', 'AGREED', 'SUBMITTED') and ${ofOpenProgrammes('t.programme_id')} and ${this.database.allows(submissionShape, 't', scope)}
          and ${classId === null ? raw('true') : sql`t.class_id = ${classId}`} and ${assignmentId === null ? raw('true') : sql`t.assignment_id = ${assignmentId}`}
        group by 1, 2 having count(*) filter (where t.state in ('SCORED', 'AGREED')) > 0
      ) g join training_class k on k.id = g.class_id join assignment a on a.id = g.assignment_id
      order by k.code, a.id limit ${previewsShown}`);
    // Whose drafts they are is their authors' alone; that there are some, whoever releases must know.
    const drafts = rows.length === 0 ? [] : await this.database.rows<{ classKey: number; assignmentKey: number; drafts: number }>({ kind: 'job', job: 'release-preview' }, sql`
      select t.class_id as "classKey", t.assignment_id as "assignmentKey", count(distinct t.id)::int as drafts from review_draft d join submission t on t.id = d.submission_id
      where t.is_latest and t.state in ('SCORED', 'AGREED') and t.class_id = any (${rows.map((row) => row.classKey)}::bigint[]) group by 1, 2`);
    const draftsOf = new Map(drafts.map((row) => [`${row.classKey} ${row.assignmentKey}`, row.drafts]));
    return rows.map(({ classKey, assignmentKey, ...row }) => ({ ...row, drafts: draftsOf.get(`${classKey} ${assignmentKey}`) ?? 0, classId: globalId('TrainingClass', classKey), assignmentId: globalId('Assignment', assignmentKey) }));
  }

  /** Of the courses of the classes in scope; of whole programmes as many as can be chosen from. */
  async assignments(scope: Scope, selection: Selection): Promise<AssignmentType[]> {
    return this.database.list<AssignmentType>(scope, assignmentShape, selection, {
      where: [sql`t.course_id in (select k.course_id from training_class k where ${this.database.allows(trainingClassShape, 'k', scope)})`], orderBy: raw('t.course_id, t.id'), limit: assignmentsShown,
    });
  }

  async savedQueues(scope: Scope, selection: Selection): Promise<SavedQueueType[]> {
    return this.database.list<SavedQueueType>(scope, savedQueueShape, selection, { orderBy: raw('t.id') });
  }

  async savedQueueByKey(scope: Scope, key: number, selection: Selection): Promise<SavedQueueType | null> {
    return this.database.one<SavedQueueType>(scope, savedQueueShape, selection, sql`t.id = ${key}`);
  }

  async bulkActByKey(scope: Scope, key: number, selection: Selection): Promise<BulkActType | null> {
    return this.database.one<BulkActType>(scope, bulkActShape, selection, sql`t.id = ${key}`);
  }

  /** The rows of an act, those that were refused first. */
  async bulkActRows(scope: Scope, actId: number): Promise<{ submissionKey: number; learnerName: string | null; learnerNumber: number | null; isDone: boolean | null; refusals: Refusal[] }[]> {
    return this.database.rows(scope, sql`
      select w.submission_id as "submissionKey", case when ${raw(isAnonymous('t'))} then null else p.name end as "learnerName", case when ${raw(isAnonymous('t'))} then t.learner_number end as "learnerNumber", w.is_done as "isDone", w.refusals
      from bulk_act_row w join bulk_act b on b.id = w.act_id join submission t on t.id = w.submission_id join person p on p.id = t.person_id
      where w.act_id = ${actId} and ${this.database.allows(bulkActShape, 'b', scope)} and ${this.database.allows(submissionShape, 't', scope)} order by w.is_done nulls last, w.submission_id limit ${rowsShown}`);
  }

  /** The tutor's acts that are still under way, or ended a moment ago without being looked at. */
  async runningBulkActs(scope: Scope, selection: Selection): Promise<BulkActType[]> {
    return this.database.list<BulkActType>(scope, bulkActShape, selection, { where: [raw('t.done_at is null')], orderBy: raw('t.id') });
  }
}
