// GET /sso/start and /sso/callback: single sign-on by OpenID Connect (authorization code with PKCE). What was begun is kept
// sealed in a cookie of the very browser that began it, so that nobody can be signed in by a link made elsewhere.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../graphql/caller.js';

/** Why single sign-on did not sign anybody in; the sign-in page says it in words. */
export type SingleSignOnFailure = 'UNAVAILABLE' | 'REFUSED' | 'UNKNOWN_PERSON';

export interface SingleSignOnDoor {
  /** Where the browser goes to, and what it must bring back. */
  start(redirectUri: string): Promise<{ url: string; sealed: string } | SingleSignOnFailure>;
  /** Signs the person in through the context; null when that went well. */
  finish(context: RequestContext, answer: URL, sealed: string | null): Promise<SingleSignOnFailure | null>;
}

export interface SsoRouteOptions { isHttps: boolean; contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> }

const beganCookie = 'yanxiu_sso';
const beganSeconds = 600;

export function ssoRoute(app: FastifyInstance, door: SingleSignOnDoor, options: SsoRouteOptions): void {
  // Lax, because the browser comes back from another site; the session's own cookie stays strict.
  const attributes = { path: '/sso', httpOnly: true, sameSite: 'lax' as const, secure: options.isHttps };
  const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;
  const leave = (reply: FastifyReply, to: string): FastifyReply => reply.header('cache-control', 'no-store').redirect(to, 302);

  app.get('/sso/start', async (request, reply) => {
    const began = await door.start(`${originOf(request)}/sso/callback`);
    if (typeof began === 'string') return leave(reply, `/login?sso=${began}`);
    reply.setCookie(beganCookie, began.sealed, { ...attributes, maxAge: beganSeconds });
    return leave(reply, began.url);
  });

  app.get('/sso/callback', async (request, reply) => {
    // Once only: whatever comes of it, the browser has to begin anew.
    reply.clearCookie(beganCookie, attributes);
    const failure = await door.finish(await options.contextOf(request, reply), new URL(request.url, originOf(request)), request.cookies[beganCookie] ?? null);
    return leave(reply, failure === null ? '/' : `/login?sso=${failure}`);
  });
}
