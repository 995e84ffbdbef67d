// A school withdraws enrolments and swaps learners for a reason, until the period ends; what was stays to be read and counts no more.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { errorCodes, goodPoints, handIn, learnerFields, seen, signInAll, submitReview, type Cast } from '../assignments/grading-acts.js';
import { movementsOf, office } from '../quotas/quota-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choicesOf, choose, classKey, classOf, enrol, freeSeats, hire, leaveFree, toldOf, type Teacher } from './choosing-acts.js';
import { enrolmentFields, outcomeOf, signedIn, substitute, substitutionDocument, withdraw, withdrawalDocument, type SeenEnrolment } from './withdrawal-acts.js';

let server: TestServer;
let people: Pick<Cast, '林晓岚' | '方若兰' | '陆景行' | '钱开明' | '周明礼' | '贺知行'>;
let school: number;
let nextCourse = 0;
const today = '2023-09-10T08:00:00+08:00';
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '林晓岚', '方若兰', '陆景行', '钱开明', '周明礼', '贺知行');
  school = await castSchool(server);
});
afterEach(() => server.clock.setBusiness(today));
afterAll(async () => {
  expect(await reconcile(server.owner)).toEqual([]);
  await server.close();
});

interface Enrolled { teacher: Teacher; id: string }

/** So many new teachers of the school, enrolled by their choice in a class of its own for each test. */
async function enrolledIn(period: number, count: number): Promise<{ classId: string; enrolled: [Enrolled, Enrolled, ...Enrolled[]] }> {
  const classId = classOf(await classKey(server, (nextCourse += 1), period));
  const teachers = await hire(server, school, count);
  await leaveFree(server, school, period, count);
  for (const { actor } of teachers) expect((await choose(actor, classId)).refusals).toEqual([]);
  const { outcomes } = await enrol(people.方若兰, classId, teachers.map(({ id }) => id));
  return { classId, enrolled: teachers.map((teacher) => ({ teacher, id: outcomes.find(({ personId }) => personId === teacher.id)?.enrolmentId ?? '' })) as [Enrolled, Enrolled] };
}

async function read(actor: Actor, id: string): Promise<SeenEnrolment> {
  return (await actor.sees(`query ($id: ID!) { enrolment(id: $id) { ${enrolmentFields} } }`, { id })).enrolment;
}

const standingQuery = 'query ($classId: ID, $state: EnrolmentStanding) { enrolments(classId: $classId, state: $state, first: 100) { totalCount nodes { id } } }';
async function standing(actor: Actor, classId: string, state: string): Promise<string[]> {
  return (await actor.sees(standingQuery, { classId, state })).enrolments.nodes.map(({ id }: { id: string }) => id) as string[];
}

async function numbersOf(actor: Actor, period: number): Promise<Record<string, number>> {
  const { indicators, participation } = await actor.sees('query ($p: ID) { indicators(periodId: $p) { enrolled participating submitted graded } participation(programmeId: "prg_1") { enrolled } }', { p: globalId('Period', period) });
  return { ...indicators, persons: participation.enrolled };
}

