// Reconciliation: recomputes every derived number from raw records, by SQL of its own, and names each difference.
// It shares no code with what it checks: the scoring rule is spelt out here a second time, from the rule document's numbers.
import type pg from 'pg';
import { quotaChecks } from './reconcile-quotas.js';

export interface Difference {
  /** Which number. */
  what: string;
  /** Of which record. */
  key: string;
  stored: string;
  recomputed: string;
}

/** Checks run as SQL that answers `key, stored, recomputed` for each difference. */
const checks: { what: string; statement: string }[] = [
  {
    what: 'result: parts, total and verdict',
    statement: `
      with rule as (
        select r.programme_id, r.version, r.document -> 'scoring' as s from programme_rule r
      ), activity as (
        select programme_id, version, a ->> 'kind' as kind, round((a ->> 'pointsEach')::numeric * 10) as each, round((a ->> 'maximum')::numeric * 10) as maximum
        from rule, jsonb_array_elements(s -> 'interaction' -> 'activities') a
      ), done as (
        select i.enrolment_id, k.kind, count(*) as times from interaction_record i
        cross join lateral (select i.kind union all select 'RECOMMENDED' where i.is_recommended) k(kind) group by 1, 2
      ), played as (
        select r.enrolment_id, coalesce(sum(least(coalesce(d.times, 0) * a.each, a.maximum)), 0) as tenths
        from result r join activity a on a.programme_id = r.programme_id and a.version = r.rule_version
        left join done d on d.enrolment_id = r.enrolment_id and d.kind = a.kind group by 1
      ), learned as (
        select enrolment_id, sum(seconds)::numeric as seconds from learning_record group by 1
      ), required as (
        select e.id as enrolment_id, c.hours_tenths::numeric * 45 * 60 / 10 as seconds, sum(a.maximum_tenths)::numeric as maximum, count(a.id) as assignments
        from enrolment e join training_class k on k.id = e.class_id join course c on c.id = k.course_id join assignment a on a.course_id = c.id group by 1, 2
      ), written as (
        select s.enrolment_id, sum(v.points_tenths)::numeric as tenths, count(*) as reviewed, bool_or(v.is_excellent) as excellent
        from submission s join review v on v.id = s.last_review_id where s.state in ('RELEASED', 'APPEALED', 'REVISED') and v.released_at is not null
          and not exists (select 1 from submission later where later.enrolment_id = s.enrolment_id and later.assignment_id = s.assignment_id and later.attempt > s.attempt) group by 1
      ), parts as (
        select r.enrolment_id, rule.s,
          floor(least(coalesce(l.seconds, 0), q.seconds) * (rule.s -> 'learningTime' ->> 'points')::numeric * 10 / q.seconds + 0.5) as learning,
          case when o.total_items > 0 then floor(o.correct_items::numeric * (rule.s -> 'objective' ->> 'points')::numeric * 10 / o.total_items + 0.5) else 0 end as objective,
          floor(coalesce(w.tenths, 0) * (rule.s -> 'subjective' ->> 'points')::numeric * 10 / q.maximum + 0.5) as subjective,
          case when w.excellent then (rule.s -> 'excellentAssignment' ->> 'points')::numeric * 10 else 0 end as excellent,
          least(p.tenths, (rule.s -> 'interaction' ->> 'points')::numeric * 10) as interaction,
          coalesce(w.reviewed, 0) >= q.assignments as is_complete
        from result r join rule on rule.programme_id = r.programme_id and rule.version = r.rule_version join required q on q.enrolment_id = r.enrolment_id
        left join learned l on l.enrolment_id = r.enrolment_id left join objective_result o on o.enrolment_id = r.enrolment_id
        left join written w on w.enrolment_id = r.enrolment_id join played p on p.enrolment_id = r.enrolment_id
      ), again as (
        select enrolment_id, concat_ws('/', learning::int, objective::int, subjective::int, excellent::int, interaction::int, (learning + objective + subjective + excellent + interaction)::int,
          case when not is_complete then 'PENDING' when learning + objective + subjective + excellent + interaction >= (s ->> 'passFrom')::numeric * 10 then 'PASS' else 'FAIL' end) as value from parts
      )
      select r.enrolment_id::text as key, concat_ws('/', r.learning_tenths, r.objective_tenths, r.subjective_tenths, r.excellent_tenths, r.interaction_tenths, r.total_tenths, r.verdict) as stored, again.value as recomputed
      from result r left join again on again.enrolment_id = r.enrolment_id
      where again.value is distinct from concat_ws('/', r.learning_tenths, r.objective_tenths, r.subjective_tenths, r.excellent_tenths, r.interaction_tenths, r.total_tenths, r.verdict)`,
  },
  {
    what: 'people: their number at an office, by what they teach',
    statement: `
      with again as (
        select p.office_id, coalesce(p.subject, '') as subject, coalesce(p.stage, '') as stage, p.confirmed_at is not null as is_confirmed, count(*)::int as people
        from person p where p.merged_into_id is null group by 1, 2, 3, 4
      )
      select concat_ws('/', office_id, subject, stage, is_confirmed) as key, coalesce(c.people, 0)::text as stored, coalesce(a.people, 0)::text as recomputed
      from people_count c full join again a using (office_id, subject, stage, is_confirmed) where coalesce(c.people, 0) <> coalesce(a.people, 0)`,
  },
  {
    what: 'people: who has a likely duplicate',
    statement: `
      with known as (select id, office_id, identity_hash, mobile_hash from person where merged_into_id is null), alike as (
        select id, office_id, count(*) over (partition by identity_hash) > 1 and identity_hash is not null or count(*) over (partition by mobile_hash) > 1 and mobile_hash is not null as is_alike from known
      ), again as (select id, office_id from alike where is_alike)
      select coalesce(a.id, l.person_id)::text as key, coalesce(l.office_id::text, 'none') as stored, coalesce(a.office_id::text, 'none') as recomputed
      from likely_duplicate l full join again a on a.id = l.person_id where l.office_id is distinct from a.office_id`,
  },
  {
    what: 'result: missing for an enrolment with a released review',
    statement: `select distinct s.enrolment_id::text as key, 'none' as stored, 'a result' as recomputed from submission s where s.state in ('RELEASED', 'APPEALED', 'REVISED') and s.is_latest and not exists (select 1 from result r where r.enrolment_id = s.enrolment_id)`,
  },
  {
    what: "school's counters",
    statement: `
      with counted as (
        select e.period_id, e.school_id, 1 as enrolled, 0 as participating, 0 as submitted, 0 as graded, 0 as released, 0::bigint as tenths, 0 as passed, 0::bigint as seconds from enrolment e where e.state = 'ENROLLED'
        union all select e.period_id, e.school_id, 0, 1, 0, 0, 0, 0, 0, 0 from enrolment e where e.state = 'ENROLLED' and exists (select 1 from learning_record l where l.enrolment_id = e.id)
        union all select e.period_id, e.school_id, 0, 0, 1, (s.state in ('SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED'))::int, 0, 0, 0, 0 from submission s join enrolment e on e.id = s.enrolment_id where s.is_latest and e.state = 'ENROLLED'
        union all select e.period_id, e.school_id, 0, 0, 0, 0, 1, r.total_tenths, (r.verdict = 'PASS')::int, 0 from result r join enrolment e on e.id = r.enrolment_id where r.verdict <> 'PENDING' and e.state = 'ENROLLED'
        union all select e.period_id, e.school_id, 0, 0, 0, 0, 0, 0, 0, l.seconds from learning_record l join enrolment e on e.id = l.enrolment_id where e.state = 'ENROLLED'
      ), again as (
        select period_id, school_id, concat_ws('/', sum(enrolled), sum(participating), sum(submitted), sum(graded), sum(released), sum(tenths), sum(passed), sum(seconds)) as value from counted group by 1, 2
      )
      select concat('period ', coalesce(i.period_id, a.period_id), ' school ', coalesce(i.school_id, a.school_id)) as key,
        coalesce(concat_ws('/', i.enrolled, i.participating, i.submitted, i.graded, i.released, i.total_tenths_sum, i.passed, i.online_seconds), 'none') as stored, coalesce(a.value, 'nothing to count') as recomputed
      from school_indicator i full join again a on a.period_id = i.period_id and a.school_id = i.school_id
      where coalesce(a.value, '0/0/0/0/0/0/0/0') <> coalesce(nullif(concat_ws('/', i.enrolled, i.participating, i.submitted, i.graded, i.released, i.total_tenths_sum, i.passed, i.online_seconds), ''), '0/0/0/0/0/0/0/0')`,
  },
  ...['learning_record', 'interaction_record', 'submission', 'objective_result', 'result', 'nomination'].map((table) => ({
    what: `${table}: copied keys`,
    statement: `select t.enrolment_id::text as key, concat_ws('/', t.person_id, t.school_id, t.class_id, t.period_id, t.programme_id) as stored, concat_ws('/', e.person_id, e.school_id, e.class_id, e.period_id, e.programme_id) as recomputed
      from ${table} t join enrolment e on e.id = t.enrolment_id where (t.person_id, t.school_id, t.class_id, t.period_id, t.programme_id) is distinct from (e.person_id, e.school_id, e.class_id, e.period_id, e.programme_id)`,
  })),
  ...['review', 'review_draft', 'submission_lease', 'submission_event', 'opinion', 'appeal'].map((table) => ({
    what: `${table}: copied keys`,
    statement: `select t.submission_id::text as key, concat_ws('/', t.person_id, t.school_id, t.class_id, t.period_id, t.programme_id) as stored, concat_ws('/', s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id) as recomputed
      from ${table} t join submission s on s.id = t.submission_id where (t.person_id, t.school_id, t.class_id, t.period_id, t.programme_id) is distinct from (s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id)`,
  })),
  ...quotaChecks,
  {
    what: 'submission: the last review',
    statement: `select s.id::text as key, coalesce(s.last_review_id::text, 'none') as stored, coalesce(v.id::text, 'none') as recomputed from submission s
      left join lateral (select max(id) as id from review where submission_id = s.id and withdrawn_at is null and marking <> 'SECOND') v on true where s.last_review_id is distinct from v.id`,
  },
  {
    what: 'submission: one latest attempt, the highest; none of who has withdrawn',
    statement: `
      with attempts as (select enrolment_id, assignment_id, coalesce(string_agg(attempt::text, ',') filter (where is_latest), 'none') as latest, max(attempt)::text as highest from submission group by 1, 2)
      select concat('enrolment ', a.enrolment_id, ' assignment ', a.assignment_id) as key, a.latest as stored, case e.state when 'WITHDRAWN' then 'none' else a.highest end as recomputed
      from attempts a join enrolment e on e.id = a.enrolment_id where a.latest <> case e.state when 'WITHDRAWN' then 'none' else a.highest end`,
  },
  {
    what: 'submission: state and its records',
    statement: `select s.id::text as key, s.state as stored, coalesce(v.to_state, 'no record') as recomputed from submission s
      left join lateral (select to_state from submission_event e where e.submission_id = s.id order by e.id desc limit 1) v on true where s.state is distinct from v.to_state`,
  },
  {
    what: 'submission: character count',
    statement: `select id::text as key, character_count::text as stored, length(regexp_replace(text, '[\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]', '', 'g'))::text as recomputed
      from submission where character_count <> length(regexp_replace(text, '[\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]', '', 'g'))`,
  },
  {
    what: 'review: points after deductions',
    statement: `select v.id::text as key, v.points_tenths::text as stored, sums.tenths::text as recomputed from review v
      cross join lateral (
        select sum(greatest(0, coalesce((c ->> 'givenTenths')::int, (c ->> 'pointsTenths')::int)
          - coalesce((select sum((a ->> 'deductionTenths')::int) from jsonb_array_elements(v.annotations) a where a ->> 'criterion' = c ->> 'criterion'), 0))) as tenths
        from jsonb_array_elements(v.criterion_points) c) sums
      where jsonb_array_length(v.criterion_points) > 0 and sums.tenths <> v.points_tenths`,
  },
  {
    what: 'submission: one number a learner, assignment and class',
    statement: `select concat('class ', class_id, ' assignment ', assignment_id, ' enrolment ', min(enrolment_id)) as key, string_agg(distinct learner_number::text, ',') as stored, 'a number of its own' as recomputed
      from (select class_id, assignment_id, enrolment_id, learner_number, count(*) over (partition by class_id, assignment_id, learner_number) as rows_of_number,
        count(*) over (partition by class_id, assignment_id, learner_number, enrolment_id) as rows_of_both, count(*) over (partition by class_id, assignment_id, enrolment_id) as rows_of_learner from submission) s
      where rows_of_number <> rows_of_both or rows_of_learner <> rows_of_both group by class_id, assignment_id, enrolment_id`,
  },
  {
    what: 'submission: anonymous as its assignment is',
    statement: `select s.id::text as key, s.is_anonymous::text as stored, a.is_anonymous::text as recomputed from submission s join assignment a on a.id = s.assignment_id where s.is_anonymous <> a.is_anonymous`,
  },
  {
    what: 'office: path, city and county',
    statement: `
      with recursive walk as (
        select id, '/' || id || '/' as path, case level when 'CITY' then id end as city_id, case level when 'COUNTY' then id end as county_id from office where parent_id is null
        union all
        select o.id, w.path || o.id || '/', case o.level when 'CITY' then o.id else w.city_id end, case o.level when 'COUNTY' then o.id else w.county_id end from office o join walk w on w.id = o.parent_id
      )
      select o.id::text as key, concat_ws(' ', o.path, o.city_id, o.county_id) as stored, concat_ws(' ', w.path, w.city_id, w.county_id) as recomputed
      from office o left join walk w on w.id = o.id where (o.path, o.city_id, o.county_id) is distinct from (w.path, w.city_id, w.county_id)`,
  },
  {
    what: 'office: who looks after what it left',
    statement: `
      with recursive line as (
        select id as start, id as at, false as is_left from office where state <> 'OPEN'
        union all
        select l.start, case o.state when 'MERGED' then o.merged_into_id else o.parent_id end, l.is_left or o.state = 'MERGED'
        from line l join office o on o.id = l.at left join office up on up.id = o.parent_id where o.state = 'MERGED' or (o.state = 'CLOSED' and up.state <> 'OPEN')
      ), last as (
        select distinct on (l.start) l.start, case when l.is_left then o.path end as path from line l join office o on o.id = l.at
        where o.state = 'OPEN' or (o.state = 'CLOSED' and not exists (select 1 from office up where up.id = o.parent_id and up.state <> 'OPEN')) order by l.start
      )
      select o.id::text as key, coalesce(o.heir_path, 'nobody') as stored, coalesce(l.path, 'nobody') as recomputed from office o left join last l on l.start = o.id where o.heir_path is distinct from l.path`,
  },
  {
    what: 'office: state and its records',
    statement: `
      select o.id::text as key, concat_ws(' ', o.state, o.closed_on, o.merged_into_id) as stored, coalesce(last.value, 'OPEN') as recomputed from office o
      left join lateral (select concat_ws(' ', case c.kind when 'MERGE' then 'MERGED' else 'CLOSED' end, c.effective_on, c.merged_into_id) as value from office_change c where c.office_id = o.id and c.state = 'APPLIED' and c.kind in ('MERGE', 'CLOSE') order by c.id desc limit 1) last on true
      where concat_ws(' ', o.state, o.closed_on, o.merged_into_id) <> coalesce(last.value, 'OPEN')`,
  },
  {
    what: 'office: name and its records',
    statement: `
      select o.id::text as key, o.name as stored, last.name_after as recomputed from office o
      join lateral (select c.name_after from office_change c where c.office_id = o.id and c.state = 'APPLIED' and c.kind in ('CREATE', 'RENAME') order by c.id desc limit 1) last on true where o.name <> last.name_after`,
  },
  {
    what: 'office: nobody and nothing open at one that has ended',
    statement: `
      select concat('person ', p.id) as key, o.state as stored, 'OPEN' as recomputed from person p join office o on o.id = p.office_id where o.state <> 'OPEN'
      union all select concat('office ', c.id), o.state, 'OPEN' from office c join office o on o.id = c.parent_id where c.state = 'OPEN' and o.state <> 'OPEN'`,
  },
];

/** At most this many differences of a kind are named; the first few tell what went wrong. */
const named = 20;

/** All differences between stored and recomputed numbers, in one consistent snapshot. Connect as the tables' owner. */
export function reconcile(client: pg.Client): Promise<Difference[]> {
  return differencesOf(client, checks);
}

/** Those of the numbers that are named so, for whoever knows what to look for. */
export function reconcileOnly(client: pg.Client, name: RegExp): Promise<Difference[]> {
  return differencesOf(client, checks.filter(({ what }) => name.test(what)));
}

async function differencesOf(client: pg.Client, asked: typeof checks): Promise<Difference[]> {
  await client.query('begin isolation level repeatable read read only');
  try {
    const differences: Difference[] = [];
    for (const { what, statement } of asked) {
      const { rows } = await client.query<Omit<Difference, 'what'>>(`${statement} limit ${named}`);
      differences.push(...rows.map((row) => ({ what, ...row })));
    }
    return differences;
  } finally {
    await client.query('rollback');
  }
}
