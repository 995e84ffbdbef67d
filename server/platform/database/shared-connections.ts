// Shared connections: short reads of many requests on their way over a few connections at once, answered in the order asked.
//
// A read by key takes PostgreSQL less time than it takes to wake a process for it; where several are on their way over one
// connection, one waking serves them all. Each is still a transaction of its own with a scope of its own (see scoped-read.ts).
import pg from 'pg';
import { ScopedRead, type RawResult, type ReadOrder } from './scoped-read.js';

interface Line { readonly client: Promise<pg.Client>; inFlight: number }

export class SharedConnections {
  readonly #lines: Line[] = [];

  constructor(private readonly connection: pg.ClientConfig, private readonly connectionsAtMost: number) {}

  /** Rejects with PostgreSQL's error, or with the connection's; the next read then opens another. */
  async read(order: ReadOrder): Promise<RawResult> {
    const line = this.#leastBusy();
    line.inFlight += 1;
    try {
      const client = await line.client;
      return await new Promise<RawResult>((resolve, reject) => { client.query(new ScopedRead(order, { resolve, reject })); });
    } finally {
      line.inFlight -= 1;
    }
  }

  /** Waits for what is on its way. */
  async close(): Promise<void> {
    await Promise.all(this.#lines.splice(0).map(({ client }) => client.then((open) => open.end(), () => undefined)));
  }

  #leastBusy(): Line {
    let best: Line | undefined;
    for (const line of this.#lines) if (best === undefined || line.inFlight < best.inFlight) best = line;
    return best && (best.inFlight === 0 || this.#lines.length >= this.connectionsAtMost) ? best : this.#open();
  }

  #open(): Line {
    const client = new pg.Client({ ...this.connection, pipeline: true } as pg.ClientConfig);
    const line: Line = { client: client.connect().then(() => client), inFlight: 0 };
    const leave = (): void => {
      const place = this.#lines.indexOf(line);
      if (place >= 0) this.#lines.splice(place, 1);
    };
    // Without a listener a connection that breaks while idle would end the process.
    client.on('error', leave);
    client.on('end', leave);
    line.client.catch(leave);
    this.#lines.push(line);
    return line;
  }
}
