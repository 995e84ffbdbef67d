// Operations on participation.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { OfficeStore } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { Caller, RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { participationPlace, type ParticipationPlace, type ParticipationStore } from '../participation.store.js';
import { ParticipationConnection, ParticipationType } from './participation.type.js';

@Resolver()
export class ParticipationResolver {
  constructor(private readonly store: ParticipationStore, private readonly offices: OfficeStore, private readonly clock: Clock) {}

  @Allow('quotas.read')
  @Query(() => ParticipationType, { description: '一个项目办的参训人数、目标和差距，缺省为本级。Participation of an office.' })
  async participation(
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('officeId', () => ID, { nullable: true, description: '项目办，缺省为本级。' }) officeId: string | null,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<ParticipationType> {
    const { rules, programme, office } = await this.#place(caller, programmeId, officeId);
    const found = await this.store.ofOffice(caller.scope, rules, programme, office, selectionOf(info, 'Participation'));
    if (!found) throw notFound();
    return found;
  }

  @Allow('quotas.read')
  @Query(() => ParticipationConnection, { description: '各直接下级的参训人数、目标和差距。Participation of each child office.' })
  async childParticipation(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('officeId', () => ID, { nullable: true, description: '上级项目办，缺省为本级。' }) officeId: string | null,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ParticipationType>> {
    const { rules, programme, office } = await this.#place(caller, programmeId, officeId);
    return this.store.ofChildren(caller.scope, rules, programme, office, selectionOf(info, 'ParticipationConnection'), paging);
  }

  #place(caller: Caller, programmeId: string, officeId: string | null): Promise<ParticipationPlace> {
    return participationPlace(this.store, this.offices, caller, keyOf('Programme', programmeId) ?? 0, officeId == null ? null : (keyOf('Office', officeId) ?? 0), this.clock.today());
  }
}
