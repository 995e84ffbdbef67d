// What a post is allotted to: the classes of a tutor, the programmes of an expert or chief tutor; and what whoever allots asks first.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { AppointmentType } from '../../access/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeStore } from '../programme.store.js';
import { ProgrammeType, TrainingClassType } from './programme.type.js';

@Resolver(() => AppointmentType)
export class AppointmentAllotmentsResolver {
  constructor(private readonly store: ProgrammeStore, private readonly clock: Clock) {}

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

  @Allow('posts.read')
  @FieldResolver(() => Boolean, { description: '可否由当前调用者安排其培训班或项目（主办项目的项目办）。' })
  async viewerCanAllot(@Root() appointment: AppointmentType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const { officeId, actions, scope } = context.caller;
    if (officeId === null || !actions.has('posts.allot')) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const found = await this.store.allottable(scope, keys, officeId, this.clock.today());
      return keys.map((key) => found.has(key));
    }).load(appointment.key);
  }
}

@Resolver(() => TrainingClassType)
export class ClassTutorsResolver {
  constructor(private readonly store: ProgrammeStore, private readonly clock: Clock) {}

  @Allow('posts.allot')
  @FieldResolver(() => Int, { description: '今天在任的辅导员人数（所见范围内）。Tutors on duty today.' })
  async tutorCount(@Root() { key }: TrainingClassType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<number> {
    return loaderOf<number>(context, info, async (keys) => {
      const counts = await this.store.tutorsOfClasses(context.caller.scope, keys, this.clock.today());
      return keys.map((one) => counts.get(one) ?? 0);
    }).load(key);
  }
}

@Resolver(() => ProgrammeType)
export class ProgrammeAllotmentsResolver {
  constructor(private readonly store: ProgrammeStore) {}

  @FieldResolver(() => Boolean, { description: '可否由当前调用者安排其辅导员、专家（本级主办）。' })
  async viewerCanAllot(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const { officeId, actions, scope } = context.caller;
    if (officeId === null || !actions.has('posts.allot')) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const found = await this.store.organisedBy(scope, keys, officeId);
      return keys.map((one) => found.has(one));
    }).load(key);
  }
}
