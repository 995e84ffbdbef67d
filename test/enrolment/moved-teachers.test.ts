// Teachers who chose and then moved to another school: the choice goes along, and nobody else's place is touched.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { reconcileOnly } from '../../server/reconcile.js';
import { office } from '../quotas/quota-acts.js';
import { decide, lineOf, preview, rosterOf, settled, type Teacher as Listed } from '../roster/rosters.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choicesOf, choose, classOf, enrol, hire, leaveFree, toldOf, type Teacher } from './choosing-acts.js';
import { administratorsOf, newClasses } from './rush-scene.js';

let server: TestServer;
let [county, former, latter]: Actor[] = [];
const by = (actor: Actor | undefined): Actor => actor as Actor;
let schools: { former: number; latter: number };
beforeAll(async () => {
  server = await openTestServer();
  county = await server.as('陆景行');
  const { rows: [row] } = await server.owner.query<{ sibling: string }>("select min(o.id) as sibling from office o, office s where s.id = $1 and o.parent_id = s.parent_id and o.level = 'SCHOOL' and o.state = 'OPEN' and o.id <> s.id", [await castSchool(server)]);
  schools = { former: await castSchool(server), latter: Number(row?.sibling) };
  former = (await administratorsOf(server, schools.former, 1))[0];
  latter = (await administratorsOf(server, schools.latter, 1))[0];
});
afterAll(async () => {
  expect(await reconcileOnly(server.owner, /^(quota|school|class)/)).toEqual([]);
  await server.close();
});

const moveBy = async (actor: Actor, { id }: Teacher, toSchool: number): Promise<string[]> => {
  const { rows: [row] } = await server.owner.query<{ version: number }>('select version from person where id = $1', [keyOf('Person', id)]);
  const input = { personId: id, toOfficeId: office(toSchool), expectedVersion: row?.version, effectiveOn: '2023-09-10', reason: '工作调动。' };
  const { transferTeacher } = await actor.sees('mutation ($input: TransferTeacherInput!) { transferTeacher(input: $input) { refusals { code } } }', { input });
  return (transferTeacher as { refusals: { code: string }[] }).refusals.map(({ code }) => code);
};
const namesIn = async (actor: Actor | undefined, classId: string) => (await choicesOf(by(actor), classId, true)).map(({ learner }) => learner.name);
const newClass = async (periodId: number) => classOf((await newClasses(server, periodId, 1))[0] as number);

async function chosenInTurn(classId: string, teachers: readonly Teacher[]): Promise<void> {
  for (const [minute, { actor }] of teachers.entries()) {
    server.clock.setBusiness(`2023-09-10T09:0${minute}:00+08:00`);
    expect((await choose(actor, classId)).refusals).toEqual([]);
  }
}

test('JS-07 a teacher who moves takes the choice along: the former school\'s others go on without her, and at the new one she stands where she chose', async () => {
  const classId = await newClass(8);
  const [moves, stays] = (await hire(server, schools.former, 2)) as [Teacher, Teacher];
  const [there] = (await hire(server, schools.latter, 1)) as [Teacher];
  await leaveFree(server, schools.former, 8, 5);
  await leaveFree(server, schools.latter, 8, 5);
  await chosenInTurn(classId, [moves, stays, there]);
  expect(toldOf((await enrol(by(former), classId, [stays.id])).outcomes, [stays])).toEqual([`${stays.name} NOT_IN_TURN`]);
  expect(await moveBy(by(county), moves, schools.latter)).toEqual([]);
  expect([await namesIn(former, classId), await namesIn(latter, classId)]).toEqual([[stays.name], [moves.name, there.name]]);
  expect(toldOf((await enrol(by(former), classId, [stays.id])).outcomes, [stays])).toEqual([`${stays.name} ok`]);
  expect(toldOf((await enrol(by(latter), classId, [there.id])).outcomes, [there])).toEqual([`${there.name} NOT_IN_TURN`]);
  expect(toldOf((await enrol(by(latter), classId, [moves.id])).outcomes, [moves])).toEqual([`${moves.name} ok`]);
});

