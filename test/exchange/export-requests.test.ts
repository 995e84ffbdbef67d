// Files of many persons' data: asked for with a reason, approved by another administrator, fetched once, and all of it on record.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { decisionRefusals, requestRefusals, shownState, type ExportRequestState } from '../../server/exchange/rules/export-requests.js';
import { idOf, rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

const limit = 20;
let server: TestServer;
let [gu, shen, lu, qian, fang]: Actor[] = [];
beforeAll(async () => {
  server = await openTestServer({ exportRowsWithoutApproval: limit });
  [gu, shen, lu, qian, fang] = await Promise.all([server.as('顾文远'), server.as('沈佩兰'), server.as('陆景行'), server.as('钱开明'), server.as('方若兰')]);
});
afterAll(() => server.close());

const one = (actor: Actor | undefined) => actor as Actor;
const fields = 'id list format rowCount reason state version expiresAt requestedByName decidedByName decisionReason fetchedAt viewerCanDecide viewerCanFetch office { code } filters { name value }';
interface Asked { id: string; state: string; version: number; rowCount: number; viewerCanDecide: boolean; viewerCanFetch: boolean; expiresAt: string; decisionReason: string | null; filters: { name: string; value: string }[] }
interface Answer { request: Asked | null; refusals: { code: string; field: string | null }[] }
let keys = 0;
const ask = async (actor: Actor | undefined, input: object = {}): Promise<Answer> => (await one(actor).sees(`mutation ($input: RequestExportInput!) { requestExport(input: $input) { request { ${fields} } refusals { code field } } }`, { input: { list: 'people', format: 'CSV', parameters: [], reason: '上报市教育局核对名册', idempotencyKey: `ask ${(keys += 1)}`, ...input } })).requestExport as Answer;
const decide = async (actor: Actor | undefined, { id, version }: Asked, isApproved: boolean, reason: string | null = null): Promise<Answer> => (await one(actor).sees(`mutation ($input: DecideExportInput!) { decideExport(input: $input) { request { ${fields} } refusals { code field } } }`, { input: { requestId: id, expectedVersion: version, isApproved, reason, idempotencyKey: `decide ${(keys += 1)}` } })).decideExport as Answer;
const seen = async (actor: Actor | undefined, view = 'ALL') => (await one(actor).sees(`query ($view: ExportRequestView) { exportRequests(first: 50, view: $view) { totalCount nodes { ${fields} } } }`, { view })).exportRequests as { totalCount: number; nodes: Asked[] };
const fetchFile = async (actor: Actor | undefined, path: string) => {
  const response = await fetch(`${server.origin}${path}`, { headers: one(actor).credentials });
  const text = await response.text();
  return { status: response.status, text, lines: response.status === 200 ? (parse(text, { bom: true }) as string[][]) : [] };
};
const fetchApproved = (actor: Actor | undefined, { id }: Asked) => fetchFile(actor, `/exports/approved?id=${id}`);
const codes = ({ refusals }: Answer) => refusals.map(({ code, field }) => `${code} ${field}`);
const asked = async (actor: Actor | undefined = lu, input: object = {}): Promise<Asked> => {
  const answer = await ask(actor, input);
  if (!answer.request) throw new Error(JSON.stringify(answer.refusals));
  return answer.request;
};
const trail = async (id: string) => (await rows<{ action: string; act: string | null; actor: string; facts: Record<string, unknown> }>(server.owner, "select action, facts ->> 'act' as act, actor, facts from audit_event where subject = $1 order by id", [id]));
const personOf = async (login: string) => `person:${(await rows<{ id: number }>(server.owner, 'select id::int as id from person where user_name = $1', [login]))[0]?.id}`;

test('T2 陆景行 needs more than a click for the county\'s teachers: she asks with a reason, 沈佩兰 approves, and the file is fetched once', async () => {
  const refused = await fetchFile(lu, '/exports/people');
  expect({ status: refused.status, text: refused.text }).toMatchObject({ status: 403, text: expect.stringContaining('APPROVAL_NEEDED') });
  const { people } = await one(lu).sees('{ people(first: 1) { totalCount } }');
  expect((await one(lu).sees('{ exportNeed(list: "people", parameters: []) { rowCount limit needsApproval } }')).exportNeed).toEqual({ rowCount: people.totalCount, limit, needsApproval: true });

  const request = await asked();
  expect(request).toMatchObject({ state: 'WAITING', rowCount: people.totalCount, viewerCanDecide: false, viewerCanFetch: false });
  expect((await fetchApproved(lu, request)).status).toBe(400);
  expect((await seen(shen, 'TO_DECIDE')).nodes.find(({ id }) => id === request.id)).toMatchObject({ viewerCanDecide: true, viewerCanFetch: false, reason: '上报市教育局核对名册', requestedByName: '陆景行' });
  expect((await decide(shen, request, true)).request).toMatchObject({ state: 'APPROVED', decidedByName: '沈佩兰', viewerCanFetch: false });
  expect((await seen(lu, 'MINE')).nodes.find(({ id }) => id === request.id)).toMatchObject({ state: 'APPROVED', viewerCanFetch: true });

  // Approved for whoever asked, and nobody else.
  expect((await fetchApproved(shen, request)).status).toBe(404);
  const file = await fetchApproved(lu, request);
  expect(file.status).toBe(200);
  expect(file.lines).toHaveLength(people.totalCount + 1);
  expect(file.text).not.toMatch(/\d{17}[\dX]|(?<!\d)1\d{10}(?!\d)/);
  expect((await fetchApproved(lu, request)).status).toBe(400);
  expect((await seen(lu, 'MINE')).nodes.find(({ id }) => id === request.id)).toMatchObject({ state: 'FETCHED', viewerCanFetch: false });

  const [chief, county] = [await personOf('shen.peilan'), await personOf('lu.jingxing')];
  expect((await trail(request.id)).map(({ action, act, actor }) => [action, act, actor])).toEqual([['exchange.requestExport', null, county], ['exchange.decideExport', 'approve', chief], ['exchange.fetchExport', null, county]]);
  expect((await trail(request.id))[0]?.facts).toMatchObject({ list: 'people', rows: people.totalCount, reason: '上报市教育局核对名册' });
});

test('T2 up to the limit, and for lists of no persons, nobody is asked', async () => {
  const school = await rows<{ id: number }>(server.owner, "select o.id::int as id from office o join person p on p.office_id = o.id where o.level = 'SCHOOL' and o.path like (select path from office where code = '320506') || '%' group by o.id having count(*) between 1 and $1 order by o.id limit 1", [limit]);
  const officeId = idOf({ type: 'Office', key: school[0]?.id ?? 0 });
  expect((await fetchFile(lu, `/exports/people?officeId=${officeId}`)).status).toBe(200);
  expect(codes(await ask(lu, { parameters: [{ name: 'officeId', value: officeId }] }))).toEqual(['NOTHING_TO_CHANGE parameters']);
  expect((await fetchFile(lu, '/exports/audit')).status).toBe(200);
  expect((await one(lu).sees('{ exportNeed(list: "audit", parameters: []) { needsApproval } }')).exportNeed.needsApproval).toBe(false);
  // What is out of scope, or no list of the caller's, is not there.
  const [nanjing] = await rows<{ id: number }>(server.owner, "select id::int as id from office where code = '3201'");
  const need = 'query ($list: String!, $id: String!) { exportNeed(list: $list, parameters: [{ name: "officeId", value: $id }]) { rowCount } }';
  expect((await one(lu).ask(need, { list: 'people', id: idOf({ type: 'Office', key: nanjing?.id ?? 0 }) })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await one(lu).ask(need, { list: 'nothing', id: officeId })).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  expect((await (await server.as('周明礼')).ask('{ exportNeed(list: "people", parameters: []) { rowCount } }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
});

test('T2 nobody approves the own request, nobody below or beside sees it, and a colleague at the same office may decide', async () => {
  const request = await asked();
  expect(codes(await decide(lu, request, true))).toEqual(['NOT_ALLOWED requestId']);
  for (const actor of [qian, fang]) {
    expect((await seen(actor)).nodes.some(({ id }) => id === request.id)).toBe(false);
    expect((await one(actor).ask('mutation ($input: DecideExportInput!) { decideExport(input: $input) { refusals { code } } }', { input: { requestId: request.id, expectedVersion: 1, isApproved: true } })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await fetchApproved(actor, request)).status).toBe(404);
  }
  // The database says so too, whatever the code does.
  await expect(server.owner.query('update export_request set decided_by_id = requested_by_id')).rejects.toMatchObject({ constraint: 'export_request_by_another' });
  // JS-12: a county has one or two administrators; 钱开明 comes to Wuzhong as the second.
  const move = (code: string) => server.owner.query("update role_assignment set office_id = (select id from office where code = $1) where person_id = (select id from person where user_name = 'qian.kaiming')", [code]);
  await move('320506');
  try {
    expect((await decide(await server.as('钱开明'), request, true)).request).toMatchObject({ state: 'APPROVED', decidedByName: '钱开明' });
  } finally { await move('320583'); }
});

test('T2 a refusal says why, and cannot be turned round; without a reason or with a number in it nothing is kept', async () => {
  expect(codes(await ask(lu, { reason: ' ' }))).toEqual(['INCOMPLETE reason']);
  expect(codes(await ask(lu, { reason: '给 13800000000 用' }))).toEqual(['MALFORMED reason']);
  const request = await asked();
  expect(codes(await decide(shen, request, false))).toEqual(['INCOMPLETE reason']);
  expect(codes(await decide(shen, { ...request, version: 7 }, true))).toEqual(['STALE expectedVersion']);
  expect((await decide(shen, request, false, '请按学校分批导出')).request).toMatchObject({ state: 'REFUSED', decisionReason: '请按学校分批导出' });
  expect(codes(await decide(gu, { ...request, version: 2 }, true))).toEqual(['NOT_ALLOWED_IN_STATE requestId']);
  expect((await fetchApproved(lu, request)).status).toBe(400);
  expect((await trail(request.id)).map(({ act }) => act)).toEqual([null, 'refuse']);
});

test('T2 what is not decided within a week, or not fetched within a day, has run out', async () => {
  const start = server.clock.business();
  const [waiting, approved] = [await asked(), await asked()];
  await decide(shen, approved, true);
  try {
    server.clock.setBusiness(new Date(start.getTime() + 24 * 3_600_000).toISOString());
    expect((await seen(lu, 'MINE')).nodes.find(({ id }) => id === approved.id)).toMatchObject({ state: 'EXPIRED', viewerCanFetch: false });
    expect((await fetchApproved(lu, approved)).status).toBe(400);
    expect((await seen(shen, 'TO_DECIDE')).nodes.some(({ id }) => id === waiting.id)).toBe(true);
    server.clock.setBusiness(new Date(start.getTime() + 7 * 24 * 3_600_000).toISOString());
    expect((await seen(shen, 'TO_DECIDE')).nodes.some(({ id }) => id === waiting.id)).toBe(false);
    expect(codes(await decide(shen, waiting, true))).toEqual(['NOT_ALLOWED_IN_STATE requestId']);
  } finally { server.clock.setBusiness(start.toISOString()); }
});

test('T2 the filter goes along in words, and the file is of it', async () => {
  const wuzhong = (await rows<{ id: number; name: string }>(server.owner, "select id::int as id, name from office where code = '320506'"))[0];
  const request = await asked(shen, { list: 'enrolments', parameters: [{ name: 'officeId', value: idOf({ type: 'Office', key: wuzhong?.id ?? 0 }) }] });
  expect(request.filters).toEqual([{ name: 'officeId', value: wuzhong?.name }]);
  await decide(gu, request, true, '同意');
  const file = await fetchApproved(shen, request);
  expect(file.lines).toHaveLength((await one(lu).sees('{ enrolments(first: 1) { totalCount } }')).enrolments.totalCount + 1);
});

test('T11 a platform\'s token gets no such file: it reads lists page by page, under its cost', async () => {
  const platform = await server.asPlatform();
  expect((await fetchFile(platform, '/exports/results')).status).toBe(403);
  expect((await platform.ask('{ exportRequests(first: 1) { totalCount } }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
});

test('T18 who looks as another office can neither ask, decide nor fetch', async () => {
  const request = await asked();
  await decide(shen, request, true);
  const [wuzhong] = await rows<{ id: number }>(server.owner, "select id::int as id from office where code = '320506'");
  const viewing = await server.as('沈佩兰');
  await viewing.sees('mutation ($input: BeginViewAsInput!) { beginViewAs(input: $input) { refusals { code } } }', { input: { officeId: idOf({ type: 'Office', key: wuzhong?.id ?? 0 }), reason: '协助核对' } });
  expect((await viewing.ask('mutation ($input: DecideExportInput!) { decideExport(input: $input) { refusals { code } } }', { input: { requestId: request.id, expectedVersion: 2, isApproved: true } })).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'READ_ONLY_VIEW' });
  expect((await fetchApproved(viewing, request)).status).toBe(404);
});

describe('T2 races', () => {
  test('T2 in 20 rounds two administrators decide at once and the file is fetched three times at once: one decision counts, one file goes out', async () => {
    for (let round = 0; round < 20; round += 1) {
      const request = await asked();
      const decisions = await Promise.all([decide(shen, request, true), decide(gu, request, round % 2 === 0, '分批办理')]);
      expect(decisions.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
      const isApproved = decisions.some((answer) => answer.refusals.length === 0 && answer.request?.state === 'APPROVED');
      const files = await Promise.all([fetchApproved(lu, request), fetchApproved(lu, request), fetchApproved(lu, request)]);
      expect(files.filter(({ status }) => status === 200)).toHaveLength(isApproved ? 1 : 0);
      expect((await trail(request.id)).map(({ action }) => action)).toEqual(['exchange.requestExport', 'exchange.decideExport', ...(isApproved ? ['exchange.fetchExport'] : [])]);
    }
  });
});

describe('T2 rules', () => {
  const now = new Date('2023-09-10T08:00:00Z');
  const at = (ms: number) => new Date(now.getTime() + ms);
  test.each<[ExportRequestState, number, string]>([['WAITING', 1, 'WAITING'], ['WAITING', 0, 'EXPIRED'], ['APPROVED', 1, 'APPROVED'], ['APPROVED', 0, 'EXPIRED'], ['REFUSED', -1, 'REFUSED'], ['FETCHED', -1, 'FETCHED']])('T2 %s that runs out in %i ms is shown as %s', (state, ms, shown) => {
    expect(shownState(state, at(ms), now)).toBe(shown);
  });

  const request = { state: 'WAITING' as const, expiresAt: at(1), requestedById: 7, version: 1 };
  test.each<[string, object, object, string[]]>([
    ['another', {}, {}, []], ['oneself', {}, { personId: 7 }, ['NOT_ALLOWED']], ['nobody', {}, { personId: null }, ['NOT_ALLOWED']], ['too late', { expiresAt: now }, {}, ['NOT_ALLOWED_IN_STATE']], ['decided', { state: 'REFUSED' }, {}, ['NOT_ALLOWED_IN_STATE']],
    ['stale', {}, { expectedVersion: 2 }, ['STALE']], ['no reason against', {}, { isApproved: false }, ['INCOMPLETE']], ['a reason against', {}, { isApproved: false, reason: '用途不明' }, []], ['a word for it', {}, { reason: '同意' }, []], ['a number in it', {}, { reason: '见 13912345678' }, ['MALFORMED']], ['a long one', {}, { reason: '长'.repeat(201) }, ['TOO_LONG']],
  ])('T2 deciding: %s', (_, standing, decision, expected) => {
    expect(decisionRefusals({ ...request, ...standing }, { personId: 8, isApproved: true, reason: null, expectedVersion: 1, ...decision }, now).map(({ code }) => code)).toEqual(expected);
  });

  test.each<[number, number, string, { name: string; value: string }[], string[]]>([
    [21, 20, '核对名册', [], []], [20, 20, '核对名册', [], ['NOTHING_TO_CHANGE']], [21, 20, '核对', [], ['INCOMPLETE']], [21, 20, '核对名册', [{ name: 'search', value: '13912345678' }], ['MALFORMED']],
    [21, 20, '核对名册', [{ name: 'search', value: '长'.repeat(101) }], ['TOO_LONG']], [21, 20, '核对名册', Array.from({ length: 11 }, () => ({ name: 'a', value: 'b' })), ['TOO_LONG']],
  ])('T2 asking for %i rows where %i are free, because "%s"', (rowCount, free, reason, parameters, expected) => {
    expect(requestRefusals(reason, parameters, rowCount, free).map(({ code }) => code)).toEqual(expected);
  });
});
