// Inputs and payloads of grading.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import type { QueueFilter, QueueOrder } from '../rules/queue-filters.js';
import { QueueFilterEnum, QueueOrderEnum } from './queue-names.js';
import { AnnotationType, CriterionPointsType, OpinionType, ReviewDraftType } from './submission.type.js';

@InputType('ClaimSubmissionInput', { description: '领取作业：指定一份，或取队列中的下一份。' })
export class ClaimSubmissionInput {
  @Field(() => ID, { nullable: true, description: '指定的一份；再次领取即续期。' }) submissionId?: string | null;
  @Field(() => QueueFilterEnum, { nullable: true, description: '队列，缺省为待批阅。' }) filter?: QueueFilter | null;
  @Field(() => ID, { nullable: true, description: '培训班。' }) classId?: string | null;
  @Field(() => ID, { nullable: true, description: '只取这项作业。' }) assignmentId?: string | null;
  @Field(() => QueueOrderEnum, { nullable: true, description: '次序，缺省为先提交者在前。' }) order?: QueueOrder | null;
  @Field(() => ID, { nullable: true, description: '排在此份之后的；到末尾则从头取，不会再取此份。' }) afterSubmissionId?: string | null;
  @Field(() => String, { nullable: true, description: '窗口的标识：同一人的两个窗口不会领到同一份。Which window of yours; two of them are not given the same.' }) seat?: string | null;
  @Field(() => Boolean, { nullable: true, description: '预取：尚未开始批阅。Fetched ahead; nobody reads it yet.' }) isAhead?: boolean | null;
}

@InputType('GiveBackSubmissionInput', { description: '放回作业。' })
export class GiveBackSubmissionInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
}

@InputType('CriterionPointsInput', { description: '一个评分项的得分。' })
export class CriterionPointsInput {
  @Field(() => String, { description: '评分项的键。' }) criterion!: string;
  @Field(() => DecimalScalar, { description: '所给的分，至多一位小数；批注的扣分由服务器减去。' }) points!: string;
}

@InputType('AnnotationInput', { description: '批注：对正文一段文字的评语。' })
export class AnnotationInput {
  @Field(() => Int, { description: '起始位置，按 UTF-16 码元计，从 0 开始。' }) start!: number;
  @Field(() => Int, { description: '结束位置（不含）。' }) end!: number;
  @Field(() => String, { description: '所引的文字，须与正文一致。' }) quote!: string;
  @Field(() => String, { description: '评语。' }) comment!: string;
  @Field(() => String, { nullable: true, description: '对应的评分项的键；扣分时必填。' }) criterion?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: '扣分，至多一位小数。' }) deduction?: string | null;
}

@InputType('SaveReviewDraftInput', { description: '保存批阅草稿。' })
export class SaveReviewDraftInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的草稿版本，首次为 0。' }) expectedDraftVersion!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '总分。' }) points?: string | null;
  @Field(() => [CriterionPointsInput], { description: '各评分项得分，可以不全。' }) criterionPoints!: CriterionPointsInput[];
  @Field(() => [AnnotationInput], { nullable: true, description: '批注；缺省为没有。' }) annotations?: AnnotationInput[] | null;
  @Field(() => String, { description: '评语。' }) comment!: string;
  @Field(() => Boolean, { description: '拟评为优秀作业。' }) isExcellent!: boolean;
}

@InputType('SubmitReviewInput', { description: '提交批阅：逐项打分，或只给总分。' })
export class SubmitReviewInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '总分。' }) points?: string | null;
  @Field(() => [CriterionPointsInput], { description: '各评分项得分；只给总分时为空。' }) criterionPoints!: CriterionPointsInput[];
  @Field(() => [AnnotationInput], { nullable: true, description: '批注；缺省为没有。' }) annotations?: AnnotationInput[] | null;
  @Field(() => String, { description: '评语。' }) comment!: string;
  @Field(() => Boolean, { description: '评为优秀作业。' }) isExcellent!: boolean;
  @Field(() => [ID], { nullable: true, description: '用到的常用评语，计入使用次数。' }) usedCommentIds?: string[] | null;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
  @Field(() => Boolean, { nullable: true, description: '明知他人已更新仍要覆盖；会记入审计。Overwrites deliberately; audited.' }) force?: boolean | null;
}

