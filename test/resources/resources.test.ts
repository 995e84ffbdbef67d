// The resource library (JS-10, JS-11, JS-13): a school hands in, each office above takes it into its library, and everybody below reads it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { rows } from '../access/places.js';
import { signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { accept, alsoAdministers, codes, done, download, form, found, giveBack, handIn, officeId, pdf, recommend, teacherBelow, titles, upload, withdraw } from './resource-acts.js';

let server: TestServer;
let people: Pick<Cast, '顾文远' | '沈佩兰' | '陆景行' | '钱开明' | '方若兰' | '贺知行' | '林晓岚' | '周明礼'>;
/** Teachers of another school of the county, of another county of the city, of another city, and of Kunshan, which is directly below the province. */
let [near, besideCounty, far, ofKunshan]: Actor[] = [];

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '贺知行', '林晓岚', '周明礼');
  [near, besideCounty, far, ofKunshan] = [await teacherBelow(server, '320506'), await teacherBelow(server, '320508'), await teacherBelow(server, '320102'), await teacherBelow(server, '320583')];
});
afterAll(() => server.close());

const one = (actor: Actor | undefined): Actor => { if (!actor) throw new Error('nobody'); return actor; };

test('JS-13 方若兰 hands a teaching design in with its file; it climbs through Wuzhong and Suzhou to the province, and at each library those below find and download it, nobody else', async () => {
  const file = await upload(server, people.方若兰, '草船借箭.pdf', pdf('教学设计'));
  expect(file).toMatchObject({ status: 201, failure: null });
  const handed = done(await handIn(people.方若兰, { link: null, fileNumber: file.number, title: '《草船借箭》两课时设计' }));
  expect(handed).toMatchObject({ state: 'HELD', version: 1, file: { name: '草船借箭.pdf', bytes: pdf('教学设计').length }, library: { level: 'SCHOOL' }, waitingAt: null, viewerCanRecommend: true, viewerCanDecide: false, viewerCanWithdraw: true, steps: [{ act: 'HAND_IN', state: 'HELD', byName: '方若兰', at: '2023-09-10T08:00:00+08:00', reason: null }] });
  // The own school teaches with it; the school next door does not know of it.
  const reads = async (actor: Actor | undefined) => [(await found(one(actor), handed)) !== null, (await download(server, one(actor), handed)).status, (await titles(one(actor), ', search: "两课时"')).length];
  const [inLibrary, unknown] = [[true, 200, 1], [false, 404, 0]];
  expect(await reads(people.林晓岚)).toEqual(inLibrary);
  expect(await reads(near)).toEqual(unknown);

  const waiting = done(await recommend(people.方若兰, handed, { reason: '校内多次使用。' }));
  expect(waiting).toMatchObject({ state: 'RECOMMENDED', waitingAt: { level: 'COUNTY' }, library: { level: 'SCHOOL' }, viewerCanRecommend: false });
  // Recommended is not accepted.
  expect(await reads(near)).toEqual(unknown);
  expect(await titles(people.陆景行, ', isWaiting: true')).toContain(handed.title);
  expect(await titles(people.沈佩兰, ', isWaiting: true')).not.toContain(handed.title);
  const atCounty = done(await accept(people.陆景行, waiting, { reason: '设计完整，可直接使用。' }));
  expect(atCounty).toMatchObject({ state: 'HELD', library: { level: 'COUNTY' }, waitingAt: null, viewerCanRecommend: true });
  expect([await reads(near), await reads(besideCounty), await reads(far)]).toEqual([inLibrary, unknown, unknown]);

  // Accepted and recommended on in one act: two steps on record.
  const atCity = done(await accept(people.沈佩兰, done(await recommend(people.陆景行, atCounty)), { isRecommended: true }));
  expect(atCity).toMatchObject({ state: 'RECOMMENDED', library: { level: 'CITY' }, waitingAt: { level: 'PROVINCE' } });
  expect([await reads(besideCounty), await reads(far)]).toEqual([inLibrary, unknown]);
  const atProvince = done(await accept(people.顾文远, atCity));
  expect(atProvince).toMatchObject({ state: 'HELD', library: { level: 'PROVINCE' }, viewerCanRecommend: false });
  expect(atProvince.steps.map(({ act, byName }) => `${act} ${byName}`)).toEqual(['HAND_IN 方若兰', 'RECOMMEND 方若兰', 'ACCEPT 陆景行', 'RECOMMEND 陆景行', 'ACCEPT 沈佩兰', 'RECOMMEND 沈佩兰', 'ACCEPT 顾文远']);
  for (const actor of [far, ofKunshan, people.周明礼, people.钱开明]) expect(await reads(actor)).toEqual(inLibrary);
  const downloaded = await download(server, one(far), handed);
  expect(downloaded).toMatchObject({ text: pdf('教学设计').toString(), disposition: expect.stringContaining(encodeURIComponent('草船借箭.pdf')) });
  // Who teaches with it reads no reasons of the offices on its way; neither does an office that was not on it.
  expect((await found(one(far), handed))?.steps).toEqual([]);
  expect((await found(people.钱开明, handed))?.steps).toEqual([]);
  expect((await found(people.贺知行, handed))?.steps).toHaveLength(7);
});

