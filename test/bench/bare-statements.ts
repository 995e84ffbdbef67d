// What peer (i) runs: for each reading workload one hand-written statement that answers the finished JSON as text.
// Without scope, without row-level security; ids and points as they stand in the tables.

export interface BareStatement { text: string; variables: readonly string[] }

const page = (limit: number) => `where e.id > $1 %condition% order by e.id limit ${limit}`;

const enrolments = (condition: string) => `
  select coalesce(json_agg(json_build_object('id', e.id, 'state', e.state, 'enrolledAt', e.enrolled_at,
    'learner', json_build_object('id', p.id, 'name', p.name, 'trainingNumber', p.training_number),
    'school', json_build_object('id', s.id, 'name', s.name, 'code', s.code),
    'result', case when r.enrolment_id is null then null else json_build_object('learning', r.learning_tenths, 'objective', r.objective_tenths, 'subjective', r.subjective_tenths,
      'excellent', r.excellent_tenths, 'interaction', r.interaction_tenths, 'total', r.total_tenths, 'verdict', r.verdict) end) order by e.id), '[]')::text as body
  from (select * from enrolment e ${page(100).replace('%condition%', condition)}) e
  join person p on p.id = e.person_id join office s on s.id = e.school_id left join result r on r.enrolment_id = e.id`;

export const bareStatements = {
  queue: {
    variables: ['classId'],
    text: `
      select coalesce(json_agg(json_build_object('id', t.id, 'submittedAt', t.submitted_at, 'attempt', t.attempt, 'characterCount', t.character_count, 'version', t.version,
        'learner', json_build_object('id', p.id, 'name', p.name, 'trainingNumber', p.training_number),
        'school', json_build_object('id', s.id, 'name', s.name), 'county', json_build_object('name', county.name), 'city', json_build_object('name', city.name),
        'assignment', json_build_object('id', a.id, 'title', a.title),
        'review', case when r.id is null then null else json_build_object('points', r.points_tenths, 'comment', r.comment, 'tutorName', r.tutor_name, 'submittedAt', r.submitted_at) end) order by t.submitted_at, t.id), '[]')::text as body
      from (select * from submission where class_id = $1 and state = 'SUBMITTED' and is_latest order by submitted_at, id limit 50) t
      join person p on p.id = t.person_id join office s on s.id = t.school_id left join office county on county.id = s.county_id left join office city on city.id = s.city_id
      join assignment a on a.id = t.assignment_id left join review r on r.id = t.last_review_id`,
  },
  children: {
    variables: ['officeId', 'periodId'],
    text: `
      with parent as (select path, array_length(string_to_array(path, '/'), 1) as part from office where id = $1), sums as (
        select split_part(s.path, '/', p.part)::bigint as child, sum(i.enrolled)::int as enrolled, sum(i.submitted)::int as submitted, sum(i.graded)::int as graded,
          sum(i.released) as released, sum(i.total_tenths_sum) as tenths, sum(i.passed) as passed
        from parent p join office s on s.path > p.path and s.path < left(p.path, -1) || '0' join school_indicator i on i.school_id = s.id and i.period_id = $2 group by 1)
      select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'enrolled', coalesce(s.enrolled, 0), 'submitted', coalesce(s.submitted, 0), 'graded', coalesce(s.graded, 0),
        'average', round(s.tenths / nullif(s.released, 0)), 'passRate', round(s.passed * 1000.0 / nullif(s.released, 0))) order by o.code, o.id), '[]')::text as body
      from (select * from office where parent_id = $1 order by code, id limit 100) o left join sums s on s.child = o.id`,
  },
  enrolments: { variables: ['after'], text: enrolments('') },
  cityEnrolments: { variables: ['after', 'cityId'], text: enrolments('and exists (select 1 from office o where o.id = e.school_id and o.city_id = $2)') },
  result: {
    variables: ['id'],
    text: `
      select json_build_object('id', r.enrolment_id, 'learning', r.learning_tenths, 'objective', r.objective_tenths, 'subjective', r.subjective_tenths, 'excellent', r.excellent_tenths,
        'interaction', r.interaction_tenths, 'total', r.total_tenths, 'verdict', r.verdict, 'ruleVersion', r.rule_version, 'computedAt', r.computed_at, 'learner', p.name)::text as body
      from result r join person p on p.id = r.person_id where r.enrolment_id = $1`,
  },
} as const satisfies Record<string, BareStatement>;
