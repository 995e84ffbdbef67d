// Longer ways through the schema, drawn by chance: whichever edges lead there, an answer holds nothing that is not the caller's, no
// number in full, and nothing at all once one field on the way is not granted.
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { idPrefixes, type NodeType } from '../../server/kernel/ids.js';
import { documentOf, fieldsOf, selectAll } from './documents.js';
import { idOf, keysReachable, type Caller } from './places.js';
import { bytes, forEach, grantedTo, objectType, outcome, type ReadWalk } from './read-walk.js';

/** Answers whole numbers from 0 to below the limit. */
export type Chance = (limit: number) => number;

/** The organisation above, programmes and their parts are public wherever they are named. */
const openTypes: readonly NodeType[] = ['Office', 'Programme', 'Period', 'Course', 'TrainingClass', 'Assignment'];

const objectFields = (type: GraphQLObjectType) => fieldsOf(type).filter((field) => isObjectType(getNamedType(field.type)));

/** Fields from the root over two to four edges; below the own identity everything is the caller's own, so no way begins there. */
function drawPath(below: Chance): { path: string[]; coordinates: string[]; type: GraphQLObjectType } {
  let type = objectType('Query');
  const path: string[] = [];
  const coordinates: string[] = [];
  const length = 2 + below(3);
  while (path.length < length) {
    const fields = objectFields(type).filter(({ name }) => name !== 'viewer');
    const field = fields[below(fields.length)];
    if (!field) break;
    path.push(field.name);
    coordinates.push(`${type.name}.${field.name}`);
    type = getNamedType(field.type) as GraphQLObjectType;
  }
  return { path, coordinates, type };
}

export async function longerPaths(walk: ReadWalk, caller: Caller, count: number, below: Chance): Promise<{ unexpected: string[]; objects: number }> {
  const unexpected: string[] = [];
  const isGranted = grantedTo(caller);
  const allowed = new Map<string, Set<string>>();
  for (const type of (Object.keys(idPrefixes) as NodeType[]).filter((one) => !openTypes.includes(one))) allowed.set(type, new Set((await keysReachable(walk.server.owner, type, caller.sees)).map((key) => idOf({ type, key }))));
  let objects = 0;
  await forEach(Array.from({ length: count }, () => drawPath(below)), async ({ path, coordinates, type }) => {
    const selection = selectAll(type, isGranted, 1);
    const denied = coordinates.filter((coordinate) => !isGranted(coordinate));
    const query = documentOf(path, walk.rootArguments(caller, path[0] ?? ''), selection ?? fieldsOf(type).map(({ name, type: of }) => (isObjectType(getNamedType(of)) ? `${name} { __typename }` : name)).join(' '));
    const answer = await walk.ask(caller, query);
    const where = `${caller.name}: ${path.join('.')}`;
    // Lists within lists may cost more than is allowed to anybody; nothing runs then.
    if (answer.data === undefined && answer.errors[0]?.extensions['limit'] === 'costPoints') return;
    if (denied.length > 0 || selection === null) {
      if (!/^(FORBIDDEN|UNAUTHENTICATED)$/.test(outcome(answer)) || answer.data !== undefined) unexpected.push(`${where}: ${denied.join()} is not granted, yet ${bytes(answer).slice(0, 200)}`);
      return;
    }
    // A root that takes an id is asked for something foreign where the caller has nothing of the kind.
    if (!/^(data|NOT_FOUND)$/.test(outcome(answer))) unexpected.push(`${where}: ${bytes(answer).slice(0, 300)}`);
    for (const found of objectsIn(answer.data)) {
      objects += 1;
      const { __typename: name, id } = found;
      if (typeof id === 'string' && allowed.get(String(name))?.has(id) === false) unexpected.push(`${where}: holds the foreign ${String(name)} ${id}`);
      for (const [field, value] of Object.entries(found)) if (/^(idCard|mobile)/.test(field) && typeof value === 'string' && !value.includes('*')) unexpected.push(`${where}: ${String(name)}.${field} in full`);
    }
  });
  return { unexpected, objects };
}

function objectsIn(data: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const open = [data];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    if ('__typename' in here) found.push(here as Record<string, unknown>);
    open.push(...Object.values(here).filter((member) => member !== undefined));
  }
  return found;
}
