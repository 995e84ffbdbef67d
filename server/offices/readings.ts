// How offices' names are read, where that is kept, and how it is asked.
import type { Tx } from '../platform/database/database.js';
import { beginsWith, sql, type Sql } from '../platform/database/sql.js';
import { syllablesOf } from '../platform/text/pinyin.js';
import { partsOf } from './rules/place-names.js';

export interface NamedOffice { id: number; name: string }
export interface NameReading { pinyin: string; initials: string }

/** Each reading once: as people of the place say it, and as the dictionary has it, for whoever comes from elsewhere. */
export function readingsOf(name: string): NameReading[] {
  const text = name.normalize('NFKC');
  const parts = partsOf(text);
  const asWritten = syllablesOf(text);
  const asSaid = parts.some(({ reading }) => reading !== null) ? parts.flatMap(({ text: part, reading }) => reading ?? syllablesOf(part)) : asWritten;
  const readings = new Map([...fromEachOn(asSaid), ...fromEachOn(asWritten)].map((reading) => [reading.pinyin, reading]));
  return [...readings.values()];
}

function fromEachOn(syllables: readonly string[]): NameReading[] {
  return syllables.map((_, from) => ({ pinyin: syllables.slice(from).join(''), initials: syllables.slice(from).map((syllable) => syllable.charAt(0)).join('') }));
}

/** Of offices that have none; of one that has got them meanwhile nothing is written. */
export async function addReadings(tx: Tx, offices: readonly NamedOffice[]): Promise<void> {
  const rows = offices.flatMap(({ id, name }) => readingsOf(name).map((reading) => ({ id, ...reading })));
  await tx.rows(sql`insert into office_reading (office_id, pinyin, initials)
    select * from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ pinyin }) => pinyin)}::text[], ${rows.map(({ initials }) => initials)}::text[]) on conflict do nothing`);
}

/** The office has been given another name, and its row is locked. */
export async function replaceReadings(tx: Tx, office: NamedOffice): Promise<void> {
  await tx.rows(sql`delete from office_reading where office_id = ${office.id}`);
  await addReadings(tx, [office]);
}

/** The offices whose name, from one of its syllables on, is read so: two ranges, each of an index that tells all that is asked. */
export function areReadAs(letters: string): Sql {
  // The first letter of the pinyin is the first of the initials.
  const initials = sql`select r.office_id from office_reading r where ${beginsWith('r.initials', letters)}`;
  return letters.length === 1 ? initials : sql`select r.office_id from office_reading r where ${beginsWith('r.pinyin', letters)} union all ${initials}`;
}
