// Programmes as a caller sees them: those of the scope, and the drafts of whose steering group the caller is a member.
import type { LocalDate } from '../kernel/calendar.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { raw, sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import type { ProgrammeType } from './graphql/programme.type.js';
import type { ProgrammeLifeStore } from './programme-life.store.js';
import { programmeShape } from './programme.store.js';

const steered: Scope = { kind: 'job', job: 'steered-programmes' };
const newestFirst = raw('t.office_id is null, t.year desc, t.code');

export class ProgrammeReader {
  constructor(private readonly database: Database, private readonly life: ProgrammeLifeStore) {}

  async all(caller: Caller, today: LocalDate, selection: Selection): Promise<ProgrammeType[]> {
    const drafts = await this.life.steered(caller, today);
    if (drafts.length === 0) return this.database.list<ProgrammeType>(caller.scope, programmeShape, selection, { orderBy: newestFirst });
    return this.database.list<ProgrammeType>(steered, programmeShape, selection, { where: [sql`(t.id = any (${drafts}::bigint[]) or ${this.database.allows(programmeShape, 't', caller.scope)})`], orderBy: newestFirst });
  }

  async one(caller: Caller, key: number, today: LocalDate, selection: Selection): Promise<ProgrammeType | null> {
    const found = await this.database.one<ProgrammeType>(caller.scope, programmeShape, selection, sql`t.id = ${key}`);
    if (found !== null || !(await this.life.steered(caller, today)).includes(key)) return found;
    return this.database.one<ProgrammeType>(steered, programmeShape, selection, sql`t.id = ${key}`);
  }

  async sees(caller: Caller, key: number, today: LocalDate): Promise<boolean> {
    return (await this.one(caller, key, today, Selection.of('code'))) !== null;
  }

  /** The same project in other years, the newest first. */
  async sameSeries(caller: Caller, keys: readonly number[], today: LocalDate, selection: Selection): Promise<Map<number, ProgrammeType[]>> {
    const pairs = await this.life.sameSeries(keys);
    if (pairs.length === 0) return new Map();
    const seen = await this.all(caller, today, selection);
    return new Map(keys.map((key) => [key, seen.filter((one) => pairs.some(({ id, otherId }) => id === key && otherId === one.key))]));
  }
}
