// Error messages: stable codes, nothing of the engine, and no schema name that the caller has not typed.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, GraphQLError, isInputObjectType, isInterfaceType, isObjectType, isEnumType, parse, specifiedRules, validate } from 'graphql';
import { formatRefusal, limits, maskSuggestions, namesTypedIn } from '../../../server/platform/graphql/guards/index.js';
import { serve, signedIn, type Served } from './served.js';

const domainTerms = [
  'teacher', 'teachers', 'school', 'office', 'offices', 'county', 'city', 'province', 'programme', 'period', 'training', 'course', 'courses', 'class', 'classes',
  'learner', 'tutor', 'expert', 'enrolment', 'enrolments', 'quota', 'grade', 'grades', 'score', 'scores', 'credit', 'credits', 'hours', 'certificate', 'certificates',
  'assignment', 'submission', 'submissions', 'review', 'reviews', 'rubric', 'draft', 'essay', 'homework', 'discussion', 'post', 'comment', 'notice', 'message', 'attendance',
  'session', 'heartbeat', 'progress', 'video', 'lesson', 'lessons', 'plan', 'plans', 'evaluation', 'survey', 'question', 'answer', 'exam', 'paper', 'report',
  'statistics', 'indicator', 'monitor', 'export', 'import', 'job', 'jobs', 'webhook', 'client', 'token', 'scope', 'viewer', 'account', 'secret', 'password', 'role', 'permission',
  'audit', 'event', 'person', 'people', 'mobile', 'identityCard', 'name', 'code', 'title', 'subject', 'stage', 'status', 'level', 'region', 'district', 'appeal', 'rule', 'version',
  'decision', 'ledger', 'batch', 'file', 'upload', 'download', 'node',
];

const domainSchema = buildSchema(`
  enum CourseStatus { OPEN CLOSED ARCHIVED }
  input CourseInput { title: String! status: CourseStatus! hoursPlanned: Int }
  type Course { id: ID! ${domainTerms.map((term) => `${term}Name: String`).join(' ')} nodeOf: Course }
  type Query { ${domainTerms.map((term) => `${term}(id: ID, input: CourseInput, statusFilter: CourseStatus): Course`).join(' ')} certificateByNumber(number: String!): Course }
`);

const schemaNames: ReadonlySet<string> = new Set(Object.values(domainSchema.getTypeMap()).filter((type) => !type.name.startsWith('__')).flatMap((type) => [
  type.name,
  ...(isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).flatMap((field) => [field.name, ...field.args.map((argument) => argument.name)]) : []),
  ...(isInputObjectType(type) ? Object.keys(type.getFields()) : []),
  ...(isEnumType(type) ? type.getValues().map((value) => value.name) : []),
]));

/** Every way to be nearly right: fields, arguments, types, enum values, input fields, missing selections. */
function guesses(term: string): readonly string[] {
  const typo = `${term.slice(0, -1)}x`;
  return [
    `{ ${typo} { id } }`,
    `{ ${term} }`,
    `{ ${term}(idd: 1) { idx } }`,
    `{ ${term}(input: { titl: "a" }) { ${typo}Nam } }`,
    `{ ${term}(statusFilter: OPNE) { id } }`,
    `{ ${term}(statusFilter: "a\\"b", input: """x"y""") { id } }`,
    `query($v: Cours) { ${term}(input: $v) { id } }`,
    `query($v: Int) { ${term}(input: $v) { id } }`,
    `{ ... on Cors { ${typo} } certificateByNumbr }`,
    `{ certificateByNumber { id } }`,
  ];
}

