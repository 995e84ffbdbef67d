// Inputs and payloads of the intake of courses.
import { Extensions, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { StageEnum, SubjectEnum } from '../../access/index.js';
import type { Stage, Subject } from '../../kernel/subjects.js';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { CourseType, type UnitKind } from '../../programmes/index.js';
import { UnitKindEnum } from './course.type.js';

@InputType('CourseUnitInput', { description: '一个单元环节。' })
export class CourseUnitInput {
  @Field(() => String, { description: '名称，最多 60 字。' }) title!: string;
  @Field(() => UnitKindEnum, { description: '形式。' }) kind!: UnitKind;
  @Field(() => Int, { description: '时长，分钟。' }) minutes!: number;
  @Field(() => Boolean, { description: '是否必修。' }) isRequired!: boolean;
  @Field(() => Int, { nullable: true, description: '须学习的分钟数。' }) requiredMinutes?: number | null;
  @Field(() => Int, { nullable: true, description: '须发言的次数。' }) requiredPosts?: number | null;
  @Field(() => Int, { nullable: true, description: '须阅读的页数。' }) requiredViews?: number | null;
}

@InputType({ description: '课程的内容。' })
export abstract class CourseContentInput {
  @Field(() => String, { description: '课程名称，最多 60 字。' }) name!: string;
  @Field(() => SubjectEnum, { description: '学科。' }) subject!: Subject;
  @Field(() => StageEnum, { description: '学段。' }) stage!: Stage;
  @Field(() => DecimalScalar, { description: '学时，至多一位小数。' }) hours!: string;
  @Field(() => String, { description: '课程简介，最多 2000 字。' }) description!: string;
  @Field(() => [CourseUnitInput], { description: '单元环节，按先后，最多 60 个。' }) units!: CourseUnitInput[];
}

@InputType('WriteCourseInput', { description: '起草一门课程。' })
export class WriteCourseInput extends CourseContentInput {
  @Field(() => ID, { description: '为哪个项目。' }) programmeId!: string;
  @Field(() => ID, { nullable: true, description: '代表哪家培训机构；不写为本机构。' }) bodyId?: string | null;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('RewriteCourseInput', { description: '修改草稿或退回的课程。' })
export class RewriteCourseInput extends CourseContentInput {
  @Field(() => ID, { description: '课程。' }) courseId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
}

@InputType('HandInCourseInput', { description: '报送课程。' })
export class HandInCourseInput {
  @Field(() => ID, { description: '课程。' }) courseId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '说明，最多 500 字。' }) note?: string | null;
}

@InputType('AssignCourseReviewersInput', { description: '安排专家评审。' })
export class AssignCourseReviewersInput {
  @Field(() => ID, { description: '课程。' }) courseId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
  @Field(() => [ID], { description: '专家，两位以上；已安排的可再写。' }) personIds!: string[];
}

@InputType('CriterionRatingInput', { description: '一个评审项目的得分。' })
export class CriterionRatingInput {
  @Field(() => String, { description: '评审项目的代码。' }) criterion!: string;
  @Field(() => DecimalScalar, { description: '得分，至多一位小数。' }) points!: string;
}

@InputType('RateCourseInput', { description: '提交课程评分，提交后不能再改。' })
export class RateCourseInput {
  @Field(() => ID, { description: '课程。' }) courseId!: string;
  @Field(() => [CriterionRatingInput], { description: '各项得分。' }) points!: CriterionRatingInput[];
  @Field(() => String, { description: '评语，最多 500 字。' }) comment!: string;
}

@InputType('DecideCourseInput', { description: '决定课程入选或退回。' })
export class DecideCourseInput {
  @Field(() => ID, { description: '课程。' }) courseId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
  @Field(() => Boolean, { description: '入选，或退回。' }) isAccepted!: boolean;
  @Field(() => String, { description: '理由，最多 500 字，报送者会看到。' }) reason!: string;
}

@InputType('OpenClassesInput', { description: '按项目规则生成期次和培训班。' })
export class OpenClassesInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => Int, { description: '预览时的期次数。' }) expectedPeriods!: number;
  @Field(() => Int, { description: '预览时的培训班数。' }) expectedClasses!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@ObjectType({ description: '课程办理的结果。' })
abstract class CoursePayload {
  @Field(() => CourseType, { nullable: true, description: '课程现在的样子。' }) course!: CourseType | null;
  @Extensions({ listSize: 10 })
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('courses.handIn')
@ObjectType('WriteCoursePayload', { simpleResolvers: true, description: '起草的结果。' })
export class WriteCoursePayload extends CoursePayload {}

@Allow('courses.handIn')
@ObjectType('RewriteCoursePayload', { simpleResolvers: true, description: '修改的结果。' })
export class RewriteCoursePayload extends CoursePayload {}

@Allow('courses.handIn')
@ObjectType('HandInCoursePayload', { simpleResolvers: true, description: '报送的结果。' })
export class HandInCoursePayload extends CoursePayload {}

@Allow('courses.organise')
@ObjectType('AssignCourseReviewersPayload', { simpleResolvers: true, description: '安排评审的结果。' })
export class AssignCourseReviewersPayload extends CoursePayload {}

@Allow('courses.review')
@ObjectType('RateCoursePayload', { simpleResolvers: true, description: '提交评分的结果。' })
export class RateCoursePayload extends CoursePayload {}

@Allow('courses.organise')
@ObjectType('DecideCoursePayload', { simpleResolvers: true, description: '决定的结果。' })
export class DecideCoursePayload extends CoursePayload {}

@Allow('courses.organise')
@ObjectType('OpenClassesPayload', { simpleResolvers: true, description: '开班的结果。' })
export class OpenClassesPayload {
  @Field(() => Int, { description: '生成的期次数。' }) periods!: number;
  @Field(() => Int, { description: '生成的培训班数。' }) classes!: number;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
