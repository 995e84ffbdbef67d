// Shapes: how a GraphQL type is read from tables. A shape and a selection compile to columns, joins and a row builder,
// so that a list is one statement with exactly the selected columns, and rows become plain objects shaped like the type.
import { globalId, type NodeType } from '../../kernel/ids.js';
import { formatTenths } from '../../kernel/tenths.js';
import type { RawRow } from './scoped-read.js';
import { pathEnd, type Scope, type ScopeKind, type Subtree } from './scope.js';
import type { Selection } from './selection.js';
import { raw, sql, type Sql } from './sql.js';

export type Convert = (value: string) => unknown;

/** A field read from one expression; `sql` gets the alias of the shape's table, and for which kind of caller. */
export interface ColumnField { kind: 'column'; sql: (table: string, caller: ScopeKind) => string; convert: Convert }
/** A field that is one object of another shape, joined by its key; null when there is none. */
export interface ToOneField {
  kind: 'one';
  shape: () => Shape;
  /** What its own join is made on; null where it stands under the alias of one of `joins`. */
  on: ((table: string, target: string, caller: ScopeKind) => string) | null;
  joins: ((table: string, caller: ScopeKind) => string)[];
  alias: ((table: string) => string) | null;
}
/** A field made of several columns of the same row. */
export interface GroupField { kind: 'group'; fields: Record<string, ColumnField> }
export type ShapeField = ColumnField | ToOneField | GroupField;

export interface ShapeDefinition {
  /** The GraphQL type. */
  typeName: NodeType | (string & {});
  table: string;
  /** The key column; every object carries it as `key`, for resolvers of fields that are no columns. */
  key: string;
  fields: Record<string, ShapeField>;
  /** The application's own lock, the first of the two: which rows a kind of caller sees. A kind left out sees nothing. */
  scope: ScopeRules;
  /** True where rows of all places follow each other closely, as facts do that happen everywhere at the same time. */
  isInterleaved: boolean;
}

/** The condition under which a kind of caller sees a row, over the alias of the shape's table. What offices see, the root sees of all, unless it has a rule of its own. */
export type ScopeRules = { [Kind in ScopeKind]?: (table: string, scope: Extract<Scope, { kind: Kind }>) => Sql };

export interface Compiled { columns: string[]; joins: string[]; build: (row: RawRow) => Record<string, unknown> }

export class Shape {
  readonly typeName: string;
  readonly table: string;
  readonly key: string;
  readonly fields: Record<string, ShapeField>;
  readonly scope: ScopeRules;
  readonly isInterleaved: boolean;
  readonly #compiled = new WeakMap<Selection, Map<ScopeKind, Compiled>>();

  constructor(definition: ShapeDefinition) {
    this.typeName = definition.typeName;
    this.table = definition.table;
    this.key = definition.key;
    this.fields = { ...definition.fields };
    this.scope = definition.scope;
    this.isInterleaved = definition.isInterleaved;
  }

  /** A domain of higher rank adds the fields that it owns to another domain's type, as it does in the schema. */
  extend(fields: Record<string, ShapeField>): void {
    Object.assign(this.fields, fields);
  }

  /** Which rows of this shape's table the scope allows. */
  allows(table: string, scope: Scope): Sql {
    if (scope.kind === 'whole' && !this.scope.whole) return raw(this.scope.office ? 'true' : 'false');
    const rule = this.scope[scope.kind] as ((table: string, scope: Scope) => Sql) | undefined;
    return rule ? rule(table, scope) : raw('false');
  }

  compile(selection: Selection, caller: ScopeKind): Compiled {
    const byCaller = this.#compiled.get(selection) ?? new Map<ScopeKind, Compiled>();
    const known = byCaller.get(caller);
    if (known) return known;
    const context: Context = { columns: [], places: new Map(), joins: new Set(), aliases: 0, caller };
    const build = compileObject(this, selection, 't', context);
    const compiled = { columns: context.columns, joins: [...context.joins], build: build as Compiled['build'] };
    this.#compiled.set(selection, byCaller.set(caller, compiled));
    return compiled;
  }
}

export function defineShape(definition: Omit<ShapeDefinition, 'isInterleaved'> & { isInterleaved?: true }): Shape {
  return new Shape({ ...definition, isInterleaved: definition.isInterleaved === true });
}

interface Context { columns: string[]; places: Map<string, number>; joins: Set<string>; aliases: number; caller: ScopeKind }
type Build = (row: RawRow) => Record<string, unknown> | null;

/** Where an expression stands among the columns; the same one is read once. */
function placeOf(expression: string, { columns, places }: Context): number {
  let place = places.get(expression);
  if (place === undefined) places.set(expression, (place = columns.push(expression) - 1));
  return place;
}

