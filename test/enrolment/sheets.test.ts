// A school enrols by a sheet: looked at row by row, written only when it is confirmed, and by the rules of every enrolment.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Excel from 'exceljs';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { reconcileOnly } from '../../server/reconcile.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choose, classKey, classOf, freeSeats, hire, leaveFree, type Refused, type Teacher } from './choosing-acts.js';

let server: TestServer;
let people: Pick<Cast, '方若兰' | '贺知行' | '陆景行'>;
let school: number;
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '方若兰', '贺知行', '陆景行');
  school = await castSchool(server);
});
afterAll(async () => {
  expect(await reconcileOnly(server.owner, /^(quota|school)/)).toEqual([]);
  await server.close();
});

interface Line { line: number; trainingNumber: string; name: string | null; outcome: string; reason: string | null; requirement: string | null; personId: string | null; classId: string | null }
interface Answer { status: number; lines: Line[] | null; failure: string | null }

async function preview(actor: Actor, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> {
  const response = await fetch(`${server.origin}/enrolmentsheets`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...actor.credentials }, body });
  const { lines = null, failure = null } = (await response.json()) as Partial<Answer>;
  return { status: response.status, lines, failure };
}
const csv = (rows: readonly (readonly [string, string])[]) => `师训编号,班级代码\r\n${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
const told = ({ lines }: Answer) => (lines ?? []).map(({ name, outcome }) => `${name ?? '—'} ${outcome}`);
const readyOf = ({ lines }: Answer) => (lines ?? []).filter(({ outcome }) => outcome === 'READY').map(({ personId, classId }) => ({ personId, classId }));

const bySheet = 'mutation ($input: EnrolBySheetInput!) { enrolBySheet(input: $input) { outcomes { personId classId enrolmentId refusals { code requirement } } refusals { code } } }';
interface Enrolled { outcomes: { personId: string; enrolmentId: string | null; refusals: Pick<Refused, 'code' | 'requirement'>[] }[]; refusals: { code: string }[] }
const enrolBySheet = async (actor: Actor, entries: readonly object[], idempotencyKey?: string): Promise<Enrolled> => (await actor.sees(bySheet, { input: { entries, idempotencyKey } })).enrolBySheet;

async function facts(): Promise<string> {
  const { rows } = await server.owner.query<{ facts: string }>("select (select count(*) from enrolment) || ' ' || (select count(*) from quota_entry) || ' ' || (select count(*) from audit_event where action = 'enrolment.enrol') || ' ' || (select sum(enrolled) from school_indicator) as facts");
  return rows[0]?.facts ?? '';
}
async function numberOf({ id }: Teacher): Promise<string> {
  const { rows } = await server.owner.query<{ number: string }>('select training_number as number from person where id = $1', [keyOf('Person', id)]);
  return rows[0]?.number ?? '';
}
async function aClass(course: number, period: number): Promise<{ id: string; code: string }> {
  const key = await classKey(server, course, period);
  const { rows } = await server.owner.query<{ code: string }>('select code from training_class where id = $1', [key]);
  return { id: classOf(key), code: rows[0]?.code ?? '' };
}

test('JS-05 JS-07 方若兰 uploads a sheet of two classes: each row is told its outcome, nothing is written, confirmed it is done in one act, and the same sheet again changes nothing', async () => {
  const [one, other] = [await aClass(1, 6), await aClass(2, 6)];
  const teachers = (await hire(server, school, 6)) as [Teacher, Teacher, Teacher, Teacher, Teacher, Teacher];
  const [first, second, third, elsewhere, silent] = teachers;
  const { rows: [away] } = await server.owner.query<{ id: string }>("select id from office where level = 'SCHOOL' and state = 'OPEN' and id <> $1 order by id limit 1", [school]);
  const [foreign] = (await hire(server, Number(away?.id), 1)) as [Teacher];
  await leaveFree(server, school, 6, 2);
  for (const { actor } of [first, second]) expect((await choose(actor, one.id)).refusals).toEqual([]);
  for (const { actor } of [third, elsewhere]) expect((await choose(actor, other.id)).refusals).toEqual([]);
  const numbers = await Promise.all(teachers.map(numberOf));
  const row = (teacher: Teacher, { code }: { code: string }): [string, string] => [numbers[teachers.indexOf(teacher)] ?? '', code];
  const sheet = csv([row(first, one), row(second, one), row(third, other), row(silent, one), [await numberOf(foreign), one.code], ['000000', one.code], row(first, one), row(elsewhere, { code: 'KEINE' })]);
  const before = await facts();
  const looked = await preview(people.方若兰, sheet);
  expect(looked.status).toBe(201);
  expect(told(looked)).toEqual([`${first.name} READY`, `${second.name} READY`, `${third.name} NO_SEAT`, `${silent.name} NOT_ELIGIBLE`, '— NOT_FOUND', '— NOT_FOUND', `${first.name} REFUSED`, `${elsewhere.name} NOT_FOUND`]);
  expect(looked.lines?.map(({ line, reason, requirement }) => [line, reason, requirement]).slice(2, 7)).toEqual([
    [4, '本校本期配额已用完，剩余 0 个。', 'JS-05'], [5, '本人没有选这个班，或已撤回选课。', 'JS-05'], [6, '本校没有这个师训编号的教师。', null], [7, '本校没有这个师训编号的教师。', null], [8, '与第 2 行相同。', null],
  ]);
  expect([await facts(), await freeSeats(server, school, 6)]).toEqual([before, 2]);

  const entries = readyOf(looked);
  const [done, again] = [await enrolBySheet(people.方若兰, entries, 'a sheet'), await enrolBySheet(people.方若兰, entries, 'a sheet')];
  expect(done.outcomes.map(({ personId, refusals }) => [personId, refusals])).toEqual([[first.id, []], [second.id, []]]);
  expect(again).toEqual(done);
  expect((await enrolBySheet(people.方若兰, entries.slice(1), 'a sheet')).refusals).toEqual([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  expect(await freeSeats(server, school, 6)).toBe(0);
  const { rows: audited } = await server.owner.query<{ facts: object }>("select facts from audit_event where action = 'enrolment.enrol' and subject = $1", [one.id]);
  expect(audited.map((act) => act.facts)).toMatchObject([{ learners: [first.id, second.id], seats: 2 }]);
  const after = await facts();
  const secondLook = await preview(people.方若兰, sheet);
  expect(told(secondLook).slice(0, 3)).toEqual([`${first.name} ENROLLED_ALREADY`, `${second.name} ENROLLED_ALREADY`, `${third.name} NO_SEAT`]);
  expect((await enrolBySheet(people.方若兰, entries)).outcomes.map(({ refusals }) => refusals[0]?.code)).toEqual(['ALREADY_ENROLLED', 'ALREADY_ENROLLED']);
  expect(await facts()).toBe(after);
});

test('JS-07 who chose earlier and is not on the sheet goes first; one person in two classes of a period is enrolled in the first that is named', async () => {
  const [one, other] = [await aClass(3, 7), await aClass(4, 7)];
  const [early, late] = (await hire(server, school, 2)) as [Teacher, Teacher];
  await leaveFree(server, school, 7, 5);
  for (const [{ actor }, { id }] of [[early, one], [late, one], [late, other]] as const) expect((await choose(actor, id)).refusals).toEqual([]);
  const passed = await preview(people.方若兰, csv([[await numberOf(late), one.code]]));
  expect(passed.lines).toMatchObject([{ outcome: 'REFUSED', requirement: 'JS-07' }]);
  const both = await preview(people.方若兰, csv([[await numberOf(early), one.code], [await numberOf(late), other.code], [await numberOf(late), one.code]]));
  // A class is looked at as a whole, where it is named first.
  expect(both.lines?.map(({ outcome, requirement }) => [outcome, requirement])).toEqual([['READY', null], ['ENROLLED_ALREADY', 'JS-02'], ['READY', null]]);
});

test('JS-05 the sheet that is downloaded holds those who wait, in the order of their choices, and can be handed back as it is', async () => {
  const { id, code } = await aClass(5, 8);
  const [first, second] = (await hire(server, school, 2)) as [Teacher, Teacher];
  await leaveFree(server, school, 8, 2);
  for (const { actor } of [first, second]) expect((await choose(actor, id)).refusals).toEqual([]);
  const response = await fetch(`${server.origin}/enrolmentsheets/waiting?periodId=${globalId('Period', 8)}`, { headers: people.方若兰.credentials });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const book = new Excel.Workbook();
  await book.xlsx.load(bytes.buffer);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => { rows.push([1, 2, 3].map((column) => row.getCell(column).text)); });
  expect(rows).toEqual([['师训编号', '姓名', '班级代码'], [await numberOf(first), first.name, code], [await numberOf(second), second.name, code]]);
  expect(told(await preview(people.方若兰, bytes))).toEqual([`${first.name} READY`, `${second.name} READY`]);
});

test('T7 T16 what is no sheet says why and leaves nothing; nobody but the school\'s administrator has the door, and another school\'s teacher does not exist', async () => {
  expect(await preview(people.方若兰, '姓名,班级\r\n某人,某班\r\n')).toEqual({ status: 422, lines: null, failure: '表头缺少：师训编号、班级代码。' });
  expect(await preview(people.方若兰, csv([]))).toMatchObject({ status: 422, failure: '文件中没有要报名的教师。' });
  expect((await preview(people.方若兰, csv(Array.from({ length: 251 }, (_, row) => [String(row), 'X'])))).failure).toBe('一次最多导入 250 行，请分成几个文件。');
  for (const actor of [people.贺知行, people.陆景行]) {
    expect((await preview(actor, csv([['1', 'X']]))).status).toBe(403);
    const waiting = await fetch(`${server.origin}/enrolmentsheets/waiting`, { headers: actor.credentials });
    await waiting.body?.cancel();
    expect(waiting.status).toBe(403);
  }
  const { id } = await aClass(6, 9);
  const { rows: [away] } = await server.owner.query<{ id: string }>("select p.id from person p join office o on o.id = p.office_id where o.level = 'SCHOOL' and o.id <> $1 order by p.id limit 1", [school]);
  expect(errorCodes(await people.方若兰.ask(bySheet, { input: { entries: [{ classId: id, personId: globalId('Person', away?.id ?? 0) }] } }))).toEqual(['NOT_FOUND']);
});
