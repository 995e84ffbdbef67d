// The published cost of an operation, known before it runs: how many objects it can return, at most.
//
//   object (row of a list or page, to-one object)  0.2 points
//   page (a type named …Connection)                1 point, and for each row of `first`/`last`: the row and what is selected in it
//   totalCount of a page                           1 point (it is a statement of its own)
//   list without a page size                       `listSize` rows (field extension, 10 unless said; `sizedBy` names the list argument that decides)
//   field of the Mutation root                     10 points besides its payload
//   __schema, __type                               10 points
//   scalars, pageInfo, __typename                  nothing
//
// The sum is rounded up. Fields under @skip or @include count unless a literal excludes them; of the branches of a union
// the dearest possible type counts. So one point never hides more than five objects.
import {
  getNamedType, getNullableType, isAbstractType, isCompositeType, isLeafType, isListType, isObjectType, Kind,
  type FieldNode, type GraphQLCompositeType, type GraphQLNamedType, type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './expanded-limits.js';
import type { Limits } from './limits.js';
import { argumentValue, isLiterallyExcluded, takesArgument, type IncomingOperation, type SchemaField } from './operation-arguments.js';

/** Tenths of a point, so that sums stay exact. */
const tenths = { object: 2, page: 10, totalCount: 10, mutation: 100, introspection: 100 } as const;
const defaultListSize = 10;
/** Ten nested pages of 100 are 10^20; the exact figure is of no use beyond this. */
const largestTenths = 10_000_000;

/** A selection costs something once, and on a page something again for each row. */
interface Price {
  readonly once: number;
  readonly perRow: number;
}

const free: Price = { once: 0, perRow: 0 };

export function estimateCost(incoming: IncomingOperation, limits: Limits): number {
  const { schema, document, operation } = incoming;
  const fragments = fragmentsOf(document);
  const known = new Map<string, Price>();
  const root = schema.getRootType(operation.operation);

  function priceOfSet(selectionSet: SelectionSetNode, parent: GraphQLCompositeType): Price {
    let total = free;
    const branches: { readonly type: GraphQLCompositeType; readonly price: Price }[] = [];
    for (const selection of selectionSet.selections) {
      if (isLiterallyExcluded(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        total = sum(total, priceOfField(selection, parent));
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition === undefined ? parent : schema.getType(fragment.typeCondition.name.value);
      if (!isCompositeType(condition)) continue;
      const price = selection.kind === Kind.INLINE_FRAGMENT ? priceOfSet(selection.selectionSet, condition) : priceOfFragment(selection.name.value, condition);
      if (isObjectType(parent)) total = sum(total, price);
      else branches.push({ type: condition, price });
    }
    return sum(total, dearestBranch(parent, branches));
  }

  function priceOfFragment(name: string, type: GraphQLCompositeType): Price {
    const before = known.get(name);
    if (before !== undefined) return before;
    // Validation has refused cycles; should one come here, it costs nothing instead of hanging.
    known.set(name, free);
    const selectionSet = fragments.get(name)?.selectionSet;
    const price = selectionSet === undefined ? free : priceOfSet(selectionSet, type);
    known.set(name, price);
    return price;
  }

  function dearestBranch(parent: GraphQLCompositeType, branches: readonly { readonly type: GraphQLCompositeType; readonly price: Price }[]): Price {
    if (branches.length === 0 || !isAbstractType(parent)) return free;
    let dearest = free;
    for (const possible of schema.getPossibleTypes(parent)) {
      let price = free;
      for (const branch of branches) {
        const applies = branch.type === possible || (isAbstractType(branch.type) && schema.isSubType(branch.type, possible));
        if (applies) price = sum(price, branch.price);
      }
      dearest = { once: Math.max(dearest.once, price.once), perRow: Math.max(dearest.perRow, price.perRow) };
    }
    return dearest;
  }

  function priceOfField(field: FieldNode, parent: GraphQLCompositeType): Price {
    const name = field.name.value;
    if (name === '__schema' || name === '__type') return { once: tenths.introspection, perRow: 0 };
    const definition = 'getFields' in parent ? parent.getFields()[name] : undefined;
    if (definition === undefined) return free;
    const onPage = isPage(parent);
    if (onPage && name === 'totalCount') return { once: tenths.totalCount, perRow: 0 };
    const surcharge = parent === root && operation.operation === 'mutation' ? tenths.mutation : 0;
    const type = getNamedType(definition.type);
    if (isLeafType(type) || !isCompositeType(type) || type.name === 'PageInfo') return { once: surcharge, perRow: 0 };
    const inner = field.selectionSet === undefined ? free : priceOfSet(field.selectionSet, type);
    if (isPage(type)) {
      return { once: cap(surcharge + tenths.page + inner.once + rowsOf(field, definition) * inner.perRow), perRow: 0 };
    }
    if (onPage && name === 'nodes') return { once: 0, perRow: tenths.object + inner.once };
    // An edge and its node are one row; a node asked for twice is two.
    if (onPage && name === 'edges') return { once: 0, perRow: Math.max(tenths.object, inner.once) };
    const objects = isListType(getNullableType(definition.type)) ? rowsOf(field, definition) : 1;
    return { once: cap(surcharge + objects * (tenths.object + inner.once)), perRow: 0 };
  }

  function rowsOf(field: FieldNode, definition: SchemaField): number {
    const sizes = ['first', 'last'].filter((name) => takesArgument(definition, name)).map((name) => argumentValue(incoming, definition, field, name));
    if (sizes.length > 0) {
      const numbers = sizes.filter((size) => typeof size === 'number');
      // A missing or odd size is refused elsewhere; until then the page counts as a full one.
      return numbers.length === 0 ? limits.pageSize : Math.min(Math.max(...numbers, 0), largestTenths);
    }
    const { listSize, sizedBy } = definition.extensions;
    if (typeof sizedBy === 'string') {
      const items = argumentValue(incoming, definition, field, sizedBy);
      // A single value stands for a list of one, as in GraphQL's own coercion.
      if (items !== undefined && items !== null) return Array.isArray(items) ? items.length : 1;
    }
    if (typeof listSize === 'number') return listSize;
    return isPage(getNamedType(definition.type)) ? limits.pageSize : defaultListSize;
  }

  return root === undefined || root === null ? 0 : Math.ceil(priceOfSet(operation.selectionSet, root).once / 10);
}

function isPage(type: GraphQLNamedType): boolean {
  return type.name.endsWith('Connection');
}

function sum(one: Price, other: Price): Price {
  return { once: cap(one.once + other.once), perRow: cap(one.perRow + other.perRow) };
}

function cap(price: number): number {
  return Math.min(price, largestTenths);
}
