// Queues as SQL: the condition of each named filter and the order of each walk, for lists, neighbours and claims alike.
import type { Order } from '../platform/database/paging.js';
import { setting, type Scope } from '../platform/database/scope.js';
import { and, raw, sql, type Sql } from '../platform/database/sql.js';
import { ofOpenProgrammes } from '../programmes/index.js';
import { ifOpen, isToMarkAgain } from './blindness.js';
import { leavesOutEnded, type Queue, type QueueFilter } from './rules/queue-filters.js';
import { gradedStates, submissionStates, type SubmissionState } from './rules/submission-states.js';

const openFlag = (kind: 'ATTENTION' | 'PLAGIARISM') => `t.id in (select f.submission_id from submission_flag f where f.kind = '${kind}' and f.cleared_at is null)`;

/** Allocated to who asks, and waiting. */
function mineToDo(t: string): string {
  return `${t}.is_latest and ${t}.state = 'SUBMITTED' and ${t}.allocated_to_id = ${setting.person}`;
}

/** The filters that ask for states and nothing else. */
const statesOf = { UNGRADED: ['SUBMITTED'], RETURNED: ['RETURNED'], HELD: ['SCORED', 'AGREED'], APPEALED: ['APPEALED'], GRADED: gradedStates, ALL: submissionStates } as const satisfies Partial<Record<QueueFilter, readonly SubmissionState[]>>;

function isByState(filter: QueueFilter): filter is keyof typeof statesOf {
  return filter in statesOf;
}

const conditions: Record<Exclude<QueueFilter, keyof typeof statesOf>, string> = {
  ALLOCATED: mineToDo('t'),
  // What was allocated to me, what I hold, have drafted or have scored: four short lists by index, not a look at each row of the queue.
  MINE: `t.id in (select l.submission_id from submission_lease l where l.holder_id = ${setting.person} and l.until > now() and not l.is_ahead
    union all select d.submission_id from review_draft d where d.tutor_id = ${setting.person} union all select r.submission_id from review r where r.tutor_id = ${setting.person} and r.withdrawn_at is null
    union all select a.id from submission a where ${mineToDo('a')})`,
  RESUBMITTED: "t.state = 'SUBMITTED' and t.attempt > 1",
  LATE: "exists (select 1 from period p where p.id = t.period_id and t.submitted_at >= (p.ends_on + 1)::timestamp at time zone 'Asia/Shanghai')",
  SECOND_MARKING: isToMarkAgain('t'),
  FLAGGED: openFlag('ATTENTION'),
  SUSPECTED: openFlag('PLAGIARISM'),
  EXCELLENT: `t.last_review_id in (select r.id from review r where r.is_excellent and ${ifOpen('r', 'classes')})`,
  OPEN: `t.id in (select l.submission_id from submission_lease l where l.until > now() and not l.is_ahead and l.holder_id <> ${setting.person})`,
};

function conditionOf(filter: QueueFilter): string {
  if (!isByState(filter)) return conditions[filter];
  const states = statesOf[filter].map((state) => `'${state}'`);
  return filter === 'ALL' ? 'true' : states.length === 1 ? `t.state = ${states.join('')}` : `t.state in (${states.join(', ')})`;
}

export function queueConditions({ filter, classId, assignmentId }: Omit<Queue, 'order'>): Sql[] {
  return [
    raw('t.is_latest'), raw(conditionOf(filter)), ...(leavesOutEnded(filter) ? [ofOpenProgrammes('t.programme_id')] : []),
    ...(classId === null ? [] : [sql`t.class_id = ${classId}`]), ...(assignmentId === null ? [] : [sql`t.assignment_id = ${assignmentId}`]),
  ];
}

/** What a walk is ordered by; the last one is unique. A random one is the tutor's own: seeded by who asks, it stays as it is. Of what is mine, what was allocated to me comes first. */
export function orderKeys({ filter, order }: Pick<Queue, 'filter' | 'order'>, table: string): string[] {
  return [...(filter === 'MINE' ? [allocatedFirst(table)] : []), order === 'RANDOM' ? `(hashint8extended(${table}.id, ${setting.person}) >> 16)` : `${table}.submitted_at`, `${table}.id`];
}

function allocatedFirst(t: string): string {
  return `(case when ${mineToDo(t)} then 0 else 1 end)`;
}

export function queueOrder(queue: Pick<Queue, 'filter' | 'order'>): Order {
  const keys = orderKeys(queue, 't');
  const types = [...(queue.filter === 'MINE' ? ['integer' as const] : []), queue.order === 'RANDOM' ? ('bigint' as const) : ('timestamptz' as const), 'bigint' as const];
  return { columns: keys.map((key, index) => ({ sql: key, type: types[index] ?? 'bigint' })), isDescending: false };
}

/**
 * The first ones of a queue, of those that the conditions leave. Whoever sees whole programmes may have a million to read: within each state
 * an index has them in their order, so a few of each are looked at instead of sorting all.
 */
export function firstOf({ filter, order }: Pick<Queue, 'filter' | 'order'>, scope: Scope, among: Sql, orderBy: Sql, limit: Sql): Sql {
  const cut = (where: Sql) => sql`select * from submission t where ${where} order by ${orderBy} limit ${limit}`;
  if (scope.kind !== 'programmes' || order === 'RANDOM' || !isByState(filter) || statesOf[filter].length === 1) return cut(among);
  return sql`select t.* from unnest(${statesOf[filter]}::text[]) as one(state) cross join lateral (${cut(and([among, raw('t.state = one.state')]))}) t order by ${orderBy} limit ${limit}`;
}
