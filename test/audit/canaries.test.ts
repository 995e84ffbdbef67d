// T21: personal numbers that come in through every door stand nowhere but sealed, and come out at no other door than the one that reveals them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createApp, type App } from '../../server/app.js';
import { vaultOf } from '../../server/installation.js';
import { maskIdCard, maskMobile } from '../../server/kernel/id-card.js';
import { idOf, rows } from '../access/places.js';
import { rosterOf } from '../roster/rosters.js';
import { testFieldKey } from '../support/test-profile.js';
import { Actor, keptInMemory, openTestServer, type TestServer } from '../support/test-server.js';
import { canaryOf, hitsIn, hitsInFiles, hitsInTables, walNow } from './canaries.js';

let server: TestServer;
/** A server of its own beside the test's, whose log is read. */
let app: App;
let origin: string;
let log = '';
let since: string;
/** What callers were told, whole answers with their headers. */
const told: string[] = [];
const canaries = Array.from({ length: 12 }, (_, place) => canaryOf(place));
const [own, other, rostered, added, wrong, stranger, proposed, contact, reason, seat, misplaced, searched] = canaries as [Canary, Canary, Canary, Canary, Canary, Canary, Canary, Canary, Canary, Canary, Canary, Canary];
type Canary = ReturnType<typeof canaryOf>;

beforeAll(async () => {
  server = await openTestServer();
  since = await walNow(server.owner);
  const logger = pino({ level: 'trace' }, new Writable({ write: (chunk, _encoding, done) => { log += String(chunk); done(); } }));
  app = await createApp({ connection: server.connection, clock: server.clock, vault: vaultOf(testFieldKey), installation: { isDemo: true, demoAccounts: [], demoSecret: null, singleSignOnLabel: null, version: 'canary' }, singleSignOn: null, auditHeads: keptInMemory(), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, logger, isApplicationScopeOn: true });
  origin = await app.http.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await server.close();
});

async function asks(actor: Actor, query: string, input: object): Promise<{ data: Record<string, { refusals?: { code: string }[] }>; errors: { extensions: Record<string, unknown> }[] }> {
  const type = query.charAt(0).toUpperCase() + query.slice(1);
  const answer = await actor.ask<never>(`mutation ($input: ${type}Input!) { ${query}(input: $input) { refusals { code message facts { value } } } }`, { input });
  told.push(answer.text, JSON.stringify([...answer.headers]));
  return answer;
}
async function reads(actor: Actor, query: string, variables: object = {}): Promise<void> {
  const answer = await actor.ask(query, variables as Record<string, unknown>);
  told.push(answer.text);
}
const codesOf = (answer: Awaited<ReturnType<typeof asks>>, name: string) => answer.data[name]?.refusals?.map(({ code }) => code);

