// Who excepts teachers from a programme's soft clauses: whom a school asks.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import { ProgrammeType } from '../../programmes/index.js';
import type { ExceptionStore } from '../exception.store.js';

@Resolver(() => ProgrammeType)
export class ProgrammeExceptionsResolver {
  constructor(private readonly store: ExceptionStore) {}

  @Allow('programmes.read')
  @FieldResolver(() => String, { nullable: true, description: '主办的项目办，参训例外由它批准；主办者不在本系统的为空。The office that organises it and grants exceptions.' })
  async organiserName(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<string | null> {
    return loaderOf<string | null>(context, info, async (keys) => {
      const organisers = await this.store.organisersOf(context.caller.scope, keys);
      return keys.map((one) => organisers.get(one)?.name ?? null);
    }).load(key);
  }

  @FieldResolver(() => Boolean, { description: '可否由当前调用者批准参训例外（本级主办）。' })
  async viewerCanExcept(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const { officeId, actions, viewingAs, scope } = context.caller;
    if (officeId === null || viewingAs !== null || !actions.has('enrolment.except')) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const organisers = await this.store.organisersOf(scope, keys);
      return keys.map((one) => organisers.get(one)?.id === officeId);
    }).load(key);
  }
}
