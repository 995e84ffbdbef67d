// Writing, handing in, reviewing and deciding courses, and opening classes of the accepted ones.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import { parseTenths } from '../../kernel/tenths.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput } from '../../platform/graphql/errors.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { CourseContent, CourseType } from '../../programmes/index.js';
import { isAdministrator } from '../authors.js';
import type { CourseStore } from '../course.store.js';
import type { ClassOpeningService } from '../opening.service.js';
import type { CourseReviewingService } from '../reviewing.service.js';
import type { CourseWritingService } from '../writing.service.js';
import * as io from './course.input.js';
import { ClassOpeningType } from './course.type.js';

const courseKey = (id: string): number => keyOf('Course', id) ?? 0;

@Resolver()
export class CourseActsResolver {
  constructor(private readonly store: CourseStore, private readonly writing: CourseWritingService, private readonly reviewing: CourseReviewingService, private readonly opening: ClassOpeningService) {}

  @Allow('courses.handIn')
  @Mutation(() => io.WriteCoursePayload, { description: '起草一门课程，以本机构或所联系的培训机构的名义。Writes a course.' })
  async writeCourse(@Arg('input', () => io.WriteCourseInput, { description: '输入。' }) input: io.WriteCourseInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.WriteCoursePayload> {
    const bodyId = input.bodyId == null ? null : (keyOf('TrainingBody', input.bodyId) ?? 0);
    return this.#answer(context, info, 'WriteCoursePayload', await this.writing.write(context, { programmeId: keyOf('Programme', input.programmeId) ?? 0, bodyId, content: contentOf(input), idempotencyKey: input.idempotencyKey ?? null }), null);
  }

  @Allow('courses.handIn')
  @Mutation(() => io.RewriteCoursePayload, { description: '修改草稿或退回的课程。Changes a draft or what came back.' })
  async rewriteCourse(@Arg('input', () => io.RewriteCourseInput, { description: '输入。' }) input: io.RewriteCourseInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.RewriteCoursePayload> {
    const courseId = courseKey(input.courseId);
    return this.#answer(context, info, 'RewriteCoursePayload', await this.writing.rewrite(context, { courseId, expectedVersion: input.expectedVersion, content: contentOf(input) }), courseId);
  }

  @Allow('courses.handIn')
  @Mutation(() => io.HandInCoursePayload, { description: '报送课程，等待评审。Hands a course in.' })
  async handInCourse(@Arg('input', () => io.HandInCourseInput, { description: '输入。' }) input: io.HandInCourseInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.HandInCoursePayload> {
    const courseId = courseKey(input.courseId);
    return this.#answer(context, info, 'HandInCoursePayload', await this.writing.handIn(context, { courseId, expectedVersion: input.expectedVersion, note: input.note ?? null }), courseId);
  }

  @Allow('courses.organise')
  @Mutation(() => io.AssignCourseReviewersPayload, { description: '安排专家评审；专家不评本机构的课程。Asks experts to review a course.' })
  async assignCourseReviewers(@Arg('input', () => io.AssignCourseReviewersInput, { description: '输入。' }) input: io.AssignCourseReviewersInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.AssignCourseReviewersPayload> {
    const courseId = courseKey(input.courseId);
    return this.#answer(context, info, 'AssignCourseReviewersPayload', await this.reviewing.assign(context, { courseId, expectedVersion: input.expectedVersion, personIds: input.personIds.map((id) => keyOf('Person', id) ?? 0) }), courseId);
  }

  @Allow('courses.review')
  @Mutation(() => io.RateCoursePayload, { description: '专家按评审项目给课程评分；交齐以前互不可见。An expert rates a course.' })
  async rateCourse(@Arg('input', () => io.RateCourseInput, { description: '输入。' }) input: io.RateCourseInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.RateCoursePayload> {
    const courseId = courseKey(input.courseId);
    const points = input.points.map(({ criterion, points: given }, place) => ({ criterion, pointsTenths: parseTenths(given) ?? tooFine(`input.points.${place}.points`) }));
    return this.#answer(context, info, 'RateCoursePayload', await this.reviewing.rate(context, { courseId, points, comment: input.comment }), courseId);
  }

  @Allow('courses.organise')
  @Mutation(() => io.DecideCoursePayload, { description: '主办项目办决定课程入选或退回，写明理由。Accepts a course or returns it.' })
  async decideCourse(@Arg('input', () => io.DecideCourseInput, { description: '输入。' }) input: io.DecideCourseInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.DecideCoursePayload> {
    const courseId = courseKey(input.courseId);
    return this.#answer(context, info, 'DecideCoursePayload', await this.reviewing.decide(context, { courseId, expectedVersion: input.expectedVersion, isAccepted: input.isAccepted, reason: input.reason }), courseId);
  }

  @Allow('courses.organise')
  @Query(() => ClassOpeningType, { nullable: true, description: '按项目规则将要生成的期次和培训班；规则不按课程和期次开班时为空。What opening classes would make.' })
  async classOpening(@Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string, @Ctx() context: RequestContext): Promise<ClassOpeningType | null> {
    const opening = await this.opening.preview(context, keyOf('Programme', programmeId) ?? 0);
    return opening === null ? null : { ...opening, periodsToMake: opening.periodsToMake.length };
  }

  @Allow('courses.organise')
  @Mutation(() => io.OpenClassesPayload, { description: '按项目规则生成期次，并为每门入选课程在未开始的各期开班；已有的不变。Makes the periods and classes that the rules ask for.' })
  async openClasses(@Arg('input', () => io.OpenClassesInput, { description: '输入。' }) input: io.OpenClassesInput, @Ctx() context: RequestContext): Promise<io.OpenClassesPayload> {
    const outcome = await this.opening.open(context, { programmeId: keyOf('Programme', input.programmeId) ?? 0, expectedPeriods: input.expectedPeriods, expectedClasses: input.expectedClasses, idempotencyKey: input.idempotencyKey ?? null });
    return outcome.ok ? { ...outcome.value, refusals: [] } : { periods: 0, classes: 0, refusals: refusalsIn(context.language, outcome.refusals) };
  }

  /** Whoever was too late is told how it stands now. */
  async #answer(context: RequestContext, info: GraphQLResolveInfo, typeName: string, outcome: Outcome<{ courseId: number }>, known: number | null): Promise<{ course: CourseType | null; refusals: ReturnType<typeof refusalsIn> }> {
    const key = outcome.ok ? outcome.value.courseId : known;
    const course = key === null ? null : await this.store.byKey(context.caller.scope, key, selectionOf(info, typeName).at('course'));
    return { course, refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }
}

@Resolver(() => ViewerType)
export class ViewerCoursesResolver {
  constructor(private readonly store: CourseStore) {}

  @FieldResolver(() => Boolean, { description: '可否查看课程遴选。' })
  viewerCanReadIntake(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('courses.readIntake'); }

  @FieldResolver(() => Boolean, { description: '可否以本机构的名义报送课程。' })
  viewerCanHandInCourses(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('courses.handIn') && isAdministrator(caller) && caller.viewingAs === null; }

  @FieldResolver(() => [ID], { description: '本人所联系的培训机构。The training bodies for which the viewer acts.' })
  async trainingBodyIds(@Ctx() { caller }: RequestContext): Promise<string[]> {
    if (caller.personId === null || !caller.actions.has('courses.handIn')) return [];
    return (await this.store.bodiesOf(caller.scope, caller.personId)).map(({ id }) => globalId('TrainingBody', id));
  }

  @FieldResolver(() => Boolean, { description: '可否评审课程。' })
  viewerCanReviewCourses(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('courses.review'); }

  @FieldResolver(() => Boolean, { description: '可否安排课程评审和开班（主办的项目）。' })
  viewerCanOrganiseCourses(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('courses.organise'); }

  @FieldResolver(() => Boolean, { description: '可否登记培训机构。' })
  viewerCanKeepTrainingBodies(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('courses.keepBodies'); }
}

function contentOf({ name, subject, stage, hours, description, units }: io.CourseContentInput): CourseContent {
  return {
    name, subject, stage, description, hoursTenths: parseTenths(hours) ?? tooFine('input.hours'),
    units: units.map(({ title, kind, minutes, isRequired, requiredMinutes, requiredPosts, requiredViews }) => ({ title, kind, minutes, isRequired, requiredMinutes: requiredMinutes ?? null, requiredPosts: requiredPosts ?? null, requiredViews: requiredViews ?? null })),
  };
}

function tooFine(field: string): never {
  throw badInput('At most one decimal.', field);
}
