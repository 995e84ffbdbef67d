// Operations on the days that offices set for themselves.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { officeWindowOf } from '../office-window-export.js';
import type { OfficeWindowService } from '../office-window.service.js';
import type { ProgrammeReader } from '../programme-reader.js';
import type { WindowAction } from '../rules/windows.js';
import { OfficeWindowConnection, OwnWindowType, SetOfficeWindowInput, SetOfficeWindowPayload, ownWindowType, type OfficeWindowType } from './office-window.type.js';
import { ProgrammeType } from './programme.type.js';
import { WindowActionEnum } from './window.type.js';

@Resolver(() => ProgrammeType)
export class OfficeWindowResolver {
  constructor(private readonly service: OfficeWindowService, private readonly programmes: ProgrammeReader, private readonly clock: Clock) {}

  @Allow('programmes.read')
  // A document leaves some two of sixteen actions to offices.
  @Extensions({ listSize: 2 })
  @FieldResolver(() => [OwnWindowType], { description: '由各级在规定范围内自定时间的事项，及对本人所在项目办有效的时间（SD-04）；未发布的规则按将生效的一版。The windows that offices set for themselves.' })
  async ownWindows(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OwnWindowType[]> {
    return loaderOf<OwnWindowType[]>(context, info, async (keys) => (await this.service.ofCaller(context.caller, keys)).map((held) => held.map((one) => ownWindowType(one, context.language)))).load(key);
  }

  @Allow('programmes.officeWindows')
  @Query(() => OfficeWindowConnection, { description: '规则所定的一级各项目办自定的时间，尚未自定的也在内，按机构代码；不由各级自定的事项为空。What the offices of the level have set, by code.' })
  async officeWindows(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('action', () => WindowActionEnum, { description: '事项。' }) action: WindowAction,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<OfficeWindowType>> {
    const page = await this.service.ofOffices(caller, keyOf('Programme', programmeId) ?? 0, action, selectionOf(info, 'OfficeWindowConnection'), paging);
    return { ...page, nodes: page.nodes.map(officeWindowOf), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: officeWindowOf(node) })) };
  }

  @Allow('programmes.setWindow')
  @Mutation(() => SetOfficeWindowPayload, { description: '在项目规定的范围内自定本级及以下的时间（SD-04）；写明事由，留有记录。Sets the own days inside the limits.' })
  async setOfficeWindow(@Arg('input', () => SetOfficeWindowInput, { description: '输入。' }) { programmeId, action, from, until, reason, expectedVersion, idempotencyKey }: SetOfficeWindowInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SetOfficeWindowPayload> {
    const outcome = await this.service.set(context, { programmeId: keyOf('Programme', programmeId) ?? 0, action, from: from ?? null, until, reason, expectedVersion, idempotencyKey: idempotencyKey ?? null });
    if (!outcome.ok) return { programme: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { programme: await this.programmes.one(context.caller, outcome.value.programmeId, this.clock.today(), selectionOf(info, 'SetOfficeWindowPayload').at('programme')), refusals: [] };
  }
}
