// Anonymous grading, told as stories: nothing that a grader may ask tells whose work it is, before its review is released.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { errorCodes, goodPoints, handIn, ownSubmissions, signInAll, type Cast } from './grading-acts.js';

let server: TestServer;
let people: Pick<Cast, '韩立诚' | '裴致远' | '宋怀瑾' | '顾文远' | '林晓岚'>;
interface Whose { id: string; enrolmentId: string; name: string; trainingNumber: string; school: string; schoolId: string; personId: string; personKey: number; userName: string | null }
let hidden: Whose[];

const whose = `select s.id, s.enrolment_id, p.name, p.training_number, o.name as school, o.id as school_id, p.id as person_id, p.user_name from submission s join person p on p.id = s.person_id join office o on o.id = s.school_id join assignment a on a.id = s.assignment_id`;
async function anonymousOnes(condition: string): Promise<Whose[]> {
  const { rows } = await server.owner.query<{ id: string; enrolment_id: string; name: string; training_number: string; school: string; school_id: string; person_id: string; user_name: string | null }>(`${whose} where a.is_anonymous and s.is_latest and ${condition} order by s.submitted_at, s.id`);
  return rows.map((row) => ({ id: globalId('Submission', row.id), enrolmentId: globalId('Enrolment', row.enrolment_id), name: row.name, trainingNumber: row.training_number, school: row.school, schoolId: globalId('Office', row.school_id), personId: globalId('Person', row.person_id), personKey: Number(row.person_id), userName: row.user_name }));
}

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '韩立诚', '裴致远', '宋怀瑾', '顾文远', '林晓岚');
  hidden = await anonymousOnes("s.state = 'SUBMITTED'");
});
afterAll(() => server.close());

const person = 'id name trainingNumber subject title school { id name }';
const enrolment = `id learner { ${person} } school { id name } class { id } result { total }`;
const everything = `id state version attempt learnerNumber text returnReason learner { ${person} } school { id name } county { id name } city { id name } enrolment { ${enrolment} } class { name }
  assignment { isAnonymous } review { tutorName comment } lease { holderName } history { to byName reason } attempts { id learnerNumber learner { name } school { name } history { byName } }`;

/** What the answer holds of somebody: their name, number, school or any id that leads to them. The text itself is what they wrote. */
function traces(answer: string, { name, trainingNumber, school, schoolId, personId, enrolmentId }: Whose): string[] {
  return [`"${name}"`, trainingNumber, `"${school}"`, `"${schoolId}"`, `"${personId}"`, `"${enrolmentId}"`].filter((trace) => answer.includes(trace));
}
async function asked(actor: Actor, id: string): Promise<{ text: string; submission: { learner: { name: string } | null; learnerNumber: number | null; state: string; version: number; history: { byName: string }[] } }> {
  const { text, data, errors } = await actor.ask(`query ($id: ID!) { submission(id: $id) { ${everything} } }`, { id });
  expect(errors).toEqual([]);
  return { text, submission: data.submission };
}

