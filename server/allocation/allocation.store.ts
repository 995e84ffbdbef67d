// Reading allocations: the board of a programme, what a tutor was allocated, and the workload statement.
import { submissionShape, type SubmissionType } from '../assignments/index.js';
import { endOfDay, startOfDay, type LocalDate } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { formatTenths, scaledHalfUp } from '../kernel/tenths.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import type { GivenShare } from './allocation.entity.js';
import type { AllocationBoardType, TutorWorkloadType } from './graphql/allocation.type.js';
import { roomOf } from './rules/terms.js';
import { tutorsOf } from './tutors.js';

// Read for whoever is entitled to the programme (AllocationService.entitled).
const job = { kind: 'job', job: 'allocation' } as const;
const actsShown = 10;

/** One tutor's work within days; the rows are made of reviews, so the table is a statement. */
const workloadShape = defineShape({
  typeName: 'TutorWorkload',
  table: 'person',
  key: 'id',
  fields: {
    tutorId: field.id('Person'), name: field.text('name'), trainingNumber: field.text('training_number'), schoolName: field.text('school_name'), items: field.int('items'), reviews: field.int('reviews'), appeals: field.int('appeals'), seconds: field.int('seconds'),
    hours: field.text((t) => `${t}.seconds`), medianSeconds: field.int('median_seconds'), firstOn: field.date('first_on'), lastOn: field.date('last_on'),
  } satisfies Record<Exclude<keyof TutorWorkloadType, 'key'>, unknown>,
  scope: { job: () => raw('true') },
});

export interface WorkloadFilter { programmeId: number; from: LocalDate; until: LocalDate }

export interface AllocatedFilter { programmeId: number; tutorId: number; assignmentId: number | null }

export class AllocationStore {
  constructor(private readonly database: Database) {}

  async board(programmeId: number, today: LocalDate): Promise<AllocationBoardType> {
    const read = <Row extends object>(statement: ReturnType<typeof sql>) => this.database.rows<Row>(job, statement);
    const [tutors, [counts], acts, absences] = await Promise.all([
      tutorsOf(read, programmeId, today),
      read<{ waiting: number; unallocated: number; version: number; excludesOwnCounty: boolean | null }>(sql`select count(*)::int as waiting, count(*)::int - (select count(*)::int from submission s where s.programme_id = ${programmeId} and s.is_latest and s.state = 'SUBMITTED' and s.allocated_to_id is not null) as unallocated,
        (select bool_and(a.excludes_own_county) from assignment a join course c on c.id = a.course_id where c.programme_id = ${programmeId}) as "excludesOwnCounty", (select count(*)::int from allocation_act where programme_id = ${programmeId}) as version
        from submission t where t.programme_id = ${programmeId} and t.is_latest and t.state = 'SUBMITTED'`),
      read<{ kind: string; shares: GivenShare[]; unplaced: number; reason: string | null; byName: string; at: string }>(sql`select kind, shares, unplaced, reason, by_name as "byName", to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as at from allocation_act where programme_id = ${programmeId} order by id desc limit ${actsShown}`),
      read<{ tutorId: number; tutorName: string; from: string; until: string; reason: string; byName: string }>(sql`select tutor_id::int as "tutorId", tutor_name as "tutorName", from_on::text as "from", until_on::text as "until", reason, by_name as "byName" from tutor_absence where programme_id = ${programmeId} and until_on >= ${today}::date and ended_at is null order by from_on, id`),
    ]);
    return {
      version: Number(counts?.version ?? 0), waiting: Number(counts?.waiting ?? 0), unallocated: Number(counts?.unallocated ?? 0), excludesOwnCounty: counts?.excludesOwnCounty === true,
      tutors: tutors.map((tutor) => ({
        tutorId: globalId('Person', tutor.tutorId), name: tutor.name, schoolName: tutor.schoolName, classIds: tutor.classIds.map((id) => globalId('TrainingClass', id)), weight: tutor.weight, dailyCap: tutor.dailyCap, allocated: tutor.allocated, done: tutor.allocated - tutor.left, left: tutor.left, begun: tutor.held,
        doneToday: tutor.doneToday, room: tutor.absentUntil === null ? roomOf(tutor.dailyCap, 1, tutor.doneToday, tutor.left) : 0, medianSeconds: tutor.medianSeconds, lastActiveAt: tutor.lastActiveAt, absentUntil: tutor.absentUntil,
      })),
      acts: acts.map(({ shares, ...act }) => ({ ...act, kind: act.kind as 'ALLOCATE', shares: shares.map(({ tutorId, name, count }) => ({ tutorId: globalId('Person', tutorId), name, count })) })),
      absences: absences.map(({ tutorId, ...absence }) => ({ ...absence, tutorId: globalId('Person', tutorId) })),
    };
  }

  /** What waits in a tutor's hands, within the caller's own sight, the oldest first. */
  async allocated(scope: Scope, { programmeId, tutorId, assignmentId }: AllocatedFilter, selection: Selection, args: PagingArgs): Promise<Page<SubmissionType>> {
    return this.database.page<SubmissionType>(scope, submissionShape, selection, args, {
      where: [sql`t.programme_id = ${programmeId} and t.allocated_to_id = ${tutorId}`, raw("t.is_latest and t.state = 'SUBMITTED'"), ...(assignmentId === null ? [] : [sql`t.assignment_id = ${assignmentId}`])], order: { columns: [{ sql: 't.submitted_at', type: 'timestamptz' }, { sql: 't.id', type: 'bigint' }], isDescending: false },
    });
  }

  /** Reviews that people made, by the day of Shanghai on which they did; what a change of rubric scored anew is nobody's work. */
  async workload({ programmeId, from, until }: WorkloadFilter, selection: Selection, args: PagingArgs): Promise<Page<TutorWorkloadType>> {
    const source = sql`(select p.id, p.name, p.training_number, o.name as school_name, count(distinct v.submission_id)::int as items, count(*)::int as reviews, count(*) filter (where v.state_before = 'APPEALED')::int as appeals, coalesce(sum(v.seconds), 0)::int as seconds,
        percentile_disc(0.5) within group (order by v.seconds) filter (where v.seconds is not null)::int as median_seconds, min((v.submitted_at at time zone 'Asia/Shanghai')::date)::text as first_on, max((v.submitted_at at time zone 'Asia/Shanghai')::date)::text as last_on
      from review v join person p on p.id = v.tutor_id join office o on o.id = p.office_id
      where v.programme_id = ${programmeId} and v.submitted_at >= ${startOfDay(from)}::timestamptz and v.submitted_at < ${endOfDay(until)}::timestamptz and v.withdrawn_at is null and (v.replaces_id is null or v.state_before is not null)
      group by p.id, o.name)`;
    const page = await this.database.page<TutorWorkloadType>(job, workloadShape, selection, args, { source, order: { columns: [{ sql: 't.training_number', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: false } });
    const told = (row: TutorWorkloadType & { key: number }) => ('hours' in row ? { ...row, hours: formatTenths(scaledHalfUp(Number(row.hours), 3_600, 10)) } : row);
    return { ...page, nodes: page.nodes.map(told), edges: page.edges.map((edge) => ({ ...edge, node: told(edge.node) })) };
  }
}
