// Which refused requests are answered with 200: GraphQL over HTTP asks it for plain mistakes, and only of old clients.
import type { GraphQLError } from 'graphql';
import { isExcessRefusal } from './refusal.js';

const plainMistakes: ReadonlySet<unknown> = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * "SHOULD use 200 on document parsing, validation and coercion failure when accepting application/json" (audits 572B, FDE2, 7B9B).
 * We read that narrowly: the client names application/json and does not know application/graphql-response+json.
 * Everyone else (no Accept, any type, the new type), every hostile document and every malformed request gets its 4xx.
 */
export function isAnsweredWith200(errors: readonly GraphQLError[], accept: string | undefined): boolean {
  return namesOnlyPlainJson(accept ?? '') && errors.every((error) => plainMistakes.has(error.extensions['code']) && !isExcessRefusal(error));
}

function namesOnlyPlainJson(accept: string): boolean {
  const types = accept.split(',').map((range) => range.split(';', 1).join('').trim().toLowerCase());
  return types.includes('application/json') && !types.includes('application/graphql-response+json');
}
