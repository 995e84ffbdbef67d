// Reading submissions: the queue, one submission, and what hangs on it.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root, type ClassType } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { EnrolmentType } from '../../enrolment/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf, type Selection } from '../../platform/database/selection.js';
import { personOf, type RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { SubmissionStore } from '../submission.store.js';
import { ClaimSubmissionPayload, HandInPayload, GiveBackSubmissionPayload, ReturnSubmissionPayload, SubmitReviewPayload } from './grading.input.js';
import { UndoReviewPayload, FlagSubmissionPayload, ClearFlagPayload, QueueArguments, assignmentKey, classKey, queueOf } from './queue.input.js';
import { SubmissionFlagType } from './queue.type.js';
import { GradingProgressType, OpinionType, SubmissionConnection, SubmissionEventType, SubmissionType } from './submission.type.js';

type Hanging<T> = (keys: readonly number[], selection: Selection) => Promise<Map<number, T[]>>;

@Resolver(() => SubmissionType)
export class SubmissionResolver {
  constructor(private readonly store: SubmissionStore) {}

  @Allow('assignments.queue')
  @Query(() => SubmissionConnection, { description: '作业队列；辅导员见自己的班，专家见自己的项目。A queue, in its order.' })
  async gradingQueue(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Args(() => QueueArguments) queue: QueueArguments,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<SubmissionType>> {
    return this.store.queue(caller.scope, queueOf(queue), selectionOf(info, 'SubmissionConnection'), paging);
  }

  @Allow('assignments.queue')
  @Query(() => GradingProgressType, { description: '批阅进度。Done, left, and how long one takes.' })
  async gradingProgress(@Arg('classId', () => ID, { nullable: true, description: '只算此培训班。' }) classId: string | null, @Arg('assignmentId', () => ID, { nullable: true, description: '只算这项作业。' }) assignmentId: string | null, @Ctx() { caller }: RequestContext): Promise<Omit<GradingProgressType, 'deadline'>> {
    return this.store.progress(caller.scope, personOf(caller), classKey(classId), assignmentKey(assignmentId));
  }

  @Allow('assignments.read')
  @Query(() => SubmissionType, { nullable: true, description: '一份作业。One submission; NOT_FOUND outside the caller\'s scope.' })
  async submission(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SubmissionType> {
    const submission = await this.store.byKey(caller.scope, keyOf('Submission', id) ?? 0, selectionOf(info, 'Submission'));
    if (!submission) throw notFound();
    return submission;
  }

  @Allow('assignments.opinions')
  @FieldResolver(() => [OpinionType], { description: '专家意见（学员不可见）。Not for the learner.' })
  opinions(@Root() { key }: SubmissionType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OpinionType[]> {
    return this.#hanging(key, context, info, 'Opinion', (keys, selection) => this.store.opinionsOf(context.caller.scope, keys, selection));
  }

  @Allow('assignments.queue')
  @FieldResolver(() => [SubmissionFlagType], { description: '标记与疑似抄袭，含已清除的（学员不可见）。Not for the learner.' })
  flags(@Root() { key }: SubmissionType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SubmissionFlagType[]> {
    return this.#hanging(key, context, info, 'SubmissionFlag', (keys, selection) => this.store.flagsOf(context.caller.scope, keys, selection));
  }

  @FieldResolver(() => [SubmissionEventType], { description: '状态变化的记录。Its history.' })
  history(@Root() { key }: SubmissionType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SubmissionEventType[]> {
    return this.#hanging(key, context, info, 'SubmissionEvent', (keys, selection) => this.store.historyOf(context.caller.scope, keys, selection));
  }

  @FieldResolver(() => [SubmissionType], { description: '同一作业的各次提交，先后为序。All attempts, the oldest first.' })
  attempts(@Root() { key }: SubmissionType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SubmissionType[]> {
    return this.#hanging(key, context, info, 'Submission', (keys, selection) => this.store.attemptsOf(context.caller.scope, keys, selection));
  }

  @FieldResolver(() => Boolean, { description: '可否批阅。' })
  viewerCanGrade(@Root() submission: SubmissionType, @Ctx() { caller }: RequestContext): boolean { return submission.viewerCanGrade && caller.actions.has('assignments.grade'); }

  @FieldResolver(() => Boolean, { description: '可否发布。' })
  viewerCanRelease(@Root() submission: SubmissionType, @Ctx() { caller }: RequestContext): boolean { return submission.viewerCanRelease && caller.actions.has('assignments.release'); }

  @FieldResolver(() => Boolean, { description: '可否重新提交。' })
  viewerCanHandIn(@Root() submission: SubmissionType, @Ctx() { caller }: RequestContext): boolean { return submission.viewerCanHandIn && caller.actions.has('assignments.handIn'); }

  @FieldResolver(() => Boolean, { description: '可否添加专家意见。' })
  viewerCanGiveOpinion(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('assignments.giveOpinion'); }

  #hanging<T>(key: number, context: RequestContext, info: GraphQLResolveInfo, typeName: string, load: Hanging<T>): Promise<T[]> {
    const selection = selectionOf(info, typeName);
    return loaderOf<T[]>(context, info, async (keys) => {
      const found = await load(keys, selection);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }
}

@Resolver(() => EnrolmentType)
export class EnrolmentSubmissionsResolver {
  constructor(private readonly store: SubmissionStore) {}

  @Allow('assignments.read')
  @FieldResolver(() => [SubmissionType], { description: '该学员各项作业的最新一次提交。The latest attempts of the enrolment.' })
  submissions(@Root() enrolment: EnrolmentType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SubmissionType[]> {
    const selection = selectionOf(info, 'Submission');
    return loaderOf<SubmissionType[]>(context, info, async (keys) => {
      const found = await this.store.ofEnrolments(context.caller.scope, keys, selection);
      return keys.map((key) => found.get(key) ?? []);
    }).load(enrolment.key);
  }
}

@Resolver(() => ViewerType)
export class ViewerAssignmentsResolver {
  @FieldResolver(() => Boolean, { description: '可否批阅作业。' })
  viewerCanGrade(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('assignments.grade'); }

  @FieldResolver(() => Boolean, { description: '可否添加专家意见。' })
  viewerCanGiveOpinion(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('assignments.giveOpinion'); }

  @FieldResolver(() => Boolean, { description: '是否以学员身份学习。' })
  viewerCanLearn(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('assignments.handIn'); }
}

/** The `submission` of a payload, read after the commit with exactly the selected fields. */
function payloadSubmission(payload: () => ClassType<{ submissionKey?: number | null }>): ClassType {
  @Resolver(payload)
  class PayloadSubmissionResolver {
    constructor(private readonly store: SubmissionStore) {}

    @FieldResolver(() => SubmissionType, { nullable: true, description: '作业现在的样子。The submission as it is now.' })
    async submission(@Root() answer: { submissionKey?: number | null }, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SubmissionType | null> {
      return answer.submissionKey == null ? null : this.store.byKey(caller.scope, answer.submissionKey, selectionOf(info, 'Submission'));
    }
  }
  return PayloadSubmissionResolver;
}

export const payloadResolvers: ClassType[] = [ClaimSubmissionPayload, GiveBackSubmissionPayload, ReturnSubmissionPayload, SubmitReviewPayload, HandInPayload, UndoReviewPayload, FlagSubmissionPayload, ClearFlagPayload].map((payload) => payloadSubmission(() => payload));
