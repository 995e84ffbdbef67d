// The one HTTP port: /graphql, the console, /live, /oauth/token, /sso and /healthz.
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { ApolloServer } from '@apollo/server';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Language } from '../../kernel/refusals.js';
import type { Caller, RequestContext } from '../graphql/caller.js';
import { limits } from '../graphql/guards/index.js';
import type { KnownQueries } from '../graphql/known-queries.js';
import type { Live } from '../live/live.js';
import { liveRoute } from './live-route.js';
import { RequestLog } from './request-log.js';
import { ssoRoute, type SingleSignOnDoor } from './sso-route.js';
import { streamDoors, type DownloadDoor, type UploadDoor } from './stream-doors.js';
import { tokenRoute, type TokenIssuer } from './token-route.js';

export interface HttpOptions {
  apollo: ApolloServer<RequestContext>;
  knownQueries: KnownQueries;
  live: Live;
  issueToken: TokenIssuer;
  uploads: readonly UploadDoor[];
  downloads: readonly DownloadDoor[];
  /** Null where no identity provider is configured. */
  singleSignOn: SingleSignOnDoor | null;
  authenticate(credentials: Credentials): Promise<Caller>;
  anonymous(): Caller;
  /** True while the database answers. */
  isHealthy(): Promise<boolean>;
  /** The built console; null where there is none, as in API tests. */
  consoleFolder: string | null;
  isBehindProxy: boolean;
  logger: FastifyBaseLogger;
}

/** `isActivity`: somebody is at work, which keeps the session from running idle; a page that only stays open is not. */
export interface Credentials { sessionToken: string | null; bearer: string | null; isActivity: boolean }

const sessionCookie = 'yanxiu_session';

export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new RequestLog(),
    genReqId: () => crypto.randomUUID(),
    requestIdHeader: false,
    bodyLimit: limits.bodyBytes,
    trustProxy: options.isBehindProxy,
    // While it drains it still answers, and tells each client to connect anew.
    return503OnClosing: false,
    // A roster of 100,000 rows over a school's line, read no faster than it is stored.
    requestTimeout: 180_000,
    connectionTimeout: 0,
  });
  app.server.headersTimeout = 10_000;
  closesSilentConnections(app);
  await app.register(fastifyCookie);
  app.setErrorHandler(async (error: Problem, request, reply) => sendProblem(reply, statusOf(error), error, request));
  app.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(reply, options.isBehindProxy);
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') throw problem(415, 'Send the body as it is: no Content-Encoding is accepted.');
  });
  parseJsonStrictly(app);

  graphqlRoute(app, options);
  app.get('/healthz', { logLevel: 'warn' }, async (_request, reply) => {
    const isHealthy = await options.isHealthy();
    return reply.code(isHealthy ? 200 : 503).send({ status: isHealthy ? 'ok' : 'database unavailable' });
  });
  liveRoute(app, options.live, (request) => options.authenticate({ ...credentialsOf(request), isActivity: false }));
  await app.register(async (scope) => tokenRoute(scope, options.issueToken, (request, reply) => contextOf(request, reply, options)));
  if (options.singleSignOn) ssoRoute(app, options.singleSignOn, { isHttps: options.isBehindProxy, contextOf: (request, reply) => contextOf(request, reply, options) });
  await app.register(async (scope) => streamDoors(scope, options.uploads, options.downloads, (request, reply) => contextOf(request, reply, options)));
  await serveConsole(app, options.consoleFolder);
  return app;
}

/** Browsers open connections ahead of need, and Node's server waits for those that have said nothing yet as for a request: they are closed when it closes. */
function closesSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  let isClosing = false;
  app.server.on('connection', (socket) => {
    if (isClosing) {
      socket.destroy();
      return;
    }
    open.add(socket);
    socket.once('close', () => { open.delete(socket); });
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  });
}

function graphqlRoute(app: FastifyInstance, options: HttpOptions): void {
  const answerByApollo = fastifyApolloHandler(options.apollo, { context: (request, reply) => contextOf(request, reply, options) });
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    async handler(request, reply) {
      const { accept } = request.headers;
      if (accept && !/(\*\/\*|application\/(\*|json|graphql-response\+json))/.test(accept)) throw problem(406, 'The answer is application/json or application/graphql-response+json.');
      reply.header('cache-control', 'no-store');
      if (request.method === 'POST' && (accept === undefined || accept === '*/*' || accept === 'application/json')) {
        const answer = await options.knownQueries.answer(request.body, () => contextOf(request, reply, options));
        if (answer !== null) return reply.type('application/json; charset=utf-8').send(answer);
      }
      return answerByApollo.call(app, request, reply);
    },
  });
}

