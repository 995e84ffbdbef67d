// Where two administrators meet one organisation: rival moves, mergers, closings and arrivals.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { rows } from '../access/places.js';
import { Organisation, codesOf, type ChangeAnswer, type OfficeRow } from './office-acts.js';

let server: TestServer;
let organisation: Organisation;
let gu: Actor;
let shen: Actor;
beforeAll(async () => {
  server = await openTestServer();
  organisation = new Organisation(server);
  [gu, shen] = await Promise.all([server.as('顾文远'), server.as('沈佩兰')]);
});
afterAll(() => server.close());

/** Offices whose path, city or county is not what walking the parents gives; an office on a cycle is never reached and so is here too. */
const misplaced = `
  with recursive walk as (
    select id, '/' || id || '/' as path, case level when 'CITY' then id end as city_id, case level when 'COUNTY' then id end as county_id from office where parent_id is null
    union all select o.id, w.path || o.id || '/', case o.level when 'CITY' then o.id else w.city_id end, case o.level when 'COUNTY' then o.id else w.county_id end from office o join walk w on w.id = o.parent_id)
  select o.id::int as id, o.path, w.path as truth from office o left join walk w on w.id = o.id where (o.path, o.city_id, o.county_id) is distinct from (w.path, w.city_id, w.county_id)`;

const told = (answer: ChangeAnswer) => (answer.refusals.length === 0 ? 'ok' : codesOf(answer).join(' '));

describe('JS-09 rival moves', () => {
  test('JS-09 in 60 rounds a county and its schools are pulled about by two administrators at once: paths always follow the parents', async () => {
    const [suzhou, province, nanjing] = [await organisation.at('3205'), await organisation.at('32'), await organisation.at('3201')];
    const counties = (await rows<{ id: number }>(server.owner, "select id::int as id from office where level = 'COUNTY' and parent_id = $1 order by id limit 2", [suzhou.id])).map(({ id }) => id);
    const outcomes: string[] = [];
    for (let round = 0; round < 60; round += 1) {
      const [a, b] = [await organisation.byId(counties[0] ?? 0), await organisation.byId(counties[1] ?? 0)];
      // Schools go to and fro, so that neither county runs out of them.
      const [leaves, receives] = round % 2 === 0 ? [a, b] : [b, a];
      const school = await organisation.one("level = 'SCHOOL' and path like $1 || '%'", [leaves.path]);
      const homes = [province, nanjing, suzhou].filter((one) => one.id !== a.parentId);
      const answers = await Promise.all([
        organisation.move(gu, a, homes[round % homes.length] as OfficeRow),
        organisation.move(gu, a, homes[(round + 1) % homes.length] as OfficeRow),
        organisation.move(gu, school, receives),
        organisation.rename(gu, a, `轮次${round}`),
      ]);
      outcomes.push(...answers.map(told));
      expect(await rows(server.owner, misplaced)).toEqual([]);
      // Of those that saw one version of the county, one goes through.
      expect([answers[0], answers[1], answers[3]].filter((answer) => answer !== undefined && told(answer) === 'ok')).toHaveLength(1);
      expect((await organisation.byId(a.id)).version).toBe(a.version + 1);
    }
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'STALE expectedVersion']));
  }, 120_000);

  test('JS-09 in 40 rounds two schools are each merged into the other at once: one receives, the other has ended', async () => {
    for (let round = 0; round < 40; round += 1) {
      const [a, b] = [await organisation.emptySchool(gu, '320506', `甲${round}`), await organisation.emptySchool(gu, '320506', `乙${round}`)];
      const answers = await Promise.all([organisation.merge(gu, a, b), organisation.merge(shen, b, a)]);
      expect(answers.map(told).filter((one) => one === 'ok')).toHaveLength(1);
      const states = [(await organisation.byId(a.id)).state, (await organisation.byId(b.id)).state].sort();
      expect(states).toEqual(['MERGED', 'OPEN']);
    }
  }, 120_000);
});

describe('JS-09 arrivals while an office ends', () => {
  /** Someone is put to the school by direct SQL, as an import would, at the moment in which it is closed. */
  test('JS-09 in 40 rounds a person arrives while the school is closed: either the person is there and the school open, or the other way about', async () => {
    const outcomes = new Set<string>();
    const importer = new pg.Client({ ...server.connection, user: server.owner.user ?? '', password: server.owner.password ?? '' });
    await importer.connect();
    try {
      for (let round = 0; round < 40; round += 1) {
        const school = await organisation.emptySchool(gu, '320506', `丙${round}`);
        const arrive = async () => {
          await importer.query('begin');
          try {
            await importer.query("insert into person (name, training_number, office_id) values ('来者', $1, $2)", [`arrival ${round}`, school.id]);
            await importer.query('select pg_sleep($1)', [(round % 4) / 200]);
            await importer.query('commit');
            return 'arrived';
          } catch (error) {
            await importer.query('rollback');
            return (error as { constraint?: string }).constraint ?? String(error);
          }
        };
        const order = round % 2 === 0 ? [arrive(), organisation.close(gu, school)] as const : [arrive(), new Promise((resolve) => setTimeout(resolve, round % 5)).then(() => organisation.close(gu, school))] as const;
        const [arrival, closing] = await Promise.all(order);
        const { state } = await organisation.byId(school.id);
        const people = (await rows(server.owner, 'select 1 from person where office_id = $1', [school.id])).length;
        expect(`${state} ${people}`).toBe(people === 1 ? 'OPEN 1' : 'CLOSED 0');
        expect([arrival, told(closing)]).toEqual(people === 1 ? ['arrived', 'IN_USE officeId'] : ['takes_open_offices_only', 'ok']);
        outcomes.add(state);
      }
    } finally { await importer.end(); }
    expect(outcomes.size).toBeGreaterThan(0);
  }, 120_000);

  test('JS-09 in 20 rounds a leader is appointed by two at once: there is one', async () => {
    const office = await organisation.at('320506');
    await server.owner.query('delete from steering_member where office_id = $1', [office.id]);
    for (let round = 0; round < 20; round += 1) {
      const appoint = async (by: Actor, name: string) => (await by.sees('mutation ($input: AppointSteeringMemberInput!) { appointSteeringMember(input: $input) { member { id } refusals { code field } } }', { input: { officeId: office.globalId, post: 'LEADER', name, unit: '某局', validFrom: `20${30 + round}-01-01`, validUntil: `20${30 + round}-12-31` } })).appointSteeringMember as ChangeAnswer;
      const answers = await Promise.all([appoint(gu, `甲${round}`), appoint(shen, `乙${round}`)]);
      expect(answers.map(told).sort()).toEqual(['ALREADY_EXISTS post', 'ok']);
    }
  });
});
