// Figures of the offices right below another one: which part of the tree a row belongs to, and the page of the offices themselves.
import { withinPath } from '../platform/database/database.js';
import { Selection } from '../platform/database/selection.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';

/** How deep in the tree the offices right below the one with this path stand; the root's depth is 0. */
export function depthBelow(path: string): number {
  return path.split('/').length - 2;
}

/**
 * A common table `below` of the offices of a subtree: `id`, `level`, `part` (the office at this depth that it belongs to) and `is_part` (it is that
 * one). Paths are cut up once an office here; in the list of what is selected they would be cut up once for each row joined to them.
 */
export function belowAt(path: string, depth: number): Sql {
  // A path begins with a slash, so its parts count from 2.
  return sql`below as materialized (
    select o.id, o.level, ${raw(`nullif(split_part(o.path, '/', ${depth + 2}), '')::bigint as part, split_part(o.path, '/', ${depth + 3}) = '' as is_part`)} from office o where ${withinPath('o.path', path)})`;
}

/** Of a connection whose nodes have an `office`: what is asked of the page of offices. */
export function selectionOfOffices(selection: Selection): Selection {
  const offices = new Selection();
  offices.fields.set('nodes', Selection.merge(selection.at('nodes', 'office'), selection.at('edges', 'node', 'office')));
  for (const name of ['edges', 'pageInfo', 'totalCount']) if (selection.has(name)) offices.fields.set(name, Selection.of());
  return offices;
}