async function contextOf(request: FastifyRequest, reply: FastifyReply, options: HttpOptions): Promise<RequestContext> {
  const credentials = credentialsOf(request);
  // Answers hold personal data: nothing on the way keeps them.
  reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' });
  return {
    caller: await options.authenticate(credentials),
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    sessionToken: credentials.sessionToken,
    loaders: new Map(),
    setSession: (token, expires) => {
      const attributes = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: options.isBehindProxy };
      if (token === null) reply.clearCookie(sessionCookie, attributes);
      else reply.setCookie(sessionCookie, token, { ...attributes, expires });
    },
  };
}

/** A cookie only counts for pages of this very origin; a token in the header speaks for itself. */
function credentialsOf(request: FastifyRequest): Credentials {
  const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
  const { origin } = request.headers;
  const isOwnOrigin = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host);
  return { bearer, isActivity: true, sessionToken: bearer === null && isOwnOrigin ? (request.cookies[sessionCookie] ?? null) : null };
}

export function languageOf(header: string | undefined): Language {
  return /^\s*en\b/i.test(header ?? '') ? 'en' : 'zh';
}

/** JSON in UTF-8 and nothing else: bytes that are no text are refused, never replaced. */
function parseJsonStrictly(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase();
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') { done(problem(415, 'Only charset=utf-8 is accepted.')); return; }
    let text: string;
    try {
      text = decoder.decode(body as Buffer);
    } catch {
      done(problem(400, 'The body is not valid UTF-8.'));
      return;
    }
    void app.getDefaultJsonParser('error', 'error')(request, text, (error, value) => (error ? done(problem(400, 'The body is not valid JSON.')) : done(null, value)));
  });
}

async function serveConsole(app: FastifyInstance, folder: string | null): Promise<void> {
  const hasConsole = folder !== null && existsSync(path.join(folder, 'index.html'));
  if (hasConsole) {
    await app.register(fastifyStatic, {
      root: folder, index: false, wildcard: true, decorateReply: true, preCompressed: true,
      setHeaders: (reply, file) => { reply.header('cache-control', /[\\/]assets[\\/]/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache'); },
    });
    app.get('/', async (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html', folder));
  }
  app.setNotFoundHandler(async (request, reply) => {
    // The console's own addresses are made in the browser: any page address is answered with the console.
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html') && !path.extname(request.url.split('?')[0] ?? '');
    if (hasConsole && isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html', folder);
    return sendProblem(reply, 404, { message: 'Not found.' }, request);
  });
}

function setSecurityHeaders(reply: FastifyReply, isHttps: boolean): void {
  reply.headers({
    'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  });
}

function problem(statusCode: number, message: string): Error & { statusCode: number } {
  return Object.assign(new Error(message), { statusCode });
}

/** What fastify, one of its parsers or, while the caller is looked up, the database says. */
interface Problem { statusCode?: number; message: string; extensions?: { http?: { status?: number } } }

function statusOf({ statusCode, extensions }: Problem): number {
  const status = statusCode ?? extensions?.http?.status ?? 500;
  return status >= 400 ? status : 500;
}

/** What happens before GraphQL is answered in GraphQL's own form, so that every client reads one kind of error. */
function sendProblem(reply: FastifyReply, status: number, error: { message: string }, request: FastifyRequest): FastifyReply {
  const code = status === 404 ? 'NOT_FOUND' : status === 429 ? 'RATE_LIMITED' : status === 503 ? 'SERVICE_UNAVAILABLE' : status === 504 ? 'TIMEOUT' : status >= 500 ? 'INTERNAL' : 'BAD_USER_INPUT';
  const isBug = status >= 500 && status !== 503 && status !== 504;
  if (isBug) request.log.error({ err: error }, 'request failed');
  if (status === 503) reply.header('retry-after', '2');
  const message = status === 413 ? `The body is larger than ${limits.bodyBytes} bytes.` : status === 415 ? 'Send application/json in UTF-8.' : isBug ? 'Internal error' : error.message;
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify({ errors: [{ message, extensions: { code, requestId: request.id } }] }));
}
