// Assignments, submissions and reviews as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PersonType, SubjectEnum } from '../../access/index.js';
import { EnrolmentType } from '../../enrolment/index.js';
import type { Subject } from '../../kernel/subjects.js';
import { OfficeType } from '../../offices/index.js';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { CourseType, TrainingClassType } from '../../programmes/index.js';
import type { SubmissionFlagType } from './queue.type.js';
import { submissionStates, type SubmissionState } from '../rules/submission-states.js';

export const SubmissionStateEnum = Object.fromEntries(submissionStates.map((state) => [state, state])) as Record<SubmissionState, SubmissionState>;
registerEnumType(SubmissionStateEnum, { name: 'SubmissionState', description: '作业状态。', valuesConfig: { SUBMITTED: { description: '已提交，待批阅。' }, SCORED: { description: '已批阅，未发布。' }, SECOND_MARKING: { description: '复评中：已抽中，由另一位辅导员独立批阅，或待裁定。Marked a second time, or waiting for a decision; the learner is told SCORED.' }, AGREED: { description: '已定分，未发布。Agreed; the learner is told SCORED.' }, RELEASED: { description: '已发布。' }, APPEALED: { description: '学员已申诉，待答复；原分数仍有效。Appealed; the score stands until the answer.' }, REVISED: { description: '申诉后已改分。Revised by an appeal.' }, RETURNED: { description: '已退回修改。' } } });

@Allow('assignments.read')
@ObjectType('CriterionLevel', { simpleResolvers: true, description: '评分项的等级。' })
export class CriterionLevelType {
  @Field(() => String, { description: '等级名称。' }) name!: string;
  @Field(() => String, { description: '说明。' }) description!: string;
  @Field(() => DecimalScalar, { description: '分值。' }) points!: string;
}

@Allow('assignments.read')
@ObjectType('Criterion', { simpleResolvers: true, description: '评分项。' })
export class CriterionType {
  @Field(() => String, { description: '评分项的键。' }) key!: string;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => String, { description: '说明。' }) description!: string;
  @Field(() => DecimalScalar, { description: '满分。' }) maximumPoints!: string;
  @Field(() => [CriterionLevelType], { description: '等级，由高到低。Best first.' }) levels!: CriterionLevelType[];
}

@Allow('assignments.read')
@ObjectType('Rubric', { implements: NodeType, simpleResolvers: true, description: '评分标准的一版；一版不再改变。One version of a rubric, which never changes.' })
export class RubricType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => SubjectEnum, { nullable: true, description: '学科；空为各学科通用。Null: for every subject.' }) subject!: Subject | null;
  @Field(() => Int, { description: '版本。' }) version!: number;
  @Field(() => Boolean, { description: '是否最新一版。' }) isLatest!: boolean;
  @Field(() => DecimalScalar, { description: '各项满分之和。' }) totalPoints!: string;
  @Field(() => String, { nullable: true, description: '制定人。' }) madeByName!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '制定时间。' }) madeAt!: string | null;
  @Field(() => Int, { description: '有多少份作业在用这一版。' }) assignmentCount!: number;
  versions!: RubricType[];
  @Field(() => [CriterionType], { description: '各评分项。' }) criteria!: CriterionType[];
}

@Allow('assignments.read')
@ObjectType('Assignment', { implements: NodeType, simpleResolvers: true, description: '课程作业。' })
export class AssignmentType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '题目。' }) title!: string;
  @Field(() => String, { description: '要求。' }) prompt!: string;
  @Field(() => CourseType, { description: '课程。' }) course!: CourseType;
  @Field(() => DecimalScalar, { description: '满分。' }) maximumPoints!: string;
  @Field(() => Boolean, { description: '批阅后立即发布给学员。' }) releaseOnSubmit!: boolean;
  @Field(() => Boolean, { description: '匿名批阅：发布前不向批阅人显示学员。Graded without knowing whose it is.' }) isAnonymous!: boolean;
  @Field(() => Boolean, { description: '分配时除本校外也回避本县（区）。Nobody is allocated work from the own county.' }) excludesOwnCounty!: boolean;
  @Field(() => RubricType, { description: '评分标准。' }) rubric!: RubricType;
}

