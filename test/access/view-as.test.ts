// Looking as an office below: support sees what its administrator sees, changes nothing, and leaves a trace at that office.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, rows } from './places.js';

let server: TestServer;
let schoolId = '';
const officeId = async (code: string) => idOf({ type: 'Office', key: (await rows<{ id: number }>(server.owner, 'select id::int as id from office where code = $1', [code]))[0]?.id ?? 0 });
beforeAll(async () => {
  server = await openTestServer();
  const [school] = await rows<{ id: number }>(server.owner, "select r.office_id::int as id from role_assignment r join person p on p.id = r.person_id where p.user_name = 'fang.ruolan'");
  schoolId = idOf({ type: 'Office', key: school?.id ?? 0 });
});
afterEach(async () => { await server.owner.query('update session set view_as_office_id = null, view_as_until = null, view_as_reason = null'); });
afterAll(() => server.close());

const beginning = 'mutation ($input: BeginViewAsInput!) { beginViewAs(input: $input) { viewer { name office { code } viewingAs { until office { id } } } refusals { code field message } } }';
const begin = (actor: Actor, id: string, reason = '协助排查学情数字') => actor.ask(beginning, { input: { officeId: id, reason } });
const end = (actor: Actor) => actor.sees('mutation { endViewAs { viewer { viewingAs { until } office { code } } refusals { code } } }');
const figures = '{ viewer { name roles { id } person { name } actions { name } viewerCanManageApiClients } enrolments(first: 100) { totalCount nodes { id learner { name mobileMasked idCardMasked } } } offices(first: 5) { totalCount nodes { id } } }';

test('T18 沈佩兰 looks as the school of 方若兰 and sees exactly what she sees, still as herself', async () => {
  const [shen, fang] = [await server.as('沈佩兰'), await server.as('方若兰')];
  const before = await shen.sees(figures);
  const answer = await begin(shen, schoolId);
  expect(answer.errors).toEqual([]);
  expect(answer.data['beginViewAs']).toMatchObject({ viewer: { name: '沈佩兰', viewingAs: { office: { id: schoolId } } }, refusals: [] });
  const [seen, own] = [await shen.sees(figures), await fang.sees(figures)];
  expect({ enrolments: seen.enrolments, offices: seen.offices, actions: seen.viewer.actions }).toEqual({ enrolments: own.enrolments, offices: own.offices, actions: own.viewer.actions });
  expect(seen.enrolments.totalCount).toBeLessThan(before.enrolments.totalCount);
  // Her own identity stays hers, and personal data stays masked.
  expect({ name: seen.viewer.name, person: seen.viewer.person, roles: seen.viewer.roles }).toEqual({ name: '沈佩兰', person: before.viewer.person, roles: before.viewer.roles });
  for (const { learner } of seen.enrolments.nodes) expect(`${learner.mobileMasked}${learner.idCardMasked}`).toContain('*');
  expect((await end(shen)).endViewAs.viewer).toEqual({ viewingAs: null, office: { code: '3205' } });
  expect(await shen.sees(figures)).toEqual(before);
});

test('T18 while she looks every mutation is refused before anything runs, in words that say so; leaving and signing out are not', async () => {
  const shen = await server.as('沈佩兰');
  await begin(shen, await officeId('320506'));
  const renaming = 'mutation ($input: RenameOfficeInput!) { renameOffice(input: $input) { refusals { code } } }';
  const input = { officeId: schoolId, expectedVersion: 1, name: '新名', effectiveOn: '2023-09-10', reason: '文件' };
  const revealing = 'mutation { revealOfficeContact(input: { contactId: "oct_1", reason: "x" }) { mobile } }';
  for (const answer of [await shen.ask(renaming, { input }), await shen.ask(revealing), await shen.ask('mutation { activateRole(input: { roleId: "rol_1" }) { refusals { code } } }'), await begin(shen, schoolId)]) {
    expect(answer.status).toBe(403);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'READ_ONLY_VIEW', officeId: await officeId('320506') });
  }
  // The door for files is no mutation, and is shut all the same.
  const upload = await fetch(`${server.origin}/rosters`, { method: 'POST', headers: { 'content-type': 'text/csv', ...shen.credentials }, body: '师训编号,姓名' });
  expect({ status: upload.status, errors: ((await upload.json()) as { errors: object[] }).errors }).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN', reason: 'READ_ONLY_VIEW' } }] });
  // One that may stay open does not open the door for another beside it.
  expect((await shen.ask(`mutation ($input: RenameOfficeInput!) { signOut { refusals { code } } renameOffice(input: $input) { refusals { code } } }`, { input })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await shen.sees('{ whyDenied(operation: "Mutation.renameOffice") { isAllowed missing } }')).whyDenied).toEqual({ isAllowed: false, missing: 'READ_ONLY_VIEW' });
  expect((await shen.sees('mutation { signOut { refusals { code } } }')).signOut.refusals).toEqual([]);
  expect((await shen.sees('{ viewer { name } }')).viewer).toBeNull();
});

