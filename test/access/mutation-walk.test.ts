// The walk over mutations: who may not, cannot; who may, cannot reach beyond their scope; and nothing of a refused one stays.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType } from 'graphql';
import { chanceFrom } from '../prove/chance.js';
import { runSeed } from '../support/run-seed.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { givenFields, inputCoordinates } from './documents.js';
import { MutationWalk, fixtures, idFieldsBeside, mutations } from './mutation-walk.js';
import { callersOf, idOf, rows, setScene, type Caller } from './places.js';
import { outcome as codeOf, schema } from './read-walk.js';
import { StatementCount } from './statement-count.js';

/** Half of what a caller may not do is tried in a run; all of it in `npm run prove -- access`. */
const below = chanceFrom(runSeed());
let server: TestServer;
let callers: Caller[];
let walk: MutationWalk;
let count: StatementCount;
beforeAll(async () => {
  server = await openTestServer();
  count = new StatementCount(server.app.database);
  await setScene(server);
  callers = await callersOf(server);
  walk = new MutationWalk(server);
});
afterAll(async () => {
  count.close();
  await server.close();
});

test('every mutation has a fixture, and every field of every input is given by one', () => {
  expect(Object.keys(fixtures).sort()).toEqual(mutations.map((field) => field.name).sort());
  const given = new Set(mutations.flatMap((field) => {
    const fixture = fixtures[field.name];
    const typeName = getNamedType(field.args[0]?.type ?? schema.getType('Boolean') as never).name;
    return fixture === undefined || field.args.length === 0 ? [] : [...givenFields(schema, typeName, fixture.target === null ? fixture.input : { ...fixture.input('x', 1, { schoolId: 'x', personId: 'x' }), ...fixture.alsoGiven })];
  }));
  expect(inputCoordinates(schema).filter((coordinate) => !coordinate.includes('(') && !given.has(coordinate))).toEqual([]);
});

test('T1 every field of an input that takes an id is tried with an id from beyond', () => {
  expect(idFieldsBeside()).toEqual({ missing: [], surplus: [] });
});

describe.each(['nobody', '苏州教师发展平台（演示）', '周明礼', '许静姝', '韩立诚', '林晓岚', '顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '宋怀瑾', '裴致远', '贺知行'])('T4 %s', (name) => {
  const me = () => callers.find((caller) => caller.name === name) as Caller;

  test('cannot call what is not granted, of which half is tried, and nothing is written', async () => {
    expect(await walk.notGranted(me(), () => below(2) === 0)).toEqual([]);
  });

  test('cannot reach beyond the own scope: the answer is that of what never existed, from as many statements, and nothing is written', async () => {
    const { unexpected, allInSight } = await walk.beyondScope(me(), count, () => below(2) === 0);
    expect([...unexpected, ...(await walk.besideTargets(me(), count, () => below(2) === 0))]).toEqual([]);
    // Only the province sees every office, what hangs on it, everybody and every enrolment; assignments and their rubrics are no secret, nor are published programmes, and classes but to tutors.
    for (const type of allInSight) expect(`${name} ${type}`).toMatch(/^(顾文远 (Office|Course|TrainingBody|Resource|ApiClient|Person|OfficeChange|OfficeContact|SteeringMember|DataCorrection|RosterImport|Appointment|ChiefTutorRecommendation|ExportRequest|Assignment|Enrolment|Nomination)|裴致远 (Rubric|Assignment)|宋怀瑾 Course|(林晓岚|方若兰) TrainingClass|(顾文远|沈佩兰|陆景行|钱开明) (TrainingClass|Programme))$/);
  });

  test('does what is granted within the own scope, and it is written', async () => {
    const { unexpected, done, withoutPartner } = await walk.within(me(), () => true);
    expect(unexpected).toEqual([]);
    // A county is the one place for its schools; only who sees two counties can move one.
    for (const mutation of withoutPartner) expect(`${name} ${mutation}`).toMatch(/^((陆景行|钱开明) moveOffice|陆景行 stateQuotas|(顾文远|沈佩兰) reviewEnrolments|(沈佩兰|陆景行|钱开明) (confirmQuotas|grantEnrolmentException|setClassCapacity|saveRules|assignCourseReviewers|decideCourse|decideNomination)|顾文远 recommendResource)$/);
    const graders = ['applyGradingSheet', 'undoGradingSheet', 'answerAppeal', 'changeSavedComment', 'favourSavedComment', 'removeSavedComment', 'activateRole', 'claimSubmission', 'clearFlag', 'flagSubmission', 'flagSubmissions', 'giveBackSubmission', 'releaseReviews', 'removeSavedQueue', 'returnSubmission', 'returnSubmissions', 'revokeSessions', 'saveQueue', 'saveReviewDraft', 'submitReview', 'undoReview'];
    const authors = ['rewriteCourse', 'handInCourse'];
    const tutors = [...graders, ...authors, 'calibrate'];
    const resets = ['resetPassword', 'resetSecondFactor', 'revokeSessions'];
    const teachers = ['decideExport', 'applyRosterImport', 'undoRosterImport', 'decideCorrection', 'revealPersonalData', 'updateTeacherData'];
    const contacts = ['addOfficeContact', 'changeOfficeContact', 'removeOfficeContact', 'revealOfficeContact'];
    const changes = ['cancelOfficeChange', 'closeOffice', 'createOffice', 'mergeOffice', 'renameOffice'];
    const steering = ['appointSteeringMember', 'endSteeringMembership'];
    const expected: Record<string, string[]> = {
      nobody: [], '苏州教师发展平台（演示）': [], 林晓岚: ['activateRole', 'chooseClass', 'handIn', 'lookAtReviews', 'makeAppeal', 'revokeSessions', 'withdrawAppeal', 'withdrawChoice'], 宋怀瑾: ['activateRole', 'addOpinion', 'rateCourse', 'revokeSessions'], 方若兰: [...authors, 'recommendResource', 'withdrawResource', 'activateRole', 'appoint', 'endAppointment', 'enrolLearners', 'enrolBySheet', 'answerEnrolmentReview', 'substituteLearner', 'withdrawEnrolment', ...resets, ...contacts, ...teachers],
      贺知行: ['activateRole', 'appoint', 'endAppointment', 'revokeSessions'], 周明礼: tutors, 许静姝: tutors, 韩立诚: tutors, 裴致远: [...graders, 'calibrate', 'applyRubric', 'reviseRubric', 'setSecondMarking', 'decideDispute', 'waiveSecondMarking', 'markAnchor', 'removeAnchor', 'nominateLearner', 'withdrawNomination'],
    };
    const resources = ['decideResource', 'withdrawResource', ...(name === '顾文远' ? [] : ['recommendResource'])];
    const posts = ['appoint', 'changeAllotments', 'endAppointment', ...(name === '顾文远' ? ['appointChiefTutor'] : name === '陆景行' ? [] : ['recommendChiefTutor', 'withdrawChiefTutorRecommendation'])];
    const seats = ['saveQuotaSheet', 'takeBackIdleQuotas', ...(name === '陆景行' ? [] : ['stateQuotas']), ...(name === '顾文远' ? ['confirmQuotas', 'grantEnrolmentException', 'setClassCapacity', 'saveRules', 'assignCourseReviewers', 'decideCourse', 'decideNomination'] : []), 'changeTrainingBody', ...(/陆景行|钱开明/.test(name) ? ['reviewEnrolments'] : []), ...authors];
    const administrators = [...seats, 'activateRole', ...(name === '顾文远' ? ['setSecondMarking'] : []), 'beginViewAs', ...resources, ...posts, 'createApiClient', 'revokeApiClient', 'mergePeople', 'transferTeacher', ...teachers, ...resets, ...contacts, ...changes, ...steering, ...(/陆景行|钱开明/.test(name) ? [] : ['moveOffice'])];
    expect([...done].sort()).toEqual([...(expected[name] ?? administrators)].sort());
  });
});

