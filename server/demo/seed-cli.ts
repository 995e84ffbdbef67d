// `npm run seed -- --profile demo|province [--reset]`: fills a database of its own with the demonstration province.
import 'reflect-metadata';
import { ConfigFailure, readConfig } from '../config.js';
import { openInstallation, withClient } from '../installation.js';
import { holdFolder } from '../data-folder.js';
import { profiles, type Profile } from './profile.js';
import { progressOn } from './progress.js';
import { seed } from './seed.js';

const place = process.argv.indexOf('--profile');
const name = place > 0 ? process.argv[place + 1] : 'demo';
const profile = profiles[name as Profile['name']] as Profile | undefined;
if (!profile) {
  console.error('usage: npm run seed -- --profile demo|province [--reset]');
  process.exit(1);
}
try {
  const config = { ...readConfig(process.env), databaseUrl: null };
  const release = holdFolder(config.dataFolder);
  const started = performance.now();
  let installation = await openInstallation(config, profile.databaseName);
  try {
    const isFilled = await withClient(installation.owner, async (client) => (await client.query('select 1 from business_clock')).rowCount !== 0);
    if (isFilled && !process.argv.includes('--reset')) {
      console.log(`${profile.databaseName} is filled already; --reset fills it anew.`);
    } else {
      if (isFilled && installation.cluster) {
        await withClient(installation.cluster.superuser, (client) => client.query(`drop database ${profile.databaseName} with (force)`));
        await installation.cluster.stop();
        installation = await openInstallation(config, profile.databaseName);
      }
      await seed(installation.owner, installation.vault, profile, progressOn(process.stdout));
      // Otherwise the first minutes of whoever starts on it are the database's own housekeeping, and lists look at rows that their index has already.
      await withClient({ ...installation.owner, statement_timeout: 0 }, (client) => client.query('vacuum (analyze)'));
      console.log(`\n${profile.databaseName}: ${profile.schools.toLocaleString('en')} schools, ${profile.teachers.toLocaleString('en')} teachers, ${profile.enrolments.toLocaleString('en')} enrolments, ${profile.submissions.toLocaleString('en')} submissions in ${Math.round((performance.now() - started) / 1000)} s`);
    }
  } finally {
    await installation.cluster?.stop();
    release();
  }
} catch (error) {
  if (!(error instanceof ConfigFailure)) throw error;
  console.error(error.message);
  process.exit(1);
}
