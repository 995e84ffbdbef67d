// Connections of transactions that break half-way. The ORM's driver gives a connection back to its pool after the rollback, and only
// when that succeeded: on one that broke it never does, so each such transaction would cost the pool a connection for good.
import type pg from 'pg';
import { isConnectionFailure } from './failures.js';

type Ask = (text: string, values?: unknown[]) => Promise<unknown>;
const nothing = { command: 'ROLLBACK', rowCount: 0, rows: [] };

/** With the connection the transaction is gone: there is nothing left to roll back, and the pool throws away what it gets back. */
export function givesBackBrokenConnections(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    const ask = client.query.bind(client) as unknown as Ask;
    const asked: Ask = (text, values) => {
      if (text !== 'rollback') return ask(text, values);
      return ask(text, values).catch((error: unknown) => {
        if (isConnectionFailure(error)) return nothing;
        throw error;
      });
    };
    Object.assign(client, { query: asked });
  });
}
