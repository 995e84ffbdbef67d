// Allocation told as stories: the chief tutor divides the work, tutors find theirs first, absences and reassignments move what nobody has begun.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { claim, codesOf, errorCodes, handIn, numberOf, returnForRevision, seen, signInAll, submitReview, type Cast, type Refusal } from '../assignments/grading-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '顾文远' | '沈佩兰' | '林晓岚'>;
let zhou: string;
let xu: string;
/** A class of the cast's tutors with work that waits. */
let classId: string;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '裴致远', '顾文远', '沈佩兰', '林晓岚');
  const idOf = async (login: string) => globalId('Person', (await server.owner.query<{ id: string }>('select id from person where user_name = $1', [login])).rows[0]?.id ?? 0);
  [zhou, xu] = [await idOf('zhou.mingli'), await idOf('xu.jingshu')];
  const { rows } = await server.owner.query<{ id: string }>("select k.id from training_class k join course c on c.id = k.course_id join period p on p.id = k.period_id where c.code = 'KC2023001' and p.number = 4");
  classId = globalId('TrainingClass', rows[0]?.id ?? 0);
});
afterAll(() => server.close());
beforeEach(async () => {
  server.clock.setBusiness('2023-09-20T09:00:00+08:00');
  await server.owner.query('update submission set allocated_to_id = null, allocated_to_name = null where allocated_to_id is not null');
  await server.owner.query('delete from submission_lease');
  await server.owner.query('delete from review_draft');
  await server.owner.query('delete from tutor_absence');
  await server.owner.query('delete from tutor_terms');
});

interface Load { tutorId: string; name: string; weight: number; dailyCap: number; allocated: number; done: number; left: number; begun: number; doneToday: number; room: number; medianSeconds: number | null; lastActiveAt: string | null; absentUntil: string | null }
interface Board { version: number; waiting: number; unallocated: number; excludesOwnCounty: boolean; tutors: Load[]; acts: { kind: string; reason: string | null; unplaced: number; byName: string; shares: { name: string; count: number }[] }[]; absences: { tutorName: string; from: string; until: string }[] }
const boardFields = 'version waiting unallocated excludesOwnCounty tutors { tutorId name weight dailyCap allocated done left begun doneToday room medianSeconds lastActiveAt absentUntil } acts { kind reason unplaced byName shares { name count } } absences { tutorName from until }';
const refusalFields = 'refusals { code field message facts { name value } }';
type BoardAnswer = { board: Board; refusals: Refusal[] };

async function board(actor: Actor): Promise<Board> { return (await actor.sees<{ allocationBoard: Board }>(`{ allocationBoard(programmeId: "prg_1") { ${boardFields} } }`)).allocationBoard; }
function allocation(terms: [string, number, number][], more: object = {}): object { return { programmeId: 'prg_1', classId, terms: terms.map(([tutorId, weight, dailyCap]) => ({ tutorId, weight, dailyCap })), days: 1, isAnew: false, ...more }; }
interface Preview { version: number; items: number; unplaced: number; shares: { tutorId: string; name: string; count: number; fair: number }[]; refusals: Refusal[] }
async function preview(actor: Actor, input: object): Promise<Preview> {
  return (await actor.sees<{ allocationPreview: Preview }>(`query ($input: AllocationInput!) { allocationPreview(input: $input) { version items unplaced shares { tutorId name count fair } ${refusalFields} } }`, { input })).allocationPreview;
}
async function allocate(actor: Actor, input: object, seenBefore: Pick<Preview, 'version' | 'items'>, idempotencyKey?: string): Promise<BoardAnswer> {
  return (await actor.sees<{ allocateSubmissions: BoardAnswer }>(`mutation ($input: AllocateSubmissionsInput!) { allocateSubmissions(input: $input) { ${refusalFields} board { ${boardFields} } } }`, { input: { allocation: input, expectedVersion: seenBefore.version, expectedCount: seenBefore.items, idempotencyKey } })).allocateSubmissions;
}
async function allocated(actor: Actor, terms: [string, number, number][], more: object = {}): Promise<BoardAnswer> {
  const input = allocation(terms, more);
  const answer = await allocate(actor, input, await preview(actor, input));
  expect(answer.refusals).toEqual([]);
  return answer;
}
async function reassign(actor: Actor, input: object): Promise<BoardAnswer> {
  return (await actor.sees<{ reassignSubmissions: BoardAnswer }>(`mutation ($input: ReassignSubmissionsInput!) { reassignSubmissions(input: $input) { ${refusalFields} board { ${boardFields} } } }`, { input: { programmeId: 'prg_1', reason: '均衡进度。', ...input } })).reassignSubmissions;
}
async function absent(actor: Actor, input: object): Promise<BoardAnswer> {
  return (await actor.sees<{ markTutorAbsent: BoardAnswer }>(`mutation ($input: MarkTutorAbsentInput!) { markTutorAbsent(input: $input) { ${refusalFields} board { ${boardFields} } } }`, { input: { programmeId: 'prg_1', reason: '病假。', ...input } })).markTutorAbsent;
}
async function present(actor: Actor, tutorId: string, from: string): Promise<BoardAnswer> {
  return (await actor.sees<{ endTutorAbsence: BoardAnswer }>(`mutation ($input: EndTutorAbsenceInput!) { endTutorAbsence(input: $input) { ${refusalFields} board { ${boardFields} } } }`, { input: { programmeId: 'prg_1', tutorId, from } })).endTutorAbsence;
}
const of = (shown: Board, tutorId: string): Load => shown.tutors.find((one) => one.tutorId === tutorId) as Load;
async function queued(actor: Actor, filter: string): Promise<{ id: string; isAllocatedToViewer: boolean; allocatedToName: string | null }[]> {
  return (await actor.sees(`{ gradingQueue(filter: ${filter}, first: 100) { nodes { id isAllocatedToViewer allocatedToName } } }`)).gradingQueue.nodes;
}

