// Posts: who gives them, how many there may be, when they end, and who sees them.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { appoint, changeAllotments, codes, end, officeId, postOf, signInTeacher, teachersOf, type SomeTeacher } from './appointment-acts.js';
import { idOf, lastBelieved, rows } from './places.js';

let server: TestServer;
beforeEach(async () => { server = await openTestServer(); });
afterEach(() => server.close());

const teacherOf = async (code: string): Promise<SomeTeacher> => (await teachersOf(server, code, 1))[0] as SomeTeacher;
const isCountyAdmin = async (actor: Actor) => (await actor.sees('{ viewer { activeRole { role office { code } } viewerCanBrowseAppointments } }')).viewer;

describe('JS-11 the city', () => {
  test('JS-11 顾文远 cannot give Suzhou a second administrator; after 沈佩兰\'s last day he can, and on no day there are two', async () => {
    const gu = await server.as('顾文远');
    const suzhou = await officeId(server, '3205');
    const successor = await teacherOf('3205');
    const refused = await appoint(gu, { officeId: suzhou, role: 'ADMIN', personId: successor.id });
    expect(refused).toMatchObject({ appointment: null, refusals: [{ code: 'POST_TAKEN', requirement: 'JS-11', field: 'validFrom', message: expect.stringContaining('现有沈佩兰（2023-07-01 起，任期未定）') }] });
    const post = await postOf(server, 'shen.peilan');
    const ended = await end(gu, post.id, post.version, '2023-09-30');
    expect(ended).toMatchObject({ refusals: [], appointment: { validUntil: '2023-09-30', version: post.version + 1 } });
    const early = await appoint(gu, { officeId: suzhou, role: 'ADMIN', personId: successor.id, validFrom: '2023-09-30' });
    expect(early.refusals[0]).toMatchObject({ code: 'POST_TAKEN', facts: expect.arrayContaining([{ name: 'holder', value: '沈佩兰' }, { name: 'until', value: '2023-09-30' }]) });
    const handedOver = await appoint(gu, { officeId: suzhou, role: 'ADMIN', personId: successor.id, validFrom: '2023-10-01' });
    expect(handedOver).toMatchObject({ refusals: [], appointment: { person: { name: successor.name }, office: { name: '苏州市' }, validFrom: '2023-10-01', validUntil: null } });
  });

  test('JS-11 what was done stands in its record and in the audit trail, once each', async () => {
    const gu = await server.as('顾文远');
    const nanjing = await teacherOf('3201');
    const input = { officeId: await officeId(server, '3201'), role: 'ADMIN', personId: nanjing.id, reason: '省办〔2023〕7号', idempotencyKey: 'nanjing-1' };
    const first = await appoint(gu, input);
    expect(first.refusals).toEqual([]);
    // Sent again: the same answer, and nothing more.
    expect(await appoint(gu, input)).toEqual(first);
    expect(codes(await appoint(gu, { ...input, reason: '另一事由' }))).toBe('IDEMPOTENCY_KEY_REUSED');
    const { appointment } = first;
    await end(gu, appointment?.id ?? '', 1, '2023-12-31', { reason: '借调到期' });
    const seen = await gu.sees('query ($id: ID!) { node(id: $id) { ... on Appointment { version viewerCanEnd history { act validFrom validUntil reason byName at } } } }', { id: appointment?.id });
    expect(seen.node).toEqual({ version: 2, viewerCanEnd: true, history: [
      { act: 'APPOINTED', validFrom: '2023-09-10', validUntil: null, reason: '省办〔2023〕7号', byName: '顾文远', at: expect.stringMatching(/^2023-09-10T.*\+08:00$/) },
      { act: 'ENDED', validFrom: '2023-09-10', validUntil: '2023-12-31', reason: '借调到期', byName: '顾文远', at: expect.any(String) },
    ] });
    expect(await rows(server.owner, "select action, facts->>'reason' as reason from audit_event where subject = $1 order by id", [appointment?.id])).toEqual([{ action: 'posts.appoint', reason: '省办〔2023〕7号' }, { action: 'posts.appoint', reason: '借调到期' }]);
  });
});

