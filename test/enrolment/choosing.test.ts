// Teachers choose, their school enrols: in the order of the choices, within its quota, until the eve of the opening.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { reconcileOnly } from '../../server/reconcile.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, signedIn, type TestServer } from '../support/test-server.js';
import { comesIn } from '../access/sign-in-acts.js';
import { castSchool, choicesOf, choose, classKey, classOf, enrol, freeSeats, hire, leaveFree, toldOf, withdrawChoice, type Teacher } from './choosing-acts.js';

let server: TestServer;
let people: Pick<Cast, '林晓岚' | '方若兰' | '陆景行' | '钱开明' | '周明礼' | '贺知行'>;
let school: number;
let nextCourse = 0;
const today = '2023-09-10T08:00:00+08:00';
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '林晓岚', '方若兰', '陆景行', '钱开明', '周明礼', '贺知行');
  school = await castSchool(server);
});
afterEach(() => server.clock.setBusiness(today));
afterAll(async () => {
  expect(await reconcileOnly(server.owner, /^(quota|school)/)).toEqual([]);
  await server.close();
});

/** A class of its own for each test, in a period that opens on 16 September or later. */
async function aClass(period: number): Promise<{ key: number; id: string }> {
  const key = await classKey(server, (nextCourse += 1), period);
  return { key, id: classOf(key) };
}

/** Teachers who chose a class one after another, a minute each. */
async function chosenInOrder(teachers: readonly Teacher[], classId: string): Promise<void> {
  for (const [index, { actor }] of teachers.entries()) {
    server.clock.setBusiness(`2023-09-10T09:${String(10 + index)}:00+08:00`);
    expect(await choose(actor, classId)).toEqual({ chosenAt: `2023-09-10T09:${10 + index}:00+08:00`, refusals: [] });
  }
}

test('JS-05 JS-07 方若兰 enrols in the order of choosing: who chose later waits for who chose earlier, and both times are kept', async () => {
  const { key, id } = await aClass(6);
  const [first, second, third] = (await hire(server, school, 3)) as [Teacher, Teacher, Teacher];
  const all = [first, second, third];
  await leaveFree(server, school, 6, 5);
  await chosenInOrder(all, id);
  const early = await enrol(people.方若兰, id, [third.id, second.id]);
  expect(toldOf(early.outcomes, all)).toEqual([`${second.name} NOT_IN_TURN`, `${third.name} NOT_IN_TURN`]);
  expect(early.outcomes[0]?.refusals[0]).toMatchObject({ requirement: 'JS-07', facts: [{ name: 'waiting', value: '1' }] });
  expect(await freeSeats(server, school, 6)).toBe(5);
  server.clock.setBusiness('2023-09-11T10:00:00+08:00');
  expect(toldOf((await enrol(people.方若兰, id, [second.id, first.id])).outcomes, all)).toEqual([`${first.name} ok`, `${second.name} ok`]);
  expect(await freeSeats(server, school, 6)).toBe(3);
  const listed = await choicesOf(people.方若兰, id, false);
  expect(listed.map(({ learner, state, chosenAt, enrolledAt }) => [learner.name, state, chosenAt, enrolledAt])).toEqual([
    [first.name, 'ENROLLED', '2023-09-10T09:10:00+08:00', '2023-09-11T10:00:00+08:00'], [second.name, 'ENROLLED', '2023-09-10T09:11:00+08:00', '2023-09-11T10:00:00+08:00'], [third.name, 'WAITING', '2023-09-10T09:12:00+08:00', null],
  ]);
  expect((await choicesOf(people.陆景行, id, true)).map(({ learner }) => learner.name)).toEqual([third.name]);
  // The learner reads both times too, and the seat came down to her.
  const { enrolments } = await first.actor.sees('query ($classId: ID) { enrolments(classId: $classId, first: 5) { nodes { state chosenAt enrolledAt } } }', { classId: id });
  expect(enrolments.nodes).toEqual([{ state: 'ENROLLED', chosenAt: '2023-09-10T09:10:00+08:00', enrolledAt: '2023-09-11T10:00:00+08:00' }]);
  const { rows: audited } = await server.owner.query<{ facts: { learners: string[]; seats: number } }>("select facts from audit_event where action = 'enrolment.enrol' and subject = $1", [globalId('TrainingClass', key)]);
  expect(audited.map(({ facts }) => facts)).toEqual([{ learners: [first.id, second.id], seats: 2 }]);
});

