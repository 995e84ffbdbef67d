// Operations on appointments.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf, type NodeType } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Role } from '../../kernel/roles.js';
import { OfficeConnection, OfficeLevelEnum, OfficeType, type OfficeLevel, type OfficeStore } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf, type Selection } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { AppointmentService } from '../appointment.service.js';
import type { AppointmentStore } from '../appointment.store.js';
import { appointerOf } from '../post-office.js';
import { appointableRoles, appointerRefusal, type PostRole } from '../rules/appointments.js';
import { AppointInput, ChangeAllotmentsInput, EndAppointmentInput } from './appointment.input.js';
import { AppointPayload, AppointmentConnection, AppointmentRecordType, AppointmentType, ChangeAllotmentsPayload, EndAppointmentPayload, OfficeAdministratorType, VacancyType } from './appointment.type.js';
import { PersonType, RoleEnum } from './person.type.js';
import { ViewerType } from './viewer.type.js';

@Resolver(() => AppointmentType)
export class AppointmentResolver {
  constructor(private readonly store: AppointmentStore, private readonly offices: OfficeStore, private readonly service: AppointmentService, private readonly clock: Clock) {}

  @Allow('posts.read')
  @Query(() => AppointmentConnection, { description: '本级及以下的任用，新的在前。Who holds which post at an office and below it, the latest first.' })
  async appointments(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只看该项目办及其下级。' }) officeId: string | null,
    @Arg('role', () => RoleEnum, { nullable: true, description: '只看这一职务。' }) role: PostRole | null,
    @Arg('level', () => OfficeLevelEnum, { nullable: true, description: '只看这一层级的项目办。' }) level: OfficeLevel | null,
    @Arg('isOfficeOnly', () => Boolean, { nullable: true, description: '只看该项目办本身，不含其下级。' }) isOfficeOnly: boolean | null,
    @Arg('isValidOn', () => LocalDateScalar, { nullable: true, description: '只看这一天在任的。' }) isValidOn: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AppointmentType>> {
    const office = officeId == null ? null : await this.#office(context, officeId);
    return this.store.page(context.caller.scope, { office, isOfficeOnly: isOfficeOnly === true, role: role ?? null, level: level ?? null, isValidOn: isValidOn ?? null }, selectionOf(info, 'AppointmentConnection'), paging);
  }

  @Allow('posts.read')
  @Query(() => [VacancyType], { description: '今天空缺的职务，按层级计数。Posts that must be filled and are not, by level.' })
  async vacancies(@Arg('officeId', () => ID, { nullable: true, description: '该项目办及其下级；空为本级。' }) officeId: string | null, @Ctx() context: RequestContext): Promise<VacancyType[]> {
    const { path } = await this.#office(context, officeId);
    return this.store.vacancies(context.caller.scope, path, this.clock.today());
  }

  @Allow('posts.read')
  @Query(() => OfficeConnection, { description: '今天没有人担任某职务的项目办，按代码。Offices without a holder of a post today.' })
  async vacantOffices(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '该项目办及其下级；空为本级。' }) officeId: string | null,
    @Arg('role', () => RoleEnum, { description: '职务。' }) role: PostRole,
    @Arg('level', () => OfficeLevelEnum, { description: '层级。' }) level: OfficeLevel,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<OfficeType>> {
    const { path } = await this.#office(context, officeId);
    return this.store.vacantOffices(context.caller.scope, { path, role, level }, this.clock.today(), selectionOf(info, 'OfficeConnection'), paging);
  }

