// Until when a period's classes are chosen and enrolled in: what a teacher and a school ask first.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { daysUntil } from '../../kernel/calendar.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeStore } from '../programme.store.js';
import { choosingOf } from '../rules/enrolment-days.js';
import { quotaDaysOf } from '../rules/quota-days.js';
import { documentInForce } from '../rules/rule-document.js';
import { ChoosingDaysType } from './choosing-days.type.js';
import { PeriodType } from './programme.type.js';

@Resolver(() => PeriodType)
export class PeriodChoosingResolver {
  constructor(private readonly store: ProgrammeStore, private readonly clock: Clock) {}

  @Allow('programmes.read')
  @FieldResolver(() => ChoosingDaysType, { nullable: true, description: '选课和报名的期限；项目不由教师选课的为空。When classes are chosen; null where teachers do not choose.' })
  async choosing(@Root() { key }: PeriodType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ChoosingDaysType | null> {
    const today = this.clock.today();
    return loaderOf<ChoosingDaysType | null>(context, info, async (keys) => {
      const dates = await this.store.datesOf(context.caller.scope, keys);
      const documents = await this.store.rulesOf(context.caller.scope, [...new Set([...dates.values()].map(({ programmeId }) => programmeId))]);
      return keys.map((one) => {
        const period = dates.get(one);
        const document = period ? documentInForce(documents.get(period.programmeId) ?? [], today) : null;
        const rules = period && document ? choosingOf(document, period) : null;
        if (!period || !document || !rules) return null;
        const { opensOn, closesOn } = rules;
        const isOpen = (opensOn === null || today >= opensOn) && (closesOn === null || today <= closesOn);
        return { opensOn, finishFrom: quotaDaysOf(document, period)?.finishFrom ?? null, closesOn, daysLeft: daysUntil(closesOn, today), isOpen };
      });
    }).load(key);
  }
}
