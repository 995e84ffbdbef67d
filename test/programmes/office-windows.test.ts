// SD-04: a city sets its own days inside those of the rules, and its learners, schools and reviewers are held by them.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { demoRule } from '../../server/demo/programmes.js';
import { globalId } from '../../server/kernel/ids.js';
import type { RuleDocument } from '../../server/programmes/rules/rule-document.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { castSchool, choose, classKey, classOf, enrol, hire, leaveFree, type Refused } from '../enrolment/choosing-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
let people: Pick<Cast, '顾文远' | '沈佩兰' | '陆景行' | '钱开明' | '方若兰' | '林晓岚'>;
let school: number;
const today = '2023-09-10T08:00:00+08:00';
const day = (date: string) => ({ anchor: 'DATE' as const, date });

/** The demonstration's rules, but enrolling has days of the calendar that cities set inside 1 to 30 September, and swapping inside October. */
function leftToCities(version: number, effectiveFrom: string, until = '2023-09-30'): RuleDocument {
  const rule = demoRule();
  return { ...rule, version, effectiveFrom, windows: (rule.windows ?? []).map((window) => (window.action === 'ENROLMENT' ? { requirement: 'SD-04', action: 'ENROLMENT', from: day('2023-09-01'), until: day(until), narrowedBy: 'CITY' }
    : window.action === 'SUBSTITUTION' ? { requirement: 'SD-04', action: 'SUBSTITUTION', from: day('2023-10-01'), until: day('2023-10-31'), narrowedBy: 'CITY' } : window)) };
}

async function put(document: RuleDocument): Promise<void> {
  await server.owner.query('insert into programme_rule (programme_id, version, document, effective_from) values (1, $1, $2, $3)', [document.version, JSON.stringify(document), document.effectiveFrom]);
}

async function officeOf(client: pg.Client, where: string): Promise<number> {
  return Number((await client.query<{ id: string }>(`select id from office where ${where} order by id limit 1`)).rows[0]?.id);
}

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '林晓岚');
  school = await castSchool(server);
});
beforeEach(() => put(leftToCities(90, '2023-09-05')));
afterEach(async () => {
  server.clock.setBusiness(today);
  await server.owner.query('delete from programme_rule where version >= 90');
  await server.owner.query('delete from office_window');
});
afterAll(() => server.close());

interface Own { action: string; level: string; limitFrom: string | null; limitUntil: string; officeName: string | null; from: string | null; until: string; isSet: boolean; mustSetAgain: boolean; isBegun: boolean; version: number; viewerCanSet: boolean; viewerCanSeeOthers: boolean }
const ownFields = 'ownWindows { action level limitFrom limitUntil officeName from until isSet mustSetAgain isBegun version viewerCanSet viewerCanSeeOthers }';
async function own(actor: Actor, action = 'ENROLMENT'): Promise<Own | undefined> {
  const { programme } = await actor.sees<{ programme: { ownWindows: Own[] } }>(`query ($id: ID!) { programme(id: $id) { ${ownFields} } }`, { id: globalId('Programme', 1) });
  return programme.ownWindows.find((one) => one.action === action);
}

const document = 'mutation ($input: SetOfficeWindowInput!) { setOfficeWindow(input: $input) { programme { ownWindows { action from until version } } refusals { code field message requirement facts { name value } } } }';
async function set(actor: Actor, more: object = {}): Promise<{ programme: object | null; refusals: (Refused & { field: string | null })[] }> {
  return (await actor.sees(document, { input: { programmeId: globalId('Programme', 1), action: 'ENROLMENT', from: '2023-09-01', until: '2023-09-12', reason: '全市统一开学培训。', expectedVersion: 0, ...more } })).setOfficeWindow;
}
const told = ({ refusals }: { refusals: readonly { code: string; field?: string | null }[] }) => refusals.map(({ code, field }) => (field == null ? code : `${code} ${field}`));
const listed = async (actor: Actor) => (await actor.sees(`{ officeWindows(programmeId: "${globalId('Programme', 1)}", action: ENROLMENT, first: 100) { totalCount nodes { office { name code } from until isSet mustSetAgain setByName reason } } }`)).officeWindows as { totalCount: number; nodes: { office: { name: string; code: string }; from: string; until: string; isSet: boolean; mustSetAgain: boolean; setByName: string | null; reason: string | null }[] };

