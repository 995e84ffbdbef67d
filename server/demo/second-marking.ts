// Second marking in the demonstration: settings, what waits for a second marker, disputes, what was agreed, and anchor papers.
import type pg from 'pg';
import { learnerCourse } from './cast.js';

const keys = 'person_id, school_id, class_id, period_id, programme_id';
/** How many of each; the agreed ones are enough for figures that say something. */
const counts = { WAITING: 6, DISPUTED: 3, AGREED: 40 } as const;
type Kind = keyof typeof counts;

/** Changes what the demonstration's submissions hold as tutors would have changed it: states, records and counters agree with each other afterwards. */
export async function insertSecondMarking(client: pg.Client): Promise<void> {
  const { rows: tutors } = await client.query<{ id: string; name: string }>("select id, name from person where user_name in ('zhou.mingli', 'xu.jingshu') order by user_name desc");
  const [zhou, xu] = tutors;
  if (!zhou || !xu) throw new Error('the demonstration has no tutors');
  await client.query(`insert into second_marking_setting (assignment_id, class_id, programme_id, sample_percent, borders, new_tutor_reviews, new_tutor_days, tolerance_tenths, seed, version, by_name, at)
    select a.id, null, c.programme_id, 10, '[{"fromTenths": 780, "toTenths": 820}, {"fromTenths": 880, "toTenths": 920}]', 0, 0, 50, 20230910, 1, '裴致远', '2023-07-10 09:00+08' from assignment a join course c on c.id = a.course_id where c.code = $1 order by a.id limit 2`, [learnerCourse]);
  await beginAnew(client, 'WAITING', [xu, zhou]);
  await beginAnew(client, 'DISPUTED', [zhou, xu]);
  await agree(client, [zhou, xu]);
  await anchor(client);
}

interface Tutor { id: string; name: string }

/** Which submissions of the cast's course serve, the learner's own excepted. */
const chosen = (state: string, kind: Kind, skipped: number) => `select s.* from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id
  where c.code = '${learnerCourse}' and s.period_id = ${kind === 'AGREED' ? 3 : 4} and s.is_latest and s.state = '${state}' and s.person_id <> (select id from person where user_name = 'lin.xiaolan') order by s.id offset ${skipped} limit ${counts[kind]}`;

/** The points of a sheet, by shares of each criterion in percent. */
const sheetOf = (percent: string) => `(select jsonb_agg(jsonb_build_object('criterion', x ->> 'key', 'pointsTenths', ((x ->> 'maximumTenths')::int * (${percent}) / 500) * 5) order by n) from rubric r, jsonb_array_elements(r.criteria) with ordinality one(x, n) where r.id = 1)`;
const sumOf = (sheet: string) => `(select sum((p ->> 'pointsTenths')::int) from jsonb_array_elements(${sheet}) p)`;

