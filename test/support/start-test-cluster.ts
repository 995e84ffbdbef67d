// A throw-away cluster with the seeded template database: what all tests, and the proofs, play in.
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seed } from '../../server/demo/seed.js';
import { prepareDatabase, vaultOf } from '../../server/installation.js';
import { startCluster } from '../../server/platform/database/embedded-postgres.js';
import { testFieldKey, testProfile, testTemplate, type TestCluster } from './test-profile.js';

export interface StartedTestCluster { told: TestCluster; stop(): Promise<void> }

export function startTestCluster(): Promise<StartedTestCluster> {
  return startTestClusterIn(tmpdir());
}

export async function startTestClusterIn(parent: string): Promise<StartedTestCluster> {
  const folder = mkdtempSync(path.join(parent, 'yanxiu-test-'));
  chmodSync(folder, 0o755);
  const databaseLog = path.join(folder, 'postgres.log');
  const cluster = await startCluster({ folder, superuserPassword: 'throw-away', isDurable: false, onLog: (line) => appendFileSync(databaseLog, `${line}\n`) });
  const stop = async (): Promise<void> => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const applicationPassword = 'throw-away';
    const { owner } = await prepareDatabase(cluster, testTemplate, applicationPassword);
    await seed(owner, vaultOf(testFieldKey), testProfile, () => undefined);
    const { host, port, user, password } = cluster.superuser;
    return { told: { host, port, user, password, applicationPassword, databaseLog }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