test('SD-04 沈佩兰 sets Suzhou\'s days inside the province\'s; her county, school and teachers see them, 顾文远 sees which cities have set theirs, and nobody of Suzhou sees another city\'s', async () => {
  expect(await own(people.沈佩兰)).toEqual({ action: 'ENROLMENT', level: 'CITY', limitFrom: '2023-09-01', limitUntil: '2023-09-30', officeName: expect.stringContaining('苏州'), from: '2023-09-01', until: '2023-09-30', isSet: false, mustSetAgain: false, isBegun: true, version: 0, viewerCanSet: true, viewerCanSeeOthers: false });
  const reason = '与开学工作错开。';
  const answer = await set(people.沈佩兰, { idempotencyKey: 'suzhou', reason });
  expect(answer).toEqual({ programme: { ownWindows: [{ action: 'ENROLMENT', from: '2023-09-01', until: '2023-09-12', version: 1 }, { action: 'SUBSTITUTION', from: '2023-10-01', until: '2023-10-31', version: 0 }] }, refusals: [] });
  expect(await set(people.沈佩兰, { idempotencyKey: 'suzhou', reason })).toEqual(answer);
  for (const actor of [people.陆景行, people.方若兰, people.林晓岚]) expect(await own(actor)).toMatchObject({ officeName: expect.stringContaining('苏州'), until: '2023-09-12', isSet: true, viewerCanSet: false, viewerCanSeeOthers: false });
  // Kunshan is directly below the province: no city's days are its own.
  expect(await own(people.钱开明)).toMatchObject({ officeName: null, until: '2023-09-30', isSet: false, viewerCanSet: false });
  expect(await own(people.顾文远)).toMatchObject({ officeName: null, until: '2023-09-30', viewerCanSet: false, viewerCanSeeOthers: true });
  const cities = await listed(people.顾文远);
  expect(cities.nodes).toHaveLength(cities.totalCount);
  expect(cities.nodes.filter(({ isSet }) => isSet)).toEqual([{ office: { name: expect.stringContaining('苏州'), code: '3205' }, from: '2023-09-01', until: '2023-09-12', isSet: true, mustSetAgain: false, setByName: '沈佩兰', reason }]);
  expect(cities.nodes.filter(({ isSet }) => !isSet).every(({ until, setByName }) => until === '2023-09-30' && setByName === null)).toBe(true);
  expect(cities.totalCount).toBeGreaterThan(1);
  expect((await listed(people.沈佩兰)).nodes.map(({ office }) => office.code)).toEqual(['3205']);
  expect((await listed(people.陆景行)).totalCount).toBe(0);
  expect(errorCodes(await people.方若兰.ask(`{ officeWindows(programmeId: "${globalId('Programme', 1)}", action: ENROLMENT, first: 1) { totalCount } }`))).toEqual(['FORBIDDEN']);
  const { rows } = await server.owner.query<{ facts: object }>("select facts from audit_event where action = 'programmes.setWindow' and facts ->> 'reason' = $1", [reason]);
  expect(rows).toEqual([{ facts: { window: 'ENROLMENT', reason, changes: { from: [null, '2023-09-01'], until: [null, '2023-09-12'] } } }]);
});

