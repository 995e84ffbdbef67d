// The intake of courses as the demonstration finds it on its first day: something at every stage, two training bodies, and experts to rate.
import type pg from 'pg';
import type { Stage, Subject } from '../kernel/subjects.js';
import type { CourseState, UnitKind } from '../programmes/index.js';

const units: readonly (readonly [title: string, kind: UnitKind, minutes: number, isRequired: boolean, requiredPosts: number | null])[] = [
  ['课程导论与学习任务', 'VIDEO', 60, true, null], ['课程标准研读', 'READING', 90, true, null], ['教材的单元整体解读', 'VIDEO', 135, true, null], ['课例观摩与评析', 'VIDEO', 180, true, null],
  ['教学疑难研讨', 'DISCUSSION', 90, true, 2], ['单元教学设计', 'ASSIGNMENT', 135, true, null], ['专家在线答疑', 'LIVE', 120, false, null], ['综合测评', 'QUIZ', 90, true, null],
];

interface DemoBody { name: string; creditCode: string; contact: string; email: string }
export const demoBodies: readonly DemoBody[] = [
  { name: '金陵教师发展培训中心', creditCode: '52320000MJ558812XR', contact: 'han.licheng', email: 'jiaowu@jinling-peixun.example.cn' },
  { name: '江海教育研修服务有限公司', creditCode: '91320600MA1WQ3T52Y', contact: 'xu.jingshu', email: 'kecheng@jianghai.example.cn' },
];

interface DemoIntake { name: string; subject: Subject; stage: Stage; state: CourseState; by: { office: string } | { body: number }; about: string; handedInAt: string; ratings: readonly (readonly [expert: number, totals: readonly number[] | null, comment: string])[]; decided: string | null }

/** In the order of the programme's criteria, in tenths. */
const good = [190, 230, 235, 180, 90];
const fair = [175, 200, 190, 140, 80];

export const demoIntake: readonly DemoIntake[] = [
  { name: '初中道德与法治：法治专题教学', subject: 'CIVICS', stage: 'JUNIOR', state: 'ACCEPTED', by: { office: '3205' }, about: '以真实案例组织议题，帮助教师把法治专题上成学生愿意讨论的课。', handedInAt: '2023-08-21T09:10:00+08:00', ratings: [[0, good, '案例选得准，议题有层次。'], [1, good, '研讨任务具体，可以直接用于课堂。']], decided: '两位专家评价一致，适合九月以后开班。' },
  { name: '小学心理健康教育：班级团体活动', subject: 'PSYCHOLOGY', stage: 'PRIMARY', state: 'RETURNED', by: { office: '320583' }, about: '班级团体活动的设计与带领，含八个可以直接使用的活动方案。', handedInAt: '2023-08-24T15:30:00+08:00', ratings: [[0, fair, '活动方案可用，理论部分偏少。'], [1, fair, '与课程标准的对应写得不够。']], decided: '请补充课程标准解读，并把第四环节的课例换成本地课堂的实录。' },
  { name: '高中思想政治：议题式教学', subject: 'POLITICS', stage: 'SENIOR', state: 'IN_REVIEW', by: { office: '320506' }, about: '从议题的提出、论证到表达，完整呈现一个单元的议题式教学。', handedInAt: '2023-08-30T10:00:00+08:00', ratings: [[1, good, '结构完整，评价任务与目标对应。'], [2, fair, '学生活动充分，课件制作可再精良。']], decided: null },
  { name: '初中信息科技：数据与编码的单元设计', subject: 'INFORMATION', stage: 'JUNIOR', state: 'IN_REVIEW', by: { body: 0 }, about: '依据信息科技课程标准，用身边的数据组织编码单元的教学。', handedInAt: '2023-09-04T14:20:00+08:00', ratings: [[0, null, ''], [1, good, '任务真实，工具选择适合普通学校。']], decided: null },
  { name: '小学劳动：校园种植与项目学习', subject: 'LABOUR', stage: 'PRIMARY', state: 'HANDED_IN', by: { office: '3205' }, about: '以一学年的校园种植为线索，设计劳动项目、观察记录与成果展示。', handedInAt: '2023-09-07T16:45:00+08:00', ratings: [], decided: null },
  { name: '小学书法：硬笔起步与教室里的临帖', subject: 'CALLIGRAPHY', stage: 'PRIMARY', state: 'DRAFT', by: { office: '320506' }, about: '写给非专业书法教师：执笔、姿势、临帖和批改。', handedInAt: '', ratings: [], decided: null },
];

/** The programme's criteria by their codes, as its rules have them. */
const criteria = ['DIRECTION', 'NEEDS', 'DESIGN', 'PRACTICE', 'MEDIA'];

export async function insertIntake(client: pg.ClientBase, programmeId: number): Promise<void> {
  const experts = await insertExperts(client, programmeId);
  const bodies: number[] = [];
  for (const { name, creditCode, contact, email } of demoBodies) {
    const { rows: [body] } = await client.query<{ id: string }>('insert into training_body (office_id, name, credit_code, contact_id, email, version) select 1, $1, $2, id, $4, 1 from person where user_name = $3 returning id', [name, creditCode, contact, email]);
    bodies.push(Number(body?.id));
  }
  for (const one of demoIntake) await insertOne(client, programmeId, one, experts, bodies);
}

