// Appeals as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ReviewType, SubmissionType } from '../../assignments/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { appealLists, appealStates, appealSteps, type AppealState, type AppealStep } from '../rules/appeals.js';

const steps = enumOf(appealSteps);
const states = enumOf(appealStates);
const lists = enumOf(appealLists);
export const AppealStepEnum = steps.object;
export const AppealStateEnum = states.object;
export const AppealListEnum = lists.object;
registerEnumType(AppealStepEnum, { name: 'AppealStep', description: '申诉的步骤：由谁答复。Who answers.', valuesConfig: steps.valuesConfig });
registerEnumType(AppealStateEnum, { name: 'AppealState', description: '申诉的状态。', valuesConfig: states.valuesConfig });
registerEnumType(AppealListEnum, { name: 'AppealList', description: '列出哪些申诉。', valuesConfig: lists.valuesConfig });

@Allow('appeals.read')
@ObjectType('AppealItem', { simpleResolvers: true, description: '申诉的一项：一个评分项，或整份的总分。What is appealed.' })
export class AppealItemType {
  @Field(() => String, { nullable: true, description: '评分项的键；直接给总分的批阅为空。' }) criterion!: string | null;
  @Field(() => String, { description: '评分项名称，按当时的评分标准。' }) name!: string;
  @Field(() => String, { description: '学员的理由。' }) reason!: string;
  @Field(() => DecimalScalar, { description: '申诉时的得分。' }) pointsBefore!: string;
  @Field(() => DecimalScalar, { nullable: true, description: '答复后的得分；未答复时为空。' }) pointsAfter!: string | null;
  @Field(() => String, { nullable: true, description: '改分的理由；未改时为空。' }) answer!: string | null;
}

@Allow('appeals.read')
@ObjectType('Appeal', { implements: NodeType, simpleResolvers: true, description: '分数申诉：先由辅导员答复，再由学科总辅导员答复，后者为最终结果。An appeal of a released score.' })
export class AppealType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => SubmissionType, { description: '作业。' }) submission!: SubmissionType;
  @Field(() => AppealStepEnum, { description: '步骤。' }) step!: AppealStep;
  @Field(() => AppealStateEnum, { description: '状态。' }) state!: AppealState;
  @Field(() => [AppealItemType], { description: '逐项的理由与得分。' }) items!: AppealItemType[];
  @Field(() => ReviewType, { description: '所申诉的批阅。The review that was appealed.' }) reviewBefore!: ReviewType;
  @Field(() => ReviewType, { nullable: true, description: '答复后有效的批阅；未改分时与原批阅相同，未答复时为空。' }) reviewAfter!: ReviewType | null;
  @Field(() => DateTimeScalar, { description: '申诉时间。' }) madeAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '答复时间。' }) answeredAt!: string | null;
  @Field(() => String, { nullable: true, description: '答复人。' }) answeredByName!: string | null;
  @Field(() => String, { nullable: true, description: '答复的理由。' }) answer!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '学员撤回的时间。' }) withdrawnAt!: string | null;
  viewerCanAnswer!: boolean;
  viewerCanWithdraw!: boolean;
}

export const { Connection: AppealConnection } = connectionOf('Appeal', '申诉', 'appeals.read', () => AppealType);

@Allow('appeals.read')
@ObjectType('AppealWindow', { simpleResolvers: true, description: '现在可以提出的申诉：向谁、到何时为止。The step that is open to the learner.' })
export class AppealWindowType {
  @Field(() => AppealStepEnum, { description: '步骤。' }) step!: AppealStep;
  @Field(() => DateTimeScalar, { description: '截止时间（不含）。' }) until!: string;
}

@Allow('appeals.oversee')
@ObjectType('AppealGap', { simpleResolvers: true, description: '一门课程里没有学科总辅导员可以答复的第二步申诉：总辅导员都评过分、裁定过或答复过。Appeals of a course that no chief subject tutor of the programme may answer.' })
export class AppealGapType {
  @Field(() => String, { description: '项目。' }) programmeName!: string;
  @Field(() => String, { description: '课程。' }) courseName!: string;
  @Field(() => Int, { description: '申诉数。' }) appealCount!: number;
  @Field(() => DateTimeScalar, { description: '其中最早一件的申诉时间。' }) waitingSince!: string;
}

@InputType('AppealItemInput', { description: '申诉的一项。' })
export class AppealItemInput {
  @Field(() => String, { nullable: true, description: '评分项的键；直接给总分的批阅不写。' }) criterion?: string | null;
  @Field(() => String, { description: '理由，至多 500 字。' }) reason!: string;
}

@InputType('MakeAppealInput', { description: '对已发布的分数提出申诉。' })
export class MakeAppealInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => [AppealItemInput], { description: '逐项的理由，至少一项。' }) items!: AppealItemInput[];
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('WithdrawAppealInput', { description: '撤回尚未答复的申诉。' })
export class WithdrawAppealInput {
  @Field(() => ID, { description: '申诉。' }) appealId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
}

@InputType('RevisionInput', { description: '改后的一项得分。' })
export class RevisionInput {
  @Field(() => String, { nullable: true, description: '评分项的键；改总分时不写。' }) criterion?: string | null;
  @Field(() => DecimalScalar, { description: '改后的得分，至多一位小数；即最后计入的分，批注不再扣减。' }) points!: string;
  @Field(() => String, { description: '改分的理由，学员会看到。' }) reason!: string;
}

@InputType('AnswerAppealInput', { description: '答复申诉：维持原分，或逐项改分。' })
export class AnswerAppealInput {
  @Field(() => ID, { description: '申诉。' }) appealId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => String, { description: '答复的理由，学员会看到。' }) answer!: string;
  @Field(() => [RevisionInput], { nullable: true, description: '改分；不写为维持原分。Absent: upheld.' }) revisions?: RevisionInput[] | null;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@ObjectType({ description: '申诉的结果。' })
abstract class AppealPayload {
  @Field(() => AppealType, { nullable: true, description: '申诉现在的样子。' }) appeal!: AppealType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('appeals.make')
@ObjectType('MakeAppealPayload', { simpleResolvers: true, description: '提出申诉的结果。' })
export class MakeAppealPayload extends AppealPayload {}

@Allow('appeals.make')
@ObjectType('WithdrawAppealPayload', { simpleResolvers: true, description: '撤回申诉的结果。' })
export class WithdrawAppealPayload extends AppealPayload {}

@Allow('appeals.answer')
@ObjectType('AnswerAppealPayload', { simpleResolvers: true, description: '答复申诉的结果；被他人先答复时，给出那次答复。' })
export class AnswerAppealPayload extends AppealPayload {}
