// Queries on the audit trail: the events of acts at the offices of a subtree.
import { personShape } from '../access/index.js';
import { globalId, keyOf, idPrefixes, type NodeType } from '../kernel/ids.js';
import { officeShape } from '../offices/index.js';
import { withinPath, type Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope, Subtree } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { and, raw, sql, type Sql } from '../platform/database/sql.js';
import type { AuditEventType } from './graphql/audit.type.js';
import { actOf } from './rules/act-words.js';

/** What an event's text fields are made of; read under the names of the fields that tell them. */
export interface RecordedEvent { code: string; actor: string; subject: string | null; facts: Record<string, unknown> }

const recorded = field.json((t) => `json_build_object('action', ${t}.action, 'actor', ${t}.actor, 'subject', ${t}.subject, 'facts', ${t}.facts)`, (value): RecordedEvent => {
  const { action, facts, ...event } = value as { action: string; actor: string; subject: string | null; facts: Record<string, unknown> };
  return { ...event, facts, code: actOf(action, typeof facts['act'] === 'string' ? facts['act'] : null) };
});

export const auditEventShape = defineShape({
  typeName: 'AuditEvent',
  table: 'audit_event',
  key: 'id',
  isInterleaved: true,
  fields: {
    id: field.id('AuditEvent'), at: field.time('at'), requestId: field.text('request_id'), role: field.text('role'), office: field.one(() => officeShape, 'office_id'),
    sealedAt: field.time((t) => `(select seal.sealed_at from audit_seal seal where seal.event_id = ${t}.id)`),
    action: recorded, title: recorded, actor: recorded, subject: recorded, facts: recorded, changes: recorded,
  } satisfies Record<Exclude<keyof AuditEventType, 'key'> | 'action' | 'title' | 'actor' | 'subject' | 'facts' | 'changes', unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

export interface AuditFilter { subtree: Subtree | null; personId: number | null; action: string | null; kind: NodeType | null; from: string | null; until: string | null }

/** A year of a province is a million events. */
export const auditTotalAtMost = 10_000;

export class AuditStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, filter: AuditFilter, selection: Selection, args: PagingArgs): Promise<Page<AuditEventType>> {
    const where = conditionsOf(filter);
    // The acts of one kind are found office by office, from an index that begins with both: a city's are few among a province's.
    const isByOffice = filter.action !== null && (scope.kind === 'office' || filter.subtree !== null);
    return this.database.page<AuditEventType>(scope, auditEventShape, selection, args, {
      ...(isByOffice ? { source: byOffice(where), place: 't.place', cut: cutByOffice(where) } : { where }), within: filter.subtree && { office: raw('t.office_id'), subtree: filter.subtree }, total: where.length === 0 ? countedByOffice(scope, filter.subtree) : null, totalAtMost: auditTotalAtMost,
      order: { columns: [{ sql: 't.at', type: 'timestamptz' }, { sql: 't.id', type: 'bigint' }], isDescending: true },
    });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<AuditEventType | null> {
    return this.database.one<AuditEventType>(scope, auditEventShape, selection, sql`t.id = ${key}`);
  }

  /** The names of people and offices in scope, by global id. */
  async namesOf(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
    const named = Selection.of('name');
    const read = async (type: 'Person' | 'Office'): Promise<[string, string][]> => {
      const keys = [...new Set(ids.flatMap((id) => keyOf(type, id) ?? []))];
      if (keys.length === 0) return [];
      const rows = await this.database.list<{ name: string }>(scope, type === 'Person' ? personShape : officeShape, named, { where: [sql`t.id = any (${keys}::bigint[])`] });
      return rows.map(({ key, name }) => [globalId(type, key), name]);
    };
    return new Map((await Promise.all([read('Person'), read('Office')])).flat());
  }
}

/** In the place of the table: events that fulfil conditions over `t`, with the path of their office; no more of each than an index has. `offset 0` keeps the planner from turning that round. */
function byOffice(conditions: readonly Sql[]): Sql {
  return sql`(select m.*, o.path as place from office o cross join lateral (select t.id, t.at, t.office_id from audit_event t where t.office_id = o.id and ${and(conditions)} offset 0) m)`;
}

/** How many there are in a subtree, up to the number that is told: of an index of each office alone, for by their time those of all other offices are passed. */
function countedByOffice(scope: Scope, subtree: Subtree | null): Sql | null {
  const within = [...(scope.kind === 'office' ? [withinPath('o.path', scope.path)] : []), ...(subtree === null ? [] : [withinPath('o.path', subtree.path)])];
  if (within.length === 0) return null;
  return sql`select count(*) as count from (select 1 from office o cross join lateral (select t.id from audit_event t where t.office_id = o.id offset 0) m where ${and(within)} limit ${raw(String(auditTotalAtMost))}) bounded`;
}

/** A page of them: cut out of those first, and only its rows are read whole. */
function cutByOffice(where: readonly Sql[]): (conditions: Sql, orderBy: Sql, limit: Sql) => Sql {
  return (conditions, orderBy, limit) => sql`select e.* from (select t.id from ${byOffice(where)} t where ${conditions} order by ${orderBy} limit ${limit}) m join audit_event e on e.id = m.id`;
}

function conditionsOf({ personId, action, kind, from, until }: AuditFilter): Sql[] {
  const where: Sql[] = [];
  // Whoever looked as an office is the same person.
  if (personId !== null) where.push(sql`(t.actor = ${`person:${personId}`} or (t.actor >= ${`person:${personId} as `} and t.actor < ${`person:${personId} as!`}))`);
  if (action !== null) {
    const [name = '', act] = action.split('/');
    where.push(sql`t.action = ${name}`, act === undefined ? raw('t.act is null') : sql`t.act = ${act}`);
  }
  if (kind !== null) where.push(sql`starts_with(t.subject, ${`${idPrefixes[kind]}_`})`);
  if (from !== null) where.push(sql`t.at >= ${from}::timestamptz`);
  if (until !== null) where.push(sql`t.at < ${until}::timestamptz`);
  return where;
}
