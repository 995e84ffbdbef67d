// Live hints: consoles hear that something in their scope changed and read it again through the one door that checks.
// A hint carries no data. Hints of a moment are gathered and sent to all server processes by one NOTIFY outside any transaction.
import pg from 'pg';
import type { Scope } from '../database/scope.js';

export interface Hint {
  topic: 'indicators' | 'submissions';
  /** Whom it concerns: by the school's path, the class, the programme or the learner. */
  schoolPath: string;
  /** Who looks after the school's records once it has become part of another. */
  heirPath: string | null;
  classId: number;
  programmeId: number;
  personId: number;
}

interface Subscriber { scope: Scope; send(topic: Hint['topic']): void }

const channel = 'yanxiu_live';
const gatherMs = 200;
/** NOTIFY takes less than 8,000 bytes; a burst beyond that is told as "anything may have changed". */
const hintsPerNotice = 60;

export class Live {
  readonly #subscribers = new Set<Subscriber>();
  #pending: Hint[] = [];
  #timer: NodeJS.Timeout | null = null;
  #client: pg.Client | null = null;
  #isClosed = false;

  constructor(private readonly connection: pg.ClientConfig) {}

  async start(): Promise<void> {
    const client = new pg.Client(this.connection);
    client.on('notification', ({ payload }) => this.#deliver(JSON.parse(payload ?? '[]') as Hint[] | 'all'));
    client.on('error', () => this.#reconnect(client));
    await client.connect();
    await client.query(`listen ${channel}`);
    // Closed while it connected anew: nobody else would end it.
    if (this.#isClosed) await client.end();
    else this.#client = client;
  }

  /** Call after the commit only. */
  publish(hint: Hint): void {
    this.#pending.push(hint);
    this.#timer ??= setTimeout(() => void this.#flush(), gatherMs).unref();
  }

  subscribe(scope: Scope, send: Subscriber['send']): () => void {
    const subscriber = { scope, send };
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const hints = this.#pending;
    this.#pending = [];
    this.#timer = null;
    const payload = JSON.stringify(hints.length > hintsPerNotice ? 'all' : hints);
    // A lost hint costs a console one late refresh; the data itself is safe.
    await this.#client?.query('select pg_notify($1, $2)', [channel, payload]).catch(() => undefined);
  }

  #deliver(hints: Hint[] | 'all'): void {
    for (const subscriber of this.#subscribers) {
      const topics = hints === 'all' ? (['indicators', 'submissions'] as const) : new Set(hints.filter((hint) => concerns(hint, subscriber.scope)).map((hint) => hint.topic));
      for (const topic of topics) subscriber.send(topic);
    }
  }

  #reconnect(broken: pg.Client): void {
    if (this.#client !== broken || this.#isClosed) return;
    this.#client = null;
    setTimeout(() => { if (!this.#isClosed) this.start().catch(() => this.#reconnect(broken)); }, 1_000).unref();
  }
}

function concerns(hint: Hint, scope: Scope): boolean {
  switch (scope.kind) {
    case 'whole':
    case 'office': return hint.schoolPath.startsWith(scope.path) || hint.heirPath?.startsWith(scope.path) === true;
    case 'classes': return scope.classIds.includes(hint.classId);
    case 'programmes': return scope.programmeIds.includes(hint.programmeId);
    case 'self': return scope.personId === hint.personId;
    case 'job': return true;
    case 'anonymous': return false;
  }
}