test('JS-05 the quota is the end: of three in turn two have a place, and the third is told that none is left', async () => {
  const { id } = await aClass(7);
  const teachers = await hire(server, school, 3);
  await leaveFree(server, school, 7, 2);
  await chosenInOrder(teachers, id);
  const { outcomes } = await enrol(people.方若兰, id, teachers.map((one) => one.id));
  expect(toldOf(outcomes, teachers)).toEqual(teachers.map(({ name }, index) => `${name} ${index < 2 ? 'ok' : 'QUOTA_EXHAUSTED'}`));
  expect(outcomes[2]?.refusals).toMatchObject([{ requirement: 'JS-05', facts: [{ name: 'remaining', value: '0' }] }]);
  expect(await freeSeats(server, school, 7)).toBe(0);
});

test('JS-01 JS-05 林晓岚 chooses herself: once, withdraws and stands at the end; enrolled, she withdraws no more; nobody is enrolled unasked', async () => {
  const { id } = await aClass(8);
  const [colleague, silent] = (await hire(server, school, 2)) as [Teacher, Teacher];
  await leaveFree(server, school, 8, 5);
  const { rows: [own] } = await server.owner.query<{ id: string }>("select id from person where user_name = 'lin.xiaolan'");
  const lin: Teacher = { id: globalId('Person', own?.id ?? 0), name: '林晓岚', actor: people.林晓岚 };
  await chosenInOrder([lin, colleague], id);
  expect((await choose(people.林晓岚, id)).refusals).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
  server.clock.setBusiness('2023-09-10T10:00:00+08:00');
  expect(await withdrawChoice(people.林晓岚, id)).toEqual({ withdrawnAt: '2023-09-10T10:00:00+08:00', refusals: [] });
  expect((await withdrawChoice(people.林晓岚, id)).refusals).toMatchObject([{ code: 'NOTHING_TO_CHANGE' }]);
  server.clock.setBusiness('2023-09-10T10:05:00+08:00');
  expect((await choose(people.林晓岚, id)).chosenAt).toBe('2023-09-10T10:05:00+08:00');
  expect((await choicesOf(people.林晓岚, id, false)).map(({ state }) => state)).toEqual(['WITHDRAWN', 'WAITING']);
  expect((await choicesOf(people.方若兰, id, true)).map(({ learner }) => learner.name)).toEqual([colleague.name, '林晓岚']);
  expect(toldOf((await enrol(people.方若兰, id, [colleague.id, lin.id, silent.id])).outcomes, [lin, colleague, silent])).toEqual([`${colleague.name} ok`, '林晓岚 ok', `${silent.name} NOT_ELIGIBLE`]);
  expect((await withdrawChoice(people.林晓岚, id)).refusals).toMatchObject([{ code: 'NOT_ALLOWED_IN_STATE', requirement: 'JS-07' }]);
  expect(toldOf((await enrol(people.方若兰, id, [lin.id])).outcomes, [lin])).toEqual(['林晓岚 ALREADY_ENROLLED']);
});

test('JS-06 on the eve of the opening, to its last moment, one may choose and enrol; from midnight in Shanghai nobody', async () => {
  const { id } = await aClass(5);
  const [early, late] = (await hire(server, school, 2)) as [Teacher, Teacher];
  await leaveFree(server, school, 5, 5);
  server.clock.setBusiness('2023-09-15T23:59:59.999+08:00');
  expect((await choose(early.actor, id)).chosenAt).toBe('2023-09-15T23:59:59.999+08:00');
  expect(toldOf((await enrol(people.方若兰, id, [early.id])).outcomes, [early])).toEqual([`${early.name} ok`]);
  server.clock.setBusiness('2023-09-16T00:00:00+08:00');
  expect((await choose(late.actor, id)).refusals).toMatchObject([{ code: 'WINDOW_CLOSED', requirement: 'JS-06', facts: [{ name: 'today', value: '2023-09-16' }, { name: 'until', value: '2023-09-15' }] }]);
  expect(await enrol(people.方若兰, id, [late.id])).toMatchObject({ outcomes: [], refusals: [{ code: 'WINDOW_CLOSED', requirement: 'JS-06' }] });
});

