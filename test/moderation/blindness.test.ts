// Blind until both are in: a walk over all ways by which a tutor could learn what another gave, wrote, or that it was them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { claim, documents, errorCodes, handIn, numberOf, ownSubmissions, returnForRevision, saveDraft, seen, signInAll, submissionFields, submitReview, type Cast } from '../assignments/grading-acts.js';
import { flag } from '../assignments/release-acts.js';
import { marked, markingOf, sampleAll, sheet } from './marking-acts.js';

/** With both locks, and with either of them alone. */
const locks = [['both locks', {}], ['row-level security alone', { isApplicationScopeOn: false }], ['the application alone', { isRowSecurityOn: false }]] as const;
const earlier = { comment: '上一稿流于空泛', points: '58.3' };

const reviewFields = 'id points comment tutorName isExcellent submittedAt criterionPoints { criterion points } annotations { comment }';
const everything = `id state version isSecondMarking viewerCanGrade viewerCanRelease returnReason returnAnnotations { comment } review { ${reviewFields} } draft { comment points } lease { holderName isMine } flags { kind byName clearedByName isMine }
  opinions { text } history { from to byName reason } attempts { id state returnReason review { ${reviewFields} } history { to byName reason } flags { byName } lease { holderName } draft { comment } }`;
const secrets = ['周明礼', '上一稿流于空泛', '58.3', '61.7', '19.9', '我以为立意平平', '此处论证薄弱'];

