// People: finding them, their data over time, corrections, moves, merges, and the look at a whole number.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idCardNumber } from '../../server/demo/names.js';
import { idOf, rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
let fang: Actor, lu: Actor, lin: Actor, shen: Actor, gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  [fang, lu, lin, shen, gu] = await Promise.all([server.as('方若兰'), server.as('陆景行'), server.as('林晓岚'), server.as('沈佩兰'), server.as('顾文远')]);
});
afterAll(() => server.close());

interface Known { id: number; version: number; office: number; number: string }
const known = async (login: string) => (await rows<Known>(server.owner, 'select id::int as id, version, office_id::int as office, training_number as number from person where user_name = $1', [login]))[0] as Known;
const person = (id: number) => idOf({ type: 'Person', key: id });
async function change(actor: Actor, mutation: string, input: object, wanted = 'person { id version confirmedAt title }'): Promise<{ refusals: { code: string; field: string | null; message: string; facts: { name: string; value: string }[] }[]; person: { version: number; confirmedAt: string | null; title: string } }> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return (await actor.sees(`mutation ($input: ${type}!) { ${mutation}(input: $input) { refusals { code field message facts { name value } } ${wanted} } }`, { input }))[mutation];
}
const audited = async () => (await rows<{ count: number }>(server.owner, 'select count(*)::int as count from audit_event'))[0]?.count ?? 0;
const data = 'id name subject stage title joinedYear posts specialGrades confirmedAt version idCardMasked mobileMasked';

describe('JS-14 finding people', () => {
  test('陆景行 finds 林晓岚 by her name\'s beginning, its pinyin, its initials, her training number and her whole ID-card number', async () => {
    const [{ teacher }] = await rows<{ teacher: number }>(server.owner, "select id::int - 1 as teacher from person where user_name = 'lin.xiaolan'") as [{ teacher: number }];
    const { number } = await known('lin.xiaolan');
    const find = async (search: string) => (await lu.sees('query ($search: String) { people(first: 100, search: $search) { totalCount nodes { name } } }', { search })).people.nodes.map(({ name }: { name: string }) => name);
    for (const search of ['林晓岚', '林晓', 'linxiaolan', 'Lin Xiaol', 'lxl', number, idCardNumber(teacher), ` ${idCardNumber(teacher).slice(0, 6)} ${idCardNumber(teacher).slice(6)}`]) expect(await find(search)).toContain('林晓岚');
    for (const search of ['晓岚', '%', '_', '林%', idCardNumber(teacher).slice(0, 17), number.slice(0, 9)]) expect(await find(search)).not.toContain('林晓岚');
  });

  test('surnames with special readings are found as people say them', async () => {
    await server.owner.query("update person set name = '单解曾', name_pinyin = null, name_initials = null where id = (select min(id) from person where office_id = $1 and user_name is null)", [(await known('fang.ruolan')).office]);
    const { DerivedData } = await import('../../server/people/index.js');
    const { vaultOf } = await import('../../server/installation.js');
    const { testFieldKey } = await import('../support/test-profile.js');
    await new DerivedData(server.app.database, vaultOf(testFieldKey), (error) => { throw error; }).start();
    expect((await fang.sees('{ people(first: 10, search: "shanjie") { nodes { name } } }')).people.nodes).toEqual([{ name: '单解曾' }]);
    expect((await fang.sees('{ people(first: 10, search: "danjie") { nodes { name } } }')).people.nodes).toEqual([]);
  });

  test('方若兰 finds nobody of another school, not even by a whole ID-card number', async () => {
    const elsewhere = (await rows<{ id: number; name: string }>(server.owner, 'select id::int as id, name from person where office_id <> $1 and id < 9000 limit 1', [(await known('fang.ruolan')).office]))[0];
    expect((await fang.sees('query ($search: String) { people(first: 10, search: $search) { totalCount nodes { id } } }', { search: idCardNumber((elsewhere?.id ?? 1) - 1) })).people).toEqual({ totalCount: 0, nodes: [] });
  });

  test('filters by office, subject, stage and confirmation count what plain SQL counts', async () => {
    const [truth] = await rows<{ count: number }>(server.owner, "select count(*)::int as count from person p join office o on o.id = p.office_id where o.path like (select path from office where code = '320506') || '%' and p.subject = 'CHINESE' and p.stage = 'PRIMARY' and p.confirmed_at is null");
    const [wuzhong] = await rows<{ id: number }>(server.owner, "select id::int as id from office where code = '320506'");
    const seen = await shen.sees('query ($office: ID) { people(first: 100, officeId: $office, subject: CHINESE, stage: PRIMARY, isConfirmed: false) { totalCount nodes { subject stage confirmedAt } } }', { office: idOf({ type: 'Office', key: wuzhong?.id ?? 0 }) });
    expect(truth?.count).toBeGreaterThan(1);
    expect(seen.people.totalCount).toBe(truth?.count);
    for (const node of seen.people.nodes) expect(node).toEqual({ subject: 'CHINESE', stage: 'PRIMARY', confirmedAt: null });
  });
});

