// What callers are told when the database cannot answer: try again (503), or it took too long (504). Everything else is a bug.
import { GraphQLError } from 'graphql';

/** PostgreSQL's codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const cancelled = '57014';
const lockNotAvailable = '55P03';
const uniqueViolation = '23505';
const foreignKeyViolation = '23503';
const retryable = new Set(['40001', '40P01']);
/** A prepared statement that the connection does not know. */
const unknownStatement = '26000';
const unavailableCodes = /^(08|53|57P)/;

/** A deadlock or serialization failure: nothing was written, and the same work may simply run again. */
export function isRetryable(error: unknown): boolean {
  return retryable.has(codeOf(error));
}

/** Somebody else has this already: a unique constraint of that name refused the write. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  const violation = [error, (error as { cause?: unknown } | null)?.cause].find((one) => (one as { code?: unknown } | null)?.code === uniqueViolation);
  return (violation as { constraint?: unknown } | undefined)?.constraint === constraint;
}

/** The write broke a unique or a foreign key: what it names exists already, or is named by something else. */
export function breaksConstraint(error: unknown): boolean {
  return [uniqueViolation, foreignKeyViolation].includes(codeOf(error));
}

/** A connection that is of no more use. */
export function isConnectionFailure(error: unknown): boolean {
  const code = codeOf(error);
  return /^E[A-Z]+$/.test(code) || unavailableCodes.test(code) || (error instanceof Error && /connection|timeout exceeded when trying to connect/i.test(error.message) && code === '');
}

/** The read itself was in order: its connection broke, or the read before it left the statement unprepared. */
export function isLostOnTheWay(error: unknown): boolean {
  return isConnectionFailure(error) || codeOf(error) === unknownStatement;
}

/** The error as a caller may see it; bugs stay what they are and are masked further up. */
export function translated(error: unknown): unknown {
  const code = codeOf(error);
  if (code === cancelled) return new GraphQLError('The operation took too long.', { extensions: { code: 'TIMEOUT', http: { status: 504 } } });
  if (code === lockNotAvailable || isRetryable(error) || isConnectionFailure(error)) {
    return unavailable();
  }
  return error;
}

export function unavailable(): GraphQLError {
  return new GraphQLError('The service cannot answer at the moment; try again.', { extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503, headers: new Map([['retry-after', '2']]) } } });
}

function codeOf(error: unknown): string {
  const direct = (error as { code?: unknown } | null)?.code;
  if (typeof direct === 'string') return direct;
  // The ORM wraps the driver's error.
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return typeof cause === 'string' ? cause : '';
}