describe.each(locks)('JS-17 blind second marking, %s', (_, options) => {
  let server: TestServer;
  let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '宋怀瑾' | '顾文远' | '方若兰' | '林晓岚'>;
  let id: string;
  let firstReview: string;
  let version: number;

  beforeAll(async () => {
    server = await openTestServer(options);
    people = await signInAll(server, '周明礼', '许静姝', '裴致远', '宋怀瑾', '顾文远', '方若兰', '林晓岚');
    // Her second attempt: the first one, which 周明礼 graded too, tells as much.
    const [before = ''] = await ownSubmissions(server, 'SUBMITTED');
    await server.owner.query('update assignment set release_on_submit = false where id <= 4');
    const graded = await submitReview(people.周明礼, { submissionId: before, expectedVersion: 1, ...earlier });
    const returned = await returnForRevision(people.周明礼, before, graded.submission?.version ?? 0, '请补充。');
    id = (await handIn(people.林晓岚, before, returned.submission?.version ?? 0, '修改稿：补充了学生的具体表现。', null)).submission?.id ?? '';
    await sampleAll(server, [id]);
    await flag(people.周明礼, id, 'ATTENTION', '再看一遍。');
    const text = (await seen(people.周明礼, id, submissionFields)).text;
    version = await marked(people.周明礼, id, 1, sheet('19.9', '19.9', '11.9', '10'), { comment: '我以为立意平平', isExcellent: true, annotations: [{ start: 0, end: 4, quote: text.slice(0, 4), comment: '此处论证薄弱', criterion: null, deduction: null }] });
    firstReview = globalId('Review', await numberOf(server.owner, 'select last_review_id from submission where id = $1', [keyOf('Submission', id)]));
  });
  afterAll(() => server.close());

  const found = (answer: { text: string }) => secrets.filter((secret) => answer.text.includes(secret));
  async function byEveryWay(actor: Actor): Promise<{ text: string }[]> {
    const { rows } = await server.owner.query<{ enrolment: string; class: string; assignment: string }>('select enrolment_id as enrolment, class_id as class, assignment_id as assignment from submission where id = $1', [keyOf('Submission', id)]);
    const queue = (filter: string) => actor.ask(`query ($c: ID, $a: ID) { gradingQueue(filter: ${filter}, classId: $c, assignmentId: $a, first: 20, order: OLDEST_FIRST) { totalCount nodes { id isSecondMarking lease { holderName } review { points comment tutorName isExcellent } flags { byName } history { to byName } } } }`, { c: globalId('TrainingClass', rows[0]?.class ?? 0), a: globalId('Assignment', rows[0]?.assignment ?? 0) });
    const ofOne = (answer: { text: string; data: Record<string, { nodes?: { id: string }[] }> }) => ({ text: JSON.stringify(answer.data?.['gradingQueue']?.nodes?.filter((node) => node.id === id) ?? answer.text) });
    return [
      await actor.ask(`query ($id: ID!) { submission(id: $id) { ${everything} } }`, { id }),
      await actor.ask(`query ($id: ID!) { node(id: $id) { ... on Submission { ${everything} } } }`, { id }),
      await actor.ask(`query ($id: ID!) { node(id: $id) { ... on Review { ${reviewFields} } } }`, { id: firstReview }),
      await actor.ask(`query ($id: ID!) { enrolment(id: $id) { submissions { id state review { ${reviewFields} } history { byName } } result { total } } }`, { id: globalId('Enrolment', rows[0]?.enrolment ?? 0) }).then((answer) => ({ text: JSON.stringify((answer.data?.['enrolment']?.submissions as { id: string }[] | undefined)?.filter((one) => one.id === id) ?? []) })),
      ...(await Promise.all(['ALL', 'GRADED', 'SECOND_MARKING', 'EXCELLENT', 'MINE', 'FLAGGED', 'HELD'].map(queue))).map((answer) => ofOne(answer as never)),
      await actor.ask('{ secondMarkings(first: 20) { totalCount nodes { id reasons difference submission { id } first { points } } } }'),
      await actor.ask(`query ($id: ID!) { node(id: $id) { ... on SecondMarking { id reasons } } }`, { id: globalId('SecondMarking', await numberOf(server.owner, 'select max(id) from second_marking')) }),
    ];
  }

  test('JS-17 许静姝, who will mark it again, finds nothing of the first review by any way, nor do 裴致远 and 宋怀瑾', async () => {
    for (const name of ['许静姝', '裴致远', '宋怀瑾'] as const) for (const [way, answer] of (await byEveryWay(people[name])).entries()) expect([name, way, found(answer)]).toEqual([name, way, []]);
    const { excellent } = await people.许静姝.sees('{ excellent: gradingQueue(filter: EXCELLENT, first: 100) { nodes { id } } }');
    expect((excellent.nodes as { id: string }[]).map((one) => one.id)).not.toContain(id);
    expect(await markingOf(people.许静姝, id)).toBeNull();
    expect(await markingOf(people.裴致远, id)).toBeNull();
  });

  test('JS-17 the administrators of the province and of her school see no more: one of their people may be the other marker', async () => {
    for (const name of ['顾文远', '方若兰'] as const) {
      const submission = await people[name].ask(`query ($id: ID!) { submission(id: $id) { id state review { ${reviewFields} } history { to byName } } }`, { id });
      const review = await people[name].ask(`query ($id: ID!) { node(id: $id) { ... on Review { ${reviewFields} } } }`, { id: firstReview });
      for (const answer of [submission, review]) expect([name, found(answer)]).toEqual([name, []]);
      expect(errorCodes(review)).toEqual(['NOT_FOUND']);
    }
    const exported = await fetch(`${server.origin}/exports/results?format=csv`, { headers: people.顾文远.credentials });
    expect((await exported.text()).includes('我以为立意平平')).toBe(false);
    // The trail tells that it was graded and sampled, not how.
    const { rows } = await server.owner.query<{ facts: string }>("select facts::text from audit_event where subject = $1 and action = 'assignments.grade'", [id]);
    expect(found({ text: rows.map(({ facts }) => facts).join() })).toEqual([]);
  });

  test('JS-17 the answers of acts tell nothing either: a stale submit, a forced one, a claim, a return, an undo', async () => {
    for (const answer of [
      await people.许静姝.ask(documents.review, { input: { submissionId: id, expectedVersion: 1, points: '80', criterionPoints: [], comment: '', isExcellent: false } }),
      await people.裴致远.ask(documents.review, { input: { submissionId: id, expectedVersion: 1, points: '80', criterionPoints: [], comment: '', isExcellent: false } }),
      await people.许静姝.ask(documents.return, { input: { submissionId: id, expectedVersion: version, reason: '请补充。' } }),
      await people.许静姝.ask('mutation ($input: UndoReviewInput!) { undoReview(input: $input) { refusals { code message } submission { review { points } } } }', { input: { submissionId: id, expectedVersion: version } }),
      await people.许静姝.ask(documents.claim, { input: { submissionId: id } }),
    ]) expect(found(answer)).toEqual([]);
  });

  test('JS-17 the other way round, 周明礼 neither learns who marks it again nor sees the draft', async () => {
    await claim(people.许静姝, { submissionId: id });
    await saveDraft(people.许静姝, { submissionId: id, expectedDraftVersion: 0, points: '77.3', comment: '复评草稿' });
    const refused = await people.周明礼.ask(documents.claim, { input: { submissionId: id } });
    for (const answer of [refused, ...(await byEveryWay(people.周明礼)), ...(await byEveryWay(people.裴致远))]) expect(['许静姝', '77.3', '复评草稿'].filter((secret) => answer.text.includes(secret))).toEqual([]);
    expect((await seen(people.周明礼, id, submissionFields)).lease).toMatchObject({ holderName: '复评人', isMine: false });
    // His own review he still sees.
    expect((await seen(people.周明礼, id, submissionFields)).review).toMatchObject({ points: '61.7', tutorName: '周明礼' });
  });

  test('JS-17 what he gave the first attempt is as blind, and opens with the last', async () => {
    const attempts = () => people.许静姝.ask('query ($id: ID!) { submission(id: $id) { attempts { id review { points comment tutorName } history { byName } } } }', { id });
    expect(found(await attempts())).toEqual([]);
    await server.owner.query('update review set is_blind = false');
    await server.owner.query('update submission set is_blind = false');
    try { expect(found(await attempts())).toEqual(expect.arrayContaining(['周明礼', earlier.comment, earlier.points])); } finally {
      await server.owner.query('update review r set is_blind = true from submission s where s.id = r.submission_id and s.enrolment_id = (select enrolment_id from submission where id = $1) and s.assignment_id = (select assignment_id from submission where id = $1)', [keyOf('Submission', id)]);
      await server.owner.query('update submission s set is_blind = true where s.enrolment_id = (select enrolment_id from submission where id = $1) and s.assignment_id = (select assignment_id from submission where id = $1)', [keyOf('Submission', id)]);
    }
  });

  test('JS-17 figures count nothing of it', async () => {
    const mine = async (actor: Actor) => ((await actor.sees('{ agreementFigures { isMine reviewCount markedTwice } }')).agreementFigures as { isMine: boolean; reviewCount: number; markedTwice: number }[]).find((one) => one.isMine);
    expect(await mine(people.周明礼)).toMatchObject({ markedTwice: 0 });
  });
});