@Allow('assignments.read')
@ObjectType('CriterionPoints', { simpleResolvers: true, description: '一个评分项的得分。' })
export class CriterionPointsType {
  @Field(() => String, { description: '评分项的键。' }) criterion!: string;
  @Field(() => DecimalScalar, { description: '得分，已减去批注的扣分。The points that count.' }) points!: string;
  @Field(() => DecimalScalar, { description: '批注扣分之前所给的分。' }) beforeDeductions!: string;
}

@Allow('assignments.read')
@ObjectType('Annotation', { simpleResolvers: true, description: '批注：对正文一段文字的评语，可以扣分。A comment on a span of the text.' })
export class AnnotationType {
  @Field(() => Int, { description: '起始位置，按 UTF-16 码元计，从 0 开始。In UTF-16 code units.' }) start!: number;
  @Field(() => Int, { description: '结束位置（不含）。' }) end!: number;
  @Field(() => String, { description: '所引的文字。' }) quote!: string;
  @Field(() => String, { description: '评语。' }) comment!: string;
  @Field(() => String, { nullable: true, description: '对应的评分项的键。' }) criterion!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: '从该评分项中扣去的分。' }) deduction!: string | null;
}

@Allow('assignments.read')
@ObjectType('Review', { implements: NodeType, simpleResolvers: true, description: '批阅。学员只在发布后看到。A learner sees it only when released.' })
export class ReviewType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => DecimalScalar, { description: '得分。' }) points!: string;
  @Field(() => [CriterionPointsType], { description: '各评分项得分；直接给总分时为空。' }) criterionPoints!: CriterionPointsType[];
  @Field(() => [AnnotationType], { description: '批注，按正文的先后。' }) annotations!: AnnotationType[];
  @Field(() => String, { description: '评语。' }) comment!: string;
  @Field(() => String, { description: '批阅人。' }) tutorName!: string;
  @Field(() => DateTimeScalar, { description: '批阅时间。' }) submittedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '发布时间。' }) releasedAt!: string | null;
  @Field(() => Boolean, { description: '是否评为优秀作业。' }) isExcellent!: boolean;
}

@Allow('assignments.grade')
@ObjectType('ReviewDraft', { simpleResolvers: true, description: '批阅草稿，仅本人可见。The tutor\'s own draft.' })
export class ReviewDraftType {
  @Field(() => Int, { description: '草稿版本。' }) version!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '总分。' }) points!: string | null;
  @Field(() => [CriterionPointsType], { description: '各评分项得分。' }) criterionPoints!: CriterionPointsType[];
  @Field(() => [AnnotationType], { description: '批注，按正文的先后。' }) annotations!: AnnotationType[];
  @Field(() => String, { description: '评语。' }) comment!: string;
  @Field(() => Boolean, { description: '拟评为优秀作业。' }) isExcellent!: boolean;
  @Field(() => DateTimeScalar, { description: '保存时间。' }) savedAt!: string;
}

@Allow('assignments.queue')
@ObjectType('Lease', { simpleResolvers: true, description: '领取：谁正在批阅。Who has it open now.' })
export class LeaseType {
  @Field(() => String, { description: '领取人。' }) holderName!: string;
  @Field(() => DateTimeScalar, { description: '有效至。' }) until!: string;
  @Field(() => Boolean, { description: '是否本人。' }) isMine!: boolean;
  @Field(() => Boolean, { description: '预取：尚未开始批阅。Fetched ahead.' }) isAhead!: boolean;
}

@Allow('assignments.opinions')
@ObjectType('Opinion', { implements: NodeType, simpleResolvers: true, description: '专家意见。An expert\'s opinion.' })
export class OpinionType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '专家。' }) expertName!: string;
  @Field(() => String, { description: '意见。' }) text!: string;
  @Field(() => DateTimeScalar, { description: '时间。' }) givenAt!: string;
}

