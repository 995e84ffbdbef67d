// Places of classes: what a teacher who chooses asks, and the limit that the organising office sets.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Clock } from '../../platform/clock/clock.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { TrainingClassType, type ProgrammeStore } from '../../programmes/index.js';
import type { CapacityService } from '../capacity.service.js';
import type { ClassPlacesStore } from '../class-places.store.js';
import { ClassLimitType, ClassPlacesType, SetClassCapacityInput, SetClassCapacityPayload } from './class-places.type.js';

@Resolver(() => TrainingClassType)
export class ClassPlacesResolver {
  constructor(private readonly store: ClassPlacesStore, private readonly programmes: ProgrammeStore, private readonly service: CapacityService, private readonly clock: Clock) {}

  @Allow('programmes.read')
  @FieldResolver(() => ClassPlacesType, { nullable: true, description: '人数上限和余位；从未设上限的为空。Its places; null where it takes as many as come.' })
  async places(@Root() { key }: TrainingClassType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ClassPlacesType | null> {
    return loaderOf<ClassPlacesType | null>(context, info, async (keys) => {
      const places = await this.store.placesOf(context.caller.scope, keys, this.clock.today());
      return keys.map((one) => places.get(one) ?? null);
    }).load(key);
  }

  @Allow('enrolment.limit')
  @FieldResolver(() => ClassLimitType, { description: '设定上限时所依据的数字：已报名、候补、现在的上限。What to know before limiting it.' })
  async limit(@Root() { key }: TrainingClassType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ClassLimitType> {
    return loaderOf<ClassLimitType>(context, info, async (keys) => {
      const limits = await this.store.limitsOf(context.caller.scope, keys, this.clock.today());
      return keys.map((one) => limits.get(one) as ClassLimitType);
    }).load(key);
  }

  @FieldResolver(() => Boolean, { description: '可否由当前调用者设定人数上限（本级主办）。' })
  async viewerCanLimit(@Root() { key }: TrainingClassType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const { officeId, actions, viewingAs, scope } = context.caller;
    if (officeId === null || viewingAs !== null || !actions.has('enrolment.limit')) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const organisers = await this.store.organisersOf(scope, keys);
      return keys.map((one) => organisers.get(one) === officeId);
    }).load(key);
  }

  @Allow('enrolment.limit')
  @Mutation(() => SetClassCapacityPayload, { description: '主办项目办设定培训班的人数上限；有余位时候补者依次递补。Says how many a class takes.' })
  async setClassCapacity(@Arg('input', () => SetClassCapacityInput, { description: '输入。' }) { classId, capacity, expectedVersion, idempotencyKey }: SetClassCapacityInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<SetClassCapacityPayload> {
    const key = keyOf('TrainingClass', classId) ?? 0;
    const outcome = await this.service.set(context, { classId: key, capacity: capacity ?? null, expectedVersion, idempotencyKey: idempotencyKey ?? null });
    if (!outcome.ok) return { class: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { class: await this.programmes.classByKey(context.caller.scope, key, selectionOf(info, 'SetClassCapacityPayload').at('class')), refusals: [] };
  }
}
