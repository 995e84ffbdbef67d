// Known queries are answered compiled; Apollo Server and graphql-js say what the answer is. A comment makes a document new, so the same
// question can be put to both.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema, getNamedType, isAbstractType, isLeafType, isNonNullType, isObjectType, type GraphQLObjectType } from 'graphql';
import { globalId, type NodeType } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type Answer, type CastName, type TestServer } from '../support/test-server.js';

let server: TestServer;
const actors = new Map<string, Actor>();
beforeAll(async () => {
  server = await openTestServer();
  for (const name of ['周明礼', '林晓岚', '顾文远', '陆景行', '宋怀瑾'] as const) actors.set(name, await server.as(name));
});
afterAll(async () => { await server.close(); });

let comments = 0;

interface Both { compiled: Answer; reference: Answer; wasCompiled: boolean }

/** Apollo Server meets the document as often as it takes to become known; then both are asked, with each of the variables. */
async function askBoth(name: CastName, query: string, sets: readonly Record<string, unknown>[], headers: Record<string, string> = {}): Promise<Both[]> {
  const actor = actors.get(name) as Actor;
  for (let time = 0; time < 2; time += 1) await actor.ask(query, sets[0] ?? {});
  const answers: Both[] = [];
  for (const variables of sets) {
    const before = server.app.knownQueries.answered;
    const compiled = await actor.ask(query, variables, headers);
    const wasCompiled = server.app.knownQueries.answered > before;
    const reference = await actor.ask(`${query}\n# ${(comments += 1)}`, variables, headers);
    expect(server.app.knownQueries.answered).toBe(before + (wasCompiled ? 1 : 0));
    answers.push({ compiled, reference, wasCompiled });
  }
  return answers;
}

/** Everything that a client can tell apart; places in the text and the request's own id and time differ by nature. */
function told({ status, text, headers }: Answer): object {
  const own = ['x-request-id', 'date', 'content-length'];
  return { status, text: text.replace(/"requestId":"[^"]*"/g, '').replace(/"(asOf|savedAt)":"[^"]*"/g, ''), headers: Object.fromEntries([...headers].filter(([header]) => !own.includes(header))) };
}

