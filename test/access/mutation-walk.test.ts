// The walk over mutations: who may not, cannot; who may, cannot reach beyond their scope; and nothing of a refused one stays.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { demoPassword } from '../../server/demo/cast.js';
import type { NodeType } from '../../server/kernel/ids.js';
import { openTestServer, type Answer, type TestServer } from '../support/test-server.js';
import { fieldsOf, givenFields, inputCoordinates, selectAll } from './documents.js';
import { readPermissionTable } from './permission-table.js';
import { callersOf, fingerprint, idOf, keysInSight, neverKey, rows, setScene, visible, type Caller } from './places.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const table = readPermissionTable();
const mutations = fieldsOf(schema.getMutationType() as GraphQLObjectType);

let server: TestServer;
let callers: Caller[];
beforeAll(async () => {
  server = await openTestServer();
  await setScene(server);
  callers = await callersOf(server);
});
afterAll(() => server.close());

const points = [{ criterion: 'content', points: '25' }, { criterion: 'practice', points: '25' }, { criterion: 'reflection', points: '20' }, { criterion: 'expression', points: '10' }];

let given = 0;
const next = () => (given += 1);
const decided = () => ({ effectiveOn: '2023-09-10', reason: '某文件。', idempotencyKey: `walk ${next()}` });
/** Something of the caller's own to name beside the target; null when there is none. */
async function inSight(field: string, caller: Caller, condition: string): Promise<object | null> {
  const [key] = await keysInSight(server.owner, 'Office', caller.sees, condition);
  return key === undefined ? null : { [field]: idOf({ type: 'Office', key }) };
}
/** Whoever holds a post is helped by the office above it (rules/access-reset.test.ts). */
const withoutPost = "not exists (select 1 from role_assignment r where r.person_id = t.id and r.role <> 'LEARNER')";

/** What lies in the caller's own sight besides the thing that is acted upon. */
interface Near { schoolId: string; personId: string }

/** Somebody who works at an office now, to be given a post there. */
async function somebodyAt(officeKey: number): Promise<object> {
  const [person] = await rows<{ id: number }>(server.owner, 'select min(id)::int as id from person where office_id = $1 and merged_into_id is null', [officeKey]);
  return { personId: idOf({ type: 'Person', key: person?.id ?? 0 }) };
}
const subjects = ['CHINESE', 'MATHEMATICS', 'ENGLISH', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'HISTORY', 'GEOGRAPHY', 'MUSIC', 'PE'];
let subjectsGiven = 0;

