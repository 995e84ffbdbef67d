// Who may be enrolled and why not; the province excepts somebody, with a reason.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { reconcileOnly } from '../../server/reconcile.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choose, classKey, classOf, enrol, hire, leaveFree, toldOf, type Refused, type Teacher } from './choosing-acts.js';
import { substitute } from './withdrawal-acts.js';

let server: TestServer;
let people: Pick<Cast, '林晓岚' | '方若兰' | '陆景行' | '沈佩兰' | '顾文远' | '周明礼' | '贺知行'>;
let school: number;
let nextCourse = 0;
const notTwice = 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS';
const programmeId = globalId('Programme', 1);

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '林晓岚', '方若兰', '陆景行', '沈佩兰', '顾文远', '周明礼', '贺知行');
  school = await castSchool(server);
  // The same project in earlier years; and another one of the year before.
  await server.owner.query(`
    insert into programme (id, code, name, year, series, office_id, state) select 7000 + n, 'EARLIER' || n, '往年项目', case n when 1 then 2022 when 2 then 2021 else 2022 end, case n when 3 then 'ANOTHER' else p.series end, 1, 'RUNNING' from programme p, generate_series(1, 3) n where p.id = 1;
    insert into period (id, programme_id, number, starts_on, ends_on) select 7000 + n, 7000 + n, 1, '2022-09-01', '2022-09-20' from generate_series(1, 3) n;
    insert into course (id, code, programme_id, name, subject, stage, hours_tenths) select 7000 + n, 'EARLIER' || n, 7000 + n, '往年课程', 'MUSIC', 'PRIMARY', 200 from generate_series(1, 3) n;
    insert into training_class (id, code, name, course_id, period_id, programme_id) select 7000 + n, 'EARLIER' || n, '往年的班', 7000 + n, 7000 + n, 7000 + n from generate_series(1, 3) n;`);
});
afterAll(async () => {
  expect(await reconcileOnly(server.owner, /^quota/)).toEqual([]);
  await server.close();
});

/** As if they had taken part in an earlier programme, at a school out of 方若兰's sight. */
async function tookPart(personKey: number, programme: 7001 | 7002 | 7003, state: 'ENROLLED' | 'WITHDRAWN'): Promise<void> {
  await server.owner.query("insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at) select $2, $2, $2, $1, min(id), $3, '2022-08-30' from office where level = 'SCHOOL' and state = 'OPEN' and id <> $4", [personKey, programme, state, school]);
}
const key = ({ id }: Teacher) => keyOf('Person', id) ?? 0;

interface Eligibility { person: { id: string }; isEligible: boolean; reasons: Refused[]; exceptions: { rule: string; reason: string; grantedByName: string; grantedAt: string }[] }
const eligibilityQuery = 'query ($classId: ID!, $personIds: [ID!]!) { enrolmentEligibility(classId: $classId, personIds: $personIds) { person { id } isEligible reasons { code message requirement facts { name value } } exceptions { rule reason grantedByName grantedAt } } }';
async function eligibility(actor: Actor, classId: string, teachers: readonly Teacher[]): Promise<Eligibility[]> {
  const told: Eligibility[] = (await actor.sees(eligibilityQuery, { classId, personIds: teachers.map(({ id }) => id) })).enrolmentEligibility;
  return teachers.map(({ id }) => told.find(({ person }) => person.id === id) as Eligibility);
}
const grantDocument = 'mutation ($input: GrantEnrolmentExceptionInput!) { grantEnrolmentException(input: $input) { grantedAt refusals { code field requirement } } }';
async function grant(actor: Actor, { id }: Teacher, more: object = {}): Promise<{ grantedAt: string | null; refusals: { code: string; field: string | null; requirement: string | null }[] }> {
  return (await actor.sees(grantDocument, { input: { programmeId, personId: id, rule: notTwice, reason: '学科骨干，承担示范任务。', ...more } })).grantEnrolmentException;
}
const aClass = async (period: number) => classOf(await classKey(server, (nextCourse += 1), period));

