// The entrance: turns an opened or carried-on session into the answer and the cookie of this request.
import type { Caller, RequestContext } from '../../platform/graphql/caller.js';
import type { CallerService } from '../caller.service.js';
import type { SecondFactorService } from '../second-factor.service.js';
import type { OpenedSession } from '../session.store.js';
import type { SignInChallengeType } from './account.type.js';
import type { ViewerType } from './viewer.type.js';

export interface Entered { viewer: ViewerType | null; challenge: SignInChallengeType | null }

export class Entrance {
  /** `demoSecret`: the second factor's secret that a demonstration publishes; null in earnest. */
  constructor(private readonly callers: CallerService, private readonly factors: SecondFactorService, private readonly demoSecret: string | null) {}

  async enter(context: RequestContext, { token, expiresAt }: OpenedSession): Promise<Entered> {
    context.setSession(token, expiresAt);
    context.caller = await this.callers.ofSession(token, true);
    return this.standing(context.caller);
  }

  /** Where the caller stands: in, before a step, or outside. */
  async standing(caller: Caller): Promise<Entered> {
    return { viewer: viewerOf(caller), challenge: await this.challengeOf(caller) };
  }

  async challengeOf({ step, name, personId }: Caller): Promise<SignInChallengeType | null> {
    if (step === null || personId === null) return null;
    return { step, name, demoCode: step === 'SECOND_FACTOR' && this.demoSecret !== null ? await this.factors.demoCode(personId, this.demoSecret) : null };
  }
}

export function viewerOf({ kind, name, apiScopes }: Caller): ViewerType | null {
  return kind === 'PERSON' || kind === 'API_CLIENT' ? { kind, name, scopes: apiScopes } : null;
}
