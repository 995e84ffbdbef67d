// The permission walk: every type of the schema × every caller × every place, in sight and out of sight, by documents made from the schema.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, isObjectType, type GraphQLObjectType } from 'graphql';
import { idPrefixes, type NodeType } from '../../server/kernel/ids.js';
import { openTestServer, type Answer, type TestServer } from '../support/test-server.js';
import { at, documentOf, fieldsOf, inputCoordinates, isComposite, pathsFrom, selectAll, typesIn, type IsGranted } from './documents.js';
import { readPermissionTable } from './permission-table.js';
import { callersOf, idOf, keysInSight, neverKey, rows, setScene, visible, type Caller, type Thing } from './places.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const table = readPermissionTable();
const everything: IsGranted = () => true;
const reachable = pathsFrom(schema, everything);

let server: TestServer;
let callers: Caller[];
let things: Thing[];
const inSight = new Map<string, boolean>();
/** Types that a caller is granted and has no object of; nobody here is half signed in (second-factor.test.ts). */
const notHeld: Record<string, readonly string[]> = { nobody: ['Viewer', 'RoleAssignment'], '苏州教师发展平台（演示）': ['RoleAssignment'], 方若兰: ['OfficeIndicatorsEdge'], 钱开明: ['OfficeAdministrator'] };

beforeAll(async () => {
  server = await openTestServer();
  things = await setScene(server);
  callers = await callersOf(server);
  for (const caller of callers) {
    for (const type of new Set(things.map((thing) => thing.type))) {
      const keys = new Set(await keysInSight(server.owner, type, caller.sees));
      for (const thing of things) if (thing.type === type) inSight.set(`${caller.name} ${idOf(thing)}`, keys.has(thing.key));
    }
  }
});
afterAll(() => server.close());

const people = ['nobody', '苏州教师发展平台（演示）', '周明礼', '许静姝', '韩立诚', '林晓岚', '顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '宋怀瑾', '裴致远'];
const callerNamed = (name: string): Caller => {
  const caller = callers.find((one) => one.name === name);
  if (!caller) throw new Error(`nobody is called ${name}`);
  return caller;
};
const grantedTo = (caller: Caller): IsGranted => (coordinate) => table.isGranted(coordinate, caller.grantee);
const sees = (caller: Caller, thing: Thing) => inSight.get(`${caller.name} ${idOf(thing)}`) === true;
const objectType = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
};

/** How each root field is called so that it answers with something of the caller's own. By-id roots take a thing that the caller sees. */
const roots: Record<string, { byId: NodeType } | { arguments: string } | { officeId: true; and: string } | { ofOne: NodeType; arguments: string }> = {
  about: { arguments: '' }, signInChallenge: { arguments: '' }, viewer: { arguments: '' }, programmes: { arguments: '' }, indicators: { arguments: '' }, gradingProgress: { arguments: '' },
  apiClients: { arguments: 'first: 2' }, childIndicators: { arguments: 'first: 2' }, classes: { arguments: 'first: 2' }, enrolments: { arguments: 'first: 2' }, offices: { arguments: 'first: 2' }, results: { arguments: 'first: 2' },
  gradingQueue: { arguments: 'filter: ALL, first: 2' }, appointments: { arguments: 'first: 2' }, chiefTutorRecommendations: { arguments: 'first: 2' }, vacancies: { arguments: '' },
  vacantOffices: { arguments: 'first: 2, role: SCHOOL_LEADER, level: SCHOOL' }, candidates: { arguments: 'search: ""' },
  people: { arguments: 'first: 2' }, dataCorrections: { arguments: 'first: 2' }, person: { byId: 'Person' }, rosterImports: { arguments: 'first: 2' }, rosterImport: { byId: 'RosterImport' }, rosterRows: { ofOne: 'RosterImport', arguments: 'first: 2' },
  office: { byId: 'Office' }, enrolment: { byId: 'Enrolment' }, result: { byId: 'Result' }, submission: { byId: 'Submission' }, node: { byId: 'Submission' },
  previewOfficeChange: { officeId: true, and: 'kind: CLOSE' }, steeringGroup: { officeId: true, and: 'includeFormer: true' },
};