test('JS-01 who took part last year is not enrolled again and holds nobody up; 方若兰 is told why, and 顾文远\'s exception, with its reason, opens the way', async () => {
  const classId = await aClass(6);
  const [again, first] = (await hire(server, school, 2)) as [Teacher, Teacher];
  await tookPart(key(again), 7001, 'ENROLLED');
  await leaveFree(server, school, 6, 2);
  for (const { actor } of [again, first]) expect((await choose(actor, classId)).refusals).toEqual([]);
  const [refused, open] = await eligibility(people.方若兰, classId, [again, first]);
  expect(refused).toMatchObject({ isEligible: false, exceptions: [], reasons: [{ code: 'NOT_ELIGIBLE', requirement: 'JS-01', message: expect.stringContaining('2022 年已参加'), facts: [{ name: 'rule', value: notTwice }, { name: 'year', value: '2022' }] }] });
  expect(open).toMatchObject({ isEligible: true, reasons: [], exceptions: [] });
  expect(toldOf((await enrol(people.方若兰, classId, [first.id])).outcomes, [first])).toEqual([`${first.name} ok`]);
  expect(await enrol(people.方若兰, classId, [again.id])).toMatchObject({ outcomes: [{ enrolmentId: null, refusals: [{ code: 'NOT_ELIGIBLE', requirement: 'JS-01' }] }] });

  expect((await grant(people.沈佩兰, again)).refusals).toEqual([{ code: 'NOT_ENTITLED', field: 'programmeId', requirement: 'JS-01' }]);
  expect((await grant(people.顾文远, again, { reason: ' ' })).refusals).toEqual([{ code: 'EMPTY', field: 'reason', requirement: 'JS-01' }]);
  expect((await grant(people.顾文远, again, { rule: 'OPEN_TO' })).refusals).toEqual([{ code: 'NOT_ALLOWED', field: 'rule', requirement: 'JS-01' }]);
  const given = { grantedAt: '2023-09-10T08:00:00+08:00', refusals: [] };
  expect([await grant(people.顾文远, again, { idempotencyKey: 'an exception' }), await grant(people.顾文远, again, { idempotencyKey: 'an exception' })]).toEqual([given, given]);
  expect((await grant(people.顾文远, again)).refusals).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
  expect((await eligibility(people.方若兰, classId, [again]))[0]).toMatchObject({ isEligible: true, reasons: [], exceptions: [{ rule: notTwice, reason: '学科骨干，承担示范任务。', grantedByName: '顾文远', grantedAt: given.grantedAt }] });
  expect(toldOf((await enrol(people.方若兰, classId, [again.id])).outcomes, [again])).toEqual([`${again.name} ok`]);
  const { rows } = await server.owner.query<{ facts: object }>("select facts from audit_event where action = 'enrolment.except' and subject = $1", [again.id]);
  expect(rows).toEqual([{ facts: { programme: programmeId, rule: notTwice, reason: '学科骨干，承担示范任务。' } }]);
});

test('JS-01 only an enrolment that stood in a neighbouring year of the same series counts, also under a record that was merged into the person\'s', async () => {
  const classId = await aClass(7);
  const [longAgo, withdrew, other, merged, twin] = (await hire(server, school, 5)) as [Teacher, Teacher, Teacher, Teacher, Teacher];
  await tookPart(key(longAgo), 7002, 'ENROLLED');
  await tookPart(key(withdrew), 7001, 'WITHDRAWN');
  await tookPart(key(other), 7003, 'ENROLLED');
  await tookPart(key(twin), 7001, 'ENROLLED');
  await server.owner.query('update person set merged_into_id = $1 where id = $2', [key(merged), key(twin)]);
  expect((await eligibility(people.陆景行, classId, [longAgo, withdrew, other, merged])).map(({ isEligible }) => isEligible)).toEqual([true, true, true, false]);
});

test('JS-01 JS-07 a substitute must be eligible too', async () => {
  const classId = await aClass(8);
  const [gone, again] = (await hire(server, school, 2)) as [Teacher, Teacher];
  await tookPart(key(again), 7001, 'ENROLLED');
  await leaveFree(server, school, 8, 1);
  expect((await choose(gone.actor, classId)).refusals).toEqual([]);
  const enrolmentId = (await enrol(people.方若兰, classId, [gone.id])).outcomes[0]?.enrolmentId ?? '';
  expect(await substitute(people.方若兰, enrolmentId, again.id)).toMatchObject({ enrolment: null, refusals: [{ code: 'NOT_ELIGIBLE', field: 'personId', requirement: 'JS-01' }] });
  expect((await grant(people.顾文远, again)).refusals).toEqual([]);
  expect((await substitute(people.方若兰, enrolmentId, again.id)).refusals).toEqual([]);
});

test('T7 eligibility is told of people in sight, to those who enrol and oversee; exceptions are the organiser\'s', async () => {
  const classId = await aClass(9);
  const [own] = (await hire(server, school, 1)) as [Teacher];
  const { rows: [next] } = await server.owner.query<{ id: string }>("select o.id from office o where o.level = 'SCHOOL' and o.state = 'OPEN' and o.id <> $1 and o.parent_id = (select parent_id from office where id = $1) limit 1", [school]);
  const [foreign] = (await hire(server, Number(next?.id), 1)) as [Teacher];
  const ask = (actor: Actor, personIds: string[]) => actor.ask(eligibilityQuery, { classId, personIds });
  expect((await Promise.all([[foreign.id], [globalId('Person', 900_000_001)], [own.id, foreign.id]].map((ids) => ask(people.方若兰, ids)))).flatMap(errorCodes)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  expect((await Promise.all([people.林晓岚, people.周明礼].map((actor) => ask(actor, [own.id])))).flatMap(errorCodes)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect((await eligibility(people.贺知行, classId, [own]))[0]?.isEligible).toBe(true);
  expect((await eligibility(people.陆景行, classId, [own, foreign])).map(({ isEligible }) => isEligible)).toEqual([true, true]);
  expect(errorCodes(await people.方若兰.ask(grantDocument, { input: { programmeId, personId: own.id, rule: notTwice, reason: '例外。' } }))).toEqual(['FORBIDDEN']);
  expect(errorCodes(await people.顾文远.ask(grantDocument, { input: { programmeId, personId: globalId('Person', 900_000_001), rule: notTwice, reason: '例外。' } }))).toEqual(['NOT_FOUND']);
});
