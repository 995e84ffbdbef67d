// `node(id)`: any object by its global id, through the store of the domain that owns it.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { parseGlobalId, type NodeType as NodeTypeName } from '../../kernel/ids.js';
import type { Scope } from '../database/scope.js';
import { Selection, selectionOf } from '../database/selection.js';
import type { RequestContext } from './caller.js';
import { notFound } from './errors.js';
import { NodeType } from './node.type.js';
import { Allow } from './permission.js';

export type NodeReaders = Readonly<Record<NodeTypeName, (scope: Scope, key: number, selection: Selection, context: RequestContext) => Promise<object | null>>>;

@Resolver()
export class NodeResolver {
  constructor(private readonly readers: NodeReaders) {}

  @Allow('schema.node')
  @Query(() => NodeType, { nullable: true, description: '按全局标识取任一对象。Any object by its global id; NOT_FOUND outside the caller\'s scope.' })
  async node(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<object> {
    const parsed = parseGlobalId(id);
    // Selecting `id` alone names no type's right, so the type of the id is asked here: who may not read it finds nothing.
    const isAllowed = parsed !== null && context.caller.actions.has(String(info.schema.getType(parsed.type)?.extensions['action']));
    const reader = parsed && isAllowed ? this.readers[parsed.type] : null;
    // The type is decided by the id, so the id is always read.
    const selection = parsed ? Selection.merge(selectionOf(info, parsed.type), Selection.of('id')) : Selection.of();
    const found = parsed && reader ? await reader(context.caller.scope, parsed.key, selection, context) : null;
    if (!found) throw notFound();
    return found;
  }
}
