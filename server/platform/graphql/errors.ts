// The few errors that are thrown at callers; everything that a rule says no to is a refusal instead.
import { GraphQLError } from 'graphql';

/** The same for what never existed and for what lies outside the caller's scope. */
export function notFound(): GraphQLError {
  return new GraphQLError('Not found.', { extensions: { code: 'NOT_FOUND' } });
}

export function badInput(message: string, field: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field } });
}

/** For what depends on an argument; what depends on the operation alone is decided in permission.ts. */
export function forbidden(action: string): GraphQLError {
  return new GraphQLError(`Not allowed: needs ${action}.`, { extensions: { code: 'FORBIDDEN', action, http: { status: 403 } } });
}
