// Operations of the learning monitor.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { OfficeStore } from '../../offices/index.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { Caller, RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { IndicatorFilter, IndicatorStore } from '../indicator.store.js';
import { OfficeIndicatorsConnection, OfficeIndicatorsType } from './indicators.type.js';

@Resolver()
export class IndicatorsResolver {
  constructor(private readonly store: IndicatorStore, private readonly offices: OfficeStore) {}

  @Allow('monitor.read')
  @Query(() => OfficeIndicatorsType, { description: '一个项目办的学情；不给出则为本级。Indicators of an office, the own one by default.' })
  async indicators(
    @Arg('officeId', () => ID, { nullable: true, description: '项目办，缺省为本级。' }) officeId: string | null,
    @Arg('periodId', () => ID, { nullable: true, description: '期次；期次和项目都不给时，为未结束项目的全部期次。' }) periodId: string | null,
    @Arg('programmeId', () => ID, { nullable: true, description: '项目，缺省为全部。' }) programmeId: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OfficeIndicatorsType> {
    const { key, path } = await this.#office(caller, officeId);
    const indicators = await this.store.ofOffice(caller.scope, path, key, filterOf(periodId, programmeId), selectionOf(info, 'OfficeIndicators'));
    if (!indicators) throw notFound();
    return indicators;
  }

  @Allow('monitor.read')
  @Query(() => OfficeIndicatorsConnection, { description: '各直接下级的学情。Indicators of each child office.' })
  async childIndicators(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '上级项目办，缺省为本级。' }) officeId: string | null,
    @Arg('periodId', () => ID, { nullable: true, description: '期次；期次和项目都不给时，为未结束项目的全部期次。' }) periodId: string | null,
    @Arg('programmeId', () => ID, { nullable: true, description: '项目，缺省为全部。' }) programmeId: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<OfficeIndicatorsType>> {
    const { key, path } = await this.#office(caller, officeId);
    return this.store.ofChildren(caller.scope, path, key, filterOf(periodId, programmeId), selectionOf(info, 'OfficeIndicatorsConnection'), paging);
  }

  async #office(caller: Caller, officeId: string | null): Promise<{ key: number; path: string }> {
    const key = officeId == null ? caller.officeId : keyOf('Office', officeId);
    const office = await this.offices.pathOf(caller.scope, key ?? 0);
    if (!office) throw notFound();
    return { key: key ?? 0, path: office.path };
  }
}

@Resolver(() => ViewerType)
export class ViewerMonitorResolver {
  @FieldResolver(() => Boolean, { description: '可否查看学情。' })
  viewerCanMonitor(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('monitor.read'); }
}

function filterOf(periodId: string | null, programmeId: string | null): IndicatorFilter {
  return { periodId: periodId == null ? null : (keyOf('Period', periodId) ?? 0), programmeId: programmeId == null ? null : (keyOf('Programme', programmeId) ?? 0) };
}
