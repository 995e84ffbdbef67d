// Operations on steering groups.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Clock } from '../../platform/clock/clock.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { OfficeStore } from '../office.store.js';
import type { SteeringGroupService } from '../steering-group.service.js';
import type { SteeringGroupStore } from '../steering-group.store.js';
import { AppointSteeringMemberInput, AppointSteeringMemberPayload, EndSteeringMembershipInput, EndSteeringMembershipPayload, SteeringGroupType } from './steering-group.type.js';

@Resolver(() => SteeringGroupType)
export class SteeringGroupResolver {
  constructor(private readonly offices: OfficeStore, private readonly store: SteeringGroupStore, private readonly service: SteeringGroupService, private readonly clock: Clock) {}

  @Allow('offices.steering')
  @Query(() => SteeringGroupType, { description: '一个项目办的领导小组；没有成员时为空名单。The steering group of an office.' })
  async steeringGroup(
    @Arg('officeId', () => ID, { description: '项目办。' }) officeId: string,
    @Arg('includeFormer', () => Boolean, { nullable: true, description: '也列出任期已满的。Also those whose term is over.' }) includeFormer: boolean | null,
    @Ctx() { caller: { scope } }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SteeringGroupType> {
    const selection = selectionOf(info, 'SteeringGroup');
    const key = keyOf('Office', officeId) ?? 0;
    const office = await this.offices.byKey(scope, key, selection.at('office'));
    if (!office) throw notFound();
    return { office, members: selection.has('members') ? await this.store.membersOf(scope, key, this.clock.today(), includeFormer ?? false, selection.at('members')) : [] };
  }

  @Allow('offices.steering')
  @Mutation(() => AppointSteeringMemberPayload, { description: '任命领导小组成员。Appoints a member.' })
  async appointSteeringMember(@Arg('input', () => AppointSteeringMemberInput, { description: '输入。' }) input: AppointSteeringMemberInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<AppointSteeringMemberPayload> {
    const { post, validFrom } = input;
    const outcome = await this.service.appoint(context, {
      officeId: keyOf('Office', input.officeId) ?? 0, post, trainingNumber: input.trainingNumber?.trim() || null, name: input.name ?? '', unit: input.unit ?? '', validFrom, validUntil: input.validUntil ?? null, idempotencyKey: input.idempotencyKey ?? null,
    });
    if (!outcome.ok) return { member: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { member: await this.store.byKey(context.caller.scope, outcome.value.memberId, selectionOf(info, 'AppointSteeringMemberPayload').at('member')), refusals: [] };
  }

  @Allow('offices.steering')
  @Mutation(() => EndSteeringMembershipPayload, { description: '结束任期；记录保留。Ends a term; the record stays.' })
  async endSteeringMembership(@Arg('input', () => EndSteeringMembershipInput, { description: '输入。' }) input: EndSteeringMembershipInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<EndSteeringMembershipPayload> {
    const outcome = await this.service.end(context, keyOf('SteeringMember', input.memberId) ?? 0, input.expectedVersion, input.lastDay);
    if (!outcome.ok) return { member: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { member: await this.store.byKey(context.caller.scope, outcome.value.memberId, selectionOf(info, 'EndSteeringMembershipPayload').at('member')), refusals: [] };
  }
}
