// The public schema's own rules, and the audit trail's: one line for each act, in the act's transaction.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isInterfaceType, isListType, isNonNullType, isObjectType, isScalarType, specifiedScalarTypes, type GraphQLObjectType, type GraphQLOutputType } from 'graphql';
import { demoPassword } from '../../server/demo/cast.js';
import { idOf, rows } from '../access/places.js';
import { comesIn, demoCode, shows } from '../access/sign-in-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && !specifiedScalarTypes.some((scalar) => scalar.name === type.name));
const objects = types.filter(isObjectType);
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());
const isRequiredList = (type: GraphQLOutputType) => isNonNullType(type) && isListType(type.ofType) && isNonNullType(type.ofType.ofType);

describe('the shape of the schema', () => {
  test('every mutation takes one input object and answers a payload of its own with refusals', () => {
    for (const field of fieldsOf(schema.getMutationType() as GraphQLObjectType)) {
      const name = `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`;
      // What leaves says nothing.
      if (/^(signOut|endViewAs)$/.test(field.name)) expect(field.args).toEqual([]);
      else expect(field.args.map((argument) => `${argument.name}: ${String(argument.type)}`)).toEqual([`input: ${name}Input!`]);
      expect(String(field.type)).toBe(`${name}Payload!`);
      const payload = getNamedType(field.type) as GraphQLObjectType;
      expect(String(payload.getFields()['refusals']?.type)).toBe('[Refusal!]!');
    }
  });

  test('every connection has nodes, edges, pageInfo and totalCount, every edge a node and a cursor', () => {
    const connections = objects.filter((type) => type.name.endsWith('Connection'));
    expect(connections.length).toBeGreaterThanOrEqual(7);
    for (const type of connections) {
      const node = type.name.replace(/Connection$/, '');
      expect(Object.fromEntries(fieldsOf(type).map((field) => [field.name, String(field.type)]))).toEqual({ nodes: `[${node}!]!`, edges: `[${node}Edge!]!`, pageInfo: 'PageInfo!', totalCount: 'Int!' });
      expect(Object.fromEntries(fieldsOf(schema.getType(`${node}Edge`) as GraphQLObjectType).map((field) => [field.name, String(field.type)]))).toEqual({ node: `${node}!`, cursor: 'String!' });
    }
    for (const type of objects) {
      for (const field of fieldsOf(type)) {
        if (!getNamedType(field.type).name.endsWith('Connection')) continue;
        expect(field.args.map((argument) => argument.name)).toEqual(expect.arrayContaining(['first', 'last', 'after', 'before']));
        expect(isNonNullType(field.type)).toBe(true);
      }
    }
  });

  test('every description of a type, field, argument, input field and enum value gives the Chinese term', () => {
    const described: [string, string | null | undefined][] = types.flatMap((type): [string, string | null | undefined][] => [
      [type.name, type.description],
      ...(isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).flatMap((field): [string, string | null | undefined][] => [[`${type.name}.${field.name}`, field.description], ...field.args.map((argument): [string, string | null | undefined] => [`${type.name}.${field.name}(${argument.name})`, argument.description])]) : []),
      ...(isInputObjectType(type) ? Object.values(type.getFields()).map((field): [string, string | null | undefined] => [`${type.name}.${field.name}`, field.description]) : []),
      ...(isEnumType(type) ? type.getValues().map((value): [string, string | null | undefined] => [`${type.name}.${value.name}`, value.description]) : []),
    ]).filter(([name]) => !/^(Query|Mutation)$/.test(name));
    expect(described.length).toBeGreaterThan(300);
    expect(described.filter(([, description]) => !/\p{Script=Han}/u.test(description ?? '')).map(([name]) => name)).toEqual([]);
  });

  test('lists hold no gaps, scores are exact decimals and never floats, ids are ids', () => {
    for (const type of objects) {
      for (const field of fieldsOf(type)) {
        const inner = getNamedType(field.type);
        expect(`${type.name}.${field.name}: ${inner.name}`).not.toMatch(/: Float$/);
        if (isListType(isNonNullType(field.type) ? field.type.ofType : field.type)) expect(`${type.name}.${field.name} ${isRequiredList(field.type)}`).toBe(`${type.name}.${field.name} true`);
        if (/points|score|hours|rate|total$/i.test(field.name) && isScalarType(inner)) expect(`${type.name}.${field.name} ${inner.name}`).toBe(`${type.name}.${field.name} Decimal`);
      }
      if (type.getInterfaces().some((one) => one.name === 'Node')) expect(String(type.getFields()['id']?.type)).toBe('ID!');
    }
  });

  test('T5 no input that a learner reaches carries a score, a state, an office or a tutor', () => {
    const table = readFileSync('schema/permissions.txt', 'utf8');
    const learners = fieldsOf(schema.getMutationType() as GraphQLObjectType).filter((field) => {
      const action = new RegExp(`^Mutation\\.${field.name} {2}(\\S+)$`, 'm').exec(table)?.[1] ?? '';
      return new RegExp(`^${action.replace('.', '\\.')} {2}.*→ .*(LEARNER|ANYBODY|SIGNED_IN|PERSON|SECOND_FACTOR|PASSWORD_CHANGE)`, 'm').test(table);
    });
    expect(learners.map((field) => field.name).sort()).toEqual(['activateRole', 'beginSecondFactor', 'changePassword', 'chooseClass', 'confirmOwnData', 'confirmSecondFactor', 'decideProgramme', 'endViewAs', 'handIn', 'lookAtReviews', 'makeAppeal', 'proposeCorrection', 'proveSecondFactor', 'renewRecoveryCodes', 'revokeSessions', 'signIn', 'signOut', 'switchOffSecondFactor', 'withdrawAppeal', 'withdrawChoice']);
    for (const field of learners) {
      const input = getNamedType(field.args[0]?.type as never) as unknown;
      if (isInputObjectType(input as never)) for (const name of Object.keys((input as GraphQLObjectType).getFields())) expect(name).not.toMatch(/point|score|state|status|office|tutor|excellent|verdict|person/i);
    }
  });
});

