// Structured logs: one JSON object a line, with the request id. No bodies, no headers, no variables.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { destination, pino } from 'pino';
import type { FastifyBaseLogger } from 'fastify';

/** To standard output for containers, into the data folder for a desk. */
export function createLogger(target: { kind: 'stdout' } | { kind: 'file'; folder: string } | { kind: 'none' }): FastifyBaseLogger {
  if (target.kind === 'none') return pino({ level: 'silent' });
  const settings = {
    level: 'info',
    redact: ['req.headers', 'err.parameters', 'err.query'],
    serializers: {
      req: (request: { method: string; url: string; id?: string }) => ({ method: request.method, url: request.url.split('?')[0] }),
      res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
      // A database error's detail quotes values of rows; the rest is safe to keep.
      err: (error: Error & { code?: string }) => ({ type: error.name, code: error.code, message: error.message.split('\n')[0], stack: error.stack }),
    },
  };
  if (target.kind === 'stdout') return pino(settings);
  mkdirSync(target.folder, { recursive: true });
  // Lines are written some at a time: a write for each costs as much as answering a small query. The process's end writes the rest.
  const file = destination({ dest: path.join(target.folder, 'server.jsonl'), sync: false, minLength: 4_096 });
  setInterval(() => { file.flush(); }, 500).unref();
  return pino(settings, file);
}
