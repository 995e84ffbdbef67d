// Canaries: recognisable personal numbers, and where they are looked for once they were planted. reliability.md D.8.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { checkDigitOf } from '../../server/kernel/id-card.js';
import { rows } from '../access/places.js';
import type { TestCluster } from '../support/test-profile.js';

export interface Canary { idCard: string; mobile: string }

const stems = ['3205991988022', '1997777'] as const;

/** Valid numbers that nobody else in the test province has. */
export function canaryOf(place: number): Canary {
  const digits = `${stems[0]}${String(7_000 + place)}`;
  return { idCard: `${digits}${checkDigitOf(digits)}`, mobile: `${stems[1]}${String(7_000 + place)}` };
}

/** A number as itself, and as the hexadecimal text of its bytes, which is how a dump writes a column of bytes. */
function formsOf(canaries: readonly Canary[]): string[] {
  return canaries.flatMap(({ idCard, mobile }) => [idCard, mobile]).flatMap((number) => [number, number.toLowerCase(), Buffer.from(number).toString('hex')]);
}

/** Which of them stand in a text or in bytes. */
export function hitsIn(content: string | Buffer, canaries: readonly Canary[]): string[] {
  // Hundreds of megabytes are searched for what they all begin with, and the rest only where that is found.
  if (!stems.some((stem) => content.includes(stem) || content.includes(Buffer.from(stem).toString('hex')))) return [];
  return [...new Set(formsOf(canaries))].filter((form) => content.includes(form));
}

/** A plain dump: COPY of every table, as text. */
export async function hitsInTables(owner: pg.Client, canaries: readonly Canary[]): Promise<string[]> {
  const pattern = formsOf(canaries).join('|');
  // As in files: first what they all begin with, which costs a hundredth.
  const beginnings = stems.flatMap((stem) => [stem, Buffer.from(stem).toString('hex')]).map((stem) => `%${stem}%`);
  const found: string[] = [];
  for (const { name } of await rows<{ name: string }>(owner, "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")) {
    const [row] = await rows<{ count: number }>(owner, `select count(*)::int as count from "${name}" t where t::text like any ($2) and t::text ~* $1`, [pattern, beginnings]);
    if ((row?.count ?? 0) > 0) found.push(`${name}: ${row?.count} rows`);
  }
  return found;
}

/** Where the log of changes stood; what was written since is what `hitsInFiles` reads of it. */
export async function walNow(owner: pg.Client): Promise<string> {
  return (await rows<{ name: string }>(owner, 'select pg_walfile_name(pg_current_wal_lsn()) as name'))[0]?.name ?? '';
}

/** The cluster's own files, past PostgreSQL: heap and indexes of this database, the log of changes, and PostgreSQL's log. */
export async function hitsInFiles(owner: pg.Client, since: string, canaries: readonly Canary[]): Promise<{ files: number; found: string[] }> {
  await owner.query('checkpoint');
  const [place] = await rows<{ folder: string; oid: string }>(owner, "select current_setting('data_directory') as folder, oid::text as oid from pg_database where datname = current_database()");
  const folder = place?.folder ?? '';
  const { databaseLog } = JSON.parse(process.env['YANXIU_TEST_CLUSTER'] ?? '{}') as TestCluster;
  const heap = path.join(folder, 'base', place?.oid ?? '');
  const wal = path.join(folder, 'pg_wal');
  const files = [
    ...readdirSync(heap).map((name) => path.join(heap, name)),
    ...readdirSync(wal).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= since).map((name) => path.join(wal, name)),
    databaseLog,
  ];
  return { files: files.length, found: files.flatMap((file) => { const hits = hitsIn(readFileSync(file), canaries); return hits.length === 0 ? [] : [`${path.relative(folder, file)}: ${hits.join(', ')}`]; }) };
}
