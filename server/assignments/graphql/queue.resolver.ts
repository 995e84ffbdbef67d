// Around queues: releases, undoing, flags, saved queues, bulk acts, and the learner's look at what came back.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput, notFound } from '../../platform/graphql/errors.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { BulkActService, BulkItem } from '../bulk-act.service.js';
import type { FlagService } from '../flag.service.js';
import type { QueueStore } from '../queue.store.js';
import type { ReviewLookService } from '../review-look.service.js';
import type { SavedQueueService } from '../saved-queue.service.js';
import type { UndoService } from '../undo.service.js';
import * as io from './queue.input.js';
import { BulkActRowType, BulkActType, QueueNeighboursType, ReleasePreviewType, SavedQueueType } from './queue.type.js';
import { AssignmentType } from './submission.type.js';

@Resolver(() => BulkActType)
export class QueueResolver {
  constructor(
    private readonly store: QueueStore,
    private readonly bulkActs: BulkActService,
    private readonly undoing: UndoService,
    private readonly flags: FlagService,
    private readonly saved: SavedQueueService,
    private readonly looks: ReviewLookService,
  ) {}

  @Allow('assignments.queue')
  @Query(() => QueueNeighboursType, { description: '一份作业在队列中的前一份与后两份。What stands around it in a queue.' })
  async queueNeighbours(@Arg('submissionId', () => ID, { description: '作业。' }) submissionId: string, @Args(() => io.QueueArguments) queue: io.QueueArguments, @Ctx() { caller }: RequestContext): Promise<QueueNeighboursType> {
    return this.store.neighbours(caller.scope, io.queueOf(queue), submissionKey(submissionId));
  }