describe('masking', () => {
  test(`${domainTerms.length * 10} nearly right documents disclose no name of the schema`, () => {
    const disclosed: string[] = [];
    for (const query of domainTerms.flatMap(guesses)) {
      const typed = namesTypedIn(query);
      for (const error of validate(domainSchema, parse(query), specifiedRules)) {
        const masked = maskSuggestions(error.message, typed);
        const quoted = [...masked.matchAll(/"([^"]*)"/g)].flatMap((match) => match[1]?.match(/\w+/g) ?? []);
        const upperCase = masked.match(/\b[A-Z]\w+\b/g) ?? [];
        for (const name of [...quoted, ...upperCase]) if (schemaNames.has(name) && !typed.has(name) && !['String', 'Int', 'ID', 'Boolean', 'Float'].includes(name)) disclosed.push(`${name} in ${masked} for ${query}`);
        expect(masked).not.toContain('Did you mean');
      }
    }
    expect(disclosed).toEqual([]);
  });

  test.each([
    ['Cannot query field "teachr" on type "Query". Did you mean "teacher" or "teachers"?', '{ teachr }', 'Cannot query field "teachr" on type "…".'],
    ['Unknown argument "x" on field "Query.office".', '{ office(x: 1) }', 'Unknown argument "x" on field "…".'],
    ['Variable "$v" of type "Int" used in position expecting type "CourseInput!".', 'query($v: Int) { a(b: $v) }', 'Variable "$v" of type "Int" used in position expecting type "…".'],
    ['Variable "$v" got invalid value { a: 1 }; Field "title" of required type "String!" was not provided.', 'query($v: C)', 'Variable "$v" got invalid value.'],
    ['DateTime cannot represent an invalid date-time-string abc.', '{ a }', 'The type cannot represent an invalid date-time-string abc.'],
  ])('%s becomes, for an anonymous caller, %s', (message, source, expected) => {
    expect(maskSuggestions(message, namesTypedIn(source))).toBe(expected);
  });

  test.each([
    ['UNAUTHENTICATED', 'UNAUTHENTICATED'], ['FORBIDDEN', 'FORBIDDEN'], ['UNAUTHORIZED', 'FORBIDDEN'], ['NOT_FOUND', 'NOT_FOUND'], ['RATE_LIMITED', 'RATE_LIMITED'],
    ['TIMEOUT', 'TIMEOUT'], ['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'], ['BAD_REQUEST', 'BAD_USER_INPUT'], ['GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT'],
    ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'], ['INTERNAL_SERVER_ERROR', 'INTERNAL'], ['23505', 'INTERNAL'],
  ])('the code %s is told as %s', (code, expected) => {
    expect(formatRefusal(new GraphQLError('words', { extensions: { code } }), 'r1', limits).extensions?.['code']).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['an exception', new RangeError('Maximum call stack size exceeded')],
    ['a wrapped exception', new GraphQLError('relation "person" does not exist', { originalError: new Error('relation "person" does not exist') })],
    ['text', 'oops'],
    ['nothing', undefined],
  ])('%s is told as INTERNAL with the request id and nothing else', (_, error) => {
    expect(formatRefusal(error, 'r1', limits)).toEqual({ message: 'Internal error', extensions: { code: 'INTERNAL', requestId: 'r1' } });
  });

  test('words of the engine inside an honest refusal are not passed on', () => {
    const error = new GraphQLError('Maximum call stack size exceeded', { extensions: { code: 'GRAPHQL_PARSE_FAILED', stacktrace: ['at parse'], http: { status: 400 } } });
    expect(formatRefusal(error, null, limits)).toEqual({ message: 'The request could not be read.', extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('a long message is cut, a whole character at a time', () => {
    const message = formatRefusal(new GraphQLError('🏃'.repeat(1_000), { extensions: { code: 'BAD_USER_INPUT' } }), null, limits).message;
    expect(message.length).toBeLessThanOrEqual(limits.messageLength + 1);
    expect(message.isWellFormed()).toBe(true);
  });
});

describe('masking over HTTP', () => {
  let served: Served;
  beforeAll(async () => { served = await serve(); });
  afterAll(async () => { await served.close(); });

  test('a signed-in caller is helped, an anonymous one is not', async () => {
    const query = '{ teacherz { id } }';
    expect((await served.post({ query }, signedIn)).body.errors?.[0]?.message).toContain('Did you mean "teachers"');
    expect((await served.post({ query })).body.errors?.[0]?.message).toBe('Cannot query field "teacherz" on type "…".');
    const body = { query: 'query($input: CourseInput) { echo(input: $input) }', variables: { input: { titel: 'a' } } };
    expect((await served.post(body, signedIn)).text).toContain('title');
    expect((await served.post(body)).text).not.toContain('title');
  });
});
