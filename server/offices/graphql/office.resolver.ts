// Operations on offices.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { OfficeLevel } from '../rules/office-levels.js';
import type { OfficeStore } from '../office.store.js';
import { OfficeConnection, OfficeLevelEnum, OfficeType } from './office.type.js';

@Resolver(() => OfficeType)
export class OfficeResolver {
  constructor(private readonly store: OfficeStore) {}

  @Allow('offices.browse')
  @Query(() => OfficeConnection, { description: '项目办列表：给出上级则列其直接下级，否则从所见的最上级起；带关键词时在其下全部查找。Offices below a parent, or found by a search.' })
  async offices(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('parentId', () => ID, { nullable: true, description: '上级项目办。' }) parentId: string | null,
    @Arg('level', () => OfficeLevelEnum, { nullable: true, description: '只列此层级。' }) level: OfficeLevel | null,
    @Arg('search', () => String, { nullable: true, description: '名称中的字、其拼音或首字母，或代码的开头；找到的先列上级。Part of the name, its pinyin or initials, or the beginning of the code; higher offices first.' }) search: string | null,
    @Arg('includeClosed', () => Boolean, { nullable: true, description: '也列出已合并、已撤销的。Also those that have ended.' }) includeClosed: boolean | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<OfficeType>> {
    const { scope } = context.caller;
    const parent = parentId == null ? null : keyOf('Office', parentId);
    if (parentId != null && (parent === null || !(await this.store.pathOf(scope, parent)))) throw notFound();
    return this.store.page(scope, { parentId: parent, level: level ?? null, search: search?.trim() || null, includeClosed: includeClosed ?? false }, selectionOf(info, 'OfficeConnection'), paging);
  }

  @Allow('offices.browse')
  @Query(() => OfficeType, { nullable: true, description: '按标识或代码取一个项目办。One office by id or code; NOT_FOUND outside the own subtree.' })
  async office(
    @Arg('id', () => ID, { nullable: true, description: '全局标识。' }) id: string | null,
    @Arg('code', () => String, { nullable: true, description: '代码。' }) code: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OfficeType> {
    const { scope } = context.caller;
    const selection = selectionOf(info, 'Office');
    const office = code != null && id == null ? await this.store.byCode(scope, code, selection) : await this.store.byKey(scope, keyOf('Office', id ?? '') ?? 0, selection);
    if (!office) throw notFound();
    return office;
  }

  @FieldResolver(() => [OfficeType], { description: '自上而下的各级上级（所见范围内）。The offices above, from the top down.' })
  async ancestors(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OfficeType[]> {
    const selection = selectionOf(info, 'Office');
    return loaderOf<OfficeType[]>(context, info, async (keys) => {
      const found = await this.store.ancestorsOf(context.caller.scope, keys, selection);
      return keys.map((key) => found.get(key) ?? []);
    }).load(office.key);
  }

  @FieldResolver(() => [OfficeType], { description: '并入本机构的项目办：其报名、作业和成绩由本机构接管，统计仍列在原处。Offices that became part of this one: it looks after their records, which count where they arose.' })
  async takenOver(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OfficeType[]> {
    const selection = selectionOf(info, 'Office');
    return loaderOf<OfficeType[]>(context, info, async (keys) => {
      const found = await this.store.takenOverBy(context.caller.scope, keys, selection);
      return keys.map((key) => found.get(key) ?? []);
    }).load(office.key);
  }
}
