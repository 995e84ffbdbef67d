// JS-17: cities recommend chief subject tutors, the province appoints from the recommendations.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { choose, codes, end, recommend, signInTeacher, teachersOf, withdraw, type SomeTeacher } from './appointment-acts.js';
import { rows } from './places.js';

let server: TestServer;
beforeEach(async () => { server = await openTestServer(); });
afterEach(() => server.close());

const listed = '{ chiefTutorRecommendations(first: 10) { totalCount nodes { person { name } subject standings title reason state office { code } recommendedByName settledByName settledReason eligibility { isEligible isPreferred reasons } appointment { number byName } } } }';

test('JS-17 沈佩兰 recommends a teacher; 顾文远 reads who recommended and why, appoints, and the record says number, day, subject and by whom', async () => {
  const [shen, gu] = [await server.as('沈佩兰'), await server.as('顾文远')];
  const [teacher] = await teachersOf(server, '3205', 1) as [SomeTeacher];
  const made = await recommend(shen, { personId: teacher.id, standings: ['CITY_SUBJECT_LEADER', 'SPECIAL_GRADE'], reason: '主持市级名师工作室。' });
  expect(made.refusals).toEqual([]);
  const [profile] = await rows<{ title: string }>(server.owner, 'select title from teacher_profile where person_id = $1', [teacher.key]);
  expect((await gu.sees(listed)).chiefTutorRecommendations).toEqual({ totalCount: 2, nodes: [{
    person: { name: teacher.name }, subject: 'CHINESE', standings: ['CITY_SUBJECT_LEADER', 'SPECIAL_GRADE'], title: profile?.title, reason: '主持市级名师工作室。', state: 'RECOMMENDED', office: { code: '3205' }, recommendedByName: '沈佩兰',
    settledByName: null, settledReason: null, appointment: null, eligibility: { isEligible: true, isPreferred: true, reasons: ['符合“市级学科带头人及以上”：市级学科带头人、特级教师。', '优先考虑：特级教师。'] },
  }, expect.objectContaining({ person: { name: '裴致远' }, state: 'APPOINTED' })] });
  const chosen = await choose(gu, { recommendationId: made.recommendation?.id, expectedVersion: 1, validUntil: '2024-08-31', reason: '培训考核合格。', idempotencyKey: 'choose-1' });
  expect(chosen).toMatchObject({ refusals: [], recommendation: { state: 'APPOINTED', version: 2, appointment: { number: 'ZFD20230002', personName: teacher.name, appointedOn: '2023-09-10', subject: 'CHINESE', byName: '顾文远' } } });
  expect(await choose(gu, { recommendationId: made.recommendation?.id, expectedVersion: 1, validUntil: '2024-08-31', reason: '培训考核合格。', idempotencyKey: 'choose-1' })).toEqual(chosen);
  // The city reads what became of it.
  expect((await shen.sees(listed)).chiefTutorRecommendations.nodes[0]).toMatchObject({ state: 'APPOINTED', settledByName: '顾文远', settledReason: '培训考核合格。', appointment: { number: 'ZFD20230002', byName: '顾文远' } });
  // And the chief tutor works in the programme, until the post ends.
  const tutor = await signInTeacher(server, teacher);
  const activate = async () => (await tutor.sees('{ viewer { roles { role programme { code } validUntil } } }')).viewer.roles.find(({ role }: { role: string }) => role === 'CHIEF_TUTOR');
  expect(await activate()).toEqual({ role: 'CHIEF_TUTOR', programme: { code: 'S20230304' }, validUntil: '2024-08-31' });
  const post = (await gu.sees('{ appointments(first: 1, role: CHIEF_TUTOR) { nodes { id version subject programmes { code } } } }')).appointments.nodes[0];
  expect(post).toMatchObject({ subject: 'CHINESE', programmes: [{ code: 'S20230304' }] });
  expect((await end(gu, post.id, post.version, '2023-09-09')).refusals).toEqual([]);
  expect(await activate()).toBeUndefined();
});

test('JS-17 below city subject leader nobody is recommended, nor the same person twice, nor by a county under a city; Kunshan recommends like a city', async () => {
  const [shen, lu, qian] = [await server.as('沈佩兰'), await server.as('陆景行'), await server.as('钱开明')];
  const [teacher] = await teachersOf(server, '320506', 1) as [SomeTeacher];
  const [kunshan] = await teachersOf(server, '320583', 1) as [SomeTeacher];
  expect((await recommend(shen, { personId: teacher.id, standings: ['COUNTY_SUBJECT_LEADER'] })).refusals).toEqual([expect.objectContaining({ code: 'NOT_ELIGIBLE', field: 'standings', requirement: 'JS-17', message: '未达到“市级学科带头人及以上”：县（区）学科带头人。' })]);
  expect(codes(await recommend(shen, { personId: teacher.id, standings: [] }))).toBe('NOT_ELIGIBLE');
  expect((await recommend(lu, { personId: teacher.id })).refusals[0]).toMatchObject({ code: 'NOT_ENTITLED', requirement: 'JS-17' });
  expect(codes(await recommend(shen, { personId: teacher.id }))).toBe('');
  expect(codes(await recommend(shen, { personId: teacher.id }))).toBe('POST_TAKEN');
  expect(codes(await recommend(shen, { personId: teacher.id, subject: 'ART' }))).toBe('');
  expect(codes(await recommend(qian, { personId: kunshan.id }))).toBe('');
  expect((await shen.sees(listed)).chiefTutorRecommendations.totalCount).toBe(2);
  expect((await qian.sees(listed)).chiefTutorRecommendations.totalCount).toBe(1);
  const foreign = await qian.ask('mutation ($input: RecommendChiefTutorInput!) { recommendChiefTutor(input: $input) { refusals { code } } }', { input: { personId: teacher.id, subject: 'CHINESE', standings: ['SPECIAL_GRADE'], reason: '好。' } });
  expect(foreign.errors[0]?.extensions['code']).toBe('NOT_FOUND');
});

test('JS-17 a withdrawn recommendation is not appointed, and an appointed one not withdrawn', async () => {
  const [shen, gu] = [await server.as('沈佩兰'), await server.as('顾文远')];
  const [a, b] = await teachersOf(server, '3205', 2) as [SomeTeacher, SomeTeacher];
  const first = (await recommend(shen, { personId: a.id })).recommendation;
  expect((await withdraw(shen, { recommendationId: first?.id, expectedVersion: 1 })).recommendation?.state).toBe('WITHDRAWN');
  expect(codes(await choose(gu, { recommendationId: first?.id, expectedVersion: 2 }))).toBe('NOT_ALLOWED_IN_STATE');
  expect(codes(await choose(gu, { recommendationId: first?.id, expectedVersion: 1 }))).toBe('STALE NOT_ALLOWED_IN_STATE');
  // Withdrawn, so the same person may be recommended anew.
  expect(codes(await recommend(shen, { personId: a.id }))).toBe('');
  const second = (await recommend(shen, { personId: b.id, subject: 'ART' })).recommendation;
  expect((await choose(gu, { recommendationId: second?.id, expectedVersion: 1 })).recommendation?.appointment?.number).toBe('ZFD20230002');
  expect(codes(await withdraw(shen, { recommendationId: second?.id, expectedVersion: 2 }))).toBe('NOT_ALLOWED_IN_STATE');
  expect((await shen.ask('mutation ($input: AppointChiefTutorInput!) { appointChiefTutor(input: $input) { refusals { code } } }', { input: { recommendationId: second?.id, programmeId: 'prg_1', validFrom: '2023-09-10', reason: '越权。', expectedVersion: 2 } })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
});
