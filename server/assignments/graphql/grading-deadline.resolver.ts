// Until when what is left is graded: the first last day among its periods, by the rules in force.
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Clock } from '../../platform/clock/clock.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { gradingDayOf, type ProgrammeStore } from '../../programmes/index.js';
import { GradingProgressType } from './submission.type.js';

@Resolver(() => GradingProgressType)
export class GradingDeadlineResolver {
  constructor(private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: '待批作业最近的批阅截止时间；项目没有规定的为空。The first deadline among what is left; null where the programme names none.' })
  async deadline(@Root() { periodIds }: GradingProgressType, @Ctx() { caller }: RequestContext): Promise<string | null> {
    const ruled = await this.programmes.ruledPeriods(caller.scope, periodIds, this.clock.today());
    const [first] = [...ruled.values()].flatMap(({ document, dates }) => gradingDayOf(document, dates) ?? []).toSorted();
    return first === undefined ? null : `${first}T23:59:59+08:00`;
  }
}