test('JS-07 方若兰 withdraws 林晓岚, who is ill: her seat is free again, her work leaves the queues and the numbers, and all of it can still be read', async () => {
  const { rows: [row] } = await server.owner.query<{ id: string }>("select e.id from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan'");
  const id = globalId('Enrolment', row?.id ?? 0);
  const own = 'query ($id: ID!) { enrolment(id: $id) { submissions { id state version attempt review { points } } } }';
  interface Own { id: string; state: string; version: number; attempt: number; review: { points: string } | null }
  const submissions: Own[] = (await people.林晓岚.sees(own, { id })).enrolment.submissions;
  const inState = (state: string) => submissions.find((one) => one.state === state) as Own;
  const [waiting, returned, released] = [inState('SUBMITTED'), inState('RETURNED'), inState('RELEASED')];
  expect((await people.林晓岚.sees('mutation ($input: MakeAppealInput!) { makeAppeal(input: $input) { refusals { code } } }', { input: { submissionId: released.id, expectedVersion: released.version, items: [{ criterion: 'content', reason: '写到了。' }] } })).makeAppeal.refusals).toEqual([]);
  const queueOf = async (filter: string) => (await people.周明礼.sees('query ($filter: QueueFilter!) { gradingQueue(filter: $filter, first: 100) { nodes { learner { name } } } }', { filter })).gradingQueue.nodes.filter(({ learner }: { learner: { name: string } | null }) => learner?.name === '林晓岚').length as number;
  const appealsOf = async () => (await people.周明礼.sees('{ appeals(first: 100) { nodes { id viewerCanAnswer submission { id } } } }')).appeals.nodes.filter(({ submission }: { submission: { id: string } }) => submission.id === released.id) as { id: string }[];
  const [before, free] = [await numbersOf(people.方若兰, 4), await freeSeats(server, school, 4)];
  const [appeal] = await appealsOf();
  expect(appeal).toBeDefined();
  expect(await queueOf('APPEALED')).toBe(1);

  const answer = await withdraw(people.方若兰, id, { reason: ' 因病住院，无法继续学习。 ' });
  expect(answer).toMatchObject({ refusals: [], withdrawn: { state: 'WITHDRAWN', version: 2, withdrawnAt: today, withdrawnByName: '方若兰', withdrawnReason: '因病住院，无法继续学习。', replacedBy: null } });
  expect(await freeSeats(server, school, 4)).toBe(free + 1);
  expect((await movementsOf(people.方若兰, office(school), { periodId: globalId('Period', 4) }))[0]).toMatchObject({ kind: 'RETURNED', seats: 1, reason: '因病住院，无法继续学习。', byName: '方若兰' });
  expect(await numbersOf(people.方若兰, 4)).toEqual({ enrolled: (before['enrolled'] ?? 0) - 1, participating: (before['participating'] ?? 0) - 1, submitted: (before['submitted'] ?? 0) - submissions.length, graded: (before['graded'] ?? 0) - 1, persons: (before['persons'] ?? 0) - 1 });

  // In no queue, and nobody acts on it any more.
  for (const filter of ['ALL', 'UNGRADED', 'RETURNED', 'APPEALED']) expect([filter, await queueOf(filter)]).toEqual([filter, 0]);
  expect(await appealsOf()).toEqual([]);
  const now = async (one: Own) => seen(people.林晓岚, one.id, learnerFields);
  expect((await submitReview(people.周明礼, { submissionId: waiting.id, expectedVersion: (await now(waiting)).version, criterionPoints: goodPoints })).refusals.map(({ code }) => code)).toEqual(['NOT_ALLOWED_IN_STATE']);
  expect((await submitReview(people.周明礼, { submissionId: waiting.id, expectedVersion: waiting.version, criterionPoints: goodPoints })).refusals.map(({ code }) => code)).toEqual(['STALE', 'NOT_ALLOWED_IN_STATE']);
  expect((await handIn(people.林晓岚, returned.id, (await now(returned)).version, '改好了。', null)).refusals.map(({ code }) => code)).toEqual(['NOT_ALLOWED_IN_STATE']);
  const { answerAppeal } = await people.周明礼.sees('mutation ($input: AnswerAppealInput!) { answerAppeal(input: $input) { refusals { code } } }', { input: { appealId: appeal?.id, expectedVersion: (await now(released)).version, answer: '维持。' } });
  expect(answerAppeal.refusals).toEqual([{ code: 'NOT_ALLOWED_IN_STATE' }]);

  // She reads that she was withdrawn, why, and all that she did; the tutor need not know why.
  expect(await read(people.林晓岚, id)).toMatchObject({ state: 'WITHDRAWN', withdrawnAt: today, withdrawnReason: '因病住院，无法继续学习。' });
  const kept: Own[] = (await people.林晓岚.sees(own, { id })).enrolment.submissions;
  expect(kept.map(({ id: key, state, attempt }) => [key, state, attempt])).toEqual(submissions.map(({ id: key, state, attempt }) => [key, state === 'RELEASED' ? 'APPEALED' : state, attempt]));
  expect(kept.find(({ id: key }) => key === released.id)?.review).toEqual(released.review);
  expect((await people.周明礼.sees('query ($id: ID!) { enrolment(id: $id) { state withdrawnAt } }', { id })).enrolment).toEqual({ state: 'WITHDRAWN', withdrawnAt: today });
  expect(errorCodes(await people.周明礼.ask('query ($id: ID!) { enrolment(id: $id) { withdrawnReason } }', { id }))).toEqual(['FORBIDDEN']);
  expect(outcomeOf(await withdraw(people.方若兰, id, { expectedVersion: 2 }))).toBe('NOT_ALLOWED_IN_STATE');
});

