// Queries on submissions: the queue, the progress, and what hangs on one submission.
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { and, raw, sql } from '../platform/database/sql.js';
import { ofOpenProgrammes } from '../programmes/index.js';
import { isAnonymous, isBlind } from './anonymity.js';
import { assignmentShape, draftShape, opinionShape, reviewShape, submissionEventShape, submissionShape } from './assignment-shapes.js';
import { submissionFlagShape } from './queue-shapes.js';
import type { SubmissionFlagType } from './graphql/queue.type.js';
import { firstOf, queueConditions, queueOrder } from './queue-sql.js';
import type { Queue, QueueFilter } from './rules/queue-filters.js';
import type { AssignmentType, GradingProgressType, OpinionType, ReviewDraftType, ReviewType, SubmissionEventType, SubmissionType } from './graphql/submission.type.js';

export class SubmissionStore {
  constructor(private readonly database: Database) {}

  /** A queue is a named filter; next and previous walk exactly it, in its order. */
  async queue(scope: Scope, queue: Queue, selection: Selection, args: PagingArgs): Promise<Page<SubmissionType>> {
    return this.database.page<SubmissionType>(scope, submissionShape, selection, args, {
      where: queueConditions(queue), order: queueOrder(queue), cut: (among, orderBy, limit) => firstOf(queue, scope, among, orderBy, limit),
    });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<SubmissionType | null> {
    return this.database.one<SubmissionType>(scope, submissionShape, selection, sql`t.id = ${key}`);
  }

  async assignmentByKey(scope: Scope, key: number, selection: Selection): Promise<AssignmentType | null> {
    return this.database.one<AssignmentType>(scope, assignmentShape, selection, sql`t.id = ${key}`);
  }

  async reviewByKey(scope: Scope, key: number, selection: Selection): Promise<ReviewType | null> {
    return this.database.one<ReviewType>(scope, reviewShape, selection, sql`t.id = ${key}`);
  }

  async opinionByKey(scope: Scope, key: number, selection: Selection): Promise<OpinionType | null> {
    return this.database.one<OpinionType>(scope, opinionShape, selection, sql`t.id = ${key}`);
  }

  async draftOf(scope: Scope, submissionId: number, tutorId: number, selection: Selection): Promise<ReviewDraftType | null> {
    return this.database.one<ReviewDraftType>(scope, draftShape, selection, sql`t.submission_id = ${submissionId} and t.tutor_id = ${tutorId}`);
  }

  async opinionsOf(scope: Scope, submissionIds: readonly number[], selection: Selection): Promise<Map<number, OpinionType[]>> {
    return this.#hangingOn(scope, opinionShape, 'submission_id', submissionIds, selection);
  }

  async historyOf(scope: Scope, submissionIds: readonly number[], selection: Selection): Promise<Map<number, SubmissionEventType[]>> {
    return this.#hangingOn(scope, submissionEventShape, 'submission_id', submissionIds, selection);
  }

  async flagsOf(scope: Scope, submissionIds: readonly number[], selection: Selection): Promise<Map<number, SubmissionFlagType[]>> {
    return this.#hangingOn(scope, submissionFlagShape, 'submission_id', submissionIds, selection);
  }

  async ofEnrolments(scope: Scope, enrolmentIds: readonly number[], selection: Selection): Promise<Map<number, SubmissionType[]>> {
    // Through the enrolment the learner is known: what is anonymous for now is not among them.
    // The last attempts, also of who has withdrawn.
    const isLast = 'not exists (select 1 from submission later where later.enrolment_id = t.enrolment_id and later.assignment_id = t.assignment_id and later.attempt > t.attempt)';
    return this.#hangingOn(scope, submissionShape, 'enrolment_id', enrolmentIds, selection, isBlind(scope.kind) ? `${isLast} and not ${isAnonymous('t')}` : isLast);
  }

  /** All attempts at the same assignment by the same learner, the oldest first. */
  async attemptsOf(scope: Scope, submissionIds: readonly number[], selection: Selection): Promise<Map<number, SubmissionType[]>> {
    const pairs = await this.database.rows<{ of: number; attempt: number }>(scope, sql`select s.id as of, t.id as attempt from submission s
      join submission t on t.enrolment_id = s.enrolment_id and t.assignment_id = s.assignment_id
      where s.id = any (${submissionIds}::bigint[]) and ${this.database.allows(submissionShape, 't', scope)} order by t.attempt`);
    const attempts = await this.database.list<SubmissionType>(scope, submissionShape, selection, { where: [sql`t.id = any (${pairs.map((pair) => pair.attempt)}::bigint[])`] });
    const byKey = new Map(attempts.map((attempt) => [attempt.key, attempt]));
    const result = new Map<number, SubmissionType[]>();
    for (const pair of pairs) {
      const attempt = byKey.get(pair.attempt);
      if (attempt) result.set(pair.of, [...(result.get(pair.of) ?? []), attempt]);
    }
    return result;
  }

  /** What a tutor has done and has left, and how long one takes; of the programmes that go on, unless a class or an assignment is named. */
  async progress(scope: Scope, tutorId: number, classId: number | null, assignmentId: number | null): Promise<Omit<GradingProgressType, 'deadline'>> {
    const among = (filter: QueueFilter) => and([this.database.allows(submissionShape, 't', scope), ...queueConditions({ filter, classId, assignmentId })]);
    const [row] = await this.database.rows<{ left: number; done: number; medianSeconds: number | null; periodIds: number[] }>(scope, sql`
      select (select count(*) from submission t where ${among('UNGRADED')}) as left,
        (select count(*) from submission t where ${among('GRADED')} and ${classId === null && assignmentId === null ? ofOpenProgrammes('t.programme_id') : raw('true')}) as done,
        (select percentile_disc(0.5) within group (order by seconds) from (select r.seconds from review r where r.tutor_id = ${tutorId} and r.seconds is not null and r.withdrawn_at is null order by r.submitted_at desc limit 200) latest) as "medianSeconds",
        (select coalesce(json_agg(distinct k.period_id), '[]') from training_class k where exists (select 1 from submission t where t.class_id = k.id and ${among('UNGRADED')})) as "periodIds"`);
    return { left: row?.left ?? 0, done: row?.done ?? 0, medianSeconds: row?.medianSeconds ?? null, periodIds: row?.periodIds ?? [] };
  }

  async #hangingOn<T extends object>(scope: Scope, shape: typeof submissionShape, column: 'submission_id' | 'enrolment_id', keys: readonly number[], selection: Selection, condition = 'true'): Promise<Map<number, T[]>> {
    const owners = await this.database.rows<{ id: number; owner: number }>(scope, sql`select t.id, t.${raw(column)} as owner from ${raw(shape.table)} t where t.${raw(column)} = any (${keys}::bigint[]) and ${raw(condition)} and ${this.database.allows(shape, 't', scope)} order by t.id`);
    if (owners.length === 0) return new Map();
    const rows = await this.database.list<T>(scope, shape, selection, { where: [sql`t.id = any (${owners.map((owner) => owner.id)}::bigint[])`], orderBy: raw('t.id') });
    const ownerOf = new Map(owners.map((owner) => [owner.id, owner.owner]));
    return Map.groupBy(rows, (row) => ownerOf.get(row.key) ?? 0);
  }
}
