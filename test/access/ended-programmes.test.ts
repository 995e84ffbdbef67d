// What has ended is read: every write that belongs to a programme is refused once it is archived, whoever tries it; what remains is named here.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { openTestServer, type CastName, type TestServer } from '../support/test-server.js';
import { toRate } from './course-scene.js';
import { MutationWalk, fixtures, mutations } from './mutation-walk.js';
import { callersOf, idOf, rows, setScene, type Caller } from './places.js';

let server: TestServer;
let callers: Caller[];
let walk: MutationWalk;
beforeAll(async () => {
  server = await openTestServer();
  await setScene(server);
  callers = await callersOf(server);
  walk = new MutationWalk(server);
  await server.owner.query("update programme set state = 'ARCHIVED'");
});
afterAll(() => server.close());

/** Of the writes that belong to a programme, what stays possible: a released score is appealed in its days and answered, what was claimed is given back, and what came back is looked at. */
const remaining = ['makeAppeal', 'withdrawAppeal', 'answerAppeal', 'giveBackSubmission', 'lookAtReviews'];
/** Written by the walk's callers in a programme that runs, and by nobody once it has ended. */
const closed = [
  'claimSubmission', 'saveReviewDraft', 'submitReview', 'undoReview', 'returnSubmission', 'returnSubmissions', 'releaseReviews', 'flagSubmission', 'flagSubmissions', 'clearFlag', 'applyGradingSheet', 'undoGradingSheet', 'handIn', 'addOpinion', 'applyRubric',
  'setSecondMarking', 'decideDispute', 'waiveSecondMarking', 'markAnchor', 'removeAnchor', 'calibrate', 'nominateLearner', 'withdrawNomination', 'decideNomination',
  'chooseClass', 'withdrawChoice', 'enrolLearners', 'withdrawEnrolment', 'substituteLearner', 'grantEnrolmentException', 'setClassCapacity', 'answerEnrolmentReview',
  'stateQuotas', 'confirmQuotas', 'saveQuotaSheet', 'takeBackIdleQuotas', 'saveRules', 'appointChiefTutor',
  'rewriteCourse', 'handInCourse', 'assignCourseReviewers', 'rateCourse', 'decideCourse',
];
/** Answered line by line, each with the refusal. */
const rowByRow = ['enrolBySheet', 'reviewEnrolments'];
/** Named by their programme, which the walk's callers have no hold of, or which needs no target: tried below, or told in their own stories. */
const byProgramme = ['allocateSubmissions', 'reassignSubmissions', 'markTutorAbsent', 'endTutorAbsence', 'changeAllotments', 'setOfficeWindow', 'openClasses'];
/** The steps of its life are a table, its texts and answers ask the state (test/programmes/programme-life.test.ts); a new course asks for a programme that is open (test/courses). */
const elsewhere = ['createProgramme', 'advanceProgramme', 'decideProgramme', 'renameProgramme', 'writeProgrammeText', 'nameProgrammeContacts', 'removeProgrammeFile', 'replyToProgramme', 'writeCourse'];
/** Of people, offices, posts, accounts and the caller's own tools, whatever becomes of a programme. */
const ofNoProgramme = /^(sign|prove|begin|confirm(SecondFactor|OwnData)|switchOff|renew|change(Password|SavedComment|OfficeContact|TrainingBody)|reset|revoke|activateRole|end(ViewAs|Appointment|SteeringMembership)|create(ApiClient|Office|Rubric|SavedComment)|add(OfficeContact)|remove(OfficeContact|SavedComment|SavedQueue)|reveal|update|transfer|merge|move|renameOffice|close|cancel|appoint$|appointSteeringMember|recommendChiefTutor|withdrawChiefTutorRecommendation|propose|decide(Correction|Export)|request|save(Queue)$|favour|reviseRubric|register|handInResource|recommendResource|decideResource|withdrawResource|apply(RosterImport)|undo(RosterImport))/;

