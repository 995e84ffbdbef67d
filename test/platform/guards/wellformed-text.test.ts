// Text and shape of variables: what PostgreSQL would refuse or silently change is named by its path.
import { describe, expect, test } from '@jest/globals';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { findIllFormedLiteral, findIllFormedText, isWellFormedText, limits } from '../../../server/platform/graphql/guards/index.js';
import { toyWorld } from './toy-schema.js';

const { schema } = toyWorld();
const operation = parse('query($input: CourseInput, $codes: [String!]) { echo(input: $input) }').definitions[0] as OperationDefinitionNode;

function offence(variables: unknown): string | null {
  const found = findIllFormedText(variables, { schema, operation }, limits);
  return found === null ? null : `${found.limit} at ${found.at}`;
}

function nestedObject(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

describe('well-formed text', () => {
  test.each([
    ['plain', true], ['', true], ['张三·买买提', true], ['𠮷㛃𬭚', true], ['👩‍🏫', true], ['a\u202Eb', true], ['\uFFFD', true], ['\t\n', true],
    ['a\u0000b', false], ['\uD800', false], ['\uDC00x', false], ['\uDE00\uD83D', false], ['\uFFFE', false], ['\uFFFF', false],
  ])('%j is text: %s', (text, expected) => {
    expect(isWellFormedText(text)).toBe(expected);
  });

  test.each<[string, unknown, string | null]>([
    ['nothing sent', undefined, null],
    ['null', null, null],
    ['good input', { input: { title: '题', hours: 3 } }, null],
    ['NUL deep inside', { input: { title: 'a', names: ['b', 'c', { d: 'e\u0000' }] } }, 'text at variables.input.names[2].d'],
    ['NUL in a key', { input: { 'a\u0000': 1 } }, 'text at variables.input["a\\u0000"]'],
    ['250 items', { codes: Array(250).fill('3') }, null],
    ['251 items', { codes: Array(251).fill('3') }, 'listInputs at variables.codes'],
    ['500 items where the schema allows 500', { input: { title: 't', records: Array(500).fill({ learner: '1' }) } }, null],
    ['501 items where the schema allows 500', { input: { title: 't', records: Array(501).fill({ learner: '1' }) } }, 'listInputs at variables.input.records'],
    ['500 items in a variable that nobody declared', { records: Array(500).fill(1) }, 'listInputs at variables.records'],
    ['20 levels', nestedObject(20), null],
    ['22 levels', nestedObject(22), `variableDepth at variables${'.a'.repeat(21)}`],
    ['100 variables', Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`v${n}`, 1])), null],
    ['101 variables', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`v${n}`, 1])), 'variables at variables'],
    ['__proto__ as an own key', JSON.parse('{"__proto__": {"a": "\\u0000"}}'), 'text at variables.__proto__.a'],
    ['constructor', { constructor: { prototype: { a: 1 } } }, null],
  ])('variables with %s', (_, variables, expected) => {
    expect(offence(variables)).toBe(expected);
  });

  test('100,000 levels of JSON do not end the stack', () => {
    expect(offence({ input: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) })).toMatch(/^variableDepth/);
  });

  test.each([
    ['{ echo(text: "a\\u0000") }', true],
    ['{ echo(text: "\\uFFFF") }', true],
    ['{ echo(input: { title: """a\u{FFFE}""" }) }', true],
    ['{ echo(text: "课程 𠮷") }', false],
    ['{ echo(text: $x) }', false],
  ])('literal in %j is an offence: %s', (query, expected) => {
    expect(findIllFormedLiteral(parse(query))?.kind ?? null).toBe(expected ? Kind.STRING : null);
  });
});
