// The boundary row of every document limit: n is allowed, n + 1 is refused, by one error and at once.
import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { closedIntrospection, documentLimits, limits, parseOptionsOf } from '../../../server/platform/graphql/guards/index.js';
import { fanOut } from './hostile-documents.js';
import { processorTimeOf } from '../../support/processor-time.js';
import { toyWorld } from './toy-schema.js';

const { schema } = toyWorld();

function times(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(' ');
}

function refusalsOf(query: string): readonly unknown[] {
  return validate(schema, parse(query), [documentLimits(limits)]).map((error) => error.extensions['limit']);
}

function ofDepth(depth: number): string {
  return `{ office ${'{ parent '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 2)} }`;
}

describe('document limits', () => {
  test.each<[string, number, (count: number) => string]>([
    ['depth', limits.depth, ofDepth],
    ['aliases', limits.aliases, (n) => `{ office { ${times(n, (i) => `a${i}: __typename`)} } }`],
    ['rootFields', limits.rootFields, (n) => `{ ${times(n, () => 'mustNotRun')} }`],
    ['repeatedFields', limits.repeatedFields, (n) => `{ office { ${times(n, () => 'id')} } }`],
    ['directivesPerNode', limits.directivesPerNode, (n) => `{ office { id ${times(n, () => '@skip(if: false)')} } }`],
    ['directives', limits.directives, (n) => `{ office { ${times(n - 20, () => '...O @skip(if: false)')} } } fragment O on Office { ${times(20, (i) => `f${i} @skip(if: false)`)} }`],
    ['variables', limits.variables, (n) => `query(${times(n, (i) => `$v${i}: Int`)}) { __typename }`],
    ['definitions', limits.definitions, (n) => times(n, (i) => `query Q${i} { __typename }`)],
    ['listInputs', limits.listInputs, (n) => `{ officesByCode(codes: [${times(n, () => '1')}]) { id } }`],
    ['expandedSelections', limits.expandedSelections, (n) => `{ office { ${times(n - 1, (i) => `f${i}`)} } }`],
    ['sourceLength', limits.sourceLength, (n) => '{ __typename }'.padEnd(n, ' ')],
    ['introspectionDepth', limits.introspectionDepth, (n) => `{ __type(name: "A") { ${'ofType { '.repeat(n - 2)} name ${' }'.repeat(n - 2)} } }`],
  ])('%s: %i is allowed, one more is refused', (limit, allowed, document) => {
    expect(refusalsOf(document(allowed))).toEqual([]);
    expect(refusalsOf(document(allowed + 1))).toEqual([limit === 'introspectionDepth' ? 'depth' : limit]);
  });

  test('tokens: 1,500 are allowed, one more is refused while reading', () => {
    const document = (tokens: number) => `{ ${times(tokens - 2, (i) => `f${i}`)} }`;
    expect(() => parse(document(limits.tokens), parseOptionsOf(limits))).not.toThrow();
    expect(() => parse(document(limits.tokens + 1), parseOptionsOf(limits))).toThrow(/1500 tokens/);
  });

  test('the refusal carries the limit, both figures and HTTP 400', () => {
    const [error] = validate(schema, parse(`{ office { ${times(101, (i) => `a${i}: id`)} } }`), [documentLimits(limits)]);
    expect(error?.message).toBe('The document has 101 aliases; at most 30 are allowed.');
    expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT', limit: 'aliases', allowed: 30, found: 101, http: { status: 400 } });
  });

  test('the standard rules never see a refused document', () => {
    const query = `{ nothing ${times(31, (i) => `a${i}: alsoNothing`)} }`;
    expect(validate(schema, parse(query), [...specifiedRules, documentLimits(limits)]).map((error) => error.extensions['limit'])).toEqual(['aliases']);
  });

  test('an accepted document is validated unchanged', () => {
    expect(validate(schema, parse('{ qqqq }'), [...specifiedRules, documentLimits(limits)]).map((error) => error.message)).toEqual(['Cannot query field "qqqq" on type "Query".']);
  });

  test.each([1, 10, 22, 40, 48])('a fan-out of 2^%i is measured in linear time', async (levels) => {
    const document = parse(fanOut(levels, 'id'));
    const { result: found, milliseconds } = await processorTimeOf(() => validate(schema, document, [documentLimits(limits)]).map((error) => error.extensions['limit']));
    expect(milliseconds).toBeLessThan(50);
    expect(found).toEqual(levels === 1 ? [] : ['expandedSelections']);
  });

  test('a cycle that no operation reaches is refused, too', () => {
    expect(refusalsOf('{ __typename } fragment A on Office { ...B } fragment B on Office { ...A }')).toEqual(['fragmentCycle']);
  });

  test.each([
    ['default', {}],
    ['everything', { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true }],
    ['bare', { descriptions: false }],
  ])('the standard introspection query (%s) passes', (_, options) => {
    const query = getIntrospectionQuery(options);
    expect(() => parse(query, parseOptionsOf(limits))).not.toThrow();
    expect(refusalsOf(query)).toEqual([]);
  });

  test.each(['fields', 'inputFields', 'interfaces', 'possibleTypes'])('introspection in circles through %s is refused', (list) => {
    const inner = list === 'fields' || list === 'inputFields' ? 'type { fields { name } }' : 'fields { name }';
    expect(refusalsOf(`{ __schema { types { ${list} { ${inner} } } } }`)).toEqual(['introspectionLists']);
  });

  test('closed introspection refuses __schema and __type anywhere, and leaves __typename alone', () => {
    const refused = (query: string) => validate(schema, parse(query), [closedIntrospection]).length;
    expect(refused('{ a: __schema { queryType { name } } ...T } fragment T on Query { __type(name: "A") { name } }')).toBe(2);
    expect(refused('{ __typename office { __typename } }')).toBe(0);
  });
});