/** Submissions that waited for their first review get it, and for a dispute the second one too. */
async function beginAnew(client: pg.Client, kind: 'WAITING' | 'DISPUTED', [even, odd]: readonly [Tutor, Tutor]): Promise<void> {
  const isDisputed = kind === 'DISPUTED';
  const skipped = isDisputed ? counts.WAITING : 0;
  await client.query(`
    with s as (select *, row_number() over (order by id) as n from (${chosen('SUBMITTED', kind, skipped)}) c),
    marked as (select s.*, case when n % 2 = 0 then $1::bigint else $3::bigint end as first_id, case when n % 2 = 0 then $2 else $4 end as first_name, case when n % 2 = 0 then $3::bigint else $1::bigint end as second_id, case when n % 2 = 0 then $4 else $2 end as second_name,
      ${sheetOf('78 + s.n::int * 2')} as first_sheet, ${sheetOf('62 + s.n::int * 2')} as second_sheet from s),
    first_review as (insert into review (submission_id, ${keys}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, seconds, state_before, version_after, is_blind)
      select id, ${keys}, first_id, first_name, 1, ${sumOf('first_sheet')}, first_sheet, '选材具体，过程完整，能从学生的表现中看出问题。', false, '2023-09-09 16:00+08'::timestamptz + n * interval '7 minutes', 240, 'SUBMITTED', 3, ${String(!isDisputed)} from marked returning id, submission_id, points_tenths),
    second_review as (insert into review (submission_id, ${keys}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, seconds, state_before, marking)
      select id, ${keys}, second_id, second_name, 1, ${sumOf('second_sheet')}, second_sheet, '叙述多于分析，改进措施没有落到具体的课堂环节。', false, '2023-09-09 19:00+08'::timestamptz + n * interval '9 minutes', 310, 'SECOND_MARKING', 'SECOND' from marked where ${String(isDisputed)} returning id, submission_id, points_tenths),
    marking as (insert into second_marking (submission_id, ${keys}, state, reasons, tolerance_tenths, sampled_at, first_review_id, first_tutor_id, second_review_id, second_tutor_id, second_at, difference_tenths)
      select m.id, ${keys}, '${kind}', array[case when n % 3 = 0 then 'BORDER' else 'RANDOM' end], 50, '2023-09-09 16:00+08'::timestamptz + n * interval '7 minutes', f.id, first_id, z.id, case when z.id is not null then second_id end, case when z.id is not null then '2023-09-09 19:00+08'::timestamptz + n * interval '9 minutes' end, abs(f.points_tenths - z.points_tenths)
      from marked m join first_review f on f.submission_id = m.id left join second_review z on z.submission_id = m.id),
    recorded as (insert into submission_event (submission_id, ${keys}, from_state, to_state, by_id, by_name, at, reason)
      select m.id, ${keys}, e.from_state, e.to_state, case when e.is_second then second_id else first_id end, case when e.is_second then second_name else first_name end, '2023-09-09 16:00+08'::timestamptz + n * interval '7 minutes' + case when e.is_second then interval '3 hours' else interval '0' end, e.reason
      from marked m, (values (1, 'SUBMITTED', 'SCORED', false, null), (2, 'SCORED', 'SECOND_MARKING', false, null), (3, 'SECOND_MARKING', 'SECOND_MARKING', true, '两次批阅的分差超过允许范围，待总辅导员裁定。')) e(place, from_state, to_state, is_second, reason) where e.place <= ${isDisputed ? 3 : 2} order by m.id, e.place),
    counted as (update school_indicator i set graded = i.graded + g.number from (select school_id, period_id, count(*) as number from marked group by 1, 2) g where i.school_id = g.school_id and i.period_id = g.period_id)
    update submission t set state = 'SECOND_MARKING', version = ${isDisputed ? 4 : 3}, is_blind = ${String(!isDisputed)}, last_review_id = f.id from first_review f where f.submission_id = t.id`, [even.id, even.name, odd.id, odd.name]);
}

