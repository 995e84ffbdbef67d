// One scoped read: role and settings, then the query, in one round trip and one implicit transaction.
//
// In PostgreSQL's extended protocol everything up to a Sync is one transaction. Sending
// [set_config … local][query][Sync] therefore gives the query its scope without BEGIN and COMMIT,
// and nothing of the scope survives on the connection. A driver sends a Sync after each query, so this
// is a query of its own kind (pg calls it a submittable), like pg-cursor.
import pg from 'pg';
import { roleOf, settingNames, settingsOf, type Scope, type ScopeKind } from './scope.js';

export type SqlValue = string | number | boolean | null | Date | readonly number[] | readonly string[];

/** A row as it came over the wire: one text (or null) a column. */
export type RawRow = readonly (string | null)[];

export interface RawResult { columns: { name: string; typeId: number }[]; rows: RawRow[] }

/** `values` plans anew with the very values: for statements whose best plan depends on them. It costs 0.5 to 1 ms each time. */
export type Planning = 'once' | 'values';

/** One statement a kind: its role and the settings that its policies read. */
const scopeTexts: Readonly<Record<string, string>> = Object.fromEntries((Object.keys(settingNames) as ScopeKind[]).flatMap((kind) => {
  const text = `select set_config('role', '${roleOf(kind)}', true)${settingNames[kind].map((name, index) => `, set_config('${name}', $${index + 1}, true)`).join('')}`;
  return [[scopeNameOf(kind, 'once'), text], [scopeNameOf(kind, 'values'), `${text}, set_config('plan_cache_mode', 'force_custom_plan', true)`]];
}));

function scopeNameOf(kind: ScopeKind, planning: Planning): string {
  return `scope_${kind}_${planning}`;
}

/** Callers choose their selections, so the number of different statements has no natural bound; this is one. */
const preparedPerConnection = 200;

interface WireConnection {
  stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string; types?: number[] }): void;
  bind(message: { portal: string; statement: string; values: (string | null)[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

/**
 * Statements that a connection has prepared, with the columns that PostgreSQL described (null until it has): a known statement
 * is not described again. A name whose preparation failed half-way is closed before it is used again.
 */
type Prepared = Map<string, RawResult['columns'] | null>;
const preparedOn = new WeakMap<object, Prepared>();

/** What is read and for whom. `name` must be the same for the same text: it names the prepared statement. */
export interface ReadOrder { scope: Scope; name: string; text: string; values: readonly SqlValue[]; planning: Planning }

/** The driver sends queries of its own class one behind the other over one connection; of another class it is not sure. */
const DriverQuery = pg.Query as unknown as new (text: string) => object;

export class ScopedRead extends DriverQuery implements pg.Submittable {
  readonly #order: ReadOrder;
  readonly #name: string;
  readonly #settle: { resolve(result: RawResult): void; reject(error: unknown): void };
  #prepared: Prepared = new Map();
  #columns: RawResult['columns'] = [];
  #rows: RawRow[] = [];
  #statementsDone = 0;
  #failure: unknown = null;
  #parsing: string[] = [];

  constructor(order: ReadOrder, settle: { resolve(result: RawResult): void; reject(error: unknown): void }) {
    super('');
    this.#order = order;
    // A plan made under one role is no plan for another: the role is part of the statement's name.
    this.#name = `${order.scope.kind}_${order.name}`;
    this.#settle = settle;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as WireConnection;
    const { scope, text, values, planning } = this.#order;
    const prepared = preparedOn.get(connection) ?? new Map();
    preparedOn.set(connection, (this.#prepared = prepared));
    const scopeName = scopeNameOf(scope.kind, planning);
    wire.stream.cork();
    try {
      this.#prepare(wire, prepared, scopeName, scopeTexts[scopeName] ?? '');
      wire.bind({ portal: '', statement: scopeName, values: settingsOf(scope) });
      wire.execute({ portal: '' });
      this.#prepare(wire, prepared, this.#name, text);
      wire.bind({ portal: '', statement: this.#name, values: values.map(parameterOf) });
      const columns = prepared.get(this.#name);
      if (columns) this.#columns = columns;
      else wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '' });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  #prepare(wire: WireConnection, prepared: Prepared, name: string, text: string): void {
    if (prepared.has(name)) return;
    if (prepared.size >= preparedPerConnection) {
      const oldest = [...prepared.keys()].find((known) => !(known in scopeTexts));
      if (oldest !== undefined && prepared.delete(oldest)) wire.close({ type: 'S', name: oldest });
    }
    wire.close({ type: 'S', name });
    wire.parse({ name, text });
    prepared.set(name, null);
    this.#parsing.push(name);
  }

  handleRowDescription(message: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#columns = message.fields.map((field) => ({ name: field.name, typeId: field.dataTypeID }));
    this.#prepared.set(this.#name, this.#columns);
  }

  handleDataRow(message: { fields: RawRow }): void {
    // The first statement's only row is what set_config answered.
    if (this.#statementsDone > 0) this.#rows.push(message.fields);
  }

  handleCommandComplete(): void { this.#statementsDone += 1; }
  handleEmptyQuery(): void { this.#statementsDone += 1; }
  handlePortalSuspended(): void { /* no row limit is ever sent */ }
  handleCopyInResponse(): void { /* no COPY is ever sent */ }
  handleCopyData(): void { /* no COPY is ever sent */ }

  handleError(error: Error, connection: pg.Connection): void {
    this.#failure = error;
    for (const name of this.#parsing) preparedOn.get(connection)?.delete(name);
    this.#settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#failure === null) this.#settle.resolve({ columns: this.#columns, rows: this.#rows });
  }
}

/** A value as PostgreSQL reads it from text, whatever its type is there. */
export function parameterOf(value: SqlValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((item) => (typeof item === 'number' ? String(item) : `"${item.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;
  return String(value);
}
