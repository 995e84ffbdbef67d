// Types around queues: flags, neighbours, saved queues, what waits for release, bulk acts.
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { NodeType, RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { TrainingClassType } from '../../programmes/index.js';
import type { BulkActKind } from '../rules/bulk-acts.js';
import type { FlagKind } from '../rules/flags.js';
import type { QueueFilter, QueueOrder } from '../rules/queue-filters.js';
import { BulkActKindEnum, FlagKindEnum, QueueFilterEnum, QueueOrderEnum } from './queue-names.js';
import { AssignmentType } from './submission.type.js';

@Allow('assignments.queue')
@ObjectType('SubmissionFlag', { simpleResolvers: true, description: '标记：何人何时为何，何人清除。学员不可见。' })
export class SubmissionFlagType {
  @Field(() => FlagKindEnum, { description: '种类。' }) kind!: FlagKind;
  @Field(() => String, { description: '原因。' }) reason!: string;
  @Field(() => String, { description: '何人标记。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '何时标记。' }) at!: string;
  @Field(() => String, { nullable: true, description: '何人清除；空为仍有效。' }) clearedByName!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '何时清除。' }) clearedAt!: string | null;
  @Field(() => Boolean, { description: '是否本人所标。' }) isMine!: boolean;
}

@Allow('assignments.queue')
@ObjectType('QueueNeighbours', { simpleResolvers: true, description: '队列中的前一份与后两份。What stands around an item.' })
export class QueueNeighboursType {
  @Field(() => ID, { nullable: true, description: '前一份。' }) previousId!: string | null;
  @Field(() => [ID], { description: '后两份，先后为序。' }) nextIds!: string[];
}

@Allow('assignments.grade')
@ObjectType('SavedQueue', { implements: NodeType, simpleResolvers: true, description: '我的筛选：自己命名保存的队列。' })
export class SavedQueueType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => QueueFilterEnum, { description: '队列。' }) filter!: QueueFilter;
  @Field(() => QueueOrderEnum, { description: '次序。' }) order!: QueueOrder;
  @Field(() => TrainingClassType, { nullable: true, description: '只列此培训班。' }) class!: TrainingClassType | null;
  @Field(() => AssignmentType, { nullable: true, description: '只列这项作业。' }) assignment!: AssignmentType | null;
}

@Allow('assignments.release')
@ObjectType('ReleasePreview', { simpleResolvers: true, description: '发布预览：一个班一项作业有多少份待发布。What a release would do, in numbers.' })
export class ReleasePreviewType {
  @Field(() => ID, { description: '培训班。' }) classId!: string;
  @Field(() => String, { description: '培训班名称。' }) className!: string;
  @Field(() => ID, { description: '作业。' }) assignmentId!: string;
  @Field(() => String, { description: '作业题目。' }) assignmentTitle!: string;
  @Field(() => Int, { description: '待发布。' }) waiting!: number;
  @Field(() => Int, { description: '其中有辅导员的未提交草稿。' }) drafts!: number;
  @Field(() => Int, { description: '其中他人正在重新批阅，发布时会跳过。' }) beingGraded!: number;
  @Field(() => Int, { description: '其中有未清除的标记。' }) flagged!: number;
  @Field(() => Int, { description: '尚未批阅，不在发布之列。' }) ungraded!: number;
}

@Allow('assignments.grade')
@ObjectType('BulkActRow', { simpleResolvers: true, description: '批量操作中的一份。' })
export class BulkActRowType {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => String, { nullable: true, description: '学员姓名；匿名时为空。' }) learnerName!: string | null;
  @Field(() => Int, { nullable: true, description: '匿名时学员的编号；不匿名时为空。' }) learnerNumber!: number | null;
  @Field(() => Boolean, { nullable: true, description: '已完成；否为被拒绝，空为尚未处理。' }) isDone!: boolean | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.grade')
@ObjectType('BulkAct', { implements: NodeType, simpleResolvers: true, description: '批量操作及其进度。One act on many submissions.' })
export class BulkActType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => BulkActKindEnum, { description: '种类。' }) kind!: BulkActKind;
  @Field(() => String, { nullable: true, description: '原因。' }) reason!: string | null;
  @Field(() => Int, { description: '共多少份。' }) itemCount!: number;
  @Field(() => Int, { description: '已完成。' }) doneCount!: number;
  @Field(() => Int, { description: '被拒绝。' }) refusedCount!: number;
  @Field(() => DateTimeScalar, { description: '开始时间。' }) createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '全部处理完的时间；空为进行中。' }) doneAt!: string | null;
  rows!: BulkActRowType[];
}
