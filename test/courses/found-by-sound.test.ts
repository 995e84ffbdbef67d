// Courses, and classes by their courses, are found by how any part of the course's name is read, as offices are.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesRead } from '../../server/domains.js';
import { MissingReadings } from '../../server/platform/text/missing-readings.js';
import { rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { courseContent, done, rewrite, write } from './course-acts.js';

let server: TestServer;
let gu: Actor;
let shen: Actor;
const reading = '小学语文：整本书阅读与习作教学';

beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
  shen = await server.as('沈佩兰');
});
afterAll(() => server.close());

async function named(actor: Actor, list: 'courses' | 'classes', search: string): Promise<string[]> {
  return (await actor.sees(`query ($search: String) { ${list}(first: 100, search: $search) { nodes { name } } }`, { search }))[list].nodes.map(({ name }: { name: string }) => name);
}

test.each(['xxyw', 'XXYW', 'xiaoxueyuwen', 'Xiaoxue Yuwen', 'zbsyd', 'zhengbenshu', 'xizuojiaoxue'])('JS-10 顾文远 finds 小学语文：整本书阅读与习作教学 and its classes by %s', async (search) => {
  expect(await named(gu, 'courses', search)).toContain(reading);
  const classes = await named(gu, 'classes', search);
  expect(classes).toEqual(await named(gu, 'classes', reading));
  expect(classes.length).toBeGreaterThan(1);
});

test('JS-10 letters find what begins a syllable and no middle of one; words, numbers and signs find what they found', async () => {
  for (const search of ['iaoxueyuwen', 'hengbenshu', 'xywx', 'ywzbs1']) expect([search, await named(gu, 'courses', search)]).toEqual([search, []]);
  expect(await named(gu, 'courses', 'xxsx')).toEqual(['小学数学：核心素养导向的单元教学']);
  expect(await named(gu, 'courses', '整本书')).toEqual([reading]);
  expect(await named(gu, 'courses', 'KC2023001')).toEqual([reading]);
  expect(await named(gu, 'classes', 'KC2023001-03')).toEqual([`${reading}（第3期）`]);
  expect(await named(gu, 'courses', '%')).toEqual([]);
});

test('JS-10 周明礼 finds by letters the classes that are hers, and none of another course', async () => {
  const zhou = await server.as('周明礼');
  const own = await named(zhou, 'classes', '');
  expect(await named(zhou, 'classes', 'zbsyd')).toEqual(own.filter((name) => name.startsWith(reading)));
  expect(await named(zhou, 'classes', 'xxyy')).toEqual([]);
});

test('JS-10 沈佩兰 writes a course and gives it another name: it is found as it is called now, by her and not by 钱开明', async () => {
  const draft = done(await write(shen));
  expect(await named(shen, 'courses', 'xyhc')).toEqual([courseContent.name]);
  expect(await named(await server.as('钱开明'), 'courses', 'xyhc')).toEqual([]);
  done(await rewrite(shen, draft, { name: '小学音乐：重唱与轮唱' }));
  expect(await named(shen, 'courses', 'xyhc')).toEqual([]);
  for (const search of ['chongchang', 'lunchang', 'xxyy']) expect(await named(shen, 'courses', search)).toContain('小学音乐：重唱与轮唱');
});

test('JS-10 an older installation has no readings of courses and resources: the server completes them, once', async () => {
  await server.owner.query("insert into resource (title, kind, subject, stage, description, authors, rights, rights_note, source_id, library_id, state, version, handed_in_by_id, handed_in_at) values ('圆的面积', 'DESIGN', 'MATHEMATICS', 'PRIMARY', '', '某教师', 'ORIGINAL', '', 1, 1, 'HELD', 1, 1, now())");
  const known = () => rows(server.owner, 'select course_id::int, pinyin, initials from course_reading order by 1, 2');
  const complete = () => new MissingReadings(server.app.database, namesRead, (error) => { throw error; }).start();
  await complete();
  const before = await known();
  expect(before.length).toBeGreaterThan(100);
  await server.owner.query('delete from course_reading where course_id % 2 = 0');
  expect(await named(gu, 'courses', 'xxsx')).toEqual([]);
  await complete();
  expect(await known()).toEqual(before);
  expect(await named(gu, 'courses', 'xxsx')).toEqual(['小学数学：核心素养导向的单元教学']);
  expect((await gu.sees('{ resources(first: 5, search: "ydmj") { nodes { title } } }')).resources.nodes).toEqual([{ title: '圆的面积' }]);
});
