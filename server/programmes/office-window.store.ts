// Queries on the days that offices set for themselves: what binds an office and those below it, and who of those below has set any.
import type { LocalDate } from '../kernel/calendar.js';
import { officeShape, type OfficeLevel, type OfficeType } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import { pathEnd, type Scope } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { rfc3339 } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import { programmeShape } from './programme.store.js';
import { narrowed, type OwnDays } from './rules/office-windows.js';
import type { ProgrammeState } from './rules/programme-life.js';
import type { RuleDocument } from './rules/rule-document.js';
import type { WindowAction } from './rules/windows.js';

/** What an office has set, and by whom. */
export interface SetWindow { from: LocalDate | null; until: LocalDate; version: number; reason: string; setByName: string; setAt: string }

/** An office of the caller's own line, from the organiser of a programme down to the own one. */
export interface LineOffice { programmeId: number; state: ProgrammeState; id: number; name: string; level: OfficeLevel; windows: (SetWindow & { action: WindowAction })[] }

export interface WindowList { organiserPath: string | null; programmeId: number; action: WindowAction; level: OfficeLevel | null }

// Whom days bind must know them, and sees neither the office that set them nor who did it there: asked by key.
const job: Scope = { kind: 'job', job: 'office-windows' };

/** The offices above an office and itself. */
const lineOf = (path: string) => raw(`string_to_array(trim(both '/' from ${path}), '/')::bigint[]`);
const setColumns = raw(`w.starts_on::text as "from", w.ends_on::text as "until", w.version, w.reason, w.set_by_name as "setByName", w.set_at::text as "setAt"`);

/** The document as it holds for each of these offices, by what they and those above them have set. Asks nothing where the document leaves nothing to be set. */
export async function narrowedFor(database: Database, programmeId: number, document: RuleDocument, officeIds: readonly number[]): Promise<(officeId: number) => RuleDocument> {
  if (!(document.windows ?? []).some(({ narrowedBy }) => narrowedBy !== undefined)) return () => document;
  const rows = await database.rows<OwnDays & { officeId: number }>(job, sql`select o.id as "officeId", w.action, a.level, w.starts_on::text as "from", w.ends_on::text as "until"
    from office o join office_window w on w.programme_id = ${programmeId} and w.office_id = any (${lineOf('o.path')}) join office a on a.id = w.office_id where o.id = any (${[...new Set(officeIds)]}::bigint[])`);
  const own = Map.groupBy(rows, ({ officeId }) => officeId);
  return (officeId) => narrowed(document, own.get(officeId) ?? []);
}

export class OfficeWindowStore {
  constructor(private readonly database: Database) {}

  /** The caller's line below the organisers of these programmes; nobody of a programme that is organised elsewhere. */
  async line(programmeIds: readonly number[], officeId: number | null): Promise<Map<number, LineOffice[]>> {
    const rows = await this.database.rows<Omit<LineOffice, 'windows'> & { action: WindowAction | null } & SetWindow>(job, sql`
      select p.id as "programmeId", p.state, a.id::int as id, a.name, a.level, w.action, ${setColumns}
      from programme p join office organiser on organiser.id = p.office_id join office mine on mine.id = ${officeId}::bigint and mine.path like organiser.path || '%'
      join office a on a.id = any (${lineOf('mine.path')}) left join office_window w on w.programme_id = p.id and w.office_id = a.id where p.id = any (${programmeIds}::bigint[]) order by length(a.path), a.id`);
    const offices = Map.groupBy(rows, ({ programmeId, id }) => `${programmeId}/${id}`);
    const lines = [...offices.values()].flatMap((group): LineOffice[] => group.slice(0, 1).map(({ programmeId, state, id, name, level }) => ({
      programmeId, state, id, name, level,
      windows: group.flatMap(({ action, from, until, version, reason, setByName, setAt }) => (action === null ? [] : [{ action, from, until, version, reason, setByName, setAt: rfc3339(setAt) }])),
    })));
    return Map.groupBy(lines, ({ programmeId }) => programmeId);
  }

  /** Every open office of the level below the organiser, by code, with what it has set. */
  async ofOffices(scope: Scope, { organiserPath, programmeId, action, level }: WindowList, selection: Selection, args: PagingArgs): Promise<Page<{ office: OfficeType; set: SetWindow | null }>> {
    const isListed = organiserPath === null || level === null ? raw('false') : sql`t.level = ${level} and t.state = 'OPEN' and t.path >= ${organiserPath} and t.path < ${pathEnd(organiserPath)}`;
    const page = await this.database.page<OfficeType & { key: number }>(scope, officeShape, officesIn(selection), args, { where: [isListed], order: { columns: [{ sql: 't.code', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: false } });
    const rows = page.nodes.length === 0 ? [] : await this.#setBy(scope, programmeId, action, [...page.nodes, ...page.edges.map(({ node }) => node)].map(({ key }) => key));
    const of = (office: OfficeType & { key: number }) => ({ office, set: rows.find(({ officeId }) => officeId === office.key) ?? null });
    return { ...page, nodes: page.nodes.map(of), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: of(node) })) };
  }

  /** The organising office's place in the tree; null where nobody here organises it, undefined where the caller sees no such programme. */
  async organiserOf(scope: Scope, programmeId: number): Promise<string | null | undefined> {
    const [row] = await this.database.rows<{ path: string | null }>(scope, sql`select (select o.path from office o where o.id = t.office_id) as path from programme t where t.id = ${programmeId} and ${this.database.allows(programmeShape, 't', scope)}`);
    return row?.path;
  }

  async #setBy(scope: Scope, programmeId: number, action: WindowAction, officeIds: readonly number[]): Promise<(SetWindow & { officeId: number })[]> {
    const rows = await this.database.rows<SetWindow & { officeId: number }>(scope, sql`select w.office_id as "officeId", ${setColumns} from office_window w where w.programme_id = ${programmeId} and w.action = ${action} and w.office_id = any (${officeIds}::bigint[])`);
    return rows.map((row) => ({ ...row, setAt: rfc3339(row.setAt) }));
  }
}

function officesIn(selection: Selection): Selection {
  const offices = new Selection();
  offices.fields.set('nodes', Selection.merge(selection.at('nodes', 'office'), selection.at('edges', 'node', 'office')));
  for (const name of ['edges', 'pageInfo', 'totalCount']) if (selection.has(name)) offices.fields.set(name, Selection.of());
  return offices;
}
