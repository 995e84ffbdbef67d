// Operations on rights: what may I do, and why not.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { RightsService } from '../rights.service.js';
import { ActionType, RightExplanationType } from './rights.type.js';
import { ViewerType } from './viewer.type.js';

@Resolver(() => ViewerType)
export class RightsResolver {
  constructor(private readonly rights: RightsService) {}

  @Allow('access.explain')
  @Query(() => RightExplanationType, { description: '为何不能：某个操作需要什么权限、谁具有、本人或本级及以下的某人缺少什么。Which right an operation needs, who holds it, and what the caller or somebody of the own subtree lacks.' })
  async whyDenied(
    @Arg('operation', () => String, { description: '操作（如 Mutation.createOffice）或权限代号（如 offices.change）。A field of the schema, or an action by name.' }) operation: string,
    @Arg('personId', () => ID, { nullable: true, description: '问的是谁，缺省为本人；管理员可问本级及以下的人员。Whom it is about; the caller when left out.' }) personId: string | null,
    @Ctx() { caller, language }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RightExplanationType> {
    const { right, missing, holders, message } = await this.rights.explain(caller, info.schema, operation, personId == null ? null : (keyOf('Person', personId) ?? 0));
    return {
      action: { name: right.name, chinese: right.chinese }, isAllowed: missing === null, missing,
      holders: holders.map((holder) => ({ ...holder, name: holder.name[language] })), message: message[language],
    };
  }

  @FieldResolver(() => [ActionType], { description: '具有的全部权限。Everything that the caller may do, by name.' })
  actions(@Ctx() { caller }: RequestContext): ActionType[] { return this.rights.granted(caller); }
}
