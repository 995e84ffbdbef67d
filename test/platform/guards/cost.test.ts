// The published cost formula: a table of known prices, and that no valid document returns more objects than it paid for.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  execute, getNamedType, getNullableType, isAbstractType, isLeafType, isListType, isObjectType, Kind, parse, specifiedRules, validate,
  type GraphQLObjectType, type OperationDefinitionNode,
} from 'graphql';
import { checkPaging, documentLimits, estimateCost, limits, type IncomingOperation } from '../../../server/platform/graphql/guards/index.js';
import { pages } from './hostile-documents.js';
import { toyWorld } from './toy-schema.js';

const objectsPerPoint = 5;
const { schema } = toyWorld();

function incoming(query: string, variables: Record<string, unknown>): IncomingOperation {
  const document = parse(query);
  const operation = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('the test has no operation');
  return { schema, document, operation, variables };
}

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  return estimateCost(incoming(query, variables), limits);
}

describe('cost', () => {
  test.each<[string, number, string, Record<string, unknown>]>([
    ['scalars of the root', 0, '{ mustNotRun __typename }', {}],
    ['one to-one object', 1, '{ office { id name } }', {}],
    ['a page of 100 rows', 21, '{ teachers(first: 100) { nodes { id name } pageInfo { hasNextPage } } }', {}],
    ['the same page by edges', 21, '{ teachers(first: 100) { edges { cursor node { id } } } }', {}],
    ['edges without their nodes', 21, '{ teachers(first: 100) { edges { cursor } } }', {}],
    ['the node of each edge asked for twice', 41, '{ teachers(first: 100) { edges { node { id } again: node { id } } } }', {}],
    ['the same page by a variable', 21, 'query($n: Int) { teachers(last: $n) { nodes { id } } }', { n: 100 }],
    ['the same page by the default of a variable', 21, 'query($n: Int = 100) { teachers(first: $n) { nodes { id } } }', {}],
    ['a page without a size counts as a full one', 21, '{ teachers { nodes { id } } }', {}],
    ['a page with a size of an odd type counts as a full one', 21, 'query($n: Int) { teachers(first: $n) { nodes { id } } }', { n: { a: 1 } }],
    ['totalCount alone', 2, '{ teachers(first: 100) { totalCount } }', {}],
    ['a page of 100 rows with five to-one objects', 121, '{ teachers(first: 100) { nodes { office { parent { parent { parent { parent { id } } } } } } } }', {}],
    ['a declared list size', 1, '{ tags { name } }', {}],
    ['an undeclared list counts ten', 3, '{ office { tags { name } } }', {}],
    ['a list sized by its argument', 2, '{ officesByCode(codes: ["1", "2", "3", "4", "5", "6"]) { id } }', {}],
    ['a list sized by its argument in a variable', 50, 'query($c: [String!]!) { officesByCode(codes: $c) { id } }', { c: Array(250).fill('1') }],
    ['a schema default for the page size', 3, '{ node { ... on Teacher { learning { nodes { id } } } } }', {}],
    ['the dearest branch of a union, not all', 1, '{ thing { ... on Office { parent { id } } ... on Teacher { office { id } } } }', {}],
    ['a mutation', 11, 'mutation { signIn(account: "a", secret: "b") { viewer { id } } }', {}],
    ['introspection', 10, '{ __type(name: "A") { name } }', {}],
    ['what a literal excludes is free', 0, '{ office @skip(if: true) { id } ... @include(if: false) { office { id } } }', {}],
    ['what a variable may exclude counts', 1, 'query($no: Boolean!) { office @skip(if: $no) { id } }', { no: true }],
    ['fragments count where they are spread', 42, '{ a: teachers(first: 100) { ...P } b: teachers(first: 100) { ...P } } fragment P on TeacherConnection { nodes { id } }', {}],
    ['a cycle costs nothing instead of hanging', 1, '{ office { ...A } } fragment A on Office { ...A }', {}],
  ])('%s: %i', (_, points, query, variables) => {
    expect(costOf(query, variables)).toBe(points);
  });

  test('20 pages of 100 with nested lists are beyond 1,000 points', () => {
    expect(costOf(pages(20))).toBeGreaterThan(limits.costPoints);
  });

  test('absurd page sizes give a finite cost', () => {
    for (const n of [-1, 1e308, 2_147_483_648, Number.MAX_SAFE_INTEGER]) expect(Number.isSafeInteger(costOf('query($n: Int) { teachers(first: $n) { nodes { id } } }', { n }))).toBe(true);
  });

  test('no valid document returns more objects than five for each point', () => {
    fc.assert(
      fc.property(documents(), (query) => {
        const document = parse(query);
        fc.pre(validate(schema, document, [...specifiedRules, documentLimits({ ...limits, aliases: 1_000 })]).length === 0);
        const cost = costOf(query);
        fc.pre(cost <= limits.costPoints);
        const world = toyWorld();
        const result = execute({ schema: world.schema, document: parse(query), rootValue: world.root });
        expect('errors' in result ? result.errors : undefined).toBeUndefined();
        expect(world.objects()).toBeLessThanOrEqual(cost * objectsPerPoint);
      }),
      { numRuns: 500 },
    );
  });
});