describe('JS-17 the chief tutor divides what waits', () => {
  test('JS-17 裴致远 previews, allocates by weight within the caps, and the tutors find theirs first; what is left over stays for both', async () => {
    const input = allocation([[zhou, 2, 40], [xu, 1, 10]]);
    const shown = await preview(people.裴致远, input);
    expect(shown.items).toBeGreaterThan(60);
    expect(shown.shares.map(({ name, count }) => [name, count])).toEqual([['周明礼', 40], ['许静姝', 10]]);
    expect(shown.unplaced).toBe(shown.items - 50);
    expect((await board(people.裴致远)).tutors.every(({ allocated: count }) => count === 0)).toBe(true);
    const { board: after } = await allocate(people.裴致远, input, shown);
    expect([of(after, zhou), of(after, xu)]).toMatchObject([{ weight: 2, dailyCap: 40, allocated: 40, left: 40, done: 0, room: 0 }, { weight: 1, dailyCap: 10, allocated: 10, left: 10, room: 0 }]);
    expect(after).toMatchObject({ version: shown.version + 1, acts: [expect.objectContaining({ kind: 'ALLOCATE', byName: '裴致远', unplaced: shown.unplaced, shares: [{ name: '周明礼', count: 40 }, { name: '许静姝', count: 10 }] }), ...after.acts.slice(1)] });
    expect(await queued(people.周明礼, 'ALLOCATED')).toHaveLength(40);
    const mine = await queued(people.许静姝, 'MINE');
    expect(mine.slice(0, 10).every(({ isAllocatedToViewer, allocatedToName }) => isAllocatedToViewer && allocatedToName === '许静姝')).toBe(true);
    expect(mine.slice(10).some(({ isAllocatedToViewer }) => isAllocatedToViewer)).toBe(false);
    // A second time nobody has room.
    expect((await preview(people.裴致远, input)).shares.map(({ count }) => count)).toEqual([0, 0]);
    expect((await preview(people.裴致远, { ...input, days: 2 })).shares.map(({ count }) => count)).toEqual([40, 10]);
    // Given out anew, only the weights decide.
    expect((await preview(people.裴致远, { ...input, terms: [{ tutorId: zhou, weight: 1, dailyCap: 20 }, { tutorId: xu, weight: 1, dailyCap: 20 }], isAnew: true })).shares.map(({ count }) => count)).toEqual([20, 20]);
  });

  test('JS-17 a tutor claims the own allocation before all else and never another\'s; the chief tutor helps out; a new attempt comes back to the same tutor', async () => {
    await allocated(people.裴致远, [[xu, 1, 3]]);
    const own = (await queued(people.许静姝, 'ALLOCATED')).map(({ id }) => id);
    const claimed: string[] = [];
    for (const seat of ['a', 'b', 'c']) claimed.push((await claim(people.许静姝, { filter: 'UNGRADED', seat })).submission?.id ?? '');
    expect(claimed).toEqual(own);
    await server.owner.query('delete from submission_lease');
    expect(own).not.toContain((await claim(people.周明礼, { filter: 'UNGRADED', seat: 'a' })).submission?.id);
    const taken = await claim(people.周明礼, { submissionId: own[0] });
    expect(taken.refusals).toMatchObject([{ code: 'TAKEN', message: '这份作业已分配给许静姝批阅。' }]);
    expect(codesOf(await claim(people.裴致远, { submissionId: own[0] }))).toEqual([]);
    await server.owner.query('delete from submission_lease');
    const learner = (await server.owner.query<{ id: string }>("select s.id from submission s where s.is_latest and s.state = 'SUBMITTED' and s.person_id = (select id from person where user_name = 'lin.xiaolan') order by s.id limit 1")).rows[0]?.id ?? '0';
    await server.owner.query("update submission set allocated_to_id = $2, allocated_to_name = '许静姝' where id = $1", [learner, keyOf('Person', xu)]);
    const hers = globalId('Submission', learner);
    const returned = await returnForRevision(people.许静姝, hers, (await seen(people.许静姝, hers, 'id version')).version, '请补充。');
    const again = await handIn(people.林晓岚, hers, returned.submission?.version ?? 0, '补充后的正文。', null);
    expect((await people.许静姝.sees('query ($id: ID!) { submission(id: $id) { attempt isAllocatedToViewer } }', { id: again.submission?.id })).submission).toEqual({ attempt: 2, isAllocatedToViewer: true });
  });

  test('JS-17 nobody gets the own school\'s work, nor the own county\'s where the assignment says so', async () => {
    const { rows } = await server.owner.query<{ school: string; county: string; assignment: string }>("select s.school_id as school, o.county_id as county, s.assignment_id as assignment from submission s join office o on o.id = s.school_id where s.class_id = $1 and s.is_latest and s.state = 'SUBMITTED' and o.county_id is not null order by s.id limit 1", [keyOf('TrainingClass', classId)]);
    const place = rows[0] as { school: string; county: string; assignment: string };
    const before = (await server.owner.query<{ office: string }>('select office_id as office from person where id = $1', [keyOf('Person', zhou)])).rows[0]?.office;
    await server.owner.query('update person set office_id = $2 where id = $1', [keyOf('Person', zhou), place.school]);
    const mine = (column: string, value: string) => numberOf(server.owner, `select count(*) from submission s join office o on o.id = s.school_id where s.allocated_to_id = $1 and ${column} = $2`, [keyOf('Person', zhou), value]);
    await allocated(people.裴致远, [[zhou, 1, 500]], { days: 3 });
    expect(await numberOf(server.owner, 'select count(*) from submission where allocated_to_id = $1', [keyOf('Person', zhou)])).toBeGreaterThan(50);
    expect(await mine('s.school_id', place.school)).toBe(0);
    expect((await board(people.裴致远)).excludesOwnCounty).toBe(false);
    // 裴致远 says so with the allocation, and from then on the assignments do.
    const { board: excluded } = await allocated(people.裴致远, [[zhou, 1, 500]], { days: 3, isAnew: true, excludesOwnCounty: true });
    expect(excluded.excludesOwnCounty).toBe(true);
    expect(await mine('o.county_id', place.county)).toBe(0);
    await server.owner.query('update assignment set excludes_own_county = false');
    await server.owner.query('update person set office_id = $2 where id = $1', [keyOf('Person', zhou), before]);
  });

  test('JS-17 what was previewed by two is done by one; what was claimed meanwhile is left out; the same key has one effect', async () => {
    const input = allocation([[zhou, 1, 10], [xu, 1, 10]]);
    const shown = await preview(people.裴致远, input);
    const opened = (await claim(people.周明礼, { filter: 'UNGRADED', classId, seat: 'a' })).submission?.id ?? '';
    const first = await allocate(people.裴致远, input, shown, 'allocate once');
    expect(first.refusals).toEqual([]);
    expect((await allocate(people.裴致远, input, shown, 'allocate once')).board.version).toBe(first.board.version);
    expect((await seen(people.周明礼, opened, 'id isAllocatedToViewer')) as unknown).toMatchObject({ isAllocatedToViewer: false });
    expect(codesOf(await allocate(people.顾文远, input, shown))).toEqual(['STALE']);
    expect(codesOf(await allocate(people.顾文远, { ...input, days: 2 }, { version: first.board.version, items: 0 }))).toEqual(['STALE']);
    const faulty: [object, string[]][] = [
      [allocation([]), ['EMPTY']], [allocation([[zhou, 0, 10]]), ['OUT_OF_RANGE']], [allocation([[zhou, 11, 10]]), ['OUT_OF_RANGE']], [allocation([[zhou, 1, 501]]), ['OUT_OF_RANGE']], [allocation([[zhou, 1, 1], [zhou, 1, 1]]), ['ALREADY_EXISTS']],
      [allocation([['prs_zzz', 1, 1]]), ['NOT_FOUND']], [allocation([[zhou, 1, 1]], { days: 31 }), ['OUT_OF_RANGE']],
    ];
    for (const [one, codes] of faulty) expect((await preview(people.裴致远, one)).refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('JS-17 work moves', () => {
  test('JS-17 许静姝 is back before her last day, and does not go on a planned leave: she can be given work again, what moved stays; twice is refused', async () => {
    await allocated(people.裴致远, [[zhou, 1, 30], [xu, 1, 30]], { isAnew: true });
    await absent(people.裴致远, { tutorId: xu, from: '2023-09-20', until: '2023-09-22' });
    await absent(people.裴致远, { tutorId: xu, from: '2023-09-25', until: '2023-09-26' });
    const { board: back, refusals } = await present(people.顾文远, xu, '2023-09-20');
    expect(refusals).toEqual([]);
    expect(of(back, xu)).toMatchObject({ absentUntil: null, left: 0, room: 30 });
    expect(back.absences).toMatchObject([{ from: '2023-09-25' }]);
    expect(codesOf(await present(people.顾文远, xu, '2023-09-20'))).toEqual(['NOT_ALLOWED_IN_STATE']);
    expect((await present(people.裴致远, xu, '2023-09-25')).board.absences).toEqual([]);
    server.clock.setBusiness('2023-09-25T09:00:00+08:00');
    server.app.absenceWork.kick();
    await server.app.absenceWork.idle();
    expect(of(await board(people.裴致远), xu).absentUntil).toBeNull();
    expect(errorCodes(await people.周明礼.ask('mutation { endTutorAbsence(input: { programmeId: "prg_1", tutorId: "prs_1", from: "2023-09-25" }) { refusals { code } } }'))).toEqual(['FORBIDDEN']);
    expect(await numberOf(server.owner, `select count(*) from audit_event where action = 'allocation.manage' and facts ->> 'act' = 'present'`)).toBe(2);
  });

  test('JS-17 only what is of one assignment moves, where that is asked', async () => {
    await allocated(people.裴致远, [[zhou, 1, 60]], { isAnew: true });
    const { rows: [most] } = await server.owner.query<{ assignment: string; count: number }>('select assignment_id as assignment, count(*)::int as count from submission where allocated_to_id = $1 group by 1 order by 2, 1 limit 1', [keyOf('Person', zhou)]);
    const assignmentId = globalId('Assignment', most?.assignment ?? 0);
    const listed = await people.裴致远.sees('query ($t: ID!, $a: ID) { allocatedSubmissions(programmeId: "prg_1", tutorId: $t, assignmentId: $a, first: 100) { totalCount nodes { assignment { id } } } }', { t: zhou, a: assignmentId });
    expect(listed.allocatedSubmissions.totalCount).toBe(most?.count);
    expect(codesOf(await reassign(people.裴致远, { fromTutorId: zhou, toTutorId: xu, assignmentId, count: (most?.count ?? 0) + 1 }))).toEqual(['LIMIT_REACHED']);
    expect(codesOf(await reassign(people.裴致远, { fromTutorId: zhou, toTutorId: xu, assignmentId, count: 1 }))).toEqual([]);
    expect(await numberOf(server.owner, 'select count(*) from submission where allocated_to_id = $1 and assignment_id = $2', [keyOf('Person', xu), most?.assignment])).toBe(1);
  });

  test('JS-17 许静姝 is absent from today: her open work goes to the others, what she has open or drafted stays; she is given nothing until she is back', async () => {
    await allocated(people.裴致远, [[zhou, 1, 30], [xu, 1, 30]], { isAnew: true });
    const [opened = '', drafted = ''] = (await queued(people.许静姝, 'ALLOCATED')).map(({ id }) => id);
    await claim(people.许静姝, { submissionId: opened, seat: 'a' });
    await people.许静姝.sees('mutation ($input: SaveReviewDraftInput!) { saveReviewDraft(input: $input) { refusals { code } } }', { input: { submissionId: drafted, expectedDraftVersion: 0, criterionPoints: [], comment: '草稿', isExcellent: false } });
    await server.owner.query('update tutor_terms set daily_cap = 50 where tutor_id = $1', [keyOf('Person', zhou)]);
    const { board: after, refusals } = await absent(people.裴致远, { tutorId: xu, from: '2023-09-20', until: '2023-09-22' });
    expect(refusals).toEqual([]);
    expect([of(after, zhou), of(after, xu)]).toMatchObject([{ left: 50, room: 0 }, { left: 2, begun: 2, absentUntil: '2023-09-22', room: 0 }]);
    expect(after.acts[0]).toMatchObject({ kind: 'ABSENCE', reason: '病假。', shares: [{ name: '周明礼', count: 20 }], unplaced: 8 });
    expect((await preview(people.裴致远, allocation([[xu, 1, 30]]))).shares).toEqual([]);
    expect(codesOf(await reassign(people.裴致远, { fromTutorId: zhou, toTutorId: xu, count: 1 }))).toEqual(['NOT_ALLOWED']);
    server.clock.setBusiness('2023-09-23T00:00:00+08:00');
    expect(of(await board(people.裴致远), xu)).toMatchObject({ absentUntil: null, room: 28 });
  });

  test('JS-17 an absence that is said before moves the work on its first day, once', async () => {
    await allocated(people.裴致远, [[xu, 1, 10]]);
    const { board: said } = await absent(people.顾文远, { tutorId: xu, from: '2023-09-21', until: '2023-09-21' });
    expect([of(said, xu).left, said.absences]).toEqual([10, [{ tutorName: '许静姝', from: '2023-09-21', until: '2023-09-21' }]]);
    server.app.absenceWork.kick();
    await server.app.absenceWork.idle();
    expect(of(await board(people.裴致远), xu).left).toBe(10);
    server.clock.setBusiness('2023-09-21T00:00:00+08:00');
    server.app.absenceWork.kick();
    await server.app.absenceWork.idle();
    const after = await board(people.裴致远);
    expect([of(after, xu).left, of(after, zhou).left, after.acts[0]?.kind]).toEqual([0, 10, 'ABSENCE']);
    const acts = after.version;
    server.app.absenceWork.kick();
    await server.app.absenceWork.idle();
    expect((await board(people.裴致远)).version).toBe(acts);
    for (const [input, code] of [[{ from: '2023-09-22', until: '2023-09-21' }, 'OUT_OF_RANGE'], [{ from: '2023-09-01', until: '2023-09-02' }, 'OUT_OF_RANGE'], [{ from: '2023-09-22', until: '2023-09-22', reason: '' }, 'EMPTY']] as const) expect(codesOf(await absent(people.裴致远, { tutorId: xu, ...input }))).toEqual([code]);
  });

  test('JS-17 a number, or what is ticked, goes from one tutor to another, within the cap and never what is begun', async () => {
    await allocated(people.裴致远, [[xu, 1, 10], [zhou, 1, 5]]);
    const { allocatedSubmissions } = await people.裴致远.sees(`query ($tutorId: ID!) { allocatedSubmissions(programmeId: "prg_1", tutorId: $tutorId, first: 100) { totalCount nodes { id learner { name } } } }`, { tutorId: xu });
    const ids = (allocatedSubmissions.nodes as { id: string }[]).map(({ id }) => id);
    expect(ids).toHaveLength(10);
    expect(codesOf(await reassign(people.裴致远, { fromTutorId: xu, toTutorId: zhou, count: 3 }))).toEqual(['LIMIT_REACHED']);
    await server.owner.query('update tutor_terms set daily_cap = 12 where tutor_id = $1', [keyOf('Person', zhou)]);
    await claim(people.许静姝, { submissionId: ids[9], seat: 'a' });
    const { board: moved } = await reassign(people.裴致远, { fromTutorId: xu, toTutorId: zhou, count: 3 });
    expect([of(moved, zhou).left, of(moved, xu).left, moved.acts[0]]).toMatchObject([8, 7, { kind: 'REASSIGN', reason: '均衡进度。', shares: [{ name: '周明礼', count: 3 }] }]);
    expect((await queued(people.周明礼, 'ALLOCATED')).map(({ id }) => id)).toEqual(expect.arrayContaining(ids.slice(6, 9)));
    expect(codesOf(await reassign(people.裴致远, { fromTutorId: xu, toTutorId: zhou, submissionIds: [ids[0], ids[9]] }))).toEqual(['LIMIT_REACHED']);
    expect(codesOf(await reassign(people.裴致远, { fromTutorId: xu, toTutorId: zhou, submissionIds: [ids[0], ids[1]] }))).toEqual([]);
    expect(await queued(people.许静姝, 'ALLOCATED')).toHaveLength(5);
    for (const [input, code] of [[{ toTutorId: xu, count: 1 }, 'NOT_FOUND'], [{ toTutorId: zhou, count: 0 }, 'OUT_OF_RANGE'], [{ toTutorId: zhou, count: 1, reason: ' ' }, 'EMPTY']] as const) expect(codesOf(await reassign(people.裴致远, { fromTutorId: xu, ...input }))).toContain(code);
  });
});

describe('JS-17 two who meet', () => {
  test('JS-17 in 6 rounds two allocators and two claiming tutors at the same time: nothing is given twice, nobody is beyond the cap, whoever was late is told', async () => {
    const input = allocation([[zhou, 1, 12], [xu, 1, 12]], { isAnew: true });
    for (let round = 0; round < 6; round += 1) {
      await server.owner.query('delete from submission_lease');
      const shown = await preview(people.裴致远, input);
      const [one, two, ...claims] = await Promise.all([
        allocate(people.裴致远, input, shown), allocate(people.顾文远, input, shown),
        ...[0, 1, 2, 3].map((seat) => claim(seat % 2 === 0 ? people.周明礼 : people.许静姝, { filter: 'UNGRADED', classId, seat: `${round} ${seat}` })),
      ]);
      expect([codesOf(one), codesOf(two)].sort()).toEqual([[], ['STALE']]);
      const held = claims.map((each) => each.submission?.id ?? '');
      expect(new Set(held).size).toBe(4);
      // Whoever has it open has it by right: it is the holder's own, or was nobody's when it was claimed.
      expect(await numberOf(server.owner, `select count(*) from submission s join submission_lease l on l.submission_id = s.id where s.allocated_to_id is not null and s.allocated_to_id <> l.holder_id`)).toBe(0);
      for (const tutor of [zhou, xu]) expect(await numberOf(server.owner, "select count(*) from submission where allocated_to_id = $1 and is_latest and state = 'SUBMITTED'", [keyOf('Person', tutor)])).toBeLessThanOrEqual(12);
    }
  });
});

describe('JS-17 workload', () => {
  test('JS-17 items and time of a tutor within days of Shanghai, as a page, as CSV and as a workbook; undone reviews do not count', async () => {
    server.clock.setBusiness('2023-10-01T23:59:59.999+08:00');
    const [first = '', second = ''] = (await queued(people.周明礼, 'UNGRADED')).map(({ id }) => id);
    for (const id of [first, second]) expect(codesOf(await submitReview(people.周明礼, { submissionId: id, expectedVersion: (await seen(people.周明礼, id, 'id version')).version, points: '80' }))).toEqual([]);
    await server.owner.query("update review set seconds = 5400 where id = (select last_review_id from submission where id = $1)", [keyOf('Submission', first)]);
    await server.owner.query("update review set seconds = 135 where id = (select last_review_id from submission where id = $1)", [keyOf('Submission', second)]);
    server.clock.setBusiness('2023-10-02T00:00:00+08:00');
    expect(codesOf(await submitReview(people.周明礼, { submissionId: first, expectedVersion: (await seen(people.周明礼, first, 'id version')).version, points: '81' }))).toEqual([]);
    const statement = async (from: string, until: string) => (await people.裴致远.sees(`query ($from: LocalDate, $until: LocalDate) { tutorWorkloads(programmeId: "prg_1", from: $from, until: $until, first: 100) { totalCount nodes { tutorId name items reviews seconds hours medianSeconds firstOn lastOn } } }`, { from, until })).tutorWorkloads;
    expect(await statement('2023-10-01', '2023-10-01')).toEqual({ totalCount: 1, nodes: [{ tutorId: zhou, name: '周明礼', items: 2, reviews: 2, seconds: 5535, hours: '1.5', medianSeconds: 135, firstOn: '2023-10-01', lastOn: '2023-10-01' }] });
    expect((await statement('2023-10-01', '2023-10-02')).nodes[0]).toMatchObject({ items: 2, reviews: 3, lastOn: '2023-10-02' });
    await server.owner.query("update person set name = '=周明礼' where user_name = 'zhou.mingli'");
    const download = (format: string) => fetch(`${server.origin}/exports/workload?programmeId=prg_1&from=2023-10-01&until=2023-10-01&format=${format}`, { headers: people.裴致远.credentials });
    const csv = await (await download('csv')).text();
    expect(csv).toContain('师训编号,姓名,单位,批阅作业（份）');
    expect(csv).toMatch(/'=周明礼.*,2,2,0,1\.5,5535,135,2023-10-01,2023-10-01/);
    const book = await download('xlsx');
    expect([book.status, book.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    await server.owner.query("update person set name = '周明礼' where user_name = 'zhou.mingli'");
    expect((await fetch(`${server.origin}/exports/workload?programmeId=prg_1`, { headers: people.周明礼.credentials })).status).toBe(403);
    expect((await server.owner.query("select count(*)::int as count from audit_event where action = 'allocation.workload'")).rows).toEqual([{ count: 2 }]);
    expect(await reconcile(server.owner)).toEqual([]);
  });

  test('T4 only the chief tutor of the programme and the administrators of the province: a programme of others does not exist', async () => {
    for (const actor of [people.裴致远, people.顾文远]) expect((await board(actor)).tutors.length).toBeGreaterThan(2);
    const asking = (actor: Actor, id: string) => actor.ask(`query ($id: ID!) { allocationBoard(programmeId: $id) { version } }`, { id });
    await server.owner.query("insert into programme (id, code, name, year, series, office_id, state) select 900, 'X900', '外省项目', 2023, 'X', id, 'RUNNING' from office where code = '3205' on conflict do nothing");
    const text = async (actor: Actor, id: string) => (await asking(actor, id)).text.replace(/"(requestId|remaining)":[^,}]*/g, '');
    for (const actor of [people.裴致远, people.顾文远]) expect([errorCodes(await asking(actor, 'prg_p0')), await text(actor, 'prg_p0')]).toEqual([['NOT_FOUND'], await text(actor, 'prg_zz')]);
    for (const actor of [people.周明礼, people.林晓岚, people.沈佩兰]) expect(errorCodes(await asking(actor, 'prg_1'))).toEqual(['FORBIDDEN']);
    const before = await numberOf(server.owner, 'select count(*) from allocation_act');
    for (const document of ['allocateSubmissions', 'reassignSubmissions', 'markTutorAbsent']) {
      const input = document === 'allocateSubmissions' ? { allocation: allocation([[zhou, 1, 1]], { programmeId: 'prg_p0' }), expectedVersion: before, expectedCount: 999 } : document === 'reassignSubmissions' ? { programmeId: 'prg_p0', fromTutorId: zhou, toTutorId: xu, count: 1, reason: '越权。' } : { programmeId: 'prg_p0', tutorId: zhou, from: '2023-09-21', until: '2023-09-22', reason: '越权。' };
      expect(errorCodes(await people.裴致远.ask(`mutation ($input: ${document[0]?.toUpperCase()}${document.slice(1)}Input!) { ${document}(input: $input) { refusals { code } } }`, { input }))).toEqual(['NOT_FOUND']);
    }
    expect(await numberOf(server.owner, 'select count(*) from allocation_act')).toBe(before);
  });
});