@Allow('assignments.read')
@ObjectType('SubmissionEvent', { simpleResolvers: true, description: '状态变化的记录：谁、何时、为何。' })
export class SubmissionEventType {
  @Field(() => SubmissionStateEnum, { nullable: true, description: '原状态。' }) from!: SubmissionState | null;
  @Field(() => SubmissionStateEnum, { description: '新状态。' }) to!: SubmissionState;
  @Field(() => String, { description: '何人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '何时。' }) at!: string;
  @Field(() => String, { nullable: true, description: '原因。' }) reason!: string | null;
}

@Allow('assignments.read')
@ObjectType('Submission', { implements: NodeType, simpleResolvers: true, description: '提交的作业（一次提交）。One attempt at an assignment.' })
export class SubmissionType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => AssignmentType, { description: '作业。' }) assignment!: AssignmentType;
  @Field(() => EnrolmentType, { nullable: true, description: '报名；匿名作业在发布前对批阅人为空。' }) enrolment!: EnrolmentType | null;
  @Field(() => PersonType, { nullable: true, description: '学员；匿名作业在发布前对批阅人为空。Null to graders while anonymous.' }) learner!: PersonType | null;
  @Field(() => Int, { nullable: true, description: '匿名时学员的编号，班内同一作业中不变；不匿名时为空。' }) learnerNumber!: number | null;
  @Field(() => OfficeType, { nullable: true, description: '学校；匿名作业在发布前对批阅人为空。' }) school!: OfficeType | null;
  @Field(() => OfficeType, { nullable: true, description: '县（区）；匿名时为空。' }) county!: OfficeType | null;
  @Field(() => OfficeType, { nullable: true, description: '市；省直管县为空，匿名时为空。' }) city!: OfficeType | null;
  @Field(() => TrainingClassType, { description: '培训班。' }) class!: TrainingClassType;
  @Field(() => Int, { description: '第几次提交。' }) attempt!: number;
  @Field(() => String, { description: '正文。' }) text!: string;
  @Field(() => Int, { description: '字数（不含空白）。Characters without white space.' }) characterCount!: number;
  @Field(() => SubmissionStateEnum, { description: '状态。' }) state!: SubmissionState;
  @Field(() => DateTimeScalar, { description: '提交时间。' }) submittedAt!: string;
  @Field(() => Int, { description: '版本，写入时须带上。State it with every write.' }) version!: number;
  @Allow('assignments.queue')
  @Field(() => String, { nullable: true, description: '分配给哪位辅导员批阅；空为未分配。Whose it is to review.' }) allocatedToName!: string | null;
  @Allow('assignments.queue')
  @Field(() => Boolean, { description: '是否分配给本人。' }) isAllocatedToViewer!: boolean;
  @Field(() => String, { nullable: true, description: '退回修改的原因。' }) returnReason!: string | null;
  @Field(() => [AnnotationType], { description: '退回时的批注，学员据此修改；不扣分。' }) returnAnnotations!: AnnotationType[];
  @Field(() => ReviewType, { nullable: true, description: '最近一次批阅（学员仅见已发布的）。' }) review!: ReviewType | null;
  @Field(() => LeaseType, { nullable: true, description: '谁正在批阅。' }) lease!: LeaseType | null;
  @Field(() => ReviewDraftType, { nullable: true, description: '本人的批阅草稿。' }) draft!: ReviewDraftType | null;
  @Field(() => Boolean, { description: '学员上次查看以后才退回或发布。It came back after the learner last looked.' }) isNews!: boolean;
  @Field(() => Boolean, { description: '待本人复评：另一位辅导员已批阅，互不可见。To be marked a second time by the caller, blind.' }) isSecondMarking!: boolean;
  opinions!: OpinionType[];
  flags!: SubmissionFlagType[];
  history!: SubmissionEventType[];
  attempts!: SubmissionType[];
  viewerCanGrade!: boolean;
  viewerCanRelease!: boolean;
  viewerCanHandIn!: boolean;
  viewerCanGiveOpinion!: boolean;
}

export const { Connection: SubmissionConnection } = connectionOf('Submission', '作业', 'assignments.queue', () => SubmissionType);

@Allow('assignments.queue')
@ObjectType('GradingProgress', { simpleResolvers: true, description: '批阅进度。' })
export class GradingProgressType {
  @Field(() => Int, { description: '已批阅。' }) done!: number;
  @Field(() => Int, { description: '待批阅。' }) left!: number;
  @Field(() => Int, { nullable: true, description: '每份用时的中位数（秒）。Median seconds an item.' }) medianSeconds!: number | null;
  deadline!: string | null;
  /** The periods of what is left. */
  periodIds!: number[];
}