describe('T12 the audit trail', () => {
  let server: TestServer;
  let zhou: Actor;
  beforeAll(async () => {
    server = await openTestServer();
    zhou = await server.as('周明礼');
  });
  afterAll(() => server.close());

  interface Line { id: string; action: string; actor: string; subject: string | null; requestId: string; xmin: string }
  const lines = () => rows<Line>(server.owner, 'select id, action, actor, subject, request_id as "requestId", xmin::text as xmin from audit_event order by id');
  /** Acts, and answers the audit lines that came of it. */
  async function act(actor: Actor, mutation: string, type: string, input: object): Promise<{ lines: Line[]; payload: { refusals: { code: string }[] }; requestId: string | null }> {
    const before = (await lines()).length;
    const answer = await actor.ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { refusals { code } } }`, { input });
    expect(answer.errors).toEqual([]);
    return { lines: (await lines()).slice(before), payload: answer.data[mutation], requestId: answer.headers.get('x-request-id') };
  }
  const freshWork = async (place: number) => (await rows<{ id: number; version: number }>(server.owner, "select id::int as id, version from submission where class_id = 4 and state = 'SUBMITTED' order by id offset $1 limit 1", [place]))[0] as { id: number; version: number };
  const submission = (key: number) => idOf({ type: 'Submission', key });
  const ofPerson = async (login: string) => `person:${(await rows<{ id: number }>(server.owner, 'select id::int as id from person where user_name = $1', [login]))[0]?.id}`;

  test('has one line for each act, with who, what and by which request, in the act\'s own transaction', async () => {
    const [a, b, c] = [await freshWork(10), await freshWork(11), await freshWork(12)];
    const song = await server.as('宋怀瑾');
    const lin = await server.as('林晓岚');
    const shen = await server.as('沈佩兰');
    const [returned] = await rows<{ id: number; version: number }>(server.owner, "select s.id::int as id, s.version from submission s join person p on p.id = s.person_id where p.user_name = 'lin.xiaolan' and s.state = 'RETURNED' and s.is_latest");
    const [suzhou] = await rows<{ id: number }>(server.owner, "select id::int as id from office where code = '3205'");
    const [role] = await rows<{ id: number }>(server.owner, "select r.id::int as id from role_assignment r join person p on p.id = r.person_id where p.user_name = 'zhou.mingli'");
    const gu = await server.as('顾文远');
    const school = async (place: number) => (await rows<{ id: number }>(server.owner, "select id::int as id from office where level = 'SCHOOL' order by id offset $1 limit 1", [place]))[0]?.id ?? 0;
    const [s0, s1, s2, s3] = [await school(0), await school(1), await school(2), await school(3)];
    const [empty] = await rows<{ id: number }>(server.owner, "insert into office (code, name, level, parent_id, path) values ('9977', '空校', 'SCHOOL', 1, '/1/9977/') returning id::int as id");
    const [plan] = await rows<{ id: number }>(server.owner, "insert into office_change (kind, state, office_id, effective_on, reason, name_before, name_after, by_name, recorded_at) values ('RENAME', 'PLANNED', $1, '2024-09-01', '文件', '旧', '新', '某人', now()) returning id::int as id", [s3]);
    const [seat] = await rows<{ id: number }>(server.owner, "insert into steering_member (office_id, post, name, unit, valid_from) values (1, 'MEMBER', '某人', '某局', '2023-07-01') returning id::int as id");
    const office = (key: number) => idOf({ type: 'Office', key });
    const decided = { effectiveOn: '2023-09-10', reason: '文件', expectedVersion: 1 };
    const newest = async (type: 'OfficeContact', table: string) => idOf({ type, key: Number((await rows<{ id: number }>(server.owner, `select nextval(pg_get_serial_sequence('${table}', 'id'))::int as id`))[0]?.id) + 1 });
    const contactId = await newest('OfficeContact', 'office_contact');
    const contact = { name: '许倩', unit: '某中心', mobile: '13912345678', email: 'x@example.cn' };
    const roleOf = async (login: string) => (await rows<{ id: number }>(server.owner, 'select r.id::int as id from role_assignment r join person p on p.id = r.person_id where p.user_name = $1', [login]))[0]?.id ?? 0;
    const [expert, qian] = [await roleOf('song.huaijin'), await roleOf('qian.kaiming')];
    const [teacher] = await rows<{ id: number; school: number }>(server.owner, "select p.id::int as id, p.office_id::int as school from person p join office o on o.id = p.office_id where o.path like (select path from office where code = '3205') || '%' and p.user_name is null order by p.id limit 1");
    await server.owner.query("insert into chief_tutor_recommendation (id, office_id, person_id, subject, standings, reason, state, recommended_by_id, recommended_by_name, recommended_at) select n, $1, $2, case n when 801 then 'ART' else 'MUSIC' end, '{SPECIAL_GRADE}', '好。', 'RECOMMENDED', 1, '某人', now() from generate_series(801, 802) n", [suzhou?.id, teacher?.id]);
    const recommendation = (key: number) => idOf({ type: 'ChiefTutorRecommendation', key });
    const written = (table: string, condition: string) => async () => (await rows<{ xmin: string }>(server.owner, `select xmin::text as xmin from ${table} where ${condition} order by xmin::text::bigint desc limit 1`))[0]?.xmin;
    const [ownEnrolment] = await rows<{ id: number }>(server.owner, "select e.id::int as id from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan'");
    const acts: [Actor, string, string, string, object, string, string | null, (() => Promise<string | undefined>) | null][] = [
      [zhou, 'zhou.mingli', 'claimSubmission', 'ClaimSubmissionInput', { submissionId: submission(a.id) }, 'assignments.claim', submission(a.id), written('submission_lease', `submission_id = ${a.id}`)],
      [zhou, 'zhou.mingli', 'giveBackSubmission', 'GiveBackSubmissionInput', { submissionId: submission(a.id) }, 'assignments.giveBack', submission(a.id), null],
      [zhou, 'zhou.mingli', 'submitReview', 'SubmitReviewInput', { submissionId: submission(b.id), expectedVersion: b.version, points: '88', criterionPoints: [], comment: '好。', isExcellent: false }, 'assignments.grade', submission(b.id), written('review', `submission_id = ${b.id}`)],
      [zhou, 'zhou.mingli', 'returnSubmission', 'ReturnSubmissionInput', { submissionId: submission(c.id), expectedVersion: c.version, reason: '请补充。' }, 'assignments.return', submission(c.id), written('submission', `id = ${c.id}`)],
      [zhou, 'zhou.mingli', 'flagSubmission', 'FlagSubmissionInput', { submissionId: submission(b.id), kind: 'PLAGIARISM', reason: '与他人相近。' }, 'assignments.flag', submission(b.id), written('submission_flag', `submission_id = ${b.id}`)],
      [zhou, 'zhou.mingli', 'clearFlag', 'ClearFlagInput', { submissionId: submission(b.id), kind: 'PLAGIARISM' }, 'assignments.clearFlag', submission(b.id), written('submission_flag', `submission_id = ${b.id}`)],
      [zhou, 'zhou.mingli', 'saveQueue', 'SaveQueueInput', { name: '迟交', filter: 'LATE', order: 'OLDEST_FIRST' }, 'assignments.saveQueue', 'svq_1', written('saved_queue', 'id = 1')],
      [zhou, 'zhou.mingli', 'removeSavedQueue', 'RemoveSavedQueueInput', { savedQueueId: 'svq_1' }, 'assignments.removeQueue', 'svq_1', null],
      [lin, 'lin.xiaolan', 'lookAtReviews', 'LookAtReviewsInput', { enrolmentId: idOf({ type: 'Enrolment', key: ownEnrolment?.id ?? 0 }) }, 'assignments.look', idOf({ type: 'Enrolment', key: ownEnrolment?.id ?? 0 }), written('review_look', 'true')],
      [song, 'song.huaijin', 'addOpinion', 'AddOpinionInput', { submissionId: submission(b.id), text: '有新意。' }, 'assignments.giveOpinion', submission(b.id), written('opinion', `submission_id = ${b.id}`)],
      [lin, 'lin.xiaolan', 'handIn', 'HandInInput', { submissionId: submission(returned?.id ?? 0), expectedVersion: returned?.version, text: '修改稿。' }, 'assignments.handIn', 'ANY', written('submission', 'attempt = 2')],
      [shen, 'shen.peilan', 'createApiClient', 'CreateApiClientInput', { name: '审计', officeId: idOf({ type: 'Office', key: suzhou?.id ?? 0 }), scopes: ['OFFICES_READ'] }, 'exchange.manage', 'ANY', written('api_client', "name = '审计'")],
      [shen, 'shen.peilan', 'revokeApiClient', 'RevokeApiClientInput', { clientId: 'api_1' }, 'exchange.manage', 'api_1', written('api_client', 'id = 1')],
      [gu, 'gu.wenyuan', 'createOffice', 'CreateOfficeInput', { parentId: office(1), level: 'SCHOOL', code: '9988', name: '审计小学', effectiveOn: '2023-09-10', reason: '文件' }, 'offices.change', 'ANY', written('office', "code = '9988'")],
      [gu, 'gu.wenyuan', 'renameOffice', 'RenameOfficeInput', { officeId: office(s0), name: '审计更名', ...decided }, 'offices.change', office(s0), written('office_change', `office_id = ${s0}`)],
      [gu, 'gu.wenyuan', 'moveOffice', 'MoveOfficeInput', { officeId: office(s1), parentId: office(1), ...decided }, 'offices.change', office(s1), written('office', `id = ${s1}`)],
      [gu, 'gu.wenyuan', 'mergeOffice', 'MergeOfficeInput', { officeId: office(s2), intoId: office(s1), ...decided }, 'offices.change', office(s2), written('person', `office_id = ${s1}`)],
      [gu, 'gu.wenyuan', 'closeOffice', 'CloseOfficeInput', { officeId: office(empty?.id ?? 0), ...decided }, 'offices.change', office(empty?.id ?? 0), written('office', `id = ${empty?.id}`)],
      [gu, 'gu.wenyuan', 'cancelOfficeChange', 'CancelOfficeChangeInput', { changeId: idOf({ type: 'OfficeChange', key: plan?.id ?? 0 }), reason: '不办了' }, 'offices.change', idOf({ type: 'OfficeChange', key: plan?.id ?? 0 }), written('office_change', `id = ${plan?.id}`)],
      [gu, 'gu.wenyuan', 'appointSteeringMember', 'AppointSteeringMemberInput', { officeId: office(1), post: 'DEPUTY', name: '甲', unit: '某厅', validFrom: '2023-09-10' }, 'offices.steering', 'ANY', written('steering_member', "name = '甲'")],
      [gu, 'gu.wenyuan', 'endSteeringMembership', 'EndSteeringMembershipInput', { memberId: idOf({ type: 'SteeringMember', key: seat?.id ?? 0 }), expectedVersion: 1, lastDay: '2023-09-10' }, 'offices.steering', idOf({ type: 'SteeringMember', key: seat?.id ?? 0 }), written('steering_member', `id = ${seat?.id}`)],
      [gu, 'gu.wenyuan', 'addOfficeContact', 'AddOfficeContactInput', { officeId: office(1), ...contact }, 'offices.contacts', contactId, written('office_contact', 'office_id = 1')],
      [gu, 'gu.wenyuan', 'changeOfficeContact', 'ChangeOfficeContactInput', { contactId, expectedVersion: 1, ...contact }, 'offices.contacts', contactId, written('office_contact', 'office_id = 1')],
      [gu, 'gu.wenyuan', 'revealOfficeContact', 'RevealOfficeContactInput', { contactId, reason: '核对' }, 'offices.contacts', contactId, null],
      [gu, 'gu.wenyuan', 'removeOfficeContact', 'RemoveOfficeContactInput', { contactId, expectedVersion: 2 }, 'offices.contacts', contactId, written('office_contact', 'office_id = 1')],
      [shen, 'shen.peilan', 'appoint', 'AppointInput', { officeId: idOf({ type: 'Office', key: teacher?.school ?? 0 }), role: 'SCHOOL_LEADER', personId: idOf({ type: 'Person', key: teacher?.id ?? 0 }), validFrom: '2023-09-10', reason: '任命。' }, 'posts.appoint', 'ANY', written('appointment_record', "reason = '任命。'")],
      [gu, 'gu.wenyuan', 'endAppointment', 'EndAppointmentInput', { appointmentId: idOf({ type: 'Appointment', key: qian }), expectedVersion: 1, lastDay: '2023-12-31', reason: '调离。' }, 'posts.appoint', idOf({ type: 'Appointment', key: qian }), written('role_assignment', `id = ${qian}`)],
      [gu, 'gu.wenyuan', 'changeAllotments', 'ChangeAllotmentsInput', { appointmentId: idOf({ type: 'Appointment', key: expert }), expectedVersion: 1, classIds: [], programmeIds: [], reason: '撤下。' }, 'posts.allot', idOf({ type: 'Appointment', key: expert }), written('role_assignment', `id = ${expert}`)],
      [shen, 'shen.peilan', 'recommendChiefTutor', 'RecommendChiefTutorInput', { personId: idOf({ type: 'Person', key: teacher?.id ?? 0 }), subject: 'CHINESE', standings: ['SPECIAL_GRADE'], reason: '推荐。' }, 'posts.recommend', 'ANY', written('chief_tutor_recommendation', "subject = 'CHINESE'")],
      [shen, 'shen.peilan', 'withdrawChiefTutorRecommendation', 'WithdrawChiefTutorRecommendationInput', { recommendationId: recommendation(801), expectedVersion: 1, reason: '撤回。' }, 'posts.recommend', recommendation(801), written('chief_tutor_recommendation', 'id = 801')],
      [gu, 'gu.wenyuan', 'appointChiefTutor', 'AppointChiefTutorInput', { recommendationId: recommendation(802), programmeId: 'prg_1', expectedVersion: 1, validFrom: '2023-09-10', reason: '聘任。' }, 'posts.choose', recommendation(802), written('chief_tutor_appointment', 'recommendation_id = 802')],
      [zhou, 'zhou.mingli', 'activateRole', 'ActivateRoleInput', { roleId: idOf({ type: 'RoleAssignment', key: role?.id ?? 0 }) }, 'access.switch', null, written('session', `active_role_id = ${role?.id}`)],
      // Last, because who looks as an office acts no more; leaving is told in access/view-as.test.ts.
      [gu, 'gu.wenyuan', 'beginViewAs', 'BeginViewAsInput', { officeId: office(s0), reason: '核对' }, 'access.viewAs', office(s0), written('session', `view_as_office_id = ${s0}`)],
    ];
    for (const [actor, login, mutation, type, input, action, subject, effect] of acts) {
      const done = await act(actor, mutation, type, input);
      expect({ mutation, refusals: done.payload.refusals, lines: done.lines.length }).toEqual({ mutation, refusals: [], lines: 1 });
      expect(done.lines[0]).toMatchObject({ action, actor: await ofPerson(login), requestId: done.requestId });
      if (subject !== 'ANY') expect(done.lines[0]?.subject).toBe(subject);
      // PostgreSQL notes in each row the transaction that wrote it.
      if (effect !== null) expect(`${mutation} ${done.lines[0]?.xmin}`).toBe(`${mutation} ${await effect()}`);
    }
    // The lines of the own account and of an administrator's help are told with their stories in test/access, those of people and rosters in test/people and test/roster, those of saved comments in test/assignments.
    const ofAccounts = ['proveSecondFactor', 'beginSecondFactor', 'confirmSecondFactor', 'switchOffSecondFactor', 'renewRecoveryCodes', 'changePassword', 'revokeSessions', 'resetPassword', 'resetSecondFactor'];
    const ofPeople = ['updateTeacherData', 'transferTeacher', 'mergePeople', 'revealPersonalData', 'decideCorrection', 'confirmOwnData', 'proposeCorrection', 'applyRosterImport', 'undoRosterImport'];
    // Those of many at once and of undoing are told in test/assignments.
    const ofMany = ['releaseReviews', 'returnSubmissions', 'flagSubmissions', 'undoReview', 'applyGradingSheet', 'undoGradingSheet'];
    const ofTheBank = ['createSavedComment', 'changeSavedComment', 'favourSavedComment', 'removeSavedComment'];
    // Those of large files are told in test/exchange/export-requests.test.ts.
    const ofFiles = ['requestExport', 'decideExport'];
    const ofAppeals = ['makeAppeal', 'withdrawAppeal', 'answerAppeal', 'allocateSubmissions', 'reassignSubmissions', 'markTutorAbsent', 'endTutorAbsence'];
    // Those of quotas are told in test/quotas.
    const ofQuotas = ['stateQuotas', 'confirmQuotas', 'saveQuotaSheet', 'takeBackIdleQuotas'];
    // Those of choosing and enrolling are told in test/enrolment.
    const ofEnrolment = ['chooseClass', 'withdrawChoice', 'enrolLearners', 'enrolBySheet', 'withdrawEnrolment', 'substituteLearner', 'grantEnrolmentException', 'setClassCapacity', 'reviewEnrolments', 'answerEnrolmentReview'];
    // Those of rules are told in test/programmes.
    const ofRules = ['saveRules', 'setOfficeWindow'];
    const ofRubrics = ['createRubric', 'reviseRubric', 'applyRubric'];
    // Those of second marking and anchor papers are told in test/moderation.
    // Told in test/programmes/programme-life.test.ts.
    const ofProgrammes = ['advanceProgramme', 'createProgramme', 'decideProgramme', 'nameProgrammeContacts', 'removeProgrammeFile', 'renameProgramme', 'replyToProgramme', 'writeProgrammeText'];
    const ofModeration = ['setSecondMarking', 'decideDispute', 'waiveSecondMarking', 'markAnchor', 'removeAnchor', 'calibrate'];
    // Those of excellent learners are told in test/excellence.
    const ofExcellence = ['nominateLearner', 'withdrawNomination', 'decideNomination'];
    // Those of courses are told in test/courses.
    const ofCourses = ['writeCourse', 'rewriteCourse', 'handInCourse', 'assignCourseReviewers', 'rateCourse', 'decideCourse', 'openClasses', 'registerTrainingBody', 'changeTrainingBody'];
    // Those of resources are told in test/resources.
    const ofResources = ['handInResource', 'recommendResource', 'decideResource', 'withdrawResource'];
    const covered = new Set([...ofCourses, ...ofResources, ...ofExcellence, ...acts.map((one) => one[2]), ...ofModeration, ...ofRules, ...ofAccounts, ...ofTheBank, ...ofRubrics, ...ofProgrammes, ...ofQuotas, ...ofEnrolment, ...ofFiles, ...ofAppeals, ...ofPeople, ...ofMany, 'signIn', 'signOut', 'endViewAs', 'saveReviewDraft']);
    expect(fieldsOf(schema.getMutationType() as GraphQLObjectType).map((field) => field.name).filter((name) => !covered.has(name))).toEqual([]);
  });

  test('has one line for signing in and one for signing out, and none for a wrong password', async () => {
    const before = (await lines()).length;
    await comesIn(server, 'gu.wenyuan', 'wrong');
    expect(await lines()).toHaveLength(before);
    const { actor: asked } = await comesIn(server, 'gu.wenyuan', demoPassword);
    expect((await lines()).slice(before).map(({ action, actor }) => [action, actor])).toEqual([['access.signIn', await ofPerson('gu.wenyuan')]]);
    const { actor: gu } = await shows(server, asked, demoCode(server));
    expect((await lines()).slice(before + 1).map(({ action }) => action)).toEqual(['access.prove']);
    await gu.ask('mutation { signOut { refusals { code } } }');
    expect((await lines()).slice(before + 2).map(({ action, actor }) => [action, actor])).toEqual([['access.signOut', await ofPerson('gu.wenyuan')]]);
  });

  test('has no line for autosaves, renewals and refused acts', async () => {
    const work = await freshWork(20);
    const submissionId = submission(work.id);
    expect((await act(zhou, 'claimSubmission', 'ClaimSubmissionInput', { submissionId })).lines).toHaveLength(1);
    expect((await act(zhou, 'claimSubmission', 'ClaimSubmissionInput', { submissionId })).lines).toEqual([]);
    for (const [mutation, type, input, code] of [
      ['saveReviewDraft', 'SaveReviewDraftInput', { submissionId, expectedDraftVersion: 0, criterionPoints: [], comment: '草', isExcellent: false }, undefined],
      ['saveReviewDraft', 'SaveReviewDraftInput', { submissionId, expectedDraftVersion: 0, criterionPoints: [], comment: '草稿', isExcellent: false }, 'STALE'],
      ['submitReview', 'SubmitReviewInput', { submissionId, expectedVersion: work.version + 7, points: '80', criterionPoints: [], comment: '', isExcellent: false }, 'STALE'],
      ['submitReview', 'SubmitReviewInput', { submissionId, expectedVersion: work.version, points: '100.1', criterionPoints: [], comment: '', isExcellent: false }, 'OUT_OF_RANGE'],
      ['returnSubmission', 'ReturnSubmissionInput', { submissionId, expectedVersion: work.version, reason: ' ' }, 'EMPTY'],
      ['activateRole', 'ActivateRoleInput', { roleId: 'rol_1zzz' }, 'NOT_FOUND'],
    ] as const) {
      const done = await act(zhou, mutation, type, input);
      expect({ mutation, code: done.payload.refusals[0]?.code, lines: done.lines }).toEqual({ mutation, code, lines: [] });
    }
  });

  test('holds no text of a person: no password, no ID card, no secret', async () => {
    const [all] = await rows<{ text: string }>(server.owner, "select coalesce(string_agg(a::text, ' '), '') as text from audit_event a");
    expect(all?.text).not.toContain(demoPassword);
    expect(all?.text).not.toMatch(/\b\d{17}[\dX]\b/);
  });
});
