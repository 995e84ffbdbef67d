// Two people meet one teacher's record: of each pair one wins, the other is told, and nothing is half done.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { idOf, rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
let lu: Actor, shen: Actor;
beforeAll(async () => {
  server = await openTestServer();
  [lu, shen] = await Promise.all([server.as('陆景行'), server.as('沈佩兰')]);
});
afterAll(() => server.close());

const wuzhong = "o.path like (select path from office where code = '320506') || '%'";
const someone = async (place: number) => (await rows<{ id: number; version: number; office: number }>(server.owner, `select p.id::int as id, p.version, p.office_id::int as office from person p join office o on o.id = p.office_id where ${wuzhong} and p.user_name is null order by p.id offset $1 limit 1`, [place]))[0] as { id: number; version: number; office: number };
const codeOf = async (actor: Actor, mutation: string, input: object) => {
  const answer = await actor.ask(`mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { refusals { code } } }`, { input });
  return answer.errors[0]?.extensions['code'] ?? answer.data[mutation].refusals[0]?.code ?? 'done';
};

test('JS-14 陆景行 and 沈佩兰 edit the same teacher at once: one writes, the other is told STALE; the history has one line', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, version } = await someone(round);
    const input = (title: string) => ({ personId: idOf({ type: 'Person', key: id }), expectedVersion: version, title });
    const outcomes = await Promise.all([codeOf(lu, 'updateTeacherData', input(`甲${round}`)), codeOf(shen, 'updateTeacherData', input(`乙${round}`))]);
    expect(outcomes.sort()).toEqual(['STALE', 'done']);
    expect(await rows(server.owner, 'select version from person where id = $1', [id])).toEqual([{ version: version + 1 }]);
    expect(await rows(server.owner, 'select 1 from teacher_change where person_id = $1', [id])).toHaveLength(1);
  }
});

test('JS-14 two moves of the same teacher to different schools: the teacher stands at one school, with one open learner\'s role', async () => {
  const schools = (await rows<{ id: number }>(server.owner, `select o.id::int as id from office o where o.level = 'SCHOOL' and ${wuzhong} order by o.id desc limit 2`)).map(({ id }) => idOf({ type: 'Office', key: id }));
  for (let round = 20; round < 25; round += 1) {
    const { id, version, office } = await someone(round);
    await server.owner.query("insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'LEARNER', $2, '2023-07-01')", [id, office]);
    const input = (toOfficeId: string | undefined) => ({ personId: idOf({ type: 'Person', key: id }), toOfficeId, effectiveOn: '2023-09-01', reason: '交流轮岗', expectedVersion: version });
    const outcomes = await Promise.all([codeOf(lu, 'transferTeacher', input(schools[0])), codeOf(shen, 'transferTeacher', input(schools[1]))]);
    expect(outcomes.sort()).toEqual(['STALE', 'done']);
    const [state] = await rows<{ open: number; right: boolean }>(server.owner, "select count(*)::int as open, bool_and(r.office_id = p.office_id) as right from role_assignment r join person p on p.id = r.person_id where r.person_id = $1 and r.role = 'LEARNER' and r.valid_until is null", [id]);
    expect(state).toEqual({ open: 1, right: true });
  }
});

test('JS-13 two people merge the same pair either way: one merge happens, and neither blocks the other', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id, version } = await someone(40 + round);
    const [copy] = await rows<{ id: number }>(server.owner, "insert into person (name, training_number, name_pinyin, name_initials, office_id) select name, 'RC' || $2, name_pinyin, name_initials, office_id from person where id = $1 returning id::int as id", [id, round]);
    const a = { keptId: idOf({ type: 'Person', key: id }), keptVersion: version, mergedId: idOf({ type: 'Person', key: copy?.id ?? 0 }), mergedVersion: 1, reason: '同一人重复建档' };
    const b = { ...a, keptId: a.mergedId, keptVersion: 1, mergedId: a.keptId, mergedVersion: version };
    const outcomes = await Promise.all([codeOf(lu, 'mergePeople', a), codeOf(shen, 'mergePeople', b)]);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => ['NOT_ALLOWED_IN_STATE', 'STALE'].includes(outcome))).toHaveLength(1);
    expect(await rows(server.owner, 'select 1 from person where id = any ($1) and merged_into_id is not null', [[id, copy?.id]])).toHaveLength(1);
  }
});