/** Released reviews become what two tutors agreed on: one gave a little more, the other a little less, so that results stay as they are. */
async function agree(client: pg.Client, [zhou, xu]: readonly [Tutor, Tutor]): Promise<void> {
  const shifted = (sign: '+' | '-') => `(select jsonb_agg(case c ->> 'criterion' when 'practice' then jsonb_set(c, '{pointsTenths}', to_jsonb((c ->> 'pointsTenths')::int ${sign} m.apart)) else c end order by o) from jsonb_array_elements(m.criterion_points) with ordinality one(c, o))`;
  await client.query(`
    create temporary table agreed_twice on commit drop as
      select s.id as submission_id, s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id, r.id as first_id, r.tutor_id as first_tutor_id, r.tutor_name as first_name, case r.tutor_id when $1 then $3::bigint else $1::bigint end as second_tutor_id, case r.tutor_id when $1 then $4 else $2 end as second_name,
        r.points_tenths, r.criterion_points, r.comment, r.is_excellent, r.submitted_at as at, row_number() over (order by s.id) as n,
        least((s.id % 5) * 5, 300 - (select (c ->> 'pointsTenths')::int from jsonb_array_elements(r.criterion_points) c where c ->> 'criterion' = 'practice'))::int as apart
      from (${chosen('RELEASED', 'AGREED', 0)}) s join review r on r.id = s.last_review_id`.replaceAll('$1', zhou.id).replaceAll('$3', xu.id).replaceAll('$2', `'${zhou.name}'`).replaceAll('$4', `'${xu.name}'`));
  await client.query(`update review r set points_tenths = m.points_tenths + m.apart, criterion_points = ${shifted('+')}, released_at = null from agreed_twice m where r.id = m.first_id`);
  await client.query(`
    with second as (insert into review (submission_id, ${keys}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, seconds, state_before, marking)
      select submission_id, ${keys}, second_tutor_id, second_name, 1, points_tenths - apart, ${shifted('-')}, '过程清楚，若能补充学生的作品会更有说服力。', is_excellent, at + interval '5 hours', 280, 'SECOND_MARKING', 'SECOND' from agreed_twice m returning id, submission_id),
    agreed as (insert into review (submission_id, ${keys}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, released_at, replaces_id, marking)
      select submission_id, ${keys}, first_tutor_id, concat(first_name, '、', second_name), 1, points_tenths, criterion_points, concat(comment, E'\\n\\n', '过程清楚，若能补充学生的作品会更有说服力。'), is_excellent, at + interval '5 hours', at + interval '5 hours', first_id, 'AGREED' from agreed_twice returning id, submission_id),
    marking as (insert into second_marking (submission_id, ${keys}, state, reasons, tolerance_tenths, sampled_at, first_review_id, first_tutor_id, second_review_id, second_tutor_id, second_at, difference_tenths, agreed_review_id, settled_at)
      select m.submission_id, ${keys}, 'AGREED', array[case when n % 4 = 0 then 'BORDER' else 'RANDOM' end], 50, at, first_id, first_tutor_id, z.id, second_tutor_id, at + interval '5 hours', 2 * apart, a.id, at + interval '5 hours' from agreed_twice m join second z using (submission_id) join agreed a using (submission_id))
    update submission t set last_review_id = a.id, version = 5 from agreed a where a.submission_id = t.id`);
  await client.query("delete from submission_event e using agreed_twice m where e.submission_id = m.submission_id and e.to_state = 'RELEASED'");
  await client.query(`insert into submission_event (submission_id, ${keys}, from_state, to_state, by_id, by_name, at, reason)
    select submission_id, ${keys}, e.from_state, e.to_state, case when e.place = 1 then first_tutor_id else second_tutor_id end, case when e.place = 1 then first_name else second_name end, at + case when e.place = 1 then interval '0' else interval '5 hours' end, null
    from agreed_twice, (values (1, 'SCORED', 'SECOND_MARKING'), (2, 'SECOND_MARKING', 'AGREED'), (3, 'AGREED', 'RELEASED')) e(place, from_state, to_state) order by submission_id, e.place`);
}

/** One good and one weaker essay of the first assignment. */
async function anchor(client: pg.Client): Promise<void> {
  for (const [title, direction, comment] of [['样卷一：目标明确，反思有据', 'desc', '可作为优秀档的下限：过程完整，能用学生的表现说明判断。'], ['样卷二：过程完整，反思不足', 'asc', '可作为合格档的样子：环节清楚，但改进措施空泛。']] as const) {
    await client.query(`insert into anchor_paper (assignment_id, course_id, programme_id, submission_id, title, text, points_tenths, criterion_points, comment, marked_by_id, marked_by_name, marked_at)
      select s.assignment_id, a.course_id, s.programme_id, s.id, $1, s.text, r.points_tenths, (select jsonb_agg(c || jsonb_build_object('comment', case c ->> 'criterion' when 'reflection' then $2 else '' end)) from jsonb_array_elements(r.criterion_points) c), $2, p.id, p.name, '2023-08-20 10:00+08'
      from submission s join assignment a on a.id = s.assignment_id join course c on c.id = a.course_id join review r on r.id = s.last_review_id, person p
      where c.code = $3 and s.period_id = 1 and s.state = 'RELEASED' and a.id = (select min(one.id) from assignment one where one.course_id = c.id) and p.user_name = 'pei.zhiyuan' order by r.points_tenths ${direction}, s.id limit 1`, [title, comment, learnerCourse]);
  }
}
