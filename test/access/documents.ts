// Documents made from the schema: select everything of a type that somebody is granted, on the shortest path to it.
import { getNamedType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema } from 'graphql';

export type IsGranted = (coordinate: string) => boolean;

/**
 * Every granted field of a type; objects below it with what they have granted, one level less deep each. Null when nothing is granted.
 * `__typename` stands in every selection, so that an answer tells which types it really holds.
 */
export function selectAll(type: GraphQLObjectType, isGranted: IsGranted, depth: number): string | null {
  const parts: string[] = [];
  for (const field of fieldsOf(type)) {
    if (!isGranted(`${type.name}.${field.name}`)) continue;
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) parts.push(field.name);
    else if (depth > 1 && isObjectType(inner)) {
      const below = selectAll(inner, isGranted, depth - 1);
      if (below !== null) parts.push(`${field.name} { ${below} }`);
    }
  }
  return parts.length === 0 ? null : ['__typename', ...parts].join(' ');
}

export function fieldsOf(type: GraphQLObjectType): GraphQLField<unknown, unknown>[] { return Object.values(type.getFields()); }

export function isComposite(type: GraphQLOutputType): boolean { return !isLeafType(getNamedType(type)); }

/** The object types that a query reaches, each with the shortest path of fields from the root (without `node`) over granted fields. */
export function pathsFrom(schema: GraphQLSchema, isGranted: IsGranted): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  const query = schema.getQueryType();
  const open: { type: GraphQLObjectType; path: readonly string[] }[] = query ? [{ type: query, path: [] }] : [];
  // The own identity comes last: what hangs below it is told without further rights, so it is no way to try one.
  const later: typeof open = [];
  for (let next = open.shift(); next !== undefined; next = open.shift() ?? later.shift()) {
    const { type, path } = next;
    for (const field of fieldsOf(type)) {
      const inner = getNamedType(field.type);
      if (!isObjectType(inner) || paths.has(inner.name) || !isGranted(`${type.name}.${field.name}`)) continue;
      const here = [...path, field.name];
      paths.set(inner.name, here);
      (field.name === 'viewer' ? later : open).push({ type: inner, path: here });
    }
  }
  return paths;
}

/** `{ a(args) { b { selection } } }` for the path a, b. */
export function documentOf(path: readonly string[], rootArguments: string, selection: string): string {
  const [root = '', ...rest] = path;
  return `{ ${root}${rootArguments === '' ? '' : `(${rootArguments})`} { ${rest.map((name) => `${name} { `).join('')}${selection}${' }'.repeat(rest.length)} } }`;
}

/** What stands at a path of an answer; the first member of lists. */
export function at(data: unknown, path: readonly string[]): unknown {
  let here = data;
  for (const name of path) {
    here = (here as Record<string, unknown> | null | undefined)?.[name];
    if (Array.isArray(here)) [here] = here as unknown[];
  }
  return here;
}

/** The types of which an answer holds an object. */
export function typesIn(data: unknown): Set<string> {
  const found = new Set<string>();
  const open = [data];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    if ('__typename' in here) found.add(String(here.__typename));
    open.push(...Object.values(here).filter((member) => member !== undefined));
  }
  return found;
}

/** Every argument of the schema's fields and every field of its inputs, as coordinates. */
export function inputCoordinates(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__')).flatMap((type) => {
    if (isObjectType(type)) return fieldsOf(type).flatMap((field) => field.args.map((argument) => `${type.name}.${field.name}(${argument.name})`));
    return isInputObjectType(type) ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`) : [];
  });
}

/** The fields of inputs that a value gives, as coordinates; undefined members do not count. */
export function givenFields(schema: GraphQLSchema, typeName: string, value: unknown): string[] {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const field = type.getFields()[name];
    if (!field) throw new Error(`${typeName} has no field ${name}`);
    const inner = getNamedType(field.type).name;
    const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
    return [`${typeName}.${name}`, ...(isList ? (member as unknown[]).flatMap((item) => givenFields(schema, inner, item)) : givenFields(schema, inner, member))];
  });
}