/** What every argument of a query does with what the caller does not see. */
const filters: Record<string, 'PAGING' | 'BY_ID' | 'PUBLIC' | 'TEXT' | { foreign: NodeType; answer: 'NOT_FOUND' | 'NOTHING'; of: string }> = {
  ...Object.fromEntries(['apiClients', 'appointments', 'chiefTutorRecommendations', 'vacantOffices', 'childIndicators', 'classes', 'dataCorrections', 'enrolments', 'gradingQueue', 'offices', 'people', 'results', 'rosterImports', 'rosterRows'].flatMap((root) => ['first', 'last', 'after', 'before'].map((name) => [`${root}(${name})`, 'PAGING' as const]))),
  'node(id)': 'BY_ID', 'person(id)': 'BY_ID', 'rosterImport(id)': 'BY_ID',
  'rosterRows(outcome)': 'PUBLIC', 'rosterRows(isLikelyDuplicate)': 'PUBLIC', 'rosterRows(isConflict)': 'PUBLIC',
  'rosterRows(importId)': { foreign: 'RosterImport', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { line } }' }, 'office(id)': 'BY_ID', 'enrolment(id)': 'BY_ID', 'result(id)': 'BY_ID', 'submission(id)': 'BY_ID',
  'office(code)': 'TEXT', 'offices(search)': 'TEXT', 'enrolments(search)': 'TEXT', 'candidates(search)': 'TEXT',
  'appointments(role)': 'PUBLIC', 'appointments(level)': 'PUBLIC', 'appointments(isValidOn)': 'PUBLIC', 'vacantOffices(role)': 'PUBLIC', 'vacantOffices(level)': 'PUBLIC', 'chiefTutorRecommendations(subject)': 'PUBLIC', 'chiefTutorRecommendations(state)': 'PUBLIC',
  'appointments(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'vacantOffices(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5, role: ADMIN, level: SCHOOL) { totalCount nodes { id } }' },
  'vacancies(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ') { vacant offices }' },
  'candidates(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', search: "") { id }' }, 'people(search)': 'TEXT',
  'people(subject)': 'PUBLIC', 'people(stage)': 'PUBLIC', 'people(isConfirmed)': 'PUBLIC', 'people(isLikelyDuplicate)': 'PUBLIC', 'dataCorrections(state)': 'PUBLIC',
  'offices(includeClosed)': 'PUBLIC', 'steeringGroup(includeFormer)': 'PUBLIC', 'previewOfficeChange(kind)': 'PUBLIC', 'previewOfficeChange(effectiveOn)': 'PUBLIC',
  // A target needs an office of the own beside it: test/offices/organisation.test.ts.
  'previewOfficeChange(targetId)': 'BY_ID',
  'previewOfficeChange(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'kind: RENAME) { officeCount }' },
  'steeringGroup(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ') { members { id } }' },
  'offices(level)': 'PUBLIC', 'gradingQueue(filter)': 'PUBLIC',
  // Programmes and periods are no secret: they narrow what is in sight.
  ...Object.fromEntries(['indicators', 'childIndicators', 'classes', 'enrolments'].flatMap((root) => [[`${root}(periodId)`, 'PUBLIC' as const], [`${root}(programmeId)`, 'PUBLIC' as const]])), 'results(periodId)': 'PUBLIC',
  'offices(parentId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'indicators(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ') { enrolled }' },
  'childIndicators(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { enrolled } }' },
  'enrolments(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'people(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'dataCorrections(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'results(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'enrolments(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: 'first: 5) { totalCount nodes { id } }' },
  'gradingQueue(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: 'filter: ALL, first: 5) { totalCount nodes { id } }' },
  'gradingProgress(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: ') { left done }' },
};

/** The connections at the root, with the order in which rows stand. */
const lists: Record<string, { type: NodeType; arguments: string; condition: (caller: Caller) => string; order?: string }> = {
  offices: { type: 'Office', arguments: 'first: 100, level: SCHOOL', condition: () => "t.level = 'SCHOOL'", order: 't.code' },
  classes: { type: 'TrainingClass', arguments: 'first: 100', condition: () => 'true', order: 't.code' },
  enrolments: { type: 'Enrolment', arguments: 'first: 100', condition: () => 'true' },
  results: { type: 'Result', arguments: 'first: 100', condition: () => 'true' },
  gradingQueue: { type: 'Submission', arguments: 'filter: ALL, first: 100', condition: () => 't.is_latest', order: 't.submitted_at, t.id' },
  people: { type: 'Person', arguments: 'first: 100', condition: () => 't.merged_into_id is null' },
  dataCorrections: { type: 'DataCorrection', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  rosterImports: { type: 'RosterImport', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  appointments: { type: 'Appointment', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  chiefTutorRecommendations: { type: 'ChiefTutorRecommendation', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  apiClients: { type: 'ApiClient', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
};

function outcome(answer: Answer): string { return answer.errors.map(({ extensions }) => String(extensions['code'])).join(' ') || 'data'; }
/** The answer without what differs between any two requests. */
function bytes(answer: Answer): string { return `${answer.status} ${answer.text.replace(/"requestId":"[^"]*"/g, '')}`; }

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
  server.app.database.onRead = (text) => { if (!/ from (session s join person p|api_token|class_tutor|programme_role) /.test(text)) texts.push(text); };
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
  } finally { server.app.database.onRead = null; }
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
    const open = ['Programme', 'Period', 'Course', 'Assignment'];
    for (const type of Object.keys(idPrefixes)) {
      const answers = callers.flatMap((caller) => things.filter((thing) => thing.type === type).map((thing) => sees(caller, thing)));
      expect(`${type} ${answers.includes(true)}`).toBe(`${type} true`);
      if (!open.includes(type)) expect(callers.filter((caller) => caller.name !== 'nobody').flatMap((caller) => things.filter((thing) => thing.type === type).map((thing) => sees(caller, thing)))).toContain(false);
    }
    expect(callers.map((caller) => caller.name)).toEqual(people);
  });
});

