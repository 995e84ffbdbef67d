// Operations on training bodies.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { TrainingBodyService } from '../training-body.service.js';
import type { TrainingBodyStore } from '../training-body.store.js';
import * as io from './training-body.type.js';

@Resolver()
export class TrainingBodyResolver {
  constructor(private readonly store: TrainingBodyStore, private readonly service: TrainingBodyService) {}

  @Allow('courses.keepBodies')
  @Query(() => io.TrainingBodyConnection, { description: '培训机构，新登记的在前。Training bodies of the own subtree.' })
  async trainingBodies(@Args(() => PagingArguments) paging: PagingArguments, @Arg('search', () => String, { nullable: true, description: '名称或代码中的字。' }) search: string | null, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Page<io.TrainingBodyType>> {
    return this.store.page(caller.scope, search?.trim() || null, selectionOf(info, 'TrainingBodyConnection'), paging);
  }

  @Allow('courses.keepBodies')
  @Mutation(() => io.RegisterTrainingBodyPayload, { description: '登记一家培训机构；统一社会信用代码须通过校验。Registers a training body.' })
  async registerTrainingBody(@Arg('input', () => io.RegisterTrainingBodyInput, { description: '输入。' }) input: io.RegisterTrainingBodyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.RegisterTrainingBodyPayload> {
    const { idempotencyKey, name, creditCode, contactNumber, email } = input;
    return this.#answer(context, info, 'RegisterTrainingBodyPayload', await this.service.register(context, { name, creditCode, contactNumber, email }, idempotencyKey ?? null), null);
  }

  @Allow('courses.keepBodies')
  @Mutation(() => io.ChangeTrainingBodyPayload, { description: '更改培训机构的资料。Changes a training body.' })
  async changeTrainingBody(@Arg('input', () => io.ChangeTrainingBodyInput, { description: '输入。' }) input: io.ChangeTrainingBodyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ChangeTrainingBodyPayload> {
    const bodyId = keyOf('TrainingBody', input.bodyId) ?? 0;
    const { name, creditCode, contactNumber, email } = input;
    return this.#answer(context, info, 'ChangeTrainingBodyPayload', await this.service.change(context, bodyId, input.expectedVersion, { name, creditCode, contactNumber, email }), bodyId);
  }

  async #answer(context: RequestContext, info: GraphQLResolveInfo, typeName: string, outcome: Outcome<{ bodyId: number }>, known: number | null): Promise<{ body: io.TrainingBodyType | null; refusals: ReturnType<typeof refusalsIn> }> {
    const key = outcome.ok ? outcome.value.bodyId : known;
    return { body: key === null ? null : await this.store.byKey(context.caller.scope, key, selectionOf(info, typeName).at('body')), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }
}