test('JS-07 what led to an enrolment stays with the school that enrolled her; the waiting list of the former school ends', async () => {
  const [enrolledIn, listedIn] = [await newClass(7), await newClass(6)];
  const [teacher] = (await hire(server, schools.former, 1)) as [Teacher];
  await leaveFree(server, schools.former, 7, 1);
  await leaveFree(server, schools.former, 6, 0);
  for (const id of [enrolledIn, listedIn]) await choose(teacher.actor, id);
  expect(toldOf((await enrol(by(former), enrolledIn, [teacher.id])).outcomes, [teacher])).toEqual([`${teacher.name} ok`]);
  expect(toldOf((await enrol(by(former), listedIn, [teacher.id])).outcomes, [teacher])).toEqual([`${teacher.name} QUOTA_EXHAUSTED`]);
  expect(await moveBy(by(county), teacher, schools.latter)).toEqual([]);
  // A seat that comes free at either school is nobody's: the new school has not said yes.
  await leaveFree(server, schools.former, 6, 1);
  await leaveFree(server, schools.latter, 6, 1);
  server.app.waitingListWork.kick();
  await server.app.waitingListWork.idle();
  expect((await choicesOf(by(former), enrolledIn, false)).map(({ state }) => state)).toEqual(['ENROLLED']);
  expect(await choicesOf(by(latter), enrolledIn, false)).toEqual([]);
  expect((await choicesOf(by(latter), listedIn, false)).map(({ state }) => state)).toEqual(['WAITING']);
  expect(toldOf((await enrol(by(latter), listedIn, [teacher.id])).outcomes, [teacher])).toEqual([`${teacher.name} ok`]);
});

test('JS-13 a roster that moves a teacher moves the choice, and taking the roster back brings it back', async () => {
  const classId = await newClass(9);
  const { rows: [listed] } = await server.owner.query<Listed & { state: string }>(`select p.id::int as id, p.training_number as number, p.name, n.code as school, p.subject, p.stage, f.title, f.joined_year as joined
    from person p join teacher_profile f on f.person_id = p.id join office n on n.id = $2 where p.office_id = $1 and p.id <= 9000 and p.user_name is null and not exists (select 1 from role_assignment r where r.person_id = p.id and r.role <> 'LEARNER') order by p.id limit 1`, [schools.former, schools.latter]);
  await server.owner.query('insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) values ($1, $2, $3, 9, 1, now())', [keyOf('TrainingClass', classId), listed?.id, schools.former]);
  const seen = await preview(server, by(county), rosterOf([lineOf(listed as Listed)]));
  expect(seen).toMatchObject({ changed: 1, errors: 0 });
  expect(await decide(by(county), 'apply', seen.id)).toBe('begun');
  expect(await settled(server, by(county), seen.id)).toMatchObject({ state: 'APPLIED', conflicts: 0 });
  expect([await namesIn(former, classId), await namesIn(latter, classId)]).toEqual([[], [listed?.name]]);
  expect(await decide(by(county), 'undo', seen.id)).toBe('begun');
  expect(await settled(server, by(county), seen.id)).toMatchObject({ state: 'UNDONE', conflicts: 0 });
  expect([await namesIn(former, classId), await namesIn(latter, classId)]).toEqual([[listed?.name], []]);
});

test('Q5 in 12 rounds a teacher chooses at the moment in which 陆景行 moves her: her choice is always at the school where she teaches', async () => {
  const classId = await newClass(9);
  const astray: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    const [teacher] = (await hire(server, schools.former, 1)) as [Teacher];
    const moving = moveBy(by(county), teacher, schools.latter);
    await new Promise((resolve) => { setTimeout(resolve, 2 * round); });
    const [moved, chosen] = await Promise.all([moving, choose(teacher.actor, classId).then(({ refusals }) => refusals.map(({ code }) => code), (error: unknown) => [String(error)])]);
    expect(moved).toEqual([]);
    const { rows } = await server.owner.query<{ at: string }>('select school_id as at from course_choice where person_id = $1 and withdrawn_at is null', [keyOf('Person', teacher.id)]);
    // Whose role at the former school has ended by then is told so, and has chosen nothing.
    if (rows.some(({ at }) => Number(at) !== schools.latter) || rows.length !== Number(chosen.length === 0)) astray.push(`round ${round}: ${rows.map(({ at }) => at).join()} ${chosen.join()}`);
  }
  expect(astray).toEqual([]);
});
