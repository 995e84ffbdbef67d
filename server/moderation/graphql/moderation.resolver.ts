// Operations on second marking, agreement figures and anchor papers.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import type { ScoreSheet, SubmissionStore } from '../../assignments/index.js';
import { keyOf } from '../../kernel/ids.js';
import { parseTenths } from '../../kernel/tenths.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import { personOf, type RequestContext } from '../../platform/graphql/caller.js';
import { badInput, notFound } from '../../platform/graphql/errors.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { AnchorService } from '../anchor.service.js';
import type { DisputeService } from '../dispute.service.js';
import type { ModerationStore } from '../moderation.store.js';
import type { SecondMarkingState } from '../rules/agreement.js';
import type { SecondMarkingSettings } from '../settings.service.js';
import * as io from './moderation.input.js';
import * as types from './moderation.type.js';

const daysMaximum = 366;

@Resolver()
export class ModerationResolver {
  constructor(private readonly store: ModerationStore, private readonly submissions: SubmissionStore, private readonly settings: SecondMarkingSettings, private readonly disputes: DisputeService, private readonly anchors: AnchorService) {}

  @Allow('moderation.read')
  @Query(() => types.SecondMarkingConnection, { description: '复评：双方都已提交的，新的在前。Second markings of which both reviews are in, the newest first.' })
  async secondMarkings(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('state', () => types.SecondMarkingStateEnum, { nullable: true, description: '只列此状态的。' }) state: SecondMarkingState | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<types.SecondMarkingType>> {
    return this.store.secondMarkings(caller.scope, state ?? null, selectionOf(info, 'SecondMarkingConnection'), paging);
  }

  @Allow('moderation.read')
  @Query(() => types.SecondMarkingType, { nullable: true, description: '一次复评。One second marking.' })
  async secondMarking(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<types.SecondMarkingType> {
    const found = await this.store.secondMarkingByKey(caller.scope, keyOf('SecondMarking', id) ?? 0, selectionOf(info, 'SecondMarking'));
    if (!found) throw notFound();
    return found;
  }

  @Allow('moderation.configure')
  @Query(() => [types.SecondMarkingSettingType], { description: '复评设置。Settings of the own programmes.' })
  async secondMarkingSettings(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<types.SecondMarkingSettingType[]> {
    return this.store.settings(caller.scope, selectionOf(info, 'SecondMarkingSetting'));
  }

  @Allow('moderation.read')
  @Query(() => [types.AgreementFiguresType], { description: '一致性指标：本人的；总辅导员见本项目各位辅导员的。One\'s own; to a chief tutor those of the programme.' })
  async agreementFigures(@Arg('days', () => Int, { nullable: true, description: '最近多少天（1–366），缺省 90。' }) days: number | null, @Ctx() { caller }: RequestContext): Promise<types.AgreementFiguresType[]> {
    const wanted = days ?? 90;
    if (wanted < 1 || wanted > daysMaximum) throw badInput(`Days are between 1 and ${daysMaximum}.`, 'days');
    return this.store.figures(caller.scope, personOf(caller), wanted);
  }

  @Allow('moderation.read')
  @Query(() => [types.AnchorPaperType], { description: '标杆卷，分高的在前。Anchor papers, the best first.' })
  async anchorPapers(@Arg('assignmentId', () => ID, { nullable: true, description: '只列此作业的。' }) assignmentId: string | null, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<types.AnchorPaperType[]> {
    return this.store.anchors(caller.scope, assignmentId == null ? null : (keyOf('Assignment', assignmentId) ?? 0), selectionOf(info, 'AnchorPaper'));
  }

  @Allow('moderation.configure')
  @Mutation(() => io.SetSecondMarkingPayload, { description: '设置复评；对此后提交的批阅生效。For reviews that are submitted from here on.' })
  async setSecondMarking(@Arg('input', () => io.SetSecondMarkingInput, { description: '输入。' }) input: io.SetSecondMarkingInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.SetSecondMarkingPayload> {
    const outcome = await this.settings.set(context, {
      assignmentId: keyOf('Assignment', input.assignmentId) ?? 0, classId: input.classId == null ? null : (keyOf('TrainingClass', input.classId) ?? 0), expectedVersion: input.expectedVersion,
      samplePercent: input.samplePercent, newTutorReviews: input.newTutorReviews, newTutorDays: input.newTutorDays, toleranceTenths: tenths(input.tolerance, 'tolerance'),
      borders: input.borders.map(({ from, to }, place) => ({ fromTenths: tenths(from, `borders.${place}.from`), toTenths: tenths(to, `borders.${place}.to`) })),
    });
    if (!outcome.ok) return { setting: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { setting: await this.store.settingByKey(context.caller.scope, outcome.value, selectionOf(info, 'SetSecondMarkingPayload').at('setting')), refusals: [] };
  }

  @Allow('moderation.decide')
  @Mutation(() => io.DecideDisputePayload, { description: '裁定复评分歧。Decides where two reviews lie too far apart.' })
  async decideDispute(@Arg('input', () => io.DecideDisputeInput, { description: '输入。' }) input: io.DecideDisputeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.DecideDisputePayload> {
    const submissionId = keyOf('Submission', input.submissionId) ?? 0;
    const outcome = await this.disputes.decide(context, {
      ...sheetOf(input.criterionPoints, input.points ?? null), submissionId, expectedVersion: input.expectedVersion, given: input.given.map(({ side, annotation }) => ({ side, annotation: annotation ?? null })),
      comment: input.comment, reason: input.reason, isExcellent: input.isExcellent, idempotencyKey: input.idempotencyKey ?? null,
    });
    return { submission: await this.submissions.byKey(context.caller.scope, submissionId, selectionOf(info, 'DecideDisputePayload').at('submission')), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('moderation.decide')
  @Mutation(() => io.WaiveSecondMarkingPayload, { description: '免复评：没有另一位辅导员等情形，以首评为准。The first review stands alone.' })
  async waiveSecondMarking(@Arg('input', () => io.WaiveSecondMarkingInput, { description: '输入。' }) input: io.WaiveSecondMarkingInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.WaiveSecondMarkingPayload> {
    const submissionId = keyOf('Submission', input.submissionId) ?? 0;
    const outcome = await this.disputes.waive(context, submissionId, input.expectedVersion, input.reason);
    return { submission: await this.submissions.byKey(context.caller.scope, submissionId, selectionOf(info, 'WaiveSecondMarkingPayload').at('submission')), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('moderation.keepAnchors')
  @Mutation(() => io.MarkAnchorPayload, { description: '把一份作业设为标杆卷。Marks a submission as an anchor paper.' })
  async markAnchor(@Arg('input', () => io.MarkAnchorInput, { description: '输入。' }) input: io.MarkAnchorInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.MarkAnchorPayload> {
    const outcome = await this.anchors.mark(context, { ...sheetOf(input.criterionPoints, null), submissionId: keyOf('Submission', input.submissionId) ?? 0, title: input.title, comment: input.comment, criterionComments: input.criterionPoints });
    if (!outcome.ok) return { anchor: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { anchor: await this.store.anchorByKey(context.caller.scope, outcome.value, selectionOf(info, 'MarkAnchorPayload').at('anchor')), refusals: [] };
  }

  @Allow('moderation.keepAnchors')
  @Mutation(() => io.RemoveAnchorPayload, { description: '取消标杆卷。Takes an anchor paper out of use.' })
  async removeAnchor(@Arg('input', () => io.RemoveAnchorInput, { description: '输入。' }) input: io.RemoveAnchorInput, @Ctx() context: RequestContext): Promise<io.RemoveAnchorPayload> {
    const outcome = await this.anchors.remove(context, keyOf('AnchorPaper', input.anchorId) ?? 0);
    return { refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('moderation.read')
  @Mutation(() => io.CalibratePayload, { description: '试评标杆卷，看与定分的差异。Scores an anchor paper for practice.' })
  async calibrate(@Arg('input', () => io.CalibrateInput, { description: '输入。' }) input: io.CalibrateInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CalibratePayload> {
    const key = keyOf('AnchorPaper', input.anchorId) ?? 0;
    const outcome = await this.anchors.calibrate(context, key, sheetOf(input.criterionPoints, null));
    return { anchor: await this.store.anchorByKey(context.caller.scope, key, selectionOf(info, 'CalibratePayload').at('anchor')), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }
}

@Resolver(() => ViewerType)
export class ViewerModerationResolver {
  @FieldResolver(() => Boolean, { description: '可否查看复评与一致性。' })
  viewerCanReadModeration(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('moderation.read'); }

  @FieldResolver(() => Boolean, { description: '可否设置复评。' })
  viewerCanConfigureModeration(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('moderation.configure'); }

  @FieldResolver(() => Boolean, { description: '可否裁定复评分歧。' })
  viewerCanDecideDisputes(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('moderation.decide'); }

  @FieldResolver(() => Boolean, { description: '可否设定标杆卷。' })
  viewerCanKeepAnchors(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('moderation.keepAnchors'); }
}

function sheetOf(criterionPoints: readonly { criterion: string; points: string }[], points: string | null): ScoreSheet {
  return { pointsTenths: points === null ? null : tenths(points, 'points'), criterionPoints: criterionPoints.map((one, place) => ({ criterion: one.criterion, pointsTenths: tenths(one.points, `criterionPoints.${place}.points`) })) };
}

function tenths(text: string, field: string): number {
  const value = parseTenths(text);
  if (value === null) throw badInput('Points are a decimal with at most six digits before the point and one after it.', field);
  return value;
}