describe('SD-05 the own data', () => {
  test('林晓岚 has not confirmed; she proposes a correction, 方若兰 accepts it, and then she confirms', async () => {
    const own = (await lin.sees(`{ viewer { person { ${data} } } }`)).viewer.person;
    expect(own).toMatchObject({ name: '林晓岚', confirmedAt: null, idCardMasked: expect.stringMatching(/^\d{6}\*{11}[\dX]$/) });
    const before = await audited();
    expect((await change(lin, 'proposeCorrection', { changes: [{ field: 'TITLE', value: '高级教师' }, { field: 'POSTS', value: 'CLASS_TEACHER,SUBJECT_GROUP_HEAD' }, { field: 'NAME', value: '林晓岚' }], note: '去年评上', idempotencyKey: 'lin 1' })).refusals).toEqual([]);
    expect((await change(lin, 'proposeCorrection', { changes: [{ field: 'TITLE', value: '高级教师' }, { field: 'POSTS', value: 'CLASS_TEACHER,SUBJECT_GROUP_HEAD' }, { field: 'NAME', value: '林晓岚' }], note: '去年评上', idempotencyKey: 'lin 1' })).refusals).toEqual([]);
    expect(await audited()).toBe(before + 1);
    const open = (await fang.sees('{ dataCorrections(first: 10, state: PROPOSED) { nodes { id field fromValue toValue note person { name } } } }')).dataCorrections.nodes;
    expect(open.map(({ field, toValue, person: { name } }: { field: string; toValue: string; person: { name: string } }) => [field, toValue, name])).toEqual(expect.arrayContaining([['TITLE', '高级教师', '林晓岚'], ['POSTS', '班主任、教研组长', '林晓岚']]));
    expect(open).toHaveLength(own.title === '高级教师' ? 1 : 2);
    for (const { id, field } of open) {
      const isAccepted = field === 'POSTS';
      if (!isAccepted) expect((await change(fang, 'decideCorrection', { correctionId: id, isAccepted, reason: '否' }, 'correction { state }')).refusals[0]).toMatchObject({ code: 'INCOMPLETE', field: 'reason' });
      expect((await change(fang, 'decideCorrection', { correctionId: id, isAccepted, reason: isAccepted ? null : '证书未到，请补交' }, 'correction { state }')).refusals).toEqual([]);
      expect((await change(fang, 'decideCorrection', { correctionId: id, isAccepted: true }, 'correction { state }')).refusals[0]?.code).toBe('NOT_ALLOWED_IN_STATE');
    }
    const now = (await lin.sees('{ viewer { person { posts version confirmedAt history { field fromValue toValue byName source } } } dataCorrections(first: 10) { nodes { field state decidedByName decisionReason } } }'));
    expect(now.viewer.person).toMatchObject({ posts: ['CLASS_TEACHER', 'SUBJECT_GROUP_HEAD'], confirmedAt: null, version: own.version + 1 });
    expect(now.viewer.person.history[0]).toMatchObject({ field: 'POSTS', toValue: '班主任、教研组长', byName: '方若兰', source: 'CORRECTION' });
    expect(now.dataCorrections.nodes).toEqual(expect.arrayContaining([{ field: 'TITLE', state: 'REFUSED', decidedByName: '方若兰', decisionReason: '证书未到，请补交' }]));
    expect((await change(lin, 'confirmOwnData', { expectedVersion: own.version })).refusals[0]).toMatchObject({ code: 'STALE', facts: expect.arrayContaining([{ name: 'current', value: String(own.version + 1) }]) });
    const confirmed = await change(lin, 'confirmOwnData', { expectedVersion: own.version + 1 });
    expect(confirmed.person.confirmedAt).toMatch(/^2023-09-10T08:00:00/);
  });

  test('a change by the administrator ends the confirmation, so that the teacher looks again', async () => {
    const { id, version } = await known('lin.xiaolan');
    const changed = await change(fang, 'updateTeacherData', { personId: person(id), expectedVersion: version, mobile: '12099990000', joinedYear: 2012 });
    expect(changed.person).toMatchObject({ version: version + 1, confirmedAt: null });
    const history = (await fang.sees('query ($id: ID!) { person(id: $id) { mobileMasked history { field fromValue toValue effectiveOn } } }', { id: person(id) })).person;
    expect(history.mobileMasked).toBe('120****0000');
    expect(history.history.slice(0, 2)).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'MOBILE', toValue: '120****0000', effectiveOn: '2023-09-10' }), expect.objectContaining({ field: 'JOINED_YEAR', toValue: '2012' })]));
  });

  test('who is no teacher has nothing to confirm', async () => {
    expect((await change(gu, 'confirmOwnData', { expectedVersion: 1 })).refusals[0]?.code).toBe('NOT_ALLOWED_IN_STATE');
  });
});

