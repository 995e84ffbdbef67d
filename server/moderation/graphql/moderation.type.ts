// Second marking, agreement figures and anchor papers as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AssignmentType, ReviewType, SubmissionType } from '../../assignments/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import { TrainingClassType } from '../../programmes/index.js';
import { secondMarkingStates, type SecondMarkingState } from '../rules/agreement.js';
import { sampleReasons, type SampleReason } from '../rules/sampling.js';

const states = enumOf(secondMarkingStates);
export const SecondMarkingStateEnum = states.object;
registerEnumType(SecondMarkingStateEnum, { name: 'SecondMarkingState', description: '复评的状态。', valuesConfig: states.valuesConfig as never });
const reasons = enumOf(sampleReasons);
export const SampleReasonEnum = reasons.object;
registerEnumType(SampleReasonEnum, { name: 'SampleReason', description: '抽中复评的原因。', valuesConfig: reasons.valuesConfig as never });

@Allow('moderation.read')
@ObjectType('SecondMarking', { implements: NodeType, simpleResolvers: true, description: '复评：两人独立批阅同一份作业。双方都提交以后才可见。Two blind readings; told to nobody before both are in.' })
export class SecondMarkingType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => SubmissionType, { description: '作业。' }) submission!: SubmissionType;
  @Field(() => SecondMarkingStateEnum, { description: '状态。' }) state!: SecondMarkingState;
  @Field(() => [SampleReasonEnum], { description: '抽中的原因。' }) reasons!: SampleReason[];
  @Field(() => DecimalScalar, { description: '允许的分差。A difference of exactly this still agrees.' }) tolerance!: string;
  @Field(() => DecimalScalar, { nullable: true, description: '两次批阅的分差。' }) difference!: string | null;
  @Field(() => DateTimeScalar, { description: '抽中时间。' }) sampledAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '复评时间。' }) secondAt!: string | null;
  @Field(() => ReviewType, { nullable: true, description: '首评。' }) first!: ReviewType | null;
  @Field(() => ReviewType, { nullable: true, description: '复评。' }) second!: ReviewType | null;
  @Field(() => ReviewType, { nullable: true, description: '定分：平均分，或总辅导员的裁定。' }) agreed!: ReviewType | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '定分时间。' }) settledAt!: string | null;
  @Field(() => String, { nullable: true, description: '裁定人；取平均分时为空。' }) settledByName!: string | null;
  @Field(() => String, { nullable: true, description: '裁定的理由。' }) settledReason!: string | null;
  @Field(() => Boolean, { description: '可否裁定。' }) viewerCanDecide!: boolean;
}
export const { Connection: SecondMarkingConnection } = connectionOf('SecondMarking', '复评', 'moderation.read', () => SecondMarkingType);

@Allow('moderation.configure')
@ObjectType('BorderRange', { simpleResolvers: true, description: '临界分数段，含两端。Both ends included.' })
export class BorderRangeType {
  @Field(() => DecimalScalar, { description: '从。' }) from!: string;
  @Field(() => DecimalScalar, { description: '到。' }) to!: string;
}