test('T4 周明礼, who is an expert too, cannot carry a tutor\'s rights into the expert\'s scope within one document', async () => {
  const { owner } = server;
  const [role] = await rows<{ id: number }>(owner, "insert into role_assignment (person_id, role, office_id, valid_from) select id, 'EXPERT', 1, '2023-07-01' from person where user_name = 'zhou.mingli' returning id::int as id");
  await owner.query('insert into programme_role (role_id, programme_id) values ($1, 1)', [role?.id]);
  const zhou = await server.as('周明礼');
  const [own] = await rows<{ id: number }>(owner, "select id::int as id from role_assignment where role = 'TUTOR' and person_id = (select id from person where user_name = 'zhou.mingli')");
  const [foreign] = await rows<{ id: number; version: number }>(owner, "select t.id::int as id, t.version from submission t join training_class c on c.id = t.class_id where c.course_id = 2 and t.state = 'SUBMITTED' limit 1");
  const input = { submissionId: idOf({ type: 'Submission', key: foreign?.id ?? 0 }), expectedVersion: foreign?.version ?? 0, points: '99', criterionPoints: [], comment: '越权。', isExcellent: false };
  const switchAnd = (rest: string) => `mutation ($role: ActivateRoleInput!, $input: SubmitReviewInput!) { activateRole(input: $role) { refusals { code } } ${rest} }`;
  const answer = await zhou.ask(switchAnd('submitReview(input: $input) { refusals { code } submission { state } }'), { role: { roleId: idOf({ type: 'RoleAssignment', key: role?.id ?? 0 }) }, input });
  expect(codeOf(answer)).toMatch(/^(FORBIDDEN|BAD_USER_INPUT|NOT_FOUND)$/);
  expect(await rows(owner, 'select 1 from review where submission_id = $1', [foreign?.id])).toEqual([]);
  // Switched alone, each role has its own rights.
  await zhou.sees('mutation ($input: ActivateRoleInput!) { activateRole(input: $input) { refusals { code } } }', { input: { roleId: idOf({ type: 'RoleAssignment', key: own?.id ?? 0 }) } });
  expect((await zhou.sees('{ viewer { viewerCanGrade } }')).viewer.viewerCanGrade).toBe(true);
});