function compileObject(shape: Shape, selection: Selection, table: string, context: Context): Build {
  const keyIndex = placeOf(`${table}.${shape.key}`, context);
  const names: string[] = [];
  const indexes: number[] = [];
  const converts: Convert[] = [];
  const childNames: string[] = [];
  const children: Build[] = [];
  const addColumn = (field: ColumnField): number => placeOf(field.sql(table, context.caller), context);
  for (const [name, below] of selection.fields) {
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (!field) continue; // resolved by a resolver of its own, from the key
    if (field.kind === 'column') {
      names.push(name);
      indexes.push(addColumn(field));
      converts.push(field.convert);
    } else if (field.kind === 'group') {
      const parts = Object.entries(field.fields).map(([part, column]) => ({ part, index: addColumn(column), convert: column.convert }));
      childNames.push(name);
      children.push((row) => {
        if (parts.every(({ index }) => row[index] === null)) return null;
        return Object.fromEntries(parts.map(({ part, index, convert }) => [part, row[index] == null ? null : convert(row[index])]));
      });
    } else {
      const target = field.alias?.(table) ?? `${table}_${(context.aliases += 1)}`;
      const child = field.shape();
      for (const joinOf of field.joins) context.joins.add(joinOf(table, context.caller));
      if (field.on) context.joins.add(`left join ${child.table} ${target} on ${field.on(table, target, context.caller)}`);
      childNames.push(name);
      children.push(compileObject(child, below, target, context));
    }
  }
  return (row) => {
    const key = row[keyIndex];
    if (key == null) return null;
    const object: Record<string, unknown> = { key: Number(key) };
    for (let i = 0; i < names.length; i += 1) {
      const value = row[indexes[i] as number];
      object[names[i] as string] = value == null ? null : (converts[i] as Convert)(value);
    }
    for (let i = 0; i < childNames.length; i += 1) object[childNames[i] as string] = (children[i] as Build)(row);
    return object;
  };
}

/** Everybody may see every row: for what is no personal data. */
export const openToAll: ScopeRules = { office: () => raw('true'), classes: () => raw('true'), programmes: () => raw('true'), self: () => raw('true'), job: () => raw('true'), anonymous: () => raw('true') };

/** The usual rules of a fact that knows its school, class, programme and person. Of one programme, the usual case, the order within an index is known; of a list the rows would be sorted. */
export const factScope: Required<Pick<ScopeRules, 'office' | 'classes' | 'programmes' | 'self' | 'job'>> = {
  office: (t, scope) => inCare(raw(`${t}.school_id`), scope),
  classes: (t, scope) => sql`${raw(t)}.class_id = any (${scope.classIds}::bigint[])`,
  programmes: (t, { programmeIds }) => (programmeIds.length === 1 ? sql`${raw(t)}.programme_id = ${programmeIds[0] ?? 0}` : sql`${raw(t)}.programme_id = any (${programmeIds}::bigint[])`),
  self: (t, scope) => sql`${raw(t)}.person_id = ${scope.personId}`,
  job: () => raw('true'),
};

/** The office whose key the expression gives lies in the subtree. */
export function inSubtree(office: Sql, { path, isBroad }: Subtree): Sql {
  return ofOffice(office, sql`scope_office.path >= ${path} and scope_office.path < ${pathEnd(path)}`, isBroad);
}

/** The office whose key the expression gives lies in the subtree, or has ended and left its records to one that does: what facts ask. */
export function inCare(office: Sql, { path, isBroad }: Subtree): Sql {
  return ofOffice(office, isInCare('scope_office', path), isBroad);
}

/** The same of an office itself, under its alias. */
export function isInCare(office: string, path: string): Sql {
  const [at, heir] = [raw(`${office}.path`), raw(`${office}.heir_path`)];
  return sql`(${at} >= ${path} and ${at} < ${pathEnd(path)} or ${heir} >= ${path} and ${heir} < ${pathEnd(path)})`;
}

function ofOffice(office: Sql, condition: Sql, isBroad: boolean): Sql {
  // A scalar stays where it stands; the planner turns an EXISTS into a join, and begins with the side that it takes for small.
  return isBroad
    ? sql`(select ${condition} from office scope_office where scope_office.id = ${office})`
    : sql`exists (select 1 from office scope_office where scope_office.id = ${office} and ${condition})`;
}

const same: Convert = (value) => value;

/** Kinds of columns. A name is a column of the shape's table; an expression is given as a function of its alias. */
type Source = string | ((table: string, caller: ScopeKind) => string);
function column(source: Source, convert: Convert): ColumnField {
  return { kind: 'column', sql: typeof source === 'string' ? (table) => `${table}.${source}` : source, convert };
}
export const field = {
  id: (type: NodeType, source: Source = 'id') => column(source, (value) => globalId(type, value)),
  text: (source: Source) => column(source, same),
  int: (source: Source) => column(source, Number),
  bool: (source: Source) => column(source, (value) => value === 't'),
  /** Integer tenths of a point → "79.6". */
  tenths: (source: Source) => column(source, (value) => formatTenths(Number(value))),
  date: (source: Source) => column(source, same),
  /** timestamptz as the session writes it (`2023-09-10 08:00:00.123+08`) → RFC 3339. */
  time: (source: Source) => column(source, rfc3339),
  json: (source: Source, convert: (value: unknown) => unknown) => column(source, (value) => convert(JSON.parse(value))),
  /** Another shape's object whose key stands in a column. */
  one: (shape: () => Shape, foreignKey: Source): ToOneField => ({
    kind: 'one', shape, joins: [], alias: null, on: (table, target, caller) => `${target}.${shape().key} = ${typeof foreignKey === 'string' ? `${table}.${foreignKey}` : foreignKey(table, caller)}`,
  }),
  /** Another shape's object found by a condition of one's own (it must find one row at most), perhaps over joins of one's own. */
  oneBy: (shape: () => Shape, on: NonNullable<ToOneField['on']>, ...joins: ToOneField['joins']): ToOneField => ({ kind: 'one', shape, joins, on, alias: null }),
  /** Another shape's object that other fields join too: read once, under the join's alias. */
  joined: (shape: () => Shape, alias: (table: string) => string, join: (table: string, caller: ScopeKind) => string): ToOneField => ({ kind: 'one', shape, joins: [join], on: null, alias }),
  group: (fields: Record<string, ColumnField>): GroupField => ({ kind: 'group', fields }),
};

export function rfc3339(value: string): string {
  // The pool's sessions run in Asia/Shanghai, so the offset is always +08.
  return `${value.slice(0, 10)}T${value.slice(11, -3)}+08:00`;
}