test('T7 only the own school\'s administrator enrols, and only its own teachers; others are told what nobody is told', async () => {
  const { id } = await aClass(9);
  const [own] = (await hire(server, school, 1)) as [Teacher];
  const { rows: [other] } = await server.owner.query<{ id: string }>("select o.id from office o where o.level = 'SCHOOL' and o.id <> $1 and o.parent_id = (select parent_id from office where id = $1) limit 1", [school]);
  const [foreign] = (await hire(server, Number(other?.id), 1)) as [Teacher];
  await chosenInOrder([own, foreign], id);
  const ask = (personIds: string[]) => people.方若兰.ask('mutation ($input: EnrolLearnersInput!) { enrolLearners(input: $input) { outcomes { personId } } }', { input: { classId: id, personIds } });
  const answers = await Promise.all([[foreign.id], [globalId('Person', 900_000_001)], ['nonsense'], [own.id, foreign.id]].map(ask));
  expect(answers.flatMap(errorCodes)).toEqual(Array(4).fill('NOT_FOUND'));
  for (const actor of [people.陆景行, people.贺知行, people.周明礼, own.actor]) expect(errorCodes(await actor.ask('mutation ($input: EnrolLearnersInput!) { enrolLearners(input: $input) { outcomes { personId } } }', { input: { classId: id, personIds: [own.id] } }))).toEqual(['FORBIDDEN']);
  expect((await enrol(people.方若兰, id, [])).refusals).toMatchObject([{ code: 'EMPTY' }]);
  // A school sees its own queue, 贺知行 with her; a teacher the own choice; another county none.
  const seen = async (actor: Teacher['actor']) => (await choicesOf(actor, id, false)).map(({ learner }) => learner.name);
  expect([await seen(people.方若兰), await seen(people.贺知行), await seen(own.actor), await seen(people.钱开明)]).toEqual([[own.name], [own.name], [own.name], []]);
  expect(await seen(people.陆景行)).toEqual([own.name, foreign.name]);
});

test('JS-01 a teacher of the school who was never enrolled signs in with what 方若兰 gives her, sees what is on offer, chooses, is enrolled and sees her course', async () => {
  const { key, id } = await aClass(8);
  await leaveFree(server, school, 8, 5);
  const { rows: [never] } = await server.owner.query<{ id: string; name: string; number: string }>("select p.id, p.name, p.training_number as number from person p where p.office_id = $1 and p.subject is not null and not exists (select 1 from enrolment e where e.person_id = p.id) order by p.id limit 1", [school]);
  const person = globalId('Person', never?.id ?? 0);
  const { resetPassword } = await people.方若兰.sees('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { oneTimePassword } }', { input: { personId: person, reason: '第一次登录' } });
  const { actor: half } = await comesIn(server, never?.number ?? '', resetPassword.oneTimePassword);
  const changed = await half.ask('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { activeRole { role office { id } } viewerCanChoose } refusals { code } } }', { input: { oldPassword: resetPassword.oneTimePassword, newPassword: '秋天的银杏落在操场上' } });
  expect(changed.data['changePassword']).toEqual({ viewer: { activeRole: { role: 'LEARNER', office: { id: globalId('Office', school) } }, viewerCanChoose: true }, refusals: [] });
  const teacher = signedIn(server.origin, changed);
  const { classes } = await teacher.sees('query ($periodId: ID) { classes(periodId: $periodId, first: 100) { nodes { id period { choosing { isOpen } } } } }', { periodId: globalId('Period', 8) });
  expect(classes.nodes).toContainEqual({ id, period: { choosing: { isOpen: true } } });
  expect((await choose(teacher, id)).refusals).toEqual([]);
  const { outcomes } = await enrol(people.方若兰, id, [person]);
  expect(toldOf(outcomes, [{ id: person, name: '她', actor: teacher }])).toEqual(['她 ok']);
  const { enrolments } = await teacher.sees('{ enrolments(first: 5) { nodes { state class { id course { name } } } } }');
  const { rows: [course] } = await server.owner.query<{ name: string }>('select c.name from course c join training_class k on k.course_id = c.id where k.id = $1', [key]);
  expect(enrolments.nodes).toEqual([{ state: 'ENROLLED', class: { id, course: { name: course?.name } } }]);
});
