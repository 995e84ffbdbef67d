// Schools merge on 1 September: what is planned happens on its day, once, and not if the organisation has moved on.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { rows } from '../access/places.js';
import { Organisation, codesOf, type OfficeRow } from './office-acts.js';

let server: TestServer;
let organisation: Organisation;
let lu: Actor;
let shen: Actor;
beforeAll(async () => {
  server = await openTestServer();
  organisation = new Organisation(server);
  [lu, shen] = await Promise.all([server.as('陆景行'), server.as('沈佩兰')]);
});
afterAll(() => server.close());
beforeEach(() => { server.clock.setBusiness('2023-09-10T08:00:00+08:00'); });

const on = (effectiveOn: string) => ({ effectiveOn });

test('JS-09 陆景行 plans a merger for 1 October: until then nothing moves, on the day it is done, and numbers reconcile', async () => {
  const [from, into] = [await organisation.busySchool('320506', 0), await organisation.busySchool('320506', 1)];
  const answer = await organisation.merge(lu, from, into, on('2023-10-01'));
  expect(answer).toMatchObject({ refusals: [], office: { state: 'OPEN' }, change: { kind: 'MERGE', state: 'PLANNED' } });
  server.clock.setBusiness('2023-09-30T23:59:59.999+08:00');
  expect(await server.app.applyDueChanges()).toBe(0);
  expect(await organisation.byId(from.id)).toMatchObject({ state: 'OPEN', version: from.version });
  // Midnight in Beijing, not in Greenwich.
  server.clock.setBusiness('2023-10-01T00:00:00+08:00');
  expect(await server.app.applyDueChanges()).toBe(1);
  expect(await organisation.byId(from.id)).toMatchObject({ state: 'MERGED', closedOn: '2023-10-01', mergedIntoId: into.id });
  expect(await rows(server.owner, 'select 1 from person where office_id = $1', [from.id])).toEqual([]);
  expect((await organisation.history(lu, from))[0]).toMatchObject({ state: 'APPLIED', effectiveOn: '2023-10-01', byName: '陆景行', note: null });
  expect(await server.app.applyDueChanges()).toBe(0);
  expect(await rows(server.owner, "select actor from audit_event where actor = 'job:office-changes' and subject = $1", [from.globalId])).toHaveLength(1);
  expect(await reconcile(server.owner)).toEqual([]);
}, 120_000);

test('JS-09 a school that opens next term is no office before; then it is, and its plan stands in the county\'s history', async () => {
  const wuzhong = await organisation.at('320506');
  const input = { ...on('2024-02-01'), code: '76000001', name: '春季小学' };
  expect(await organisation.create(lu, wuzhong, input)).toMatchObject({ office: null, change: { state: 'PLANNED' }, refusals: [] });
  expect(codesOf(await organisation.create(lu, wuzhong, { ...input, name: '同码小学' }))).toEqual(['ALREADY_EXISTS code']);
  expect((await organisation.history(lu, wuzhong))[0]).toMatchObject({ kind: 'CREATE', state: 'PLANNED', office: null, nameAfter: '春季小学', viewerCanCancel: true });
  server.clock.setBusiness('2024-02-03T09:00:00+08:00');
  expect(await server.app.applyDueChanges()).toBe(1);
  const school = await organisation.at('76000001');
  expect(school).toMatchObject({ name: '春季小学', parentId: wuzhong.id, countyId: wuzhong.id });
  expect(await organisation.history(lu, school)).toMatchObject([{ kind: 'CREATE', state: 'APPLIED', effectiveOn: '2024-02-01' }]);
});

test('JS-09 one plan at a time; 沈佩兰 gives 陆景行\'s up, after which nothing happens on the day', async () => {
  const school = await organisation.busySchool('320506', 2);
  const planned = await organisation.rename(lu, school, '秋季更名小学', on('2023-11-01'));
  expect(codesOf(await organisation.rename(lu, school, '再更名', on('2023-12-01')))).toEqual(['IN_USE effectiveOn']);
  expect((await organisation.cancel(shen, planned.change?.id ?? '')).change?.state).toBe('CANCELLED');
  expect(codesOf(await organisation.cancel(shen, planned.change?.id ?? ''))).toEqual(['NOT_ALLOWED_IN_STATE changeId']);
  server.clock.setBusiness('2023-11-02T08:00:00+08:00');
  expect(await server.app.applyDueChanges()).toBe(0);
  expect((await organisation.byId(school.id)).name).toBe(school.name);
  expect((await organisation.history(lu, school))[0]).toMatchObject({ state: 'CANCELLED', note: '方案取消。', viewerCanCancel: false });
});

test('JS-09 a plan that the rules refuse on its day is not done, and says why in the reader\'s language', async () => {
  const [closing, moved] = [await organisation.emptySchool(lu, '320506', '计划撤销小学'), await organisation.emptySchool(lu, '320506', '计划更名小学')];
  await organisation.close(lu, closing, on('2023-12-01'));
  await organisation.rename(lu, moved, '不会有的名字', on('2023-12-01'));
  await server.owner.query("insert into person (name, training_number, office_id) values ('新来的', '32997', $1)", [closing.id]);
  await organisation.move(await server.as('顾文远'), moved, await organisation.at('320583'));
  server.clock.setBusiness('2023-12-01T08:00:00+08:00');
  expect(await server.app.applyDueChanges()).toBe(2);
  expect((await organisation.byId(closing.id)).state).toBe('OPEN');
  expect((await organisation.history(lu, closing))[0]).toMatchObject({ state: 'REFUSED', note: '还有 1 名人员，请先调动他们，或改用合并。' });
  const english = await lu.ask('query ($id: ID!) { office(id: $id) { history { note } } }', { id: closing.globalId }, { 'accept-language': 'en' });
  expect(english.data['office'].history[0].note).toBe('1 person still belongs to it; transfer them first, or merge.');
  expect((await organisation.byId(moved.id)).name).toBe('计划更名小学');
});

