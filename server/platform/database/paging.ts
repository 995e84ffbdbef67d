// Connections with keyset cursors: stable while rows are inserted, and as fast on the last page as on the first.
import { GraphQLError } from 'graphql';
import { isLocalDate } from '../../kernel/calendar.js';
import type { RawRow, SqlValue } from './scoped-read.js';
import { and, join, raw, sql, type Sql } from './sql.js';

export interface PagingArgs { first?: number | null; after?: string | null; last?: number | null; before?: string | null }

/** One column of the order; the last one must be unique. All go the same way, so that one row comparison does. */
export interface OrderColumn { sql: string; type: 'bigint' | 'integer' | 'text' | 'timestamptz' }
export interface Order { columns: readonly OrderColumn[]; isDescending: boolean }

export interface Page<Node> {
  nodes: Node[];
  edges: { node: Node; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

export interface PagePlan {
  size: number;
  isBackward: boolean;
  where: Sql;
  /** What follows from `where` for the order's first column alone: for lists whose other columns stand in another table. */
  reach: Sql;
  orderBy: Sql;
  /** The same order, but as an expression that no index has: the rows are found by their conditions and then sorted. */
  sortBy: Sql;
  limit: number;
}

/** Which rows to read for a page: one more than asked for tells whether there is another page. */
export function planPage(args: PagingArgs, order: Order): PagePlan {
  const isBackward = args.last != null;
  const size = args.first ?? args.last;
  if (size == null || (args.first != null && args.last != null)) throw badPaging('first or last is required, not both');
  if (!Number.isInteger(size) || size < 1 || size > 100) throw badPaging('a page has 1 to 100 rows');
  const keys = raw(order.columns.map((column) => column.sql).join(', '));
  const forward = order.isDescending ? '<' : '>';
  const backward = order.isDescending ? '>' : '<';
  const bounds: Sql[] = [];
  const reach: Sql[] = [];
  for (const [cursor, sign] of [[args.after, forward], [args.before, backward]] as const) {
    if (cursor == null) continue;
    const values = cursorValues(cursor, order);
    bounds.push(sql`(${keys}) ${raw(sign)} (${join(values, ', ')})`);
    reach.push(sql`${raw(order.columns[0]?.sql ?? '')} ${raw(sign)}= ${values[0] ?? raw('null')}`);
  }
  const direction = order.isDescending !== isBackward ? 'desc' : 'asc';
  return {
    size,
    isBackward,
    where: and(bounds),
    reach: and(reach),
    orderBy: raw(order.columns.map((column) => `${column.sql} ${direction}`).join(', ')),
    sortBy: raw(order.columns.map((column) => `${unindexed[column.type](column.sql)} ${direction}`).join(', ')),
    limit: size + 1,
  };
}

/** Puts rows into a page; `cursorAt` is where the order's columns begin in a row. */
export function toPage<Node>(rows: RawRow[], args: PagingArgs, plan: PagePlan, order: Order, cursorAt: number, build: (row: RawRow) => Node, wantsEdges: boolean, totalCount: number): Page<Node> {
  const hasMore = rows.length > plan.size;
  const kept = hasMore ? rows.slice(0, plan.size) : rows;
  if (plan.isBackward) kept.reverse();
  const cursorOf = (row: RawRow | undefined) => (row ? Buffer.from(JSON.stringify(row.slice(cursorAt, cursorAt + order.columns.length))).toString('base64url') : null);
  const nodes = kept.map(build);
  return {
    nodes,
    edges: wantsEdges ? kept.map((row, index) => ({ node: nodes[index] as Node, cursor: cursorOf(row) ?? '' })) : [],
    pageInfo: {
      hasNextPage: plan.isBackward ? args.before != null : hasMore,
      hasPreviousPage: plan.isBackward ? hasMore : args.after != null,
      startCursor: cursorOf(kept[0]),
      endCursor: cursorOf(kept.at(-1)),
    },
    totalCount,
  };
}

const unindexed: Record<OrderColumn['type'], (expression: string) => string> = {
  bigint: (expression) => `${expression} + 0`, integer: (expression) => `${expression} + 0`, text: (expression) => `${expression} || ''`, timestamptz: (expression) => `${expression} + interval '0'`,
};

function cursorValues(cursor: string, order: Order): Sql[] {
  const values = readCursor(cursor);
  if (!values || values.length !== order.columns.length) throw badPaging('the cursor is not one of this list');
  return order.columns.map((column, index) => {
    const value = values[index] ?? '';
    if (!cursorFormats[column.type].test(value) || (column.type === 'timestamptz' && !isLocalDate(value.slice(0, 10)))) throw badPaging('the cursor is not one of this list');
    return sql`${value as SqlValue}::${raw(column.type)}`;
  });
}

const cursorFormats = {
  bigint: /^-?\d{1,18}$/,
  integer: /^-?\d{1,9}$/,
  text: /^[^\0]{0,200}$/s,
  timestamptz: /^[12]\d{3}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+08$/,
};

function readCursor(cursor: string): string[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : null;
  } catch {
    return null;
  }
}

function badPaging(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
