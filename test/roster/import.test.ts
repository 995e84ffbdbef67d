// A roster from the file to the people: preview, writing, taking back, and everything that may be wrong with a file.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idCardNumber } from '../../server/demo/names.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, rows } from '../access/places.js';
import { decide, heading, lineOf, peopleState, preview, rosterOf, rowsOf, send, settled, teachersOf, type Teacher } from './rosters.js';

let server: TestServer;
let lu: Actor, fang: Actor, shen: Actor;
let teachers: Teacher[];
beforeAll(async () => {
  server = await openTestServer();
  [lu, fang, shen] = await Promise.all([server.as('陆景行'), server.as('方若兰'), server.as('沈佩兰')]);
  teachers = await teachersOf(server, '320506', 60);
});
afterAll(() => server.close());

const at = (place: number) => teachers[place] as Teacher;
const gb18030 = (text: string): Uint8Array<ArrayBuffer> => {
  // The encoder that browsers lack: every character of the roster, by decoding all two-byte codes once.
  const codes = new Map<string, [number, number]>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) codes.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
  return new Uint8Array([...text].flatMap((sign) => (sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : codes.get(sign) ?? [0x3f])));
};

describe('JS-13 the preview', () => {
  test('陆景行 sends a roster: what is the same, new, changed and wrong is counted, each error with line, column and reason, and no person is touched', async () => {
    const before = await peopleState(server);
    const foreign = (await teachersOf(server, '320583', 1))[0] as Teacher;
    const lines = [
      ...teachers.slice(0, 10).map(lineOf),
      lineOf({ ...at(10), title: '特聘教师', joined: 1999 }),
      `,单晓明,${idCardNumber(4_000_001)},12088880001,${at(0).school},数学,小学,一级教师,2020`,
      lineOf({ ...at(11), school: foreign.school }),
      lineOf({ ...at(12), school: 'nowhere' }),
      lineOf(at(13)).replace(idCardNumber(at(13).id - 1), `${idCardNumber(at(13).id - 1).slice(0, 17)}${idCardNumber(at(13).id - 1).endsWith('X') ? '1' : 'X'}`),
      lineOf(at(0)),
      lineOf({ ...foreign, school: at(0).school }),
      `${at(15).number},${at(15).name},${idCardNumber(at(16).id - 1)},,${at(15).school},语文,小学,,`,
      `,,${idCardNumber(4_000_002)},123,${at(0).school},语数外,小学,,二〇二〇`,
      `,新来的,${idCardNumber(4_000_003)},,${at(0).school},,,,`,
    ];
    const seen = await preview(server, lu, rosterOf(lines));
    expect(seen).toMatchObject({ state: 'CHECKED', rowCount: 20, same: 10, changed: 1, added: 1, errors: 8 });
    expect(seen.missing).toBeGreaterThan(0);
    expect(await rowsOf(lu, seen.id, ', outcome: CHANGED')).toMatchObject([{ line: 12, name: at(10).name, changes: [{ field: 'TITLE', fromValue: at(10).title, toValue: '特聘教师' }, { field: 'JOINED_YEAR', fromValue: String(at(10).joined), toValue: '1999' }] }]);
    const errors = await rowsOf(lu, seen.id, ', outcome: ERROR');
    expect(errors.map(({ line, errors: [first] }) => [line, first?.column])).toEqual([[14, '学校代码'], [15, '学校代码'], [16, '身份证号码'], [17, '身份证号码'], [18, '身份证号码'], [19, '师训编号'], [20, '参加工作年份'], [21, '任教学科']]);
    // A school that is somebody else's and one that never was are refused in the same words.
    expect(errors[0]?.errors).toEqual(errors[1]?.errors);
    expect(errors[2]?.errors[0]?.reason).toContain('校验位');
    expect(errors[3]?.errors[0]?.reason).toContain('重复');
    expect(errors[4]?.errors[0]?.reason).toContain('其他单位');
    expect(errors[6]?.errors.map(({ column }) => column).sort()).toEqual(['任教学科', '参加工作年份', '姓名', '手机号码'].sort());
    expect(await peopleState(server)).toBe(before);
  });

  test.each([['UTF-8', (text: string) => text], ['UTF-8 with a mark', (text: string) => `\uFEFF${text}`], ['GB18030', gb18030], ['tabs', (text: string) => text.replaceAll(',', '\t')], ['semicolons and other headings', (text: string) => text.replaceAll(',', ';').replace('身份证号码', ' 身份证号* ').replace('任教学科', '学科')]] as const)('a file in %s is read the same', async (_, encode) => {
    const seen = await preview(server, lu, encode(rosterOf(teachers.slice(20, 25).map(lineOf))));
    expect(seen).toMatchObject({ rowCount: 5, same: 5, errors: 0 });
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['nothing', '', '空'], ['a heading alone', `${heading}\n`, '没有教师'], ['no name', '师训编号,学校代码\n1,2\n', '姓名'], ['neither number', '姓名,学校代码\n张三,1\n', '身份证号码或师训编号'], ['a heading twice', `${heading},姓名\n1\n`, '重复'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x31, 0]), 'UTF-16'], ['bytes that are no text', new Uint8Array([0x31, 0xff, 0xff, 0x0a]), '编码'], ['an open quote', `${heading}\n"1,2\n3,4\n`, '引号'],
  ])('T19 %s is refused as a whole, with what to do', async (_, body, words) => {
    const sent = await send(server, lu, body);
    expect(sent.status).toBe(422);
    expect(sent.failure).toContain(words);
    expect(await settled(server, lu, sent.id)).toMatchObject({ state: 'REJECTED', rowCount: 0 });
  });

  test('T19 a file beyond the limit, or compressed, or from somebody without the right, is not read', async () => {
    expect((await send(server, server.nobody(), rosterOf([]))).status).toBe(401);
    expect((await send(server, await server.as('周明礼'), rosterOf([]))).status).toBe(403);
    expect((await send(server, await server.asPlatform(), rosterOf([]))).status).toBe(403);
    expect((await send(server, lu, rosterOf([]), '名册.csv', { 'content-encoding': 'gzip' })).status).toBe(415);
    const tooMuch = await send(server, lu, new Uint8Array(65 * 1_048_576)).catch(() => ({ status: 413 }));
    expect(tooMuch.status).toBe(413);
    expect((await send(server, lu, rosterOf([]), '名册.csv', { origin: 'http://evil.example' })).status).toBe(401);
  });
});

