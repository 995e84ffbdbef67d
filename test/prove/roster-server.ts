// The server of the proof of rosters: in a process of its own, so that its memory is nobody else's.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { createApp } from '../../server/app.js';
import { demoInstallation } from '../../server/demo/cast.js';
import { demoStart } from '../../server/demo/profile.js';
import { vaultOf } from '../../server/installation.js';
import { RunningClock } from '../../server/platform/clock/clock.js';
import { createLogger } from '../../server/platform/log/log.js';
import { keptInMemory } from '../support/test-server.js';

export interface RosterServerStart { application: pg.ClientConfig; dataFolder: string; logFolder: string }

process.once('message', (message) => {
  const { application, dataFolder, logFolder } = message as RosterServerStart;
  const { fieldKey } = JSON.parse(readFileSync(path.join(dataFolder, 'secrets.json'), 'utf8')) as { fieldKey: string };
  void createApp({
    connection: application, clock: new RunningClock(demoStart.getTime() - Date.now()), vault: vaultOf(fieldKey), auditHeads: keptInMemory(), consoleFolder: null, isBehindProxy: false, isApplicationScopeOn: true,
    installation: { ...demoInstallation, singleSignOnLabel: null, version: 'proof' }, singleSignOn: null, exportRowsWithoutApproval: 1_000, logger: createLogger({ kind: 'file', folder: logFolder }),
  }).then(async (app) => {
    app.auditSealer.start();
    process.send?.({ origin: await app.http.listen({ host: '127.0.0.1', port: 0 }) });
    process.once('disconnect', () => { void app.close().finally(() => process.exit(0)); });
  });
});