@Allow('moderation.configure')
@ObjectType('SecondMarkingSetting', { simpleResolvers: true, description: '复评设置：一项作业的，或一项作业在一个班的（优先）。' })
export class SecondMarkingSettingType {
  @Field(() => AssignmentType, { description: '作业。' }) assignment!: AssignmentType;
  @Field(() => TrainingClassType, { nullable: true, description: '培训班；空为各班。' }) class!: TrainingClassType | null;
  @Field(() => Int, { description: '随机抽取的百分比。' }) samplePercent!: number;
  @Field(() => [BorderRangeType], { description: '临界分数段，全部复评。' }) borders!: BorderRangeType[];
  @Field(() => Int, { description: '新任辅导员的前多少份全部复评；0 为不按份数。' }) newTutorReviews!: number;
  @Field(() => Int, { description: '新任辅导员自首次批阅起多少天内全部复评；0 为不按天数。' }) newTutorDays!: number;
  @Field(() => DecimalScalar, { description: '允许的分差：不超过则取平均分，超过则由总辅导员裁定。' }) tolerance!: string;
  @Field(() => Int, { description: '版本。' }) version!: number;
  @Field(() => String, { description: '设置人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '设置时间。' }) at!: string;
}

@Allow('moderation.read')
@ObjectType('DayFigure', { simpleResolvers: true, description: '一天的宽严度。' })
export class DayFigureType {
  @Field(() => LocalDateScalar, { description: '日期。' }) day!: string;
  @Field(() => Int, { description: '批阅份数。' }) reviewCount!: number;
  @Field(() => DecimalScalar, { description: '宽严度。' }) severity!: string;
}

@Allow('moderation.read')
@ObjectType('AgreementFigures', { simpleResolvers: true, description: '一位辅导员的一致性指标。How one tutor marks beside the others.' })
export class AgreementFiguresType {
  @Field(() => String, { nullable: true, description: '辅导员；没有批阅时为空。' }) tutorName!: string | null;
  @Field(() => Boolean, { description: '是否本人。' }) isMine!: boolean;
  @Field(() => Int, { description: '批阅份数。' }) reviewCount!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '宽严度：所给的分比同班同一作业的平均分高（宽）或低（严）多少分；没有他人可比时为空。Mean difference from the class.' }) severity!: string | null;
  @Field(() => Int, { description: '双评份数。Marked twice.' }) markedTwice!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '双评的二次加权 κ：1 为完全一致，0 为与随机无异；没有双评时为空。Quadratic-weighted kappa.' }) kappa!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: '随时间的变化：每周变宽（正）或变严（负）多少分。Points a week.' }) driftPerWeek!: string | null;
  @Field(() => [DayFigureType], { description: '逐日的宽严度。' }) days!: DayFigureType[];
}

@Allow('moderation.read')
@ObjectType('AgreedCriterion', { simpleResolvers: true, description: '标杆卷一个评分项的定分与说明。' })
export class AgreedCriterionType {
  @Field(() => String, { description: '评分项的键。' }) criterion!: string;
  @Field(() => DecimalScalar, { description: '定分。' }) points!: string;
  @Field(() => String, { description: '为什么是这个分。' }) comment!: string;
}

@Allow('moderation.read')
@ObjectType('CalibrationPoints', { simpleResolvers: true, description: '试评一个评分项的分。' })
export class CalibrationPointsType {
  @Field(() => String, { description: '评分项的键。' }) criterion!: string;
  @Field(() => DecimalScalar, { description: '试评的分。' }) points!: string;
}

@Allow('moderation.read')
@ObjectType('Calibration', { simpleResolvers: true, description: '本人对标杆卷的试评，只有本人可见。One\'s own practice.' })
export class CalibrationType {
  @Field(() => DecimalScalar, { description: '试评的总分。' }) points!: string;
  @Field(() => [CalibrationPointsType], { description: '各评分项的分。' }) criterionPoints!: CalibrationPointsType[];
  @Field(() => DecimalScalar, { description: '比定分高（正）或低（负）多少。' }) difference!: string;
  @Field(() => DateTimeScalar, { description: '时间。' }) at!: string;
}

@Allow('moderation.read')
@ObjectType('AnchorPaper', { implements: NodeType, simpleResolvers: true, description: '标杆卷：有定分的作业，不显示是谁的。An anchor paper; nobody learns whose it was.' })
export class AnchorPaperType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => AssignmentType, { description: '作业。' }) assignment!: AssignmentType;
  @Field(() => String, { description: '名称。' }) title!: string;
  @Field(() => String, { description: '正文。' }) text!: string;
  @Field(() => DecimalScalar, { description: '定分。' }) points!: string;
  @Field(() => [AgreedCriterionType], { description: '各评分项的定分。' }) criterionPoints!: AgreedCriterionType[];
  @Field(() => String, { description: '说明。' }) comment!: string;
  @Field(() => String, { description: '设定人。' }) markedByName!: string;
  @Field(() => DateTimeScalar, { description: '设定时间。' }) markedAt!: string;
  @Field(() => CalibrationType, { nullable: true, description: '本人最近一次试评。' }) ownCalibration!: CalibrationType | null;
}
