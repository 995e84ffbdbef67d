// A server in a process of its own, which a proof kills: it listens on the database and at the port that its starter names, and says when it does.
import 'reflect-metadata';
import { createApp } from '../../server/app.js';
import { demoInstallation } from '../../server/demo/cast.js';
import { vaultOf } from '../../server/installation.js';
import { createLogger } from '../../server/platform/log/log.js';
import { testFieldKey } from '../support/test-profile.js';
import { keptInMemory, TestClock } from '../support/test-server.js';

export interface Orders { connection: { host: string; port: number; user: string; password: string; database: string }; port: number }

const { connection, port } = JSON.parse(process.argv[2] ?? '{}') as Orders;
const app = await createApp({
  connection, clock: new TestClock(), vault: vaultOf(testFieldKey), consoleFolder: null, isBehindProxy: false, isApplicationScopeOn: true, exportRowsWithoutApproval: 1_000,
  installation: { ...demoInstallation, singleSignOnLabel: null, version: 'proof' }, singleSignOn: null, auditHeads: keptInMemory(), logger: createLogger({ kind: 'none' }),
});
await app.http.listen({ host: '127.0.0.1', port });
process.send?.('listening');
// Whoever started it is gone: nobody would end it.
process.on('disconnect', () => { process.exit(0); });