test('SD-04 outside the limits, later than it began, without a reason, by another level or with an old version nothing is set; each refusal names its field', async () => {
  expect(await set(people.沈佩兰, { until: '2023-10-01' })).toMatchObject({ programme: null, refusals: [{ code: 'OUT_OF_RANGE', field: 'until', requirement: 'SD-04', message: '须在项目规定的范围内：2023-09-01 至 2023-09-30。', facts: [{ name: 'from', value: '2023-09-01' }, { name: 'until', value: '2023-09-30' }] }] });
  expect(told(await set(people.沈佩兰, { from: '2023-08-31' }))).toEqual(['OUT_OF_RANGE from']);
  expect(told(await set(people.沈佩兰, { from: null }))).toEqual(['OUT_OF_RANGE from']);
  // It has run since the 1st, and today is the 10th: who enrolled stays inside.
  expect(told(await set(people.沈佩兰, { from: '2023-09-02', until: '2023-09-09' }))).toEqual(['OUT_OF_RANGE from', 'OUT_OF_RANGE until']);
  expect(told(await set(people.沈佩兰, { reason: ' ' }))).toEqual(['EMPTY reason']);
  expect(told(await set(people.沈佩兰, { reason: '电 13812345678' }))).toEqual(['MALFORMED reason']);
  expect(told(await set(people.沈佩兰, { action: 'GRADING' }))).toEqual(['NOT_ALLOWED action']);
  for (const actor of [people.顾文远, people.陆景行, people.钱开明, people.方若兰]) expect(told(await set(actor))).toEqual(['NOT_ENTITLED programmeId']);
  expect(errorCodes(await people.林晓岚.ask(document, { input: { programmeId: globalId('Programme', 1), action: 'ENROLMENT', until: '2023-09-12', reason: '试', expectedVersion: 0 } }))).toEqual(['FORBIDDEN']);
  expect(told(await set(people.沈佩兰, { expectedVersion: 1 }))).toEqual(['STALE expectedVersion']);
  const rush = await Promise.all([set(people.沈佩兰), set(people.沈佩兰, { until: '2023-09-13' })]);
  expect(rush.map(told).sort()).toEqual([['STALE expectedVersion'], []].sort());
  expect(told(await set(people.沈佩兰, { expectedVersion: 1, until: (await own(people.沈佩兰))?.until }))).toEqual(['NOTHING_TO_CHANGE until']);
  // What has not begun may be put off; both borders may be taken.
  expect(told(await set(people.沈佩兰, { action: 'SUBSTITUTION', from: '2023-10-31', until: '2023-10-31' }))).toEqual([]);
  expect(told(await set(people.沈佩兰, { action: 'SUBSTITUTION', from: '2023-10-01', until: '2023-10-31', expectedVersion: 1 }))).toEqual([]);
});

test('SD-04 a programme of another organiser is not Suzhou\'s to set, and an archived one is nobody\'s', async () => {
  const [{ id } = { id: 0 }] = (await server.owner.query<{ id: number }>("select id::int as id from programme where code = 'SD2023039'")).rows;
  expect(told(await set(people.沈佩兰, { programmeId: globalId('Programme', id), action: 'CHOOSING', from: '2023-08-11', until: '2023-09-12' }))).toEqual(['NOT_ENTITLED programmeId']);
  await server.owner.query("update programme set state = 'ARCHIVED' where id = 1");
  try {
    expect(told(await set(people.沈佩兰))).toEqual(['NOT_ALLOWED_IN_STATE']);
    expect(await own(people.沈佩兰)).toMatchObject({ viewerCanSet: false });
  } finally {
    await server.owner.query("update programme set state = 'RUNNING' where id = 1");
  }
});