test('JS-13 钱开明 of Kunshan, directly below the province, recommends to the province: the level between is skipped', async () => {
  const handed = done(await handIn(people.钱开明, { title: '昆曲进课堂案例', kind: 'CASE', isRecommended: true }));
  expect(handed).toMatchObject({ state: 'RECOMMENDED', library: { level: 'COUNTY' }, waitingAt: { level: 'PROVINCE' } });
  expect(codes(await accept(people.顾文远, handed))).toEqual([]);
  expect(await titles(one(far))).toContain('昆曲进课堂案例');
});

test('JS-11 沈佩兰 returns what is not ready, saying why; the county reads the reason, keeps it, and may recommend it again', async () => {
  const handed = done(await handIn(people.陆景行, { title: '吴中乡土课程资料', isRecommended: true }));
  expect(codes(await giveBack(people.沈佩兰, handed, { reason: ' ' }))).toEqual(['EMPTY']);
  const returned = done(await giveBack(people.沈佩兰, handed));
  expect(returned).toMatchObject({ state: 'HELD', library: { level: 'COUNTY' }, waitingAt: null });
  const read = await found(people.陆景行, handed);
  expect(read?.steps.at(-1)).toMatchObject({ act: 'RETURN', byName: '沈佩兰', reason: '请补充课堂实录。' });
  expect(done(await recommend(people.陆景行, returned, { reason: '已补充。' })).waitingAt?.level).toBe('CITY');
});

test('JS-10 顾文远 takes something out of the province\'s library: the city keeps it; 方若兰, who handed it in, withdraws it from all', async () => {
  const title = '口语交际微课';
  const atCounty = done(await accept(people.陆景行, done(await handIn(people.方若兰, { title, kind: 'MICRO_LESSON', isRecommended: true })), { isRecommended: true }));
  const atProvince = done(await accept(people.顾文远, done(await accept(people.沈佩兰, atCounty, { isRecommended: true }))));
  expect(await titles(one(far))).toContain(title);
  expect(codes(await withdraw(people.沈佩兰, atProvince))).toEqual(['NOT_ENTITLED']);
  const out = done(await withdraw(people.顾文远, atProvince, { reason: '与课程标准不一致。' }));
  expect(out).toMatchObject({ state: 'HELD', library: { level: 'CITY' }, steps: expect.arrayContaining([expect.objectContaining({ act: 'TAKE_OUT', byName: '顾文远', reason: '与课程标准不一致。' })]) });
  expect([await titles(one(far)), await titles(one(besideCounty))].map((list) => list.includes(title))).toEqual([false, true]);
  // Taken out of the city's and of the county's it is the school's again.
  const below = done(await withdraw(people.陆景行, done(await withdraw(people.沈佩兰, out))));
  expect(below.library?.level).toBe('SCHOOL');
  const again = done(await accept(people.陆景行, done(await recommend(people.方若兰, below))));
  expect(again.library?.level).toBe('COUNTY');
  const gone = done(await withdraw(people.方若兰, again, { reason: '作者更换了工作单位。' }));
  expect(gone).toMatchObject({ state: 'TAKEN_BACK', library: null, viewerCanRecommend: false, viewerCanWithdraw: false });
  expect([await found(one(near), gone), (await download(server, one(near), gone)).status]).toEqual([null, 404]);
  expect(await titles(people.方若兰)).not.toContain(title);
  expect(await titles(people.方若兰, ', isOwn: true')).toContain(title);
  expect(codes(await withdraw(people.方若兰, gone))).toEqual(['NOT_ALLOWED_IN_STATE']);
});

