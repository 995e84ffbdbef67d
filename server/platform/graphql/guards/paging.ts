// Page sizes are checked before anything runs: too many rows is an error, never a silent cut.
import { getNamedType, isCompositeType, Kind, type FieldNode, type GraphQLCompositeType, type GraphQLError, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './expanded-limits.js';
import type { Limits } from './limits.js';
import { argumentValue, takesArgument, type IncomingOperation, type SchemaField } from './operation-arguments.js';
import { refuseExcess } from './refusal.js';

/** The first page of the operation whose size is missing or out of range. */
export function checkPaging(incoming: IncomingOperation, limits: Limits): GraphQLError | null {
  const fragments = fragmentsOf(incoming.document);
  const seen = new Set<string>();
  const root = incoming.schema.getRootType(incoming.operation.operation);

  function checkSet(selectionSet: SelectionSetNode | undefined, parent: GraphQLCompositeType, path: string): GraphQLError | null {
    for (const selection of selectionSet?.selections ?? []) {
      const refusal = selection.kind === Kind.FIELD ? checkField(selection, parent, path) : checkFragment(selection, parent, path);
      if (refusal !== null) return refusal;
    }
    return null;
  }

  function checkFragment(selection: Exclude<SelectionSetNode['selections'][number], FieldNode>, parent: GraphQLCompositeType, path: string): GraphQLError | null {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      // What a fragment selects does not depend on where it is spread: once is enough.
      if (seen.has(selection.name.value)) return null;
      seen.add(selection.name.value);
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const type = fragment?.typeCondition === undefined ? parent : incoming.schema.getType(fragment.typeCondition.name.value);
    return isCompositeType(type) ? checkSet(fragment?.selectionSet, type, path) : null;
  }

  function checkField(field: FieldNode, parent: GraphQLCompositeType, path: string): GraphQLError | null {
    const definition = 'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
    if (definition === undefined) return null;
    const here = path === '' ? field.name.value : `${path}.${field.name.value}`;
    const reason = pageSizeMistake(incoming, definition, field, limits);
    if (reason !== null) {
      return refuseExcess({ limit: 'pageSize', message: `${here}: ${reason}.`, allowed: limits.pageSize, at: here, node: field });
    }
    const type = getNamedType(definition.type);
    return isCompositeType(type) ? checkSet(field.selectionSet, type, here) : null;
  }

  return root === undefined || root === null ? null : checkSet(incoming.operation.selectionSet, root, '');
}

function pageSizeMistake(incoming: IncomingOperation, definition: SchemaField, field: FieldNode, limits: Limits): string | null {
  const names = ['first', 'last'].filter((name) => takesArgument(definition, name));
  if (names.length === 0) return null;
  const given = names.map((name) => argumentValue(incoming, definition, field, name)).filter((size) => size !== undefined && size !== null);
  const mustBePaged = getNamedType(definition.type).name.endsWith('Connection');
  if (mustBePaged && given.length === 0) return names.length === 2 ? 'first or last is required' : `${names.join('')} is required`;
  if (given.length === 2) return 'first or last, not both';
  const size = given[0];
  // Other types than numbers are refused by coercion, with a better message than one about size.
  if (typeof size !== 'number') return null;
  if (size > limits.pageSize) return `at most ${limits.pageSize} rows a page`;
  return size < 1 ? 'at least 1 row a page' : null;
}
