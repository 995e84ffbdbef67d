// Builds the schema from the domains' resolvers, and refuses to when anything lacks a permission.
import { isInterfaceType, lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, type ClassType, type NonEmptyArray } from 'type-graphql';
import { parseGlobalId } from '../../kernel/ids.js';
import { undeclared, type ActionCatalogue } from './permission.js';

/** `instances` are the resolvers as the composition root made them; without them the schema can be printed but not run. */
export async function buildPublicSchema(resolvers: readonly ClassType[], catalogue: ActionCatalogue, instances: ReadonlyMap<ClassType, object>): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<ClassType>,
    container: { get: (resolver: ClassType) => instances.get(resolver) },
    // Inputs are checked by scalars and by the domains' rules, which answer with refusals.
    validate: false,
    emitSchemaFile: false,
    // It would ask for the whole introspection at every start; `npm run schema` and the schema's test check the same once.
    skipCheck: true,
  });
  describeRoots(schema);
  tellTypesAtOnce(schema);
  const missing = undeclared(schema, catalogue);
  if (missing.length > 0) throw new Error(`Closed by default: ${missing.join('; ')}`);
  return lexicographicSortSchema(schema);
}

/** TypeGraphQL makes the root types itself and leaves them without a word. */
function describeRoots(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  if (query) query.description = '查询。What can be read; every list is a page, every row lies in the caller\'s scope.';
  if (mutation) mutation.description = '变更。What can be done; a rule that says no answers with refusals, not with errors.';
}

/** What a node is stands in its id. TypeGraphQL would say so by a promise, and compiled queries take none for an answer. */
function tellTypesAtOnce(schema: GraphQLSchema): void {
  const node = schema.getType('Node');
  if (isInterfaceType(node)) node.resolveType = (value: { id: string }) => parseGlobalId(value.id)?.type;
}