test('T21 twelve canaries through every door: no hit in answers, exports, logs, tables, heap and log of changes', async () => {
  const [fangAt, linAt, luAt] = await Promise.all([server.as('方若兰'), server.as('林晓岚'), server.as('陆景行')]);
  const [fang, lin, lu] = [new Actor(origin, fangAt.credentials), new Actor(origin, linAt.credentials), new Actor(origin, luAt.credentials)];
  const [school] = await rows<{ id: number; code: string }>(server.owner, "select o.id::int as id, o.code from office o join person p on p.office_id = o.id where p.user_name = 'fang.ruolan'");
  const teachers = await rows<{ id: number; version: number; number: string }>(server.owner, 'select id::int as id, version, training_number as number from person where office_id = $1 and user_name is null order by id limit 5', [school?.id]);
  const person = (place: number) => ({ personId: idOf({ type: 'Person', key: teachers[place]?.id ?? 0 }), expectedVersion: teachers[place]?.version ?? 0 });

  // Written by the school's administrator, sent twice, written again to another.
  expect(codesOf(await asks(fang, 'updateTeacherData', { ...person(0), ...own, reason: '补录证件', idempotencyKey: 'canary' }), 'updateTeacherData')).toEqual([]);
  await asks(fang, 'updateTeacherData', { ...person(0), ...own, reason: '补录证件', idempotencyKey: 'canary' });
  await asks(fang, 'updateTeacherData', { ...person(0), ...other, reason: '补录证件', idempotencyKey: 'canary' });
  expect(codesOf(await asks(fang, 'updateTeacherData', { ...person(1), idCard: own.idCard }), 'updateTeacherData')).toEqual(['TAKEN']);
  expect(codesOf(await asks(fang, 'updateTeacherData', { ...person(1), ...other }), 'updateTeacherData')).toEqual([]);

  // Inputs that fail: refused by a rule, by the type, by the shape, by the parser.
  expect(codesOf(await asks(fang, 'updateTeacherData', { ...person(2), idCard: `${wrong.idCard.slice(0, 17)}${wrong.idCard.endsWith('1') ? '2' : '1'}`, mobile: wrong.mobile.slice(0, 10) }), 'updateTeacherData')).toEqual(['MALFORMED', 'MALFORMED']);
  for (const input of [{ ...person(2), idCard: { number: misplaced.idCard } }, { ...person(2), [misplaced.idCard]: misplaced.mobile }, { ...person(2), expectedVersion: misplaced.mobile, idCard: misplaced.idCard }, { ...person(2), joinedYear: misplaced.idCard }, { personId: misplaced.idCard, expectedVersion: 1 }]) await asks(fang, 'updateTeacherData', input);
  await reads(fang, `query { person(id: "${misplaced.idCard}") { id } }`);
  await reads(fang, `query { people(first: ${misplaced.mobile}) { totalCount } }`);
  await reads(fang, `query { people(subject: "${misplaced.idCard}", first: 1) { totalCount } }`);
  await reads(fang, `query { people(first: 1) { ${misplaced.idCard.replace('3', 'x')} "${misplaced.idCard} }`);
  await reads(fang, 'query ($subject: Subject) { people(first: 1, subject: $subject) { totalCount } }', { subject: misplaced.idCard });
  for (const body of [`{"query":"${misplaced.idCard}`, JSON.stringify({ query: misplaced.mobile }), JSON.stringify({ query: 'query X { about { version } }', operationName: misplaced.idCard })]) {
    told.push(await (await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...fang.credentials }, body })).text());
  }

  // Corrections: proposed by the teacher, decided by the administrator.
  expect(codesOf(await asks(lin, 'proposeCorrection', { changes: [{ field: 'MOBILE', value: proposed.mobile }, { field: 'ID_CARD', value: proposed.idCard }], note: '换了手机', idempotencyKey: 'canary' }), 'proposeCorrection')).toEqual([]);
  expect(codesOf(await asks(lin, 'proposeCorrection', { changes: [{ field: 'MOBILE', value: stranger.mobile }], note: `我的号码是 ${stranger.mobile}` }), 'proposeCorrection')).toEqual(['MALFORMED']);
  for (const { id } of await rows<{ id: number }>(server.owner, "select id::int as id from data_correction where person_id = (select id from person where user_name = 'lin.xiaolan') and state = 'PROPOSED' order by id")) {
    await asks(fang, 'decideCorrection', { correctionId: idOf({ type: 'DataCorrection', key: id }), isAccepted: true, reason: null });
  }

  // Reasons and other texts that are kept in the open.
  expect(codesOf(await asks(lu, 'transferTeacher', { ...person(3), toOfficeId: idOf({ type: 'Office', key: school?.id ?? 0 }), effectiveOn: '2023-09-01', reason: `证件 ${reason.idCard}` }), 'transferTeacher')).toContain('MALFORMED');
  for (const [mutation, input] of Object.entries({
    resetPassword: { personId: person(3).personId, reason: `电话 ${reason.mobile}` },
    revealPersonalData: { personId: person(0).personId, field: 'ID_CARD', reason: `核对 ${reason.idCard}` },
  })) expect(codesOf(await asks(fang, mutation, input), mutation)).toContain('MALFORMED');
  expect(codesOf(await asks(lu, 'appoint', { officeId: idOf({ type: 'Office', key: school?.id ?? 0 }), personId: person(3).personId, role: 'SCHOOL_LEADER', validFrom: '2023-09-10', reason: `电话 ${reason.mobile}`, classIds: [], programmeIds: [] }), 'appoint')).toContain('MALFORMED');
  expect(codesOf(await asks(lu, 'beginViewAs', { officeId: idOf({ type: 'Office', key: school?.id ?? 0 }), reason: `来电 ${reason.mobile}` }), 'beginViewAs')).toEqual(['MALFORMED']);
  await asks(lu, 'addOfficeContact', { officeId: idOf({ type: 'Office', key: school?.id ?? 0 }), name: '许倩', unit: '教务处', mobile: contact.mobile, email: 'x@example.cn', idempotencyKey: 'canary' });
  await asks(lu, 'appointSteeringMember', { officeId: idOf({ type: 'Office', key: school?.id ?? 0 }), post: 'MEMBER', trainingNumber: seat.idCard, unit: '教务处', validFrom: '2023-09-10', idempotencyKey: 'canary' });

  // A roster: rows that change, add and fail; written, and taken back.
  const [taught] = await rows<{ number: string; name: string }>(server.owner, 'select training_number as number, name from person where id = $1', [teachers[4]?.id]);
  const roster = rosterOf([
    `${taught?.number},${taught?.name},${rostered.idCard},${rostered.mobile},${school?.code},语文,小学,,`, `,丁一新,${added.idCard},${added.mobile},${school?.code},语文,小学,,`,
    `,丁二新,${stranger.idCard.slice(0, 17)}Y,${stranger.mobile}9,${school?.code},语文,小学,,`, `${stranger.idCard},${stranger.mobile},,,不存在,语文,小学,,`,
  ]);
  const sent = await fetch(`${origin}/rosters?name=${encodeURIComponent('名册.csv')}`, { method: 'POST', headers: { 'content-type': 'text/csv', ...fang.credentials }, body: roster });
  const receipt = await sent.text();
  told.push(receipt);
  const { id } = JSON.parse(receipt) as { id: string };
  const rowsOf = 'query ($id: ID!) { rosterRows(importId: $id, first: 50) { nodes { name idCardMasked errors { column reason } changes { fromValue toValue } } } rosterImport(id: $id) { added changed errors } }';
  await app.rosterWork.idle();
  await reads(fang, rowsOf, { id });
  for (const mutation of ['applyRosterImport', 'undoRosterImport', 'applyRosterImport']) {
    await asks(fang, mutation, { importId: id });
    await app.rosterWork.idle();
  }
  await reads(fang, rowsOf, { id });
  told.push(await (await fetch(`${origin}/rosters?name=x.csv`, { method: 'POST', headers: { 'content-type': 'text/csv', ...fang.credentials }, body: `${stranger.idCard},${stranger.mobile}\n` })).text());

  // Signing in by an ID-card number: right, wrong, unknown; and the door of single sign-on, which is closed here.
  for (const [login, password] of [[own.idCard, 'wrong'], [stranger.idCard, 'wrong'], [own.idCard.toLowerCase(), stranger.idCard], [stranger.mobile, own.mobile]] as const) await asks(new Actor(origin, {}), 'signIn', { login, password });
  for (const path of [`/sso/callback?code=${stranger.idCard}&state=${stranger.mobile}`, `/people?q=${searched.idCard}`, `/exports/people?search=${searched.idCard}`, `/exports/people?search=${own.mobile}`, `/exports/audit?act=${searched.idCard}`, `/exports/people?format=${searched.mobile}`]) {
    told.push(await (await fetch(`${origin}${path}`, { headers: fang.credentials, redirect: 'manual' })).text());
  }

  // Read as everybody reads, and exported.
  const fields = 'id name idCardMasked mobileMasked history { fromValue toValue reason }';
  for (const search of [own.idCard, own.mobile, rostered.idCard, searched.idCard]) await reads(fang, `query ($search: String) { people(first: 5, search: $search) { nodes { ${fields} } } }`, { search });
  await reads(lu, '{ auditEvents(first: 100) { nodes { title facts { value } changes { before after } subject { title } } } }');
  for (const list of ['people', 'enrolments', 'results', 'audit']) told.push(await (await fetch(`${origin}/exports/${list}`, { headers: fang.credentials })).text());
  await app.auditSealer.seal();

  expect(told.flatMap((answer) => (hitsIn(answer, canaries).length === 0 ? [] : [answer]))).toEqual([]);
  for (const { idCard, mobile } of [own, other]) expect(told.join()).toContain(`${maskIdCard(idCard)},${maskMobile(mobile)}`);
  expect(hitsIn(log, canaries)).toEqual([]);
  expect(log.length).toBeGreaterThan(1_000);
  expect(await hitsInTables(server.owner, canaries)).toEqual([]);
  const { files, found } = await hitsInFiles(server.owner, since, canaries);
  expect(files).toBeGreaterThan(200);
  expect(found).toEqual([]);
});

test('T21 the search finds what is there: a number written in the open is found in tables, heap and log of changes', async () => {
  const bird = canaryOf(99);
  await server.owner.query("insert into audit_event (at, request_id, actor, action, facts) values (now(), 'canary', 'job:test', 'access.signIn', jsonb_build_object('number', $1::text))", [bird.idCard]);
  expect(await hitsInTables(server.owner, [bird])).toEqual(['audit_event: 1 rows']);
  const { found } = await hitsInFiles(server.owner, since, [bird]);
  expect(found.some((one) => one.includes('base/'))).toBe(true);
  expect(found.some((one) => one.includes('pg_wal/'))).toBe(true);
});
