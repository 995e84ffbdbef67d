// Excellent learners (JS-20, JS-17): the chief subject tutor recommends by the result, the province commends, and the learner reads it.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { rows } from '../access/places.js';
import { signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
let people: Pick<Cast, '裴致远' | '顾文远' | '沈佩兰' | '钱开明' | '林晓岚'>;
/** 林晓岚's enrolment, and those of others of the same course. */
let [own, ...others]: string[] = [];

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '裴致远', '顾文远', '沈佩兰', '钱开明', '林晓岚');
  const found = await rows<{ id: number }>(server.owner, `select e.id::int as id from enrolment e join result r on r.enrolment_id = e.id join training_class k on k.id = e.class_id join course c on c.id = k.course_id join person p on p.id = e.person_id
    where c.code = 'KC2023001' and e.state = 'ENROLLED' order by coalesce(p.user_name, '') = 'lin.xiaolan' desc, e.id limit 5`);
  [own, ...others] = found.map(({ id }) => globalId('Enrolment', id));
});
beforeEach(async () => {
  await server.owner.query('delete from nomination');
  for (const id of [own, ...others]) await total(id, 900);
});
afterAll(() => server.close());

/** As if the parts had come to this. */
async function total(id: string | undefined, tenths: number): Promise<void> {
  await server.owner.query("update result set learning_tenths = 500, objective_tenths = 100, subjective_tenths = 180, excellent_tenths = 20, interaction_tenths = $2 - 800, total_tenths = $2, verdict = 'PASS' where enrolment_id = $1", [keyOf('Enrolment', id ?? ''), tenths]);
}

interface Seen { id: string; state: string; total: string; reason: string; byName: string; version: number; settledByName: string | null; settledReason: string | null; viewerCanWithdraw: boolean; viewerCanDecide: boolean }
interface Told { nomination: Seen | null; refusals: { code: string; field: string | null; requirement: string | null; facts: { name: string; value: string }[] }[] }
const fields = 'id state total reason byName version settledByName settledReason viewerCanWithdraw viewerCanDecide';
async function act(actor: Actor, mutation: string, input: object): Promise<Told> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  return (await actor.sees(`mutation ($input: ${type}) { ${mutation}(input: $input) { nomination { ${fields} } refusals { code field requirement facts { name value } } } }`, { input }))[mutation];
}
const nominate = (enrolmentId: string | undefined, more: object = {}) => act(people.裴致远, 'nominateLearner', { enrolmentId, reason: '率先完成，研讨积极，作业扎实。', ...more });
const decide = (actor: Actor, { id, version }: { id: string; version: number }, decision: 'COMMEND' | 'DECLINE', more: object = {}) => act(actor, 'decideNomination', { nominationId: id, decision, reason: '经核对平台数据，同意。', expectedVersion: version, ...more });
const codes = ({ refusals }: Told) => refusals.map(({ code }) => code);
async function made(enrolmentId: string | undefined): Promise<Seen> {
  const { nomination, refusals } = await nominate(enrolmentId);
  expect(refusals).toEqual([]);
  if (nomination === null) throw new Error('nobody was nominated');
  return nomination;
}
async function candidates(actor: Actor, more = ''): Promise<{ total: string; enrolment: { id: string } }[]> {
  return (await actor.sees(`{ nominationCandidates(first: 100${more}) { nodes { total finishedAt posts replies excellentAssignments enrolment { id } } } }`)).nominationCandidates.nodes;
}
async function listed(actor: Actor, more = ''): Promise<Seen[]> {
  return (await actor.sees(`{ nominations(first: 100${more}) { totalCount nodes { ${fields} } } }`)).nominations.nodes;
}
async function ownNomination(): Promise<Seen | null> {
  return (await people.林晓岚.sees(`query ($id: ID!) { enrolment(id: $id) { nomination { ${fields} } } }`, { id: own })).enrolment.nomination;
}

