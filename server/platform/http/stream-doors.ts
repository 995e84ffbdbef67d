// Doors for files: what is too large for GraphQL comes in and goes out as a stream, by the same sessions, tokens and rights.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../graphql/caller.js';

export interface UploadDoor {
  path: string;
  /** The right that the caller needs; people only, acting at an office. */
  action: string;
  maximumBytes: number;
  receive(context: RequestContext, file: { name: string | null; stream: Readable }): Promise<object>;
}

export interface DownloadDoor {
  path: string;
  action: string;
  /** Throws NOT_FOUND for what is out of scope before the first byte. */
  send(context: RequestContext, parameters: Readonly<Record<string, string>>): Promise<{ fileName: string; chunks: AsyncIterable<string> }>;
}

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

export function streamDoors(app: FastifyInstance, uploads: readonly UploadDoor[], downloads: readonly DownloadDoor[], contextOf: ContextOf): void {
  app.removeAllContentTypeParsers();
  // The body is not gathered: the route reads it as it comes.
  app.addContentTypeParser(['text/csv', 'application/octet-stream'], (_request, payload, done) => done(null, payload));
  for (const door of uploads) {
    app.post(door.path, { bodyLimit: door.maximumBytes }, async (request, reply) => {
      const context = await contextOf(request, reply);
      if (!isAllowed(context, door.action, reply, request)) return reply;
      if (Number(request.headers['content-length'] ?? 0) > door.maximumBytes) return refuse(reply, request, 413, 'BAD_USER_INPUT', `The file is larger than ${door.maximumBytes} bytes.`);
      const name = (request.query as Record<string, unknown>)['name'];
      const answer = await door.receive(context, { name: typeof name === 'string' && name !== '' ? name : null, stream: request.body instanceof Readable ? request.body : Readable.from([]) });
      return reply.code(201).send(answer);
    });
  }
  for (const door of downloads) {
    app.get(door.path, async (request, reply) => {
      const context = await contextOf(request, reply);
      if (!isAllowed(context, door.action, reply, request)) return reply;
      const parameters = Object.fromEntries(Object.entries(request.query as Record<string, unknown>).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
      const file = await door.send(context, parameters).catch((error: unknown) => { if (isMissing(error)) return null; throw error; });
      if (file === null) return refuse(reply, request, 404, 'NOT_FOUND', 'Not found.');
      const { fileName, chunks } = file;
      return reply.headers({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }).send(Readable.from(chunks));
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'NOT_FOUND';
}

function isAllowed({ caller }: RequestContext, action: string, reply: FastifyReply, request: FastifyRequest): boolean {
  if (caller.actions.has(action) && caller.officeId !== null) return true;
  if (caller.kind === 'ANONYMOUS') refuse(reply, request, 401, 'UNAUTHENTICATED', 'Sign in first.');
  else refuse(reply, request, 403, 'FORBIDDEN', `Not allowed: needs ${action}.`);
  return false;
}

/** A refused body is not read; the connection ends with the answer. */
function refuse(reply: FastifyReply, request: FastifyRequest, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).header('connection', 'close').type('application/json; charset=utf-8').send(JSON.stringify({ errors: [{ message, extensions: { code, requestId: request.id } }] }));
}
