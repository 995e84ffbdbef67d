// Courses, their units and their intake as the public schema shows them.
import { Extensions, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { CourseStateEnum, CourseType, unitKinds, type CourseState, type UnitKind } from '../../programmes/index.js';
import { intakeActs, type IntakeAct } from '../rules/intake-states.js';
import { conflicts, type Conflict } from '../rules/reviewers.js';

const kinds = enumOf(unitKinds);
const acts = enumOf(intakeActs);
const obstacles = enumOf(conflicts);
export const UnitKindEnum = kinds.object;
export const IntakeActEnum = acts.object;
export const ReviewConflictEnum = obstacles.object;
registerEnumType(UnitKindEnum, { name: 'UnitKind', description: '单元环节的形式。What a unit is.', valuesConfig: kinds.valuesConfig });
registerEnumType(IntakeActEnum, { name: 'IntakeAct', description: '课程遴选的一步。A step of the intake.', valuesConfig: acts.valuesConfig });
registerEnumType(ReviewConflictEnum, { name: 'CourseReviewConflict', description: '不能评审这门课程的原因。Why an expert may not review a course.', valuesConfig: obstacles.valuesConfig });

@Allow('courses.read')
@ObjectType('CourseUnit', { simpleResolvers: true, description: '课程的一个单元环节。A unit of a course.' })
export class CourseUnitType {
  @Field(() => Int, { description: '序号。' }) number!: number;
  @Field(() => String, { description: '名称。' }) title!: string;
  @Field(() => UnitKindEnum, { description: '形式。' }) kind!: UnitKind;
  @Field(() => Int, { description: '时长，分钟。Minutes.' }) minutes!: number;
  @Field(() => Boolean, { description: '是否必修。Required or optional.' }) isRequired!: boolean;
  @Field(() => Int, { nullable: true, description: '须学习的分钟数；不要求时为空。' }) requiredMinutes!: number | null;
  @Field(() => Int, { nullable: true, description: '须发言的次数；不要求时为空。' }) requiredPosts!: number | null;
  @Field(() => Int, { nullable: true, description: '须阅读的页数；不要求时为空。' }) requiredViews!: number | null;
}

@Allow('courses.readIntake')
@ObjectType('CourseStep', { simpleResolvers: true, description: '课程遴选的一步记录。Who did what, when and why.' })
export class CourseStepType {
  @Field(() => IntakeActEnum, { description: '哪一步。' }) act!: IntakeAct;
  @Field(() => CourseStateEnum, { description: '之后的状态。' }) state!: CourseState;
  @Field(() => String, { description: '办理人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '时间。' }) at!: string;
  @Field(() => String, { nullable: true, description: '说明或理由。' }) reason!: string | null;
}

@Allow('courses.readIntake')
@ObjectType('CourseCriterion', { simpleResolvers: true, description: '课程评审的一个项目，按项目规则。A criterion by which courses are rated.' })
export class CourseCriterionType {
  @Field(() => String, { description: '代码。' }) code!: string;
  @Field(() => String, { description: '名称，按请求的语言。' }) name!: string;
  @Field(() => String, { description: '要点，按请求的语言。' }) description!: string;
  @Field(() => DecimalScalar, { description: '满分。' }) maximumPoints!: string;
}

@Allow('courses.readIntake')
@ObjectType('CourseCriterionPoints', { simpleResolvers: true, description: '一个评审项目的得分。' })
export class CourseCriterionPointsType {
  @Field(() => String, { description: '评审项目的代码。' }) criterion!: string;
  @Field(() => DecimalScalar, { description: '得分。' }) points!: string;
}

@Allow('courses.readIntake')
@ObjectType('CourseRating', { simpleResolvers: true, description: '一位专家的评审；评分交齐以前专家之间互不可见，报送者在决定之后看到。An expert’s rating.' })
export class CourseRatingType {
  @Field(() => String, { nullable: true, description: '专家；报送者看不到姓名。Not told to the authors.' }) expertName!: string | null;
  @Field(() => Boolean, { description: '是否本人的。The caller’s own.' }) isOwn!: boolean;
  @Field(() => DateTimeScalar, { description: '安排时间。' }) assignedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '提交时间；未评时为空。' }) submittedAt!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: '总分。' }) total!: string | null;
  @Field(() => String, { nullable: true, description: '评语。' }) comment!: string | null;
  @Extensions({ listSize: 5 })
  @Field(() => [CourseCriterionPointsType], { description: '各项得分。' }) points!: CourseCriterionPointsType[];
}

@Allow('courses.readIntake')
@ObjectType('CourseRatingSummary', { simpleResolvers: true, description: '评分汇总。How far the ratings are, and what they come to.' })
export class CourseRatingSummaryType {
  @Field(() => Int, { description: '安排的专家数。' }) asked!: number;
  @Field(() => Int, { description: '已评的专家数。' }) submitted!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '平均分，评分交齐后才有。The average, once all are in.' }) average!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: '满分。' }) maximum!: string | null;
}

@Allow('courses.organise')
@ObjectType('CourseReviewer', { simpleResolvers: true, description: '可供安排的专家。An expert who may be asked to review a course.' })
export class CourseReviewerType {
  @Field(() => ID, { description: '专家。' }) personId!: string;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => Boolean, { description: '是否已安排。' }) isAssigned!: boolean;
  @Field(() => ReviewConflictEnum, { nullable: true, description: '不能评审的原因；可以时为空。' }) conflict!: Conflict | null;
  @Field(() => Int, { description: '手上待评的课程数。' }) openReviews!: number;
}

@Allow('courses.organise')
@ObjectType('ClassOpening', { simpleResolvers: true, description: '按项目规则将要生成的期次和培训班。What opening classes would make.' })
export class ClassOpeningType {
  @Field(() => Int, { description: '将要生成的期次数。' }) periodsToMake!: number;
  @Field(() => Int, { description: '将要生成的培训班数。' }) classesToMake!: number;
  @Field(() => Int, { description: '涉及的课程数。' }) courses!: number;
  @Field(() => Int, { description: '涉及的期次数。' }) periods!: number;
  @Field(() => Int, { description: '已有的培训班数。' }) classesStanding!: number;
  @Extensions({ listSize: 20 })
  @Field(() => [Int], { description: '日期与规则不同的期次，保持不变。' }) periodsElsewhere!: number[];
}

export const { Connection: CourseConnection } = connectionOf('Course', '课程', 'programmes.read', () => CourseType);
