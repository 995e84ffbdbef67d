// The error that a guard reports: stable code, HTTP 400, and the limit with both figures for programs to read.
import { GraphQLError, type ASTNode } from 'graphql';

export interface ExcessFacts {
  /** Name of the limit; also what tells a guard's refusal from an ordinary validation error. */
  readonly limit: string;
  readonly message: string;
  readonly allowed?: number;
  readonly found?: number;
  /** Where in the request, in the caller's own words. */
  readonly at?: string;
  readonly node?: ASTNode | undefined;
}

export function refuseExcess(facts: ExcessFacts): GraphQLError {
  const { limit, message, allowed, found, at, node } = facts;
  return new GraphQLError(message, {
    nodes: node ?? null,
    extensions: {
      code: 'BAD_USER_INPUT',
      limit,
      ...(allowed === undefined ? {} : { allowed }),
      ...(found === undefined ? {} : { found }),
      ...(at === undefined ? {} : { at }),
      // Its own status: such a document is refused with 4xx even where plain mistakes are answered with 200.
      http: { status: 400 },
    },
  });
}

export function isExcessRefusal(error: GraphQLError): boolean {
  return typeof error.extensions['limit'] === 'string' || isTokenExcess(error);
}

/** The parser stops by itself and says so only in words (its "that" is its own). */
export function isTokenExcess(error: GraphQLError): boolean {
  return /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(error.message);
}
