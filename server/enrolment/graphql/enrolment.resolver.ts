// Operations on enrolments.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../../offices/index.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { EnrolmentStore } from '../enrolment.store.js';
import type { ReviewState } from '../rules/reviewing.js';
import type { EnrolmentStanding } from '../rules/withdrawing.js';
import { standingFor } from '../standing-filter.js';
import { EnrolmentConnection, EnrolmentReviewStateEnum, EnrolmentStandingEnum, EnrolmentType } from './enrolment.type.js';

@Resolver(() => EnrolmentType)
export class EnrolmentResolver {
  constructor(private readonly store: EnrolmentStore, private readonly offices: OfficeStore) {}

  @Allow('enrolment.read')
  @Query(() => EnrolmentConnection, { description: '报名列表；学员只见自己的。Enrolments in the caller\'s scope; a learner sees the own ones.' })
  async enrolments(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('periodId', () => ID, { nullable: true, description: '期次。' }) periodId: string | null,
    @Arg('classId', () => ID, { nullable: true, description: '培训班。' }) classId: string | null,
    @Arg('programmeId', () => ID, { nullable: true, description: '项目。' }) programmeId: string | null,
    @Arg('search', () => String, { nullable: true, description: '姓名开头或完整的师训编号。Beginning of the name, or the training number.' }) search: string | null,
    @Arg('state', () => EnrolmentStandingEnum, { nullable: true, description: '在册、退回或换人；按换人筛选须可查看换人情况。Standing, withdrawn or substituted.' }) state: EnrolmentStanding | null,
    @Arg('review', () => EnrolmentReviewStateEnum, { nullable: true, description: '审核状态。How its review stands.' }) review: ReviewState | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<EnrolmentType>> {
    const filter = {
      subtree: await subtreeInScope(this.offices, caller.scope, officeId),
      periodId: periodId == null ? null : (keyOf('Period', periodId) ?? 0),
      classId: classId == null ? null : (keyOf('TrainingClass', classId) ?? 0),
      programmeId: programmeId == null ? null : (keyOf('Programme', programmeId) ?? 0),
      search: search?.trim() || null,
      standing: standingFor(caller, state ?? null), review: review ?? null,
    };
    return this.store.page(caller.scope, filter, selectionOf(info, 'EnrolmentConnection'), paging);
  }

  @Allow('enrolment.read')
  @Query(() => EnrolmentType, { nullable: true, description: '一条报名。One enrolment.' })
  async enrolment(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<EnrolmentType> {
    const enrolment = await this.store.byKey(caller.scope, keyOf('Enrolment', id) ?? 0, selectionOf(info, 'Enrolment'));
    if (!enrolment) throw notFound();
    return enrolment;
  }
}