describe('JS-17 anonymous grading', () => {
  test.each(['韩立诚', '裴致远', '宋怀瑾'] as const)('JS-17 %s finds no trace of the learner in the submission, the queue, a node or the history', async (name) => {
    const actor = people[name];
    expect(hidden.length).toBeGreaterThan(3);
    const ofOne = hidden[0] as Whose;
    const { text, submission } = await asked(actor, ofOne.id);
    expect(traces(text, ofOne)).toEqual([]);
    expect(submission).toMatchObject({ learner: null, learnerNumber: expect.any(Number), school: null, county: null, city: null, enrolment: null, assignment: { isAnonymous: true } });
    expect(submission.history[0]?.byName).toBe('学员');
    const node = await actor.ask(`query ($id: ID!) { node(id: $id) { ... on Submission { ${everything} } } }`, { id: ofOne.id });
    expect(traces(node.text, ofOne)).toEqual([]);
    // The queue is a mixed one: what is anonymous goes by a number, all the others by their names.
    const queue = await actor.sees(`query ($classId: ID) { gradingQueue(filter: UNGRADED, classId: $classId, first: 100) { nodes { id learnerNumber learner { name } school { name } enrolment { id } assignment { isAnonymous } } } }`, { classId: globalId('TrainingClass', Number((await server.owner.query<{ id: string }>('select class_id as id from submission where id = $1', [keyOf('Submission', ofOne.id)])).rows[0]?.id)) });
    const nodes = queue.gradingQueue.nodes as { learnerNumber: number | null; learner: object | null; school: object | null; enrolment: object | null; assignment: { isAnonymous: boolean } }[];
    expect(nodes.some((one) => one.assignment.isAnonymous)).toBe(true);
    for (const one of nodes) expect([one.learner === null, one.school === null, one.enrolment === null, one.learnerNumber !== null]).toEqual(Array.from({ length: 4 }, () => one.assignment.isAnonymous));
  });

  test.each(['韩立诚', '裴致远', '宋怀瑾'] as const)('JS-17 the other way round, from the learners whom %s sees, no way leads to an anonymous submission', async (name) => {
    for (const { enrolmentId } of hidden.slice(0, 5)) {
      const { enrolment: one } = await people[name].sees('query ($id: ID!) { enrolment(id: $id) { learner { name } submissions { id assignment { isAnonymous } state } } }', { id: enrolmentId });
      const submissions = one.submissions as { id: string; assignment: { isAnonymous: boolean }; state: string }[];
      expect(submissions.filter(({ assignment, state }) => assignment.isAnonymous && state !== 'RELEASED')).toEqual([]);
    }
  });

  test('JS-17 the administrator sees who it is; a foreign tutor sees nothing at all', async () => {
    const [one] = hidden as [Whose];
    expect((await people.顾文远.sees('query ($id: ID!) { submission(id: $id) { learner { name } school { name } history { byName } } }', { id: one.id })).submission).toMatchObject({ learner: { name: one.name }, school: { name: one.school }, history: [{ byName: one.name }] });
    const { enrolment: own } = await people.顾文远.sees('query ($id: ID!) { enrolment(id: $id) { submissions { id } } }', { id: one.enrolmentId });
    expect((own.submissions as { id: string }[]).map(({ id }) => id)).toContain(one.id);
    expect(errorCodes(await (await server.as('周明礼')).ask('query ($id: ID!) { submission(id: $id) { id } }', { id: one.id }))).toEqual(['NOT_FOUND']);
  });

  test('JS-17 the answers of claiming, drafts, returning and a review held back tell nothing either; the release tells', async () => {
    const [one, other] = hidden.slice(1) as [Whose, Whose];
    await server.owner.query('update assignment set release_on_submit = false where is_anonymous');
    const tutor = people.韩立诚;
    const answers = [
      await tutor.ask(`mutation ($input: ClaimSubmissionInput!) { claimSubmission(input: $input) { submission { ${everything} } refusals { message } } }`, { input: { submissionId: one.id } }),
      await tutor.ask('mutation ($input: SaveReviewDraftInput!) { saveReviewDraft(input: $input) { draft { comment } refusals { message } } }', { input: { submissionId: one.id, expectedDraftVersion: 0, criterionPoints: goodPoints, comment: '草稿', isExcellent: false } }),
      await tutor.ask(`mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { submission { ${everything} } refusals { message } } }`, { input: { submissionId: one.id, expectedVersion: 1, criterionPoints: goodPoints, comment: '好。', isExcellent: false } }),
      await tutor.ask(`mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { submission { ${everything} } conflict { current { byName } } refusals { message } } }`, { input: { submissionId: one.id, expectedVersion: 1, criterionPoints: goodPoints, comment: '旧的。', isExcellent: false } }),
    ];
    for (const answer of answers) {
      expect(answer.errors).toEqual([]);
      expect(traces(answer.text, one)).toEqual([]);
    }
    expect((await asked(tutor, one.id)).submission).toMatchObject({ state: 'SCORED', learner: null });
    const returned = await tutor.ask(`mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { submission { ${everything} } refusals { message } } }`, { input: { submissionId: other.id, expectedVersion: 1, reason: '请补充。' } });
    expect(traces(returned.text, other)).toEqual([]);

    await server.owner.query('update assignment set release_on_submit = true where is_anonymous');
    const { version } = (await asked(tutor, one.id)).submission;
    await tutor.sees('mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { refusals { code } } }', { input: { submissionId: one.id, expectedVersion: version, criterionPoints: goodPoints, comment: '定稿。', isExcellent: false } });
    expect((await asked(tutor, one.id)).submission).toMatchObject({ state: 'RELEASED', learner: { name: one.name }, learnerNumber: null });
  });

  test('JS-17 the number stays with the next attempt, is no other\'s in the class, and follows no order', async () => {
    const { rows } = await server.owner.query<{ classes: number; repeated: number; ordered: number }>(`select count(distinct class_id)::int as classes,
      (select count(*)::int from (select 1 from submission group by class_id, assignment_id, learner_number having count(distinct enrolment_id) > 1) twice) as repeated,
      round(corr(learner_number, enrolment_id)::numeric * 100)::int as ordered from submission where class_id = (select class_id from submission group by 1 order by count(*) desc limit 1)`);
    expect(rows[0]?.repeated).toBe(0);
    expect(Math.abs(rows[0]?.ordered ?? 100)).toBeLessThan(50);
    const [returned = ''] = await ownSubmissions(server, 'RETURNED');
    const { submission } = await people.林晓岚.sees('query ($id: ID!) { submission(id: $id) { version } }', { id: returned });
    const again = await handIn(people.林晓岚, returned, submission.version as number, '修改稿。', null);
    const numberOfAttempt = async (id: string) => (await server.owner.query<{ number: number }>('select learner_number as number from submission where id = $1', [keyOf('Submission', id)])).rows[0]?.number;
    expect(await numberOfAttempt(again.submission?.id ?? '')).toBe(await numberOfAttempt(returned));
  });
});
