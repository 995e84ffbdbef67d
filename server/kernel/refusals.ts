// Refusals: what a rule or a use case answers when it says no. Data, never exceptions.

/** Why something was refused; the same names stand in the public schema (RefusalCode). */
export const refusalCodes = [
  'WRONG_CREDENTIALS',
  'WRONG_CODE',
  'WEAK_PASSWORD',
  'NOT_ALLOWED',
  'LOCKED',
  'STALE',
  'LEASED',
  'NOT_LEASED',
  'OUT_OF_RANGE',
  'INCOMPLETE',
  'NOT_ALLOWED_IN_STATE',
  'TOO_LONG',
  'EMPTY',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'WRONG_PLACE',
  'IN_USE',
  'NOT_ENTITLED',
  'POST_TAKEN',
  'NOT_ELIGIBLE',
  'IDEMPOTENCY_KEY_REUSED',
  'NOTHING_TO_CHANGE',
  'TAKEN',
  'MALFORMED',
  'LIMIT_REACHED',
  'QUOTA_EXHAUSTED',
  'CLASS_FULL',
  'WINDOW_CLOSED',
  'ALREADY_ENROLLED',
  'NOT_IN_TURN',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  code: RefusalCode;
  /** What the person reads, in both languages; the transport picks one. */
  message: Bilingual;
  /** The input field that was refused, as a path: `criterionPoints.2.points`. */
  field: string | null;
  /** The requirement whose rule refused, e.g. JS-08. */
  requirement: string | null;
  /** The numbers and names that decided. */
  facts: { name: string; value: string }[];
}

export interface Bilingual { zh: string; en: string }
export type Language = keyof Bilingual;

export interface RefusalDetails { field?: string; requirement?: string; facts?: Record<string, string | number> }

export function refuse(code: RefusalCode, message: Bilingual, details: RefusalDetails = {}): Refusal {
  return {
    code,
    message,
    field: details.field ?? null,
    requirement: details.requirement ?? null,
    facts: Object.entries(details.facts ?? {}).map(([name, value]) => ({ name, value: String(value) })),
  };
}

/** Either a value or the reasons why there is none. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused<T = never>(...refusals: Refusal[]): Outcome<T> {
  return { ok: false, refusals };
}
