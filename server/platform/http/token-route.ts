// POST /oauth/token: OAuth 2.0 client credentials (RFC 6749, section 4.4), by HTTP Basic or by form fields.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../graphql/caller.js';
import { isWellFormedText } from '../graphql/guards/index.js';

export type TokenIssuer = (context: RequestContext, clientId: string, secret: string, wanted: readonly string[] | null) => Promise<{ accessToken: string; expiresIn: number; scopes: readonly string[] } | 'invalid_client' | 'invalid_scope'>;

export function tokenRoute(app: FastifyInstance, issue: TokenIssuer, contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))));
  app.post('/oauth/token', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
    const form = Object.fromEntries(Object.entries(request.body ?? {}).filter(([, value]) => typeof value === 'string')) as Record<string, string | undefined>;
    if (form['grant_type'] !== 'client_credentials') return reply.code(400).send({ error: 'unsupported_grant_type', error_description: 'grant_type must be client_credentials' });
    const [clientId, secret] = basicCredentials(request.headers.authorization) ?? [form['client_id'], form['client_secret']];
    const wanted = form['scope'] === undefined ? null : [...new Set(form['scope'].split(' ').filter(Boolean))];
    const token = clientId && secret && isWellFormedText(clientId) ? await issue(await contextOf(request, reply), clientId, secret, wanted) : 'invalid_client';
    if (token === 'invalid_client') return reply.code(401).header('www-authenticate', 'Basic realm="yanxiu"').send({ error: 'invalid_client', error_description: 'unknown client or wrong secret' });
    if (token === 'invalid_scope') return reply.code(400).send({ error: 'invalid_scope', error_description: 'the client does not hold all of these scopes' });
    return { access_token: token.accessToken, token_type: 'Bearer', expires_in: token.expiresIn, scope: token.scopes.join(' ') };
  });
}

function basicCredentials(header: string | undefined): [string, string] | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const [id, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [decodeURIComponentSafely(id ?? ''), decodeURIComponentSafely(rest.join(':'))];
}

function decodeURIComponentSafely(text: string): string {
  try { return decodeURIComponent(text); } catch { return text; }
}
