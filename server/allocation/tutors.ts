// The tutors of a programme with what bounds their work: classes, own school, terms, what they did today and what waits.
import { endOfDay, startOfDay, type LocalDate } from '../kernel/calendar.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { standardTerms } from './rules/terms.js';

export type Read = <Row extends object>(statement: Sql) => Promise<Row[]>;

export interface TutorLoad {
  tutorId: number; name: string; trainingNumber: string; schoolId: number; schoolName: string; countyId: number | null; classIds: number[];
  weight: number; dailyCap: number; doneToday: number;
  /** Of all that was allocated: what still waits, and of that what is open or has a draft and stays where it is. */
  allocated: number; left: number; held: number;
  /** Of the latest reviews: a median of all that somebody ever did says nothing of today, and reads all of it. */
  medianSeconds: number | null; lastActiveAt: string | null; absentUntil: string | null;
}

/** Nobody else may take what somebody has open or has begun. */
export const isBegun = (t: string): string => `(exists (select 1 from submission_lease l where l.submission_id = ${t}.id and l.until > now()) or exists (select 1 from review_draft d where d.submission_id = ${t}.id))`;

const latestReviews = 200;

export async function tutorsOf(read: Read, programmeId: number, today: LocalDate): Promise<TutorLoad[]> {
  return read<TutorLoad>(sql`
    with serving as (
      select r.person_id, array_agg(distinct c.class_id::int) as classes from class_tutor c join role_assignment r on r.id = c.role_id join training_class k on k.id = c.class_id
      where k.programme_id = ${programmeId} and r.role = 'TUTOR' and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date) group by 1),
    mine as (
      select s.allocated_to_id as person_id, count(*) as allocated, count(*) filter (where s.state = 'SUBMITTED') as "left", count(*) filter (where s.state = 'SUBMITTED' and ${raw(isBegun('s'))}) as held
      from submission s where s.programme_id = ${programmeId} and s.is_latest and s.allocated_to_id is not null group by 1)
    select p.id::int as "tutorId", p.name, p.training_number as "trainingNumber", p.office_id::int as "schoolId", o.name as "schoolName", coalesce(o.county_id, case when o.level = 'COUNTY' then o.id end)::int as "countyId", to_json(s.classes) as "classIds",
      coalesce(t.weight, ${standardTerms.weight})::int as weight, coalesce(t.daily_cap, ${standardTerms.dailyCap})::int as "dailyCap", today.done::int as "doneToday",
      coalesce(m.allocated, 0)::int as allocated, coalesce(m."left", 0)::int as "left", coalesce(m.held, 0)::int as held, latest.median::int as "medianSeconds",
      to_char(latest.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as "lastActiveAt",
      (select max(a.until_on)::text from tutor_absence a where a.programme_id = ${programmeId} and a.tutor_id = p.id and a.from_on <= ${today}::date and a.until_on >= ${today}::date and a.ended_at is null) as "absentUntil"
    from serving s join person p on p.id = s.person_id join office o on o.id = p.office_id
    cross join lateral (select max(v.submitted_at) as at, percentile_disc(0.5) within group (order by v.seconds) filter (where v.seconds is not null) as median from (select v.submitted_at, v.seconds from ${doneBy('p.id', programmeId)} order by v.submitted_at desc limit ${latestReviews}) v) latest
    cross join lateral (select count(*) as done from ${doneBy('p.id', programmeId)} and v.submitted_at >= ${startOfDay(today)} and v.submitted_at < ${endOfDay(today)}) today
    left join mine m on m.person_id = p.id left join tutor_terms t on t.programme_id = ${programmeId} and t.tutor_id = p.id
    order by p.id`);
}

/** What a tutor did: what a change of rubric scored anew is nobody's work. */
function doneBy(tutor: string, programmeId: number): Sql {
  return sql`review v where v.tutor_id = ${raw(tutor)} and v.programme_id = ${programmeId} and v.withdrawn_at is null and (v.replaces_id is null or v.state_before is not null)`;
}

export interface Waiting { submissionId: number; classId: number; allocatedToId: number | null; schoolId: number; countyId: number | null; excludesOwnCounty: boolean }

/** Who may take an item: who serves its class and is of another school, of another county too where the assignment says so. */
export function openTo(item: Omit<Waiting, 'submissionId' | 'allocatedToId'>, tutors: readonly Pick<TutorLoad, 'tutorId' | 'classIds' | 'schoolId' | 'countyId'>[]): Set<number> {
  return new Set(tutors.flatMap(({ tutorId, classIds, schoolId, countyId }) => {
    const isOwn = schoolId === item.schoolId || (item.excludesOwnCounty && countyId !== null && countyId === item.countyId);
    return classIds.includes(item.classId) && !isOwn ? [tutorId] : [];
  }));
}
