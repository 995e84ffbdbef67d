// Reading courses and their intake.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { StageEnum, SubjectEnum } from '../../access/index.js';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { Stage, Subject } from '../../kernel/subjects.js';
import { formatTenths } from '../../kernel/tenths.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { CourseStateEnum, CourseType, courseReviewOn, type CourseReviewRules, type CourseState, type ProgrammeStore } from '../../programmes/index.js';
import { isAuthor, isOrganiser } from '../authors.js';
import { pointsTold, type CourseParties, type CourseStore, type ReadReview } from '../course.store.js';
import type { CourseReviewingService } from '../reviewing.service.js';
import { isOpenToAuthors } from '../rules/intake-states.js';
import { averageOf } from '../rules/ratings.js';
import * as io from './course.type.js';

@Resolver(() => CourseType)
export class CourseResolver {
  constructor(private readonly store: CourseStore, private readonly programmes: ProgrammeStore, private readonly reviewing: CourseReviewingService, private readonly clock: Clock) {}

  @Allow('courses.read')
  @Query(() => io.CourseConnection, { description: '课程，新的在前；未入选的只有报送者、主办项目办和评审专家可见。Courses, the newest first.' })
  async courses(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('programmeId', () => ID, { nullable: true, description: '所属项目。' }) programmeId: string | null,
    @Arg('subject', () => SubjectEnum, { nullable: true, description: '学科。' }) subject: Subject | null,
    @Arg('stage', () => StageEnum, { nullable: true, description: '学段。' }) stage: Stage | null,
    @Arg('state', () => CourseStateEnum, { nullable: true, description: '遴选状态。' }) state: CourseState | null,
    @Arg('search', () => String, { nullable: true, description: '课程名称或编号中的字，或名称的拼音、拼音首字母，从任何一个音节起。Part of its name or code, or how the name is read from one of its syllables on.' }) search: string | null,
    @Arg('isWaiting', () => Boolean, { nullable: true, description: '只列等本人办理的：待评、待安排、待决定、被退回的。Only what waits for the caller.' }) isWaiting: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<CourseType>> {
    const filter = { programmeId: programmeId == null ? null : (keyOf('Programme', programmeId) ?? 0), subject: subject ?? null, stage: stage ?? null, state: state ?? null, search: search?.trim() || null, waitingFor: isWaiting === true ? caller : null };
    return this.store.page(caller.scope, filter, selectionOf(info, 'CourseConnection'), paging);
  }

  @Allow('courses.read')
  @Query(() => CourseType, { nullable: true, description: '一门课程。One course.' })
  async course(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<CourseType> {
    const course = await this.store.byKey(caller.scope, keyOf('Course', id) ?? 0, selectionOf(info, 'Course'));
    if (!course) throw notFound();
    return course;
  }

  @Allow('courses.organise')
  @Extensions({ listSize: 50 })
  @Query(() => [io.CourseReviewerType], { description: '本项目的专家，可评审这门课程的在前。The programme’s experts, those who may review it first.' })
  async courseReviewers(@Arg('courseId', () => ID, { description: '课程。' }) courseId: string, @Ctx() context: RequestContext): Promise<io.CourseReviewerType[]> {
    const found = await this.reviewing.candidates(context, keyOf('Course', courseId) ?? 0);
    return found.map(({ personId, ...one }) => ({ ...one, personId: globalId('Person', personId) }));
  }

  @Allow('courses.read')
  @Extensions({ listSize: 12 })
  @FieldResolver(() => [io.CourseUnitType], { description: '单元环节，按先后。Its units in order.' })
  async units(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CourseUnitType[]> {
    return loaderOf(context, info, async (keys) => {
      const found = await this.store.unitsOf(context.caller.scope, keys);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  @Allow('courses.readIntake')
  @Extensions({ listSize: 6 })
  @FieldResolver(() => [io.CourseStepType], { description: '遴选的各步，按先后。The steps of its intake.' })
  async steps(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CourseStepType[]> {
    return loaderOf(context, info, async (keys) => {
      const found = await this.store.stepsOf(context.caller.scope, keys);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  @Allow('courses.readIntake')
  @Extensions({ listSize: 5 })
  @FieldResolver(() => [io.CourseCriterionType], { description: '评审项目，按项目现行规则；规则不设评审时为空列表。The criteria by which it is rated.' })
  async criteria(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CourseCriterionType[]> {
    const rules = await this.#rules(key, context, info);
    return (rules?.criteria ?? []).map(({ code, name, description, maximumTenths }) => ({ code, name: name[context.language], description: description[context.language], maximumPoints: formatTenths(maximumTenths) }));
  }

  @Allow('courses.readIntake')
  @Extensions({ listSize: 3 })
  @FieldResolver(() => [io.CourseRatingType], { description: '最近一次报送的评审，所见的。The ratings of the last time it was handed in, as far as the caller reads them.' })
  async ratings(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CourseRatingType[]> {
    const { caller } = context;
    return (await this.#reviews(key, context, info)).map((review) => ({
      expertName: caller.scope.kind === 'programmes' || caller.scope.kind === 'whole' || caller.officeId === review.organiserId ? review.expertName : null,
      isOwn: caller.personId === review.expertId, assignedAt: review.assignedAt, submittedAt: review.submittedAt, comment: review.comment,
      total: review.totalTenths === null ? null : formatTenths(review.totalTenths), points: pointsTold(review.points ?? []),
    }));
  }

  @Allow('courses.readIntake')
  @FieldResolver(() => io.CourseRatingSummaryType, { nullable: true, description: '评分汇总；没有评审或还不可见时为空。' })
  async rating(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CourseRatingSummaryType | null> {
    const reviews = await this.#reviews(key, context, info);
    const isComplete = reviews.length > 0 && reviews.every(({ isOpen }) => isOpen);
    // Of a rating that others still have to give, an expert is not told how many have.
    if (reviews.length === 0 || (!isComplete && context.caller.scope.kind === 'programmes')) return null;
    const totals = reviews.flatMap(({ totalTenths }) => (totalTenths === null ? [] : [totalTenths]));
    const average = isComplete ? averageOf(totals) : null;
    const maximum = (await this.#rules(key, context, info))?.criteria.reduce((sum, { maximumTenths }) => sum + maximumTenths, 0) ?? null;
    return { asked: reviews.length, submitted: totals.length, average: average === null ? null : formatTenths(average), maximum: maximum === null ? null : formatTenths(maximum) };
  }

  @Allow('courses.readIntake')
  @FieldResolver(() => Boolean, { description: '可否修改和报送。' })
  async viewerCanEdit(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const course = await this.#parties(key, context, info);
    return course !== null && context.caller.actions.has('courses.handIn') && isAuthor(context.caller, course) && isOpenToAuthors(course.state);
  }

  @Allow('courses.readIntake')
  @FieldResolver(() => Boolean, { description: '可否安排评审。' })
  async viewerCanAssign(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    return this.#organises(await this.#parties(key, context, info), context);
  }

  @Allow('courses.readIntake')
  @FieldResolver(() => Boolean, { description: '可否决定入选或退回。' })
  async viewerCanDecide(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    return this.#organises(await this.#parties(key, context, info), context);
  }

  @Allow('courses.readIntake')
  @FieldResolver(() => Boolean, { description: '是否等本人评分。' })
  async viewerCanReview(@Root() { key }: CourseType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    if (!context.caller.actions.has('courses.review')) return false;
    const [course, reviews] = await Promise.all([this.#parties(key, context, info), this.#reviews(key, context, info)]);
    return course?.state === 'IN_REVIEW' && reviews.some(({ expertId, submittedAt }) => expertId === context.caller.personId && submittedAt === null);
  }

  #organises(course: CourseParties | null, { caller }: RequestContext): boolean {
    return course !== null && caller.actions.has('courses.organise') && isOrganiser(caller, course) && (course.state === 'HANDED_IN' || course.state === 'IN_REVIEW');
  }

  async #parties(key: number, context: RequestContext, info: GraphQLResolveInfo): Promise<CourseParties | null> {
    return loaderOf<CourseParties | null>(context, { ...info, path: { ...info.path, key: 'parties' } }, async (keys) => {
      const found = await this.store.partiesOf(context.caller.scope, keys);
      return keys.map((one) => found.get(one) ?? null);
    }).load(key);
  }

  async #reviews(key: number, context: RequestContext, info: GraphQLResolveInfo): Promise<ReadReview[]> {
    return loaderOf<ReadReview[]>(context, { ...info, path: { ...info.path, key: 'reviews' } }, async (keys) => {
      const found = await this.store.reviewsOf(context.caller.scope, keys);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  async #rules(key: number, context: RequestContext, info: GraphQLResolveInfo): Promise<CourseReviewRules | null> {
    return loaderOf<CourseReviewRules | null>(context, { ...info, path: { ...info.path, key: 'rules' } }, async (keys) => {
      const courses = await this.store.partiesOf(context.caller.scope, keys);
      const documents = await this.programmes.rulesOf(context.caller.scope, [...new Set([...courses.values()].map(({ programmeId }) => programmeId))]);
      return keys.map((one) => courseReviewOn(documents.get(courses.get(one)?.programmeId ?? 0) ?? [], this.clock.today()));
    }).load(key);
  }
}