test('JS-13 nobody judges what he handed in, wrote or recommended: 陆景行 as an administrator of Suzhou, too, and a colleague does', async () => {
  const handed = done(await handIn(people.陆景行, { title: '区域教研案例', isRecommended: true }));
  const asCity = await alsoAdministers(server, 'lu.jingxing', '3205');
  expect((await accept(asCity, handed)).refusals).toMatchObject([{ code: 'NOT_ALLOWED', requirement: 'JS-13' }]);
  expect((await found(asCity, handed))?.viewerCanDecide).toBe(false);
  // Whoever wrote it is known by the training number, and may since have come to the county.
  const [author] = await rows<{ number: string }>(server.owner, "select training_number as number from person where user_name = 'fang.ruolan'");
  const own = done(await handIn(people.方若兰, { title: '本人所写', authorNumber: author?.number, isRecommended: true }));
  await server.owner.query("update resource set author_id = (select id from person where user_name = 'lu.jingxing') where id = $1", [keyOf('Resource', own.id)]);
  expect(codes(await giveBack(people.陆景行, own))).toEqual(['NOT_ALLOWED']);
  expect(codes(await accept(await alsoAdministers(server, 'qian.kaiming', '320506'), own))).toEqual([]);
});

test('JS-13 what is handed in has a file or a link, an author, and says whose material it is; files are what their names say, and the uploader\'s', async () => {
  expect((await handIn(people.方若兰, { link: null })).refusals).toMatchObject([{ code: 'EMPTY', field: 'link', requirement: 'JS-13' }]);
  expect((await handIn(people.方若兰, { link: 'http://video.example.cn/1' })).refusals).toMatchObject([{ code: 'MALFORMED', field: 'link' }]);
  expect((await handIn(people.方若兰, { rights: 'PERMITTED' })).refusals).toMatchObject([{ code: 'EMPTY', field: 'rightsNote' }]);
  expect((await handIn(people.方若兰, { authorNumber: 'NOBODY' })).refusals).toMatchObject([{ code: 'NOT_FOUND', field: 'authorNumber' }]);
  expect(await upload(server, people.方若兰, '程序.exe', Buffer.from('MZ'))).toMatchObject({ status: 422, failure: expect.stringContaining('pdf') });
  expect(await upload(server, people.方若兰, '不是.pdf', Buffer.from('<html>'))).toMatchObject({ status: 422 });
  expect((await upload(server, people.方若兰, '太大.pdf', Buffer.concat([pdf(''), Buffer.alloc(10 * 1_048_576)]))).status).toBe(413);
  expect((await upload(server, people.林晓岚, '学员.pdf', pdf('x'))).status).toBe(403);
  expect((await upload(server, server.nobody(), '无人.pdf', pdf('x'))).status).toBe(401);
  const { number } = await upload(server, people.陆景行, '县里的.pdf', pdf('县'));
  expect((await handIn(people.方若兰, { link: null, fileNumber: number })).refusals).toMatchObject([{ code: 'NOT_FOUND', field: 'fileNumber' }]);
  // Of somebody who changes their mind the last one is kept; attached once it is no longer to be had.
  const last = await upload(server, people.陆景行, '县里的新版.pdf', pdf('新'));
  expect((await handIn(people.陆景行, { link: null, fileNumber: number })).refusals).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(codes(await handIn(people.陆景行, { title: '县里的新版', link: null, fileNumber: last.number }))).toEqual([]);
  expect((await handIn(people.陆景行, { link: null, fileNumber: last.number })).refusals).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('JS-10 a resource is found by how its title is read from one of its syllables on, by those who may read it and by nobody else', async () => {
  const atSchool = done(await handIn(people.方若兰, { title: '《长江之歌》朗诵指导' }));
  for (const search of ['changjiang', 'cjzg', 'zhige', 'Lang Song', 'lszd']) expect([search, await titles(people.林晓岚, `, search: "${search}"`)]).toEqual([search, [atSchool.title]]);
  for (const search of ['hangjiang', 'zhangjiang', 'jzgc']) expect([search, await titles(people.林晓岚, `, search: "${search}"`)]).toEqual([search, []]);
  for (const actor of [near, far, ofKunshan]) expect(await titles(one(actor), ', search: "cjzg"')).toEqual([]);
  expect(await titles(people.陆景行, ', search: "cjzg"')).toEqual([atSchool.title]);
});

test('JS-10 the list is narrowed by library, kind, subject, stage and words; what an office\'s library holds has come from below it', async () => {
  const ofSchool = done(await handIn(people.方若兰, { title: '百分之百的数学_试题', kind: 'TEST', subject: 'MATHEMATICS', authors: '何知远、方若兰' }));
  const ofCounty = done(await accept(people.陆景行, done(await handIn(people.方若兰, { title: '县库里的试题', kind: 'TEST', subject: 'MATHEMATICS', isRecommended: true }))));
  const ofKunshanToo = done(await accept(people.顾文远, done(await handIn(people.钱开明, { title: '省库里的试题', kind: 'TEST', subject: 'MATHEMATICS', stage: 'JUNIOR', isRecommended: true }))));
  const all = ', kind: TEST, subject: MATHEMATICS';
  expect(await titles(people.林晓岚, all)).toEqual([ofKunshanToo.title, ofCounty.title, ofSchool.title]);
  expect(await titles(people.林晓岚, `${all}, stage: JUNIOR`)).toEqual([ofKunshanToo.title]);
  expect(await titles(people.林晓岚, `${all}, search: "知远"`)).toEqual([ofSchool.title]);
  expect(await titles(people.林晓岚, `${all}, search: "学_试"`)).toEqual([ofSchool.title]);
  expect(await titles(people.林晓岚, `${all}, search: "数_"`)).toEqual([]);
  const inLibraryOf = async (actor: Actor, code: string) => titles(actor, `${all}, libraryId: "${await officeId(server, code)}"`);
  expect(await inLibraryOf(people.林晓岚, '320506')).toEqual([ofCounty.title]);
  expect(await inLibraryOf(people.林晓岚, '32')).toEqual([ofKunshanToo.title]);
  expect(await inLibraryOf(people.林晓岚, '320583')).toEqual([ofKunshanToo.title]);
  expect(await inLibraryOf(one(ofKunshan), '320506')).toEqual([]);
});

test('JS-13 sent twice with the same key it is handed in once; every act is on the trail with its reason', async () => {
  const idempotencyKey = 'one resource';
  const first = done(await handIn(people.方若兰, { title: '只报送一次', idempotencyKey, isRecommended: true }));
  expect(done(await handIn(people.方若兰, { title: '只报送一次', idempotencyKey, isRecommended: true })).id).toBe(first.id);
  expect(codes(await handIn(people.方若兰, { title: '另一份', idempotencyKey, isRecommended: true }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  const decided = { idempotencyKey: 'one decision', reason: '请写明学情。' };
  done(await giveBack(people.陆景行, first, decided));
  done(await giveBack(people.陆景行, first, decided));
  const events = await rows<{ act: string; reason: string | null }>(server.owner, "select facts ->> 'act' as act, facts ->> 'reason' as reason from audit_event where subject = $1 order by id", [first.id]);
  expect(events).toEqual([{ act: 'handIn', reason: null }, { act: 'RECOMMEND', reason: null }, { act: 'RETURN', reason: '请写明学情。' }]);
  expect((await found(people.方若兰, first))?.steps.map(({ act }) => act)).toEqual(['HAND_IN', 'RECOMMEND', 'RETURN']);
});

test('JS-13 what is not the own is refused, what is out of sight does not exist: for a teacher, for another county, and for the office next to the way', async () => {
  const handed = done(await handIn(people.方若兰, { title: '吴中校内资料', isRecommended: true }));
  expect((await people.林晓岚.ask('mutation ($input: HandInResourceInput!) { handInResource(input: $input) { refusals { code } } }', { input: form })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  const decide = 'mutation ($input: DecideResourceInput!) { decideResource(input: $input) { refusals { code } } }';
  const input = { resourceId: handed.id, expectedVersion: handed.version, decision: 'ACCEPT', isRecommended: false };
  expect((await people.方若兰.ask(decide, { input })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await people.钱开明.ask(decide, { input })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect(codes(await accept(people.沈佩兰, handed))).toEqual(['NOT_ENTITLED']);
  // Read in the province's library and not on the own way: it is somebody else's to decide.
  const atProvince = done(await accept(people.顾文远, done(await handIn(people.沈佩兰, { title: '苏州市级资料', isRecommended: true }))));
  expect(codes(await withdraw(people.钱开明, atProvince))).toEqual(['NOT_ENTITLED']);
});
