// One scoped read: role and settings, then the query, in one round trip and one implicit transaction.
//
// In PostgreSQL's extended protocol everything up to a Sync is one transaction. Sending
// [set_config … local][query][Sync] therefore gives the query its scope without BEGIN and COMMIT,
// and nothing of the scope survives on the connection. A driver sends a Sync after each query, so this
// is a query of its own kind (pg calls it a submittable), like pg-cursor.
import type pg from 'pg';
import { roleOf, scopeSettings, settingsOf, type Scope } from './scope.js';

export type SqlValue = string | number | boolean | null | Date | readonly number[] | readonly string[];

/** A row as it came over the wire: one text (or null) a column. */
export type RawRow = readonly (string | null)[];

export interface RawResult { columns: { name: string; typeId: number }[]; rows: RawRow[] }

/**
 * `values` plans with the very values each time. A subtree is a range of paths: a plan for any range takes it for a small
 * one, begins with its offices and reads every row of a large one before it cuts the page out.
 */
export type Planning = 'once' | 'values';
const planModes: Record<Planning, string> = { once: 'auto', values: 'force_custom_plan' };

const scopeText = `select set_config('role', $1, true), set_config('plan_cache_mode', $2, true), ${scopeSettings.map((name, index) => `set_config('${name}', $${index + 3}, true)`).join(', ')}`;
const scopeName = 'yanxiu_scope';

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

/** Statements that a connection has prepared; a name whose preparation failed half-way is closed before it is used again. */
const preparedOn = new WeakMap<object, Set<string>>();

export class ScopedRead implements pg.Submittable {
  readonly #scope: Scope;
  readonly #name: string;
  readonly #text: string;
  readonly #values: readonly SqlValue[];
  readonly #planning: Planning;
  readonly #settle: { resolve(result: RawResult): void; reject(error: unknown): void };
  #columns: RawResult['columns'] = [];
  #rows: RawRow[] = [];
  #statementsDone = 0;
  #failure: unknown = null;
  #parsing: string[] = [];

  /** `name` must be the same for the same text: it names the prepared statement. */
  constructor(scope: Scope, name: string, text: string, values: readonly SqlValue[], planning: Planning, settle: { resolve(result: RawResult): void; reject(error: unknown): void }) {
    this.#scope = scope;
    // A plan made under one role is no plan for another: the role is part of the statement's name.
    this.#name = `${scope.kind}_${name}`;
    this.#text = text;
    this.#values = values;
    this.#planning = planning;
    this.#settle = settle;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as WireConnection;
    let prepared = preparedOn.get(connection);
    if (!prepared) preparedOn.set(connection, (prepared = new Set()));
    wire.stream.cork();
    try {
      this.#prepare(wire, prepared, scopeName, scopeText);
      wire.bind({ portal: '', statement: scopeName, values: [roleOf(this.#scope.kind), planModes[this.#planning], ...settingsOf(this.#scope)] });
      wire.execute({ portal: '' });
      this.#prepare(wire, prepared, this.#name, this.#text);
      wire.bind({ portal: '', statement: this.#name, values: this.#values.map(encode) });
      wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '' });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  #prepare(wire: WireConnection, prepared: Set<string>, name: string, text: string): void {
    if (prepared.has(name)) return;
    if (prepared.size >= preparedPerConnection) {
      const [, oldest] = prepared;
      if (oldest !== undefined && prepared.delete(oldest)) wire.close({ type: 'S', name: oldest });
    }
    wire.close({ type: 'S', name });
    wire.parse({ name, text });
    prepared.add(name);
    this.#parsing.push(name);
  }

  handleRowDescription(message: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#columns = message.fields.map((field) => ({ name: field.name, typeId: field.dataTypeID }));
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

function encode(value: SqlValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((item) => (typeof item === 'number' ? String(item) : JSON.stringify(item))).join(',')}}`;
  return String(value);
}
