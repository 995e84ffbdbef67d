// Operations of choosing and enrolling.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { globalId, keyOf } from '../../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../../offices/index.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ChoiceService } from '../choice.service.js';
import type { ChoiceStore } from '../choice.store.js';
import type { EnrolService } from '../enrol.service.js';
import * as io from './choice.input.js';
import { CourseChoiceConnection, type CourseChoiceType } from './choice.type.js';

@Resolver()
export class ChoiceResolver {
  constructor(private readonly store: ChoiceStore, private readonly offices: OfficeStore, private readonly choosing: ChoiceService, private readonly enrolling: EnrolService) {}

  @Allow('enrolment.choices')
  @Query(() => CourseChoiceConnection, { description: '选课列表，按选课先后；教师只见自己的。Choices in the order in which they were made; a teacher sees the own ones.' })
  async courseChoices(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('periodId', () => ID, { nullable: true, description: '期次。' }) periodId: string | null,
    @Arg('classId', () => ID, { nullable: true, description: '培训班。' }) classId: string | null,
    @Arg('isWaiting', () => Boolean, { nullable: true, description: '只列等待报名的。Only those that wait.' }) isWaiting: boolean | null,
    @Arg('isListed', () => Boolean, { nullable: true, description: '只列候补中的。Only those on the waiting list.' }) isListed: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<CourseChoiceType>> {
    const filter = {
      subtree: await subtreeInScope(this.offices, caller.scope, officeId),
      periodId: periodId == null ? null : (keyOf('Period', periodId) ?? 0),
      classId: classId == null ? null : (keyOf('TrainingClass', classId) ?? 0),
      isWaiting: isWaiting === true,
      isListed: isListed === true,
    };
    return this.store.page(caller.scope, filter, selectionOf(info, 'CourseChoiceConnection'), paging);
  }

  @Allow('enrolment.choose')
  @Mutation(() => io.ChooseClassPayload, { description: '教师本人选课，选课时间即先后（JS-05、JS-07）。Chooses a class.' })
  async chooseClass(@Arg('input', () => io.ChooseClassInput, { description: '输入。' }) { classId, idempotencyKey }: io.ChooseClassInput, @Ctx() context: RequestContext): Promise<io.ChooseClassPayload> {
    const outcome = await this.choosing.choose(context, { classId: keyOf('TrainingClass', classId) ?? 0, idempotencyKey: idempotencyKey ?? null });
    return outcome.ok ? { chosenAt: outcome.value.at, refusals: [] } : { chosenAt: null, refusals: refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('enrolment.choose')
  @Mutation(() => io.WithdrawChoicePayload, { description: '教师本人撤回选课；学校报名后不能撤回。Withdraws a choice.' })
  async withdrawChoice(@Arg('input', () => io.WithdrawChoiceInput, { description: '输入。' }) { classId, idempotencyKey }: io.WithdrawChoiceInput, @Ctx() context: RequestContext): Promise<io.WithdrawChoicePayload> {
    const outcome = await this.choosing.withdraw(context, { classId: keyOf('TrainingClass', classId) ?? 0, idempotencyKey: idempotencyKey ?? null });
    return outcome.ok ? { withdrawnAt: outcome.value.at, refusals: [] } : { withdrawnAt: null, refusals: refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('enrolment.enrol')
  @Mutation(() => io.EnrolLearnersPayload, { description: '校级管理员按选课先后在本校配额内报名（JS-05–JS-07）。Enrols teachers of the own school by their choices.' })
  async enrolLearners(@Arg('input', () => io.EnrolLearnersInput, { description: '输入。' }) { classId, personIds, idempotencyKey }: io.EnrolLearnersInput, @Ctx() context: RequestContext): Promise<io.EnrolLearnersPayload> {
    const outcome = await this.enrolling.enrol(context, { classId: keyOf('TrainingClass', classId) ?? 0, personIds: personIds.map((id) => keyOf('Person', id) ?? 0), idempotencyKey: idempotencyKey ?? null });
    if (!outcome.ok) return { outcomes: [], refusals: refusalsIn(context.language, outcome.refusals) };
    const told = outcome.value.map(({ personId, enrolmentId, isListed, refusals }) => ({ personId: globalId('Person', personId), isListed, enrolmentId: enrolmentId === null ? null : globalId('Enrolment', enrolmentId), refusals: refusalsIn(context.language, refusals) }));
    return { outcomes: told, refusals: [] };
  }
}
