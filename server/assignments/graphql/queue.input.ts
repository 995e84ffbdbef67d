// Arguments, inputs and payloads around queues: releases, undoing, flags, saved queues, bulk acts.
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { FlagKind } from '../rules/flags.js';
import type { Queue, QueueFilter, QueueOrder } from '../rules/queue-filters.js';
import { SubmissionPayload } from './grading.input.js';
import { FlagKindEnum, QueueFilterEnum, QueueOrderEnum } from './queue-names.js';
import { BulkActType, SavedQueueType } from './queue.type.js';

/** Which queue: a named filter, perhaps of one class and one assignment, in an order. */
@ArgsType()
export class QueueArguments {
  @Field(() => QueueFilterEnum, { description: '队列。' }) filter!: QueueFilter;
  @Field(() => ID, { nullable: true, description: '只列此培训班。' }) classId?: string | null;
  @Field(() => ID, { nullable: true, description: '只列这项作业。' }) assignmentId?: string | null;
  @Field(() => QueueOrderEnum, { nullable: true, description: '次序，缺省为先提交者在前。' }) order?: QueueOrder | null;
}

export function queueOf({ filter, order, classId, assignmentId }: QueueArguments): Queue {
  return { filter, order: order ?? 'OLDEST_FIRST', classId: classKey(classId), assignmentId: assignmentKey(assignmentId) };
}

export function classKey(classId: string | null | undefined): number | null {
  return classId == null ? null : (keyOf('TrainingClass', classId) ?? 0);
}

export function assignmentKey(assignmentId: string | null | undefined): number | null {
  return assignmentId == null ? null : (keyOf('Assignment', assignmentId) ?? 0);
}

@InputType('BulkItemInput', { description: '批量操作中的一份作业。' })
export class BulkItemInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
}

@InputType('ReleaseClassInput', { description: '发布一个班一项作业的全部批阅。' })
export class ReleaseClassInput {
  @Field(() => ID, { description: '培训班。' }) classId!: string;
  @Field(() => ID, { description: '作业。' }) assignmentId!: string;
  @Field(() => Int, { description: '预览时看到的待发布份数；已变化则拒绝。' }) expectedCount!: number;
}

@InputType('ReleaseReviewsInput', { description: '发布批阅结果：一个班的一项作业，或选中的若干份。' })
export class ReleaseReviewsInput {
  @Field(() => ReleaseClassInput, { nullable: true, description: '一个班的一项作业。' }) class?: ReleaseClassInput | null;
  @Field(() => [BulkItemInput], { nullable: true, description: '选中的作业（至多 250 份）。' }) items?: BulkItemInput[] | null;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('ReturnSubmissionsInput', { description: '批量退回修改。' })
export class ReturnSubmissionsInput {
  @Field(() => [BulkItemInput], { description: '选中的作业（至多 250 份）。' }) items!: BulkItemInput[];
  @Field(() => String, { description: '原因，学员会看到。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('FlagSubmissionsInput', { description: '批量标记。' })
export class FlagSubmissionsInput {
  @Field(() => [BulkItemInput], { description: '选中的作业（至多 250 份）。' }) items!: BulkItemInput[];
  @Field(() => FlagKindEnum, { description: '种类。' }) kind!: FlagKind;
  @Field(() => String, { description: '原因，学员看不到。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('UndoReviewInput', { description: '撤销刚提交的批阅。' })
export class UndoReviewInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('FlagSubmissionInput', { description: '标记一份作业。' })
export class FlagSubmissionInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => FlagKindEnum, { description: '种类。' }) kind!: FlagKind;
  @Field(() => String, { description: '原因，学员看不到。' }) reason!: string;
}

@InputType('ClearFlagInput', { description: '清除标记。' })
export class ClearFlagInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => FlagKindEnum, { description: '种类。' }) kind!: FlagKind;
}

@InputType('SaveQueueInput', { description: '保存筛选。' })
export class SaveQueueInput {
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => QueueFilterEnum, { description: '队列。' }) filter!: QueueFilter;
  @Field(() => QueueOrderEnum, { description: '次序。' }) order!: QueueOrder;
  @Field(() => ID, { nullable: true, description: '只列此培训班。' }) classId?: string | null;
  @Field(() => ID, { nullable: true, description: '只列这项作业。' }) assignmentId?: string | null;
}

@InputType('RemoveSavedQueueInput', { description: '删除保存的筛选。' })
export class RemoveSavedQueueInput {
  @Field(() => ID, { description: '我的筛选。' }) savedQueueId!: string;
}

@InputType('LookAtReviewsInput', { description: '学员已看过一门课的批阅结果。' })
export class LookAtReviewsInput {
  @Field(() => ID, { description: '报名。' }) enrolmentId!: string;
}

@Allow('assignments.grade')
@ObjectType('UndoReviewPayload', { description: '撤销的结果：草稿已恢复。' })
export class UndoReviewPayload extends SubmissionPayload {}

@Allow('assignments.grade')
@ObjectType('FlagSubmissionPayload', { description: '标记的结果。' })
export class FlagSubmissionPayload extends SubmissionPayload {}

@Allow('assignments.grade')
@ObjectType('ClearFlagPayload', { description: '清除标记的结果。' })
export class ClearFlagPayload extends SubmissionPayload {}

@ObjectType({ description: '拒绝。' })
abstract class BulkPayload {
  @Field(() => BulkActType, { nullable: true, description: '开始的批量操作；由服务器继续做完。' }) act!: BulkActType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.release')
@ObjectType('ReleaseReviewsPayload', { simpleResolvers: true, description: '发布的结果。' })
export class ReleaseReviewsPayload extends BulkPayload {}

@Allow('assignments.grade')
@ObjectType('ReturnSubmissionsPayload', { simpleResolvers: true, description: '批量退回的结果。' })
export class ReturnSubmissionsPayload extends BulkPayload {}

@Allow('assignments.grade')
@ObjectType('FlagSubmissionsPayload', { simpleResolvers: true, description: '批量标记的结果。' })
export class FlagSubmissionsPayload extends BulkPayload {}

@Allow('assignments.grade')
@ObjectType('SaveQueuePayload', { simpleResolvers: true, description: '保存筛选的结果。' })
export class SaveQueuePayload {
  @Field(() => SavedQueueType, { nullable: true, description: '我的筛选。' }) savedQueue!: SavedQueueType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.grade')
@ObjectType('RemoveSavedQueuePayload', { simpleResolvers: true, description: '删除筛选的结果。' })
export class RemoveSavedQueuePayload {
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.handIn')
@ObjectType('LookAtReviewsPayload', { simpleResolvers: true, description: '查看的结果。' })
export class LookAtReviewsPayload {
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
