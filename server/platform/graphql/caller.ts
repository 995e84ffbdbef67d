// Caller: who asks, what they may do and which rows they see; resolved once a request.
import type { Language } from '../../kernel/refusals.js';
import type { ApiScope, Role, SignInStep } from '../../kernel/roles.js';
import type { Scope } from '../database/scope.js';

export interface Caller {
  /** `PENDING`: the password was right and `step` is still to be done; until then the session sees nothing. */
  kind: 'PERSON' | 'API_CLIENT' | 'PENDING' | 'ANONYMOUS';
  /** Who, in one word, for the audit trail: `person:12`, `client:3`, `anonymous`; who looks as an office is both: `person:12 as office:345`. */
  actor: string;
  name: string;
  personId: number | null;
  clientId: number | null;
  sessionId: number | null;
  step: SignInStep | null;
  /** The role in which a person acts now. */
  roleId: number | null;
  role: Role | null;
  officeId: number | null;
  apiScopes: readonly ApiScope[];
  /** The office as whose administrator a person looks, and reads only; scope, role and office are then that office's. */
  viewingAs: { officeId: number; until: Date } | null;
  scope: Scope;
  actions: ReadonlySet<string>;
}

export const anonymous: Omit<Caller, 'actions'> = {
  kind: 'ANONYMOUS', actor: 'anonymous', name: '', personId: null, clientId: null, sessionId: null, step: null, roleId: null, role: null, officeId: null, apiScopes: [], viewingAs: null, scope: { kind: 'anonymous' },
};

/** What every resolver gets: the caller and the request's own things. */
export interface RequestContext {
  caller: Caller;
  language: Language;
  requestId: string;
  /** The caller's network address, for the lock on wrong passwords. */
  address: string;
  /** What the browser says it is, for the list of own sessions. */
  userAgent: string;
  /** The session token of the cookie, when there is one. */
  sessionToken: string | null;
  /** Sets or clears the session cookie on the answer. */
  setSession(token: string | null, expiresAt: Date): void;
  /** One set of DataLoaders a request; made on first use by the domain that owns them. */
  loaders: Map<string, unknown>;
}

/** Whether somebody has finished signing in; a platform has by its token. */
export function isSignedIn(caller: Caller): boolean {
  return caller.kind === 'PERSON' || caller.kind === 'API_CLIENT';
}

/** A person with an id acts; services that need one call this. Permission was decided before, so anything else is a bug. */
export function personOf(caller: Pick<Caller, 'personId'>): number {
  if (caller.personId === null) throw new Error('the action needs a person');
  return caller.personId;
}
