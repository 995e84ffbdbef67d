// A programme from its needs analysis to the archive: drafted by the province, decided by its steering group, published, answered by the cities.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { demoRule } from '../../server/demo/programmes.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { write as writeCourse } from '../courses/course-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
let people: Pick<Cast, '顾文远' | '宋怀瑾' | '沈佩兰' | '陆景行' | '方若兰' | '林晓岚' | '周明礼' | '钱开明'>;
let made = 0;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '顾文远', '宋怀瑾', '沈佩兰', '陆景行', '方若兰', '林晓岚', '周明礼', '钱开明');
});
afterAll(() => server.close());

interface Refused { code: string; field: string | null; requirement: string | null; message: string }
interface Seen { id: string; state: string; version: number; life: { steps: { act: string | null; to: string; reason: string; byName: string | null }[]; texts: { kind: string; version: number; text: string }[]; files: { number: number; name: string }[]; contacts: { name: string; mobileMasked: string; contactId: string | null }[]; viewerActs: string[]; viewerCanWrite: string[]; viewerCanReply: boolean; viewerCanNameContacts: boolean } }
const fields = 'id state version life { steps { act to reason byName } texts { kind version text } files { number name } contacts { name mobileMasked contactId } viewerActs viewerCanWrite viewerCanReply viewerCanNameContacts }';
const seen = async (actor: Actor, id: string): Promise<Seen> => (await actor.sees(`query ($id: ID!) { programme(id: $id) { ${fields} } }`, { id })).programme;
const listed = async (actor: Actor): Promise<string[]> => (await actor.sees('{ programmes { id } }')).programmes.map((one: { id: string }) => one.id);
const tasks = async (actor: Actor, id: string): Promise<string[]> => (await actor.sees('{ programmeTasks { kind until programme { id } } }')).programmeTasks.filter((one: { programme: { id: string } }) => one.programme.id === id).map((one: { kind: string; until: string | null }) => `${one.kind} ${one.until ?? ''}`.trim());

async function act(actor: Actor, name: string, input: object): Promise<{ programme: Seen | null; refusals: Refused[] }> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return (await actor.sees(`mutation ($input: ${type}!) { ${name}(input: $input) { programme { ${fields} } refusals { code field requirement message } } }`, { input }))[name];
}
const told = ({ refusals }: { refusals: Refused[] }) => refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim());

async function draft(more: object = {}): Promise<string> {
  const { programme } = await act(people.顾文远, 'createProgramme', { code: `LIFE${(made += 1)}`, name: '乡村教师信息化教学能力提升', year: 2023, ...more });
  return programme?.id ?? '';
}
const version = async (id: string) => (await seen(people.顾文远, id)).version;
const write = async (id: string, kind: string, text = '内容。') => act(people.顾文远, 'writeProgrammeText', { programmeId: id, kind, text, expectedVersion: 0 });
const advance = async (id: string, what: string, more: object = {}) => act(people.顾文远, 'advanceProgramme', { programmeId: id, act: what, expectedVersion: await version(id), ...more });
const decide = async (actor: Actor, id: string, isApproved: boolean, reason = '') => act(actor, 'decideProgramme', { programmeId: id, isApproved, reason, expectedVersion: await version(id) });

/** What the upload of a rule document leaves behind. */
async function rule(id: string, more: object = {}): Promise<void> {
  const [programme] = (await server.owner.query<{ id: number; code: string }>('select id::int as id, code from programme where code = $1', [(await people.顾文远.sees('query ($id: ID!) { programme(id: $id) { code } }', { id })).programme.code])).rows;
  const document = { ...demoRule(), effectiveFrom: '2023-09-01', ...more };
  await server.owner.query('insert into programme_rule (programme_id, version, document, effective_from) values ($1, 1, $2, $3)', [programme?.id, JSON.stringify(document), document.effectiveFrom]);
}
async function ownContact(actor: Actor, officeId: string, name: string): Promise<string> {
  const document = 'mutation ($input: AddOfficeContactInput!) { addOfficeContact(input: $input) { contact { id } refusals { code } } }';
  return (await actor.sees(document, { input: { officeId, name, unit: '教师发展中心', mobile: '13912345678', email: 'x@example.cn' } })).addOfficeContact.contact.id;
}
const suzhou = async () => (await people.沈佩兰.sees('{ viewer { office { id } } }')).viewer.office.id as string;

