// The county reviews what its schools entered (JS-05): all or a sample, singly and many at once; what is sent back the school withdraws, or answers.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choose, classKey, classOf, enrol, freeSeats, hire, leaveFree, type Refused, type Teacher } from './choosing-acts.js';
import { outcomeOf, substitute, withdraw } from './withdrawal-acts.js';

let server: TestServer;
let people: Pick<Cast, '方若兰' | '陆景行' | '钱开明' | '沈佩兰' | '顾文远'>;
let school: number;
let nextCourse = 0;
const today = '2023-09-10T08:00:00+08:00';
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '方若兰', '陆景行', '钱开明', '沈佩兰', '顾文远');
  school = await castSchool(server);
});
afterEach(() => server.clock.setBusiness(today));
afterAll(async () => {
  expect(await reconcile(server.owner)).toEqual([]);
  await server.close();
});

interface Entered { teacher: Teacher; id: string }
interface Seen { id: string; state: string; version: number; reviewState: string; reviewedByName: string | null; reviewReason: string | null; reviewAnswer: string | null }

async function entered(period: number, count: number): Promise<[Entered, Entered, ...Entered[]]> {
  const classId = classOf(await classKey(server, (nextCourse += 1), period));
  const teachers = await hire(server, school, count);
  await leaveFree(server, school, period, count);
  for (const { actor } of teachers) expect((await choose(actor, classId)).refusals).toEqual([]);
  const { outcomes } = await enrol(people.方若兰, classId, teachers.map(({ id }) => id));
  return teachers.map((teacher) => ({ teacher, id: outcomes.find(({ personId }) => personId === teacher.id)?.enrolmentId ?? '' })) as [Entered, Entered];
}

const fields = 'id state version reviewState reviewedByName reviewReason reviewAnswer';
const refusals = 'refusals { code message requirement facts { name value } }';
async function read(actor: Actor, id: string): Promise<Seen> {
  return (await actor.sees(`query ($id: ID!) { enrolment(id: $id) { ${fields} } }`, { id })).enrolment;
}

const reviewDocument = `mutation ($input: ReviewEnrolmentsInput!) { reviewEnrolments(input: $input) { outcomes { enrolmentId ${refusals} } ${refusals} } }`;
type Decision = { reason?: string; idempotencyKey?: string; version?: number };
async function review(actor: Actor, decision: 'PASS' | 'SEND_BACK', ids: readonly string[], { version = 1, ...more }: Decision = {}): Promise<{ outcomes: { enrolmentId: string; refusals: Refused[] }[]; refusals: Refused[] }> {
  return (await actor.sees(reviewDocument, { input: { enrolments: ids.map((enrolmentId) => ({ enrolmentId, expectedVersion: version })), decision, ...more } })).reviewEnrolments;
}
/** What became of each, in the order in which they are named. */
const toldOf = ({ outcomes }: Awaited<ReturnType<typeof review>>, ids: readonly string[]) => ids.map((id) => outcomes.find(({ enrolmentId }) => enrolmentId === id)?.refusals[0]?.code ?? 'ok');

async function answer(actor: Actor, enrolmentId: string, expectedVersion: number, text = '已核对，本人在职在岗。'): Promise<{ enrolment: Seen | null; refusals: Refused[] }> {
  return (await actor.sees(`mutation ($input: AnswerEnrolmentReviewInput!) { answerEnrolmentReview(input: $input) { enrolment { ${fields} } ${refusals} } }`, { input: { enrolmentId, answer: text, expectedVersion } })).answerEnrolmentReview;
}

interface Figures { by: string; samplePercent: string | null; sampleAtLeast: number | null; closesOn: string | null; isOpen: boolean; viewerCanReview: boolean; waiting: number; passed: number; sentBack: number; notDrawn: number }
async function figures(actor: Actor, period: number, officeId?: string): Promise<Figures> {
  return (await actor.sees('query ($periodId: ID!, $officeId: ID) { enrolmentReview(periodId: $periodId, officeId: $officeId) { by samplePercent sampleAtLeast closesOn isOpen viewerCanReview waiting passed sentBack notDrawn } }', { periodId: globalId('Period', period), officeId })).enrolmentReview;
}
async function listed(actor: Actor, period: number, state: string): Promise<string[]> {
  return (await actor.sees('query ($periodId: ID, $review: EnrolmentReviewState) { enrolments(periodId: $periodId, review: $review, state: STANDING, first: 100) { nodes { id } } }', { periodId: globalId('Period', period), review: state })).enrolments.nodes.map(({ id }: { id: string }) => id) as string[];
}