test('JS-07 to the last moment of the period in Shanghai one may withdraw and substitute, from midnight on neither', async () => {
  const { enrolled } = await enrolledIn(5, 4);
  const [first, second, third, fourth] = enrolled as [Enrolled, Enrolled, Enrolled, Enrolled];
  const [colleague] = (await hire(server, school, 1)) as [Teacher];
  server.clock.setBusiness('2023-10-05T23:59:59.999+08:00');
  expect((await withdraw(people.方若兰, first.id)).withdrawn).toMatchObject({ state: 'WITHDRAWN', withdrawnAt: '2023-10-05T23:59:59.999+08:00' });
  expect(outcomeOf(await substitute(people.方若兰, second.id, colleague.id))).toBe('ok');
  server.clock.setBusiness('2023-10-06T00:00:00+08:00');
  const late = await withdraw(people.方若兰, third.id);
  expect(late).toMatchObject({ withdrawn: { state: 'ENROLLED', version: 1 }, refusals: [{ code: 'WINDOW_CLOSED', requirement: 'JS-07', field: 'enrolmentId', facts: [{ name: 'today', value: '2023-10-06' }, { name: 'until', value: '2023-10-05' }] }] });
  expect(await substitute(people.方若兰, fourth.id, first.teacher.id)).toMatchObject({ enrolment: null, refusals: [{ code: 'WINDOW_CLOSED', requirement: 'JS-07' }] });
});

test('JS-07 方若兰 swaps a learner for a colleague: the seat stays used, and the ledger, both records and both learners tell of it', async () => {
  const { classId, enrolled: [gone, stays] } = await enrolledIn(6, 2);
  const [comes] = (await hire(server, school, 1)) as [Teacher];
  const before = await numbersOf(people.方若兰, 6);
  server.clock.setBusiness('2023-09-20T10:00:00+08:00');
  const { withdrawn, enrolment, refusals } = await substitute(people.方若兰, gone.id, comes.id, { reason: '支教一年。' });
  expect(refusals).toEqual([]);
  expect(withdrawn).toMatchObject({ id: gone.id, state: 'WITHDRAWN', withdrawnReason: '支教一年。', replacedBy: { id: enrolment?.id } });
  expect(enrolment).toMatchObject({ state: 'ENROLLED', version: 1, chosenAt: null, enrolledAt: '2023-09-20T10:00:00+08:00', learner: { name: comes.name }, replaces: { id: gone.id }, replacedBy: null });
  expect(await freeSeats(server, school, 6)).toBe(0);
  expect(await numbersOf(people.方若兰, 6)).toEqual(before);
  expect((await movementsOf(people.方若兰, office(school), { periodId: globalId('Period', 6) })).slice(0, 2).map(({ kind, reason }) => `${kind} ${reason}`)).toEqual(['USED 支教一年。', 'RETURNED 支教一年。']);
  // The seat of who came has its way down; who went has none.
  const trailOf = async (id: string) => (await people.方若兰.sees('query ($id: ID!) { enrolment(id: $id) { quotaTrail { kind } } }', { id })).enrolment.quotaTrail.map(({ kind }: { kind: string }) => kind) as string[];
  expect([await trailOf(enrolment?.id ?? ''), await trailOf(gone.id)]).toEqual([['HANDED_DOWN', 'USED'], []]);
  expect((await choicesOf(people.方若兰, classId, false)).map(({ learner, state }) => `${learner.name} ${state}`)).toEqual([`${gone.teacher.name} WITHDRAWN`, `${stays.teacher.name} ENROLLED`]);
  // Each learner reads the own record, and not the other's name.
  expect(await read(gone.teacher.actor, gone.id)).toMatchObject({ state: 'WITHDRAWN', withdrawnReason: '支教一年。', replacedBy: null });
  expect(await read(comes.actor, enrolment?.id ?? '')).toMatchObject({ state: 'ENROLLED', replaces: null });
  expect([await standing(people.方若兰, classId, 'STANDING'), await standing(people.方若兰, classId, 'SUBSTITUTED'), await standing(people.方若兰, classId, 'WITHDRAWN')]).toEqual([[stays.id, enrolment?.id], [gone.id], []]);
  expect([await standing(gone.teacher.actor, classId, 'WITHDRAWN'), await standing(gone.teacher.actor, classId, 'SUBSTITUTED')]).toEqual([[gone.id], []]);
  const { rows } = await server.owner.query<{ facts: object }>("select facts from audit_event where action = 'enrolment.withdraw' and subject = $1", [gone.id]);
  expect(rows).toEqual([{ facts: { act: 'substitute', learners: [gone.teacher.id], substitute: comes.id, reason: '支教一年。', changes: { state: ['ENROLLED', 'WITHDRAWN'] } } }]);
});