async function published(joinUntil: string | null, document: object = {}): Promise<string> {
  const id = await draft();
  for (const kind of ['NEEDS', 'PLAN', 'NOTICE']) await write(id, kind, `${kind}的内容。`);
  await advance(id, 'SUBMIT');
  await decide(people.宋怀瑾, id, true);
  await rule(id, document);
  await act(people.顾文远, 'nameProgrammeContacts', { programmeId: id, contactIds: [await ownContact(people.顾文远, globalId('Office', 1), `许${made}`)] });
  expect(told(await advance(id, 'PUBLISH', { joinUntil }))).toEqual([]);
  return id;
}

test('JS-09 顾文远 renames what she drafts; before the steering group and after its approval the name stands, and nobody else names it', async () => {
  const id = await draft();
  const rename = async (name: string, more: object = {}) => act(people.顾文远, 'renameProgramme', { programmeId: id, name, expectedVersion: await version(id), ...more });
  const nameOf = async (actor: Actor) => (await actor.sees('query ($id: ID!) { programme(id: $id) { name code life { viewerCanRename } } }', { id })).programme;
  expect(await nameOf(people.顾文远)).toEqual({ name: '乡村教师信息化教学能力提升', code: `LIFE${made}`, life: { viewerCanRename: true } });
  expect(await Promise.all([rename(' '), rename('名'.repeat(81)), rename('乡村教师信息化教学能力提升 '), rename('另一个名称', { expectedVersion: 7 })])).toMatchObject([[['EMPTY', 'name']], [['TOO_LONG', 'name']], [['NOTHING_TO_CHANGE', 'name']], [['STALE', 'expectedVersion']]].map((refusals) => ({ programme: null, refusals: refusals.map(([code, field]) => ({ code, field })) })));
  const idempotencyKey = `name ${id}`;
  const expectedVersion = await version(id);
  expect(told(await rename(` ${'新'.repeat(80)}`, { idempotencyKey, expectedVersion }))).toEqual([]);
  expect(told(await rename(` ${'新'.repeat(80)}`, { idempotencyKey, expectedVersion }))).toEqual([]);
  expect(await version(id)).toBe(expectedVersion + 1);
  expect(await nameOf(people.宋怀瑾)).toEqual({ name: '新'.repeat(80), code: `LIFE${made}`, life: { viewerCanRename: false } });
  const rows = (await server.owner.query<{ changes: object }>("select facts -> 'changes' as changes from audit_event where action = 'programmes.life' and facts ->> 'act' = 'rename'")).rows;
  expect(rows).toEqual([{ changes: { name: ['乡村教师信息化教学能力提升', '新'.repeat(80)] } }]);
  expect(errorCodes(await people.沈佩兰.ask('mutation ($input: RenameProgrammeInput!) { renameProgramme(input: $input) { refusals { code } } }', { input: { programmeId: id, name: '别的', expectedVersion: 1 } }))).toEqual(['NOT_FOUND']);
  for (const kind of ['NEEDS', 'PLAN', 'NOTICE']) await write(id, kind);
  await advance(id, 'SUBMIT');
  expect(told(await rename('送审以后'))).toEqual(['NOT_ALLOWED_IN_STATE']);
  await decide(people.宋怀瑾, id, false, '名称请再斟酌。');
  expect(told(await rename('乡村教师信息化教学能力提升（2023）'))).toEqual([]);
  await advance(id, 'SUBMIT');
  await decide(people.宋怀瑾, id, true);
  expect(told(await rename('批准以后'))).toEqual(['NOT_ALLOWED_IN_STATE']);
  expect(await nameOf(people.顾文远)).toMatchObject({ name: '乡村教师信息化教学能力提升（2023）', life: { viewerCanRename: false } });
});

