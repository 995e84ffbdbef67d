// GET /live: server-sent events that say "something you may see has changed". Ended on shutdown and when the session ends.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isSignedIn, type Caller } from '../graphql/caller.js';
import type { Live } from '../live/live.js';

const heartbeatMs = 20_000;

export function liveRoute(app: FastifyInstance, live: Live, authenticate: (request: FastifyRequest) => Promise<Caller>): void {
  const open = new Set<() => void>();
  let isClosing = false;
  app.get('/live', { logLevel: 'warn' }, async (request, reply) => {
    const caller = await authenticate(request);
    if (!isSignedIn(caller)) return reply.code(401).send({ errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED', requestId: request.id } }] });
    // Who came while the server closes would hear nothing and keep it from closing.
    if (isClosing) return reply.code(503).header('connection', 'close').header('retry-after', '2').send({ errors: [{ message: 'The service is ending; connect anew.', extensions: { code: 'SERVICE_UNAVAILABLE', requestId: request.id } }] });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' });
    raw.write('retry: 2000\n\n');
    const unsubscribe = live.subscribe(caller.scope, (topic) => raw.write(`event: changed\ndata: ${JSON.stringify({ topic })}\n\n`));
    const end = () => { unsubscribe(); clearInterval(timer); open.delete(end); raw.end(); };
    // A session that has ended, or a role that has changed, ends the stream at the next beat; the browser connects anew.
    const timer = setInterval(() => {
      raw.write(': still here\n\n');
      authenticate(request).then((now) => { if (now.actor !== caller.actor || now.roleId !== caller.roleId) end(); }, end);
    }, heartbeatMs);
    open.add(end);
    request.raw.on('close', end);
    return reply;
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const end of [...open]) end();
  });
}
