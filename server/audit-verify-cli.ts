// `npm run audit:verify [-- --profile province] [--head NUMBER:HASH]`: verifies the chain of the audit trail; fails on any fault.
import 'reflect-metadata';
import pg from 'pg';
import { ConfigFailure, readConfig } from './config.js';
import { holdFolder } from './data-folder.js';
import { profiles, type Profile } from './demo/profile.js';
import { openInstallation } from './installation.js';
import { formatInstant } from './kernel/calendar.js';
import { headsFile, type Head } from './platform/audit/heads-file.js';
import { faultKinds, verifyTrail } from './platform/audit/verify.js';

const usage = 'usage: npm run audit:verify [-- --profile demo|province] [--head NUMBER:HASH]';
const argument = (name: string): string | null => {
  const place = process.argv.indexOf(name);
  return place < 0 ? null : (process.argv[place + 1] ?? '');
};

try {
  const profile = profiles[(argument('--profile') ?? 'demo') as Profile['name']] as Profile | undefined;
  if (!profile) throw new ConfigFailure(usage);
  const given = headFrom(argument('--head'));
  const config = readConfig(process.env);
  const release = config.databaseUrl === null ? holdFolder(config.dataFolder) : () => undefined;
  const installation = await openInstallation(config, profile.databaseName);
  const client = new pg.Client({ ...installation.owner, statement_timeout: 0 });
  try {
    await client.connect();
    const keeper = headsFile(config.dataFolder, installation.owner.database ?? profile.databaseName);
    const heads = await keeper.read();
    const began = performance.now();
    const { events, since, head, waiting, faults } = await verifyTrail(client, installation.vault, { ...heads, kept: [...heads.kept, ...given] }, ({ kind, number, eventId }) => {
      console.error(`${kind}: ${faultKinds[kind]} (seal ${number ?? '-'}, event ${eventId ?? '-'})`);
    });
    const seconds = (performance.now() - began) / 1_000;
    console.log(`${events} sealed events${since ? ` since ${formatInstant(since)}` : ''}; ${waiting} wait to be sealed. ${Math.round(events / seconds)} events/s.`);
    if (head) console.log(`Head: ${head.number}:${head.hash}`);
    console.log(`Heads kept in ${keeper.file}: ${heads.kept.length + (heads.latest ? 1 : 0)}.`);
    console.log(faults === 0 ? 'The audit trail is whole.' : `${faults} faults.`);
    process.exitCode = faults === 0 ? 0 : 1;
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

/** A head as a log or an earlier verification told it: whoever keeps one elsewhere need not trust the data folder. */
function headFrom(text: string | null): Head[] {
  if (text === null) return [];
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined) throw new ConfigFailure(usage);
  return [{ number: Number(number), hash, sealedAt: '0' }];
}