test('JS-09 顾文远 drafts, 宋怀瑾 of the steering group returns and approves, and nobody else sees a word before it is published', async () => {
  const id = await draft();
  expect(await seen(people.顾文远, id)).toMatchObject({ state: 'DRAFT', life: { viewerActs: ['SUBMIT', 'CANCEL'], viewerCanWrite: ['NEEDS', 'PLAN', 'FOR_LOWER_OFFICES', 'NOTICE'], steps: [{ act: null, to: 'DRAFT', byName: '顾文远' }] } });
  expect(told(await advance(id, 'SUBMIT'))).toEqual(['INCOMPLETE needs', 'INCOMPLETE plan']);
  expect(told(await write(id, 'NEEDS', '乡村学校缺少信息化教学骨干。'))).toEqual([]);
  expect(told(await write(id, 'PLAN', '分三期，每期 50 人。'))).toEqual([]);
  expect(told(await write(id, 'PLAN', '另一份。'))).toEqual(['STALE expectedVersion']);
  for (const actor of [people.沈佩兰, people.陆景行, people.方若兰, people.林晓岚, people.周明礼]) {
    expect(await listed(actor)).not.toContain(id);
    expect(errorCodes(await actor.ask('query ($id: ID!) { programme(id: $id) { id } }', { id }))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await actor.ask('query ($id: ID!) { node(id: $id) { id } }', { id }))).toEqual(['NOT_FOUND']);
  }
  expect(await listed(people.宋怀瑾)).toContain(id);
  expect(await tasks(people.宋怀瑾, id)).toEqual([]);
  expect(told(await advance(id, 'SUBMIT'))).toEqual([]);
  expect(await tasks(people.宋怀瑾, id)).toEqual(['APPROVE']);
  expect((await seen(people.宋怀瑾, id)).life).toMatchObject({ viewerActs: ['APPROVE', 'RETURN'], viewerCanWrite: [], texts: [{ kind: 'NEEDS', text: '乡村学校缺少信息化教学骨干。' }, { kind: 'PLAN', text: '分三期，每期 50 人。' }] });
  expect(told(await write(id, 'PLAN'))).toContain('NOT_ALLOWED_IN_STATE');

  // The office itself cannot, and who does not see it cannot either.
  expect((await seen(people.顾文远, id)).life.viewerActs).toEqual(['RECALL']);
  expect(await decide(people.顾文远, id, true)).toMatchObject({ programme: null, refusals: [{ code: 'NOT_ENTITLED', requirement: 'JS-09' }] });
  expect(told(await advance(id, 'APPROVE'))).toEqual(['NOT_ENTITLED act']);
  expect(errorCodes(await people.沈佩兰.ask('mutation ($input: DecideProgrammeInput!) { decideProgramme(input: $input) { refusals { code } } }', { input: { programmeId: id, isApproved: true, expectedVersion: 2 } }))).toEqual(['NOT_FOUND']);

  expect(told(await decide(people.宋怀瑾, id, false))).toEqual(['EMPTY reason']);
  expect(told(await decide(people.宋怀瑾, id, false, '请补充经费安排。'))).toEqual([]);
  expect(await tasks(people.顾文远, id)).toEqual(['REVISE']);
  expect((await seen(people.顾文远, id)).life.steps.at(-1)).toEqual({ act: 'RETURN', to: 'RETURNED', reason: '请补充经费安排。', byName: '宋怀瑾' });
  expect(told(await act(people.顾文远, 'writeProgrammeText', { programmeId: id, kind: 'PLAN', text: '分三期，每期 50 人，经费 30 万元。', expectedVersion: 1 }))).toEqual([]);
  expect((await people.顾文远.sees('query ($id: ID!) { programme(id: $id) { textVersions { kind version text byName } } }', { id })).programme.textVersions.filter((one: { kind: string }) => one.kind === 'PLAN')).toEqual([{ kind: 'PLAN', version: 2, text: '分三期，每期 50 人，经费 30 万元。', byName: '顾文远' }, { kind: 'PLAN', version: 1, text: '分三期，每期 50 人。', byName: '顾文远' }]);
  expect(told(await advance(id, 'SUBMIT'))).toEqual([]);

  // Approved once, whoever decides at the same moment and how often.
  const before = await version(id);
  const both = await Promise.all([true, false].map((isApproved) => act(people.宋怀瑾, 'decideProgramme', { programmeId: id, isApproved, reason: '同意。', expectedVersion: before })));
  expect(both.flatMap(told).sort()).toEqual(['STALE expectedVersion']);
  expect((await seen(people.顾文远, id)).life.steps.filter(({ act: step }) => step === 'APPROVE' || step === 'RETURN')).toHaveLength(2);
  // One line in the trail for each act that was done, and none for what was refused.
  expect(await trail(id)).toEqual(['programmes.life create', 'programmes.life write', 'programmes.life write', 'programmes.life SUBMIT', 'programmes.approve RETURN', 'programmes.life write', 'programmes.life SUBMIT', expect.stringMatching(/^programmes\.approve (APPROVE|RETURN)$/)]);
});

