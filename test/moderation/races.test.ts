// Where two people meet one submission in second marking (reliability G5: what is decided is decided once).
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, claim, codesOf, numberOf, signInAll, type Cast, type Refusal } from '../assignments/grading-acts.js';
import { inOrder, shuffled, submissionRow } from '../assignments/rivals.js';
import { undo } from '../assignments/release-acts.js';
import { decide, mark, marked, markingOf, sampleAll, sheet, waive } from './marking-acts.js';

interface Answered { refusals: Refusal[] }

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '韩立诚'>;
let waiting: WaitingSubmissions;

beforeAll(async () => {
  server = await openTestServer();
  // A third tutor of the class: two rivals for one second marking.
  await server.owner.query(`insert into class_tutor (role_id, class_id) select r.id, k.id from role_assignment r join person p on p.id = r.person_id, training_class k where p.user_name = 'han.licheng' and r.role = 'TUTOR' and k.course_id = 1`);
  people = await signInAll(server, '周明礼', '许静姝', '裴致远', '韩立诚');
  waiting = new WaitingSubmissions(server);
});
afterAll(() => server.close());

async function scene(): Promise<{ id: string; version: number }> {
  const id = await waiting.take();
  await sampleAll(server, [id]);
  return { id, version: await marked(people.周明礼, id, 1, sheet('25', '25', '20', '10')) };
}
const eventsOf = (id: string) => numberOf(server.owner, 'select count(*) from submission_event where submission_id = $1', [keyOf('Submission', id)]);
const reviewsOf = (id: string, marking: string) => numberOf(server.owner, 'select count(*) from review where submission_id = $1 and marking = $2 and withdrawn_at is null', [keyOf('Submission', id), marking]);

describe('JS-17 two second markers', () => {
  test('JS-17 both reach for the next of the queue: each gets another, and none gets what was claimed', async () => {
    const scenes = await Promise.all(Array.from({ length: 4 }, () => scene()));
    const claimed = await Promise.all(Array.from({ length: 4 }, (_, place) => claim(people[place % 2 === 0 ? '许静姝' : '韩立诚'], { filter: 'SECOND_MARKING', seat: `seat ${place}` })));
    const ids = claimed.flatMap(({ submission }) => (submission ? [submission.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(4);
    expect(scenes.length).toBe(4);
    await server.owner.query('delete from submission_lease');
  });

  test.each([['许静姝', '韩立诚'], ['韩立诚', '许静姝']] as const)('JS-17 %s submits before %s: one second review, the other is told', async (first, second) => {
    const { id, version } = await scene();
    const answers = await inOrder(server, submissionRow(id), [first, second].map((name) => () => mark(people[name], id, version, sheet('26', '25', '20', '10'))));
    expect(answers.map(codesOf)).toEqual([[], expect.arrayContaining(['STALE'])]);
    expect([await reviewsOf(id, 'SECOND'), await reviewsOf(id, 'AGREED')]).toEqual([1, 1]);
  });

  test('JS-17 eight rounds of both at once, forced or not: always one second review and one agreed', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id, version } = await scene();
      const acts = shuffled([people.许静姝, people.韩立诚, people.许静姝], round).map((actor: Actor, place) => mark(actor, id, version, sheet('26', '25', '20', '10'), { force: place === 0 }));
      const outcomes = (await Promise.all(acts)).map(codesOf);
      expect(outcomes.filter((codes) => codes.length === 0)).toHaveLength(1);
      expect([await reviewsOf(id, 'SECOND'), await reviewsOf(id, 'AGREED')]).toEqual([1, 1]);
    }
  });
});

describe('JS-17 the second marker and the first', () => {
  test('JS-17 周明礼 takes it back a moment before 许静姝 submits: her review is refused, and nothing of his is lost', async () => {
    const { id, version } = await scene();
    const [undone, refused] = await inOrder<Answered>(server, submissionRow(id), [() => undo(people.周明礼, id, version), () => mark(people.许静姝, id, version, sheet('26', '25', '20', '10'))]);
    expect([codesOf(undone as Answered), codesOf(refused as Answered)]).toEqual([[], expect.arrayContaining(['STALE'])]);
    expect([await reviewsOf(id, 'SECOND'), await reviewsOf(id, 'FIRST')]).toEqual([0, 0]);
  });

  test('JS-17 许静姝 submits a moment before he takes it back: both reviews stand', async () => {
    const { id, version } = await scene();
    const [second, undone] = await inOrder<Answered>(server, submissionRow(id), [() => mark(people.许静姝, id, version, sheet('26', '25', '20', '10')), () => undo(people.周明礼, id, version)]);
    expect(codesOf(second as Answered)).toEqual([]);
    expect(codesOf(undone as Answered).length).toBeGreaterThan(0);
    expect((await markingOf(people.周明礼, id))?.state).toBe('AGREED');
  });

  test.each([[true, 'WAIVED'], [false, 'AGREED']] as const)('JS-17 裴致远 waives it as 许静姝 submits (waived first: %s): one of both happens', async (isWaivedFirst, state) => {
    const { id, version } = await scene();
    const acts: (() => Promise<Answered>)[] = [() => waive(people.裴致远, id, version, '无人复评。'), () => mark(people.许静姝, id, version, sheet('26', '25', '20', '10'))];
    const answers = await inOrder(server, submissionRow(id), isWaivedFirst ? acts : [...acts].reverse());
    expect(codesOf(answers[0] as Answered)).toEqual([]);
    expect(codesOf(answers[1] as Answered)).toContain('STALE');
    expect((await markingOf(people.裴致远, id))?.state).toBe(state);
  });
});

describe('JS-17 deciding', () => {
  test('JS-17 a decision is made once: sent twice with a key it is one, and a rival decision is told', async () => {
    const { id, version } = await scene();
    const disputed = await marked(people.许静姝, id, version, sheet('5', '5', '5', '5'));
    const decision = { submissionId: id, expectedVersion: disputed, criterionPoints: sheet('20', '20', '15', '10'), idempotencyKey: `decide ${id}` };
    const answers = await Promise.all([decide(people.裴致远, decision), decide(people.裴致远, decision), decide(people.裴致远, { ...decision, criterionPoints: sheet('1', '1', '1', '1'), idempotencyKey: `rival ${id}` })]);
    const made = answers.filter((answer) => codesOf(answer).length === 0);
    expect(new Set(made.map((answer) => answer.submission?.review?.points)).size).toBe(1);
    expect(await reviewsOf(id, 'AGREED')).toBe(1);
    expect(await eventsOf(id)).toBe(6);
  });
});