describe('paging', () => {
  const mistake = (query: string, variables: Record<string, unknown> = {}) => checkPaging(incoming(query, variables), limits)?.message ?? null;
  test.each<[string, Record<string, unknown>, string | null]>([
    ['{ teachers(first: 1) { totalCount } }', {}, null],
    ['{ teachers(first: 100) { totalCount } }', {}, null],
    ['{ teachers(last: 100) { totalCount } }', {}, null],
    ['{ teachers(first: 101) { totalCount } }', {}, 'teachers: at most 100 rows a page.'],
    ['{ teachers(first: 0) { totalCount } }', {}, 'teachers: at least 1 row a page.'],
    ['{ teachers(last: -1) { totalCount } }', {}, 'teachers: at least 1 row a page.'],
    ['{ teachers { totalCount } }', {}, 'teachers: first or last is required.'],
    ['{ teachers(first: null) { totalCount } }', {}, 'teachers: first or last is required.'],
    ['{ teachers(first: 1, last: 1) { totalCount } }', {}, 'teachers: first or last, not both.'],
    ['query($n: Int) { teachers(first: $n) { totalCount } }', {}, 'teachers: first or last is required.'],
    ['query($n: Int = 5) { teachers(first: $n) { totalCount } }', {}, null],
    ['query($n: Int = 5) { teachers(first: $n) { totalCount } }', { n: null }, 'teachers: first or last is required.'],
    ['query($n: Int) { teachers(first: $n) { totalCount } }', { n: 2_147_483_648 }, 'teachers: at most 100 rows a page.'],
    ['query($n: Int) { teachers(first: $n) { totalCount } }', { n: 1e308 }, 'teachers: at most 100 rows a page.'],
    ['query($n: Int) { teachers(first: $n) { totalCount } }', { n: 'five' }, null],
    ['{ node { ... on Teacher { learning { totalCount } } } }', {}, null],
    ['{ node { ... on Teacher { learning(first: 500) { totalCount } } } }', {}, 'node.learning: at most 100 rows a page.'],
    ['{ office { ...T } } fragment T on Office { teachers { totalCount } }', {}, 'office.teachers: first or last is required.'],
    ['{ office { teachers(first: 5) { nodes { office { teachers(first: 500) { totalCount } } } } } }', {}, 'office.teachers.nodes.office.teachers: at most 100 rows a page.'],
  ])('%s with %j: %s', (query, variables, expected) => {
    expect(mistake(query, variables)).toBe(expected);
  });
});

/** Random selections over the toy schema, some of them through inline fragments and repeated fields. */
function documents(): fc.Arbitrary<string> {
  return fc.array(selection(schema.getQueryType()!, 4), { minLength: 1, maxLength: 3 }).map((parts) => `{ ${parts.join(' ')} }`);
}

let aliasNumber = 0;

function selection(type: GraphQLObjectType, depth: number): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  const options = fields.filter((field) => field.name !== 'broken').map((field): fc.Arbitrary<string> => {
    const inner = getNamedType(field.type);
    const name = (args: string) => `a${(aliasNumber += 1)}: ${field.name}${args}`;
    const names = field.args.map((argument) => argument.name);
    const args = names.includes('first')
      ? fc.tuple(fc.constantFrom(...names.filter((one) => one !== 'after')), fc.integer({ min: 1, max: 12 })).map(([argument, size]) => `(${argument}: ${size})`)
      : names.includes('codes')
        ? fc.array(fc.constant('"3"'), { maxLength: 6 }).map((codes) => `(codes: [${codes.join(', ')}])`)
        : fc.constant('');
    if (isLeafType(inner)) return args.map(name);
    const candidates = isObjectType(inner) ? [inner] : isAbstractType(inner) ? [...schema.getPossibleTypes(inner)] : [];
    const isList = isListType(getNullableType(field.type));
    const bodies = candidates.map((one) => fc.array(selection(one, depth - 1), { minLength: 1, maxLength: isList ? 2 : 3 }).map((parts) => `... on ${one.name} { ${parts.join(' ')} }`));
    return fc.tuple(args, fc.tuple(...bodies)).map(([text, parts]) => `${name(text)} { __typename ${parts.join(' ')} }`);
  });
  return options.length === 0 ? fc.constant('__typename') : fc.oneof(...options, fc.constant('__typename'));
}
