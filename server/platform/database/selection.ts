// Look-ahead: which fields an operation selects below a field, so that stores read exactly those columns.
import { Kind, getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** Field name → what is selected below it (an empty map below a leaf). Aliases are folded: rows carry fields, not aliases. */
export class Selection {
  readonly fields = new Map<string, Selection>();

  /** What is selected below a field; an empty selection when the field is not selected. */
  at(...path: string[]): Selection {
    let here: Selection = this;
    for (const name of path) {
      const next = here.fields.get(name);
      if (!next) return nothing;
      here = next;
    }
    return here;
  }

  has(name: string): boolean { return this.fields.has(name); }

  /** Both selections together, e.g. of `nodes` and of `edges.node`. */
  static merge(a: Selection, b: Selection): Selection {
    if (b.fields.size === 0) return a;
    if (a.fields.size === 0) return b;
    const merged = new Selection();
    for (const part of [a, b]) for (const [name, below] of part.fields) merged.fields.set(name, Selection.merge(merged.at(name), below));
    return merged;
  }

  static of(...names: string[]): Selection {
    const selection = new Selection();
    for (const name of names) selection.fields.set(name, nothing);
    return selection;
  }
}

const nothing = new Selection();

/**
 * Documents are parsed once and kept, so their selections are too: a page of a known query costs no walk. A selection
 * under @skip or @include depends on the variables and is walked anew. Keyed by the field's place and the concrete type.
 */
const known = new WeakMap<FieldNode, Map<string, Selection>>();

/** The fields selected below the field being resolved, as they apply to an object of `typeName`. */
export function selectionOf(info: GraphQLResolveInfo, typeName: string): Selection {
  const first = info.fieldNodes[0];
  if (!first) return nothing;
  const cached = info.fieldNodes.length === 1 ? known.get(first)?.get(typeName) : undefined;
  if (cached) return cached;
  const selection = new Selection();
  const walk = { info, isConditional: false };
  for (const node of info.fieldNodes) if (node.selectionSet) collect(node.selectionSet, selection, typeName, walk);
  if (!walk.isConditional && info.fieldNodes.length === 1) {
    const byType = known.get(first) ?? new Map<string, Selection>();
    known.set(first, byType.set(typeName, selection));
  }
  return selection;
}

function collect(set: SelectionSetNode, into: Selection, typeName: string | null, walk: { info: GraphQLResolveInfo; isConditional: boolean }): void {
  for (const node of set.selections) {
    if (node.directives?.length) {
      walk.isConditional = true;
      if (getDirectiveValues(GraphQLSkipDirective, node, walk.info.variableValues)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, node, walk.info.variableValues)?.['if'] === false) continue;
    }
    if (node.kind === Kind.FIELD) {
      if (node.name.value.startsWith('__')) continue;
      const below = into.fields.get(node.name.value) ?? new Selection();
      if (node.selectionSet) collect(node.selectionSet, below, null, walk);
      into.fields.set(node.name.value, below);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? walk.info.fragments[node.name.value] : node;
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value;
    // At the top the concrete type is known; below it every to-one field has one object type, so a condition always fits.
    if (condition && typeName && condition !== typeName && condition !== 'Node') continue;
    collect(fragment.selectionSet, into, typeName, walk);
  }
}