/** On what a mutation acts, which rows it may act on, and an input with every field. `alsoGiven` covers fields that shut each other out. */
const fixtures: Record<string, { target: NodeType; suits: string; input: (id: string, version: number, near: Near) => object; alsoGiven?: object; given?: (caller: Caller, key: number) => Promise<object | null>; exceptFor?: string } | { target: null; input: object }> = {
  signIn: { target: null, input: { login: 'zhou.mingli', password: demoPassword } },
  proveSecondFactor: { target: null, input: { code: '000000' } },
  beginSecondFactor: { target: null, input: { password: demoPassword } },
  confirmSecondFactor: { target: null, input: { code: '000000' } },
  switchOffSecondFactor: { target: null, input: { password: demoPassword } },
  renewRecoveryCodes: { target: null, input: { password: demoPassword } },
  changePassword: { target: null, input: { oldPassword: demoPassword, newPassword: '另一个够长的密码词' } },
  revokeSessions: { target: 'Session', suits: 'true', input: (sessionId) => ({ sessionId }) },
  resetPassword: { target: 'Person', suits: withoutPost, input: (personId) => ({ personId, reason: '忘记密码' }) },
  resetSecondFactor: { target: 'Person', suits: withoutPost, input: (personId) => ({ personId, reason: '更换手机' }) },
  signOut: { target: null, input: {} },
  activateRole: { target: 'RoleAssignment', suits: 'true', input: (roleId) => ({ roleId }) },
  claimSubmission: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId) => ({ submissionId }), alsoGiven: { filter: 'UNGRADED', classId: 'cls_1', afterSubmissionId: 'sbm_1' } },
  releaseSubmission: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId) => ({ submissionId }) },
  saveReviewDraft: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId) => ({ submissionId, expectedDraftVersion: 0, points: '80', criterionPoints: points, comment: '草稿。', isExcellent: true }) },
  submitReview: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, points: '80', criterionPoints: points, comment: '好。', isExcellent: false, idempotencyKey: `walk ${submissionId}`, force: false }) },
  returnSubmission: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, reason: '请补充。' }) },
  addOpinion: { target: 'Submission', suits: 't.is_latest', input: (submissionId) => ({ submissionId, text: '有新意。' }) },
  handIn: { target: 'Submission', suits: "t.is_latest and t.state = 'RETURNED'", input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, text: '修改后的正文。', idempotencyKey: `walk ${submissionId}` }) },
  createApiClient: { target: 'Office', suits: 'true', input: (officeId) => ({ name: '某平台', officeId, scopes: ['OFFICES_READ', 'RESULTS_READ'] }) },
  createOffice: { target: 'Office', suits: "t.level = 'COUNTY'", input: (parentId) => ({ parentId, level: 'SCHOOL', code: String(88_000_000 + next()), name: '新学校', ...decided() }) },
  renameOffice: { target: 'Office', suits: "t.level = 'SCHOOL' and t.state = 'OPEN'", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, name: `新名${next()}`, ...decided() }) },
  moveOffice: { target: 'Office', suits: "t.level = 'SCHOOL' and t.state = 'OPEN'", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, parentId: 'ofc_1', ...decided() }), given: async (caller, key) => inSight('parentId', caller, `t.level = 'COUNTY' and t.id <> coalesce((select parent_id from office where id = ${key}), 0)`) },
  mergeOffice: { target: 'Office', suits: "t.code like '99%' and t.state = 'OPEN'", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, intoId: 'ofc_1', ...decided() }), given: async (caller, key) => inSight('intoId', caller, `t.level = 'SCHOOL' and t.state = 'OPEN' and t.id <> ${key}`) },
  closeOffice: { target: 'Office', suits: "t.code like '99%' and t.state = 'OPEN' and not exists (select 1 from person p where p.office_id = t.id)", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, ...decided() }) },
  cancelOfficeChange: { target: 'OfficeChange', suits: "t.state = 'PLANNED'", input: (changeId) => ({ changeId, reason: '不办了。' }) },
  appointSteeringMember: { target: 'Office', suits: "t.level = 'COUNTY'", input: (officeId) => ({ officeId, post: 'MEMBER', name: `新成员${next()}`, unit: '某局', validFrom: '2023-09-10', validUntil: '2024-08-31', idempotencyKey: `walk ${next()}` }), alsoGiven: { trainingNumber: '3200000001' } },
  endSteeringMembership: { target: 'SteeringMember', suits: 't.valid_until is null', input: (memberId, expectedVersion) => ({ memberId, expectedVersion, lastDay: '2023-12-31' }) },
  addOfficeContact: { target: 'Office', suits: "t.state = 'OPEN'", input: (officeId) => ({ officeId, name: '联系人', unit: '某单位', mobile: '13800000000', email: 'x@example.cn', idempotencyKey: `walk ${next()}` }) },
  changeOfficeContact: { target: 'OfficeContact', suits: 't.removed_at is null', input: (contactId, expectedVersion) => ({ contactId, expectedVersion, name: '联系人', unit: '某单位', mobile: '13900000000', email: 'y@example.cn' }) },
  removeOfficeContact: { target: 'OfficeContact', suits: 't.removed_at is null', input: (contactId, expectedVersion) => ({ contactId, expectedVersion }) },
  revealOfficeContact: { target: 'OfficeContact', suits: 't.removed_at is null', input: (contactId) => ({ contactId, reason: '联系报名。' }) },
  updateTeacherData: { target: 'Person', suits: "exists (select 1 from teacher_profile f where f.person_id = t.id)", input: (personId, expectedVersion) => ({ personId, expectedVersion, title: '特聘教师', effectiveOn: '2023-09-01', reason: '新聘。', idempotencyKey: `update ${personId} ${expectedVersion}` }), alsoGiven: { name: '某人', subject: 'MUSIC', stage: 'PRIMARY', joinedYear: 2001, posts: [], specialGrades: [], idCard: null, mobile: null } },
  transferTeacher: { target: 'Person', suits: "exists (select 1 from teacher_profile f where f.person_id = t.id)", input: (personId, expectedVersion, { schoolId }) => ({ personId, toOfficeId: schoolId, effectiveOn: '2023-09-01', reason: '工作需要', expectedVersion, idempotencyKey: `move ${personId} ${expectedVersion}` }) },
  mergePeople: { target: 'Person', suits: "t.training_number like 'DUP%' and t.merged_into_id is null", input: (keptId, keptVersion, { personId }) => ({ keptId, keptVersion, mergedId: personId, mergedVersion: 1, reason: '确为同一人', idempotencyKey: `merge ${keptId}` }) },
  revealPersonalData: { target: 'Person', suits: 't.id_card_sealed is not null', input: (personId) => ({ personId, field: 'ID_CARD', reason: '核对证件' }) },
  decideCorrection: { target: 'DataCorrection', suits: "t.state = 'PROPOSED'", input: (correctionId) => ({ correctionId, isAccepted: false, reason: '与档案不符', idempotencyKey: `decide ${correctionId}` }) },
  applyRosterImport: { target: 'RosterImport', suits: "t.state = 'CHECKED'", input: (importId) => ({ importId }) },
  undoRosterImport: { target: 'RosterImport', suits: "t.state = 'APPLIED' and t.undoable_until > now()", input: (importId) => ({ importId }) },
  confirmOwnData: { target: null, input: { expectedVersion: 1 } },
  proposeCorrection: { target: null, input: { changes: [{ field: 'TITLE', value: '高级教师' }], note: '已评上', idempotencyKey: 'walk own' } },
  appoint: { target: 'Office', suits: "t.level = 'SCHOOL' and t.state = 'OPEN' and exists (select 1 from person p where p.office_id = t.id and p.merged_into_id is null)", input: (officeId) => ({ officeId, role: 'SUBJECT_LEAD', personId: 'prs_1', subject: subjects[(subjectsGiven += 1) % subjects.length], validFrom: '2023-09-10', validUntil: '2024-08-31', reason: '工作需要。', idempotencyKey: `walk appoint ${subjectsGiven}` }), alsoGiven: { classIds: [], programmeIds: [] }, given: async (_, key) => somebodyAt(key) },
  endAppointment: { target: 'Appointment', suits: "t.role = 'SUBJECT_LEAD' and t.valid_until is null", input: (appointmentId, expectedVersion) => ({ appointmentId, expectedVersion, lastDay: '2023-12-31', reason: '调整。', idempotencyKey: `walk ${appointmentId}` }) },
  changeAllotments: { target: 'Appointment', suits: "t.role = 'EXPERT' and t.version = 1 and not exists (select 1 from programme_role p where p.role_id = t.id)", input: (appointmentId, expectedVersion) => ({ appointmentId, expectedVersion, classIds: [], programmeIds: [], reason: '核对。', idempotencyKey: `walk ${appointmentId}` }) },
  // A county below a city recommends nobody: JS-17 names the cities.
  recommendChiefTutor: { target: 'Person', suits: "not exists (select 1 from chief_tutor_recommendation r where r.person_id = t.id)", input: (personId) => ({ personId, subject: 'DANCE', standings: ['SPECIAL_GRADE'], reason: '经验丰富。', idempotencyKey: `walk ${personId}` }), exceptFor: '陆景行' },
  withdrawChiefTutorRecommendation: { target: 'ChiefTutorRecommendation', suits: "t.state = 'RECOMMENDED' and t.office_id in (select id from office where code in ('3205', '320583'))", input: (recommendationId, expectedVersion) => ({ recommendationId, expectedVersion, reason: '另有安排。' }), exceptFor: '陆景行' },
  appointChiefTutor: { target: 'ChiefTutorRecommendation', suits: "t.state = 'RECOMMENDED'", input: (recommendationId, expectedVersion) => ({ recommendationId, expectedVersion, programmeId: 'prg_1', validFrom: '2023-09-10', validUntil: '2024-08-31', reason: '遴选。', idempotencyKey: `walk ${recommendationId}` }) },
  revokeApiClient: { target: 'ApiClient', suits: "t.revoked_at is null and t.client_id <> 'yx-demo-suzhou'", input: (clientId) => ({ clientId }) },
};

