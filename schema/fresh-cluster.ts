// A throw-away PostgreSQL for the tools of this folder.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startCluster } from '../server/platform/database/embedded-postgres.js';
import { ensureRoles } from '../server/platform/database/roles.js';

export async function withFreshCluster(work: (connection: pg.ClientConfig) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'yanxiu-schema-'));
  chmodSync(folder, 0o755);
  const cluster = await startCluster({ folder, superuserPassword: 'throw-away', isDurable: false, onLog: () => undefined });
  try {
    const client = new pg.Client(cluster.superuser);
    await client.connect();
    await ensureRoles(client, null);
    await client.end();
    await work(cluster.superuser);
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
