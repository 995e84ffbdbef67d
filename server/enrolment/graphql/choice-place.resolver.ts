// How many stand before somebody in the queue of a class at a school: what a teacher who waits asks first.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ChoiceStore } from '../choice.store.js';
import { CourseChoiceType } from './choice.type.js';

@Resolver(() => CourseChoiceType)
export class ChoicePlaceResolver {
  constructor(private readonly store: ChoiceStore) {}

  @Allow('enrolment.choices')
  @FieldResolver(() => Int, { nullable: true, description: '在本校等待报名这个班的人中排第几，从 1 起；不在等待时为空。The place among those of the school who wait for the class.' })
  async place(@Root() { key }: CourseChoiceType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<number | null> {
    return loaderOf<number | null>(context, info, async (keys) => {
      const places = await this.store.placesOf(keys);
      return keys.map((one) => places.get(one) ?? null);
    }).load(key);
  }

  @Allow('enrolment.choices')
  @FieldResolver(() => Int, { nullable: true, description: '候补第几位，从 1 起：先于其人的，是等同一个班的位置或本校同一期名额的人；不在候补名单上时为空。The place on the waiting list.' })
  async listPlace(@Root() { key }: CourseChoiceType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<number | null> {
    return loaderOf<number | null>(context, info, async (keys) => {
      const places = await this.store.listPlacesOf(keys);
      return keys.map((one) => places.get(one) ?? null);
    }).load(key);
  }
}
