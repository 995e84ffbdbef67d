// The door to PostgreSQL: scoped reads as rows, scoped transactions with entities. Nothing reads or writes without a scope.
import { createHash } from 'node:crypto';
import { MikroORM, type Options, type SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { givesBrokenOnesBack } from './broken-connections.js';
import { isConnectionFailure, isLostOnTheWay, isRetryable, translated, unavailable } from './failures.js';
import { planPage, toPage, type Order, type Page, type PagingArgs } from './paging.js';
import { ScopedRead, parameterOf, type Planning, type RawResult, type RawRow, type ReadOrder } from './scoped-read.js';
import { pathEnd, roleOf, settingNames, settingsOf, type Scope, type ScopeKind, type Subtree } from './scope.js';
import { Selection } from './selection.js';
import { SharedConnections } from './shared-connections.js';
import { inCare, inSubtree, type Shape } from './shape.js';
import { and, raw, sql, type Sql } from './sql.js';

/** What a service gets to write with; only `Database.transaction` makes one. */
export interface Tx {
  readonly em: SqlEntityManager;
  readonly scope: Scope;
  /** Runs a statement inside the transaction and answers its rows. */
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
  /**
   * Work of the system inside this transaction, under the role of jobs: for what the caller must bring about and must not see.
   * A failure in it ends the transaction.
   */
  asJob<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Within a transaction of a job, work for somebody: under the role and settings of that scope, so that it sees and may what they would. */
  asCaller<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs after the commit and only then: hints to watching consoles. */
  afterCommit(act: () => void): void;
}

export interface DatabaseOptions {
  /** Connects as a role that owns nothing and cannot bypass row-level security. */
  connection: pg.ClientConfig;
  orm: Pick<Options, 'entities'>;
  readConnections: number;
  /** For reads by key, which share theirs. */
  sharedConnections: number;
  writeConnections: number;
  /** False only in proofs that row-level security holds by itself. */
  isApplicationScopeOn: boolean;
}

export interface ListOptions { where?: Sql[]; orderBy?: Sql; limit?: number }
export interface PageOptions {
  /** Narrows the list to the rows whose office, an expression over `t`, lies in the subtree; or to the facts that its administrator sees, by their school. */
  within?: { office: Sql; subtree: Subtree } | { school: Sql; subtree: Subtree } | null;
  where?: Sql[];
  order: Order;
  /** A list over more than its table: what stands in the place of the table, with all of its columns. */
  source?: Sql;
  /** The path of the row's office as a column of `source`: scope and `within` are ranges of it, so that the list walks offices in their order. */
  place?: string;
  /** How the page's rows are found where no one way fits all values: a statement that answers the rows of `source` under the conditions, in this order, so many at most. */
  cut?: ((conditions: Sql, orderBy: Sql, limit: Sql) => Sql) | null;
  /** A statement that answers the total as `count` from kept numbers; with the scope's condition in it. */
  total?: Sql | null;
  /** Counted so far and no further: for lists that grow for ever, of which nobody needs the exact number once it is large. */
  totalAtMost?: number;
}

type Row<T> = T & { key: number };

/** A transaction that lost a deadlock runs again, a few times. */
const attempts = 3;

export class Database {
  readonly #pool: pg.Pool;
  readonly #shared: SharedConnections;
  readonly #orm: MikroORM;
  readonly #isApplicationScopeOn: boolean;
  /** Transactions that have begun and not ended. */
  readonly #underway = new Set<Promise<unknown>>();
  #state: 'open' | 'draining' | 'closed' = 'open';
  /** Called with the text and the scope of each read and of each statement of a transaction; tests count by it. */
  onStatement: ((text: string, scope: Scope) => void) | null = null;

  private constructor(options: DatabaseOptions, orm: MikroORM) {
    this.#pool = new pg.Pool({ ...options.connection, ...sessionOptions(options.connection), max: options.readConnections });
    // A connection that breaks, idle or in use, is replaced at the next use; without listeners it would end the process.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => { client.on('error', () => undefined); });
    this.#shared = new SharedConnections({ ...options.connection, ...sessionOptions(options.connection) }, options.sharedConnections);
    this.#orm = orm;
    this.#isApplicationScopeOn = options.isApplicationScopeOn;
  }

  static async connect(options: DatabaseOptions): Promise<Database> {
    const orm = await MikroORM.init({
      ...options.orm,
      driverOptions: { ...options.connection, ...sessionOptions(options.connection), onPoolCreated: givesBrokenOnesBack },
      dbName: options.connection.database ?? 'yanxiu',
      pool: { min: 0, max: options.writeConnections },
      allowGlobalContext: false,
      ensureDatabase: false,
    });
    return new Database(options, orm);
  }

  /**
   * Begins no transaction any more, and lets those that have begun come to their end: one that is just getting its connection while the
   * ORM closes its pool would keep that connection for good, and the pool would wait for it.
   */
  async close(): Promise<void> {
    this.#state = 'draining';
    await Promise.allSettled(this.#underway);
    this.#state = 'closed';
    await Promise.all([this.#pool.end(), this.#shared.close(), this.#orm.close(true)]);
  }

  /** Rows of a statement, values by PostgreSQL type (counts are numbers). The statement itself must hold the scope's condition. */
  async rows<Row extends object>(scope: Scope, statement: Sql, planning: Planning = 'once'): Promise<Row[]> {
    const { columns, rows } = await this.#read(scope, statement, planning);
    const parsers = columns.map((column) => parserOf(column.typeId));
    return rows.map((row) => {
      const object: Record<string, unknown> = {};
      columns.forEach((column, index) => {
        const value = row[index];
        object[column.name] = value == null ? null : (parsers[index] as (text: string) => unknown)(value);
      });
      return object as Row;
    });
  }

  /** All rows of a shape under the conditions, as objects shaped like the type. */
  async list<T extends object>(scope: Scope, shape: Shape, selection: Selection, options: ListOptions): Promise<Row<T>[]> {
    const { statement, build } = this.#listing(scope, shape, selection, options);
    return (await this.#read(scope, statement, 'once')).rows.map((row) => build(row) as Row<T>);
  }

  /** The row of a key; `where` must be so narrow that the read is over at once, because others wait behind it. */
  async one<T extends object>(scope: Scope, shape: Shape, selection: Selection, where: Sql): Promise<Row<T> | null> {
    const { statement, build } = this.#listing(scope, shape, selection, { where: [where], limit: 1 });
    const [row] = (await this.#readByKey(scope, statement)).rows;
    return row === undefined ? null : (build(row) as Row<T>);
  }

  #listing(scope: Scope, shape: Shape, selection: Selection, options: ListOptions): { statement: Sql; build: (row: RawRow) => unknown } {
    const { columns, joins, build } = shape.compile(selection, scope.kind);
    const order = options.orderBy ? sql` order by ${options.orderBy}` : raw('');
    const limit = options.limit ? sql` limit ${options.limit}` : raw('');
    return { statement: sql`select ${raw(columns.join(', '))} from ${raw(shape.table)} t ${raw(joins.join(' '))} where ${and([this.allows(shape, 't', scope), ...(options.where ?? [])])}${order}${limit}`, build };
  }

  /** One page of a connection; `selection` is what is selected below the connection field. */
  async page<T extends object>(scope: Scope, shape: Shape, selection: Selection, args: PagingArgs, options: PageOptions): Promise<Page<Row<T>>> {
    const plan = planPage(args, options.order);
    const compiled = shape.compile(nodesOf(selection), scope.kind);
    const cursorColumns = options.order.columns.map((column) => column.sql);
    const where = options.where ?? [];
    const isBroad = (scope.kind === 'office' && scope.isBroad) || options.within?.subtree.isBroad === true;
    // Without further conditions a broad list of interleaved rows walks its order; every other broad one is planned with its values.
    const isWalked = isBroad && shape.isInterleaved && where.length === 0;
    // A list by place is written so that it can only walk: one plan serves all values.
    const isByValues = isBroad && !isWalked && options.place === undefined;
    // Where rows of one place stand together, walking the order may pass all other places first, which the planner cannot know.
    const cutBy = isBroad && !shape.isInterleaved && options.place === undefined ? plan.sortBy : plan.orderBy;
    const from = options.source ?? raw(shape.table);
    const ranges = options.place === undefined ? null : [...(scope.kind === 'office' && this.#isApplicationScopeOn ? [withinPath(options.place, scope.path)] : []), ...(options.within ? [withinPath(options.place, options.within.subtree.path)] : [])];
    const conditionsOf = (isByRow: boolean) => ranges !== null && (scope.kind === 'office' || scope.kind === 'whole') ? [...ranges, ...where] : [this.allows(shape, 't', scope.kind === 'office' ? { ...scope, isBroad: isByRow } : scope), ...(options.within ? [isWithin(options.within, isByRow)] : []), ...where];
    const wantsRows = selection.has('nodes') || selection.has('edges') || selection.has('pageInfo');
    const conditions = and([...conditionsOf(isWalked), plan.where, ...(ranges === null ? [] : [plan.reach])]);
    // Of a number that it does not know the planner assumes that it is a tenth of all, and sorts; page sizes are few.
    const limit = ranges === null ? sql`${plan.limit}` : raw(String(plan.limit));
    const [rows, totalCount] = await Promise.all([
      wantsRows
        // The page is cut out of the one table first, in index order; only its rows are joined to the rest.
        ? this.#read(scope, sql`select ${raw([...compiled.columns, ...cursorColumns].join(', '))} from (${options.cut?.(conditions, cutBy, limit) ?? sql`select * from ${from} t where ${conditions} order by ${cutBy} limit ${limit}`}) t ${raw(compiled.joins.join(' '))} order by ${plan.orderBy}`, isByValues ? 'values' : 'once').then((result) => result.rows)
        : ([] as RawRow[]),
      selection.has('totalCount')
        ? this.rows<{ count: number }>(scope, options.total ?? counted(sql`from ${from} t where ${and(conditionsOf(false))}`, options.totalAtMost), isBroad && options.total == null ? 'values' : 'once').then(([row]) => row?.count ?? 0)
        : 0,
    ]);
    return toPage(rows, args, plan, options.order, compiled.columns.length, (row) => compiled.build(row) as Row<T>, selection.has('edges'), totalCount);
  }

  /** The application's own lock as a condition over a shape's table. */
  allows(shape: Shape, alias: string, scope: Scope): Sql {
    return this.#isApplicationScopeOn ? shape.allows(alias, scope) : raw('true');
  }

  /** A transaction under the scope's role and settings. Only services open one. */
  async transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#state !== 'open') throw unavailable();
    const running = this.#transact(scope, work);
    this.#underway.add(running);
    try {
      return await running;
    } finally {
      this.#underway.delete(running);
    }
  }

  async #transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const settings = settingsOf(scope);
    const session = { role: roleOf(scope.kind), variables: Object.fromEntries(settingNames[scope.kind].map((name, index) => [name, settings[index] ?? ''])) };
    for (let attempt = 1; ; attempt += 1) {
      const afterCommit: (() => void)[] = [];
      try {
        const result = await this.#orm.em.fork({ session }).transactional(async (em) => work(this.#txOf(em as SqlEntityManager, scope, afterCommit)));
        for (const act of afterCommit) act();
        return result;
      } catch (error) {
        if (!isRetryable(error) || attempt === attempts) throw translated(error);
      }
    }
  }

  #txOf(em: SqlEntityManager, scope: Scope, afterCommit: (() => void)[]): Tx {
    const become = (kind: ScopeKind) => executeIn(em, kind, raw(`set local role ${roleOf(kind)}`));
    return {
      em,
      scope,
      rows: (statement) => {
        this.onStatement?.(statement.compile().text, scope);
        return executeIn(em, scope.kind, statement);
      },
      asJob: async (work) => {
        await become('job');
        const result = await work(this.#txOf(em, { kind: 'job', job: 'within' }, afterCommit));
        await become(scope.kind);
        return result;
      },
      asCaller: async (caller, work) => {
        if (scope.kind !== 'job') throw new Error('only a job works for somebody');
        const values = settingsOf(caller);
        for (const [index, name] of settingNames[caller.kind].entries()) await executeIn(em, 'job', sql`select set_config(${name}, ${values[index] ?? ''}, true)`);
        await become(caller.kind);
        const result = await work(this.#txOf(em, caller, afterCommit));
        await become('job');
        return result;
      },
      afterCommit: (act) => { afterCommit.push(act); },
    };
  }

  /** Reads what is found by key, over the shared connections. */
  async #readByKey(scope: Scope, statement: Sql): Promise<RawResult> {
    const order = this.#orderOf(scope, statement, 'once');
    return this.#shared.read(order).catch((error: unknown) => this.#again(order, error));
  }

  async #read(scope: Scope, statement: Sql, planning: Planning): Promise<RawResult> {
    const order = this.#orderOf(scope, statement, planning);
    return this.#readAlone(order).catch((error: unknown) => this.#again(order, error));
  }

  /** What was lost on the way is asked once more, for reading changes nothing; where no connection can be had, it is not. */
  async #again(order: ReadOrder, error: unknown): Promise<RawResult> {
    if (!isLostOnTheWay(error)) throw translated(error);
    return this.#readAlone(order).catch((second: unknown) => { throw translated(second); });
  }

  #orderOf(scope: Scope, statement: Sql, planning: Planning): ReadOrder {
    if (this.#state === 'closed') throw unavailable();
    const { text, values } = statement.compile();
    this.onStatement?.(text, scope);
    return { scope, name: nameOf(text), text, values, planning };
  }

  /** Over a connection of its own for as long as it takes. */
  async #readAlone(order: ReadOrder): Promise<RawResult> {
    const client = await this.#pool.connect().catch((error: unknown) => { throw translated(error); });
    let failure: Error | undefined;
    try {
      return await new Promise<RawResult>((resolve, reject) => { client.query(new ScopedRead(order, { resolve, reject })); });
    } catch (error) {
      failure = isConnectionFailure(error) ? (error as Error) : undefined;
      throw error;
    } finally {
      client.release(failure);
    }
  }
}

function counted(rows: Sql, atMost: number | undefined): Sql {
  return atMost === undefined ? sql`select count(*) as count ${rows}` : sql`select count(*) as count from (select 1 ${rows} limit ${raw(String(atMost))}) bounded`;
}

function isWithin(within: NonNullable<PageOptions['within']>, isBroad: boolean): Sql {
  const subtree = { ...within.subtree, isBroad };
  return 'school' in within ? inCare(within.school, subtree) : inSubtree(within.office, subtree);
}

/** A range in the C collation: leakproof, so the index serves it under a policy too. */
export function withinPath(column: string, path: string): Sql {
  return sql`${raw(column)} >= ${path} and ${raw(column)} < ${pathEnd(path)}`;
}

/** Merged once a document, so that the compiled shape is found again. */
const mergedNodes = new WeakMap<Selection, Selection>();

function nodesOf(selection: Selection): Selection {
  let nodes = mergedNodes.get(selection);
  if (!nodes) mergedNodes.set(selection, (nodes = Selection.merge(selection.at('nodes'), selection.at('edges', 'node'))));
  return nodes;
}

/** What the ORM runs a transaction's statements with; what it calls the text goes to the driver as it is, which takes a name along with it. */
interface Runner<Row> {
  executeQuery(query: { sql: { name: string; text: string } | string; parameters: unknown[]; query: object; queryId: object }): Promise<{ rows: Row[] }>;
}

/** A statement of a transaction, prepared once a connection: past the ORM, which would write the values into the text and have each planned anew. */
async function executeIn<Row extends object>(em: SqlEntityManager, kind: ScopeKind, statement: Sql): Promise<Row[]> {
  const { text, values } = statement.compile();
  const runner = em.getTransactionContext<Runner<Row>>();
  if (!runner) throw new Error('a statement of a transaction outside of it');
  // A plan made under one role is no plan for another: the role is part of the statement's name.
  const sql = values.length === 0 ? text : { name: `${kind}_${nameOf(text)}`, text };
  return (await runner.executeQuery({ sql, parameters: values.map(parameterOf), query: { kind: 'RawNode' }, queryId: {} })).rows;
}

/** Prepared statements are named by their text, so that the same text is prepared once a connection. */
const names = new Map<string, string>();
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= 5_000) names.clear();
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}

const bigintType = 20;
function parserOf(typeId: number): (text: string) => unknown {
  // Keys and counts stay far below 2^53.
  return typeId === bigintType ? Number : (pg.types.getTypeParser(typeId, 'text') as (text: string) => unknown);
}

/** How every session runs: the calendar of the programmes, and no statement or lock that waits for ever. */
function sessionOptions(connection: pg.ClientConfig): pg.ClientConfig {
  const settings = ['-c TimeZone=Asia/Shanghai', '-c DateStyle=ISO', '-c statement_timeout=8000', '-c lock_timeout=3000', '-c idle_in_transaction_session_timeout=10000'];
  return { options: [connection.options, ...settings].filter(Boolean).join(' '), connectionTimeoutMillis: 8_000, application_name: connection.application_name ?? 'yanxiu' };
}