describe('JS-13 writing and taking back', () => {
  test('the roster is written with history, the same file again changes nothing, and undoing brings back exactly what was', async () => {
    const before = await peopleState(server);
    const other = teachers.find(({ school }) => school !== at(30).school) as Teacher;
    const file = rosterOf([lineOf({ ...at(30), school: other.school, title: '特聘教师' }), lineOf({ ...at(31), name: '曾查理' }), `,解晓明,${idCardNumber(4_000_010)},12088880010,${at(30).school},音乐,小学,,2021`, lineOf(at(32))]);
    const seen = await preview(server, lu, file);
    expect(seen).toMatchObject({ same: 1, changed: 2, added: 1, errors: 0 });
    expect(await decide(fang, 'apply', seen.id)).toBe('NOT_FOUND');
    expect(await decide(lu, 'undo', seen.id)).toBe('NOT_ALLOWED_IN_STATE');
    expect(await decide(lu, 'apply', seen.id)).toBe('begun');
    expect(await settled(server, lu, seen.id)).toMatchObject({ state: 'APPLIED', done: 3, conflicts: 0 });
    expect(await decide(lu, 'apply', seen.id)).toBe('begun');
    const found = (await lu.sees('{ people(first: 5, search: "xiexiaoming") { nodes { name trainingNumber subject school { code } idCardMasked roles { role validFrom office { code } } } } }')).people.nodes;
    // JS-01: whoever comes to a school is a learner there.
    expect(found).toEqual([{ name: '解晓明', roles: [{ role: 'LEARNER', validFrom: '2023-09-10', office: { code: at(30).school } }], trainingNumber: expect.stringMatching(/^32\d{8}$/), subject: 'MUSIC', school: { code: at(30).school }, idCardMasked: expect.stringMatching(/^\d{6}\*{11}[\dX]$/) }]);
    const moved = (await lu.sees('query ($id: ID!) { person(id: $id) { school { code } confirmedAt history { field source byName } roles { role validUntil office { code } } } }', { id: idOf({ type: 'Person', key: at(30).id }) })).person;
    expect(moved).toMatchObject({ school: { code: other.school }, confirmedAt: null, history: expect.arrayContaining([{ field: 'SCHOOL', source: 'IMPORT', byName: '陆景行' }, { field: 'TITLE', source: 'IMPORT', byName: '陆景行' }]) });
    expect(moved.roles).toEqual(expect.arrayContaining([{ role: 'LEARNER', validUntil: null, office: { code: other.school } }]));
    // Again the same file: nothing to write.
    const again = await preview(server, lu, file);
    expect(again).toMatchObject({ same: 4, changed: 0, added: 0 });
    expect(await decide(lu, 'apply', again.id)).toBe('NOTHING_TO_CHANGE');
    expect(await decide(lu, 'undo', seen.id)).toBe('begun');
    expect(await settled(server, lu, seen.id)).toMatchObject({ state: 'UNDONE', conflicts: 0 });
    expect(await peopleState(server)).toBe(before);
    expect((await rows<{ act: string }>(server.owner, "select facts->>'act' as act from audit_event where subject = $1 order by id", [seen.id])).map(({ act }) => act)).toEqual(['upload', 'apply', 'applied', 'undo', 'undone']);
  });

  test('who was changed after the import keeps the later change: the undo says how many', async () => {
    const seen = await preview(server, lu, rosterOf([lineOf({ ...at(40), title: '甲' }), lineOf({ ...at(41), title: '乙' })]));
    await decide(lu, 'apply', seen.id);
    await settled(server, lu, seen.id);
    await lu.sees('mutation ($input: UpdateTeacherDataInput!) { updateTeacherData(input: $input) { refusals { code } } }', { input: { personId: idOf({ type: 'Person', key: at(40).id }), expectedVersion: 2, title: '丙' } });
    await decide(lu, 'undo', seen.id);
    expect(await settled(server, lu, seen.id)).toMatchObject({ state: 'UNDONE', done: 2, conflicts: 1 });
    expect(await rowsOf(lu, seen.id, ', isConflict: true')).toMatchObject([{ name: at(40).name, result: 'KEPT' }]);
    expect((await lu.sees('query ($id: ID!) { person(id: $id) { title } }', { id: idOf({ type: 'Person', key: at(40).id }) })).person.title).toBe('丙');
  });

  test('who was changed between preview and writing is not overwritten', async () => {
    const seen = await preview(server, lu, rosterOf([lineOf({ ...at(42), title: '甲' })]));
    await server.owner.query("update person set version = version + 1 where id = $1", [at(42).id]);
    await decide(lu, 'apply', seen.id);
    expect(await settled(server, lu, seen.id)).toMatchObject({ state: 'APPLIED', conflicts: 1 });
  });

  test('after a day it can no longer be undone, and a new teacher who has enrolled meanwhile stays', async () => {
    const seen = await preview(server, lu, rosterOf([`,查新生,${idCardNumber(4_000_020)},,${at(30).school},音乐,小学,,2021`, lineOf({ ...at(43), title: '甲' })]));
    await decide(lu, 'apply', seen.id);
    await settled(server, lu, seen.id);
    const [made] = await rows<{ id: number }>(server.owner, "select id::int as id from person where name = '查新生'");
    await server.owner.query("insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at) select 1, 5, 5, id, office_id, 'ENROLLED', now() from person where id = $1", [made?.id]);
    const [written] = await rows<{ until: Date }>(server.owner, 'select undoable_until as until from roster_import order by id desc limit 1');
    const left = (written?.until.getTime() ?? 0) - server.clock.system().getTime();
    expect(left).toBeGreaterThan(24 * 3_600_000 - 60_000);
    expect(left).toBeLessThanOrEqual(24 * 3_600_000);
    // The day passes in the record: sessions would not outlive it.
    const leave = (ms: number) => server.owner.query('update roster_import set undoable_until = $1 where id = (select max(id) from roster_import)', [new Date(server.clock.system().getTime() + ms)]);
    await leave(0);
    expect(await decide(lu, 'undo', seen.id)).toBe('NOT_ALLOWED_IN_STATE');
    await leave(60_000);
    expect(await decide(lu, 'undo', seen.id)).toBe('begun');
    expect(await settled(server, lu, seen.id)).toMatchObject({ state: 'UNDONE', conflicts: 1 });
    expect(await rows(server.owner, 'select 1 from person where id = $1', [made?.id])).toHaveLength(1);
  });

  test('a likely duplicate is pointed out: the same name and date of birth, or the same mobile', async () => {
    const seen = await preview(server, shen, rosterOf([`,另一人,${idCardNumber(4_000_030)},120${String(10_000_000 + at(50).id - 1).padStart(8, '0')},${at(50).school},音乐,小学,,2021`]));
    expect(seen).toMatchObject({ added: 1, duplicates: 1 });
  });
});