test('JS-09 several servers come to the same plans at once: each is done once', async () => {
  const schools: OfficeRow[] = [];
  for (let index = 0; index < 6; index += 1) schools.push(await organisation.busySchool('3201', index));
  const gu = await server.as('顾文远');
  for (const [index, school] of schools.entries()) await organisation.rename(gu, school, `同日更名${index}`, on('2024-01-01'));
  server.clock.setBusiness('2024-01-01T00:00:00+08:00');
  const done = await Promise.all(Array.from({ length: 8 }, () => server.app.applyDueChanges()));
  expect(done.reduce((sum, one) => sum + one, 0)).toBe(6);
  for (const [index, school] of schools.entries()) expect(await organisation.byId(school.id)).toMatchObject({ name: `同日更名${index}`, version: school.version + 1 });
});

test('JS-09 what is planned stands in one list, the nearest day first, for those whose subtree it concerns and for nobody else', async () => {
  const [near, far] = [await organisation.busySchool('320506', 6), await organisation.busySchool('320506', 7)];
  const made = [await organisation.rename(lu, far, '新远小学', on('2024-01-01')), await organisation.rename(lu, near, '新近小学', on('2023-11-01'))];
  expect(made.flatMap(({ refusals }) => refusals)).toEqual([]);
  const plans = async (actor: Actor) => (await actor.sees<{ officeChanges: { totalCount: number; nodes: { effectiveOn: string; nameAfter: string; viewerCanCancel: boolean }[] } }>('{ officeChanges(first: 20, state: PLANNED) { totalCount nodes { effectiveOn nameAfter viewerCanCancel } } }')).officeChanges;
  const own = (await plans(lu)).nodes.filter(({ nameAfter }) => /^新[远近]/.test(nameAfter));
  expect(own).toEqual([{ effectiveOn: '2023-11-01', nameAfter: '新近小学', viewerCanCancel: true }, { effectiveOn: '2024-01-01', nameAfter: '新远小学', viewerCanCancel: true }]);
  expect((await plans(shen)).totalCount).toBeGreaterThanOrEqual(2);
  expect((await plans(await server.as('钱开明'))).nodes).toEqual([]);
  for (const { change } of made) await organisation.cancel(lu, change?.id ?? '');
  expect((await (await server.as('周明礼')).ask('{ officeChanges(first: 1) { totalCount } }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
});

test('JS-13 two schools with a leader and an administrator each become one: the preview names whose terms end, and the receiver keeps exactly its own', async () => {
  const [from, into] = [await organisation.busySchool('320506', 8), await organisation.busySchool('320506', 9)];
  const people = await rows<{ id: number; name: string; at: number }>(server.owner, 'select id::int as id, name, office_id::int as at from (select p.*, row_number() over (partition by office_id order by id) as place from person p where office_id = any ($1)) p where place <= 2 order by office_id = $2, id', [[from.id, into.id], into.id]);
  await server.owner.query('delete from appointment_record where office_id = any ($1)', [[from.id, into.id]]);
  await server.owner.query("delete from role_assignment where role <> 'LEARNER' and office_id = any ($1)", [[from.id, into.id]]);
  for (const [index, person] of people.entries()) await server.owner.query("insert into role_assignment (person_id, role, office_id, valid_from) values ($1, $2, $3, '2023-07-01')", [person.id, index % 2 === 0 ? 'SCHOOL_LEADER' : 'ADMIN', person.at]);
  await server.owner.query("insert into role_assignment (person_id, role, office_id, subject, valid_from) values ($1, 'SUBJECT_LEAD', $2, 'CHINESE', '2023-07-01')", [people[0]?.id, from.id]);
  const { previewOfficeChange } = await lu.sees('query ($a: ID!, $b: ID) { previewOfficeChange(officeId: $a, kind: MERGE, targetId: $b, effectiveOn: "2023-10-01") { surplusPosts { role holder } } }', { a: from.globalId, b: into.globalId });
  expect(previewOfficeChange.surplusPosts).toEqual(expect.arrayContaining([{ role: 'SCHOOL_LEADER', holder: people[0]?.name }, { role: 'ADMIN', holder: people[1]?.name }]));
  expect(previewOfficeChange.surplusPosts).toHaveLength(2);
  expect((await organisation.merge(lu, from, into, on('2023-10-01'))).refusals).toEqual([]);
  server.clock.setBusiness('2023-10-01T00:00:00+08:00');
  expect(await server.app.applyDueChanges()).toBe(1);
  const posts = await rows<{ role: string; name: string }>(server.owner, "select r.role, p.name from role_assignment r join person p on p.id = r.person_id where r.office_id = $1 and r.role <> 'LEARNER' and r.valid_until is null order by r.role", [into.id]);
  expect(posts).toEqual([{ role: 'ADMIN', name: people[3]?.name }, { role: 'SCHOOL_LEADER', name: people[2]?.name }, { role: 'SUBJECT_LEAD', name: people[0]?.name }]);
  const ended = await rows<{ role: string; until: string; reason: string; by: string }>(server.owner, "select r.role, r.valid_until::text as until, a.reason, a.by_name as by from role_assignment r join appointment_record a on a.role_id = r.id and a.act = 'ENDED' where r.office_id = $1 order by r.role", [from.id]);
  expect(ended).toEqual(['ADMIN', 'SCHOOL_LEADER'].map((role) => ({ role, until: '2023-09-30', reason: `并入${into.name}，该职务由${into.name}原任人员继续担任`, by: '陆景行' })));
  expect(await reconcile(server.owner)).toEqual([]);
}, 120_000);