describe('a known query', () => {
  const page = 'nodes { id state learner { id name } school { id name } result { total verdict } } pageInfo { hasNextPage endCursor }';
  test.each<[string, CastName, string, Record<string, unknown>[]]>([
    ['a page with variables', '顾文远', `query Page($n: Int!, $after: String) { enrolments(first: $n, after: $after) { ${page} } }`, [{ n: 3 }, { n: 100 }, { n: 1, after: Buffer.from('["40"]').toString('base64url') }, { n: 2, after: null }]],
    ['the default of a variable', '顾文远', `query Page($n: Int = 2) { enrolments(first: $n) { ${page} } }`, [{}, { n: 5 }]],
    ['fragments, named and inline', '周明礼', 'query Q { gradingQueue(filter: ALL, first: 5) { ...Rows totalCount } } fragment Rows on SubmissionConnection { nodes { ...Row ... on Submission { attempt } } edges { cursor node { ...Row } } } fragment Row on Submission { id state learner { name } review { points comment } }', [{}]],
    ['aliases and the same field twice', '林晓岚', 'query Q { mine: enrolments(first: 2) { all: nodes { key: id id learner { name } learner { id } } } again: enrolments(first: 1) { nodes { id } } }', [{}]],
    ['an interface with fragments of several types', '顾文远', 'query Q($id: ID!) { node(id: $id) { __typename id ... on Office { name level parent { name } } ... on Enrolment { state learner { name } } ... on Programme { code } ... on Period { number } } }', (['Office', 'Enrolment', 'Programme', 'Period'] as NodeType[]).map((type) => ({ id: globalId(type, 1) }))],
    ['what is null', '顾文远', 'query Q($id: ID!) { office(id: $id) { name parent { name } city { name } county { name } } }', [{ id: globalId('Office', 1) }, { id: globalId('Office', 2) }, { id: globalId('Office', 3) }]],
    ['lists in lists and a loader', '顾文远', 'query Q { results(first: 3) { nodes { total derivation { part points outOf explanation } enrolment { submissions { id state review { criterionPoints { criterion points } } } } } } }', [{}]],
    ['an argument of an enum type in a variable', '周明礼', 'query Q($filter: QueueFilter!) { gradingQueue(filter: $filter, first: 2) { nodes { id state } } }', [{ filter: 'UNGRADED' }, { filter: 'GRADED' }, { filter: 'ALL' }]],
    ['a name of an operation', '林晓岚', 'query Mine { viewer { name } }', [{}]],
    ['derived numbers', '陆景行', 'query Q { indicators { enrolled submitted averageScore passRate office { id name } } childIndicators(first: 20) { nodes { office { name } graded } } }', [{}]],
  ])('says what Apollo Server says: %s', async (_, name, query, sets) => {
    for (const { compiled, reference, wasCompiled } of await askBoth(name, query, sets)) {
      expect(reference.errors).toEqual([]);
      expect(wasCompiled).toBe(true);
      expect(told(compiled)).toEqual(told(reference));
    }
  });

  test.each<[string, CastName, string, Record<string, unknown>[]]>([
    ['what is not there', '顾文远', 'query Q($id: ID!) { enrolment(id: $id) { state } }', [{ id: globalId('Enrolment', 1) }, { id: globalId('Enrolment', 900_000_001) }, { id: 'nothing' }]],
    ['what is another county\'s', '陆景行', 'query Q($id: ID!) { office(id: $id) { name } }', [{ id: globalId('Office', 1) }]],
    ['a page that is too large, or none', '顾文远', 'query Q($n: Int) { enrolments(first: $n) { nodes { id } } }', [{ n: 5 }, { n: 101 }, { n: 0 }, {}, { n: '5' }, { n: 1.5 }]],
    ['a cursor of another list', '顾文远', 'query Q($after: String) { enrolments(first: 2, after: $after) { nodes { id } } }', [{}, { after: 'x' }, { after: Buffer.from('["a","b"]').toString('base64url') }]],
    ['text that is none', '顾文远', 'query Q($search: String) { enrolments(first: 2, search: $search) { nodes { id } } }', [{ search: '王' }, { search: '\0' }, { search: '\ud800' }]],
    ['a variable of the wrong type, unknown or missing', '周明礼', 'query Q($filter: QueueFilter!) { gradingQueue(filter: $filter, first: 1) { nodes { id } } }', [{ filter: 'ALL' }, { filter: 'SOME' }, {}, { filter: null }, { filter: 'ALL', more: [1] }]],
    ['one field that fails among others that do not', '顾文远', 'query Q($id: ID!) { a: enrolment(id: $id) { state } viewer { name } }', [{ id: globalId('Enrolment', 1) }, { id: globalId('Enrolment', 900_000_001) }]],
    ['more points than allowed', '顾文远', 'query Q($n: Int!) { enrolments(first: $n) { nodes { submissions { history { to at } opinions { text } attempts { id } } } } }', [{ n: 1 }, { n: 100 }]],
  ])('leaves refusals to Apollo Server: %s', async (_, name, query, sets) => {
    for (const { compiled, reference, wasCompiled } of await askBoth(name, query, sets)) {
      expect(wasCompiled).toBe(reference.errors.length === 0);
      expect(told(compiled)).toEqual(told(reference));
    }
  });

  test('leaves @skip and @include to Apollo Server: they may change the order of an answer', async () => {
    const query = 'query Q($yes: Boolean!) { gradingQueue(filter: UNGRADED, first: 4) { nodes { ... on Submission @include(if: $yes) { state } id state learner @skip(if: $yes) { name } } } }';
    for (const { compiled, reference, wasCompiled } of await askBoth('周明礼', query, [{ yes: true }, { yes: false }])) {
      expect(wasCompiled).toBe(false);
      expect(told(compiled)).toEqual(told(reference));
    }
  });

  test('is decided anew for each caller, and shows each one\'s own rows', async () => {
    const query = 'query Mine { enrolments(first: 100) { nodes { id learner { name } } } }';
    await askBoth('顾文远', query, [{}]);
    for (const name of ['林晓岚', '陆景行', '顾文远'] as const) {
      const [answer] = await askBoth(name, query, [{}]);
      expect(answer?.wasCompiled).toBe(true);
      expect(answer?.compiled.text).toBe(answer?.reference.text);
    }
    const learner = await (actors.get('林晓岚') as Actor).sees<{ enrolments: { nodes: { learner: { name: string } }[] } }>(query);
    expect(new Set(learner.enrolments.nodes.map((node) => node.learner.name))).toEqual(new Set(['林晓岚']));
    const forTutors = 'query Queue { gradingQueue(filter: ALL, first: 1) { nodes { id } } }';
    await askBoth('周明礼', forTutors, [{}]);
    const [refused] = await askBoth('林晓岚', forTutors, [{}]);
    expect(refused?.wasCompiled).toBe(false);
    expect(refused?.compiled.errors[0]?.extensions['code']).toBe('FORBIDDEN');
    const before = server.app.knownQueries.answered;
    expect((await server.nobody().ask(query)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(server.app.knownQueries.answered).toBe(before);
  });

  test('in another dress is Apollo Server\'s: another Accept, extensions, introspection, a mutation', async () => {
    const query = 'query Q { viewer { name } }';
    const [dressed] = await askBoth('林晓岚', query, [{}], { accept: 'application/graphql-response+json' });
    expect(dressed?.wasCompiled).toBe(false);
    expect(dressed?.compiled.headers.get('content-type')).toContain('application/graphql-response+json');
    expect((await askBoth('林晓岚', 'query Q { __type(name: "Office") { name } }', [{}]))[0]?.wasCompiled).toBe(false);
    const before = server.app.knownQueries.answered;
    for (const more of [{ extensions: {} }, { variables: [] }, { operationName: 5 }, { operationName: 'Other' }]) {
      await fetch(`${server.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(actors.get('林晓岚') as Actor).credentials }, body: JSON.stringify({ query, ...more }) });
    }
    expect(server.app.knownQueries.answered).toBe(before);
  });
});

describe('any query', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

  test('whatever is selected, compiled or not, the answer is the same', async () => {
    let compiledOnes = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<CastName>('周明礼', '林晓岚', '顾文远', '陆景行', '宋怀瑾'), documents(), async (name, query) => {
        for (const { compiled, reference, wasCompiled } of await askBoth(name, query, [{}])) {
          expect(told(compiled)).toEqual(told(reference));
          if (wasCompiled) compiledOnes += 1;
          else expect(reference.errors).not.toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
    // The rest is refused by both; how many are is chance, and more with each right that is added.
    expect(compiledOnes).toBeGreaterThan(45);
  });

  const roots = ['viewer', 'enrolments(first: 3)', 'gradingQueue(filter: ALL, first: 3)', 'results(first: 2)', 'offices(first: 4)', 'childIndicators(first: 3)', 'indicators', 'programmes', 'classes(first: 2)', `node(id: "${globalId('Office', 3)}")`, `node(id: "${globalId('Period', 2)}")`];

  /** Random selections of the public schema, some through fragments and aliases. */
  function documents(): fc.Arbitrary<string> {
    const query = schema.getQueryType() as GraphQLObjectType;
    const part = fc.constantFrom(...roots).chain((root) => {
      const field = query.getFields()[root.split('(', 1)[0] as string];
      const type = getNamedType(field?.type);
      const possible = isAbstractType(type) ? [...schema.getPossibleTypes(type)] : [type as GraphQLObjectType];
      return fc.constantFrom(...possible).chain((one) => selection(one, 4)).map((inner) => `${root} { ${inner} }`);
    });
    return fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => `query Any { ${parts.map((text, index) => `r${index}: ${text}`).join(' ')} }`);
  }

  function selection(type: GraphQLObjectType, depth: number): fc.Arbitrary<string> {
    const fields = Object.values(type.getFields()).filter((field) => !field.args.some((argument) => isNonNullType(argument.type)) && (depth > 0 || isLeafType(getNamedType(field.type))));
    const choices = fields.map((field): fc.Arbitrary<string> => {
      const inner = getNamedType(field.type);
      const args = field.args.some((argument) => argument.name === 'first') ? '(first: 2)' : '';
      const alias = fc.constantFrom('', '', `a${field.name}: `);
      if (isLeafType(inner)) return alias.map((name) => `${name}${field.name}`);
      if (!isObjectType(inner)) return fc.constant('__typename');
      return fc.tuple(alias, selection(inner, depth - 1)).map(([name, below]) => `${name}${field.name}${args} { ${below} }`);
    });
    const some = fc.array(fc.oneof(...choices, fc.constant('__typename')), { minLength: 1, maxLength: 4 });
    return fc.tuple(some, fc.boolean()).map(([parts, isWrapped]) => (isWrapped ? `... on ${type.name} { ${parts.join(' ')} }` : `... on ${type.name} { ${parts.slice(0, 1).join(' ')} } ${parts.slice(1).join(' ')} __typename`));
  }
});
