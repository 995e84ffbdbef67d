// Operations on results.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { EnrolmentType } from '../../enrolment/index.js';
import { keyOf } from '../../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../../offices/index.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ResultStore } from '../result.store.js';
import { derivationOf } from '../rules/derivation.js';
import { ResultConnection, ResultType, ScoreLineType } from './result.type.js';

@Resolver(() => ResultType)
export class ResultResolver {
  constructor(private readonly store: ResultStore, private readonly offices: OfficeStore) {}

  @Allow('scoring.read')
  @Query(() => ResultConnection, { description: '成绩列表。Results in the caller\'s scope.' })
  async results(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('periodId', () => ID, { nullable: true, description: '期次。' }) periodId: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ResultType>> {
    const filter = { subtree: await subtreeInScope(this.offices, caller.scope, officeId), periodId: periodId == null ? null : (keyOf('Period', periodId) ?? 0) };
    return this.store.page(caller.scope, filter, selectionOf(info, 'ResultConnection'), paging);
  }

  @Allow('scoring.read')
  @Query(() => ResultType, { nullable: true, description: '一条成绩。One result.' })
  async result(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ResultType> {
    const result = await this.store.byKey(caller.scope, keyOf('Result', id) ?? 0, selectionOf(info, 'Result'));
    if (!result) throw notFound();
    return result;
  }

  @FieldResolver(() => [ScoreLineType], { description: '各部分的由来。How each part came about.' })
  async derivation(@Root() result: ResultType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ScoreLineType[]> {
    const lines = await loaderOf<ScoreLineType[]>(context, info, async (keys) => {
      const found = await this.store.factsOf(context.caller.scope, keys);
      return keys.map((key) => {
        const known = found.get(key);
        return known ? derivationOf(known.facts, known.scoring).map((line) => ({ ...line, explanation: line.explanation[context.language] })) : [];
      });
    }).load(result.key);
    return lines;
  }
}

@Resolver(() => EnrolmentType)
export class EnrolmentResultResolver {
  @Allow('scoring.read')
  @FieldResolver(() => ResultType, { nullable: true, description: '成绩。' })
  result(@Root() enrolment: EnrolmentType & { result?: ResultType | null }): ResultType | null { return enrolment.result ?? null; }
}
