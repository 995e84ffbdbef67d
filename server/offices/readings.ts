// How offices' names are read: as people of the place say them, and as the dictionary has them.
import { syllablesOf } from '../platform/text/pinyin.js';
import { fromEachOn, type NameReading, type NamesRead } from '../platform/text/readings.js';
import { partsOf } from './rules/place-names.js';

/** Each reading once: as people of the place say it, and as the dictionary has it, for whoever comes from elsewhere. */
export function readingsOf(name: string): NameReading[] {
  const text = name.normalize('NFKC');
  const parts = partsOf(text);
  const asWritten = syllablesOf(text);
  const asSaid = parts.some(({ reading }) => reading !== null) ? parts.flatMap(({ text: part, reading }) => reading ?? syllablesOf(part)) : asWritten;
  const readings = new Map([...fromEachOn(asSaid), ...fromEachOn(asWritten)].map((reading) => [reading.pinyin, reading]));
  return [...readings.values()];
}

export const officeNames: NamesRead = { table: 'office', column: 'name', readings: 'office_reading', key: 'office_id', readingsOf };
