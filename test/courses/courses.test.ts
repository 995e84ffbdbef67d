// The intake of courses: an office or a training body hands in, experts rate without seeing each other, the province decides, classes open.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sessionMs } from '../../server/access/rules/session-life.js';
import { newToken, tokenHash } from '../../server/access/tokens.js';
import { insertIntake } from '../../server/demo/intake.js';
import { globalId } from '../../server/kernel/ids.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { Actor, openTestServer, type TestServer } from '../support/test-server.js';
import { assign, courseContent, decide, done, handIn, rate, rewrite, seen, waiting, write, type SeenCourse } from './course-acts.js';

let server: TestServer;
let people: Pick<Cast, '顾文远' | '沈佩兰' | '陆景行' | '钱开明' | '方若兰' | '宋怀瑾' | '裴致远' | '周明礼' | '韩立诚' | '林晓岚'>;
/** The two experts beside 宋怀瑾, by their numbers. */
let others: { id: number; name: string; actor: Actor }[];
let song: string;

beforeAll(async () => {
  server = await openTestServer();
  await insertIntake(server.owner, 1);
  people = await signInAll(server, '顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '宋怀瑾', '裴致远', '周明礼', '韩立诚', '林晓岚');
  const { rows } = await server.owner.query<{ id: string; name: string; role: string }>("select p.id, p.name, r.id as role from role_assignment r join person p on p.id = r.person_id where r.role = 'EXPERT' and p.user_name is null order by p.id");
  others = [];
  for (const { id, name, role } of rows) others.push({ id: Number(id), name, actor: await comesAs(Number(id), Number(role)) });
  const { rows: [expert] } = await server.owner.query<{ id: string }>("select id from person where user_name = 'song.huaijin'");
  song = globalId('Person', Number(expert?.id));
});
afterAll(() => server.close());

async function comesAs(personId: number, roleId: number): Promise<Actor> {
  const token = newToken();
  const now = server.clock.system();
  await server.owner.query("insert into session (token_hash, person_id, active_role_id, created_at, expires_at, method, last_seen_at, address, user_agent) values (decode($1, 'hex'), $2, $3, $4, $5, 'PASSWORD', $4, '127.0.0.1', 'node')", [tokenHash(token), personId, roleId, now, new Date(now.getTime() + sessionMs)]);
  return new Actor(server.origin, { cookie: `yanxiu_session=${token}` });
}
const other = (place: number) => others[place] as (typeof others)[number];
const idOf = (place: number) => globalId('Person', other(place).id);
const found = async (actor: Actor, course: Pick<SeenCourse, 'id'>) => errorCodes(await actor.ask('query ($id: ID!) { course(id: $id) { id } }', { id: course.id }));
const named = async (actor: Actor, name: string): Promise<SeenCourse> => seen(actor, (await actor.sees('query ($search: String!) { courses(first: 1, search: $search) { nodes { id } } }', { search: name })).courses.nodes[0].id);

test('JS-10 沈佩兰 writes a course for Suzhou, is told that its units do not make its hours, puts it right and hands it in; each step is on record', async () => {
  // A programme of another province is there to be read; nobody here would decide.
  expect((await write(people.沈佩兰, { programmeId: globalId('Programme', 11) })).refusals).toMatchObject([{ code: 'NOT_ALLOWED', field: 'programmeId' }]);
  const draft = done(await write(people.沈佩兰, { hours: '12' }));
  expect(draft).toMatchObject({ state: 'DRAFT', version: 1, hours: '12', isFromBody: false, sourceName: expect.stringContaining('苏州'), viewerCanEdit: true, viewerCanAssign: false, steps: [{ act: 'CREATE', state: 'DRAFT', byName: '沈佩兰', at: '2023-09-10T08:00:00+08:00' }] });
  expect(draft.units).toMatchObject([{ title: '合唱队怎样组建', kind: 'VIDEO', minutes: 180 }, {}, { kind: 'DISCUSSION', requiredPosts: 2 }, { kind: 'LIVE', isRequired: false }]);
  expect((await handIn(people.沈佩兰, draft)).refusals).toMatchObject([{ code: 'INCOMPLETE', field: 'units', requirement: 'JS-10', message: '各环节合计 450 分钟，12 学时应为 540 分钟。' }]);
  const right = done(await rewrite(people.沈佩兰, draft));
  expect((await rewrite(people.沈佩兰, draft)).refusals).toMatchObject([{ code: 'STALE' }]);
  const handed = done(await handIn(people.沈佩兰, right, '请安排评审。'));
  expect(handed).toMatchObject({ state: 'HANDED_IN', viewerCanEdit: false, steps: [{ act: 'CREATE' }, { act: 'HAND_IN', byName: '沈佩兰', reason: '请安排评审。' }] });
  expect((await handIn(people.沈佩兰, handed)).refusals).toMatchObject([{ code: 'NOT_ALLOWED_IN_STATE' }]);
  expect(await waiting(people.顾文远)).toContain(courseContent.name);
});

test('JS-10 a draft of 陆景行\'s is seen by Wuzhong and by those above, by no other county, no tutor, no expert and no learner, and nobody but Wuzhong changes it', async () => {
  const draft = done(await write(people.陆景行));
  for (const actor of [people.钱开明, people.周明礼, people.宋怀瑾, people.裴致远, people.林晓岚]) expect(await found(actor, draft)).toEqual(['NOT_FOUND']);
  for (const actor of [people.沈佩兰, people.顾文远]) {
    expect(await found(actor, draft)).toEqual([]);
    expect((await handIn(actor, draft)).refusals[0]).toMatchObject({ code: 'NOT_ENTITLED', requirement: 'JS-10' });
  }
  // Handed in, it is the programme's experts' to find; other offices' it is not.
  done(await handIn(people.陆景行, draft));
  expect(await found(people.宋怀瑾, draft)).toEqual([]);
  expect(await found(people.钱开明, draft)).toEqual(['NOT_FOUND']);
});

test('CB-13 顾文远 registers a training body whose credit code holds; its contact 韩立诚 hands a course in for it, 周明礼, who is none of its, cannot', async () => {
  const { rows: [han] } = await server.owner.query<{ number: string }>("select training_number as number from person where user_name = 'han.licheng'");
  const register = async (actor: Actor, creditCode: string) => (await actor.sees('mutation ($input: RegisterTrainingBodyInput!) { registerTrainingBody(input: $input) { body { id name creditCode contactName courseCount } refusals { code field } } }', { input: { name: '八闽师训中心', creditCode, contactNumber: han?.number, email: 'x@example.cn' } })).registerTrainingBody;
  expect((await register(people.顾文远, '91350100M000100Y44')).refusals).toEqual([{ code: 'MALFORMED', field: 'creditCode' }]);
  const { body } = await register(people.顾文远, '91350100m000100y43');
  expect(body).toMatchObject({ name: '八闽师训中心', creditCode: '91350100M000100Y43', contactName: '韩立诚', courseCount: 0 });
  expect((await register(people.顾文远, '9135 0100 M000 100Y 43')).refusals).toEqual([{ code: 'ALREADY_EXISTS', field: 'creditCode' }]);
  expect((await write(people.周明礼, { bodyId: body.id })).refusals).toMatchObject([{ code: 'NOT_ENTITLED' }]);
  // A tutor stands for no office.
  expect((await write(people.韩立诚)).refusals).toMatchObject([{ code: 'NOT_ENTITLED' }]);
  const handed = done(await handIn(people.韩立诚, done(await write(people.韩立诚, { bodyId: body.id }))));
  expect(handed).toMatchObject({ state: 'HANDED_IN', isFromBody: true, sourceName: '八闽师训中心' });
  expect(await found(people.周明礼, handed)).toEqual(['NOT_FOUND']);
  expect((await people.顾文远.sees('{ trainingBodies(first: 1) { nodes { courseCount } } }')).trainingBodies.nodes).toEqual([{ courseCount: 1 }]);
});

test('CB-13 the contact of a body that 沈佩兰 registered moves to another city: her list says so, and nothing of it breaks', async () => {
  const { rows: [teacher] } = await server.owner.query<{ id: string; number: string; school: string; elsewhere: string }>(`select p.id, p.training_number as number, p.office_id as school, (select min(o.id) from office o where o.level = 'SCHOOL' and o.code like '3201%') as elsewhere
    from person p join office o on o.id = p.office_id where o.path like (select path || '_%' from office where code = '3205') and p.user_name is null order by p.id limit 1`);
  await server.owner.query("insert into training_body (office_id, name, credit_code, contact_id, email, version) select id, '姑苏师训社', 'GUSU', $1, 'gusu@example.cn', 1 from office where code = '3205'", [teacher?.id]);
  const listed = async () => (await people.沈佩兰.sees('{ trainingBodies(first: 50, search: "姑苏师训社") { nodes { name contactName contactNumber } } }')).trainingBodies.nodes;
  expect(await listed()).toMatchObject([{ contactNumber: teacher?.number }]);
  await server.owner.query('update person set office_id = $2 where id = $1', [teacher?.id, teacher?.elsewhere]);
  try {
    expect(await listed()).toEqual([{ name: '姑苏师训社', contactName: null, contactNumber: null }]);
  } finally {
    await server.owner.query('update person set office_id = $2 where id = $1', [teacher?.id, teacher?.school]);
    await server.owner.query("delete from training_body where credit_code = 'GUSU'");
  }
});

test('JS-15 two experts rate a course without seeing each other until both are in; 顾文远 decides seeing the ratings, and 沈佩兰 reads why, without names', async () => {
  const name = '小学劳动：校园种植与项目学习';
  const course = await named(people.顾文远, name);
  expect((await assign(people.顾文远, course, [song])).refusals).toMatchObject([{ code: 'INCOMPLETE', field: 'personIds', requirement: 'JS-15' }]);
  expect((await assign(people.沈佩兰, course, [song, idOf(0)])).refusals).toMatchObject([{ code: 'NOT_ENTITLED' }]);
  const asked = done(await assign(people.顾文远, course, [song, idOf(0)]));
  expect(asked).toMatchObject({ state: 'IN_REVIEW', rating: { asked: 2, submitted: 0, average: null, maximum: '100' } });
  expect(await waiting(people.宋怀瑾)).toContain(name);
  // Points beyond the criterion, and a criterion left out.
  expect((await rate(people.宋怀瑾, course.id, ['20.1', '25', '25', '20'])).refusals.map(({ code, field }) => `${code} ${field}`)).toEqual(['OUT_OF_RANGE points.0.points', 'INCOMPLETE points.MEDIA']);
  const first = done(await rate(people.宋怀瑾, course.id, ['19', '23.5', '22', '18', '9.1'], '线索清楚，记录表可直接使用。'));
  expect(first.ratings).toMatchObject([{ isOwn: true, total: '91.6' }]);
  expect((await rate(people.宋怀瑾, course.id, ['1', '1', '1', '1', '1'])).refusals).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
  expect(await waiting(people.宋怀瑾)).not.toContain(name);
  const blind = await seen(other(0).actor, course.id);
  expect({ ratings: blind.ratings.map(({ isOwn, total }) => ({ isOwn, total })), rating: blind.rating, viewerCanReview: blind.viewerCanReview }).toEqual({ ratings: [{ isOwn: true, total: null }], rating: null, viewerCanReview: true });
  expect((await seen(people.沈佩兰, course.id)).ratings).toEqual([]);
  expect((await decide(people.顾文远, asked, true, '入选。')).refusals).toMatchObject([{ code: 'INCOMPLETE', requirement: 'JS-15', message: '应有 2 位专家评分，现有 1 位。' }]);
  expect(await waiting(people.顾文远)).not.toContain(name);
  done(await rate(other(0).actor, course.id, ['18', '20', '20', '15', '8.3'], '观察记录可再细。'));
  // Both are in: 91.6 and 81.3 make 86.45, which is 86.5.
  expect((await seen(people.宋怀瑾, course.id)).ratings.map(({ total }) => total)).toEqual(['91.6', '81.3']);
  const rated = await seen(people.顾文远, course.id);
  expect(rated).toMatchObject({ rating: { asked: 2, submitted: 2, average: '86.5', maximum: '100' }, ratings: [{ expertName: '宋怀瑾' }, { expertName: other(0).name }] });
  expect(await waiting(people.顾文远)).toContain(name);
  expect((await seen(people.沈佩兰, course.id)).ratings).toEqual([]);
  expect((await decide(people.顾文远, rated, true, ' ')).refusals).toMatchObject([{ code: 'EMPTY', field: 'reason' }]);
  const accepted = done(await decide(people.顾文远, rated, true, '两位专家评价一致，入选。'));
  expect(accepted.steps.map(({ act }) => act)).toEqual(['CREATE', 'HAND_IN', 'ASSIGN', 'ACCEPT']);
  const read = await seen(people.沈佩兰, course.id);
  expect(read).toMatchObject({ state: 'ACCEPTED', rating: { average: '86.5' }, ratings: [{ expertName: null, total: '91.6', comment: '线索清楚，记录表可直接使用。' }, { expertName: null, total: '81.3' }] });
  expect(await found(people.林晓岚, course)).toEqual([]);
  expect((await decide(people.顾文远, accepted, false, '反悔。')).refusals).toMatchObject([{ code: 'NOT_ALLOWED_IN_STATE' }]);
});

test('JS-15 an expert of the body, or with a post at the office that hands in, is not asked to review it, and neither is who is no expert', async () => {
  const ofBody = await named(people.顾文远, '初中信息科技：数据与编码的单元设计');
  const { rows: [chief] } = await server.owner.query<{ id: string }>("select id from person where user_name = 'pei.zhiyuan'");
  expect((await assign(people.顾文远, ofBody, [globalId('Person', Number(chief?.id))])).refusals).toMatchObject([{ code: 'NOT_ELIGIBLE', field: 'personIds.0', requirement: 'JS-15' }]);
  const { rows: [wuzhong] } = await server.owner.query<{ id: string }>("select id from office where code = '320506'");
  await server.owner.query("insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'SUBJECT_LEAD', $2, '2023-07-01')", [other(1).id, wuzhong?.id]);
  await server.owner.query('update training_body set contact_id = $1 where id = (select body_id from course where id = $2)', [other(1).id, Number.parseInt(ofBody.id.slice(4), 36)]);
  const candidates = async (course: SeenCourse) => (await people.顾文远.sees('query ($id: ID!) { courseReviewers(courseId: $id) { name isAssigned conflict } }', { id: course.id })).courseReviewers as { name: string; isAssigned: boolean; conflict: string | null }[];
  expect(await candidates(ofBody)).toContainEqual({ name: other(1).name, isAssigned: false, conflict: 'OWN_BODY' });
  expect((await assign(people.顾文远, ofBody, [idOf(1)])).refusals).toMatchObject([{ code: 'NOT_ELIGIBLE' }]);
  const ofWuzhong = done(await handIn(people.陆景行, done(await write(people.陆景行, { name: '小学音乐：吴地童谣进课堂' }))));
  const mine = (await seen(people.陆景行, ofWuzhong.id)).sourceName;
  expect(mine).toContain('吴中');
  expect(await candidates(ofWuzhong)).toContainEqual({ name: other(1).name, isAssigned: false, conflict: 'OWN_OFFICE' });
});

test('JS-10 a course that was sent back is put right and handed in again, and its second round begins with no rating', async () => {
  const name = '小学心理健康教育：班级团体活动';
  const back = await named(people.钱开明, name);
  expect(back).toMatchObject({ state: 'RETURNED', viewerCanEdit: true, rating: { asked: 2 } });
  expect(back.steps.at(-1)).toMatchObject({ act: 'RETURN', byName: '顾文远', reason: expect.stringContaining('课程标准') });
  expect(await waiting(people.钱开明)).toEqual([name]);
  const again = done(await handIn(people.钱开明, done(await rewrite(people.钱开明, back, { name }))));
  expect(again).toMatchObject({ state: 'HANDED_IN', ratings: [], rating: null });
  expect(await waiting(people.钱开明)).toEqual([]);
  const asked = done(await assign(people.顾文远, await seen(people.顾文远, again.id), [song, idOf(0)]));
  expect(asked.rating).toMatchObject({ asked: 2, submitted: 0 });
});

test('JS-02 only accepted courses open classes: 顾文远 sees the numbers, opens one in each period to come, and a second time makes none', async () => {
  const preview = async () => (await people.顾文远.sees('{ classOpening(programmeId: "prg_1") { periodsToMake classesToMake courses periods classesStanding periodsElsewhere } }')).classOpening;
  const open = async (actor: Actor, expectedClasses: number, idempotencyKey: string | null = null) => (await actor.sees('mutation ($input: OpenClassesInput!) { openClasses(input: $input) { periods classes refusals { code field requirement } } }', { input: { programmeId: 'prg_1', expectedPeriods: 0, expectedClasses, idempotencyKey } })).openClasses;
  // One was accepted since the classes were made, and perhaps another by the tests before; five of the nine periods have not begun on 10 September.
  const before = await preview();
  const toMake = before.courses * 5;
  const { rows: [last] } = await server.owner.query<{ id: string }>('select max(id) as id from training_class');
  expect(before.courses).toBeGreaterThan(0);
  expect(before).toEqual({ periodsToMake: 0, classesToMake: toMake, courses: before.courses, periods: 5, classesStanding: 198, periodsElsewhere: [] });
  expect((await open(people.沈佩兰, toMake)).refusals).toMatchObject([{ code: 'NOT_ENTITLED' }]);
  expect((await open(people.顾文远, toMake - 1)).refusals).toMatchObject([{ code: 'STALE' }]);
  expect(await open(people.顾文远, toMake, 'open')).toEqual({ periods: 0, classes: toMake, refusals: [] });
  expect(await open(people.顾文远, toMake, 'open')).toEqual({ periods: 0, classes: toMake, refusals: [] });
  expect(await preview()).toMatchObject({ classesToMake: 0, classesStanding: 198 + toMake });
  const { rows } = await server.owner.query('select k.course_id, array_agg(n.number::int order by n.number) as periods from training_class k join period n on n.id = k.period_id where k.id > $1 group by k.course_id', [last?.id]);
  expect(rows.map(({ periods }) => periods)).toEqual(Array.from({ length: before.courses }, () => [5, 6, 7, 8, 9]));
  // Whoever writes past the rules is stopped by the database.
  await expect(server.owner.query("insert into training_class (code, name, course_id, period_id, programme_id) select 'X', 'X', id, 9, 1 from course where state = 'RETURNED' or state = 'DRAFT' limit 1")).rejects.toThrow('was not accepted');
});