describe('JS-14 changing a teacher\'s data', () => {
  test('refusals stand beside the field, and nothing is written', async () => {
    const { id, version } = await known('lin.xiaolan');
    const before = await audited();
    const base = { personId: person(id), expectedVersion: version };
    for (const [input, code, field] of [
      [{ ...base, name: '=1+1' }, 'MALFORMED', 'name'], [{ ...base, idCard: '110105194912310021' }, 'MALFORMED', 'idCard'], [{ ...base, idCard: idCardNumber(5) }, 'TAKEN', 'idCard'], [{ ...base, joinedYear: 2024 }, 'OUT_OF_RANGE', 'joinedYear'],
      [{ ...base, expectedVersion: version - 1, title: '三级教师' }, 'STALE', 'expectedVersion'], [{ ...base, title: '三级教师', effectiveOn: '2023-09-11' }, 'OUT_OF_RANGE', 'effectiveOn'], [{ ...base }, 'NOTHING_TO_CHANGE', null],
    ] as const) expect((await change(fang, 'updateTeacherData', input)).refusals[0]).toMatchObject({ code, field });
    expect((await known('lin.xiaolan')).version).toBe(version);
    expect(await audited()).toBe(before);
  });

  test('the same key sent twice writes once; with other content it is refused', async () => {
    const { id, version } = await known('lin.xiaolan');
    const input = { personId: person(id), expectedVersion: version, title: '正高级教师', idempotencyKey: 'title once' };
    expect((await change(fang, 'updateTeacherData', input)).person.version).toBe(version + 1);
    expect(await change(fang, 'updateTeacherData', input)).toMatchObject({ refusals: [], person: { version: version + 1 } });
    expect((await change(fang, 'updateTeacherData', { ...input, title: '二级教师' })).refusals[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('JS-14 moving to another school', () => {
  test('陆景行 moves a teacher of 方若兰\'s school: the enrolment stays with the old school, 方若兰 no longer finds her and still reads the enrolment', async () => {
    const { id, version, office } = (await rows<Known>(server.owner, "select p.id::int as id, p.version, p.office_id::int as office from person p join enrolment e on e.person_id = p.id where p.user_name is null and p.office_id = $1 order by p.id limit 1", [(await known('fang.ruolan')).office]))[0] as Known;
    const [target] = await rows<{ id: number; name: string }>(server.owner, "select id::int as id, name from office where level = 'SCHOOL' and id <> $1 and path like (select path from office where code = '320506') || '%' limit 1", [office]);
    const input = { personId: person(id), toOfficeId: idOf({ type: 'Office', key: target?.id ?? 0 }), effectiveOn: '2023-09-01', reason: '交流轮岗', expectedVersion: version };
    expect((await fang.ask('mutation ($input: TransferTeacherInput!) { transferTeacher(input: $input) { refusals { code } } }', { input })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await change(lu, 'transferTeacher', { ...input, reason: '调' })).refusals[0]?.field).toBe('reason');
    const before = await audited();
    expect((await change(lu, 'transferTeacher', input)).refusals).toEqual([]);
    expect(await audited()).toBe(before + 1);
    const seen = (await lu.sees('query ($id: ID!) { person(id: $id) { school { name } confirmedAt roles { role office { name } validFrom validUntil } history { field toValue reason effectiveOn source } } }', { id: person(id) })).person;
    expect(seen.school.name).toBe(target?.name);
    expect(seen.history[0]).toEqual({ field: 'SCHOOL', toValue: target?.name, reason: '交流轮岗', effectiveOn: '2023-09-01', source: 'TRANSFER' });
    expect(seen.roles).toEqual(expect.arrayContaining([expect.objectContaining({ role: 'LEARNER', validUntil: '2023-08-31' }), expect.objectContaining({ role: 'LEARNER', office: { name: target?.name }, validFrom: '2023-09-01', validUntil: null })]));
    expect((await fang.ask('query ($id: ID!) { person(id: $id) { id } }', { id: person(id) })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    const enrolments = (await fang.sees('{ enrolments(first: 100) { nodes { learner { id } school { id } } } }')).enrolments.nodes;
    expect(enrolments.find((one: { learner: { id: string } }) => one.learner.id === person(id))?.school.id).toBe(idOf({ type: 'Office', key: office }));
  });

  test('沈佩兰 cannot move a teacher out of Suzhou: a school beyond the own subtree does not exist', async () => {
    const { id, version } = (await rows<Known>(server.owner, "select p.id::int as id, p.version from person p where p.user_name is null and p.office_id = $1 order by p.id desc limit 1", [(await known('fang.ruolan')).office]))[0] as Known;
    const [nanjing] = await rows<{ id: number }>(server.owner, "select id::int as id from office where level = 'SCHOOL' and path like (select path from office where code = '3201') || '%' limit 1");
    const answer = await shen.ask('mutation ($input: TransferTeacherInput!) { transferTeacher(input: $input) { refusals { code } } }', { input: { personId: person(id), toOfficeId: idOf({ type: 'Office', key: nanjing?.id ?? 0 }), effectiveOn: '2023-09-01', reason: '跨市调动', expectedVersion: version } });
    expect(answer.errors[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});

describe('JS-13 two records of one person', () => {
  test('are shown to 陆景行, who merges them: roles move, enrolments stay, and the second record is found no more and signs in no more', async () => {
    const [kept] = await rows<Known & { name: string }>(server.owner, "select p.id::int as id, p.version, p.office_id::int as office, p.training_number as number, p.name from person p join office o on o.id = p.office_id join enrolment e on e.person_id = p.id where o.path like (select path from office where code = '320506') || '%' and p.user_name is null order by p.id limit 1") as [Known & { name: string }];
    const [copy] = await rows<{ id: number }>(server.owner, "insert into person (name, training_number, user_name, name_pinyin, name_initials, office_id, mobile_hash) select name, 'X9', 'second.record', name_pinyin, name_initials, office_id, mobile_hash from person where id = $1 returning id::int as id", [kept.id]);
    const [enrolment] = await rows<{ id: number }>(server.owner, 'select id::int as id from enrolment where person_id = $1', [kept.id]);
    await server.owner.query('update enrolment set person_id = $2 where id = $1', [enrolment?.id, copy?.id]);
    await server.owner.query("insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'ADMIN', $2, '2023-01-01')", [copy?.id, kept.office]);
    await server.owner.query("insert into role_assignment (person_id, role, office_id, valid_from) select $1, 'LEARNER', id, '2023-01-01' from office where level = 'SCHOOL' and id <> $2 limit 1", [copy?.id, kept.office]);
    await server.owner.query("insert into credential (person_id, password_hash, changed_at) select $1, password_hash, now() from credential limit 1", [copy?.id]);
    const second = await server.nobody().ask('mutation { signIn(input: { login: "second.record", password: "Yanxiu-2023" }) { viewer { name } refusals { code } } }');
    expect(second.data['signIn'].viewer.name).toBe(kept.name);
    const suspected = (await lu.sees('{ people(first: 100, isLikelyDuplicate: true) { nodes { id likelyDuplicates { id } } } }')).people.nodes;
    expect(suspected).toEqual(expect.arrayContaining([{ id: person(kept.id), likelyDuplicates: [{ id: person(copy?.id ?? 0) }] }]));
    const input = { keptId: person(kept.id), keptVersion: kept.version, mergedId: person(copy?.id ?? 0), mergedVersion: 1, reason: '同一人重复建档' };
    expect((await change(lu, 'mergePeople', { ...input, mergedId: input.keptId, mergedVersion: kept.version })).refusals[0]?.code).toBe('OUT_OF_RANGE');
    expect((await change(lu, 'mergePeople', input)).refusals).toEqual([]);
    expect((await change(lu, 'mergePeople', { ...input, keptVersion: kept.version + 1, mergedVersion: 2 })).refusals[0]?.code).toBe('NOT_ALLOWED_IN_STATE');
    expect((await lu.sees('query ($search: String) { people(first: 10, search: $search) { nodes { id } } }', { search: 'X9' })).people.nodes).toEqual([]);
    expect((await lu.sees('query ($id: ID!) { person(id: $id) { mergedInto { id } } }', { id: person(copy?.id ?? 0) })).person.mergedInto.id).toBe(person(kept.id));
    expect((await lu.sees('query ($id: ID!) { person(id: $id) { roles { role } } }', { id: person(kept.id) })).person.roles.map(({ role }: { role: string }) => role).sort()).toEqual(['ADMIN', 'LEARNER']);
    expect((await lu.sees('query ($id: ID!) { enrolment(id: $id) { learner { id } } }', { id: idOf({ type: 'Enrolment', key: enrolment?.id ?? 0 }) })).enrolment.learner.id).toBe(person(copy?.id ?? 0));
    expect((await server.nobody().ask('mutation { signIn(input: { login: "second.record", password: "Yanxiu-2023" }) { viewer { name } refusals { code } } }')).data['signIn'].refusals[0].code).toBe('WRONG_CREDENTIALS');
  });

  test('with different ID-card numbers are two people and are not merged', async () => {
    const [a, b] = await rows<Known>(server.owner, "select p.id::int as id, p.version from person p join office o on o.id = p.office_id where o.path like (select path from office where code = '320506') || '%' and p.id_card_hash is not null and p.user_name is null order by p.id desc limit 2") as [Known, Known];
    expect((await change(lu, 'mergePeople', { keptId: person(a.id), keptVersion: a.version, mergedId: person(b.id), mergedVersion: b.version, reason: '看上去一样' })).refusals[0]?.code).toBe('NOT_ALLOWED_IN_STATE');
  });
});

describe('T2 looking at a whole number', () => {
  const reveal = (actor: Actor, input: object) => actor.ask('mutation ($input: RevealPersonalDataInput!) { revealPersonalData(input: $input) { value leftToday refusals { code field } } }', { input });

  test('方若兰 gives a reason, reads the number once, and the trail tells who looked at whom and why, without the number', async () => {
    const [own] = await rows<{ id: number }>(server.owner, 'select id::int as id from person where office_id = $1 and user_name is null order by id limit 1', [(await known('fang.ruolan')).office]);
    const input = { personId: person(own?.id ?? 0), field: 'ID_CARD', reason: '办理社保核对证件' };
    expect((await reveal(fang, { ...input, reason: '看看' })).data['revealPersonalData']).toMatchObject({ value: null, refusals: [{ code: 'INCOMPLETE', field: 'reason' }] });
    const answer = await reveal(fang, input);
    expect(answer.data['revealPersonalData']).toEqual({ value: idCardNumber((own?.id ?? 1) - 1), leftToday: 29, refusals: [] });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [line] = await rows<{ facts: object; subject: string }>(server.owner, "select facts, subject from audit_event where action = 'people.reveal' order by id desc limit 1");
    expect(line).toEqual({ subject: input.personId, facts: { field: 'ID_CARD', reason: '办理社保核对证件' } });
  });

  test('the thirty-first look of a day is refused, also when fifty come at once, and the next day is open', async () => {
    const [own] = await rows<{ id: number }>(server.owner, "select p.id::int as id from person p join office o on o.id = p.office_id where o.path like (select path from office where code = '320583') || '%' order by p.id limit 1");
    const qian = await server.as('钱开明');
    const input = { personId: person(own?.id ?? 0), field: 'MOBILE', reason: '紧急联系本人' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => reveal(qian, input)));
    const told = answers.map((answer) => answer.data['revealPersonalData']);
    expect(told.filter(({ value }) => value !== null)).toHaveLength(30);
    expect(new Set(told.filter(({ value }) => value === null).map(({ refusals }) => refusals[0].code))).toEqual(new Set(['LIMIT_REACHED']));
    expect((await rows<{ count: number }>(server.owner, "select count(*)::int as count from audit_event where action = 'people.reveal' and actor = (select 'person:' || id from person where user_name = 'qian.kaiming')"))[0]?.count).toBe(30);
    server.clock.advanceSystem(24 * 3_600_000);
    const again = await server.as('钱开明');
    expect((await reveal(again, input)).data['revealPersonalData'].leftToday).toBe(29);
    server.clock.advanceSystem(-24 * 3_600_000);
  });

  test('a platform needs the scope PII_READ, and tutors may not at all', async () => {
    const [suzhou] = await rows<{ id: number }>(server.owner, "select p.id::int as id from person p join office o on o.id = p.office_id where o.path like (select path from office where code = '3205') || '%' order by p.id limit 1");
    const input = { personId: person(suzhou?.id ?? 0), field: 'MOBILE', reason: '对接核验身份' };
    expect((await reveal(await server.asPlatform(), input)).errors[0]?.message).toContain('PII_READ');
    expect((await reveal(await server.as('周明礼'), input)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    await server.owner.query("update api_client set scopes = array_append(scopes, 'PII_READ') where id = 1");
    expect((await reveal(await server.asPlatform(), input)).data['revealPersonalData'].value).toMatch(/^120\d{8}$/);
  });
});