test('JS-10 it is published with a notice, contacts and rules in force; 林晓岚 reads the notice and its download, 沈佩兰 the plan as well', async () => {
  const id = await draft();
  for (const kind of ['NEEDS', 'PLAN', 'FOR_LOWER_OFFICES']) await write(id, kind, `${kind}的内容。`);
  await advance(id, 'SUBMIT');
  await decide(people.宋怀瑾, id, true, '同意。');
  expect(await tasks(people.顾文远, id)).toEqual(['PUBLISH']);
  expect(told(await advance(id, 'PUBLISH'))).toEqual(['INCOMPLETE notice', 'INCOMPLETE contacts', 'INCOMPLETE rules']);
  await write(id, 'NOTICE', '现将有关事项通知如下。');
  await rule(id, { effectiveFrom: '2023-09-11' });
  const contactId = await ownContact(people.顾文远, globalId('Office', 1), '程虹');
  expect(told(await act(people.顾文远, 'nameProgrammeContacts', { programmeId: id, contactIds: [contactId] }))).toEqual([]);
  // A version that begins tomorrow is not in force today.
  expect(told(await advance(id, 'PUBLISH'))).toEqual(['INCOMPLETE rules']);
  await server.owner.query("update programme_rule set effective_from = '2023-09-10', document = jsonb_set(document, '{effectiveFrom}', '\"2023-09-10\"') where programme_id = (select max(id) from programme)");

  const upload = (name: string, body: Buffer, actor: Actor = people.顾文远) => fetch(`${server.origin}/programmes/files?programmeId=${id}&name=${encodeURIComponent(name)}`, { method: 'POST', headers: { ...actor.credentials, 'content-type': 'application/octet-stream' }, body: new Uint8Array(body) });
  expect((await upload('报名表.pdf', Buffer.from('%PDF-1.7 表'))).status).toBe(201);
  expect((await upload('页面.html', Buffer.from('<script>'))).status).toBe(422);
  expect((await upload('假.pdf', Buffer.from('<script>'))).status).toBe(422);
  expect((await upload('大.pdf', Buffer.concat([Buffer.from('%PDF'), Buffer.alloc(10 * 1_048_576)]))).status).toBe(413);
  expect((await upload('县.pdf', Buffer.from('%PDF-1.7'), people.沈佩兰)).status).toBe(404);
  const download = (actor: Actor) => fetch(`${server.origin}/programmes/files?programmeId=${id}&number=1`, { headers: actor.credentials });
  expect((await download(people.林晓岚)).status).toBe(404);

  expect(told(await advance(id, 'PUBLISH', { joinUntil: '2023-09-09' }))).toEqual(['OUT_OF_RANGE joinUntil']);
  expect(told(await advance(id, 'PUBLISH'))).toEqual([]);
  const lin = await seen(people.林晓岚, id);
  expect(lin).toMatchObject({ state: 'PUBLISHED', life: { texts: [{ kind: 'NOTICE', text: '现将有关事项通知如下。' }], files: [{ number: 1, name: '报名表.pdf' }], contacts: [{ name: '程虹', mobileMasked: '139****5678', contactId: null }], viewerActs: [], steps: [{ act: 'PUBLISH', byName: null }] } });
  expect((await seen(people.沈佩兰, id)).life.texts.map(({ kind }) => kind)).toEqual(['NEEDS', 'PLAN', 'FOR_LOWER_OFFICES', 'NOTICE']);
  const file = await download(people.林晓岚);
  expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition'), file.headers.get('x-content-type-options'), await file.text()]).toEqual([200, 'application/pdf', `attachment; filename*=UTF-8''${encodeURIComponent('报名表.pdf')}`, 'nosniff', '%PDF-1.7 表']);
  expect((await fetch(`${server.origin}/programmes/files?programmeId=${id}&number=1`)).status).toBe(401);
  expect(told(await act(people.顾文远, 'removeProgrammeFile', { programmeId: id, number: 1 }))).toEqual([]);
  expect((await download(people.林晓岚)).status).toBe(404);
  expect((await trail(id)).slice(-5)).toEqual(['programmes.life write', 'programmes.replies nameContacts', 'programmes.life addFile', 'programmes.life PUBLISH', 'programmes.life removeFile']);
});

