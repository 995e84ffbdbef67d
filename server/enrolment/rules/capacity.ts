// How many a class takes: said by the organising office, never below how many are in it.
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const capacityMaximum = 100_000;

export interface Limiting {
  isOrganiser: boolean;
  /** Null: no limit. */
  capacity: number | null;
  taken: number;
  version: number;
  expectedVersion: number;
  /** What holds now. */
  standing: number | null;
}

export function capacityRefusals({ isOrganiser, capacity, taken, version, expectedVersion, standing }: Limiting): Refusal[] {
  if (!isOrganiser) return [refuse('NOT_ENTITLED', { zh: '培训班的人数上限由主办项目办设定。', en: 'The office that organises the programme says how many a class takes.' }, { field: 'classId', requirement: 'JS-02' })];
  if (version !== expectedVersion) return [refuse('STALE', { zh: '人数上限已被他人更改，请重新查看。', en: 'Somebody changed the limit in between; look again.' }, { field: 'expectedVersion', facts: { current: version, yours: expectedVersion } })];
  if (capacity !== null && (capacity < 1 || capacity > capacityMaximum)) return [refuse('OUT_OF_RANGE', { zh: `人数上限为 1 至 ${capacityMaximum}。`, en: `A class takes 1 to ${capacityMaximum}.` }, { field: 'capacity', facts: { minimum: 1, maximum: capacityMaximum } })];
  if (capacity !== null && capacity < taken) return [refuse('OUT_OF_RANGE', { zh: `已有 ${taken} 人在这个班，上限不能更低。`, en: `${taken} are in the class; the limit cannot be lower.` }, { field: 'capacity', requirement: 'JS-05', facts: { taken, minimum: taken } })];
  return capacity === standing ? [refuse('NOTHING_TO_CHANGE', { zh: '上限没有改动。', en: 'The limit is the same.' }, { field: 'capacity' })] : [];
}