function documentFor(mutation: string, caller: Caller): string {
  const field = mutations.find((one) => one.name === mutation);
  const payload = getNamedType(field?.type as NonNullable<typeof field>['type']);
  if (!isObjectType(payload)) throw new Error(`${mutation} answers no object`);
  const selection = selectAll(payload, (coordinate) => table.isGranted(coordinate, caller.grantee), 2) ?? '__typename';
  const argument = field?.args.length ? ['($input: ' + String(field.args[0]?.type) + ')', '(input: $input)'] : ['', ''];
  return `mutation ${argument[0]} { ${mutation}${argument[1]} { ${selection} } }`;
}

/** The answer without its request id and its throttle. */
const bytes = (answer: Answer) => `${answer.status} ${JSON.stringify({ data: answer.data, errors: answer.errors })}`;
const codeOf = (answer: Answer) => answer.errors.map(({ extensions }) => extensions['code']).join(' ') || 'data';
const may = (caller: Caller, mutation: string) => table.isGranted(`Mutation.${mutation}`, caller.grantee);
const versioned: Partial<Record<NodeType, string>> = { Submission: 'submission', Office: 'office', OfficeContact: 'office_contact', SteeringMember: 'steering_member', Person: 'person', Appointment: 'role_assignment', ChiefTutorRecommendation: 'chief_tutor_recommendation' };
const versionOf = async (type: NodeType, key: number) => (type in versioned ? ((await rows<{ version: number }>(server.owner, `select version from ${versioned[type]} where id = $1`, [key]))[0]?.version ?? 1) : 1);
const nearOf = async (caller: Caller, key: number): Promise<Near> => ({
  schoolId: idOf({ type: 'Office', key: (await keysInSight(server.owner, 'Office', caller.sees, `t.level = 'SCHOOL' and t.id <> coalesce((select office_id from person where id = ${key}), 0)`))[0] ?? 0 }),
  personId: idOf({ type: 'Person', key: (await keysInSight(server.owner, 'Person', caller.sees, `t.training_number like 'DUP%' and t.merged_into_id is null and t.version = 1 and t.id <> ${key}`))[0] ?? 0 }),
});
const outOfSight = async (caller: Caller, type: NodeType, suits: string) => {
  const hidden = async (condition: string) => (await keysInSight(server.owner, type, { kind: 'SUBTREE', path: '/', personId: null, roleId: null }, `not (${visible(type, caller.sees)}) and (${condition})`))[0];
  // Where every suitable row is in sight (the programme's own people), any other row beyond it will do.
  const ofOthers: Partial<Record<NodeType, string>> = { RoleAssignment: 'role_assignment', Session: 'session' };
  return ofOthers[type] ? (await rows<{ id: number }>(server.owner, `select t.id::int as id from ${ofOthers[type]} t where t.person_id <> ${'personId' in caller.sees ? (caller.sees.personId ?? 0) : 0} order by t.id limit 1`))[0]?.id : (await hidden(suits)) ?? (await hidden('true'));
};

