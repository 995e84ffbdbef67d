// The places of a class: taken when somebody is enrolled, free again when the enrolment is withdrawn, both in the enrolment's own
// transaction. A class is shared by all schools, so its row is held after everything that a school holds alone.
import type { Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';

/** A class, and what its programme's document says of its size. */
export interface LimitedClass { classId: number; capacity: number | null }

export interface HeldPlaces {
  /** False where nothing is counted: nobody has ever limited the class. */
  isCounted: boolean;
  /** Null where no limit holds. */
  left: number | null;
}

/** True where a class was full a moment ago. Whoever is told so need not wait for those who come and go: if a place becomes free meanwhile, the list gives it. */
export async function isFull(tx: Tx, classId: number): Promise<boolean> {
  return (await tx.rows(sql`select 1 from class_places where class_id = ${classId} and taken >= capacity`)).length > 0;
}

/** The places of a class, held as they are until the transaction ends. */
export async function holdPlaces(tx: Tx, { classId, capacity }: LimitedClass): Promise<HeldPlaces> {
  const known = await held(tx, classId);
  if (known) return known;
  // Whoever limits the class meanwhile waits until we have enrolled, and counts us; whoever has is seen now.
  await lockLimit(tx, classId, capacity === null ? 'shared' : 'alone');
  const found = await held(tx, classId);
  if (found) return found;
  if (capacity === null) return { isCounted: false, left: null };
  await beginCounting(tx, classId, capacity);
  return (await held(tx, classId)) as HeldPlaces;
}

async function held(tx: Tx, classId: number): Promise<HeldPlaces | null> {
  const [row] = await tx.rows<{ left: number | null }>(sql`select capacity - taken as "left" from class_places where class_id = ${classId} for update`);
  return row ? { isCounted: true, left: row.left } : null;
}

/** Who limits a class has it alone; who enrols in one without a limit shares it with the others. */
export async function lockLimit(tx: Tx, classId: number, how: 'shared' | 'alone'): Promise<void> {
  await tx.rows(sql`select 1 as locked from (select ${raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared')}(hashtext('yanxiu.class'), ${classId}::int)) as limits`);
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
