// How the seat of an enrolment came down to it: the organising office, the levels below, the school, the person.
import { Extensions, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import { QuotaMovementType, type QuotaStore } from '../../quotas/index.js';
import { EnrolmentType } from './enrolment.type.js';

@Resolver(() => EnrolmentType)
export class EnrolmentQuotaResolver {
  constructor(private readonly quotas: QuotaStore) {}

  @Allow('quotas.read')
  @Extensions({ listSize: 5 })
  @FieldResolver(() => [QuotaMovementType], { description: '名额的来历：逐级下达到学校，再到本人；所见范围以上的不显示。How its seat came down, as far up as the caller sees.' })
  async quotaTrail(@Root() { key }: EnrolmentType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<QuotaMovementType[]> {
    const selection = selectionOf(info, 'QuotaMovement');
    return loaderOf<QuotaMovementType[]>(context, info, async (keys) => {
      const trails = await this.quotas.trailsOf(context.caller.scope, keys, selection);
      return keys.map((one) => trails.get(one) ?? []);
    }).load(key);
  }
}