test('SD-04 to the last moment of Suzhou\'s 12th its teachers choose and its schools enrol; at midnight they are refused with its day, and those of another city and of Kunshan are not', async () => {
  expect(told(await set(people.沈佩兰))).toEqual([]);
  const classId = classOf(await classKey(server, 3, 6));
  const [city, kunshan] = [await officeOf(server.owner, "level = 'SCHOOL' and state = 'OPEN' and city_id = (select id from office where code = '3201')"), await officeOf(server.owner, "level = 'SCHOOL' and state = 'OPEN' and path like (select path from office where code = '320583') || '%'")];
  const [early, late, later] = await hire(server, school, 3);
  const [nanjing] = await hire(server, city, 1);
  const [direct] = await hire(server, kunshan, 1);
  if (!early || !late || !later || !nanjing || !direct) throw new Error('nobody was hired');
  await leaveFree(server, school, 6, 5);
  server.clock.setBusiness('2023-09-12T23:59:59.999+08:00');
  for (const one of [early, late]) expect(told(await choose(one.actor, classId))).toEqual([]);
  const choosing = async (actor: Actor) => (await actor.sees(`query ($id: ID!) { node(id: $id) { ... on Period { choosing { opensOn closesOn daysLeft isOpen } } } }`, { id: globalId('Period', 6) })).node.choosing as object;
  expect(await choosing(early.actor)).toEqual({ opensOn: '2023-09-01', closesOn: '2023-09-12', daysLeft: 0, isOpen: true });
  expect((await enrol(people.方若兰, classId, [early.id])).outcomes.map(({ refusals }) => refusals)).toEqual([[]]);

  server.clock.setBusiness('2023-09-13T00:00:00+08:00');
  const refused = await choose(later.actor, classId);
  expect(refused.refusals).toMatchObject([{ code: 'WINDOW_CLOSED', message: '本期选课和报名已于 2023-09-12 截止。' }]);
  expect(refused.refusals[0]?.facts).toContainEqual({ name: 'until', value: '2023-09-12' });
  expect((await enrol(people.方若兰, classId, [late.id])).refusals.map(({ code }) => code)).toEqual(['WINDOW_CLOSED']);
  expect(await choosing(later.actor)).toMatchObject({ closesOn: '2023-09-12', isOpen: false });
  for (const one of [nanjing, direct]) {
    expect(told(await choose(one.actor, classId))).toEqual([]);
    expect(await choosing(one.actor)).toMatchObject({ closesOn: '2023-09-30', isOpen: true });
  }
  server.clock.setBusiness('2023-09-30T23:59:59.999+08:00');
  expect(await choosing(nanjing.actor)).toMatchObject({ isOpen: true });
  server.clock.setBusiness('2023-10-01T00:00:00+08:00');
  expect(await choosing(nanjing.actor)).toMatchObject({ isOpen: false });
});

test('SD-04 a new version of the rules cuts Suzhou\'s days: what lies inside holds, 沈佩兰 is told to set them again and does; of days wholly outside the rules\' own hold', async () => {
  expect(told(await set(people.沈佩兰, { until: '2023-09-20' }))).toEqual([]);
  await put(leftToCities(91, '2023-09-10', '2023-09-15'));
  expect(await own(people.沈佩兰)).toMatchObject({ from: '2023-09-01', until: '2023-09-15', isSet: true, mustSetAgain: true, viewerCanSet: true });
  expect((await listed(people.顾文远)).nodes.filter(({ mustSetAgain }) => mustSetAgain).map(({ office }) => office.code)).toEqual(['3205']);
  expect(told(await set(people.沈佩兰, { until: '2023-09-15', expectedVersion: 1 }))).toEqual([]);
  expect(await own(people.沈佩兰)).toMatchObject({ until: '2023-09-15', mustSetAgain: false, version: 2 });
  await server.owner.query("update office_window set starts_on = '2023-09-20', ends_on = '2023-09-25'");
  expect(await own(people.林晓岚)).toMatchObject({ from: '2023-09-01', until: '2023-09-15', mustSetAgain: true });
});

test('SD-04 who waits on the list is enrolled from it in the days of the own city only', async () => {
  const classId = classOf(await classKey(server, 4, 6));
  const [first] = await hire(server, school, 1);
  if (!first) throw new Error('nobody was hired');
  await leaveFree(server, school, 6, 0);
  expect(told(await choose(first.actor, classId))).toEqual([]);
  expect((await enrol(people.方若兰, classId, [first.id])).outcomes.map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([['QUOTA_EXHAUSTED']]);
  expect(told(await set(people.沈佩兰))).toEqual([]);
  const states = async () => (await server.owner.query<{ state: string }>('select state from enrolment e join person p on p.id = e.person_id where p.name = $1', [first.name])).rows.map(({ state }) => state);
  // The days end before a seat is free: the work looks by itself, too, and would use what is free within them.
  server.clock.setBusiness('2023-09-13T00:00:00+08:00');
  await server.app.waitingListWork.idle();
  await leaveFree(server, school, 6, 1);
  server.app.waitingListWork.kick();
  await server.app.waitingListWork.idle();
  expect(await states()).toEqual([]);
  expect(told(await set(people.沈佩兰, { until: '2023-09-20', expectedVersion: 1 }))).toEqual([]);
  server.app.waitingListWork.kick();
  await server.app.waitingListWork.idle();
  expect(await states()).toEqual(['ENROLLED']);
});
