// Doors for files: what is too large for GraphQL comes in and goes out as a stream, by the same sessions, tokens and rights.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { workbookType } from '../files/workbook-file.js';
import type { RequestContext } from '../graphql/caller.js';

export interface UploadDoor {
  path: string;
  /** The right that the caller needs; people only, acting at an office. */
  action: string;
  maximumBytes: number;
  /** What is not taken is answered with 422 and the same body, which says why. Throws NOT_FOUND for what is out of scope, before it reads. */
  receive(context: RequestContext, file: { name: string | null; parameters: Readonly<Record<string, string>>; stream: Readable }): Promise<{ isTaken: boolean; answer: object }>;
}

export interface Download { fileName: string; type: string; chunks: AsyncIterable<string | Buffer> }

export interface DownloadDoor {
  path: string;
  action: string;
  /** Throws NOT_FOUND for what is out of scope and BAD_USER_INPUT for what cannot be made, before the first byte. */
  send(context: RequestContext, parameters: Readonly<Record<string, string>>): Promise<Download>;
}

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

export function streamDoors(app: FastifyInstance, uploads: readonly UploadDoor[], downloads: readonly DownloadDoor[], contextOf: ContextOf): void {
  app.removeAllContentTypeParsers();
  // The body is not gathered: the route reads it as it comes.
  app.addContentTypeParser(['text/csv', 'application/octet-stream', workbookType], (_request, payload, done) => done(null, payload));
  for (const door of uploads) {
    app.post(door.path, { bodyLimit: door.maximumBytes }, async (request, reply) => {
      const context = await contextOf(request, reply);
      if (!isAllowed(context, door.action, reply, request)) return reply;
      if (context.caller.viewingAs !== null) return refuse(reply, request, 403, 'FORBIDDEN', 'You are looking as another office: nothing can be changed until you end it.', 'READ_ONLY_VIEW');
      if (Number(request.headers['content-length'] ?? 0) > door.maximumBytes) return refuse(reply, request, 413, 'BAD_USER_INPUT', `The file is larger than ${door.maximumBytes} bytes.`);
      const parameters = parametersOf(request);
      const received = await door.receive(context, { name: parameters['name'] || null, parameters, stream: request.body instanceof Readable ? request.body : Readable.from([]) }).catch(refusalOf);
      if (received instanceof GraphQLError) return refuse(reply, request, ...answerTo(received));
      return reply.code(received.isTaken ? 201 : 422).send(received.answer);
    });
  }
  for (const door of downloads) {
    app.get(door.path, async (request, reply) => {
      const context = await contextOf(request, reply);
      if (!isAllowed(context, door.action, reply, request)) return reply;
      const file = await door.send(context, parametersOf(request)).catch(refusalOf);
      if (file instanceof GraphQLError) return refuse(reply, request, ...answerTo(file));
      const { fileName, type, chunks } = file;
      return reply.headers({ 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }).send(Readable.from(chunks));
    });
  }
}

function parametersOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(request.query as Record<string, unknown>).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function refusalOf(error: unknown): GraphQLError {
  if (error instanceof GraphQLError && ['NOT_FOUND', 'BAD_USER_INPUT', 'FORBIDDEN'].includes(error.extensions['code'] as string)) return error;
  throw error;
}

function answerTo({ extensions, message }: GraphQLError): [status: number, code: string, message: string, reason?: Reason] {
  if (extensions['code'] === 'NOT_FOUND') return [404, 'NOT_FOUND', 'Not found.'];
  if (extensions['code'] === 'FORBIDDEN') return [403, 'FORBIDDEN', message, 'APPROVAL_NEEDED'];
  return [400, 'BAD_USER_INPUT', message];
}

type Reason = 'READ_ONLY_VIEW' | 'APPROVAL_NEEDED';

function isAllowed({ caller }: RequestContext, action: string, reply: FastifyReply, request: FastifyRequest): boolean {
  if (caller.actions.has(action) && caller.officeId !== null) return true;
  if (caller.kind === 'ANONYMOUS') refuse(reply, request, 401, 'UNAUTHENTICATED', 'Sign in first.');
  else refuse(reply, request, 403, 'FORBIDDEN', `Not allowed: needs ${action}.`);
  return false;
}

/** A refused body is not read; the connection ends with the answer. */
function refuse(reply: FastifyReply, request: FastifyRequest, status: number, code: string, message: string, reason?: Reason): FastifyReply {
  return reply.code(status).header('connection', 'close').type('application/json; charset=utf-8').send(JSON.stringify({ errors: [{ message, extensions: { code, reason, requestId: request.id } }] }));
}
