// Connections that break while a transaction has them: their places in the pool are given back.
import type pg from 'pg';

/**
 * A transaction gives its connection back after its commit or its roll-back, and neither comes to an end on a connection that is
 * gone: without this each such transaction would keep a place for good, and a restart of PostgreSQL under load would leave none.
 */
export function givesBrokenOnesBack(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    client.once('end', () => {
      try {
        client.release(true);
      } catch {
        // It was given back before.
      }
    });
  });
}