test('JS-07 who comes must teach at the school and be in no class of the period; another school\'s teacher is nobody', async () => {
  const { enrolled: [gone, other] } = await enrolledIn(7, 2);
  const { enrolled: [elsewhere] } = await enrolledIn(7, 1);
  expect(await substitute(people.方若兰, gone.id, other.teacher.id)).toMatchObject({ refusals: [{ code: 'ALREADY_ENROLLED', field: 'personId', requirement: 'JS-05' }] });
  expect(await substitute(people.方若兰, gone.id, elsewhere.teacher.id)).toMatchObject({ refusals: [{ code: 'ALREADY_ENROLLED', field: 'personId', requirement: 'JS-02' }] });
  expect(await substitute(people.方若兰, gone.id, gone.teacher.id)).toMatchObject({ refusals: [{ code: 'ALREADY_ENROLLED' }] });
  const { rows: [next] } = await server.owner.query<{ id: string }>("select o.id from office o where o.level = 'SCHOOL' and o.id <> $1 and o.parent_id = (select parent_id from office where id = $1) limit 1", [school]);
  const [foreign] = (await hire(server, Number(next?.id), 1)) as [Teacher];
  const ask = (personId: string) => people.方若兰.ask(substitutionDocument, { input: { enrolmentId: gone.id, personId, reason: '换人。', expectedVersion: 1 } });
  expect((await Promise.all([foreign.id, globalId('Person', 900_000_001), 'nonsense'].map(ask))).flatMap(errorCodes)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  expect(await read(people.方若兰, gone.id)).toMatchObject({ state: 'ENROLLED', version: 1 });
});

test('JS-05 JS-07 a freed place goes to who waits next; who was withdrawn may choose again, stands at the end, and has a second record', async () => {
  const { classId, enrolled: [gone] } = await enrolledIn(8, 1);
  const [next] = (await hire(server, school, 1)) as [Teacher];
  expect((await choose(next.actor, classId)).refusals).toEqual([]);
  const told = async () => toldOf((await enrol(people.方若兰, classId, [next.id])).outcomes, [next]);
  expect(await told()).toEqual([`${next.name} QUOTA_EXHAUSTED`]);
  expect(outcomeOf(await withdraw(people.方若兰, gone.id))).toBe('ok');
  // The withdrawn choice holds nobody up: she who waits on the list has the seat without anybody's doing.
  await server.app.waitingListWork.idle();
  expect(await told()).toEqual([`${next.name} ALREADY_ENROLLED`]);
  server.clock.setBusiness('2023-09-11T08:00:00+08:00');
  expect((await choose(gone.teacher.actor, classId)).refusals).toEqual([]);
  await leaveFree(server, school, 8, 1);
  expect(toldOf((await enrol(people.方若兰, classId, [gone.teacher.id])).outcomes, [gone.teacher])).toEqual([`${gone.teacher.name} ok`]);
  const { enrolments } = await gone.teacher.actor.sees('query ($classId: ID) { enrolments(classId: $classId, first: 5) { nodes { state chosenAt withdrawnAt } } }', { classId });
  expect(enrolments.nodes).toEqual([{ state: 'WITHDRAWN', chosenAt: today, withdrawnAt: today }, { state: 'ENROLLED', chosenAt: '2023-09-11T08:00:00+08:00', withdrawnAt: null }]);
});

test('JS-02 JS-05 who is in a class of the period is enrolled in no other of it, and holds nobody up there', async () => {
  const { enrolled: [busy] } = await enrolledIn(9, 1);
  const second = classOf(await classKey(server, (nextCourse += 1), 9));
  const [next] = (await hire(server, school, 1)) as [Teacher];
  await leaveFree(server, school, 9, 2);
  for (const { actor } of [busy.teacher, next]) expect((await choose(actor, second)).refusals).toEqual([]);
  expect(await enrol(people.方若兰, second, [busy.teacher.id])).toMatchObject({ outcomes: [{ enrolmentId: null, refusals: [{ code: 'ALREADY_ENROLLED', requirement: 'JS-02' }] }] });
  expect(toldOf((await enrol(people.方若兰, second, [next.id])).outcomes, [next])).toEqual([`${next.name} ok`]);
});

test('I1 I2 Q4 an act sent twice with one key is done once; one upon an older version is told the present one', async () => {
  const { enrolled: [one, other] } = await enrolledIn(5, 2);
  const [comes] = (await hire(server, school, 1)) as [Teacher];
  const free = await freeSeats(server, school, 5);
  const twice = [await withdraw(people.方若兰, one.id, { idempotencyKey: `one ${one.id}` }), await withdraw(people.方若兰, one.id, { idempotencyKey: `one ${one.id}` })];
  expect(twice[0]?.refusals).toEqual([]);
  expect(twice[1]).toEqual(twice[0]);
  expect(await freeSeats(server, school, 5)).toBe(free + 1);
  expect(outcomeOf(await withdraw(people.方若兰, one.id, { idempotencyKey: `one ${one.id}`, reason: '另一个理由。' }))).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(await substitute(people.方若兰, other.id, comes.id, { expectedVersion: 7 })).toMatchObject({ enrolment: null, refusals: [{ code: 'STALE', facts: [{ name: 'current', value: '1' }, { name: 'yours', value: '7' }] }] });
  const swapped = [await substitute(people.方若兰, other.id, comes.id, { idempotencyKey: `two ${other.id}` }), await substitute(people.方若兰, other.id, comes.id, { idempotencyKey: `two ${other.id}` })];
  expect(swapped[0]?.enrolment?.learner?.name).toBe(comes.name);
  expect(swapped[1]).toEqual(swapped[0]);
  expect(outcomeOf(await withdraw(people.方若兰, other.id, { expectedVersion: 2, reason: '' }))).toBe('NOT_ALLOWED_IN_STATE,EMPTY');
});

test('JS-07 of a merged school the receiver withdraws, and the seat is free at the account where it counted; nobody of another school comes in', async () => {
  const { rows: [place] } = await server.owner.query<{ enrolment: string; left: string; receiver: string; head: string; comes: string; version: number }>(`
    select e.id as enrolment, s.id as left, r.id as receiver, s.version, (select min(p.id) from person p where p.office_id = r.id) as head, (select max(p.id) from person p where p.office_id = r.id) as comes
    from enrolment e join office s on s.id = e.school_id join office r on r.parent_id = s.parent_id and r.id <> s.id and r.level = 'SCHOOL' and (select count(*) from person p where p.office_id = r.id and not exists (select 1 from enrolment x where x.person_id = p.id)) > 1
    where e.period_id = 4 and e.state = 'ENROLLED' and s.parent_id = (select id from office where code = '320583') order by e.id, r.id limit 1`);
  const merging = { officeId: office(Number(place?.left)), intoId: office(Number(place?.receiver)), expectedVersion: place?.version, effectiveOn: '2023-09-10', reason: '区划调整。' };
  expect((await (await server.as('顾文远')).sees('mutation ($input: MergeOfficeInput!) { mergeOffice(input: $input) { refusals { code } } }', { input: merging })).mergeOffice.refusals).toEqual([]);
  const head = await signedIn(server, Number(place?.head), 'ADMIN', Number(place?.receiver));
  const id = globalId('Enrolment', place?.enrolment ?? 0);
  const free = await freeSeats(server, Number(place?.left), 4);
  expect(await substitute(head, id, globalId('Person', place?.comes ?? 0))).toMatchObject({ enrolment: null, refusals: [{ code: 'NOT_ELIGIBLE', field: 'personId', requirement: 'JS-07' }] });
  expect(outcomeOf(await withdraw(head, id))).toBe('ok');
  expect(await freeSeats(server, Number(place?.left), 4)).toBe(free + 1);
});

test('T7 only the own school\'s administrator withdraws; to others the enrolment is none, or the act not theirs', async () => {
  const { enrolled: [one] } = await enrolledIn(6, 1);
  const { rows: [foreign] } = await server.owner.query<{ id: string }>("select id from enrolment where school_id <> $1 and state = 'ENROLLED' order by id limit 1", [school]);
  const ask = (actor: Actor, enrolmentId: string) => actor.ask(withdrawalDocument, { input: { enrolmentId, reason: '退回。', expectedVersion: 1 } });
  expect((await Promise.all([globalId('Enrolment', foreign?.id ?? 0), globalId('Enrolment', 900_000_001), 'nonsense'].map((id) => ask(people.方若兰, id)))).flatMap(errorCodes)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  expect((await Promise.all([people.陆景行, people.贺知行, people.周明礼, one.teacher.actor].map((actor) => ask(actor, one.id)))).flatMap(errorCodes)).toEqual(Array(4).fill('FORBIDDEN'));
  expect(await read(people.方若兰, one.id)).toMatchObject({ state: 'ENROLLED', version: 1 });
});

test('JS-07 T7 who stands, who went and who was replaced are listed apart; that somebody came in the place is not for tutors and platforms', async () => {
  const { classId, enrolled: [gone, stays] } = await enrolledIn(7, 2);
  expect((await withdraw(people.方若兰, gone.id)).refusals).toEqual([]);
  for (const [state, ids] of [['STANDING', [stays.id]], ['WITHDRAWN', [gone.id]], ['SUBSTITUTED', []]] as const) expect([state, await standing(people.陆景行, classId, state)]).toEqual([state, ids]);
  for (const actor of [people.周明礼, await server.asPlatform()]) {
    expect(errorCodes(await actor.ask(standingQuery, { classId, state: 'STANDING' }))).toEqual([]);
    for (const state of ['WITHDRAWN', 'SUBSTITUTED']) expect(errorCodes(await actor.ask(standingQuery, { classId, state }))).toEqual(['FORBIDDEN']);
  }
  const file = async (state: string) => fetch(`${server.origin}/exports/enrolments?${new URLSearchParams({ classId, state }).toString()}`, { headers: people.方若兰.credentials });
  const lines = (await (await file('WITHDRAWN')).text()).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`${gone.teacher.name},`);
  expect(lines[1]).toMatch(/已退回报名,.*,方若兰,病假。,{6}$/);
  expect((await file('ANY')).status).toBe(400);
});
