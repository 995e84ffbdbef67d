// How many learn in a class: what whoever allots tutors asks first.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import { TrainingClassType } from '../../programmes/index.js';
import type { EnrolmentStore } from '../enrolment.store.js';

@Resolver(() => TrainingClassType)
export class ClassLearnersResolver {
  constructor(private readonly store: EnrolmentStore) {}

  @Allow('posts.allot')
  @FieldResolver(() => Int, { description: '在册学员人数（所见范围内）。Learners enrolled in it, in the own subtree.' })
  async learnerCount(@Root() { key }: TrainingClassType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<number> {
    return loaderOf<number>(context, info, async (keys) => {
      const counts = await this.store.learnersOfClasses(context.caller.scope, keys);
      return keys.map((one) => counts.get(one) ?? 0);
    }).load(key);
  }
}