describe('JS-12 JS-13 the county and the school', () => {
  test('JS-12 沈佩兰 gives Wuzhong a second administrator and no third; the province does not reach over her', async () => {
    const [shen, gu] = [await server.as('沈佩兰'), await server.as('顾文远')];
    const wuzhong = await officeId(server, '320506');
    const [second, third] = await teachersOf(server, '320506', 2) as [SomeTeacher, SomeTeacher];
    expect((await appoint(gu, { officeId: wuzhong, role: 'ADMIN', personId: second.id })).refusals[0]).toMatchObject({ code: 'NOT_ENTITLED', requirement: 'JS-12', message: expect.stringContaining('由苏州市的管理员任命') });
    expect((await appoint(shen, { officeId: wuzhong, role: 'ADMIN', personId: second.id })).refusals).toEqual([]);
    expect((await appoint(shen, { officeId: wuzhong, role: 'ADMIN', personId: third.id })).refusals[0]).toMatchObject({ code: 'POST_TAKEN', requirement: 'JS-12', message: expect.stringMatching(/最多 2 名.*陆景行.*/) });
    // The same person twice is one person.
    expect((await appoint(shen, { officeId: wuzhong, role: 'ADMIN', personId: second.id, validFrom: '2023-10-01' })).refusals[0]).toMatchObject({ code: 'POST_TAKEN', field: 'personId' });
    expect(await isCountyAdmin(await signInTeacher(server, second))).toEqual({ activeRole: { role: 'ADMIN', office: { code: '320506' } }, viewerCanBrowseAppointments: true });
  });

  test('JS-05 Kunshan lies directly below the province: 顾文远 appoints there', async () => {
    const gu = await server.as('顾文远');
    const teacher = await teacherOf('320583');
    expect((await appoint(gu, { officeId: await officeId(server, '320583'), role: 'ADMIN', personId: teacher.id })).refusals).toEqual([]);
  });

  test('JS-13 陆景行 gives a school its leader, once; 方若兰 names subject leads and nothing else', async () => {
    await server.owner.query("delete from appointment_record where role_id in (select id from role_assignment where role = 'SCHOOL_LEADER')");
    await server.owner.query("delete from role_assignment where role = 'SCHOOL_LEADER'");
    const [lu, fang] = [await server.as('陆景行'), await server.as('方若兰')];
    const own = (await fang.sees('{ viewer { office { id } } }')).viewer.office.id as string;
    const people = (await fang.sees('{ candidates(search: "") { id name school { id } } }')).candidates as { id: string; name: string; school: { id: string } }[];
    const [a, b] = people.filter(({ name }) => name !== '方若兰' && name !== '贺知行') as [typeof people[0], typeof people[0]];
    expect(codes(await appoint(fang, { officeId: own, role: 'SCHOOL_LEADER', personId: a.id }))).toBe('NOT_ENTITLED');
    expect((await appoint(lu, { officeId: own, role: 'SCHOOL_LEADER', personId: a.id })).refusals).toEqual([]);
    expect((await appoint(lu, { officeId: own, role: 'SCHOOL_LEADER', personId: b.id })).refusals[0]).toMatchObject({ code: 'POST_TAKEN', requirement: 'JS-13' });
    expect((await appoint(fang, { officeId: own, role: 'SUBJECT_LEAD', personId: b.id })).refusals[0]).toMatchObject({ code: 'EMPTY', field: 'subject' });
    for (const subject of ['CHINESE', 'MATHEMATICS']) expect((await appoint(fang, { officeId: own, role: 'SUBJECT_LEAD', personId: b.id, subject })).refusals).toEqual([]);
    expect(codes(await appoint(fang, { officeId: own, role: 'SUBJECT_LEAD', personId: b.id, subject: 'CHINESE' }))).toBe('POST_TAKEN');
    const seen = await fang.sees('{ appointments(first: 10, isValidOn: "2023-09-10") { totalCount nodes { role subject person { name } viewerCanEnd } } }');
    expect(seen.appointments).toEqual({ totalCount: 4, nodes: [
      { role: 'SUBJECT_LEAD', subject: 'MATHEMATICS', person: { name: b.name }, viewerCanEnd: true }, { role: 'SUBJECT_LEAD', subject: 'CHINESE', person: { name: b.name }, viewerCanEnd: true },
      { role: 'SCHOOL_LEADER', subject: null, person: { name: a.name }, viewerCanEnd: false }, { role: 'ADMIN', subject: null, person: { name: '方若兰' }, viewerCanEnd: false },
    ] });
  });

  test('JS-13 a school leader looks after the own school: sees its learners, names subject leads, and no other school', async () => {
    const lu = await server.as('陆景行');
    const teacher = await teacherOf('320506');
    expect((await appoint(lu, { officeId: teacher.schoolId, role: 'SCHOOL_LEADER', personId: teacher.id })).refusals).toEqual([]);
    const leader = await signInTeacher(server, teacher);
    const seen = await leader.sees('{ viewer { activeRole { role } } enrolments(first: 100) { nodes { school { id } } } offices(first: 10) { nodes { id viewerCanAppoint } } }');
    expect(seen.viewer.activeRole.role).toBe('SCHOOL_LEADER');
    expect(new Set(seen.enrolments.nodes.map(({ school }: { school: { id: string } }) => school.id))).toEqual(new Set([teacher.schoolId]));
    expect(seen.offices.nodes).toEqual([{ id: teacher.schoolId, viewerCanAppoint: ['SUBJECT_LEAD'] }]);
    expect((await leader.ask('{ apiClients(first: 1) { totalCount } }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('T1 a person or office beyond the own subtree is not found, and one of another school is not eligible', async () => {
    const lu = await server.as('陆景行');
    const [own] = await teachersOf(server, '320506', 1) as [SomeTeacher];
    const foreign = await teacherOf('320583');
    const ask = (officeIdText: string, personId: string) => lu.ask('mutation ($input: AppointInput!) { appoint(input: $input) { refusals { code } } }', { input: { officeId: officeIdText, personId, role: 'ADMIN', validFrom: '2023-09-10', reason: '试。' } });
    const never = idOf({ type: 'Person', key: 900_000_001 });
    for (const answer of [await ask(own.schoolId, foreign.id), await ask(own.schoolId, never), await ask(foreign.schoolId, own.id)]) expect(answer.errors[0]?.extensions['code']).toBe('NOT_FOUND');
    const [elsewhere] = await rows<{ id: number }>(server.owner, "select o.id::int as id from office o where o.level = 'SCHOOL' and o.path like (select path from office where code = '320506') || '%' and o.id <> (select office_id from person where id = $1) limit 1", [own.key]);
    expect((await ask(idOf({ type: 'Office', key: elsewhere?.id ?? 0 }), own.id)).data['appoint'].refusals).toEqual([{ code: 'NOT_ELIGIBLE' }]);
    expect((await lu.ask('query ($id: ID!) { appointments(first: 1, officeId: $id) { totalCount } }', { id: foreign.schoolId })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  test('T17 whoever holds an old version changes nothing, and a reason is asked', async () => {
    const gu = await server.as('顾文远');
    const post = await postOf(server, 'qian.kaiming');
    expect((await end(gu, post.id, post.version + 1, '2023-09-30')).refusals[0]).toMatchObject({ code: 'STALE', facts: [{ name: 'currentVersion', value: '1' }] });
    expect((await end(gu, post.id, post.version, '2023-09-30', { reason: '  ' })).refusals[0]).toMatchObject({ code: 'EMPTY', field: 'reason' });
    expect((await end(gu, post.id, post.version, '2023-09-30', { reason: '长'.repeat(201) })).refusals[0]).toMatchObject({ code: 'TOO_LONG', field: 'reason' });
    expect((await end(gu, post.id, post.version, '2023-09-08')).refusals[0]).toMatchObject({ code: 'OUT_OF_RANGE', field: 'lastDay' });
    expect(await rows(server.owner, 'select version, valid_until from role_assignment where version > 1')).toEqual([]);
  });
});

describe('T17 roles that end', () => {
  test('T17 陆景行\'s post is ended at once: his open session has lost it within a second, with his rights and his rows', async () => {
    const [lu, shen] = [await server.as('陆景行'), await server.as('沈佩兰')];
    await lu.sees('{ enrolments(first: 1) { totalCount } }');
    const post = await postOf(server, 'lu.jingxing');
    const since = performance.now();
    expect((await end(shen, post.id, post.version, '2023-09-09')).refusals).toEqual([]);
    const believed = await lastBelieved(since, async () => (await lu.ask('{ enrolments(first: 1) { totalCount } }')).errors.length === 0);
    expect(believed).toBeLessThanOrEqual(1_010);
    expect((await lu.sees('{ viewer { name activeRole { role } roles { role } } }')).viewer).toEqual({ name: '陆景行', activeRole: null, roles: [] });
    expect(codes(await end(shen, post.id, post.version + 1, '2023-09-30'))).toBe('NOT_ALLOWED_IN_STATE');
  });

  test('T17 a role that ends tomorrow works until 24:00 of tomorrow in Shanghai and not after; one that begins then works from 0:00', async () => {
    const gu = await server.as('顾文远');
    const shen = await server.as('沈佩兰');
    const successor = await teacherOf('3205');
    const post = await postOf(server, 'shen.peilan');
    await end(gu, post.id, post.version, '2023-09-11');
    expect((await appoint(gu, { officeId: await officeId(server, '3205'), role: 'ADMIN', personId: successor.id, validFrom: '2023-09-12' })).refusals).toEqual([]);
    const next = await signInTeacher(server, successor);
    const rowsOf: [instant: string, before: boolean, after: boolean][] = [
      ['2023-09-10T23:59:59.999+08:00', true, false],
      ['2023-09-11T00:00:00+08:00', true, false],
      ['2023-09-11T23:59:59.999+08:00', true, false],
      // Midnight in Shanghai is four in the afternoon of the day before in London.
      ['2023-09-11T16:00:00Z', false, true],
      ['2023-09-13T08:00:00+08:00', false, true],
    ];
    for (const [instant, before, after] of rowsOf) {
      server.clock.setBusiness(instant);
      const holds = async (actor: Actor) => (await actor.sees('{ viewer { roles { role } } }')).viewer.roles.some(({ role }: { role: string }) => role === 'ADMIN');
      expect({ instant, before: await holds(shen), after: await holds(next) }).toEqual({ instant, before, after });
      // The session too, once it is older than what the cache believes.
      const isStale = async () => (await shen.ask('{ offices(first: 1) { totalCount } }')).errors.length === (before ? 1 : 0);
      expect(await lastBelieved(performance.now(), isStale)).toBeLessThanOrEqual(1_010);
    }
  });
});

describe('JS-15 JS-16 tutors, experts, the chief administrator', () => {
  test('JS-15 an expert enters the pool without seeing anything, and reads what the programme holds once picked; the county cannot pick', async () => {
    const [gu, lu] = [await server.as('顾文远'), await server.as('陆景行')];
    const teacher = await teacherOf('320506');
    const wuzhong = await officeId(server, '320506');
    expect(codes(await appoint(lu, { officeId: wuzhong, role: 'EXPERT', personId: teacher.id, programmeIds: ['prg_1'] }))).toBe('NOT_ENTITLED');
    const pooled = await appoint(lu, { officeId: wuzhong, role: 'EXPERT', personId: teacher.id });
    expect(pooled.refusals).toEqual([]);
    const expert = await signInTeacher(server, teacher);
    await server.owner.query("update session set active_role_id = (select id from role_assignment where person_id = $1 and role = 'EXPERT') where person_id = $1", [teacher.key]);
    await lastBelieved(performance.now(), async () => (await expert.sees('{ viewer { activeRole { role } } }')).viewer.activeRole?.role !== 'EXPERT');
    expect((await expert.sees('{ gradingQueue(filter: ALL, first: 1) { totalCount } }')).gradingQueue.totalCount).toBe(0);
    const id = pooled.appointment?.id ?? '';
    expect(codes(await changeAllotments(lu, { appointmentId: id, expectedVersion: 1, programmeIds: ['prg_1'] }))).toBe('NOT_ENTITLED');
    expect(await changeAllotments(gu, { appointmentId: id, expectedVersion: 1, programmeIds: ['prg_1'] })).toEqual({ appointment: { version: 2, classes: [], programmes: [{ id: 'prg_1' }] }, refusals: [] });
    expect(await lastBelieved(performance.now(), async () => (await expert.sees('{ gradingQueue(filter: ALL, first: 1) { totalCount } }')).gradingQueue.totalCount === 0)).toBeLessThanOrEqual(1_010);
    // Taken out again, within a second.
    expect((await changeAllotments(gu, { appointmentId: id, expectedVersion: 2 })).refusals).toEqual([]);
    expect(await lastBelieved(performance.now(), async () => (await expert.sees('{ gradingQueue(filter: ALL, first: 1) { totalCount } }')).gradingQueue.totalCount > 0)).toBeLessThanOrEqual(1_010);
  });

  test('JS-17 顾文远 allots a tutor to classes: the tutor sees these and no others', async () => {
    const gu = await server.as('顾文远');
    const teacher = await teacherOf('3201');
    const made = await appoint(gu, { officeId: await officeId(server, '32'), role: 'TUTOR', personId: teacher.id, classIds: ['cls_1', 'cls_2'] });
    expect(made.refusals).toEqual([]);
    const tutor = await signInTeacher(server, teacher);
    expect((await tutor.sees('{ classes(first: 10) { nodes { id } } }')).classes.nodes).toEqual([{ id: 'cls_1' }, { id: 'cls_2' }]);
    expect((await changeAllotments(gu, { appointmentId: made.appointment?.id, expectedVersion: 1, classIds: ['cls_2', 'cls_3', 'cls_3'] })).appointment?.classes.map(({ id }) => id)).toEqual(['cls_2', 'cls_3']);
    expect(codes(await changeAllotments(gu, { appointmentId: made.appointment?.id, expectedVersion: 2, programmeIds: ['prg_1'] }))).toBe('NOT_ELIGIBLE');
    expect((await gu.ask('mutation ($input: ChangeAllotmentsInput!) { changeAllotments(input: $input) { refusals { code } } }', { input: { appointmentId: made.appointment?.id, expectedVersion: 2, classIds: ['cls_zzzz'], programmeIds: [], reason: '试。' } })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  test('JS-16 the province appoints the chief administrator, who sees the province', async () => {
    const gu = await server.as('顾文远');
    const teacher = await teacherOf('3201');
    expect((await appoint(gu, { officeId: await officeId(server, '32'), role: 'CHIEF_ADMIN', personId: teacher.id })).refusals).toEqual([]);
    const chief = await signInTeacher(server, teacher);
    expect((await chief.sees('{ viewer { activeRole { role } } enrolments(first: 1) { totalCount } }')).enrolments.totalCount).toBe((await gu.sees('{ enrolments(first: 1) { totalCount } }')).enrolments.totalCount);
    expect((await appoint(gu, { officeId: await officeId(server, '32'), role: 'CHIEF_TUTOR', personId: teacher.id })).refusals[0]).toMatchObject({ code: 'NOT_ENTITLED', requirement: 'JS-17' });
  });
});

describe('JS-11 JS-12 seen posts and open posts', () => {
  test('JS-12 沈佩兰 sees which counties have no administrator, with their number, and filling one changes it', async () => {
    const shen = await server.as('沈佩兰');
    const count = async () => ((await shen.sees('{ vacancies { role level vacant offices requirement } }')).vacancies as { role: string; level: string; vacant: number; offices: number }[]).find(({ role, level }) => role === 'ADMIN' && level === 'COUNTY');
    const before = await count();
    const list = async () => (await shen.sees('{ vacantOffices(first: 100, role: ADMIN, level: COUNTY) { totalCount nodes { code viewerCanAppoint } } }')).vacantOffices;
    const vacant = await list();
    expect(vacant.totalCount).toBe(before?.vacant);
    expect(vacant.nodes.map(({ code }: { code: string }) => code)).not.toContain('320506');
    expect(vacant.nodes[0].viewerCanAppoint).toContain('ADMIN');
    const [{ code }] = vacant.nodes as [{ code: string }];
    const teacher = await teacherOf(code);
    expect((await appoint(shen, { officeId: await officeId(server, code), role: 'ADMIN', personId: teacher.id })).refusals).toEqual([]);
    expect(await count()).toMatchObject({ vacant: (before?.vacant ?? 0) - 1, offices: before?.offices });
    expect((await list()).nodes.map((one: { code: string }) => one.code)).not.toContain(code);
  });

  test('JS-12 陆景行 knows who administers the offices above his own, and of no other', async () => {
    const lu = await server.as('陆景行');
    const seen = (await lu.sees('{ office(code: "320506") { administrators { name role } parent { code administrators { name validFrom } parent { code administrators { name } } } } }')).office;
    expect(seen).toEqual({ administrators: [{ name: '陆景行', role: 'ADMIN' }], parent: { code: '3205', administrators: [{ name: '沈佩兰', validFrom: '2023-07-01' }], parent: { code: '32', administrators: [{ name: '顾文远' }] } } });
    const qian = await server.as('钱开明');
    const [school] = await rows<{ id: number }>(server.owner, "select id::int as id from office where level = 'SCHOOL' and path like (select path from office where code = '320583') || '%' limit 1");
    // The province's office has cities below it; Kunshan's line does not pass through them.
    expect((await qian.sees('query ($id: ID!) { node(id: $id) { ... on Office { county { administrators { name } } parent { parent { administrators { name } } } } } }', { id: idOf({ type: 'Office', key: school?.id ?? 0 }) })).node).toEqual({ county: { administrators: [{ name: '钱开明' }] }, parent: { parent: { administrators: [{ name: '顾文远' }] } } });
  });

  test('JS-13 candidates are found by the beginning of a name or the whole training number, below the office only', async () => {
    const lu = await server.as('陆景行');
    const [own] = await teachersOf(server, '320506', 1) as [SomeTeacher];
    const foreign = await teacherOf('320583');
    const found = async (search: string) => ((await lu.sees('query ($search: String!) { candidates(search: $search) { trainingNumber } }', { search })).candidates as { trainingNumber: string }[]).map(({ trainingNumber }) => trainingNumber);
    expect(await found(own.trainingNumber)).toEqual([own.trainingNumber]);
    expect(await found(own.name)).toContain(own.trainingNumber);
    expect(await found(foreign.trainingNumber)).toEqual([]);
    expect(await found('%')).toEqual([]);
  });
});
