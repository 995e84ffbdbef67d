// Who serves which class: what the office that organises a programme sees when it chooses.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appoint, changeAllotments, officeId, teachersOf } from '../access/appointment-acts.js';
import { rows } from '../access/places.js';
import { openTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

interface ListedClass { id: string; name: string; tutorCount: number; learnerCount: number; course: { name: string }; programme: { viewerCanAllot: boolean } }

test('JS-17 顾文远 finds classes by period and course, with the tutors and learners of each; a new tutor counts at once, one whose term is over does not', async () => {
  const gu = await server.as('顾文远');
  const find = async (search: string) => (await gu.sees<{ classes: { totalCount: number; nodes: ListedClass[] } }>(`query ($search: String) { classes(first: 20, periodId: "prd_3", search: $search) { totalCount nodes { id name tutorCount learnerCount course { name } programme { viewerCanAllot } } } }`, { search })).classes;
  const [course] = await rows<{ name: string; id: number; learners: number }>(server.owner, "select c.name, t.id::int as id, (select count(*)::int from enrolment e where e.class_id = t.id and e.state = 'ENROLLED') as learners from course c join training_class t on t.course_id = c.id where t.period_id = 3 order by t.code limit 1");
  const found = await find(course?.name.slice(0, 6) ?? '');
  expect(found.totalCount).toBeGreaterThan(0);
  for (const { course: { name } } of found.nodes) expect(name).toContain(course?.name.slice(0, 6));
  const own = found.nodes.find(({ course: { name } }) => name === course?.name);
  expect(own).toMatchObject({ learnerCount: course?.learners, programme: { viewerCanAllot: true } });
  const teacher = (await teachersOf(server, '3201', 1))[0];
  const made = await appoint(gu, { officeId: await officeId(server, '32'), role: 'TUTOR', personId: teacher?.id, classIds: [own?.id] });
  expect(made.refusals).toEqual([]);
  expect((await find(own?.name ?? '')).nodes[0]?.tutorCount).toBe((own?.tutorCount ?? 0) + 1);
  await server.owner.query("update role_assignment set valid_until = '2023-09-09' where person_id = $1 and role = 'TUTOR'", [teacher?.key]);
  expect((await find(own?.name ?? '')).nodes[0]?.tutorCount).toBe(own?.tutorCount);
  // What people type is taken literally.
  expect((await find('%')).totalCount).toBe(0);
});

test('JS-15 the right to choose is shown where it is held: by the office that organises a programme, for posts that serve classes or programmes', async () => {
  const document = '{ appointments(first: 100, isValidOn: "2023-09-10") { nodes { role viewerCanAllot } } programmes { code viewerCanAllot } }';
  const seen = async (name: '顾文远' | '陆景行') => (await server.as(name)).sees<{ appointments: { nodes: { role: string; viewerCanAllot: boolean }[] }; programmes: { code: string; viewerCanAllot: boolean }[] }>(document);
  const gu = await seen('顾文远');
  for (const { role, viewerCanAllot } of gu.appointments.nodes) expect(`${role} ${viewerCanAllot}`).toBe(`${role} ${['TUTOR', 'EXPERT', 'CHIEF_TUTOR'].includes(role)}`);
  expect(new Set(gu.appointments.nodes.map(({ role }) => role)).size).toBeGreaterThan(2);
  // Programmes of other provinces are there to be read; no office here organises them.
  const organised = ({ programmes }: typeof gu) => programmes.filter(({ viewerCanAllot }) => viewerCanAllot).map(({ code }) => code);
  expect(organised(gu)).toEqual(['S20230304']);
  const lu = await seen('陆景行');
  expect(lu.appointments.nodes.filter(({ viewerCanAllot }) => viewerCanAllot)).toEqual([]);
  expect(organised(lu)).toEqual([]);
});

test('JS-17 a post leads to its record, and the posts of an office alone are its own', async () => {
  const gu = await server.as('顾文远');
  const province = await officeId(server, '32');
  const { appointments } = await gu.sees<{ appointments: { nodes: { id: string; office: { id: string } }[] } }>('query ($officeId: ID!) { appointments(first: 100, officeId: $officeId, isOfficeOnly: true) { nodes { id office { id } } } }', { officeId: province });
  expect(appointments.nodes.length).toBeGreaterThan(0);
  expect(new Set(appointments.nodes.map(({ office }) => office.id))).toEqual(new Set([province]));
  const teacher = (await teachersOf(server, '3202', 1))[0];
  const made = (await appoint(gu, { officeId: province, role: 'EXPERT', personId: teacher?.id, reason: '入专家库。' })).appointment;
  expect((await changeAllotments(gu, { appointmentId: made?.id, expectedVersion: 1, programmeIds: ['prg_1'], reason: '参加本项目。' })).refusals).toEqual([]);
  const { node } = await gu.sees('query ($id: ID!) { node(id: $id) { ... on Appointment { recommendation { id } history { act reason byName } } } }', { id: made?.id });
  expect(node).toEqual({ recommendation: null, history: [{ act: 'APPOINTED', reason: '入专家库。', byName: '顾文远' }, { act: 'ALLOTTED', reason: '参加本项目。', byName: '顾文远' }] });
});