/** The cast's expert and two tutors of other courses, who were chosen into the pool as well. */
async function insertExperts(client: pg.ClientBase, programmeId: number): Promise<{ id: number; name: string }[]> {
  await client.query(`
    with chosen as (select distinct on (k.course_id) t.person_id from class_tutor ct join role_assignment t on t.id = ct.role_id join training_class k on k.id = ct.class_id where k.course_id in (12, 17) order by k.course_id, t.person_id),
      posts as (insert into role_assignment (person_id, role, office_id, valid_from) select person_id, 'EXPERT', 1, '2023-07-01' from chosen returning id),
      served as (insert into programme_role (role_id, programme_id) select id, $1 from posts)
    insert into appointment_record (role_id, office_id, act, valid_from, reason, by_id, by_name, at)
    select posts.id, 1, 'APPOINTED', '2023-07-01', '苏教师〔2023〕12号', giver.id, giver.name, '2023-06-28T10:00:00+08:00' from posts, person giver where giver.user_name = 'gu.wenyuan'`, [programmeId]);
  const { rows } = await client.query<{ id: string; name: string }>("select p.id, p.name from role_assignment r join programme_role pr on pr.role_id = r.id join person p on p.id = r.person_id where r.role = 'EXPERT' and pr.programme_id = $1 order by p.user_name is null, p.id", [programmeId]);
  return rows.map(({ id, name }) => ({ id: Number(id), name }));
}

async function insertOne(client: pg.ClientBase, programmeId: number, one: DemoIntake, experts: readonly { id: number; name: string }[], bodies: readonly number[]): Promise<void> {
  const [office, bodyId] = 'body' in one.by ? [null, bodies[one.by.body] ?? null] : [one.by.office, null];
  const { rows: [course] } = await client.query<{ id: string }>(`
    insert into course (id, code, programme_id, name, subject, stage, hours_tenths, description, state, version, office_id, body_id)
    select n, 'KC2023' || lpad(n::text, 3, '0'), $1, $2, $3, $4, 200, $5, $6, 1, coalesce((select id from office where code = $7), 1), $8 from nextval(pg_get_serial_sequence('course', 'id')) n returning id`,
  [programmeId, one.name, one.subject, one.stage, one.about, one.state, office, bodyId]);
  for (const [index, [title, kind, minutes, isRequired, posts]] of units.entries()) await client.query('insert into unit (course_id, number, title, kind, minutes, is_required, required_minutes, required_posts) values ($1, $2, $3, $4, $5, $6, $7, $8)', [course?.id, index + 1, title, kind, minutes, isRequired, kind === 'VIDEO' || kind === 'READING' ? minutes : null, posts]);
  const author = `select p.id, p.name from person p ${bodyId === null ? `join role_assignment r on r.person_id = p.id and r.role = 'ADMIN' join office o on o.id = r.office_id and o.code = '${office}' where p.user_name is not null` : `join training_body b on b.contact_id = p.id where b.id = ${bodyId}`} order by p.id limit 1`;
  const step = (act: string, from: string | null, to: string, at: string, reason: string | null, who: string) => client.query(`insert into course_step (course_id, act, from_state, to_state, by_id, by_name, at, reason) select $1, $2, $3, $4, who.id, who.name, $5, $6 from (${who}) who`, [course?.id, act, from, to, at, reason]);
  const organiser = "select id, name from person where user_name = 'gu.wenyuan'";
  const later = (days: number) => new Date(Date.parse(one.handedInAt) + days * 86_400_000).toISOString();
  await step('CREATE', null, 'DRAFT', one.handedInAt === '' ? '2023-09-08T11:00:00+08:00' : later(-3), null, author);
  if (one.handedInAt !== '') await step('HAND_IN', 'DRAFT', 'HANDED_IN', one.handedInAt, null, author);
  if (one.ratings.length > 0) await step('ASSIGN', 'HANDED_IN', 'IN_REVIEW', later(1), one.ratings.map(([expert]) => experts[expert]?.name).join('、'), organiser);
  const isOpen = one.ratings.every(([, points]) => points !== null);
  for (const [expert, points, comment] of one.ratings) {
    await client.query('insert into course_review (course_id, round, expert_id, expert_name, assigned_at, points, total_tenths, comment, submitted_at, is_open, is_told) values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
      course?.id, experts[expert]?.id, experts[expert]?.name, later(1), points === null ? null : JSON.stringify(points.map((pointsTenths, index) => ({ criterion: criteria[index], pointsTenths }))),
      points?.reduce((sum, each) => sum + each, 0) ?? null, points === null ? null : comment, points === null ? null : later(3), isOpen, one.decided !== null,
    ]);
  }
  if (one.decided !== null) await step(one.state === 'ACCEPTED' ? 'ACCEPT' : 'RETURN', 'IN_REVIEW', one.state, later(5), one.decided, organiser);
}