describe.each(people)('T1 %s', (name) => {
  const rootArguments = (caller: Caller, root: string): string => {
    const how = roots[root];
    if (!how) throw new Error(`Query.${root} has no fixture`);
    if ('officeId' in how) {
      const office = things.find((one) => one.type === 'Office' && one.at.startsWith('office ') && sees(caller, one)) ?? things.find((one) => one.type === 'Office');
      return `officeId: "${idOf(office as Thing)}", ${how.and}`;
    }
    const type = 'ofOne' in how ? how.ofOne : 'byId' in how ? how.byId : null;
    if (type === null) return 'arguments' in how ? how.arguments : '';
    const thing = things.find((one) => one.type === type && sees(caller, one)) ?? things.find((one) => one.type === type);
    return 'ofOne' in how ? `importId: "${idOf(thing as Thing)}", ${how.arguments}` : `id: "${idOf(thing as Thing)}"`;
  };

  test('reads every granted field of every type along the shortest path, and no other field singly', async () => {
    const caller = callerNamed(name);
    const isGranted = grantedTo(caller);
    const paths = pathsFrom(schema, isGranted);
    const denied = caller.grantee.kind === 'NOBODY' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    const unexpected: string[] = [];
    for (const [typeName, anyPath] of reachable) {
      const type = objectType(typeName);
      const path = paths.get(typeName);
      const selection = selectAll(type, isGranted, 2);
      if (path && selection) {
        const answer = await caller.actor.ask(documentOf(path, rootArguments(caller, path[0] ?? ''), selection));
        if (outcome(answer) !== 'data') unexpected.push(`${typeName} by ${path.join('.')}: ${answer.text.slice(0, 300)}`);
        if (path.length <= 2 && !typesIn(answer.data).has(typeName) && !(notHeld[name] ?? []).includes(typeName) && typeName !== 'SignInChallenge') unexpected.push(`${typeName} by ${path.join('.')} holds nothing`);
      }
      for (const field of fieldsOf(type)) {
        if (isGranted(`${typeName}.${field.name}`)) continue;
        const single = `${field.name}${isComposite(field.type) ? ' { __typename }' : ''}`;
        const through = path ?? anyPath;
        const queries = [...(through[0] === 'viewer' ? [] : [documentOf(through, rootArguments(caller, through[0] ?? ''), single)]), ...(typeName in idPrefixes ? [`{ node(id: "${idOf(things.find((thing) => thing.type === typeName) as Thing)}") { ... on ${typeName} { ${single} } } }`] : [])];
        for (const query of queries) {
          const answer = await caller.actor.ask(query);
          if (outcome(answer) !== denied || answer.data !== undefined) unexpected.push(`${typeName}.${field.name} is not granted, yet ${query} answers ${answer.text.slice(0, 200)}`);
        }
      }
    }
    for (const field of fieldsOf(objectType('Query'))) {
      if (isGranted(`Query.${field.name}`)) continue;
      const given = rootArguments(caller, field.name);
      const answer = await caller.actor.ask(`{ ${field.name}${given && `(${given})`} { __typename } }`);
      if (outcome(answer) !== denied) unexpected.push(`Query.${field.name} is not granted, yet answers ${answer.text.slice(0, 200)}`);
    }
    expect(unexpected).toEqual([]);
  });

  test('reads everything of what is in sight, by node(id) and by its root field; what is out of sight never existed', async () => {
    const caller = callerNamed(name);
    const isGranted = grantedTo(caller);
    const unexpected: string[] = [];
    const held = new Set<string>();
    const measures = new Map<string, string>();
    for (const thing of things) {
      const selection = selectAll(objectType(thing.type), isGranted, 2);
      const byNode = `query ($id: ID!) { node(id: $id) { __typename ... on ${thing.type} { ${selection ?? 'id'} } } }`;
      const root = Object.entries(roots).find(([field, how]) => field !== 'node' && 'byId' in how && how.byId === thing.type)?.[0];
      const documents = [{ field: 'node', query: byNode }, ...(root ? [{ field: root, query: `query ($id: ID!) { ${root}(id: $id) { ${selection ?? 'id'} } }` }] : [])];
      for (const { field, query } of documents) {
        const answer = await caller.actor.ask(query, { id: idOf(thing) });
        const where = `${thing.type} of ${thing.at} by ${field}`;
        if (selection === null || !isGranted(`Query.${field}`)) {
          if (!/^(FORBIDDEN|UNAUTHENTICATED)$/.test(outcome(answer))) unexpected.push(`${where}: not granted, yet ${answer.text.slice(0, 200)}`);
        } else if (sees(caller, thing)) {
          const found = at(answer.data, [field]) as { id?: string } | null;
          for (const typeName of typesIn(answer.data)) held.add(typeName);
          if (outcome(answer) !== 'data' || found?.id !== idOf(thing)) unexpected.push(`${where}: in sight, yet ${answer.text.slice(0, 300)}`);
        } else {
          const measure = measures.get(query) ?? bytes(await caller.actor.ask(query, { id: idOf({ type: thing.type, key: neverKey }) }));
          measures.set(query, measure);
          if (outcome(answer) !== 'NOT_FOUND') unexpected.push(`${where}: out of sight, yet ${answer.text.slice(0, 300)}`);
          else if (bytes(answer) !== measure) unexpected.push(`${where}: ${bytes(answer)} differs from ${measure}`);
        }
      }
    }
    expect(unexpected).toEqual([]);
    // An answer that holds nothing proves nothing: every granted type that hangs on a thing was really read.
    const hanging = ['TeacherChange', 'Person', 'TrainingClass', 'Assignment', 'Rubric', 'Review', 'Lease', 'ReviewDraft', 'Opinion', 'SubmissionEvent', 'CriterionPoints', 'ScoreLine', 'Enrolment', 'Result', 'Submission', 'Office', 'OfficeChange', 'OfficeContact', 'Period', 'RuleStatement'];
    const wanted = hanging.filter((typeName) => { const type = objectType(typeName); return fieldsOf(type).every((field) => isGranted(`${typeName}.${field.name}`)) && pathsFrom(schema, isGranted).has(typeName); });
    if (name !== 'nobody') expect(wanted.filter((typeName) => typeName !== 'CriterionPoints' && !held.has(typeName) && !(typeName === 'ReviewDraft' && caller.grantee.kind !== 'ROLE'))).toEqual([]);
  });

  test('finds in the lists exactly the rows in sight, and counts no other', async () => {
    const caller = callerNamed(name);
    for (const [root, list] of Object.entries(lists)) {
      if (!grantedTo(caller)(`Query.${root}`)) continue;
      const truth = await keysInSight(server.owner, list.type, caller.sees, list.condition(caller), list.order);
      const seen = await caller.actor.sees(`{ ${root}(${list.arguments}) { totalCount nodes { id } } }`);
      expect({ root, count: seen[root].totalCount, ids: seen[root].nodes.map((node: { id: string }) => node.id) })
        .toEqual({ root, count: truth.length, ids: truth.slice(0, 100).map((key) => idOf({ type: list.type, key })) });
    }
  });

  test('cannot look elsewhere by a filter', async () => {
    const caller = callerNamed(name);
    for (const [argument, how] of Object.entries(filters)) {
      const [, root = '', parameter = ''] = /^(\w+)\((\w+)\)$/.exec(argument) ?? [];
      if (typeof how === 'string' || !grantedTo(caller)(`Query.${root}`)) continue;
      // A tutor may name any class; rows of it that are not the tutor's are none.
      const visibleKeys = new Set(await keysInSight(server.owner, how.foreign, caller.sees, how.foreign === 'TrainingClass' ? `exists (select 1 from enrolment t2 where t2.class_id = t.id and ${visible('Enrolment', caller.sees).replaceAll('t.', 't2.')})` : 'true'));
      const foreign = things.find((thing) => thing.type === how.foreign && !visibleKeys.has(thing.key));
      const ask = (key: number) => caller.actor.ask(`{ ${root}(${parameter}: "${idOf({ type: how.foreign, key })}" ${how.of} }`);
      const never = await ask(neverKey);
      if (foreign) {
        const answer = await ask(foreign.key);
        expect(`${argument}: ${bytes(answer)}`).toBe(`${argument}: ${bytes(never)}`);
        expect(outcome(answer)).toBe(how.answer === 'NOT_FOUND' ? 'NOT_FOUND' : 'data');
        if (how.answer === 'NOTHING') expect(answer.text).toMatch(/"totalCount":0|"left":0,"done":0/);
      }
      // The same filter works where it may.
      const own = things.find((thing) => thing.type === how.foreign && visibleKeys.has(thing.key));
      if (own) expect(`${argument}: ${outcome(await ask(own.key))}`).toBe(`${argument}: data`);
    }
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
