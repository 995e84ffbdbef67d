// A throw-away cluster with the seeded template database. Prints how to reach it, and stops when its input ends.
import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seed } from '../../server/demo/seed.js';
import { prepareDatabase, vaultOf } from '../../server/installation.js';
import { startCluster } from '../../server/platform/database/embedded-postgres.js';
import { testFieldKey, testProfile, testTemplate, type TestCluster } from './test-profile.js';

const folder = mkdtempSync(path.join(tmpdir(), 'yanxiu-test-'));
chmodSync(folder, 0o755);
const cluster = await startCluster({ folder, superuserPassword: 'throw-away', isDurable: false, onLog: () => undefined });
const applicationPassword = 'throw-away';
const { owner } = await prepareDatabase(cluster, testTemplate, applicationPassword);
await seed(owner, vaultOf(testFieldKey), testProfile, () => undefined);
const told: TestCluster = { host: cluster.superuser.host, port: cluster.superuser.port, user: cluster.superuser.user, password: cluster.superuser.password, applicationPassword };
process.stdout.write(`${JSON.stringify(told)}\n`);

process.stdin.resume();
process.stdin.once('end', () => {
  void cluster.stop().then(() => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
});
