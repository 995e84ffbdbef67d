// Carrying out a change to the organisation, inside the transaction of whoever decided it: a person now, or a plan on its day.
import { globalId } from '../kernel/ids.js';
import type { LocalDate } from '../kernel/calendar.js';
import type { Refusal } from '../kernel/refusals.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { pathEnd } from '../platform/database/scope.js';
import { raw, sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { addReadings, replaceReadings } from '../platform/text/readings.js';
import { loadOffices, type LoadedOffice } from './locked-offices.js';
import { OfficeClosed, OfficeMerged, OfficeMoved } from './office-events.js';
import { officeNames } from './readings.js';
import { closeRefusals, codeRefusals, createRefusals, keepsOnMove, mergeRefusals, moveRefusals, nameRefusals, renameRefusals } from './rules/office-changes.js';
import type { OfficeLevel } from './rules/office-levels.js';

/** What is wanted; `officeId` is the office that changes, of a creation the one below which it is made. */
export type WantedChange =
  | { kind: 'CREATE'; officeId: number; level: OfficeLevel; code: string; name: string }
  | { kind: 'RENAME'; officeId: number; name: string }
  | { kind: 'MOVE'; officeId: number; parentId: number }
  | { kind: 'MERGE'; officeId: number; intoId: number }
  | { kind: 'CLOSE'; officeId: number };

/** Who decided, when and why: what the records of a change have in common. */
export interface Decision { byId: number | null; byName: string; reason: string; effectiveOn: LocalDate }

/** People belong to a domain above; it tells how many an office has. */
export interface Residents { peopleAt(tx: Tx, officeId: number): Promise<number> }

/** A change with the offices that it concerns, as they stand. */
export interface Prepared { wanted: WantedChange; office: LoadedOffice; target: LoadedOffice | null; refusals: Refusal[] }

/** What of the office differs before and after, for the audit trail. */
export function changedBy({ wanted, office, target }: Pick<Prepared, 'wanted' | 'office' | 'target'>): Record<string, [string | null, string | null]> {
  const idOf = (id: number | null | undefined): string | null => (id == null ? null : globalId('Office', id));
  switch (wanted.kind) {
    case 'CREATE': return { name: [null, wanted.name] };
    case 'RENAME': return { name: [office.name, wanted.name] };
    case 'MOVE': return { parent: [idOf(office.parentId), idOf(target?.id)] };
    case 'MERGE': return { mergedInto: [null, idOf(target?.id)] };
    case 'CLOSE': return { state: ['OPEN', 'CLOSED'] };
  }
}

export class ReorganisationService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly events: Events, private readonly residents: Residents) {}

  /** Loads what a change concerns and asks the rules. NOT_FOUND when anything of it is out of scope. */
  async prepare(tx: Tx, wanted: WantedChange, purpose: 'CHANGE' | 'PREVIEW'): Promise<Prepared> {
    const targetId = wanted.kind === 'MOVE' ? wanted.parentId : wanted.kind === 'MERGE' ? wanted.intoId : null;
    const keys = targetId === null || targetId === wanted.officeId ? [wanted.officeId] : [wanted.officeId, targetId];
    const [office, other] = await loadOffices(this.database, tx, keys, purpose);
    if (!office) throw new Error('an office that was asked for is loaded or not found');
    const target = targetId === null ? null : (other ?? office);
    return { wanted, office, target, refusals: await this.#refusals(tx, wanted, office, target) };
  }

  /** Does what was prepared and not refused; answers the key of the office, which a creation makes. */
  async carryOut(tx: Tx, { wanted, office, target }: Prepared, decision: Decision): Promise<number> {
    switch (wanted.kind) {
      case 'CREATE': return this.#create(tx, wanted, office);
      case 'RENAME': await this.#rename(tx, office.id, wanted.name.trim()); break;
      case 'MOVE': await this.#move(tx, office, target as LoadedOffice, decision); break;
      case 'MERGE': await this.#merge(tx, office, target as LoadedOffice, decision); break;
      case 'CLOSE':
        await this.#end(tx, office.id, 'CLOSED', null, decision.effectiveOn);
        await this.events.raise(tx, OfficeClosed, { officeId: office.id, effectiveOn: decision.effectiveOn });
    }
    return office.id;
  }

  /** Writes the record of a change, planned or done; answers its key. */
  async record(tx: Tx, { wanted, office, target }: Prepared, decision: Decision, state: 'PLANNED' | 'APPLIED', officeId: number | null): Promise<number> {
    const now = this.clock.business();
    const isCreation = wanted.kind === 'CREATE';
    const nameAfter = isCreation || wanted.kind === 'RENAME' ? wanted.name.trim() : null;
    const [change] = await tx.rows<{ id: number }>(sql`
      insert into office_change (kind, state, office_id, effective_on, reason, level, code, name_before, name_after, parent_before_id, parent_after_id, merged_into_id, by_id, by_name, recorded_at, settled_at)
      values (${wanted.kind}, ${state}, ${officeId}, ${decision.effectiveOn}, ${decision.reason}, ${isCreation ? wanted.level : null}, ${isCreation ? wanted.code : null}, ${isCreation ? null : office.name}, ${nameAfter},
        ${isCreation ? null : office.parentId}, ${isCreation ? office.id : wanted.kind === 'MOVE' ? (target?.id ?? null) : null}, ${wanted.kind === 'MERGE' ? (target?.id ?? null) : null},
        ${decision.byId}, ${decision.byName}, ${now}, ${state === 'APPLIED' ? now : null}) returning id::int as id`);
    return change?.id ?? 0;
  }

  async #refusals(tx: Tx, wanted: WantedChange, office: LoadedOffice, target: LoadedOffice | null): Promise<Refusal[]> {
    switch (wanted.kind) {
      case 'CREATE': return [...createRefusals(office, wanted.level), ...codeRefusals(wanted.code, await this.#isTaken(tx, wanted.code)), ...nameRefusals(wanted.name)];
      case 'RENAME': return renameRefusals(office, wanted.name);
      case 'MOVE': return moveRefusals(office, target ?? office);
      case 'MERGE': return mergeRefusals(office, target ?? office);
      case 'CLOSE': return closeRefusals(office, { openChildren: office.openChildren, people: await this.residents.peopleAt(tx, office.id) });
    }
  }

  /** Codes are unique in the whole system, also against what somebody else plans. */
  async #isTaken(tx: Tx, code: string): Promise<boolean> {
    const [row] = await tx.rows<{ isTaken: boolean }>(sql`select exists (select 1 from office where code = ${code}) as "isTaken"`);
    return row?.isTaken ?? false;
  }

  async #create(tx: Tx, wanted: Extract<WantedChange, { kind: 'CREATE' }>, parent: LoadedOffice): Promise<number> {
    const own = (level: OfficeLevel, above: number | null) => (wanted.level === level ? raw('key.id') : sql`${above}::bigint`);
    const [made] = await tx.rows<{ id: number }>(sql`
      insert into office (id, code, name, level, parent_id, path, city_id, county_id)
      select key.id, ${wanted.code}, ${wanted.name.trim()}, ${wanted.level}, ${parent.id}, ${parent.path}::text || key.id || '/', ${own('CITY', parent.cityId)}, ${own('COUNTY', parent.countyId)}
      from (select nextval(pg_get_serial_sequence('office', 'id')) as id) key returning id::int as id`);
    const id = made?.id ?? 0;
    await addReadings(tx, officeNames, [{ id, name: wanted.name.trim() }]);
    return id;
  }

  async #rename(tx: Tx, id: number, name: string): Promise<void> {
    await tx.rows(sql`update office set name = ${name}, version = version + 1 where id = ${id}`);
    await replaceReadings(tx, officeNames, { id, name });
  }

  /** Rewrites who is below whom and nothing else: facts keep their school. */
  async #move(tx: Tx, office: Pick<LoadedOffice, 'id' | 'level' | 'path'>, parent: Pick<LoadedOffice, 'id' | 'path' | 'cityId' | 'countyId'>, { byId, byName, reason }: Decision): Promise<void> {
    const keeps = keepsOnMove(office.level);
    await tx.rows(sql`
      update office set path = ${`${parent.path}${office.id}/`}::text || substr(path, ${office.path.length + 1}::int),
        city_id = ${keeps.city ? raw('city_id') : sql`${parent.cityId}::bigint`}, county_id = ${keeps.county ? raw('county_id') : sql`${parent.countyId}::bigint`}
      where path >= ${office.path} and path < ${pathEnd(office.path)}`);
    // What was left to an office of the subtree is looked after where that stands now.
    await tx.rows(sql`update office set heir_path = ${`${parent.path}${office.id}/`}::text || substr(heir_path, ${office.path.length + 1}::int) where heir_path >= ${office.path} and heir_path < ${pathEnd(office.path)}`);
    await tx.rows(sql`update office set parent_id = ${parent.id}, version = version + 1 where id = ${office.id}`);
    await this.events.raise(tx, OfficeMoved, { officeId: office.id, pathBefore: office.path, pathAfter: `${parent.path}${office.id}/`, byId, byName, reason });
  }

  /** What is open below moves to the receiver, each with a record of its own; what has ended stays with its facts. */
  async #merge(tx: Tx, office: LoadedOffice, into: LoadedOffice, decision: Decision): Promise<void> {
    const children = await tx.rows<{ id: number }>(sql`select id::int as id from office where parent_id = ${office.id} and state = 'OPEN' order by id`);
    for (const child of children) {
      const moved = await this.prepare(tx, { kind: 'MOVE', officeId: child.id, parentId: into.id }, 'CHANGE');
      await this.#move(tx, moved.office, into, decision);
      await this.record(tx, moved, decision, 'APPLIED', child.id);
    }
    await this.#end(tx, office.id, 'MERGED', into.id, decision.effectiveOn);
    // With its own records goes what it looked after: those that ended below it, and those that had left theirs to it or to one of these.
    await tx.rows(sql`update office set heir_path = ${into.path}
      where (path >= ${office.path} and path < ${pathEnd(office.path)} and heir_path is null) or (heir_path >= ${office.path} and heir_path < ${pathEnd(office.path)})`);
    await this.events.raise(tx, OfficeMerged, { officeId: office.id, intoId: into.id, effectiveOn: decision.effectiveOn, byId: decision.byId, byName: decision.byName });
  }

  async #end(tx: Tx, officeId: number, state: 'MERGED' | 'CLOSED', mergedInto: number | null, effectiveOn: LocalDate): Promise<void> {
    await tx.rows(sql`update office set state = ${state}, closed_on = ${effectiveOn}, merged_into_id = ${mergedInto}, version = version + 1 where id = ${officeId}`);
    await tx.rows(sql`update steering_member set valid_until = ${effectiveOn}::date - 1, version = version + 1 where office_id = ${officeId} and (valid_until is null or valid_until >= ${effectiveOn}::date)`);
    await tx.rows(sql`update office_contact set removed_at = ${this.clock.business()}, version = version + 1 where office_id = ${officeId} and removed_at is null`);
  }
}
