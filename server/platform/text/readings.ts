// How things are found by the sound of their names (0046): what is kept of each name, and how it is asked.
import type { Tx } from '../database/database.js';
import { beginsWith, sql, raw, type Sql } from '../database/sql.js';
import { syllablesOf } from './pinyin.js';

export interface NameReading { pinyin: string; initials: string }
export interface Named { id: number; name: string }

/** Things with a name, and the table of what it sounds like: a row for each syllable, the name from there on, with the key of the thing. */
export interface NamesRead {
  table: string;
  column: string;
  readings: string;
  key: string;
  readingsOf: (name: string) => NameReading[];
}

/** What was typed as letters, with the digits among them; null where there is anything else, or nothing but digits: codes are digits alone. */
export function lettersOf(typed: string): string | null {
  const letters = typed.normalize('NFKC').toLowerCase().replaceAll('ü', 'v').replace(/[\s'-]/g, '');
  return /^[a-z0-9]*[a-z][a-z0-9]*$/.test(letters) ? letters : null;
}

/** 整本书 → `zhengbenshu`, `benshu`, `shu` and the initials of each. */
export function fromEachOn(syllables: readonly string[]): NameReading[] {
  return syllables.map((_, from) => ({ pinyin: syllables.slice(from).join(''), initials: syllables.slice(from).map((syllable) => syllable.charAt(0)).join('') }));
}

/** Of running text, as the dictionary has it; each once. */
export function readingsOfText(text: string): NameReading[] {
  return [...new Map(fromEachOn(syllablesOf(text)).map((reading) => [reading.pinyin, reading])).values()];
}

/** Of things that have none; of one that has got them meanwhile nothing is written. */
export async function addReadings(tx: Tx, { readings, key, readingsOf }: NamesRead, things: readonly Named[]): Promise<void> {
  const rows = things.flatMap(({ id, name }) => readingsOf(name).map((reading) => ({ id, ...reading })));
  await tx.rows(sql`insert into ${raw(readings)} (${raw(key)}, pinyin, initials)
    select * from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ pinyin }) => pinyin)}::text[], ${rows.map(({ initials }) => initials)}::text[]) on conflict do nothing`);
}

/** The thing has been given another name, and its row is locked. */
export async function replaceReadings(tx: Tx, names: NamesRead, thing: Named): Promise<void> {
  await tx.rows(sql`delete from ${raw(names.readings)} where ${raw(names.key)} = ${thing.id}`);
  await addReadings(tx, names, [thing]);
}

/** The keys of things whose name, from one of its syllables on, is read so: two ranges, each of an index that tells all that is asked. They come as an array, so that they are found once. */
export function areReadAs({ readings, key }: NamesRead, letters: string): Sql {
  const found = sql`select r.${raw(key)} from ${raw(readings)} r where `;
  // The first letter of the pinyin is the first of the initials.
  const initials = sql`${found}${beginsWith('r.initials', letters)}`;
  return sql`array(${letters.length === 1 ? initials : sql`${found}${beginsWith('r.pinyin', letters)} union all ${initials}`})`;
}
