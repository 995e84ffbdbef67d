// The permission walk: every type of the schema × every caller × every place, in sight and out of sight, by documents made from the schema.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObjectType, type GraphQLObjectType } from 'graphql';
import { idPrefixes } from '../../server/kernel/ids.js';
import { chanceFrom } from '../prove/chance.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { fieldsOf, inputCoordinates, pathsFrom, selectAll, type IsGranted } from './documents.js';
import { callersOf, idOf, neverKey, rows, setScene, visible, type Caller, type Thing } from './places.js';
import { ReadWalk, filters, grantedTo, objectType, outcome, roots, schema, table } from './read-walk.js';
import { onRequestStatement } from '../support/request-statements.js';
import { runSeed } from '../support/run-seed.js';

/** Which callers walk in this run, and which of their many questions are asked; all of them are in `npm run prove -- access`. */
const below = chanceFrom(runSeed());
const everything: IsGranted = () => true;

let server: TestServer;
let callers: Caller[];
let things: Thing[];
let walk: ReadWalk;

beforeAll(async () => {
  server = await openTestServer();
  things = await setScene(server);
  callers = await callersOf(server);
  walk = await ReadWalk.over(server, callers, things);
});
afterAll(() => server.close());

const people = ['nobody', '苏州教师发展平台（演示）', '周明礼', '许静姝', '韩立诚', '林晓岚', '顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '宋怀瑾', '裴致远', '贺知行'];
const callerNamed = (name: string): Caller => {
  const caller = callers.find((one) => one.name === name);
  if (!caller) throw new Error(`nobody is called ${name}`);
  return caller;
};
const sees = (caller: Caller, thing: Thing) => walk.sees(caller, thing);

test('T1 below `viewer` everybody reads the own identity and nobody else\'s, whatever else they are granted', async () => {
  for (const caller of callers) {
    const person = objectType('Person');
    const seen = await caller.actor.sees(`{ viewer { name person { ${selectAll(person, everything, 1)} } activeRole { id } office { code } } }`);
    if (caller.sees.kind === 'NOTHING') expect(seen.viewer).toBeNull();
    else {
      expect(seen.viewer.name).toBe(caller.name);
      expect(seen.viewer.person?.id ?? null).toBe(caller.sees.personId === null ? null : idOf({ type: 'Person', key: caller.sees.personId }));
      expect(seen.viewer.activeRole?.id ?? null).toBe(caller.sees.roleId === null ? null : idOf({ type: 'RoleAssignment', key: caller.sees.roleId }));
    }
  }
});

test('T1 what is out of sight and what never existed are looked for by the same statements', async () => {
  const texts: string[] = [];
  onRequestStatement(server.app.database, (text) => { texts.push(text); });
  try {
    for (const name of ['周明礼', '陆景行', '林晓岚']) {
      const caller = callerNamed(name);
      for (const thing of things.filter((one) => !sees(caller, one) && grantedTo(caller)(`${one.type}.id`) && one.type !== 'RoleAssignment')) {
        const statementsOf = async (id: string) => {
          texts.length = 0;
          expect(outcome(await caller.actor.ask(`query ($id: ID!) { node(id: $id) { ... on ${thing.type} { id } } }`, { id }))).toBe('NOT_FOUND');
          return [...texts];
        };
        const foreign = await statementsOf(idOf(thing));
        expect(foreign).toHaveLength(1);
        expect(foreign).toEqual(await statementsOf(idOf({ type: thing.type, key: neverKey })));
      }
    }
  } finally { server.app.database.onStatement = null; }
});

describe('nothing is forgotten', () => {
  test('every field of every type has a rule, and every rule a field', () => {
    const fields = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__')).flatMap((type) => fieldsOf(type as GraphQLObjectType).map((field) => `${type.name}.${field.name}`));
    expect(fields.filter((coordinate) => !table.coordinates.includes(coordinate))).toEqual([]);
    expect(table.coordinates.filter((coordinate) => coordinate !== 'Node.id' && !fields.includes(coordinate))).toEqual([]);
    for (const coordinate of fields) table.actionOf(coordinate);
  });

  test('every root field and every argument of a query has a fixture here', () => {
    expect(Object.keys(roots).sort()).toEqual(fieldsOf(objectType('Query')).map((field) => field.name).sort());
    const told = inputCoordinates(schema).filter((coordinate) => coordinate.startsWith('Query.')).map((coordinate) => coordinate.slice('Query.'.length));
    expect(Object.keys(filters).sort()).toEqual(told.sort());
    // No other query field takes arguments: the walk would not know how to call it.
    expect(inputCoordinates(schema).filter((coordinate) => coordinate.includes('(') && !/^(Query|Mutation)\./.test(coordinate))).toEqual([]);
  });

  test('every type with a global id has a row in sight and a row out of sight of somebody', () => {
    expect([...new Set(things.map((thing) => thing.type))].sort()).toEqual(Object.keys(idPrefixes).sort());
    const open = ['Programme', 'Period', 'Course', 'Assignment', 'Rubric'];
    for (const type of Object.keys(idPrefixes)) {
      const answers = callers.flatMap((caller) => things.filter((thing) => thing.type === type).map((thing) => sees(caller, thing)));
      expect(`${type} ${answers.includes(true)}`).toBe(`${type} true`);
      if (!open.includes(type)) expect(callers.filter((caller) => caller.name !== 'nobody').flatMap((caller) => things.filter((thing) => thing.type === type).map((thing) => sees(caller, thing)))).toContain(false);
    }
    expect(callers.map((caller) => caller.name)).toEqual(people);
  });
});

/** Every second one walks in a run, and all of them in the proof. */
const parity = below(2);
describe.each(people.filter((_, place) => place % 2 === parity))('T1 %s', (name) => {
  test('reads every granted field of every type along the shortest path, and no other field singly, of which a sixth is tried', async () => {
    expect(await walk.everyField(callerNamed(name), () => below(6) === 0)).toEqual([]);
  });

  test('reads everything of what is in sight, by node(id) and by its root field; what is out of sight never existed', async () => {
    const caller = callerNamed(name);
    const { unexpected, held } = await walk.everyThing(caller, walk.sampleOf(caller, 2, below));
    expect(unexpected).toEqual([]);
    // An answer that holds nothing proves nothing: every granted type that hangs on a thing was really read.
    const isGranted = grantedTo(caller);
    const hanging = ['TeacherChange', 'Person', 'TrainingClass', 'Assignment', 'Rubric', 'Review', 'Lease', 'ReviewDraft', 'Opinion', 'SubmissionEvent', 'CriterionPoints', 'ScoreLine', 'Enrolment', 'Result', 'Submission', 'Office', 'OfficeChange', 'OfficeContact', 'Period', 'RuleStatement'];
    const wanted = hanging.filter((typeName) => { const type = objectType(typeName); return fieldsOf(type).every((field) => isGranted(`${typeName}.${field.name}`)) && pathsFrom(schema, isGranted).has(typeName); });
    if (name !== 'nobody') expect(wanted.filter((typeName) => typeName !== 'CriterionPoints' && !held.has(typeName) && !(typeName === 'ReviewDraft' && caller.grantee.kind !== 'ROLE'))).toEqual([]);
  });

  test('finds in the lists exactly the rows in sight, and counts no other', async () => {
    expect(await walk.everyList(callerNamed(name))).toEqual([]);
  });

  test('cannot look elsewhere by a filter, of which half are tried', async () => {
    expect(await walk.everyFilter(callerNamed(name), () => below(2) === 0)).toEqual([]);
  });
});

test('T1 the fixtures mean something: each caller has rows in sight and rows out of sight', async () => {
  for (const caller of callers.filter((one) => one.name !== 'nobody')) {
    const facts = things.filter((thing) => thing.type === 'Enrolment').map((thing) => sees(caller, thing));
    const [own] = await rows<{ count: number }>(server.owner, `select count(*)::int as count from enrolment t where ${visible('Enrolment', caller.sees)}`);
    expect(`${caller.name} ${(own?.count ?? 0) > 0}`).toBe(`${caller.name} true`);
    if (caller.name !== '顾文远') expect(`${caller.name} ${facts.includes(false)}`).toBe(`${caller.name} true`);
  }
});