test('JS-20 裴致远 recommends 林晓岚 with 90.0, 89.9 is refused with the number; 顾文远 commends, and only then the learner reads it', async () => {
  await total(own, 899);
  expect((await nominate(own)).refusals).toEqual([{ code: 'NOT_ELIGIBLE', field: 'enrolmentId', requirement: 'JS-20', facts: [{ name: 'total', value: '89.9' }, { name: 'excellentFrom', value: '90' }] }]);
  expect((await candidates(people.裴致远)).map(({ enrolment }) => enrolment.id)).not.toContain(own);
  await total(own, 900);
  expect((await candidates(people.裴致远)).find(({ enrolment }) => enrolment.id === own)).toMatchObject({ total: '90' });
  expect(codes(await nominate(own, { reason: '  ' }))).toEqual(['EMPTY']);

  const nomination = await made(own);
  expect(nomination).toMatchObject({ state: 'NOMINATED', total: '90', byName: '裴致远', viewerCanWithdraw: true, viewerCanDecide: false });
  expect((await candidates(people.裴致远)).map(({ enrolment }) => enrolment.id)).not.toContain(own);
  expect(codes(await nominate(own))).toEqual(['ALREADY_EXISTS']);
  expect(await ownNomination()).toBeNull();
  expect(await listed(people.林晓岚)).toEqual([]);
  // Her city sees it and does not decide; another place sees nothing.
  expect(await listed(people.沈佩兰, ', state: NOMINATED, search: "林晓"')).toMatchObject([{ id: nomination.id, viewerCanDecide: false }]);
  expect(codes(await decide(people.沈佩兰, nomination, 'COMMEND'))).toEqual(['NOT_ENTITLED']);
  expect(await listed(people.钱开明)).toEqual([]);

  expect(await listed(people.顾文远)).toMatchObject([{ id: nomination.id, viewerCanDecide: true, viewerCanWithdraw: false }]);
  expect(codes(await decide(people.顾文远, { ...nomination, version: 2 }, 'COMMEND'))).toEqual(['STALE']);
  expect((await decide(people.顾文远, nomination, 'COMMEND')).nomination).toMatchObject({ state: 'COMMENDED', settledByName: '顾文远', version: 2 });
  expect(await ownNomination()).toMatchObject({ state: 'COMMENDED', byName: '裴致远' });
  expect(await listed(people.林晓岚)).toHaveLength(1);
  expect(codes(await decide(people.顾文远, { ...nomination, version: 2 }, 'DECLINE'))).toEqual(['NOT_ALLOWED_IN_STATE']);
  expect(codes(await act(people.裴致远, 'withdrawNomination', { nominationId: nomination.id, reason: '推荐有误。', expectedVersion: 2 }))).toEqual(['NOT_ALLOWED_IN_STATE']);
  const trail = await rows<{ action: string; act: string | null }>(server.owner, "select action, facts ->> 'act' as act from audit_event where subject = $1 order by id", [nomination.id]);
  expect(trail).toEqual([{ action: 'excellence.nominate', act: null }, { action: 'excellence.decide', act: 'COMMEND' }]);
});