  @Allow('posts.read')
  @Query(() => [PersonType], { description: '可任用的人员（最多 20 名）：不带关键词列该项目办自己的人员，否则按姓名开头或师训编号在其及下级查找。People whom one may appoint at an office.' })
  async candidates(
    @Arg('officeId', () => ID, { nullable: true, description: '职务所在的项目办；空为本级。' }) officeId: string | null,
    @Arg('search', () => String, { description: '姓名的开头或完整的师训编号；可空。' }) search: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonType[]> {
    return this.store.candidates(context.caller.scope, await this.#office(context, officeId), search.trim(), selectionOf(info, 'Person'));
  }

  @Allow('posts.appoint')
  @Mutation(() => AppointPayload, { description: '任命。Gives a post; refuses by the table of who appoints whom and by the numbers.' })
  async appoint(@Arg('input', () => AppointInput, { description: '输入。' }) input: AppointInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<AppointPayload> {
    const outcome = await this.service.appoint(context, {
      officeId: keyOf('Office', input.officeId) ?? 0, role: input.role, personId: keyOf('Person', input.personId) ?? 0, subject: input.subject ?? null,
      classIds: keysOf('TrainingClass', input.classIds), programmeIds: keysOf('Programme', input.programmeIds),
      validFrom: input.validFrom, validUntil: input.validUntil ?? null, reason: input.reason, idempotencyKey: input.idempotencyKey ?? null,
    });
    return this.#payload(context, outcome, selectionOf(info, 'AppointPayload'));
  }

  @Allow('posts.appoint')
  @Mutation(() => EndAppointmentPayload, { description: '结束任期，可即刻结束；已打开的会话一秒内失去权限。Ends a term; open sessions lose it within a second.' })
  async endAppointment(@Arg('input', () => EndAppointmentInput, { description: '输入。' }) input: EndAppointmentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<EndAppointmentPayload> {
    const outcome = await this.service.end(context, { appointmentId: keyOf('Appointment', input.appointmentId) ?? 0, lastDay: input.lastDay, reason: input.reason, expectedVersion: input.expectedVersion, idempotencyKey: input.idempotencyKey ?? null });
    return this.#payload(context, outcome, selectionOf(info, 'EndAppointmentPayload'));
  }

  @Allow('posts.allot')
  @Mutation(() => ChangeAllotmentsPayload, { description: '调整辅导员的培训班，或从专家库选专家参加项目。Classes of a tutor, programmes of an expert from the pool.' })
  async changeAllotments(@Arg('input', () => ChangeAllotmentsInput, { description: '输入。' }) input: ChangeAllotmentsInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ChangeAllotmentsPayload> {
    const outcome = await this.service.changeAllotments(context, {
      appointmentId: keyOf('Appointment', input.appointmentId) ?? 0, classIds: keysOf('TrainingClass', input.classIds), programmeIds: keysOf('Programme', input.programmeIds),
      reason: input.reason, expectedVersion: input.expectedVersion, idempotencyKey: input.idempotencyKey ?? null,
    });
    return this.#payload(context, outcome, selectionOf(info, 'ChangeAllotmentsPayload'));
  }

  @FieldResolver(() => [AppointmentRecordType], { description: '任用记录，按先后。What was done to it, in order.' })
  async history(@Root() appointment: AppointmentType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<AppointmentRecordType[]> {
    const selection = selectionOf(info, 'AppointmentRecord');
    return loaderOf<AppointmentRecordType[]>(context, info, async (keys) => {
      const found = await this.store.historyOf(context.caller.scope, keys, selection);
      return keys.map((key) => found.get(key) ?? []);
    }).load(appointment.key);
  }

  @FieldResolver(() => Boolean, { description: '可否由当前调用者结束。' })
  async viewerCanEnd(@Root() appointment: AppointmentType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const today = this.clock.today();
    return loaderOf<boolean>(context, info, async (keys) => {
      const posts = await this.store.officesOfPosts(context.caller.scope, keys);
      return keys.map((key) => {
        const post = posts.get(key);
        return post !== undefined && (post.until === null || post.until >= today) && appointerRefusal(appointerOf(context.caller), post.role, post) === null;
      });
    }).load(appointment.key);
  }

  /** An office in scope, or the caller's own; NOT_FOUND otherwise. */
  async #office({ caller }: RequestContext, officeId: string | null): Promise<{ id: number; path: string }> {
    const id = officeId == null ? (caller.officeId ?? 0) : (keyOf('Office', officeId) ?? 0);
    const office = await this.offices.pathOf(caller.scope, id);
    if (!office) throw notFound();
    return { id, path: office.path };
  }

  async #payload(context: RequestContext, outcome: Outcome<number>, selection: Selection): Promise<AppointPayload> {
    if (!outcome.ok) return { appointment: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { appointment: await this.store.byKey(context.caller.scope, outcome.value, selection.at('appointment')), refusals: [] };
  }
}

@Resolver(() => OfficeType)
export class OfficePostsResolver {
  constructor(private readonly store: AppointmentStore, private readonly clock: Clock) {}

  @Allow('posts.read')
  @FieldResolver(() => [OfficeAdministratorType], { description: '今天的管理员：本级及以下，以及自己向上的各级；其余为空。Today\'s administrators, in the own subtree and along the own line upward.' })
  async administrators(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OfficeAdministratorType[]> {
    const { scope } = context.caller;
    if (scope.kind !== 'office' && scope.kind !== 'whole') return [];
    return loaderOf<OfficeAdministratorType[]>(context, info, async (keys) => {
      const found = await this.store.administratorsOf(scope.path, keys, this.clock.today());
      return keys.map((key) => found.get(key) ?? []);
    }).load(office.key);
  }

  @Allow('posts.read')
  @FieldResolver(() => [RoleEnum], { description: '当前调用者可在此任命的职务。Posts that the caller may give here.' })
  async viewerCanAppoint(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Role[]> {
    return loaderOf<Role[]>(context, info, async (keys) => {
      const offices = await this.store.postOffices(context.caller.scope, keys);
      return keys.map((key) => {
        const office = offices.get(key);
        return office ? appointableRoles(appointerOf(context.caller), office) : [];
      });
    }).load(office.key);
  }
}

@Resolver(() => ViewerType)
export class ViewerPostsResolver {
  @FieldResolver(() => Boolean, { description: '可否查看人员任用。' })
  viewerCanBrowseAppointments(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('posts.read'); }
}

function keysOf(type: NodeType, ids: readonly string[] | null): number[] {
  // What is no id of that type is asked for as a row that never was.
  return (ids ?? []).map((id) => keyOf(type, id) ?? 0);
}
