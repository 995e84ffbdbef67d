// Administrators read what was done at their offices: who, what, when, with what stood there before. T12.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { idOf, rows } from '../access/places.js';
import { openTestServer, type Actor, type Answer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let gu: Actor, lu: Actor, fang: Actor;
/** What 方若兰 does to a teacher, and the others read of. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
let changed: Answer<any>;
let teacher: { id: number; version: number };
beforeAll(async () => {
  server = await openTestServer();
  [gu, lu, fang] = await Promise.all([server.as('顾文远'), server.as('陆景行'), server.as('方若兰')]);
  const [found] = await rows<{ id: number; version: number }>(server.owner, "select id::int as id, version from person where office_id = (select office_id from person where user_name = 'fang.ruolan') and user_name is null order by id limit 1");
  if (!found) throw new Error('the school has no teacher');
  teacher = found;
  changed = await fang.ask('mutation ($input: UpdateTeacherDataInput!) { updateTeacherData(input: $input) { refusals { code } } }', { input: { personId: personId(), expectedVersion: teacher.version, title: '正高级教师', mobile: '13900001234' } });
});
afterAll(() => server.close());

const list = 'query ($officeId: ID, $personId: ID, $act: String, $subjectKind: AuditSubjectKind, $from: DateTime, $until: DateTime) { auditEvents(first: 20, officeId: $officeId, personId: $personId, act: $act, subjectKind: $subjectKind, from: $from, until: $until) { totalCount nodes { id at action title role requestId sealedAt office { code name } actor { kind name personId asOffice } subject { kind id title } facts { name title value } changes { title before after } } } }';
const events = async (actor: Actor, filter: object = {}) => (await actor.sees(list, filter as Record<string, unknown>))['auditEvents'] as { totalCount: number; nodes: { id: string; at: string; action: string; title: string; role: string; requestId: string; sealedAt: string | null; office: { code: string; name: string } | null; actor: { kind: string; name: string | null; personId: string | null; asOffice: string | null }; subject: { kind: string; id: string; title: string } | null; facts: { name: string; title: string; value: string }[]; changes: { title: string; before: string | null; after: string | null }[] }[] };
const personId = () => idOf({ type: 'Person', key: teacher.id });

test('T12 方若兰 changes a teacher\'s title; 陆景行 at the county above reads who, what, and what stood there before; a second later it is sealed', async () => {
  expect(changed.data['updateTeacherData'].refusals).toEqual([]);
  const [event] = (await events(lu, { act: 'people.manage/update' })).nodes;
  const [name] = await rows<{ name: string; school: string }>(server.owner, 'select p.name, o.name as school from person p join office o on o.id = p.office_id where p.id = $1', [teacher.id]);
  expect(event).toMatchObject({
    title: '修改教师资料', role: 'ADMIN', requestId: changed.headers.get('x-request-id'), office: { name: name?.school },
    actor: { kind: 'PERSON', name: '方若兰', asOffice: null }, subject: { kind: 'PERSON', id: personId(), title: `人员 ${name?.name}` },
    facts: [{ title: '项目', value: '职称、手机号码' }, { title: '生效日期', value: '2023-09-10' }],
  });
  expect(event?.changes).toEqual([{ title: '职称', before: expect.any(String), after: '正高级教师' }, { title: '手机号码', before: expect.stringMatching(/^1\d\d\*{4}\d{4}$/), after: '139****1234' }]);
  await server.app.auditSealer.seal();
  expect((await events(lu, { act: 'people.manage/update' })).nodes[0]?.sealedAt).toMatch(/\+08:00$/);
});

test('T12 the words are the reader\'s: the same event in English', async () => {
  const answer = await lu.ask(list, { act: 'people.manage/update' }, { 'accept-language': 'en' });
  const [event] = answer.data['auditEvents'].nodes;
  expect(event).toMatchObject({ title: 'Teacher\'s data changed', subject: { title: expect.stringMatching(/^Person /) } });
  expect(event.facts[0]).toEqual({ name: 'fields', title: 'Fields', value: 'Title, Mobile number' });
});

test('T12 the filters narrow to a person, an act, a kind, an office and a time, and each other', async () => {
  const me = (await lu.sees('{ viewer { person { id } } }'))['viewer'].person.id as string;
  await lu.sees('mutation { revokeSessions(input: {}) { refusals { code } } }');
  const mine = await events(lu, { personId: me });
  expect(mine.nodes.length).toBeGreaterThan(0);
  expect(new Set(mine.nodes.map(({ actor }) => actor.personId))).toEqual(new Set([me]));
  expect(new Set((await events(lu, { subjectKind: 'PERSON' })).nodes.map(({ subject }) => subject?.kind))).toEqual(new Set(['PERSON']));
  const [at] = await rows<{ at: Date }>(server.owner, "select at from audit_event where action = 'people.manage' order by id desc limit 1");
  const instant = at?.at.toISOString();
  expect((await events(lu, { act: 'people.manage/update', from: instant })).totalCount).toBe(1);
  expect((await events(lu, { act: 'people.manage/update', until: instant })).totalCount).toBe(0);
  expect((await events(lu, { act: 'people.manage/update', personId: me })).totalCount).toBe(0);
  // What has no acts is not confused with what has.
  expect((await events(lu, { act: 'people.manage' })).totalCount).toBe(0);
  const [school] = await rows<{ id: number }>(server.owner, "select office_id::int as id from person where user_name = 'fang.ruolan'");
  expect((await events(lu, { officeId: idOf({ type: 'Office', key: school?.id ?? 0 }), act: 'people.manage/update' })).totalCount).toBe(1);
});

test('T12 a school reads its own events and no other; another county none of them; what is no office\'s only the province', async () => {
  await server.owner.query("insert into audit_event (at, request_id, actor, action, facts) values (now(), 'nowhere', 'anonymous', 'access.signOut', '{}')");
  const own = await events(fang);
  expect(own.nodes.length).toBeGreaterThan(0);
  expect(new Set(own.nodes.map(({ office }) => office?.name)).size).toBe(1);
  const qian = await server.as('钱开明');
  expect((await events(qian, { act: 'people.manage/update' })).totalCount).toBe(0);
  const [event] = (await events(lu, { act: 'people.manage/update' })).nodes;
  expect((await qian.ask('query ($id: ID!) { auditEvent(id: $id) { title } }', { id: event?.id })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await lu.sees('query ($id: ID!) { auditEvent(id: $id) { title } }', { id: event?.id }))['auditEvent']).toEqual({ title: '修改教师资料' });
  const nowhere = async (actor: Actor) => (await events(actor, { act: 'access.signOut' })).nodes.filter(({ requestId }) => requestId === 'nowhere').length;
  expect([await nowhere(gu), await nowhere(lu), await nowhere(fang)]).toEqual([1, 0, 0]);
});

test('T12 somebody of an office above is not named to the office below, but that it was somebody is told; who looks as an office is told as both', async () => {
  const [school] = await rows<{ id: number }>(server.owner, "select office_id::int as id from person where user_name = 'fang.ruolan'");
  const officeId = idOf({ type: 'Office', key: school?.id ?? 0 });
  expect((await gu.sees('mutation ($input: BeginViewAsInput!) { beginViewAs(input: $input) { refusals { code } } }', { input: { officeId, reason: '协助排查' } }))['beginViewAs'].refusals).toEqual([]);
  await gu.sees('mutation { endViewAs { __typename } }');
  const told = async (actor: Actor) => (await events(actor, { act: 'access.viewAs/end' })).nodes[0]?.actor;
  expect(await told(fang)).toEqual({ kind: 'PERSON', name: null, personId: null, asOffice: expect.any(String) });
  expect(await told(gu)).toMatchObject({ name: '顾文远', asOffice: expect.any(String) });
});

test('T12 tutors, learners, platforms and nobody read no audit trail, nor its list of acts', async () => {
  for (const actor of [await server.as('周明礼'), await server.as('林晓岚'), await server.as('宋怀瑾'), await server.asPlatform(), server.nobody()]) {
    for (const query of ['{ auditEvents(first: 1) { totalCount } }', '{ auditActs { code } }']) expect((await actor.ask(query)).errors[0]?.extensions['code']).toMatch(/^(FORBIDDEN|UNAUTHENTICATED)$/);
  }
});

test('T12 the list as a file has the same events in words, and is itself an event', async () => {
  const get = async (path: string) => { const response = await fetch(`${server.origin}${path}`, { headers: lu.credentials }); return { status: response.status, lines: (await response.text()).trim().split(/\r?\n/) }; };
  const { totalCount } = await events(lu, { act: 'people.manage/update' });
  const { status, lines } = await get('/exports/audit?act=people.manage%2Fupdate');
  expect({ status, count: lines.length }).toEqual({ status: 200, count: totalCount + 1 });
  expect(lines[1]).toContain('修改教师资料');
  expect(lines[1]).toContain('139****1234');
  expect((await events(lu, { act: 'audit.browse/export' })).nodes[0]).toMatchObject({ title: '导出审计记录', actor: { name: '陆景行' } });
  expect((await get('/exports/audit?from=yesterday')).status).toBe(400);
});

test('T12 a number that somebody writes into a reason is refused, and masked where it comes through all the same', async () => {
  const [own] = await rows<{ id: number }>(server.owner, "select id::int as id from office where code = '320506'");
  const answer = await gu.ask('mutation ($input: BeginViewAsInput!) { beginViewAs(input: $input) { refusals { code } } }', { input: { officeId: idOf({ type: 'Office', key: own?.id ?? 0 }), reason: '号码 13900005678 打不通' } });
  const [event] = await rows<{ facts: { reason: string } }>(server.owner, "select facts from audit_event where action = 'access.viewAs' and facts ->> 'act' = 'begin' order by id desc limit 1");
  if (answer.data['beginViewAs'].refusals.length === 0) await gu.sees('mutation { endViewAs { __typename } }');
  expect(answer.data['beginViewAs'].refusals.map(({ code }: { code: string }) => code)).toEqual(['MALFORMED']);
  expect(event?.facts.reason ?? '').not.toMatch(/13900005678/);
});
