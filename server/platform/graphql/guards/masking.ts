// What an error tells: a stable code, a short message, nothing of the engine, and no schema name to those who may not know it.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { withoutNumbers } from '../../../kernel/personal-numbers.js';
import type { Limits } from './limits.js';
import { isTokenExcess } from './refusal.js';

export const refusalCodes = [
  'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT', 'RATE_LIMITED', 'TIMEOUT', 'SERVICE_UNAVAILABLE', 'INTERNAL',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Codes of Apollo Server and TypeGraphQL, in our words. */
const translated: ReadonlyMap<string, RefusalCode> = new Map<string, RefusalCode>([
  ...refusalCodes.map((code) => [code, code] as const),
  ['UNAUTHORIZED', 'FORBIDDEN'],
  ['BAD_REQUEST', 'BAD_USER_INPUT'],
  ['GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT'],
  ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'],
  ['OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT'],
  ['PERSISTED_QUERY_NOT_FOUND', 'BAD_USER_INPUT'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'BAD_USER_INPUT'],
]);

/** Words of V8 that a library may have passed on inside an otherwise honest refusal. */
const engineWords = /call stack|Cannot read propert|is not a function|is not iterable|Cannot convert .+ to |Invalid array length/;
const positionsShown = 3;

export function codeOf(error: unknown): RefusalCode {
  if (!(error instanceof GraphQLError)) return 'INTERNAL';
  const code = error.extensions['code'];
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') return translated.get(code) ?? 'INTERNAL';
  return isArgumentMistake(error) ? 'BAD_USER_INPUT' : 'INTERNAL';
}

/** `requestId` is null only where no request is known yet (a body that is no GraphQL request). */
export function formatRefusal(error: unknown, requestId: string | null, limits: Limits): GraphQLFormattedError {
  const code = codeOf(error);
  const place = error instanceof GraphQLError ? error.toJSON() : undefined;
  const where = {
    ...(place?.locations === undefined ? {} : { locations: place.locations.slice(0, positionsShown) }),
    ...(place?.path === undefined ? {} : { path: place.path }),
  };
  if (!(error instanceof GraphQLError) || code === 'INTERNAL') {
    return { message: 'Internal error', ...where, extensions: { code: 'INTERNAL', ...(requestId === null ? {} : { requestId }) } };
  }
  if (isTokenExcess(error)) {
    const { tokens } = limits;
    return { message: `The document has more than ${tokens} tokens; at most ${tokens} are allowed.`, ...where, extensions: { code, limit: 'tokens', allowed: tokens } };
  }
  const { http: _http, stacktrace: _stacktrace, exception: _exception, ...extensions } = error.extensions;
  return { message: readableMessage(error.message, limits), ...where, extensions: { ...extensions, ...(typeof extensions['at'] === 'string' ? { at: withoutNumbers(extensions['at']) } : {}), code } };
}

/** Removes the suggestions and every quoted name that the caller has not written, so that guessing tells nothing. */
export function maskSuggestions(message: string, typedNames: ReadonlySet<string>): string {
  return message
    .replace(/\s*Did you mean[\s\S]*$/, '')
    // After the caller's value come the words of a scalar, which know its name.
    .replace(/(, found |cannot represent [\w -]*value: |invalid value )[\s\S]*$/, (_, lead: string) => (lead.startsWith(',') ? '.' : `${lead.trim()}.`))
    .replace(/"((?:[^"\\]|\\.)*)"/g, (quoted, inside: string) => (namesIn(inside).every((name) => typedNames.has(name) || builtIn.has(name)) ? quoted : '"…"'))
    // Scalars and enums begin their own messages with their name, unquoted.
    .replace(/^([A-Za-z_]\w*)(?= cannot represent)/, (name) => (typedNames.has(name) || builtIn.has(name) ? name : 'The type'));
}

export function namesTypedIn(source: string): ReadonlySet<string> {
  return new Set(namesIn(source));
}

const builtIn: ReadonlySet<string> = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

function namesIn(text: string): readonly string[] {
  return text.match(/[_A-Za-z]\w*/g) ?? [];
}

function readableMessage(message: string, limits: Limits): string {
  if (engineWords.test(message)) return 'The request could not be read.';
  // A message quotes what the caller sent, and messages are kept in logs and tickets on the caller's side.
  const told = withoutNumbers(message);
  return told.length > limits.messageLength ? `${told.slice(0, limits.messageLength).toWellFormed()}…` : told;
}

/** graphql-js refuses null for a required argument only while executing, and without a code. */
function isArgumentMistake(error: GraphQLError): boolean {
  const cause = error.originalError ?? error;
  return cause instanceof GraphQLError && cause.extensions['code'] === undefined && /^Argument "\w+" (of|has) /.test(cause.message);
}
