// Operations on rubrics.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { SubjectEnum, ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Subject } from '../../kernel/subjects.js';
import { formatTenths, parseTenths } from '../../kernel/tenths.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput, notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { RubricChangeService } from '../rubric-change.service.js';
import type { RubricRequest, RubricService } from '../rubric.service.js';
import type { RubricStore } from '../rubric.store.js';
import * as io from './rubric.type.js';
import { RubricType, type AssignmentType } from './submission.type.js';

@Resolver(() => RubricType)
export class RubricResolver {
  constructor(private readonly store: RubricStore, private readonly service: RubricService, private readonly changing: RubricChangeService) {}

  @Allow('assignments.read')
  @Query(() => io.RubricConnection, { description: '评分标准的最新各版，新的在前。The latest versions, the newest first.' })
  async rubrics(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('subject', () => SubjectEnum, { nullable: true, description: '只列此学科可用的。' }) subject: Subject | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RubricType>> {
    return this.store.page(caller.scope, subject ?? null, selectionOf(info, 'RubricConnection'), paging);
  }

  @Allow('assignments.read')
  @Query(() => RubricType, { nullable: true, description: '评分标准的一版。One version.' })
  async rubric(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RubricType> {
    const rubric = await this.store.byKey(caller.scope, keyOf('Rubric', id) ?? 0, selectionOf(info, 'Rubric'));
    if (!rubric) throw notFound();
    return rubric;
  }

  @Allow('assignments.read')
  @Query(() => io.AssignmentConnection, { description: '课程作业。Assignments of all courses.' })
  async assignments(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('subject', () => SubjectEnum, { nullable: true, description: '只列此学科的。' }) subject: Subject | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AssignmentType>> {
    return this.store.assignments(caller.scope, subject ?? null, selectionOf(info, 'AssignmentConnection'), paging);
  }

  @Allow('assignments.manageRubrics')
  @Query(() => io.RubricChangePreviewType, { description: '作业改用另一版会改变谁的得分。Whom a change would change.' })
  async rubricChangePreview(
    @Arg('assignmentId', () => ID, { description: '作业。' }) assignmentId: string,
    @Arg('rubricId', () => ID, { description: '改用的版本。' }) rubricId: string,
    @Ctx() { caller, language }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<io.RubricChangePreviewType> {
    const preview = await this.changing.preview(caller.scope, keyOf('Assignment', assignmentId) ?? 0, keyOf('Rubric', rubricId) ?? 0);
    const wanted = selectionOf(info, 'RubricChangePreview');
    const submissions = wanted.has('largest') ? await this.store.submissionsByKey(caller.scope, preview.largest.map(({ submissionId }) => submissionId), wanted.at('largest', 'submission')) : new Map();
    return {
      ...preview,
      largest: preview.largest.flatMap(({ submissionId, beforeTenths, afterTenths }) => (submissions.has(submissionId) ? [{ submission: submissions.get(submissionId), before: formatTenths(beforeTenths), after: formatTenths(afterTenths) }] : [])),
      refusals: refusalsIn(language, preview.refusals),
    };
  }

  @Allow('assignments.manageRubrics')
  @Query(() => io.RubricChangeConnection, { description: '评分标准的更新，新的在前。Changes of the own programmes, the newest first.' })
  async rubricChanges(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('assignmentId', () => ID, { nullable: true, description: '只列此作业的。' }) assignmentId: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.RubricChangeType>> {
    return this.store.changes(caller.scope, assignmentId == null ? null : (keyOf('Assignment', assignmentId) ?? 0), selectionOf(info, 'RubricChangeConnection'), paging);
  }

  @Allow('assignments.manageRubrics')
  @Mutation(() => io.CreateRubricPayload, { description: '新建评分标准。Makes a rubric.' })
  async createRubric(@Arg('input', () => io.CreateRubricInput, { description: '输入。' }) input: io.CreateRubricInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CreateRubricPayload> {
    const outcome = await this.service.create(context, requestOf(input), input.idempotencyKey ?? null);
    if (!outcome.ok) return { rubric: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { rubric: await this.store.byKey(context.caller.scope, outcome.value.id, selectionOf(info, 'CreateRubricPayload').at('rubric')), refusals: [] };
  }

  @Allow('assignments.manageRubrics')
  @Mutation(() => io.ReviseRubricPayload, { description: '修订评分标准：产生新的一版，作业仍用原版。Makes the next version; assignments keep theirs.' })
  async reviseRubric(@Arg('input', () => io.ReviseRubricInput, { description: '输入。' }) input: io.ReviseRubricInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ReviseRubricPayload> {
    const outcome = await this.service.revise(context, keyOf('Rubric', input.rubricId) ?? 0, input.expectedVersion, requestOf(input));
    if (!outcome.ok) return { rubric: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { rubric: await this.store.byKey(context.caller.scope, outcome.value.id, selectionOf(info, 'ReviseRubricPayload').at('rubric')), refusals: [] };
  }

  @Allow('assignments.manageRubrics')
  @Mutation(() => io.ApplyRubricPayload, { description: '作业改用另一版；已批阅的由服务器随后重算。Takes an assignment over; what was scored is scored anew.' })
  async applyRubric(@Arg('input', () => io.ApplyRubricInput, { description: '输入。' }) input: io.ApplyRubricInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ApplyRubricPayload> {
    const outcome = await this.changing.apply(context, { assignmentId: keyOf('Assignment', input.assignmentId) ?? 0, rubricId: keyOf('Rubric', input.rubricId) ?? 0, expectedRubricId: keyOf('Rubric', input.expectedRubricId) ?? 0, reason: input.reason });
    if (!outcome.ok) return { change: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { change: await this.store.changeByKey(context.caller.scope, outcome.value, selectionOf(info, 'ApplyRubricPayload').at('change')), refusals: [] };
  }

  @FieldResolver(() => [RubricType], { description: '各版，新的在前。All versions, the newest first.' })
  versions(@Root() { key }: RubricType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RubricType[]> {
    const selection = selectionOf(info, 'Rubric');
    return loaderOf<RubricType[]>(context, info, async (keys) => {
      const found = await this.store.versionsOf(context.caller.scope, keys, selection);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }
}

@Resolver(() => ViewerType)
export class ViewerRubricsResolver {
  @FieldResolver(() => Boolean, { description: '可否管理评分标准。' })
  viewerCanManageRubrics(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('assignments.manageRubrics'); }
}

function requestOf({ name, subject, criteria }: io.CreateRubricInput | io.ReviseRubricInput): RubricRequest {
  return {
    name, subject: subject ?? null,
    criteria: criteria.map((criterion, place) => ({
      key: criterion.key ?? null, name: criterion.name, description: criterion.description, maximumTenths: tenths(criterion.maximumPoints, `criteria.${place}.maximumPoints`),
      levels: criterion.levels.map((level, levelPlace) => ({ name: level.name, description: level.description, pointsTenths: tenths(level.points, `criteria.${place}.levels.${levelPlace}.points`) })),
    })),
  };
}

function tenths(text: string, field: string): number {
  const value = parseTenths(text);
  if (value === null) throw badInput('Points are a decimal with at most six digits before the point and one after it.', field);
  return value;
}