test('JS-09 every mutation is closed by the end of its programme, remains, is told elsewhere, or belongs to none', () => {
  const named = [...remaining, ...closed, ...rowByRow, ...byProgramme, ...elsewhere];
  expect(new Set(named).size).toBe(named.length);
  expect(mutations.map(({ name }) => name).filter((name) => !named.includes(name) && !ofNoProgramme.test(name))).toEqual([]);
  expect(named.filter((name) => ofNoProgramme.test(name) || !Object.hasOwn(fixtures, name))).toEqual([]);
});

test('JS-09 in an archived programme nobody grades, hands in, chooses, enrols or moves seats, and nothing is written; appeals go on', async () => {
  const refusedTo = new Map<string, string[]>();
  const done = new Set<string>();
  for (const name of ['林晓岚', '周明礼', '宋怀瑾', '裴致远', '方若兰', '陆景行', '顾文远']) {
    const caller = callers.find((one) => one.name === name) as Caller;
    const { unexpected, done: tried } = await walk.within(caller, (mutation) => [...remaining, ...closed, ...rowByRow].includes(mutation));
    for (const mutation of tried) {
      const said = unexpected.filter((text) => text.startsWith(`${name}: ${mutation} `));
      if (said.length === 0) done.add(mutation);
      else refusedTo.set(mutation, [...(refusedTo.get(mutation) ?? []), ...said]);
    }
  }
  expect([...done].filter((mutation) => closed.includes(mutation))).toEqual([]);
  expect(remaining.filter((mutation) => !done.has(mutation))).toEqual([]);
  for (const mutation of closed.filter((one) => refusedTo.has(one))) {
    const said = refusedTo.get(mutation) ?? [];
    expect(`${mutation} ${said.join('\n')}`).toMatch(/answers data .*NOT_ALLOWED_IN_STATE/);
    expect(`${mutation} ${said.some((text) => text.endsWith('wrote nothing'))}`).toBe(`${mutation} true`);
  }
  // What none of these callers has a thing for would be proved by nothing.
  expect(rowByRow.filter((mutation) => !done.has(mutation))).toEqual([]);
  expect(await rows(server.owner, "select action from audit_event where action in ('enrolment.enrol', 'enrolment.review')")).toEqual([]);
  expect(closed.filter((mutation) => !refusedTo.has(mutation))).toEqual([]);
});

test('JS-17 in an archived programme 裴致远 allocates and reassigns nothing, 顾文远 allots nobody to it and opens no classes, and the next in the queue is nobody’s', async () => {
  const key = async (statement: string, values: unknown[] = []) => (await rows<{ id: number }>(server.owner, statement, values))[0]?.id ?? 0;
  const [zhou, xu] = [idOf({ type: 'Person', key: await key("select id::int as id from person where user_name = 'zhou.mingli'") }), idOf({ type: 'Person', key: await key("select id::int as id from person where user_name = 'xu.jingshu'") })];
  const programmeId = globalId('Programme', 1);
  const codes = async (name: CastName, mutation: string, input: object): Promise<unknown> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    return (await (await server.as(name)).sees(`mutation ($input: ${type}) { ${mutation}(input: $input) { refusals { code requirement facts { name value } } } }`, { input }))[mutation].refusals[0];
  };
  const ended = { code: 'NOT_ALLOWED_IN_STATE', requirement: 'JS-09', facts: [{ name: 'state', value: 'ARCHIVED' }] };
  expect(await codes('裴致远', 'allocateSubmissions', { allocation: { programmeId, terms: [{ tutorId: zhou, weight: 1, dailyCap: 10 }], days: 1, isAnew: false }, expectedVersion: 0, expectedCount: 1_000 })).toEqual(ended);
  expect(await codes('裴致远', 'reassignSubmissions', { programmeId, fromTutorId: zhou, toTutorId: xu, count: 1, reason: '均衡。' })).toEqual(ended);
  expect(await codes('裴致远', 'markTutorAbsent', { programmeId, tutorId: zhou, from: '2023-09-10', until: '2023-09-12', reason: '病假。' })).toEqual(ended);
  expect(await codes('裴致远', 'endTutorAbsence', { programmeId, tutorId: zhou, from: '2023-09-10' })).toEqual(ended);
  const [post] = await rows<{ id: number; version: number }>(server.owner, "select r.id::int as id, r.version from role_assignment r where r.role = 'EXPERT' and not exists (select 1 from programme_role p where p.role_id = r.id) order by 1 limit 1");
  expect(await codes('顾文远', 'changeAllotments', { appointmentId: idOf({ type: 'Appointment', key: post?.id ?? 0 }), expectedVersion: post?.version ?? 1, classIds: [], programmeIds: [programmeId], reason: '增补专家。' })).toEqual(ended);
  expect(await codes('顾文远', 'openClasses', { programmeId, expectedPeriods: 0, expectedClasses: 0 })).toEqual(ended);
  const next = (await (await server.as('周明礼')).sees('mutation { claimSubmission(input: { filter: ALL }) { submission { id } refusals { code } } }')).claimSubmission as object;
  expect(next).toEqual({ submission: null, refusals: [] });
});

