// Operations on programmes and classes.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { RoleAssignmentType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeReader } from '../programme-reader.js';
import type { ProgrammeStore } from '../programme.store.js';
import { stateOfPeriod } from '../rules/period-state.js';
import { documentInForce, type RuleDocument } from '../rules/rule-document.js';
import { statementsOf } from '../rules/rule-statements.js';
import { versionsOf } from '../rules/rule-versions.js';
import { periodDaysOf } from '../rules/windows.js';
import { ActionDaysType, actionDaysType } from './window.type.js';
import { RuleVersionType, ruleVersionType } from './rule-version.type.js';
import { PeriodStateEnum, PeriodType, ProgrammeType, RuleStatementType, TrainingClassConnection, type TrainingClassType } from './programme.type.js';

@Resolver(() => ProgrammeType)
export class ProgrammeResolver {
  constructor(private readonly store: ProgrammeStore, private readonly reader: ProgrammeReader, private readonly clock: Clock) {}

  @Allow('programmes.read')
  @Query(() => [ProgrammeType], { description: '全部项目：本系统机构组织的在前，其中新的在前；未发布的只有主办项目办及其领导小组可见。All programmes, those organised here first, of these the newest; drafts are seen by their office and its steering group.' })
  async programmes(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeType[]> {
    return this.reader.all(caller, this.clock.today(), selectionOf(info, 'Programme'));
  }

  @Allow('programmes.read')
  @Query(() => TrainingClassConnection, { description: '培训班；辅导员只见自己的班。Classes; a tutor sees the own ones.' })
  async classes(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('programmeId', () => ID, { nullable: true, description: '所属项目。' }) programmeId: string | null,
    @Arg('periodId', () => ID, { nullable: true, description: '所属期次。' }) periodId: string | null,
    @Arg('search', () => String, { nullable: true, description: '班级名称、编号或课程名称中的字，或课程名称的拼音、拼音首字母，从任何一个音节起。Part of its name, code or course, or how the name of the course is read from one of its syllables on.' }) search: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TrainingClassType>> {
    const filter = { programmeId: programmeId == null ? null : (keyOf('Programme', programmeId) ?? 0), periodId: periodId == null ? null : (keyOf('Period', periodId) ?? 0), search: search?.trim() || null };
    return this.store.classes(caller.scope, filter, selectionOf(info, 'TrainingClassConnection'), paging);
  }

  @FieldResolver(() => [PeriodType], { description: '各期，按先后。Its periods in order.' })
  async periods(@Root() programme: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<PeriodType[]> {
    const selection = selectionOf(info, 'Period');
    return loaderOf<PeriodType[]>(context, info, async (keys) => {
      const periods = await this.store.periodsOf(context.caller.scope, keys, selection);
      return keys.map((key) => periods.get(key) ?? []);
    }).load(programme.key);
  }

  @FieldResolver(() => Int, { description: '现行规则的版本。Version of the rules in force.' })
  async ruleVersion(@Root() programme: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<number> {
    return (await this.#rule(programme, context, info))?.version ?? 0;
  }

  @FieldResolver(() => [RuleStatementType], { description: '本项目的要求，逐条。What the programme asks, rule by rule.' })
  async rules(@Root() programme: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RuleStatementType[]> {
    const rule = await this.#rule(programme, context, info);
    return rule ? statementsOf(rule).map(({ requirement, text }) => ({ requirement, text: text[context.language] })) : [];
  }

  @FieldResolver(() => [RuleVersionType], { description: '项目要求的各个版本，新的在前。All versions of what it asks, the newest first.' })
  async ruleVersions(@Root() programme: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RuleVersionType[]> {
    return versionsOf(await this.#documents(programme, context, info), this.clock.today()).map((version) => ruleVersionType(version, context.language));
  }

  async #rule(programme: ProgrammeType, context: RequestContext, info: GraphQLResolveInfo): Promise<RuleDocument | null> {
    return documentInForce(await this.#documents(programme, context, info), this.clock.today());
  }

  async #documents(programme: ProgrammeType, context: RequestContext, info: GraphQLResolveInfo): Promise<RuleDocument[]> {
    return loaderOf<RuleDocument[]>(context, info, async (keys) => {
      const rules = await this.store.rulesOf(context.caller.scope, keys);
      return keys.map((key) => rules.get(key) ?? []);
    }).load(programme.key);
  }
}

@Resolver(() => PeriodType)
export class PeriodResolver {
  constructor(private readonly store: ProgrammeStore, private readonly clock: Clock) {}

  @FieldResolver(() => PeriodStateEnum, { description: '状态，按业务日期。State on today\'s date.' })
  async state(@Root() period: PeriodType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<keyof typeof PeriodStateEnum> {
    const dates = await loaderOf<{ startsOn: string; endsOn: string } | null>(context, info, async (keys) => {
      const found = await this.store.datesOf(context.caller.scope, keys);
      return keys.map((key) => found.get(key) ?? null);
    }).load(period.key);
    return stateOfPeriod(dates ?? period, this.clock.today());
  }

  // Of sixteen actions some two or three are counted from a period.
  @Extensions({ listSize: 3 })
  @FieldResolver(() => [ActionDaysType], { description: '本期的时间安排（报名、换人等），按截止日期。Days counted from the period, by their last one.' })
  async days(@Root() period: PeriodType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ActionDaysType[]> {
    return loaderOf<ActionDaysType[]>(context, info, async (keys) => {
      const ruled = await this.store.ruledPeriods(context.caller.scope, keys, this.clock.today());
      return keys.map((key) => {
        const found = ruled.get(key);
        return found ? periodDaysOf(found.document, found.dates).map((days) => actionDaysType(days, context.language)) : [];
      });
    }).load(period.key);
  }
}

@Resolver(() => RoleAssignmentType)
export class RoleProgrammeResolver {
  @Allow('programmes.read')
  @FieldResolver(() => ProgrammeType, { nullable: true, description: '所服务的项目（专家、总辅导员）。The programme of an expert or chief tutor.' })
  programme(@Root() role: RoleAssignmentType & { programme?: ProgrammeType | null }): ProgrammeType | null {
    return role.programme ?? null;
  }
}
