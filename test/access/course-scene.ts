// Courses on their way for the walks: one of each administrator's office and of a body of each tutor of the cast, sent back once; training bodies.

const staff = "select p.id, p.name, r.role, r.office_id from person p join role_assignment r on r.person_id = p.id where p.user_name is not null and r.role in ('ADMIN', 'TUTOR')";

export const courseScene = `
  insert into training_body (office_id, name, credit_code, contact_id, email, version) select distinct on (s.office_id, s.role) s.office_id, '某培训中心', 'SCENE' || s.id, s.id, 'x@example.cn', 1 from (${staff}) s where s.role = 'ADMIN';
  insert into training_body (office_id, name, credit_code, contact_id, email, version) select 1, '某公司', 'SCENE' || s.id, s.id, 'x@example.cn', 1 from (${staff}) s where s.role = 'TUTOR' and exists (select 1 from person p where p.id = s.id and p.user_name is not null);
  insert into course (code, programme_id, name, subject, stage, hours_tenths, description, state, office_id, body_id)
    select 'SCENE' || s.id, 1, '在路上的课程', 'MUSIC', 'PRIMARY', 10, '简介', 'RETURNED', s.office_id, case when s.role = 'TUTOR' then (select b.id from training_body b where b.contact_id = s.id) end from (${staff}) s order by s.id;
  insert into course (code, programme_id, name, subject, stage, hours_tenths, state, office_id) select 'DRAFTED', 1, '别处的草稿', 'MUSIC', 'PRIMARY', 10, 'DRAFT', (select id from office where code = '3201');
  insert into unit (course_id, number, title, kind, minutes, required_minutes) select id, 1, '导论', 'VIDEO', 45, 45 from course where code like 'SCENE%';
  insert into course_step (course_id, act, from_state, to_state, by_id, by_name, at, reason) select id, 'HAND_IN', 'DRAFT', 'HANDED_IN', 1, '某人', '2023-09-01', '请评审。' from course where code like 'SCENE%';
  insert into course_review (course_id, round, expert_id, expert_name, assigned_at, points, total_tenths, comment, submitted_at, is_open, is_told)
    select c.id, 1, p.id, p.name, '2023-09-02', '[{"criterion": "DESIGN", "pointsTenths": 200}]', 200, '好。', '2023-09-03', true, true from course c, person p where c.code like 'SCENE%' and p.user_name = 'song.huaijin';`;

/** As if the course lay with the caller to be written on: of the caller's office, or of a body that the caller acts for. */
export const ownDraft = `update course set state = 'RETURNED', version = 1 where id = $1`;
/** As if it had just been handed in, and nobody asked to review it. */
export const handedIn = `with s as (delete from course_review where course_id = $1) update course set state = 'HANDED_IN', version = 1 where id = $1`;
/** As if it had been handed in once, and the cast's expert had been asked and had not rated it yet. */
export const toRate = `with h as (delete from course_step where course_id = $1 and act = 'HAND_IN' and id <> (select min(id) from course_step where course_id = $1 and act = 'HAND_IN')), s as (update course set state = 'IN_REVIEW' where id = $1), r as (delete from course_review where course_id = $1 and expert_id <> (select id from person where user_name = 'song.huaijin'))
  insert into course_review (course_id, round, expert_id, expert_name, assigned_at, is_open, is_told) select $1, 1, id, name, '2023-09-02', false, false from person where user_name = 'song.huaijin'
  on conflict (course_id, round, expert_id) do update set points = null, total_tenths = null, comment = null, submitted_at = null, is_open = false, is_told = false`;