test('JS-17 another subject’s chief tutor finds no candidate and is refused; of another programme there is nothing', async () => {
  const subject = async (code: string | null) => { await server.owner.query("update role_assignment set subject = $1 where role = 'CHIEF_TUTOR' and person_id = (select id from person where user_name = 'pei.zhiyuan')", [code]); };
  await subject('MATHEMATICS');
  try {
    expect((await candidates(people.裴致远)).map(({ enrolment }) => enrolment.id)).not.toContain(own);
    expect((await nominate(own)).refusals).toMatchObject([{ code: 'NOT_ENTITLED', requirement: 'JS-20', facts: [{ name: 'subject', value: 'CHINESE' }] }]);
  } finally {
    await subject('CHINESE');
  }
  const elsewhere = await people.裴致远.ask('mutation ($input: NominateLearnerInput!) { nominateLearner(input: $input) { refusals { code } } }', { input: { enrolmentId: globalId('Enrolment', 900_000_001), reason: '好。' } });
  expect(elsewhere.errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect(await listed(people.顾文远)).toEqual([]);
});

test('JS-20 裴致远 takes a recommendation back and makes it again; what is declined stays declined, and the learner hears nothing', async () => {
  const first = await made(own);
  expect(codes(await act(people.裴致远, 'withdrawNomination', { nominationId: first.id, reason: '', expectedVersion: 1 }))).toEqual(['EMPTY']);
  expect((await act(people.裴致远, 'withdrawNomination', { nominationId: first.id, reason: '理由写得不全。', expectedVersion: 1 })).nomination).toMatchObject({ state: 'WITHDRAWN', settledReason: '理由写得不全。' });
  const key = { idempotencyKey: 'once more' };
  const again = await nominate(own, key);
  expect((await nominate(own, key)).nomination?.id).toBe(again.nomination?.id);
  expect(again.nomination?.id).not.toBe(first.id);
  expect(codes(await decide(people.顾文远, { id: again.nomination?.id ?? '', version: 1 }, 'DECLINE', { reason: ' ' }))).toEqual(['EMPTY']);
  expect((await decide(people.顾文远, { id: again.nomination?.id ?? '', version: 1 }, 'DECLINE', { reason: '线下活动未参加。' })).nomination).toMatchObject({ state: 'DECLINED', settledReason: '线下活动未参加。' });
  expect(await ownNomination()).toBeNull();
  expect(codes(await nominate(own))).toEqual(['ALREADY_EXISTS']);
  expect((await listed(people.裴致远)).map(({ state }) => state)).toEqual(['DECLINED', 'WITHDRAWN']);
});

test('JS-20 the best stand first, and whose result falls below the line meanwhile is not commended', async () => {
  await total(others[0], 980);
  await total(others[1], 940);
  const found = await candidates(people.裴致远);
  expect(found.map(({ total: of }) => Number(of))).toEqual(found.map(({ total: of }) => Number(of)).toSorted((one, other) => other - one));
  expect(found.filter(({ enrolment }) => others.slice(0, 2).includes(enrolment.id)).map(({ enrolment }) => enrolment.id)).toEqual(others.slice(0, 2));
  const nomination = await made(own);
  await total(own, 899);
  expect((await decide(people.顾文远, nomination, 'COMMEND')).refusals).toMatchObject([{ code: 'NOT_ELIGIBLE', facts: [{ name: 'total', value: '89.9' }, { name: 'excellentFrom', value: '90' }] }]);
});

test('JS-20 where the rules name a number, the province commends no more: of two at once, one; the refusal tells both figures', async () => {
  await server.owner.query(`insert into programme_rule (programme_id, version, document, effective_from)
    select programme_id, 99, jsonb_set(jsonb_set(document, '{version}', '99'), '{excellence,numbers}', '[{"level": "PROVINCE", "count": 1}]'), '2023-09-01' from programme_rule where programme_id = 1 and version = 1`);
  try {
    for (let round = 0; round < 3; round += 1) {
      await server.owner.query('delete from nomination');
      const both = [await made(others[0]), await made(others[1])];
      const told = await Promise.all(both.map((one) => decide(people.顾文远, one, 'COMMEND')));
      expect(told.map((one) => codes(one)[0] ?? 'ok').toSorted()).toEqual(['LIMIT_REACHED', 'ok']);
      expect(told.flatMap(({ refusals }) => refusals)).toMatchObject([{ requirement: 'JS-20', facts: [{ name: 'most', value: '1' }, { name: 'commended', value: '1' }] }]);
    }
  } finally {
    await server.owner.query('delete from programme_rule where programme_id = 1 and version = 2');
  }
});
