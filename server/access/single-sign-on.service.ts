// Single sign-on by OpenID Connect: authorization code with PKCE, state and nonce; a person is known by the training number alone.
import * as openid from 'openid-client';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import type { SingleSignOnDoor, SingleSignOnFailure } from '../platform/http/sso-route.js';
import type { Vault } from '../platform/vault/vault.js';
import type { SessionStore } from './session.store.js';

export interface SingleSignOnSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim of the provider that carries the training number. */
  claim: string;
  scope: string;
  /** What the button says, in the users' words. */
  label: string;
}

interface Began { verifier: string; state: string; nonce: string; at: number }

const beganMs = 10 * 60_000;
const timeoutSeconds = 10;
/** Multiple factors were asked for (RFC 8176); then no second one is asked here. */
const multipleFactors = 'mfa';
const signOnJob = { kind: 'job', job: 'single-sign-on' } as const;

export class SingleSignOnService implements SingleSignOnDoor {
  #configuration: openid.Configuration | null = null;

  constructor(private readonly settings: SingleSignOnSettings, private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault, private readonly sessions: SessionStore, private readonly report: (error: unknown) => void) {}

  async start(redirectUri: string): Promise<{ url: string; sealed: string } | SingleSignOnFailure> {
    const configuration = await this.#discover();
    if (!configuration) return 'UNAVAILABLE';
    const began: Began = { verifier: openid.randomPKCECodeVerifier(), state: openid.randomState(), nonce: openid.randomNonce(), at: this.clock.system().getTime() };
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri, scope: this.settings.scope, state: began.state, nonce: began.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(began.verifier), code_challenge_method: 'S256',
    });
    return { url: url.href, sealed: this.vault.seal(JSON.stringify(began)).toString('base64url') };
  }

  async finish(context: RequestContext, answer: URL, sealed: string | null): Promise<SingleSignOnFailure | null> {
    const began = this.#opened(sealed);
    if (!began) return 'REFUSED';
    const configuration = await this.#discover();
    if (!configuration) return 'UNAVAILABLE';
    const claims = await this.#claimsOf(configuration, answer, began);
    if (!claims) return 'REFUSED';
    const trainingNumber = claims[this.settings.claim];
    const [person] = await this.database.rows<{ id: number; officeId: number | null }>(signOnJob, sql`select id, office_id as "officeId" from person where training_number = ${typeof trainingNumber === 'string' ? trainingNumber : ''}`);
    if (!person) return 'UNKNOWN_PERSON';
    const isSecondFactorShown = Array.isArray(claims['amr']) && claims['amr'].includes(multipleFactors);
    const opened = await this.database.transaction(signOnJob, async (tx) => {
      const session = await this.sessions.open(tx, context, { personId: person.id, method: 'SINGLE_SIGN_ON', isSecondFactorShown });
      await recordAudit(tx, { ...context, caller: { ...context.caller, actor: `person:${person.id}`, officeId: person.officeId } }, { action: 'access.signIn', subject: null, facts: { method: 'SINGLE_SIGN_ON', issuer: this.settings.issuer, isSecondFactorShown } });
      return session;
    });
    context.setSession(opened.token, opened.expiresAt);
    return null;
  }

  /** Claims of the identity token, with those that the provider only tells by its user information. */
  async #claimsOf(configuration: openid.Configuration, answer: URL, { verifier, state, nonce }: Began): Promise<Record<string, unknown> | null> {
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, answer, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) return null;
      if (claims[this.settings.claim] !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
      return { ...(await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)), amr: claims['amr'] };
    } catch (error) {
      this.report(error);
      return null;
    }
  }

  #opened(sealed: string | null): Began | null {
    try {
      const began = JSON.parse(this.vault.open(Buffer.from(sealed ?? '', 'base64url'))) as Began;
      return this.clock.system().getTime() - began.at < beganMs ? began : null;
    } catch {
      // Made by nobody here, or changed on the way.
      return null;
    }
  }

  /** Asked when it is first needed: a provider that is away must not keep the server from starting. */
  async #discover(): Promise<openid.Configuration | null> {
    try {
      const { issuer, clientId, clientSecret } = this.settings;
      const url = new URL(issuer);
      // Without TLS only on this very machine.
      const isLoopback = url.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === 'localhost');
      // The library marks this as deprecated to make it stand out; there is no other way to speak to a provider on loopback.
      this.#configuration ??= await openid.discovery(url, clientId, clientSecret, undefined, { timeout: timeoutSeconds, ...(isLoopback ? { execute: [openid.allowInsecureRequests] } : {}) });
      return this.#configuration;
    } catch (error) {
      this.report(error);
      return null;
    }
  }
}
