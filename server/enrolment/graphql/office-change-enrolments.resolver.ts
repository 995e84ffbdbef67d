// How many enrolments a change of the organisation would concern.
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { OfficeChangePreviewType } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import type { EnrolmentStore } from '../enrolment.store.js';

@Resolver(() => OfficeChangePreviewType)
export class OfficeChangeEnrolmentsResolver {
  constructor(private readonly store: EnrolmentStore, private readonly clock: Clock) {}

  @FieldResolver(() => Int, { description: '已有的报名，统计随机构。Enrolments of these schools.' })
  enrolmentCount(@Root() { path }: OfficeChangePreviewType, @Ctx() { caller }: RequestContext): Promise<number> { return this.store.countBelow(caller.scope, path, null); }

  @FieldResolver(() => Int, { description: '其中所在期次尚未结束的。Of these, in periods that have not ended.' })
  openEnrolmentCount(@Root() { path }: OfficeChangePreviewType, @Ctx() { caller }: RequestContext): Promise<number> { return this.store.countBelow(caller.scope, path, this.clock.today()); }
}
