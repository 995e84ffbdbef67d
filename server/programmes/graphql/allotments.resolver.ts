// What a post is allotted to: the classes of a tutor, the programmes of an expert or chief tutor.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { AppointmentType } from '../../access/index.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeStore } from '../programme.store.js';
import { ProgrammeType, TrainingClassType } from './programme.type.js';

@Resolver(() => AppointmentType)
export class AppointmentAllotmentsResolver {
  constructor(private readonly store: ProgrammeStore) {}

  @Allow('posts.read')
  @FieldResolver(() => [TrainingClassType], { description: '辅导员的培训班。Classes of a tutor.' })
  async classes(@Root() appointment: AppointmentType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<TrainingClassType[]> {
    const selection = selectionOf(info, 'TrainingClass');
    return loaderOf<TrainingClassType[]>(context, info, async (keys) => {
      const found = await this.store.classesOfRoles(context.caller.scope, keys, selection);
      return keys.map((key) => found.get(key) ?? []);
    }).load(appointment.key);
  }

  @Allow('posts.read')
  @FieldResolver(() => [ProgrammeType], { description: '专家、总辅导员参加的项目；专家没有项目的，在专家库中待选。Programmes of an expert or chief tutor; an expert without one waits in the pool.' })
  async programmes(@Root() appointment: AppointmentType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ProgrammeType[]> {
    const selection = selectionOf(info, 'Programme');
    return loaderOf<ProgrammeType[]>(context, info, async (keys) => {
      const found = await this.store.programmesOfRoles(context.caller.scope, keys, selection);
      return keys.map((key) => found.get(key) ?? []);
    }).load(appointment.key);
  }
}
