// Until when a period's classes are chosen and enrolled in, and until when learners are swapped and withdrawn: what a teacher and a school ask first.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { daysUntil, type LocalDate } from '../../kernel/calendar.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { Caller, RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeStore } from '../programme.store.js';
import { narrowedFor } from '../office-window.store.js';
import { choosingOf, substitutionOf } from '../rules/enrolment-days.js';
import { quotaDaysOf } from '../rules/quota-days.js';
import { ChoosingDaysType, SubstitutionDaysType } from './choosing-days.type.js';
import { PeriodType } from './programme.type.js';

@Resolver(() => PeriodType)
export class PeriodChoosingResolver {
  constructor(private readonly store: ProgrammeStore, private readonly database: Database, private readonly clock: Clock) {}

  @Allow('programmes.read')
  @FieldResolver(() => ChoosingDaysType, { nullable: true, description: '选课和报名的期限；项目不由教师选课的为空。When classes are chosen; null where teachers do not choose.' })
  async choosing(@Root() { key }: PeriodType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ChoosingDaysType | null> {
    const today = this.clock.today();
    return loaderOf<ChoosingDaysType | null>(context, info, async (keys) => {
      const ruled = await this.#ruledFor(context.caller, keys, today);
      return keys.map((one) => {
        const found = ruled.get(one);
        const rules = found ? choosingOf(found.document, found.dates) : null;
        if (!found || !rules) return null;
        const { opensOn, closesOn } = rules;
        return { opensOn, finishFrom: quotaDaysOf(found.document, found.dates)?.finishFrom ?? null, closesOn, daysLeft: daysUntil(closesOn, today), isOpen: isWithin(rules, today) };
      });
    }).load(key);
  }

  @Allow('programmes.read')
  @FieldResolver(() => SubstitutionDaysType, { nullable: true, description: '换人和退回报名的期限；项目不设的为空。When learners are swapped and withdrawn; null where they are not.' })
  async substitution(@Root() { key }: PeriodType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SubstitutionDaysType | null> {
    const today = this.clock.today();
    return loaderOf<SubstitutionDaysType | null>(context, info, async (keys) => {
      const ruled = await this.#ruledFor(context.caller, keys, today);
      return keys.map((one) => {
        const found = ruled.get(one);
        const days = found ? substitutionOf(found.document, found.dates) : null;
        return days && { ...days, daysLeft: daysUntil(days.closesOn, today), isOpen: isWithin(days, today) };
      });
    }).load(key);
  }

  /** With the days that hold for the caller's own office. */
  async #ruledFor({ scope, officeId }: Caller, keys: readonly number[], today: LocalDate): ReturnType<ProgrammeStore['ruledPeriods']> {
    const ruled = await this.store.ruledPeriods(scope, keys, today);
    if (officeId === null) return ruled;
    const documents = new Map([...ruled.values()].map(({ programmeId, document }) => [programmeId, document]));
    const held = new Map(await Promise.all([...documents].map(async ([id, document]) => [id, (await narrowedFor(this.database, id, document, [officeId]))(officeId)] as const)));
    return new Map([...ruled].map(([key, found]) => [key, { ...found, document: held.get(found.programmeId) ?? found.document }]));
  }
}

function isWithin({ opensOn, closesOn }: { opensOn: LocalDate | null; closesOn: LocalDate | null }, today: LocalDate): boolean {
  return (opensOn === null || today >= opensOn) && (closesOn === null || today <= closesOn);
}
