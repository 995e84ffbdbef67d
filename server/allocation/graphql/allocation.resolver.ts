// Operations on allocations.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { SubmissionConnection, type SubmissionType } from '../../assignments/index.js';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput } from '../../platform/graphql/errors.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { AllocationService, Wanted } from '../allocation.service.js';
import type { AllocationStore } from '../allocation.store.js';
import { daysOf } from '../workload-export.js';
import * as io from './allocation.type.js';

const job = { kind: 'job', job: 'allocation' } as const;

@Resolver(() => io.AllocationBoardType)
export class AllocationResolver {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly store: AllocationStore, private readonly service: AllocationService) {}

  @Allow('allocation.manage')
  @Query(() => io.AllocationBoardType, { description: '一个项目的阅卷进度。Who has what left in a programme.' })
  async allocationBoard(@Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string, @Ctx() { caller }: RequestContext): Promise<io.AllocationBoardType> {
    return this.store.board(await this.#entitled(caller, programmeId), this.clock.today());
  }

  @Allow('allocation.manage')
  @Query(() => io.AllocationPreviewType, { description: '分配预览，什么都不改变。What an allocation would give.' })
  async allocationPreview(@Arg('input', () => io.AllocationInput, { description: '怎样分配。' }) input: io.AllocationInput, @Ctx() { caller, language }: RequestContext): Promise<io.AllocationPreviewType> {
    const { refusals, shares, ...preview } = await this.service.preview(caller, wantedOf(input));
    return { ...preview, shares: shares.map((share) => ({ ...share, tutorId: globalId('Person', share.tutorId) })), refusals: refusalsIn(language, refusals) };
  }

  @Allow('allocation.manage')
  @Query(() => SubmissionConnection, { description: '分配给一位辅导员、尚未批阅的作业。What waits in a tutor\'s hands.' })
  async allocatedSubmissions(
    @Args(() => PagingArguments) paging: PagingArguments, @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string, @Arg('tutorId', () => ID, { description: '辅导员。' }) tutorId: string,
    @Arg('assignmentId', () => ID, { nullable: true, description: '只列这项作业的。' }) assignmentId: string | null | undefined,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<SubmissionType>> {
    return this.store.allocated(caller.scope, { programmeId: await this.#entitled(caller, programmeId), tutorId: keyOf('Person', tutorId) ?? 0, assignmentId: assignmentId == null ? null : (keyOf('Assignment', assignmentId) ?? 0) }, selectionOf(info, 'SubmissionConnection'), paging);
  }

  @Allow('allocation.workload')
  @Query(() => io.TutorWorkloadConnection, { description: '工作量统计：各位辅导员在一段时间内批阅多少、用时多少。For the tutors\' allowances.' })
  async tutorWorkloads(
    @Args(() => PagingArguments) paging: PagingArguments, @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('from', () => LocalDateScalar, { nullable: true, description: '第一天，缺省为 30 天前。' }) from: string | null, @Arg('until', () => LocalDateScalar, { nullable: true, description: '最后一天，缺省为今天。' }) until: string | null,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.TutorWorkloadType>> {
    return this.store.workload({ programmeId: await this.#entitled(caller, programmeId), ...daysOf(from, until, this.clock.today()) }, selectionOf(info, 'TutorWorkloadConnection'), paging);
  }

  @Allow('allocation.manage')
  @Mutation(() => io.AllocateSubmissionsPayload, { description: '按预览分配。Allocates as previewed.' })
  async allocateSubmissions(@Arg('input', () => io.AllocateSubmissionsInput, { description: '输入。' }) input: io.AllocateSubmissionsInput, @Ctx() context: RequestContext): Promise<io.AllocateSubmissionsPayload> {
    const wanted = wantedOf(input.allocation);
    return this.#answer(context, wanted.programmeId, await this.service.allocate(context, wanted, { expectedVersion: input.expectedVersion, expectedCount: input.expectedCount, idempotencyKey: input.idempotencyKey ?? null }));
  }

  @Allow('allocation.manage')
  @Mutation(() => io.ReassignSubmissionsPayload, { description: '把尚未开始批阅的作业改派给另一位辅导员。Gives open work to another tutor.' })
  async reassignSubmissions(@Arg('input', () => io.ReassignSubmissionsInput, { description: '输入。' }) input: io.ReassignSubmissionsInput, @Ctx() context: RequestContext): Promise<io.ReassignSubmissionsPayload> {
    if ((input.count == null) === (input.submissionIds == null)) throw badInput('Either a number or submissions, not both.', 'input');
    const programmeId = keyOf('Programme', input.programmeId) ?? 0;
    return this.#answer(context, programmeId, await this.service.reassign(context, {
      programmeId, fromTutorId: keyOf('Person', input.fromTutorId) ?? 0, toTutorId: keyOf('Person', input.toTutorId) ?? 0, assignmentId: input.assignmentId == null ? null : (keyOf('Assignment', input.assignmentId) ?? 0), count: input.count ?? null, submissionIds: input.submissionIds?.map((id) => keyOf('Submission', id) ?? 0) ?? null, reason: input.reason, idempotencyKey: input.idempotencyKey ?? null,
    }));
  }

  @Allow('allocation.manage')
  @Mutation(() => io.MarkTutorAbsentPayload, { description: '登记缺席；自第一天起，尚未开始批阅的作业改派他人。Marks a tutor absent; open work goes to the others.' })
  async markTutorAbsent(@Arg('input', () => io.MarkTutorAbsentInput, { description: '输入。' }) input: io.MarkTutorAbsentInput, @Ctx() context: RequestContext): Promise<io.MarkTutorAbsentPayload> {
    const programmeId = keyOf('Programme', input.programmeId) ?? 0;
    return this.#answer(context, programmeId, await this.service.markAbsent(context, { programmeId, tutorId: keyOf('Person', input.tutorId) ?? 0, from: input.from, until: input.until, reason: input.reason, idempotencyKey: input.idempotencyKey ?? null }));
  }

  @Allow('allocation.manage')
  @Mutation(() => io.EndTutorAbsencePayload, { description: '提前结束缺席；已改派的不会自动回来。Ends an absence early; what moved stays where it is.' })
  async endTutorAbsence(@Arg('input', () => io.EndTutorAbsenceInput, { description: '输入。' }) input: io.EndTutorAbsenceInput, @Ctx() context: RequestContext): Promise<io.EndTutorAbsencePayload> {
    const programmeId = keyOf('Programme', input.programmeId) ?? 0;
    return this.#answer(context, programmeId, await this.service.endAbsence(context, { programmeId, tutorId: keyOf('Person', input.tutorId) ?? 0, from: input.from, idempotencyKey: input.idempotencyKey ?? null }));
  }

  async #answer(context: RequestContext, programmeId: number, outcome: Outcome<unknown>): Promise<{ board: io.AllocationBoardType; refusals: ReturnType<typeof refusalsIn> }> {
    return { board: await this.store.board(programmeId, this.clock.today()), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  async #entitled(caller: RequestContext['caller'], id: string): Promise<number> {
    const programmeId = keyOf('Programme', id) ?? 0;
    await this.service.entitled((statement) => this.database.rows(job, statement), caller, programmeId);
    return programmeId;
  }
}

@Resolver(() => ViewerType)
export class ViewerAllocationResolver {
  @FieldResolver(() => Boolean, { description: '可否分配阅卷任务。' })
  viewerCanAllocate(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('allocation.manage'); }
}

function wantedOf(input: io.AllocationInput): Wanted {
  return {
    programmeId: keyOf('Programme', input.programmeId) ?? 0, classId: input.classId == null ? null : (keyOf('TrainingClass', input.classId) ?? 0), assignmentId: input.assignmentId == null ? null : (keyOf('Assignment', input.assignmentId) ?? 0),
    terms: input.terms.map(({ tutorId, weight, dailyCap }) => ({ tutorId: keyOf('Person', tutorId) ?? 0, weight, dailyCap })), days: input.days, isAnew: input.isAnew, excludesOwnCounty: input.excludesOwnCounty ?? null,
  };
}