test('T18 the view can only be narrower: not the own office, not one above, not a neighbour, not one that has ended, and not without a reason', async () => {
  const lu = await server.as('陆景行');
  for (const code of ['3205', '32', '320505', '3201']) expect((await begin(lu, await officeId(code))).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await begin(lu, 'ofc_zzzzzz')).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  const codes = async (id: string, reason?: string) => (await begin(lu, id, reason)).data['beginViewAs'].refusals.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`);
  expect(await codes(await officeId('320506'))).toEqual(['WRONG_PLACE officeId']);
  expect(await codes(schoolId, '  ')).toEqual(['EMPTY reason']);
  const [ended] = await rows<{ id: number }>(server.owner, "insert into office (code, name, level, parent_id, path, state, closed_on) select '9900000001', '旧校', 'SCHOOL', id, path || '990001/', 'CLOSED', '2023-09-01' from office where code = '320506' returning id::int as id");
  expect(await codes(idOf({ type: 'Office', key: ended?.id ?? 0 }))).toEqual(['NOT_ALLOWED_IN_STATE officeId']);
  // Schools have nobody below them; platforms and tutors do not look as others.
  expect((await begin(await server.as('方若兰'), schoolId)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await begin(await server.as('周明礼'), schoolId)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await begin(await server.asPlatform(), schoolId)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
});

test('T18 the offer stands at offices below, and nowhere else', async () => {
  const lu = await server.as('陆景行');
  const offer = async (id: string) => (await lu.sees('query ($id: ID!) { office(id: $id) { viewerCanViewAs } }', { id })).office.viewerCanViewAs;
  expect([await offer(schoolId), await offer(await officeId('320506'))]).toEqual([true, false]);
  await begin(lu, schoolId);
  expect(await offer(schoolId)).toBe(false);
});

test('T18 it is over after 30 minutes, to the second, and the record says who looked as whom, why, and how it ended', async () => {
  const shen = await server.as('沈佩兰');
  const code = async () => (await shen.sees('{ viewer { office { code } } }')).viewer.office.code;
  await server.owner.query("delete from session where person_id = 0");
  const { rows: [mark] } = await server.owner.query<{ id: string }>('select coalesce(max(id), 0) as id from audit_event');
  await begin(shen, await officeId('320506'), '电话求助：看不到学员');
  expect(await code()).toBe('320506');
  server.clock.advanceSystem(30 * 60_000 - 5_000);
  await new Promise((resolve) => { setTimeout(resolve, 1_100); });
  expect(await code()).toBe('320506');
  server.clock.advanceSystem(5_000);
  await new Promise((resolve) => { setTimeout(resolve, 1_100); });
  // Many requests find it over at the same time; it ends once.
  expect(new Set(await Promise.all(Array.from({ length: 10 }, code)))).toEqual(new Set(['3205']));
  const events = await rows<{ actor: string; act: string; by: string | null; reason: string; office: string }>(server.owner, `select a.actor, a.facts->>'act' as act, a.facts->>'by' as by, a.facts->>'reason' as reason, o.code as office from audit_event a join office o on o.id = a.office_id where a.action = 'access.viewAs' and a.id > $1 order by a.id`, [mark?.id]);
  const [who] = await rows<{ person: number; office: number }>(server.owner, "select p.id::int as person, o.id::int as office from person p, office o where p.user_name = 'shen.peilan' and o.code = '320506'");
  expect(events).toEqual([
    { actor: `person:${who?.person}`, act: 'begin', by: null, reason: '电话求助：看不到学员', office: '320506' },
    { actor: `person:${who?.person} as office:${who?.office}`, act: 'end', by: 'TIME', reason: '电话求助：看不到学员', office: '320506' },
  ]);
});

test('T18 it hangs on the session: another window of hers is not narrowed, and an ended role ends the view', async () => {
  const [one, other] = [await server.as('沈佩兰'), await server.as('沈佩兰')];
  await begin(one, schoolId);
  expect((await other.sees('{ viewer { viewingAs { until } office { code } } }')).viewer).toEqual({ viewingAs: null, office: { code: '3205' } });
  await server.owner.query("update role_assignment set valid_until = '2023-09-01' where person_id = (select id from person where user_name = 'shen.peilan')");
  try {
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    expect((await one.sees('{ viewer { viewingAs { until } office { code } } }')).viewer).toEqual({ viewingAs: null, office: null });
    expect((await one.ask('{ enrolments(first: 1) { totalCount } }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  } finally {
    await server.owner.query("update role_assignment set valid_until = null where person_id = (select id from person where user_name = 'shen.peilan')");
  }
});