test('JS-05 陆景行 passes one enrolment and sends another back; the school and the teacher read why, and the school withdraws it: the seat is free again', async () => {
  const [good, bad] = await entered(5, 2);
  expect(await read(good.teacher.actor, good.id)).toMatchObject({ reviewState: 'WAITING', reviewReason: null });
  const before = await figures(people.陆景行, 5);
  expect(before).toMatchObject({ by: 'COUNTY', samplePercent: null, closesOn: '2023-09-15', isOpen: true, viewerCanReview: true });
  expect(await listed(people.陆景行, 5, 'WAITING')).toEqual(expect.arrayContaining([good.id, bad.id]));

  expect(toldOf(await review(people.陆景行, 'PASS', [good.id]), [good.id])).toEqual(['ok']);
  expect((await review(people.陆景行, 'SEND_BACK', [bad.id])).refusals.map(({ code }) => code)).toEqual(['EMPTY']);
  expect(toldOf(await review(people.陆景行, 'SEND_BACK', [bad.id], { reason: '本年已参加同类培训，请核实。' }), [bad.id])).toEqual(['ok']);
  expect(await figures(people.陆景行, 5)).toEqual({ ...before, waiting: before.waiting - 2, passed: before.passed + 1, sentBack: before.sentBack + 1 });

  expect(await listed(people.方若兰, 5, 'SENT_BACK')).toEqual([bad.id]);
  for (const actor of [people.方若兰, bad.teacher.actor]) expect(await read(actor, bad.id)).toMatchObject({ state: 'ENROLLED', reviewState: 'SENT_BACK', reviewedByName: '陆景行', reviewReason: '本年已参加同类培训，请核实。' });
  const free = await freeSeats(server, school, 5);
  expect(outcomeOf(await withdraw(people.方若兰, bad.id, { reason: '经核实，本年已参加。', expectedVersion: 2 }))).toBe('ok');
  expect(await freeSeats(server, school, 5)).toBe(free + 1);
  expect(await figures(people.陆景行, 5)).toEqual({ ...before, waiting: before.waiting - 2, passed: before.passed + 1 });
  expect(await read(bad.teacher.actor, bad.id)).toMatchObject({ state: 'WITHDRAWN', reviewState: 'SENT_BACK' });
});

test('JS-05 方若兰 answers what came back and hands it in again; 陆景行 sees the answer and passes it, and neither acts twice', async () => {
  const [one, other] = await entered(5, 2);
  await review(people.陆景行, 'SEND_BACK', [one.id, other.id], { reason: '是否在岗？' });
  expect((await answer(people.方若兰, one.id, 1)).refusals.map(({ code }) => code)).toEqual(['STALE']);
  expect((await answer(people.方若兰, one.id, 2, ' ')).refusals.map(({ code }) => code)).toEqual(['EMPTY']);
  expect(await answer(people.方若兰, one.id, 2)).toMatchObject({ refusals: [], enrolment: { reviewState: 'WAITING', version: 3, reviewReason: '是否在岗？', reviewAnswer: '已核对，本人在职在岗。' } });
  expect((await answer(people.方若兰, one.id, 3)).refusals.map(({ code }) => code)).toEqual(['NOT_ALLOWED_IN_STATE']);
  expect(toldOf(await review(people.陆景行, 'PASS', [one.id], { version: 2 }), [one.id])).toEqual(['STALE']);
  expect(toldOf(await review(people.陆景行, 'PASS', [one.id], { version: 3 }), [one.id])).toEqual(['ok']);
  expect(toldOf(await review(people.陆景行, 'SEND_BACK', [one.id], { version: 4, reason: '再看。' }), [one.id])).toEqual(['NOT_ALLOWED_IN_STATE']);
  expect(await read(people.陆景行, one.id)).toMatchObject({ reviewState: 'PASSED', reviewReason: '是否在岗？', reviewAnswer: '已核对，本人在职在岗。' });

  // Who comes in the place of one that was sent back is looked at as well.
  const [come] = await hire(server, school, 1);
  const swapped = await substitute(people.方若兰, other.id, come?.id ?? '', { expectedVersion: 2 });
  expect(outcomeOf(swapped)).toBe('ok');
  expect(await read(people.陆景行, swapped.enrolment?.id ?? '')).toMatchObject({ reviewState: 'WAITING', reviewReason: null });
});

