// Operations that try rules out on results of the past.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { ruleDifferenceTypes } from '../../programmes/index.js';
import { changedKeys, type BackTestReader } from '../back-test.reader.js';
import type { BackTestStore, PastProgramme } from '../back-test.store.js';
import { sayReason, type BackTestEffect } from '../rules/back-test.js';
import * as io from './back-test.type.js';

@Resolver()
export class BackTestResolver {
  constructor(private readonly reader: BackTestReader, private readonly store: BackTestStore) {}

  @Allow('programmes.manageRules')
  @Query(() => io.BackTestType, { description: '用往年的成绩试算一份规则：会改变多少学员，为什么。Tries rules out on the results of an earlier year.' })
  async backTest(
    @Arg('programmeId', () => ID, { description: '规则所属的项目。' }) programmeId: string,
    @Arg('document', () => String, { nullable: true, description: '规则文件的全文；与 version 二选一。' }) text: string | null,
    @Arg('version', () => Int, { nullable: true, description: '已保存的版本；与 document 二选一。' }) version: number | null,
    @Arg('cohortId', () => ID, { nullable: true, description: '往年项目；不给则用最近一年的。' }) cohortId: string | null,
    @Ctx() context: RequestContext,
  ): Promise<io.BackTestType> {
    const { cohort, cohorts, summary: { learners, effects, reasons }, untested } = await this.reader.run(context, { programmeId: keyOf('Programme', programmeId) ?? 0, text: text ?? null, version: version ?? null }, cohortKey(cohortId));
    const { language } = context;
    return {
      cohort: cohort && cohortType(cohort), cohorts: cohorts.map(cohortType), learners, changed: effects.NOW_FAILS + effects.NOW_PASSES + effects.POINTS_ONLY, nowFailing: effects.NOW_FAILS, nowPassing: effects.NOW_PASSES, sameVerdict: effects.POINTS_ONLY,
      reasons: [...reasons].map(([reason, count]) => ({ reason, text: sayReason(reason)[language], learners: count })).toSorted((a, b) => b.learners - a.learners),
      untested: ruleDifferenceTypes(untested, language),
    };
  }

  @Allow('programmes.manageRules')
  @Query(() => io.BackTestChangeConnection, { description: '试算中成绩会不同的学员，按报名的先后。Whose result would have been another.' })
  async backTestChanges(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('programmeId', () => ID, { description: '规则所属的项目。' }) programmeId: string,
    @Arg('document', () => String, { nullable: true, description: '规则文件的全文；与 version 二选一。' }) text: string | null,
    @Arg('version', () => Int, { nullable: true, description: '已保存的版本；与 document 二选一。' }) version: number | null,
    @Arg('cohortId', () => ID, { nullable: true, description: '往年项目；不给则用最近一年的。' }) cohortId: string | null,
    @Arg('effect', () => io.BackTestEffectEnum, { nullable: true, description: '只列这种变化的。' }) effect: BackTestEffect | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.BackTestChangeType>> {
    const test = await this.reader.run(context, { programmeId: keyOf('Programme', programmeId) ?? 0, text: text ?? null, version: version ?? null }, cohortKey(cohortId));
    const page = await this.store.page(context.caller.scope, changedKeys(test, effect ?? null), selectionOf(info, 'BackTestChangeConnection'), paging);
    return this.reader.explained(context, test, page);
  }
}

function cohortKey(id: string | null | undefined): number | null { return id == null ? null : (keyOf('Programme', id) ?? 0); }

function cohortType({ id, name, year }: PastProgramme): io.BackTestCohortType { return { id: globalId('Programme', id), name, year }; }