  @Allow('assignments.queue')
  @Query(() => [AssignmentType], { description: '我的班级所学课程的作业。The assignments of the courses of your classes.' })
  async queueAssignments(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<AssignmentType[]> {
    return this.store.assignments(caller.scope, selectionOf(info, 'Assignment'));
  }

  @Allow('assignments.release')
  @Query(() => [ReleasePreviewType], { description: '各班各项作业待发布的份数。What waits for its release, and what stands in the way.' })
  async releasePreviews(
    @Arg('classId', () => ID, { nullable: true, description: '只列此培训班。' }) classId: string | null, @Arg('assignmentId', () => ID, { nullable: true, description: '只列这项作业。' }) assignmentId: string | null, @Ctx() { caller }: RequestContext,
  ): Promise<ReleasePreviewType[]> {
    return this.store.releasePreviews(caller.scope, io.classKey(classId), io.assignmentKey(assignmentId));
  }

  @Allow('assignments.grade')
  @Query(() => [SavedQueueType], { description: '我的筛选。Your own saved queues.' })
  async savedQueues(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SavedQueueType[]> {
    return this.store.savedQueues(caller.scope, selectionOf(info, 'SavedQueue'));
  }

  @Allow('assignments.grade')
  @Query(() => [BulkActType], { description: '我的尚未做完的批量操作。Your acts that are still under way.' })
  async runningBulkActs(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<BulkActType[]> {
    return this.store.runningBulkActs(caller.scope, selectionOf(info, 'BulkAct'));
  }

  @Allow('assignments.grade')
  @Query(() => BulkActType, { nullable: true, description: '一次批量操作及其进度。' })
  async bulkAct(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<BulkActType> {
    const act = await this.store.bulkActByKey(caller.scope, keyOf('BulkAct', id) ?? 0, selectionOf(info, 'BulkAct'));
    if (!act) throw notFound();
    return act;
  }

  @FieldResolver(() => [BulkActRowType], { description: '各份的结果，被拒绝的在前，至多 250 份。What became of each, the refused ones first.' })
  async rows(@Root() { key }: BulkActType, @Ctx() { caller, language }: RequestContext): Promise<BulkActRowType[]> {
    return (await this.store.bulkActRows(caller.scope, key)).map(({ submissionKey: submission, refusals, ...row }) => ({ ...row, submissionId: globalId('Submission', submission), refusals: refusalsIn(language, refusals) }));
  }

  @Allow('assignments.release')
  @Mutation(() => io.ReleaseReviewsPayload, { description: '发布批阅结果，学员由此看到分数和评语。Publishes reviews: the learners see points and comments.' })
  async releaseReviews(@Arg('input', () => io.ReleaseReviewsInput, { description: '输入。' }) input: io.ReleaseReviewsInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ReleaseReviewsPayload> {
    const key = input.idempotencyKey ?? null;
    if ((input.class == null) === (input.items == null)) throw badInput('Either a class or items, not both.', 'input');
    const outcome = input.class == null
      ? await this.bulkActs.onList(context, { kind: 'RELEASE', reason: null, flagKind: null }, itemsOf(input.items ?? []), key)
      : await this.bulkActs.releaseClass(context, { classId: io.classKey(input.class.classId) ?? 0, assignmentId: io.assignmentKey(input.class.assignmentId) ?? 0, expectedCount: input.class.expectedCount }, key);
    return this.#answer(context, info, 'ReleaseReviewsPayload', outcome);
  }

  @Allow('assignments.grade')
  @Mutation(() => io.ReturnSubmissionsPayload, { description: '批量退回修改。Returns many for revision.' })
  async returnSubmissions(@Arg('input', () => io.ReturnSubmissionsInput, { description: '输入。' }) input: io.ReturnSubmissionsInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ReturnSubmissionsPayload> {
    return this.#answer(context, info, 'ReturnSubmissionsPayload', await this.bulkActs.onList(context, { kind: 'RETURN', reason: input.reason, flagKind: null }, itemsOf(input.items), input.idempotencyKey ?? null));
  }

  @Allow('assignments.grade')
  @Mutation(() => io.FlagSubmissionsPayload, { description: '批量标记。Flags many.' })
  async flagSubmissions(@Arg('input', () => io.FlagSubmissionsInput, { description: '输入。' }) input: io.FlagSubmissionsInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.FlagSubmissionsPayload> {
    return this.#answer(context, info, 'FlagSubmissionsPayload', await this.bulkActs.onList(context, { kind: 'FLAG', reason: input.reason, flagKind: input.kind }, itemsOf(input.items), input.idempotencyKey ?? null));
  }

  @Allow('assignments.grade')
  @Mutation(() => io.UndoReviewPayload, { description: '撤销自己刚提交的批阅（5 分钟内、其后无人改动）。Takes the own last submit back.' })
  async undoReview(@Arg('input', () => io.UndoReviewInput, { description: '输入。' }) input: io.UndoReviewInput, @Ctx() context: RequestContext): Promise<io.UndoReviewPayload> {
    const submissionId = submissionKey(input.submissionId);
    return submissionAnswer(context, submissionId, await this.undoing.undo(context, { submissionId, expectedVersion: input.expectedVersion, idempotencyKey: input.idempotencyKey ?? null }));
  }

  @Allow('assignments.grade')
  @Mutation(() => io.FlagSubmissionPayload, { description: '标记一份作业，或标为疑似抄袭。Flags a submission.' })
  async flagSubmission(@Arg('input', () => io.FlagSubmissionInput, { description: '输入。' }) input: io.FlagSubmissionInput, @Ctx() context: RequestContext): Promise<io.FlagSubmissionPayload> {
    const key = submissionKey(input.submissionId);
    return submissionAnswer(context, key, await this.flags.flag(context, key, input.kind, input.reason));
  }

  @Allow('assignments.grade')
  @Mutation(() => io.ClearFlagPayload, { description: '清除标记；记录仍保留。Clears a flag; it stays as a record.' })
  async clearFlag(@Arg('input', () => io.ClearFlagInput, { description: '输入。' }) input: io.ClearFlagInput, @Ctx() context: RequestContext): Promise<io.ClearFlagPayload> {
    const key = submissionKey(input.submissionId);
    return submissionAnswer(context, key, await this.flags.clear(context, key, input.kind));
  }

  @Allow('assignments.grade')
  @Mutation(() => io.SaveQueuePayload, { description: '保存筛选。Keeps a queue under a name.' })
  async saveQueue(@Arg('input', () => io.SaveQueueInput, { description: '输入。' }) input: io.SaveQueueInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.SaveQueuePayload> {
    const outcome = await this.saved.save(context, input.name, io.queueOf(input));
    if (!outcome.ok) return { savedQueue: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { savedQueue: await this.store.savedQueueByKey(context.caller.scope, outcome.value, selectionOf(info, 'SaveQueuePayload').at('savedQueue')), refusals: [] };
  }

  @Allow('assignments.grade')
  @Mutation(() => io.RemoveSavedQueuePayload, { description: '删除保存的筛选。Removes a saved queue.' })
  async removeSavedQueue(@Arg('input', () => io.RemoveSavedQueueInput, { description: '输入。' }) input: io.RemoveSavedQueueInput, @Ctx() context: RequestContext): Promise<io.RemoveSavedQueuePayload> {
    await this.saved.remove(context, keyOf('SavedQueue', input.savedQueueId) ?? 0);
    return { refusals: [] };
  }

  @Allow('assignments.handIn')
  @Mutation(() => io.LookAtReviewsPayload, { description: '学员已看过至今退回或发布的作业。The learner has seen what came back until now.' })
  async lookAtReviews(@Arg('input', () => io.LookAtReviewsInput, { description: '输入。' }) input: io.LookAtReviewsInput, @Ctx() context: RequestContext): Promise<io.LookAtReviewsPayload> {
    await this.looks.look(context, keyOf('Enrolment', input.enrolmentId) ?? 0);
    return { refusals: [] };
  }

  async #answer(context: RequestContext, info: GraphQLResolveInfo, typeName: string, outcome: Outcome<{ actId: number }>): Promise<{ act: BulkActType | null; refusals: ReturnType<typeof refusalsIn> }> {
    if (!outcome.ok) return { act: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { act: await this.store.bulkActByKey(context.caller.scope, outcome.value.actId, selectionOf(info, typeName).at('act')), refusals: [] };
  }
}

function submissionAnswer(context: RequestContext, submissionKeyOfAnswer: number, outcome: Outcome<unknown>) {
  return { submissionKey: submissionKeyOfAnswer, refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
}

function submissionKey(id: string): number {
  return keyOf('Submission', id) ?? 0;
}

function itemsOf(items: readonly io.BulkItemInput[]): BulkItem[] {
  return items.map(({ submissionId, expectedVersion }) => ({ submissionId: submissionKey(submissionId), expectedVersion }));
}
