// Saved comments: the bank, and keeping it.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver } from 'type-graphql';
import { SubjectEnum, ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Subject } from '../../kernel/subjects.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import { personOf, type RequestContext } from '../../platform/graphql/caller.js';
import { PagingArguments, refusalsIn, type RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { SavedCommentService } from '../saved-comment.service.js';
import type { SavedCommentStore } from '../saved-comment.store.js';
import * as io from './saved-comment.type.js';

@Resolver(() => io.SavedCommentType)
export class SavedCommentResolver {
  constructor(private readonly store: SavedCommentStore, private readonly service: SavedCommentService) {}

  @Allow('assignments.grade')
  @Query(() => io.SavedCommentConnection, { description: '常用评语：本人的和共享给该学科的，常用者在前。The comment bank, most used first.' })
  async savedComments(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('subject', () => SubjectEnum, { nullable: true, description: '连同共享给此学科的；缺省为仅本人的。' }) subject: Subject | null,
    @Arg('search', () => String, { nullable: true, description: '文字、拼音或拼音首字母，在评语的任何位置。Words, pinyin or its initials.' }) search: string | null,
    @Arg('isFavourite', () => Boolean, { nullable: true, description: '只列收藏的。' }) isFavourite: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.SavedCommentType>> {
    return this.store.page(caller.scope, personOf(caller), { subject: subject ?? null, search: search ?? null, isFavourite: isFavourite === true }, selectionOf(info, 'SavedCommentConnection'), paging);
  }

  @Allow('assignments.grade')
  @Mutation(() => io.CreateSavedCommentPayload, { description: '保存一条常用评语。Keeps a comment for use again.' })
  async createSavedComment(@Arg('input', () => io.CreateSavedCommentInput, { description: '输入。' }) input: io.CreateSavedCommentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.CreateSavedCommentPayload> {
    return this.#answer(context, info, 'CreateSavedCommentPayload', await this.service.create(context, input.text, input.subject ?? null, input.idempotencyKey ?? null));
  }

  @Allow('assignments.grade')
  @Mutation(() => io.ChangeSavedCommentPayload, { description: '修改本人的常用评语。Changes an own comment.' })
  async changeSavedComment(@Arg('input', () => io.ChangeSavedCommentInput, { description: '输入。' }) input: io.ChangeSavedCommentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ChangeSavedCommentPayload> {
    return this.#answer(context, info, 'ChangeSavedCommentPayload', await this.service.change(context, commentKey(input.savedCommentId), input.expectedVersion, input.text, input.subject ?? null));
  }

  @Allow('assignments.grade')
  @Mutation(() => io.RemoveSavedCommentPayload, { description: '删除本人的常用评语；已提交的批阅不变。Removes an own comment.' })
  async removeSavedComment(@Arg('input', () => io.RemoveSavedCommentInput, { description: '输入。' }) input: io.RemoveSavedCommentInput, @Ctx() context: RequestContext): Promise<io.RemoveSavedCommentPayload> {
    const outcome = await this.service.remove(context, commentKey(input.savedCommentId), input.expectedVersion);
    return { refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('assignments.grade')
  @Mutation(() => io.FavourSavedCommentPayload, { description: '收藏常用评语（至多 9 条），或取消收藏。Makes it a favourite, or no longer.' })
  async favourSavedComment(@Arg('input', () => io.FavourSavedCommentInput, { description: '输入。' }) input: io.FavourSavedCommentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.FavourSavedCommentPayload> {
    return this.#answer(context, info, 'FavourSavedCommentPayload', await this.service.favour(context, commentKey(input.savedCommentId), input.isFavourite));
  }

  async #answer(context: RequestContext, info: GraphQLResolveInfo, payload: string, outcome: Outcome<number>): Promise<{ savedComment: io.SavedCommentType | null; refusals: RefusalType[] }> {
    if (!outcome.ok) return { savedComment: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { savedComment: await this.store.byKey(context.caller.scope, outcome.value, selectionOf(info, payload).at('savedComment')), refusals: [] };
  }
}

@Resolver(() => ViewerType)
export class ViewerSavedCommentsResolver {
  @FieldResolver(() => Boolean, { description: '可否按学科共享常用评语。' })
  viewerCanShareComments(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('assignments.shareComments'); }
}

function commentKey(id: string): number {
  return keyOf('SavedComment', id) ?? 0;
}