async function trail(id: string): Promise<string[]> {
  const { rows } = await server.owner.query<{ line: string }>("select concat_ws(' ', action, facts ->> 'act') as line from audit_event where subject = $1 order by id", [id]);
  return rows.map(({ line }) => line);
}

const replies = async (actor: Actor, id: string) => (await actor.sees('query ($id: ID!) { programme(id: $id) { officeReplies { officeName answer plan version contacts { name mobileMasked } } } }', { id })).programme.officeReplies as { officeName: string; answer: string | null; plan: string; version: number; contacts: { name: string; mobileMasked: string }[] }[];

test('SD-10 each city joins with a plan or declines with a reason until the last day; 顾文远 sees all answers, a city its own', async () => {
  const id = await published('2023-09-30');
  expect(await tasks(people.沈佩兰, id)).toEqual(['REPLY 2023-09-30']);
  const reply = (actor: Actor, more: object) => act(actor, 'replyToProgramme', { programmeId: id, answer: 'JOINS', plan: '苏州分两批组织，每县 20 人。', expectedVersion: 0, ...more });
  expect(await reply(people.沈佩兰, { plan: '' })).toMatchObject({ refusals: [{ code: 'EMPTY', field: 'plan', requirement: 'SD-10' }] });
  const [one, again] = [await reply(people.沈佩兰, { idempotencyKey: 'suzhou joins' }), await reply(people.沈佩兰, { idempotencyKey: 'suzhou joins' })];
  expect([told(one), told(again)]).toEqual([[], []]);
  expect(await tasks(people.沈佩兰, id)).toEqual([]);
  expect((await trail(id)).slice(-1)).toEqual(['programmes.reply']);
  // A county that the province addresses directly answers for itself; one below a city does not.
  expect(told(await reply(people.钱开明, { answer: 'DECLINES', plan: '今年已有同类培训。' }))).toEqual([]);
  expect(await reply(people.陆景行, {})).toMatchObject({ refusals: [{ code: 'NOT_ENTITLED', requirement: 'SD-10' }] });
  expect(errorCodes(await people.方若兰.ask('mutation ($input: ReplyToProgrammeInput!) { replyToProgramme(input: $input) { refusals { code } } }', { input: { programmeId: id, answer: 'JOINS', plan: '方案', expectedVersion: 0 } }))).toEqual(['FORBIDDEN']);

  const all = await replies(people.顾文远, id);
  expect(all.length).toBeGreaterThan(3);
  expect(all.filter(({ answer }) => answer !== null).map(({ officeName, answer, plan, version: number }) => [officeName, answer, plan, number])).toEqual([['苏州市', 'JOINS', '苏州分两批组织，每县 20 人。', 1], [expect.stringContaining('昆山'), 'DECLINES', '今年已有同类培训。', 1]]);
  expect((await replies(people.沈佩兰, id)).map(({ officeName }) => officeName)).toEqual(['苏州市']);
  expect(await replies(people.陆景行, id)).toEqual([]);

  // It may be changed until the last day, and both answers stay on record.
  expect(told(await reply(people.沈佩兰, { answer: 'DECLINES', plan: '经费未落实。' }))).toEqual(['STALE expectedVersion']);
  expect(told(await reply(people.沈佩兰, { answer: 'DECLINES', plan: '经费未落实。', expectedVersion: 1 }))).toEqual([]);
  expect((await server.owner.query("select answer from programme_reply r join office o on o.id = r.office_id where o.code = '3205' and r.programme_id = (select max(id) from programme) order by number")).rows).toEqual([{ answer: 'JOINS' }, { answer: 'DECLINES' }]);
  server.clock.setBusiness('2023-10-01T00:00:00+08:00');
  try {
    expect(await reply(people.沈佩兰, { expectedVersion: 2 })).toMatchObject({ refusals: [{ code: 'WINDOW_CLOSED', requirement: 'SD-10' }] });
    expect((await seen(people.沈佩兰, id)).life.viewerCanReply).toBe(false);
  } finally { server.clock.setBusiness('2023-09-10T08:00:00+08:00'); }
});

