// An office that a caller names, as the part of the tree that a list is narrowed to.
import { keyOf } from '../../kernel/ids.js';
import type { Scope, Subtree } from '../../platform/database/scope.js';
import { notFound } from '../../platform/graphql/errors.js';
import { subtreeOf, type OfficeStore } from '../office.store.js';

/** What lies below an office that the caller sees; NOT_FOUND otherwise. Null when none was named. */
export async function subtreeInScope(offices: OfficeStore, scope: Scope, officeId: string | null | undefined): Promise<Subtree | null> {
  if (officeId == null) return null;
  const office = await offices.pathOf(scope, keyOf('Office', officeId) ?? 0);
  if (!office) throw notFound();
  return subtreeOf(office);
}
