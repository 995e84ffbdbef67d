// Introspection for those who may: found in a document once, decided per caller.
import { BREAK, GraphQLError, visit, type DocumentNode, type FieldNode, type ValidationRule } from 'graphql';

/** For servers that know the caller before validation; guardsPlugin asks `findIntrospection` because validated documents are cached for everyone. */
export const closedIntrospection: ValidationRule = (context) => ({
  Field(field) {
    if (isIntrospection(field)) context.reportError(refuseIntrospection(field));
  },
});

/** Apollo hands out the same cached document object again, so the answer is kept with it. */
const found = new WeakMap<DocumentNode, FieldNode | null>();

export function findIntrospection(document: DocumentNode): FieldNode | null {
  const known = found.get(document);
  if (known !== undefined) return known;
  let first: FieldNode | null = null;
  visit(document, {
    Field(field) {
      if (!isIntrospection(field)) return undefined;
      first = field;
      return BREAK;
    },
  });
  found.set(document, first);
  return first;
}

export function refuseIntrospection(field: FieldNode): GraphQLError {
  return new GraphQLError('Introspection is open to signed-in users and API tokens.', {
    nodes: field,
    extensions: { code: 'FORBIDDEN', limit: 'introspection', http: { status: 403 } },
  });
}

function isIntrospection(field: FieldNode): boolean {
  return field.name.value === '__schema' || field.name.value === '__type';
}