test('SH24-05 沈佩兰 hands in a contact by the day of the rule document, and 顾文远 reads it with the mobile masked', async () => {
  const id = await published(null, { windows: [{ requirement: 'SH24-05', action: 'CONTACTS', until: { anchor: 'DATE', date: '2023-09-25' } }] });
  expect(await tasks(people.沈佩兰, id)).toEqual(['NAME_CONTACTS 2023-09-25']);
  const contactId = await ownContact(people.沈佩兰, await suzhou(), '杨芸');
  const handIn = (contactIds: string[]) => act(people.沈佩兰, 'nameProgrammeContacts', { programmeId: id, contactIds });
  expect(told(await handIn([]))).toEqual(['EMPTY contactIds']);
  // Another office's contact does not exist here.
  expect(errorCodes(await people.沈佩兰.ask('mutation ($input: NameProgrammeContactsInput!) { nameProgrammeContacts(input: $input) { refusals { code } } }', { input: { programmeId: id, contactIds: [await ownContact(people.顾文远, globalId('Office', 1), '外人')] } }))).toEqual(['NOT_FOUND']);
  expect(told(await handIn([contactId]))).toEqual([]);
  expect(await tasks(people.沈佩兰, id)).toEqual([]);
  expect((await replies(people.顾文远, id)).find(({ officeName }) => officeName === '苏州市')).toMatchObject({ contacts: [{ name: '杨芸', mobileMasked: '139****5678' }] });
  expect((await seen(people.林晓岚, id)).life.contacts.map(({ name }) => name)).not.toContain('杨芸');
  server.clock.setBusiness('2023-09-26T00:00:00+08:00');
  try { expect(await handIn([contactId])).toMatchObject({ refusals: [{ code: 'WINDOW_CLOSED', field: 'contactIds', requirement: 'SH24-05' }] }); } finally { server.clock.setBusiness('2023-09-10T08:00:00+08:00'); }
  // A programme whose rules ask for none takes none.
  expect(await act(people.沈佩兰, 'nameProgrammeContacts', { programmeId: globalId('Programme', 1), contactIds: [contactId] })).toMatchObject({ refusals: [{ code: 'NOT_ALLOWED', field: 'contactIds' }] });
});

test('JS-20 it runs from the day of its rules, is assessed with a conclusion and archived; after that every write is refused', async () => {
  const id = await published('2023-09-30', { runs: { requirement: 'JS-02', from: '2023-09-11', until: '2023-09-20' } });
  await server.app.applyDueChanges();
  expect((await seen(people.顾文远, id)).state).toBe('PUBLISHED');
  server.clock.setBusiness('2023-09-11T00:00:00+08:00');
  try {
    await server.app.applyDueChanges();
    expect(await seen(people.林晓岚, id)).toMatchObject({ state: 'RUNNING' });
    expect((await seen(people.顾文远, id)).life.steps.at(-1)).toEqual({ act: 'START', to: 'RUNNING', reason: '', byName: '' });
    server.clock.setBusiness('2023-09-21T00:00:00+08:00');
    expect(await tasks(people.顾文远, id)).toEqual(['ASSESS']);
    expect(told(await advance(id, 'ASSESS'))).toEqual(['EMPTY reason']);
    expect(told(await advance(id, 'ASSESS', { reason: '完成率 92%，建议延续。' }))).toEqual([]);
    expect(told(await advance(id, 'ARCHIVE'))).toEqual([]);
    const archived = ['NOT_ALLOWED_IN_STATE'];
    expect([await write(id, 'NOTICE'), await advance(id, 'PUBLISH'), await act(people.顾文远, 'removeProgrammeFile', { programmeId: id, number: 1 }), await act(people.顾文远, 'nameProgrammeContacts', { programmeId: id, contactIds: ['oct_1'] }), await act(people.沈佩兰, 'replyToProgramme', { programmeId: id, answer: 'JOINS', plan: '方案', expectedVersion: 0 })].map(({ refusals }) => refusals.map(({ code }) => code).slice(0, 1))).toEqual([archived, archived, archived, archived, archived]);
    expect((await seen(people.顾文远, id)).life).toMatchObject({ viewerActs: [], viewerCanWrite: [] });
    expect((await seen(people.林晓岚, id)).state).toBe('ARCHIVED');
  } finally { server.clock.setBusiness('2023-09-10T08:00:00+08:00'); }
});

