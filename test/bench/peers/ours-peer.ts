// Our server as it is served: the whole application, sessions, authorisation, row-level security and the log.
import 'reflect-metadata';
import { createApp } from '../../../server/app.js';
import { vaultOf, withClient } from '../../../server/installation.js';
import { headsFile } from '../../../server/platform/audit/heads-file.js';
import { RunningClock } from '../../../server/platform/clock/clock.js';
import { createLogger } from '../../../server/platform/log/log.js';
import { benchFieldKey, serveAsPeer } from './peer.js';

serveAsPeer(async ({ owner, application, logFolder }) => {
  const offsetMs = await withClient(owner, async (client) => Number((await client.query<{ offset_ms: string }>('select offset_ms from business_clock')).rows[0]?.offset_ms ?? 0));
  const app = await createApp({
    connection: application, clock: new RunningClock(offsetMs), vault: vaultOf(benchFieldKey), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, isApplicationScopeOn: true,
    installation: { isDemo: true, demoAccounts: [], demoSecret: null, singleSignOnLabel: null, version: 'bench' }, singleSignOn: null,
    auditHeads: headsFile(logFolder, 'bench'),
    logger: createLogger({ kind: 'file', folder: logFolder }),
  });
  app.auditSealer.start();
  const origin = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return { port: Number(new URL(origin).port), close: () => app.close() };
});
