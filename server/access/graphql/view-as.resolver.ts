// Operations of looking as an office below, and what tells that one does.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, FieldResolver, ID, Info, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { formatInstant } from '../../kernel/calendar.js';
import { keyOf } from '../../kernel/ids.js';
import { OfficeType, type OfficeStore } from '../../offices/index.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { RefusalType, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow, AnswersOwnIdentity, OpenWhileViewing } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { CallerService } from '../caller.service.js';
import type { ViewAsService } from '../view-as.service.js';
import { viewerOf } from './entrance.js';
import { ViewerType } from './viewer.type.js';

@Allow('access.self')
@ObjectType('ViewingAs', { description: '正在以其他项目办的视角查看（只读）。Looking as another office, read-only.' })
export class ViewingAsType {
  officeId!: number;
  @Field(() => DateTimeScalar, { description: '到此时自动结束。Ends by itself at this time.' }) until!: string;
  office?: OfficeType;
}

@InputType('BeginViewAsInput', { description: '开始以下级项目办的视角查看。' })
export class BeginViewAsInput {
  @Field(() => ID, { description: '下级项目办。An office below the own one.' }) officeId!: string;
  @Field(() => String, { description: '原因，记入审计。The reason, which is recorded.' }) reason!: string;
}

@Allow('access.self')
@ObjectType('BeginViewAsPayload', { simpleResolvers: true, description: '开始查看的结果。' })
export class BeginViewAsPayload {
  @Field(() => ViewerType, { nullable: true, description: '此后的调用者。' }) viewer!: ViewerType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.self')
@ObjectType('EndViewAsPayload', { simpleResolvers: true, description: '退出查看的结果。' })
export class EndViewAsPayload extends BeginViewAsPayload {}

@Resolver(() => OfficeType)
export class ViewAsResolver {
  constructor(private readonly service: ViewAsService, private readonly callers: CallerService, private readonly offices: OfficeStore) {}

  @Allow('access.viewAs')
  @AnswersOwnIdentity()
  @Mutation(() => BeginViewAsPayload, { description: '以下级项目办管理员的视角查看：只读，30 分钟后自动结束，起止均记入审计。Looks as the administrator of an office below; nothing can be changed meanwhile.' })
  async beginViewAs(@Arg('input', () => BeginViewAsInput, { description: '输入。' }) input: BeginViewAsInput, @Ctx() context: RequestContext): Promise<BeginViewAsPayload> {
    const outcome = await this.service.begin(context, keyOf('Office', input.officeId) ?? 0, input.reason);
    return { viewer: await this.#viewer(context), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('access.switch')
  @AnswersOwnIdentity()
  @OpenWhileViewing()
  @Mutation(() => EndViewAsPayload, { description: '退出查看，回到本人的身份。Back to being oneself.' })
  async endViewAs(@Ctx() context: RequestContext): Promise<EndViewAsPayload> {
    await this.service.end(context);
    return { viewer: await this.#viewer(context), refusals: [] };
  }

  @FieldResolver(() => Boolean, { description: '可否以其管理员的视角查看（本级以下，在用）。' })
  async viewerCanViewAs(@Root() { key }: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const { actions, scope, officeId, viewingAs } = context.caller;
    if (!actions.has('access.viewAs') || viewingAs !== null || key === officeId) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const found = await this.offices.standingsOf(scope, keys);
      return keys.map((one) => found.get(one)?.isOpen === true);
    }).load(key);
  }

  async #viewer(context: RequestContext): Promise<ViewerType | null> {
    if (context.sessionToken !== null) context.caller = await this.callers.ofSession(context.sessionToken, true);
    return viewerOf(context.caller);
  }
}

@Resolver(() => ViewerType)
export class ViewerViewingAsResolver {
  @FieldResolver(() => ViewingAsType, { nullable: true, description: '正在以哪个项目办的视角查看；平时为空。The office as which the caller looks; null when they are themselves.' })
  viewingAs(@Ctx() { caller: { viewingAs } }: RequestContext): ViewingAsType | null { return viewingAs && { officeId: viewingAs.officeId, until: formatInstant(viewingAs.until) }; }
}

@Resolver(() => ViewingAsType)
export class ViewingAsResolver {
  constructor(private readonly offices: OfficeStore) {}

  @FieldResolver(() => OfficeType, { description: '以其视角查看的项目办。' })
  async office(@Root() { officeId }: ViewingAsType, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OfficeType | null> {
    return this.offices.byKey(caller.scope, officeId, selectionOf(info, 'Office'));
  }
}
