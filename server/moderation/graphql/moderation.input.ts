// Inputs and payloads of second marking and anchor papers.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CriterionPointsInput, SubmissionType } from '../../assignments/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { AnchorPaperType, SecondMarkingSettingType } from './moderation.type.js';

const sides = enumOf({ FIRST: '首评', SECOND: '复评' });
registerEnumType(sides.object, { name: 'MarkingSide', description: '哪一次批阅。', valuesConfig: sides.valuesConfig as never });

@InputType('BorderRangeInput', { description: '临界分数段，含两端。' })
export class BorderRangeInput {
  @Field(() => DecimalScalar, { description: '从。' }) from!: string;
  @Field(() => DecimalScalar, { description: '到。' }) to!: string;
}

@InputType('SetSecondMarkingInput', { description: '设置复评。' })
export class SetSecondMarkingInput {
  @Field(() => ID, { description: '作业。' }) assignmentId!: string;
  @Field(() => ID, { nullable: true, description: '只对此培训班；缺省为各班。' }) classId?: string | null;
  @Field(() => Int, { description: '所依据的设置版本，首次为 0。' }) expectedVersion!: number;
  @Field(() => Int, { description: '随机抽取的百分比，0–100。' }) samplePercent!: number;
  @Field(() => [BorderRangeInput], { description: '临界分数段。' }) borders!: BorderRangeInput[];
  @Field(() => Int, { description: '新任辅导员的前多少份；0 为不按份数。' }) newTutorReviews!: number;
  @Field(() => Int, { description: '新任辅导员自首次批阅起多少天内；0 为不按天数。' }) newTutorDays!: number;
  @Field(() => DecimalScalar, { description: '允许的分差。' }) tolerance!: string;
}

@InputType('GivenToLearnerInput', { description: '给学员看的一条：一次批阅的评语，或其中一条批注。' })
export class GivenToLearnerInput {
  @Field(() => sides.object, { description: '哪一次批阅。' }) side!: 'FIRST' | 'SECOND';
  @Field(() => Int, { nullable: true, description: '第几条批注，从 0 开始；空为评语。' }) annotation?: number | null;
}

@InputType('DecideDisputeInput', { description: '裁定复评分歧：定分，并选择学员看到的评语与批注。' })
export class DecideDisputeInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '总分。' }) points?: string | null;
  @Field(() => [CriterionPointsInput], { description: '各评分项的定分；只给总分时为空。' }) criterionPoints!: CriterionPointsInput[];
  @Field(() => [GivenToLearnerInput], { description: '给学员看的评语与批注。' }) given!: GivenToLearnerInput[];
  @Field(() => String, { description: '总辅导员写给学员的话，可以为空。' }) comment!: string;
  @Field(() => String, { description: '理由，两位辅导员会看到。' }) reason!: string;
  @Field(() => Boolean, { description: '评为优秀作业。' }) isExcellent!: boolean;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('WaiveSecondMarkingInput', { description: '免复评：以首评为准。' })
export class WaiveSecondMarkingInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => Int, { description: '所依据的作业版本。' }) expectedVersion!: number;
  @Field(() => String, { description: '理由。' }) reason!: string;
}

@InputType('AgreedCriterionInput', { description: '标杆卷一个评分项的定分与说明。' })
export class AgreedCriterionInput {
  @Field(() => String, { description: '评分项的键。' }) criterion!: string;
  @Field(() => DecimalScalar, { description: '定分。' }) points!: string;
  @Field(() => String, { description: '为什么是这个分，可以为空。' }) comment!: string;
}

@InputType('MarkAnchorInput', { description: '设为标杆卷。' })
export class MarkAnchorInput {
  @Field(() => ID, { description: '作业。' }) submissionId!: string;
  @Field(() => String, { description: '名称。' }) title!: string;
  @Field(() => [AgreedCriterionInput], { description: '各评分项的定分与说明。' }) criterionPoints!: AgreedCriterionInput[];
  @Field(() => String, { description: '总的说明。' }) comment!: string;
}

@InputType('RemoveAnchorInput', { description: '取消标杆卷。' })
export class RemoveAnchorInput {
  @Field(() => ID, { description: '标杆卷。' }) anchorId!: string;
}

@InputType('CalibrateInput', { description: '试评标杆卷。' })
export class CalibrateInput {
  @Field(() => ID, { description: '标杆卷。' }) anchorId!: string;
  @Field(() => [CriterionPointsInput], { description: '各评分项的分。' }) criterionPoints!: CriterionPointsInput[];
}

@Allow('moderation.configure')
@ObjectType('SetSecondMarkingPayload', { description: '设置的结果。' })
export class SetSecondMarkingPayload {
  @Field(() => SecondMarkingSettingType, { nullable: true, description: '现在的设置。' }) setting!: SecondMarkingSettingType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('moderation.decide')
@ObjectType('DecideDisputePayload', { description: '裁定的结果。' })
export class DecideDisputePayload {
  @Field(() => SubmissionType, { nullable: true, description: '作业现在的样子。' }) submission!: SubmissionType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('moderation.decide')
@ObjectType('WaiveSecondMarkingPayload', { description: '免复评的结果。' })
export class WaiveSecondMarkingPayload {
  @Field(() => SubmissionType, { nullable: true, description: '作业现在的样子。' }) submission!: SubmissionType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('moderation.keepAnchors')
@ObjectType('MarkAnchorPayload', { description: '设为标杆卷的结果。' })
export class MarkAnchorPayload {
  @Field(() => AnchorPaperType, { nullable: true, description: '标杆卷。' }) anchor!: AnchorPaperType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('moderation.keepAnchors')
@ObjectType('RemoveAnchorPayload', { description: '取消标杆卷的结果。' })
export class RemoveAnchorPayload {
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('moderation.read')
@ObjectType('CalibratePayload', { description: '试评的结果。' })
export class CalibratePayload {
  @Field(() => AnchorPaperType, { nullable: true, description: '标杆卷与本人的试评。' }) anchor!: AnchorPaperType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