@InputType('ReturnSubmissionInput', { description: '退回修改。' })
export class ReturnSubmissionInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => String, { description: '原因，学员会看到。' }) reason!: string;
  @Field(() => [AnnotationInput], { nullable: true, description: '批注，学员会看到；扣分不随退回。' }) annotations?: AnnotationInput[] | null;
}

@InputType('AddOpinionInput', { description: '添加专家意见。' })
export class AddOpinionInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => String, { description: '意见。' }) text!: string;
}

@InputType('HandInInput', { description: '重新提交被退回的作业。' })
export class HandInInput {
  @Field(() => ID, { description: '被退回的作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => String, { description: '正文。' }) text!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@Allow('assignments.grade')
@ObjectType('DraftConflict', { simpleResolvers: true, description: '草稿已在别处更新。' })
export class DraftConflictType {
  @Field(() => ReviewDraftType, { description: '现有的草稿。' }) current!: ReviewDraftType;
}

@Allow('assignments.grade')
@ObjectType('ReviewSide', { simpleResolvers: true, description: '冲突的一方。' })
export class ReviewSideType {
  @Field(() => DecimalScalar, { description: '总分。' }) points!: string;
  @Field(() => [CriterionPointsType], { description: '各评分项得分。' }) criterionPoints!: CriterionPointsType[];
  @Field(() => [AnnotationType], { description: '批注，按正文的先后。' }) annotations!: AnnotationType[];
  @Field(() => String, { description: '评语。' }) comment!: string;
  @Field(() => Boolean, { description: '评为优秀作业。' }) isExcellent!: boolean;
  @Field(() => String, { description: '何人。' }) byName!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '何时。' }) at!: string | null;
}

@Allow('assignments.grade')
@ObjectType('ReviewConflict', { simpleResolvers: true, description: '他人已更新：双方的内容。Both values of a stale write.' })
export class ReviewConflictType {
  @Field(() => Int, { description: '现在的版本。' }) currentVersion!: number;
  @Field(() => ReviewSideType, { nullable: true, description: '现有的批阅。' }) current!: ReviewSideType | null;
  @Field(() => ReviewSideType, { description: '您的批阅。' }) yours!: ReviewSideType;
}

/** What all mutations on one submission answer; the submission itself is read by its key after the commit. */
@ObjectType({ description: '拒绝。' })
export abstract class SubmissionPayload {
  submissionKey?: number | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.grade')
@ObjectType('ClaimSubmissionPayload', { description: '领取的结果；既无作业也无拒绝，表示队列已空。' })
export class ClaimSubmissionPayload extends SubmissionPayload {}

@Allow('assignments.grade')
@ObjectType('GiveBackSubmissionPayload', { description: '放回的结果。' })
export class GiveBackSubmissionPayload extends SubmissionPayload {}

@Allow('assignments.grade')
@ObjectType('ReturnSubmissionPayload', { description: '退回的结果。' })
export class ReturnSubmissionPayload extends SubmissionPayload {}

@Allow('assignments.handIn')
@ObjectType('HandInPayload', { description: '重新提交的结果：新的一次提交。' })
export class HandInPayload extends SubmissionPayload {}

@Allow('assignments.grade')
@ObjectType('SubmitReviewPayload', { description: '提交批阅的结果。' })
export class SubmitReviewPayload extends SubmissionPayload {
  @Field(() => ReviewConflictType, { nullable: true, description: '他人已更新时，双方的内容。' }) conflict!: ReviewConflictType | null;
}

@Allow('assignments.grade')
@ObjectType('SaveReviewDraftPayload', { simpleResolvers: true, description: '保存草稿的结果。' })
export class SaveReviewDraftPayload {
  @Field(() => ReviewDraftType, { nullable: true, description: '保存后的草稿。' }) draft!: ReviewDraftType | null;
  @Field(() => DraftConflictType, { nullable: true, description: '草稿已在别处更新。' }) conflict!: DraftConflictType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.giveOpinion')
@ObjectType('AddOpinionPayload', { simpleResolvers: true, description: '添加意见的结果。' })
export class AddOpinionPayload {
  @Field(() => OpinionType, { nullable: true, description: '意见。' }) opinion!: OpinionType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