test('every mutation has a fixture, and every field of every input is given by one', () => {
  expect(Object.keys(fixtures).sort()).toEqual(mutations.map((field) => field.name).sort());
  const given = new Set(mutations.flatMap((field) => {
    const fixture = fixtures[field.name];
    const typeName = getNamedType(field.args[0]?.type ?? schema.getType('Boolean') as never).name;
    return fixture === undefined || field.args.length === 0 ? [] : [...givenFields(schema, typeName, fixture.target === null ? fixture.input : { ...fixture.input('x', 1, { schoolId: 'x', personId: 'x' }), ...fixture.alsoGiven })];
  }));
  expect(inputCoordinates(schema).filter((coordinate) => !coordinate.includes('(') && !given.has(coordinate))).toEqual([]);
});

describe.each(['nobody', '苏州教师发展平台（演示）', '周明礼', '许静姝', '韩立诚', '林晓岚', '顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '宋怀瑾', '裴致远'])('T4 %s', (name) => {
  const me = () => callers.find((caller) => caller.name === name) as Caller;

  test('cannot call what is not granted, and nothing is written', async () => {
    const caller = me();
    const before = await fingerprint(server.owner);
    for (const { name: mutation } of mutations) {
      const fixture = fixtures[mutation];
      if (!fixture || may(caller, mutation)) continue;
      const key = fixture.target === null ? 0 : (await keysInSight(server.owner, fixture.target, { kind: 'SUBTREE', path: '/', personId: null, roleId: null }))[0] ?? 1;
      const input = fixture.target === null ? fixture.input : fixture.input(idOf({ type: fixture.target, key }), 1, { schoolId: 'ofc_1', personId: 'prs_1' });
      const answer = await caller.actor.ask(documentFor(mutation, caller), { input });
      expect(`${mutation}: ${codeOf(answer)}`).toBe(`${mutation}: ${name === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN'}`);
    }
    expect(await fingerprint(server.owner)).toBe(before);
  });

  test('cannot reach beyond the own scope: the answer is that of what never existed, and nothing is written', async () => {
    const caller = me();
    for (const { name: mutation } of mutations) {
      const fixture = fixtures[mutation];
      if (!fixture || fixture.target === null || !may(caller, mutation) || (name === '苏州教师发展平台（演示）' && mutation === 'activateRole')) continue;
      const key = await outOfSight(caller, fixture.target, fixture.suits);
      if (key === undefined) {
        // Only the province sees every office, what hangs on it, and everybody.
        expect(`${name} ${fixture.target}`).toMatch(/^顾文远 (Office|ApiClient|Person|OfficeChange|OfficeContact|SteeringMember|DataCorrection|RosterImport|Appointment|ChiefTutorRecommendation)$/);
        continue;
      }
      const document = documentFor(mutation, caller);
      const before = await fingerprint(server.owner);
      const beside = (await fixture.given?.(caller, key)) ?? {};
      const near = await nearOf(caller, key);
      const ask = async (target: number) => {
        const answer = await caller.actor.ask(document, { input: { ...fixture.input(idOf({ type: fixture.target, key: target }), await versionOf(fixture.target, key), near), ...beside } });
        if (mutation === 'activateRole') expect(answer.data['activateRole']['refusals'][0].code).toBe('NOT_FOUND');
        else expect(`${mutation}: ${codeOf(answer)}`).toBe(`${mutation}: NOT_FOUND`);
        return bytes(answer);
      };
      expect(await ask(key)).toBe(await ask(neverKey));
      expect(`${mutation} ${(await fingerprint(server.owner)) === before}`).toBe(`${mutation} true`);
    }
  });

  test('does what is granted within the own scope, and it is written', async () => {
    const caller = me();
    const done: string[] = [];
    for (const { name: mutation } of mutations) {
      const fixture = fixtures[mutation];
      if (!fixture || fixture.target === null || !may(caller, mutation) || fixture.exceptFor === name || (name === '苏州教师发展平台（演示）' && mutation === 'activateRole')) continue;
      const free = fixture.target === 'Submission' ? `${fixture.suits} and not exists (select 1 from submission_lease l where l.submission_id = t.id) and not exists (select 1 from review_draft d where d.submission_id = t.id)` : fixture.suits;
      const [key] = await keysInSight(server.owner, fixture.target, caller.sees, free);
      if (key === undefined) throw new Error(`${name} has nothing to ${mutation}`);
      const beside = await fixture.given?.(caller, key);
      if (beside === null) {
        // A county is the one place for its schools; only who sees two counties can move one.
        expect(`${name} ${mutation}`).toMatch(/^(陆景行|钱开明) moveOffice$/);
        continue;
      }
      const before = await fingerprint(server.owner);
      const answer = await caller.actor.ask(documentFor(mutation, caller), { input: { ...fixture.input(idOf({ type: fixture.target, key }), await versionOf(fixture.target, key), await nearOf(caller, key)), ...beside } });
      expect(`${mutation}: ${codeOf(answer)} ${JSON.stringify(answer.data[mutation]['refusals'])}`).toBe(`${mutation}: data []`);
      expect(`${mutation} ${(await fingerprint(server.owner)) === before}`).toBe(`${mutation} false`);
      // What was begun is worked off before the next fingerprint is taken.
      await server.app.rosterWork.idle();
      done.push(mutation);
    }
    const graders = ['activateRole', 'claimSubmission', 'releaseSubmission', 'returnSubmission', 'revokeSessions', 'saveReviewDraft', 'submitReview'];
    const resets = ['resetPassword', 'resetSecondFactor', 'revokeSessions'];
    const teachers = ['applyRosterImport', 'undoRosterImport', 'decideCorrection', 'revealPersonalData', 'updateTeacherData'];
    const contacts = ['addOfficeContact', 'changeOfficeContact', 'removeOfficeContact', 'revealOfficeContact'];
    const changes = ['cancelOfficeChange', 'closeOffice', 'createOffice', 'mergeOffice', 'renameOffice'];
    const steering = ['appointSteeringMember', 'endSteeringMembership'];
    const expected: Record<string, string[]> = {
      nobody: [], '苏州教师发展平台（演示）': [], 林晓岚: ['activateRole', 'handIn', 'revokeSessions'], 宋怀瑾: ['activateRole', 'addOpinion', 'revokeSessions'], 方若兰: ['activateRole', 'appoint', 'endAppointment', ...resets, ...contacts, ...teachers],
      周明礼: graders, 许静姝: graders, 韩立诚: graders, 裴致远: graders,
    };
    const posts = ['appoint', 'changeAllotments', 'endAppointment', ...(name === '顾文远' ? ['appointChiefTutor'] : name === '陆景行' ? [] : ['recommendChiefTutor', 'withdrawChiefTutorRecommendation'])];
    const administrators = ['activateRole', ...posts, 'createApiClient', 'revokeApiClient', 'mergePeople', 'transferTeacher', ...teachers, ...resets, ...contacts, ...changes, ...steering, ...(/陆景行|钱开明/.test(name) ? [] : ['moveOffice'])];
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