test('JS-09 what an archived programme left undone waits on nobody’s first page; appeals do', async () => {
  const count = (list: string, given: string) => [`{ ${list}(first: 1, ${given}) { totalCount } }`, (answer: Record<string, { totalCount: number }>) => answer[list]?.totalCount] as const;
  const cards: [who: CastName, card: string, document: string, figure: (answer: never) => number | undefined][] = [
    ['周明礼', 'to grade', '{ gradingProgress { left } }', ({ gradingProgress }: { gradingProgress: { left: number } }) => gradingProgress.left],
    ['周明礼', 'returned', ...count('gradingQueue', 'filter: RETURNED')],
    ['裴致远', 'disputes', ...count('secondMarkings', 'state: DISPUTED')],
    ['裴致远', 'to nominate', ...count('nominationCandidates', 'search: null')],
    ['顾文远', 'nominations', ...count('nominations', 'isWaiting: true')],
    ['顾文远', 'courses', ...count('courses', 'isWaiting: true')],
    ['宋怀瑾', 'courses to rate', ...count('courses', 'isWaiting: true')],
    ['顾文远', 'ungraded below', '{ indicators { submitted graded } }', ({ indicators: { submitted, graded } }: { indicators: { submitted: number; graded: number } }) => submitted - graded],
  ];
  const told = async () => {
    const figures: Record<string, number | undefined> = {};
    for (const [who, card, document, figure] of cards) figures[`${who} ${card}`] = figure((await (await server.as(who)).sees(document)) as never);
    return figures;
  };
  // Something of each waits.
  await server.owner.query(`update nomination set state = 'NOMINATED', settled_at = null, settled_by_id = null, settled_by_name = null, settled_reason = null where programme_id = 1;
    update second_marking set state = 'DISPUTED', agreed_review_id = null, settled_at = null, settled_by_id = null, settled_by_name = null, settled_reason = null where programme_id = 1`);
  const [course] = await rows<{ id: number }>(server.owner, "select min(id)::int as id from course where code like 'SCENE%'");
  await server.owner.query(toRate.replaceAll('$1', String(course?.id)));
  await server.owner.query("update programme set state = 'RUNNING'");
  const running = await told();
  await server.owner.query("update programme set state = 'ARCHIVED'");
  expect(Object.entries(running).filter(([, figure]) => figure === undefined || figure === 0)).toEqual([]);
  expect(await told()).toEqual(Object.fromEntries(Object.keys(running).map((card) => [card, 0])));
  expect((await (await server.as('周明礼')).sees('{ appeals(first: 1, list: WAITING) { totalCount } }')).appeals.totalCount).toBeGreaterThan(0);
});
