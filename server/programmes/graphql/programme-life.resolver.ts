// Operations on the life of programmes.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Clock } from '../../platform/clock/clock.js';
import { Selection, selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeLifeReader } from '../programme-life.reader.js';
import type { ProgrammeLifeService } from '../programme-life.service.js';
import type { ProgrammePartsService } from '../programme-parts.service.js';
import type { ProgrammeReader } from '../programme-reader.js';
import * as io from './programme-life.input.js';
import { ProgrammeLifeType, ProgrammeReplyType, ProgrammeTaskType, ProgrammeTextType } from './programme-life.type.js';
import { ProgrammeType } from './programme.type.js';

@Resolver(() => ProgrammeType)
export class ProgrammeLifeResolver {
  constructor(private readonly programmes: ProgrammeReader, private readonly lives: ProgrammeLifeReader, private readonly clock: Clock) {}

  @Allow('programmes.read')
  @Query(() => ProgrammeType, { description: '一个项目；未发布的只有主办项目办及其领导小组可见。A programme; before it is published only its office and steering group see it.' })
  async programme(@Arg('id', () => ID, { description: '项目。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeType> {
    const found = await this.programmes.one(caller, keyOf('Programme', id) ?? 0, this.clock.today(), selectionOf(info, 'Programme'));
    if (found === null) throw notFound();
    return found;
  }

  @Allow('programmes.read')
  @Query(() => [ProgrammeTaskType], { description: '项目等待当前调用者办理的事，有期限的在前。What programmes ask of the caller today.' })
  async programmeTasks(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeTaskType[]> {
    const selection = selectionOf(info, 'ProgrammeTask');
    const seen = await this.programmes.all(caller, this.clock.today(), Selection.merge(selection.at('programme'), Selection.of('code')));
    return this.lives.tasks(caller, seen);
  }

  @FieldResolver(() => ProgrammeLifeType, { description: '进程、文稿、附件、联系人。Its life.' })
  async life(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeLifeType> {
    const selection = selectionOf(info, 'ProgrammeLife');
    return loaderOf<ProgrammeLifeType>(context, info, (keys) => this.lives.of(context.caller, keys, selection)).load(key);
  }

  @Extensions({ listSize: 3 })
  @FieldResolver(() => [ProgrammeType], { description: '同一系列其他年度的项目（JS-01）。The same project in other years.' })
  async sameSeries(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeType[]> {
    const selection = selectionOf(info, 'Programme');
    return loaderOf<ProgrammeType[]>(context, info, async (keys) => {
      const found = await this.programmes.sameSeries(context.caller, keys, this.clock.today(), selection);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  @FieldResolver(() => [ProgrammeTextType], { description: '各种文稿的历次版本，每种新的在前；教师只见通知。All versions of its texts.' })
  async textVersions(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeTextType[]> {
    return loaderOf<ProgrammeTextType[]>(context, info, (keys) => this.lives.textVersions(context.caller, keys)).load(key);
  }

  @Allow('programmes.replies')
  @FieldResolver(() => [ProgrammeReplyType], { description: '直接下级是否参加及其联系人：主办项目办见全部，直接下级见本级。What the offices directly below answered.' })
  async officeReplies(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeReplyType[]> {
    return loaderOf<ProgrammeReplyType[]>(context, info, (keys) => this.lives.replies(context.caller, keys)).load(key);
  }
}

@Resolver()
export class ProgrammeActsResolver {
  constructor(private readonly programmes: ProgrammeReader, private readonly lives: ProgrammeLifeService, private readonly parts: ProgrammePartsService, private readonly clock: Clock) {}

  @Allow('programmes.life')
  @Mutation(() => io.CreateProgrammePayload, { description: '起草一个项目，由本级主办。Begins a programme.' })
  async createProgramme(@Arg('input', () => io.CreateProgrammeInput, { description: '输入。' }) { code, name, year, previousProgrammeId, idempotencyKey }: io.CreateProgrammeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'CreateProgrammePayload', await this.lives.create(context, { code, name, year, previousProgrammeId: previousProgrammeId == null ? null : (keyOf('Programme', previousProgrammeId) ?? 0), idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('programmes.life')
  @Mutation(() => io.RenameProgrammePayload, { description: '主办项目办更改项目名称；提交审批以后不能更改。Renames it while it is drafted.' })
  async renameProgramme(@Arg('input', () => io.RenameProgrammeInput, { description: '输入。' }) { programmeId, name, expectedVersion, idempotencyKey }: io.RenameProgrammeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'RenameProgrammePayload', await this.lives.rename(context, { programmeId: programmeKey(programmeId), name, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('programmes.life')
  @Mutation(() => io.WriteProgrammeTextPayload, { description: '撰写需求分析、方案或通知（JS-09、JS-10）。Writes one of its texts.' })
  async writeProgrammeText(@Arg('input', () => io.WriteProgrammeTextInput, { description: '输入。' }) { programmeId, kind, text, expectedVersion, idempotencyKey }: io.WriteProgrammeTextInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'WriteProgrammeTextPayload', await this.lives.write(context, { programmeId: programmeKey(programmeId), kind, text, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('programmes.life')
  @Mutation(() => io.AdvanceProgrammePayload, { description: '主办项目办推进项目：提交审批、撤回、发布、开始、评估、归档、取消。Moves it on.' })
  async advanceProgramme(@Arg('input', () => io.AdvanceProgrammeInput, { description: '输入。' }) { programmeId, act, reason, joinUntil, expectedVersion, idempotencyKey }: io.AdvanceProgrammeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'AdvanceProgrammePayload', await this.lives.advance(context, { programmeId: programmeKey(programmeId), act, reason: reason ?? '', joinUntil: joinUntil ?? null, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('programmes.approve')
  @Mutation(() => io.DecideProgrammePayload, { description: '领导小组成员批准方案或退回修改（JS-09）；主办项目办自己不能。The steering group decides.' })
  async decideProgramme(@Arg('input', () => io.DecideProgrammeInput, { description: '输入。' }) { programmeId, isApproved, reason, expectedVersion, idempotencyKey }: io.DecideProgrammeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'DecideProgrammePayload', await this.lives.decide(context, { programmeId: programmeKey(programmeId), act: isApproved ? 'APPROVE' : 'RETURN', reason: reason ?? '', expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('programmes.replies')
  @Mutation(() => io.NameProgrammeContactsPayload, { description: '选定项目联系人；直接下级在规定期限内报送（SH24-05）。Names whom to call.' })
  async nameProgrammeContacts(@Arg('input', () => io.NameProgrammeContactsInput, { description: '输入。' }) { programmeId, contactIds }: io.NameProgrammeContactsInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'NameProgrammeContactsPayload', await this.parts.nameContacts(context, programmeKey(programmeId), contactIds.map((id) => keyOf('OfficeContact', id) ?? 0)));
  }

  @Allow('programmes.life')
  @Mutation(() => io.RemoveProgrammeFilePayload, { description: '撤下附件；记录保留。Takes a download out.' })
  async removeProgrammeFile(@Arg('input', () => io.RemoveProgrammeFileInput, { description: '输入。' }) { programmeId, number }: io.RemoveProgrammeFileInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'RemoveProgrammeFilePayload', await this.parts.removeFile(context, programmeKey(programmeId), number));
  }

  @Allow('programmes.reply')
  @Mutation(() => io.ReplyToProgrammePayload, { description: '直接下级确认是否参加，附本地实施方案；期限内可以更改（SD-10）。Joins or declines.' })
  async replyToProgramme(@Arg('input', () => io.ReplyToProgrammeInput, { description: '输入。' }) { programmeId, answer, plan, expectedVersion, idempotencyKey }: io.ReplyToProgrammeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammePayload> {
    return this.#answer(context, info, 'ReplyToProgrammePayload', await this.parts.reply(context, { programmeId: programmeKey(programmeId), answer, plan, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  async #answer(context: RequestContext, info: GraphQLResolveInfo, typeName: string, outcome: Outcome<{ programmeId: number }>): Promise<io.ProgrammePayload> {
    if (!outcome.ok) return { programme: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { programme: await this.programmes.one(context.caller, outcome.value.programmeId, this.clock.today(), selectionOf(info, typeName).at('programme')), refusals: [] };
  }
}

@Resolver(() => ViewerType)
export class ViewerProgrammesResolver {
  @FieldResolver(() => Boolean, { description: '可否起草本级主办的项目。' })
  viewerCanDraftProgrammes(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('programmes.life') && caller.viewingAs === null; }
}

function programmeKey(id: string): number { return keyOf('Programme', id) ?? 0; }
