// Counts what a document becomes once its fragments are expanded: size, depth, root fields, repeated fields, introspection.
import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLError, type SelectionSetNode } from 'graphql';
import type { Limits } from './limits.js';
import { refuseExcess } from './refusal.js';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Beyond this the exact figure is of no use, and 2^40 must not become Infinity. */
const largestCount = 1_000_000;

export function findExpandedExcess(document: DocumentNode, limits: Limits): GraphQLError | null {
  const fragments = fragmentsOf(document);
  const sizes = measure(document, fragments);
  if (sizes.cycleAt !== undefined) {
    return refuseExcess({
      limit: 'fragmentCycle',
      message: `The fragment "${sizes.cycleAt.name.value}" contains itself.`,
      node: sizes.cycleAt.name,
    });
  }
  if (sizes.expanded > limits.expandedSelections) {
    const allowed = limits.expandedSelections;
    const found = sizes.expanded;
    const figure = found === largestCount ? `at least ${found}` : String(found);
    return refuseExcess({
      limit: 'expandedSelections',
      message: `The document selects ${figure} fields once its fragments are expanded; at most ${allowed} are allowed.`,
      allowed,
      found,
    });
  }
  // From here on the expansion is known to be small and without cycles, so it is simply walked.
  for (const selectionSet of sizes.roots) {
    const excess = walkRoot(selectionSet, fragments, limits);
    if (excess !== null) return excess;
  }
  return null;
}

export function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

interface Sizes {
  expanded: number;
  cycleAt: FragmentDefinitionNode | undefined;
  /** Operations, and fragments that no operation reaches: the standard rules look at those too. */
  readonly roots: readonly SelectionSetNode[];
}

/** Linear in the document: each fragment is measured once, however often it is spread. */
function measure(document: DocumentNode, fragments: Fragments): Sizes {
  const measured = new Map<string, number>();
  const open = new Set<string>();
  let cycleAt: FragmentDefinitionNode | undefined;

  function sizeOf(selectionSet: SelectionSetNode | undefined): number {
    let size = 0;
    for (const selection of selectionSet?.selections ?? []) {
      size += 1 + (selection.kind === Kind.FRAGMENT_SPREAD ? sizeOfFragment(selection.name.value) : sizeOf(selection.selectionSet));
    }
    return Math.min(size, largestCount);
  }

  function sizeOfFragment(name: string): number {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return 0;
    if (open.has(name)) {
      cycleAt ??= fragment;
      return 0;
    }
    open.add(name);
    const size = sizeOf(fragment.selectionSet);
    open.delete(name);
    measured.set(name, size);
    return size;
  }

  const roots: SelectionSetNode[] = [];
  let expanded = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    roots.push(definition.selectionSet);
    expanded = Math.min(expanded + sizeOf(definition.selectionSet), largestCount);
  }
  for (const [name, fragment] of fragments) {
    if (measured.has(name)) continue;
    roots.push(fragment.selectionSet);
    expanded = Math.min(expanded + sizeOfFragment(name), largestCount);
  }
  return { expanded, cycleAt, roots };
}

/** One response path; fields that execution would merge share it. */
interface Place {
  times: number;
  readonly below: Map<string, Place>;
}

/** Where in the tree the walk stands; introspection has figures of its own. */
interface Level {
  readonly depth: number;
  readonly isIntrospection: boolean;
  readonly typeLists: number;
}

const introspectionLists: ReadonlySet<string> = new Set(['fields', 'inputFields', 'interfaces', 'possibleTypes']);

function walkRoot(root: SelectionSetNode, fragments: Fragments, limits: Limits): GraphQLError | null {
  let rootFields = 0;

  function walk(selectionSet: SelectionSetNode, place: Place, level: Level): GraphQLError | null {
    for (const selection of selectionSet.selections) {
      const excess =
        selection.kind === Kind.FIELD
          ? enterField(selection, place, level)
          : walkFragment(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet, place, level);
      if (excess !== null) return excess;
    }
    return null;
  }

  function walkFragment(selectionSet: SelectionSetNode | undefined, place: Place, level: Level): GraphQLError | null {
    return selectionSet === undefined ? null : walk(selectionSet, place, level);
  }

  function enterField(field: FieldNode, parent: Place, level: Level): GraphQLError | null {
    if (level.depth === 0) rootFields += 1;
    if (rootFields > limits.rootFields) return tooMany('rootFields', 'root fields', limits.rootFields, field);
    const key = field.alias?.value ?? field.name.value;
    const place = parent.below.get(key) ?? { times: 0, below: new Map<string, Place>() };
    parent.below.set(key, place);
    place.times += 1;
    if (place.times > limits.repeatedFields) return tooMany('repeatedFields', 'selections of the same field', limits.repeatedFields, field);
    const below = levelBelow(field, level);
    const allowedDepth = below.isIntrospection ? limits.introspectionDepth : limits.depth;
    if (below.depth > allowedDepth) return tooMany('depth', 'levels', allowedDepth, field);
    if (below.typeLists > limits.introspectionLists) return tooMany('introspectionLists', 'type lists inside one another', limits.introspectionLists, field);
    return field.selectionSet === undefined ? null : walk(field.selectionSet, place, below);
  }

  return walk(root, { times: 0, below: new Map() }, { depth: 0, isIntrospection: false, typeLists: 0 });
}

function levelBelow(field: FieldNode, level: Level): Level {
  const name = field.name.value;
  const isIntrospection = level.isIntrospection || name === '__schema' || name === '__type';
  const isTypeList = level.isIntrospection && introspectionLists.has(name);
  return { depth: level.depth + 1, isIntrospection, typeLists: level.typeLists + (isTypeList ? 1 : 0) };
}

/** The walk ends at the first excess, so the figure found is always one more than allowed. */
function tooMany(limit: string, things: string, allowed: number, node: FieldNode): GraphQLError {
  return refuseExcess({ limit, message: `The document has more than ${allowed} ${things}; at most ${allowed} are allowed.`, allowed, found: allowed + 1, node });
}
