// Making rubrics and taking assignments over to another version, as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SubjectEnum } from '../../access/index.js';
import type { Subject } from '../../kernel/subjects.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { AssignmentType, RubricType, SubmissionType } from './submission.type.js';

export const { Connection: RubricConnection } = connectionOf('Rubric', '评分标准', 'assignments.read', () => RubricType);
export const { Connection: AssignmentConnection } = connectionOf('Assignment', '课程作业', 'assignments.read', () => AssignmentType);

@Allow('assignments.manageRubrics')
@ObjectType('RubricChange', { implements: NodeType, simpleResolvers: true, description: '评分标准的更新：一份作业改用另一版，已批阅的随之重算。An assignment went over to another version.' })
export class RubricChangeType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => AssignmentType, { description: '作业。' }) assignment!: AssignmentType;
  @Field(() => RubricType, { description: '原版本。' }) before!: RubricType;
  @Field(() => RubricType, { description: '新版本。' }) after!: RubricType;
  @Field(() => String, { description: '原因。' }) reason!: string;
  @Field(() => String, { description: '何人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '何时。' }) at!: string;
  @Field(() => Int, { description: '涉及的批阅。Reviews to look at.' }) reviews!: number;
  @Field(() => Int, { description: '得分有变化的批阅。Reviews with other points.' }) changedReviews!: number;
  @Field(() => DateTimeScalar, { nullable: true, description: '完成时间；空为进行中。Null while it goes on.' }) finishedAt!: string | null;
}
export const { Connection: RubricChangeConnection } = connectionOf('RubricChange', '评分标准的更新', 'assignments.manageRubrics', () => RubricChangeType);

@Allow('assignments.manageRubrics')
@ObjectType('RescoredExample', { simpleResolvers: true, description: '得分会变化的一例。' })
export class RescoredExampleType {
  @Field(() => SubmissionType, { description: '作业。' }) submission!: SubmissionType;
  @Field(() => DecimalScalar, { description: '现在的得分。' }) before!: string;
  @Field(() => DecimalScalar, { description: '更新后的得分。' }) after!: string;
}

@Allow('assignments.manageRubrics')
@ObjectType('RubricChangePreview', { simpleResolvers: true, description: '更新评分标准的影响，尚未写入。Whom it would change; nothing is written.' })
export class RubricChangePreviewType {
  @Field(() => Int, { description: '按原版本批阅的份数。' }) reviews!: number;
  @Field(() => Int, { description: '得分会变化的份数。' }) changed!: number;
  @Field(() => Int, { description: '其中升高。' }) higher!: number;
  @Field(() => Int, { description: '其中降低。' }) lower!: number;
  @Field(() => Int, { description: '其中学员已能看到的。Already released.' }) visible!: number;
  @Field(() => Int, { description: '其中等级之间的给分超过新满分、要压到满分的。Cut to the new maximum.' }) cut!: number;
  @Field(() => Int, { description: '正在批阅的草稿；草稿不变，按新标准继续。Drafts stay as they are.' }) drafts!: number;
  @Field(() => [RescoredExampleType], { description: '变化最大的几份。The largest changes.' }) largest!: RescoredExampleType[];
  @Field(() => [RefusalType], { description: '不能更新的原因；空为可以。Why it may not be done.' }) refusals!: RefusalType[];
}

@InputType('CriterionLevelInput', { description: '评分项的等级。' })
export class CriterionLevelInput {
  @Field(() => String, { description: '等级名称。' }) name!: string;
  @Field(() => String, { description: '说明，可为空。' }) description!: string;
  @Field(() => DecimalScalar, { description: '分值。' }) points!: string;
}

@InputType('CriterionInput', { description: '评分项。' })
export class CriterionInput {
  @Field(() => String, { nullable: true, description: '上一版的评分项的键；空为新增。The key in the version before; null for a new one.' }) key?: string | null;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => String, { description: '说明，可为空。' }) description!: string;
  @Field(() => DecimalScalar, { description: '满分。' }) maximumPoints!: string;
  @Field(() => [CriterionLevelInput], { description: '等级，由高到低。Best first.' }) levels!: CriterionLevelInput[];
}

@InputType('CreateRubricInput', { description: '新建评分标准。' })
export class CreateRubricInput {
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => SubjectEnum, { nullable: true, description: '学科；空为各学科通用。' }) subject?: Subject | null;
  @Field(() => [CriterionInput], { description: '各评分项。' }) criteria!: CriterionInput[];
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('ReviseRubricInput', { description: '修订评分标准：产生新的一版，原版不变。Makes the next version.' })
export class ReviseRubricInput {
  @Field(() => ID, { description: '评分标准的任一版。' }) rubricId!: string;
  @Field(() => Int, { description: '所依据的最新版本号。' }) expectedVersion!: number;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => SubjectEnum, { nullable: true, description: '学科；空为各学科通用。' }) subject?: Subject | null;
  @Field(() => [CriterionInput], { description: '各评分项。' }) criteria!: CriterionInput[];
}

@InputType('ApplyRubricInput', { description: '作业改用评分标准的另一版，已批阅的随之重算。' })
export class ApplyRubricInput {
  @Field(() => ID, { description: '作业。' }) assignmentId!: string;
  @Field(() => ID, { description: '改用的版本。' }) rubricId!: string;
  @Field(() => ID, { description: '所依据的现用版本。' }) expectedRubricId!: string;
  @Field(() => String, { description: '原因，学员会看到。' }) reason!: string;
}

@Allow('assignments.manageRubrics')
@ObjectType('CreateRubricPayload', { simpleResolvers: true, description: '新建的结果。' })
export class CreateRubricPayload {
  @Field(() => RubricType, { nullable: true, description: '第一版。' }) rubric!: RubricType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.manageRubrics')
@ObjectType('ReviseRubricPayload', { simpleResolvers: true, description: '修订的结果。' })
export class ReviseRubricPayload {
  @Field(() => RubricType, { nullable: true, description: '新的一版。' }) rubric!: RubricType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.manageRubrics')
@ObjectType('ApplyRubricPayload', { simpleResolvers: true, description: '改用的结果。' })
export class ApplyRubricPayload {
  @Field(() => RubricChangeType, { nullable: true, description: '更新的记录；进度见其中。' }) change!: RubricChangeType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