test('JS-05 陆景行 decides upon many at once: each has its answer, the same key does it once, and the trail tells who, what and why', async () => {
  const [first, second, third] = (await entered(6, 3)) as [Entered, Entered, Entered];
  const ids = [first.id, second.id, third.id];
  await review(people.陆景行, 'PASS', [second.id]);
  const done = await review(people.陆景行, 'SEND_BACK', ids, { reason: '材料不全。', idempotencyKey: 'review many' });
  expect(toldOf(done, ids)).toEqual(['ok', 'NOT_ALLOWED_IN_STATE', 'ok']);
  expect(await review(people.陆景行, 'SEND_BACK', ids, { reason: '材料不全。', idempotencyKey: 'review many' })).toEqual(done);
  expect((await review(people.陆景行, 'SEND_BACK', ids, { reason: '另一个原因。', idempotencyKey: 'review many' })).refusals.map(({ code }) => code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  expect((await read(people.陆景行, first.id)).version).toBe(2);
  const { rows } = await server.owner.query<{ facts: { act: string; enrolments: string[]; reason: string } }>("select facts from audit_event where action = 'enrolment.review' and facts ->> 'reason' = '材料不全。'");
  expect(rows.map(({ facts }) => facts)).toMatchObject([{ act: 'sendBack', enrolments: [first.id, third.id] }]);
  const many = Array.from({ length: 251 }, () => first.id);
  expect(errorCodes(await people.陆景行.ask(reviewDocument, { input: { enrolments: many.map((enrolmentId) => ({ enrolmentId, expectedVersion: 1 })), decision: 'PASS' } }))).toEqual(['BAD_USER_INPUT']);
});

test('JS-05 of two reviewers who decide upon the same list at the same moment each enrolment knows one', async () => {
  const list = await entered(6, 6);
  const ids = list.map(({ id }) => id);
  const [passed, sent] = await Promise.all([review(people.陆景行, 'PASS', ids), review(people.陆景行, 'SEND_BACK', ids.toReversed(), { reason: '请核实。' })]);
  const told = [toldOf(passed, ids), toldOf(sent, ids)];
  for (const [index, id] of ids.entries()) {
    expect(told.filter((one) => one[index] === 'ok')).toHaveLength(1);
    expect((await read(people.陆景行, id)).reviewState).toBe(told[0]?.[index] === 'ok' ? 'PASSED' : 'SENT_BACK');
  }
});

test('JS-05 the levels above see the figures and do not review, another county sees nothing, a school decides nothing, and after the last day nobody does', async () => {
  const [one, other] = await entered(7, 2);
  for (const actor of [people.沈佩兰, people.顾文远]) {
    expect(await figures(actor, 7, globalId('Office', school))).toMatchObject({ waiting: 2, passed: 0, viewerCanReview: false });
    expect(toldOf(await review(actor, 'PASS', [one.id]), [one.id])).toEqual(['NOT_ENTITLED']);
  }
  expect(errorCodes(await people.钱开明.ask(reviewDocument, { input: { enrolments: [{ enrolmentId: one.id, expectedVersion: 1 }], decision: 'PASS' } }))).toEqual(['NOT_FOUND']);
  expect(errorCodes(await people.方若兰.ask(reviewDocument, { input: { enrolments: [{ enrolmentId: one.id, expectedVersion: 1 }], decision: 'PASS' } }))).toEqual(['FORBIDDEN']);
  await review(people.陆景行, 'SEND_BACK', [other.id], { reason: '请核实。' });

  await server.clock.setBusiness('2023-10-15T23:59:00+08:00');
  expect((await figures(people.陆景行, 7)).isOpen).toBe(true);
  await server.clock.setBusiness('2023-10-16T00:00:00+08:00');
  expect(await figures(people.陆景行, 7)).toMatchObject({ isOpen: false, closesOn: '2023-10-15' });
  const late = await review(people.陆景行, 'PASS', [one.id]);
  expect(late.outcomes[0]?.refusals[0]).toMatchObject({ code: 'WINDOW_CLOSED', requirement: 'JS-05' });
  expect((await answer(people.方若兰, other.id, 2)).refusals.map(({ code }) => code)).toEqual(['WINDOW_CLOSED']);
  // Withdrawing goes on to the period's last day.
  expect(outcomeOf(await withdraw(people.方若兰, other.id, { expectedVersion: 2 }))).toBe('ok');
});

interface Task { waiting: number; closesOn: string | null; period: { number: number; programme: { id: string } } }
const tasksDocument = '{ enrolmentReviewTasks { waiting closesOn period { number programme { id } } } }';
const tasks = async (actor: Actor) => (await actor.sees(tasksDocument)).enrolmentReviewTasks as Task[];

test('JS-05 陆景行 is told what waits for her county today, period by period; the levels above, other counties and schools are not, nor is anybody after the last day or the end of the programme', async () => {
  const [one] = await entered(9, 2);
  const told = await tasks(people.陆景行);
  expect(told.find(({ period }) => period.number === 9)).toEqual({ waiting: 2, closesOn: '2023-11-15', period: { number: 9, programme: { id: 'prg_1' } } });
  for (const { period, waiting } of told) expect([period.number, waiting]).toEqual([period.number, (await figures(people.陆景行, period.number)).waiting]);
  for (const actor of [people.钱开明, people.沈佩兰, people.顾文远]) expect(await tasks(actor)).toEqual([]);
  expect(errorCodes(await people.方若兰.ask(tasksDocument))).toEqual(['FORBIDDEN']);

  await review(people.陆景行, 'PASS', [one.id]);
  expect((await tasks(people.陆景行)).find(({ period }) => period.number === 9)?.waiting).toBe(1);
  await server.owner.query("update programme set state = 'ARCHIVED' where id = 1");
  expect(await tasks(people.陆景行)).toEqual([]);
  await server.owner.query("update programme set state = 'RUNNING' where id = 1");
  await server.clock.setBusiness('2023-11-15T23:59:00+08:00');
  expect((await tasks(people.陆景行)).map(({ period }) => period.number)).toEqual([9]);
  await server.clock.setBusiness('2023-11-16T00:00:00+08:00');
  expect(await tasks(people.陆景行)).toEqual([]);
});

test('JS-05 where the rules ask for a sample, so many of each school are drawn and stay drawn; the others are left alone', async () => {
  await server.owner.query(`update programme_rule set document = jsonb_set(document, '{enrolment,review,sample}', '{"percent": "20", "atLeast": 2}') where programme_id = 1`);
  try {
    const first = await entered(8, 3);
    const drawn = await listed(people.陆景行, 8, 'WAITING');
    expect(drawn).toHaveLength(2);
    expect(await figures(people.陆景行, 8, globalId('Office', school))).toMatchObject({ samplePercent: '20', sampleAtLeast: 2, waiting: 2, notDrawn: 1 });
    const left = first.find(({ id }) => !drawn.includes(id));
    expect(toldOf(await review(people.陆景行, 'PASS', [left?.id ?? '']), [left?.id ?? ''])).toEqual(['NOT_ALLOWED_IN_STATE']);
    await entered(8, 8);
    const later = await listed(people.陆景行, 8, 'WAITING');
    expect(later).toHaveLength(3);
    expect(later).toEqual(expect.arrayContaining(drawn));
    for (const actor of [people.方若兰, people.沈佩兰]) expect(await listed(actor, 8, 'WAITING')).toEqual(later);
  } finally {
    await server.owner.query("update programme_rule set document = document #- '{enrolment,review,sample}' where programme_id = 1");
  }
});
