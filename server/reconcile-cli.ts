// `npm run reconcile [-- --profile province]`: recomputes every derived number and fails on any difference.
import 'reflect-metadata';
import pg from 'pg';
import { ConfigFailure, readConfig } from './config.js';
import { holdFolder } from './data-folder.js';
import { profiles, type Profile } from './demo/profile.js';
import { openInstallation } from './installation.js';
import { reconcile } from './reconcile.js';

const place = process.argv.indexOf('--profile');
const profile = profiles[(place > 0 ? process.argv[place + 1] : 'demo') as Profile['name']] as Profile | undefined;
try {
  if (!profile) throw new ConfigFailure('usage: npm run reconcile [-- --profile demo|province]');
  const config = readConfig(process.env);
  const release = config.databaseUrl === null ? holdFolder(config.dataFolder) : () => undefined;
  const installation = await openInstallation(config, profile.databaseName);
  const client = new pg.Client({ ...installation.owner, statement_timeout: 0 });
  try {
    await client.connect();
    const differences = await reconcile(client);
    for (const { what, key, stored, recomputed } of differences) console.error(`${what}: ${key}: stored ${stored}, recomputed ${recomputed}`);
    console.log(differences.length === 0 ? 'Every derived number equals its recomputation.' : `${differences.length} differences.`);
    process.exitCode = differences.length === 0 ? 0 : 1;
  } finally {
    await client.end();
    await installation.cluster?.stop();
    release();
  }
} catch (error) {
  if (!(error instanceof ConfigFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
