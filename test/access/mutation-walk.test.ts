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
/** Somebody who works at an office, to be given a post there. */
const somebodyAt = new Map<string, string>();
beforeAll(async () => {
  server = await openTestServer();
  await setScene(server);
  for (const { office, person } of await rows<{ office: number; person: number }>(server.owner, 'select office_id::int as office, min(id)::int as person from person group by 1')) somebodyAt.set(idOf({ type: 'Office', key: office }), idOf({ type: 'Person', key: person }));
  callers = await callersOf(server);
});
afterAll(() => server.close());

const points = [{ criterion: 'content', points: '25' }, { criterion: 'practice', points: '25' }, { criterion: 'reflection', points: '20' }, { criterion: 'expression', points: '10' }];

const subjects = ['CHINESE', 'MATHEMATICS', 'ENGLISH', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'HISTORY', 'GEOGRAPHY', 'MUSIC', 'PE'];
let subjectsGiven = 0;

/** On what a mutation acts, which rows it may act on, and an input with every field. `alsoGiven` covers fields that shut each other out. */
const fixtures: Record<string, { target: NodeType; suits: string; input: (id: string, version: number) => object; alsoGiven?: object; exceptFor?: string } | { target: null; input: object }> = {
  signIn: { target: null, input: { login: 'zhou.mingli', password: demoPassword } },
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
  appoint: { target: 'Office', suits: "t.level = 'SCHOOL' and exists (select 1 from person p where p.office_id = t.id)", input: (officeId) => ({ officeId, role: 'SUBJECT_LEAD', personId: somebodyAt.get(officeId) ?? 'prs_1', subject: subjects[(subjectsGiven += 1) % subjects.length], validFrom: '2023-09-10', validUntil: '2024-08-31', reason: '工作需要。', idempotencyKey: `walk appoint ${subjectsGiven}` }), alsoGiven: { classIds: [], programmeIds: [] } },
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
const versionOf = async (type: NodeType, key: number) => (type === 'Submission' ? ((await rows<{ version: number }>(server.owner, 'select version from submission where id = $1', [key]))[0]?.version ?? 1) : 1);
const outOfSight = async (caller: Caller, type: NodeType, suits: string) => {
  const hidden = async (condition: string) => (await keysInSight(server.owner, type, { kind: 'SUBTREE', path: '/', personId: null, roleId: null }, `not (${visible(type, caller.sees)}) and (${condition})`))[0];
  // Where every suitable row is in sight (the programme's own people), any other row beyond it will do.
  return type === 'RoleAssignment' ? (await rows<{ id: number }>(server.owner, `select t.id::int as id from role_assignment t where t.person_id <> ${'personId' in caller.sees ? (caller.sees.personId ?? 0) : 0} order by t.id limit 1`))[0]?.id : (await hidden(suits)) ?? (await hidden('true'));
};

test('every mutation has a fixture, and every field of every input is given by one', () => {
  expect(Object.keys(fixtures).sort()).toEqual(mutations.map((field) => field.name).sort());
  const given = new Set(mutations.flatMap((field) => {
    const fixture = fixtures[field.name];
    const typeName = getNamedType(field.args[0]?.type ?? schema.getType('Boolean') as never).name;
    return fixture === undefined || field.args.length === 0 ? [] : [...givenFields(schema, typeName, fixture.target === null ? fixture.input : { ...fixture.input('x', 1), ...fixture.alsoGiven })];
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
      const input = fixture.target === null ? fixture.input : fixture.input(idOf({ type: fixture.target, key }), 1);
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
        // Only the province sees every office and what stands there.
        expect(`${name} ${fixture.target}`).toMatch(/^顾文远 (Office|ApiClient|Appointment|ChiefTutorRecommendation)$/);
        continue;
      }
      const document = documentFor(mutation, caller);
      const before = await fingerprint(server.owner);
      const ask = async (target: number) => {
        const answer = await caller.actor.ask(document, { input: fixture.input(idOf({ type: fixture.target, key: target }), await versionOf(fixture.target, key)) });
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
      const before = await fingerprint(server.owner);
      const answer = await caller.actor.ask(documentFor(mutation, caller), { input: fixture.input(idOf({ type: fixture.target, key }), await versionOf(fixture.target, key)) });
      expect(`${mutation}: ${codeOf(answer)} ${JSON.stringify(answer.data[mutation]['refusals'])}`).toBe(`${mutation}: data []`);
      expect(`${mutation} ${(await fingerprint(server.owner)) === before}`).toBe(`${mutation} false`);
      done.push(mutation);
    }
    const graders = ['activateRole', 'claimSubmission', 'releaseSubmission', 'returnSubmission', 'saveReviewDraft', 'submitReview'];
    const expected: Record<string, string[]> = {
      nobody: [], '苏州教师发展平台（演示）': [], 林晓岚: ['activateRole', 'handIn'], 宋怀瑾: ['activateRole', 'addOpinion'], 方若兰: ['activateRole', 'appoint', 'endAppointment'],
      顾文远: ['activateRole', 'appoint', 'appointChiefTutor', 'changeAllotments', 'createApiClient', 'endAppointment', 'revokeApiClient'], 陆景行: ['activateRole', 'appoint', 'changeAllotments', 'createApiClient', 'endAppointment', 'revokeApiClient'],
      周明礼: graders, 许静姝: graders, 韩立诚: graders, 裴致远: graders,
    };
    expect(done).toEqual(expected[name] ?? ['activateRole', 'appoint', 'changeAllotments', 'createApiClient', 'endAppointment', 'recommendChiefTutor', 'revokeApiClient', 'withdrawChiefTutorRecommendation']);
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
