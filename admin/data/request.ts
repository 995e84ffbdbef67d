import type { TypedDocumentString } from '../gql/graphql.js';

export type Code =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL'
  | 'OFFLINE';

export interface Denial { action?: string; reason?: 'READ_ONLY_VIEW' | 'APPROVAL_NEEDED' }

/** The server (or the way to it) failed; refusals are not failures, they are data of the payload. */
export class RequestFailed extends Error {
  readonly code: Code;
  readonly requestId: string | null;
  /** FORBIDDEN: the right that is missing, or why nothing may be changed now. */
  readonly denial: Denial;

  constructor(code: Code, message: string, requestId: string | null, denial: Denial = {}) {
    super(message);
    this.name = 'RequestFailed';
    this.code = code;
    this.requestId = requestId;
    this.denial = denial;
  }
}

interface Answer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions?: { code?: Code; requestId?: string } & Denial }[];
}

const FILE_KEPT_MS = 60_000;

let language = 'zh';

/** Refusals, explanations and error messages come in this language. */
export function speak(locale: string): void {
  language = locale;
}

type SessionGate = () => Promise<void>;
let passSessionGate: SessionGate | null = null;

/**
 * While a person is working, an ended session must not cost what was typed:
 * the request waits at this gate until the person has signed in again, then goes out a second time.
 */
export function guardSession(gate: SessionGate | null): void {
  passSessionGate = gate;
}

export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  return throughGate(() => send(document, variables, signal));
}

async function throughGate<Result>(attempt: () => Promise<Result>): Promise<Result> {
  try {
    return await attempt();
  } catch (error) {
    if (!isUnauthenticated(error) || passSessionGate === null) throw error;
    await passSessionGate();
    return attempt();
  }
}

/** A file of bounded size, saved under the server's name for it; a link would show the person the server's own words for why not. */
export async function download(address: string): Promise<void> {
  const { fileName, content } = await throughGate(() => fetchFile(address));
  saveBlob(fileName, content);
}

/** What was read already, as a file. */
export function saveText(fileName: string, content: string): void {
  saveBlob(fileName, new Blob([content], { type: 'text/plain;charset=utf-8' }));
}

function saveBlob(fileName: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  // The browser reads it a moment later.
  window.setTimeout(() => { URL.revokeObjectURL(link.href); }, FILE_KEPT_MS);
}

async function fetchFile(address: string): Promise<{ fileName: string; content: Blob }> {
  const response = await fetch(address, { credentials: 'same-origin', headers: { 'accept-language': language } }).catch(unreached);
  if (!response.ok) {
    const answer = (await response.json().catch(() => ({}))) as Answer<never>;
    throw failureOf(response, answer.errors?.[0]);
  }
  const [, name = ''] = /filename\*=UTF-8''(.+)$/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  // What breaks off on the way is no file.
  return { fileName: decodeURIComponent(name), content: await response.blob().catch(unreached) };
}

function unreached(): never {
  throw new RequestFailed('OFFLINE', 'offline', null);
}

function failureOf(response: Response, failure: NonNullable<Answer<never>['errors']>[number] | undefined): RequestFailed {
  if (failure === undefined) return new RequestFailed(codeOf(response.status), response.statusText, response.headers.get('x-request-id'));
  return new RequestFailed(failure.extensions?.code ?? codeOf(response.status), failure.message, failure.extensions?.requestId ?? null, failure.extensions);
}

/** For signing in itself: an unfinished session that runs out must not wait for a sign-in that it is. */
export function requestWithoutGate<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result> {
  return send(document, variables, undefined);
}

/** Goes out even while the page is being left; nobody waits for the answer. */
export function sendAndForget<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): void {
  void post(document, variables, { keepalive: true }).catch(() => undefined);
}

async function send<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const response = await post(document, variables, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestFailed('OFFLINE', 'offline', null);
  });
  const answer = (await response.json().catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    // What is no JSON was answered by something else than the server; what breaks off never arrived.
    if (error instanceof SyntaxError) return {};
    throw new RequestFailed('OFFLINE', 'offline', null);
  })) as Answer<Result>;
  const failure = answer.errors?.[0];
  if (failure !== undefined || answer.data === undefined || answer.data === null) throw failureOf(response, failure);
  return answer.data;
}

function post(document: object, variables: unknown, options: RequestInit): Promise<Response> {
  return fetch('/graphql', {
    ...options,
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': language },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
}

function codeOf(status: number): Code {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 429) return 'RATE_LIMITED';
  if (status === 502 || status === 503 || status === 504) return 'SERVICE_UNAVAILABLE';
  return 'INTERNAL';
}

export function isUnauthenticated(error: unknown): boolean {
  return error instanceof RequestFailed && error.code === 'UNAUTHENTICATED';
}

/** No answer came through, or the server was not able to give one just now: the same request may be sent again. */
export function isOffline(error: unknown): boolean {
  return error instanceof RequestFailed && (error.code === 'OFFLINE' || error.code === 'SERVICE_UNAVAILABLE');
}

/** What lies outside the caller's scope does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof RequestFailed && error.code === 'NOT_FOUND';
}

export function isForbidden(error: unknown): error is RequestFailed {
  return error instanceof RequestFailed && error.code === 'FORBIDDEN';
}
