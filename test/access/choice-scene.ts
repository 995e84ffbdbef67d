// Choices of classes for the walk over mutations.
import type { TestServer } from '../support/test-server.js';
import { idOf, rows, type Caller } from './places.js';

interface Walk { server: TestServer }

/** As if the caller had chosen the class before. */
export async function chosen({ server }: Walk, { sees }: Caller, classKey: number): Promise<void> {
  await server.owner.query('insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select k.id, p.id, p.office_id, k.period_id, k.programme_id, now() from training_class k, person p where k.id = $1 and p.id = $2', [classKey, 'personId' in sees ? sees.personId : 0]);
}

const ofSchool = "select p.id, p.office_id from person p join office o on o.id = p.office_id where o.path = $1 and o.level = 'SCHOOL' and p.merged_into_id is null order by p.id limit 1";
const pathOf = ({ sees }: Caller) => (sees.kind === 'SUBTREE' ? sees.path : '');

/** As if somebody of the school waited for the class, and there was a seat. */
export async function chosenAtSchool({ server }: Walk, caller: Caller, classKey: number): Promise<void> {
  await server.owner.query(`with chooser as (${ofSchool}),
    seat as (insert into quota (period_id, office_id, received) select k.period_id, c.office_id, 1 from training_class k, chooser c where k.id = $2 on conflict (period_id, office_id) do update set received = quota.received + 1)
    insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select k.id, c.id, c.office_id, k.period_id, k.programme_id, now() from training_class k, chooser c where k.id = $2`, [pathOf(caller), classKey]);
}

export async function oneOfSchool({ server }: Walk, caller: Caller): Promise<object> {
  const [person] = await rows<{ id: string }>(server.owner, ofSchool, [pathOf(caller)]);
  return { personIds: [idOf({ type: 'Person', key: Number(person?.id ?? 0) })] };
}

export async function entryOfSchool(walk: Walk, caller: Caller, classKey: number): Promise<object> {
  const { personIds: [personId] } = (await oneOfSchool(walk, caller)) as { personIds: [string] };
  return { entries: [{ classId: idOf({ type: 'TrainingClass', key: classKey }), personId }] };
}

/** Two learners of the cast's school in a period that has not begun, with their seats. */
export const enrolledScene = `
  with school as (select office_id as id from person where user_name = 'lin.xiaolan'),
    made as (insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at)
      select k.programme_id, k.period_id, k.id, p.id, p.office_id, 'ENROLLED', '2023-09-09' from training_class k, (select p.id, p.office_id from person p, school s where p.office_id = s.id and p.merged_into_id is null and coalesce(p.user_name, '') = '' order by p.id desc limit 2) p
        where k.period_id = 8 and k.course_id = 2 returning id, school_id, period_id),
    counted as (insert into school_indicator (period_id, school_id, enrolled) select period_id, school_id, count(*) from made group by 1, 2 on conflict (period_id, school_id) do update set enrolled = school_indicator.enrolled + excluded.enrolled),
    seats as (insert into quota (period_id, office_id, received, used) select period_id, school_id, count(*), count(*) from made group by 1, 2 on conflict (period_id, office_id) do update set received = quota.received + excluded.received, used = quota.used + excluded.used)
  insert into quota_entry (period_id, kind, office_id, seats, enrolment_id, turn, by_name, at) select period_id, 'USED', school_id, 1, id, 1, '某管理员', '2023-09-09' from made`;

/** Learners of two counties in another period, whose enrolments were drawn for review. */
export const reviewScene = `
  with school as (select office_id as id from person where user_name = 'lin.xiaolan' union all (select o.id from office o join office c on c.code = '320583' and o.path like c.path || '_%' where o.level = 'SCHOOL' order by o.id limit 1)),
    made as (insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at, review_state)
      select k.programme_id, k.period_id, k.id, p.id, p.office_id, 'ENROLLED', '2023-09-09', 'WAITING' from training_class k, school s cross join lateral (select p.id, p.office_id from person p where p.office_id = s.id and p.merged_into_id is null and coalesce(p.user_name, '') = '' order by p.id desc limit 1) p
        where k.period_id = 7 and k.course_id = 2 returning id, school_id, period_id),
    counted as (insert into school_indicator (period_id, school_id, enrolled) select period_id, school_id, count(*) from made group by 1, 2 on conflict (period_id, school_id) do update set enrolled = school_indicator.enrolled + excluded.enrolled),
    seats as (insert into quota (period_id, office_id, received, used) select period_id, school_id, count(*), count(*) from made group by 1, 2 on conflict (period_id, office_id) do update set received = quota.received + excluded.received, used = quota.used + excluded.used)
  insert into quota_entry (period_id, kind, office_id, seats, enrolment_id, turn, by_name, at) select period_id, 'USED', school_id, 1, id, 1, '某管理员', '2023-09-09' from made`;

export const inReview = "t.period_id = 7 and t.review_state <> 'NOT_DRAWN'";

/** As if nobody had decided yet. */
export async function waitingForReview({ server }: Walk, _: Caller, key: number): Promise<void> {
  await server.owner.query("update enrolment set review_state = 'WAITING' where id = $1", [key]);
}

/** As if the county had sent it back. */
export async function sentBack({ server }: Walk, _: Caller, key: number): Promise<void> {
  await server.owner.query("update enrolment set review_state = 'SENT_BACK', review_reason = '请核实。', reviewed_by_name = '某管理员' where id = $1", [key]);
}

/** A colleague who is in no class of that period. */
export async function colleague({ server }: Walk, caller: Caller): Promise<object> {
  const [person] = await rows<{ id: string }>(server.owner, "select p.id from person p join office o on o.id = p.office_id where o.path = $1 and p.merged_into_id is null and coalesce(p.user_name, '') = '' and not exists (select 1 from enrolment e where e.person_id = p.id and e.period_id = 8) order by p.id limit 1", [pathOf(caller)]);
  return { personId: idOf({ type: 'Person', key: Number(person?.id ?? 0) }) };
}

/** Enrolled, and the period is not over. */
export const inPeriodToCome = "t.period_id = 8 and t.state = 'ENROLLED'";
export const notExcepted = 't.merged_into_id is null and not exists (select 1 from enrolment_exception x where x.person_id = t.id and x.programme_id = 1)';

/** The scene's other programme is of the year after and of the same series: whoever is in the first may not join it, and has some exception. */
export const exceptionScene = `
  update programme_rule set document = jsonb_set(document, '{programme,year}', '2024') where programme_id = 2;
  insert into enrolment_exception (programme_id, person_id, school_id, rule, reason, granted_by_name, granted_at) select distinct 2, e.person_id, e.school_id, 'OPEN_TO', '骨干教师。', '某管理员', '2023-09-09'::timestamptz from enrolment e where e.programme_id = 1`;
