// The places of a class: taken when somebody is enrolled, free again when the enrolment is withdrawn, both in the enrolment's own
// transaction. A class is shared by all schools, so its row is held after everything that a school holds alone.
import type { Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';

/** A class, and what its programme's document says of its size. */
export interface LimitedClass { classId: number; capacity: number | null }
type Limit = LimitedClass & { capacity: number };

export interface HeldPlaces {
  /** False where nothing is counted: nobody has ever limited the class. */
  isCounted: boolean;
  /** Null where no limit holds. */
  left: number | null;
}

/**
 * The places of classes that share a school's act, held as they are until the transaction ends. Whoever finds a class full a moment ago is
 * told so and does not wait for those who come and go: if a place becomes free meanwhile, the list gives it.
 */
export async function holdFreePlaces(tx: Tx, classes: readonly LimitedClass[]): Promise<Map<number, HeldPlaces>> {
  const full = await tx.rows<{ classId: number }>(sql`select class_id::int as "classId" from class_places where class_id = any (${classes.map(({ classId }) => classId)}::bigint[]) and taken >= capacity`);
  const places = new Map(full.map(({ classId }): [number, HeldPlaces] => [classId, { isCounted: true, left: 0 }]));
  return new Map([...places, ...(await holdAll(tx, classes.filter(({ classId }) => !places.has(classId))))]);
}

/** The places of a class, held as they are until the transaction ends. */
export async function holdPlaces(tx: Tx, one: LimitedClass): Promise<HeldPlaces> {
  return (await holdAll(tx, [one])).get(one.classId) as HeldPlaces;
}

async function holdAll(tx: Tx, classes: readonly LimitedClass[]): Promise<Map<number, HeldPlaces>> {
  const held = await heldOf(tx, classes);
  const unknown = classes.filter(({ classId }) => !held.has(classId));
  if (unknown.length === 0) return held;
  // Whoever limits a class meanwhile waits until we have enrolled, and counts us; whoever has is seen now.
  await lockLimits(tx, unknown.filter(({ capacity }) => capacity === null), 'shared');
  await lockLimits(tx, unknown.filter(({ capacity }) => capacity !== null), 'alone');
  const found = await heldOf(tx, unknown);
  const limited = unknown.filter((one): one is Limit => one.capacity !== null && !found.has(one.classId));
  for (const one of limited) await beginCounting(tx, one.classId, one.capacity);
  const begun = await heldOf(tx, limited);
  return new Map(classes.map(({ classId }) => [classId, held.get(classId) ?? found.get(classId) ?? begun.get(classId) ?? { isCounted: false, left: null }]));
}

async function heldOf(tx: Tx, classes: readonly LimitedClass[]): Promise<Map<number, HeldPlaces>> {
  if (classes.length === 0) return new Map();
  const rows = await tx.rows<{ classId: number; left: number | null }>(sql`select class_id::int as "classId", capacity - taken as "left" from class_places where class_id = any (${classes.map(({ classId }) => classId)}::bigint[]) order by class_id for update`);
  return new Map(rows.map(({ classId, left }) => [classId, { isCounted: true, left }]));
}

/** Who limits a class has it alone; who enrols in one without a limit shares it with the others. */
export async function lockLimits(tx: Tx, classes: readonly LimitedClass[], how: 'shared' | 'alone'): Promise<void> {
  if (classes.length > 0) await tx.rows(sql`select 1 as locked from (select ${raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared')}(hashtext('yanxiu.class'), c.id::int) from (select n as id from unnest(${classes.map(({ classId }) => classId)}::bigint[]) n order by 1) c) as limits`);
}

/** From now on it is counted who is in the class. Whoever learned there before the limit was said keeps the place: it is never said to be smaller than it is. */
async function beginCounting(tx: Tx, classId: number, capacity: number): Promise<void> {
  await tx.asJob((job) => job.rows(sql`insert into class_places (class_id, capacity, taken) select ${classId}::bigint, greatest(${capacity}::int, count(*)), count(*) from enrolment where class_id = ${classId} and state = 'ENROLLED' on conflict do nothing`));
}

/** Takes places that were held as free. One conditional update decides; that none was left is then a mistake of the caller. */
export async function takePlaces(tx: Tx, classId: number, places: HeldPlaces, count: number): Promise<void> {
  if (!places.isCounted || count === 0) return;
  const taken = await tx.rows(sql`update class_places set taken = taken + ${count} where class_id = ${classId} and (capacity is null or taken + ${count} <= capacity) returning class_id`);
  if (taken.length === 0) throw new Error(`the class ${classId} has fewer than ${count} places left`);
}

/** Gives the place of a withdrawn enrolment back; the class is held. */
export async function givePlaceBack(tx: Tx, classId: number, places: HeldPlaces): Promise<void> {
  if (!places.isCounted) return;
  const freed = await tx.rows(sql`update class_places set taken = taken - 1 where class_id = ${classId} and taken > 0 returning class_id`);
  if (freed.length === 0) throw new Error(`nobody has a place in class ${classId}`);
}