test('JS-05 nobody chooses in an archived programme, no seat moves, and it takes no new rules and no new course', async () => {
  await server.owner.query("update programme set state = 'ARCHIVED' where id = 1");
  try {
    const chosen = await people.林晓岚.sees('mutation ($input: ChooseClassInput!) { chooseClass(input: $input) { refusals { code facts { name value } } } }', { input: { classId: globalId('TrainingClass', 9) } });
    expect(chosen.chooseClass.refusals).toEqual([{ code: 'NOT_ALLOWED_IN_STATE', facts: [{ name: 'state', value: 'ARCHIVED' }] }]);
    const stated = await people.沈佩兰.sees('mutation ($input: StateQuotasInput!) { stateQuotas(input: $input) { refusals { code } } }', { input: { programmeId: globalId('Programme', 1), officeId: await suzhou(), cells: [{ periodId: globalId('Period', 9), seats: 1, expectedVersion: 0 }] } });
    expect(stated.stateQuotas.refusals).toEqual([{ code: 'NOT_ALLOWED_IN_STATE' }]);
    const saved = await people.顾文远.sees('mutation ($input: SaveRulesInput!) { saveRules(input: $input) { refusals { code } } }', { input: { programmeId: globalId('Programme', 1), document: '{}', effectiveFrom: '2023-12-01', expectedVersion: 1 } });
    expect(saved.saveRules.refusals).toEqual([{ code: 'NOT_ALLOWED_IN_STATE' }]);
    expect((await writeCourse(people.沈佩兰)).refusals.map(({ code }) => code)).toEqual(['NOT_ALLOWED_IN_STATE']);
  } finally { await server.owner.query("update programme set state = 'RUNNING' where id = 1"); }
});

test('JS-01 the same project in another year is of the same series, which has one programme a year; a code stands once', async () => {
  const running = globalId('Programme', 1);
  const next = await draft({ code: 'S20240304', year: 2024, previousProgrammeId: running });
  expect((await people.顾文远.sees('query ($id: ID!) { programme(id: $id) { series sameSeries { id year state } } }', { id: next })).programme).toEqual({ series: 'JS-SUBJECT-ONLINE', sameSeries: [{ id: running, year: 2023, state: 'RUNNING' }] });
  const create = (more: object) => act(people.顾文远, 'createProgramme', { code: 'ANOTHER1', name: '学科类在线学习', year: 2024, previousProgrammeId: running, ...more });
  expect(await create({})).toMatchObject({ programme: null, refusals: [{ code: 'ALREADY_EXISTS', field: 'year', requirement: 'JS-01' }] });
  expect(told(await create({ code: 'S20240304', previousProgrammeId: null }))).toEqual(['TAKEN code']);
  // Who does not see the draft is not told of it in the series either.
  expect((await people.沈佩兰.sees('query ($id: ID!) { programme(id: $id) { sameSeries { id } } }', { id: running })).programme.sameSeries).toEqual([]);
  expect(told(await advance(next, 'CANCEL', { reason: '并入其他项目。' }))).toEqual([]);
  expect(told(await create({}))).toEqual([]);
});
