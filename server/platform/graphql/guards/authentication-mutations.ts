// Counts the fields of one operation that check a secret: each is a guess, whatever alias it wears.
import { Kind, type DocumentNode, type GraphQLError, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './expanded-limits.js';
import type { Limits } from './limits.js';
import { refuseExcess } from './refusal.js';

/** Needs a document within the limits: root fields after expansion are then few. */
export function checkAuthenticationMutations(document: DocumentNode, operation: OperationDefinitionNode, names: readonly string[], limits: Limits): GraphQLError | null {
  const fragments = fragmentsOf(document);

  function count(selectionSet: SelectionSetNode | undefined): number {
    let found = 0;
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FIELD) found += names.includes(selection.name.value) ? 1 : 0;
      else found += count(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet);
    }
    return found;
  }

  const found = operation.operation === 'mutation' ? count(operation.selectionSet) : 0;
  const allowed = limits.authenticationMutations;
  if (found <= allowed) return null;
  return refuseExcess({
    limit: 'authenticationMutations',
    message: `The document has ${found} authentication mutations; at most ${allowed} is allowed.`,
    allowed,
    found,
    node: operation,
  });
}
