// How many people a change of the organisation would concern.
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { OfficeChangePreviewType } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import type { OfficePeople } from '../office-people.store.js';

@Resolver(() => OfficeChangePreviewType)
export class OfficePeoplePreviewResolver {
  constructor(private readonly people: OfficePeople, private readonly clock: Clock) {}

  @FieldResolver(() => Int, { description: '所在人员人数。People who work there.' })
  peopleCount(@Root() { path }: OfficeChangePreviewType, @Ctx() { caller }: RequestContext): Promise<number> { return this.people.peopleBelow(caller.scope, path); }

  @FieldResolver(() => Int, { description: '现任职务（不含学员）。Valid roles held there, learners aside.' })
  roleCount(@Root() { path }: OfficeChangePreviewType, @Ctx() { caller }: RequestContext): Promise<number> { return this.people.rolesBelow(caller.scope, path, this.clock.today()); }
}
