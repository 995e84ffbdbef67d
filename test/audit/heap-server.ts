// A server in a process of its own, whose heap can be looked at: nobody else's strings are in it.
import 'reflect-metadata';
import { writeHeapSnapshot } from 'node:v8';
import type pg from 'pg';
import { createApp } from '../../server/app.js';
import { vaultOf } from '../../server/installation.js';
import { createLogger } from '../../server/platform/log/log.js';
import { testFieldKey } from '../support/test-profile.js';

interface Order { connection: pg.ClientConfig; businessTime: string }
const { connection, businessTime } = JSON.parse(process.argv[2] ?? '{}') as Order;
const business = new Date(businessTime);
const app = await createApp({
  connection, vault: vaultOf(testFieldKey), clock: { system: () => new Date(), business: () => business, today: () => businessTime.slice(0, 10) }, singleSignOn: null, consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, isApplicationScopeOn: true,
  installation: { isDemo: true, demoAccounts: [], demoSecret: null, singleSignOnLabel: null, version: 'heap' }, auditHeads: { read: async () => ({ latest: null, kept: [] }), write: async () => undefined }, logger: createLogger({ kind: 'none' }),
});
const origin = await app.http.listen({ host: '127.0.0.1', port: 0 });
process.on('message', (message: { file: string } | 'end') => {
  if (message === 'end') {
    void app.close().then(() => { process.exit(0); });
    return;
  }
  globalThis.gc?.();
  process.send?.({ file: writeHeapSnapshot(message.file) });
});
process.send?.({ origin });
