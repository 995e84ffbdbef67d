// Operations of signing in, and the caller's own view of themselves.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Query, Resolver } from 'type-graphql';
import { formatInstant } from '../../kernel/calendar.js';
import { keyOf } from '../../kernel/ids.js';
import type { Bilingual } from '../../kernel/refusals.js';
import { OfficeType, type OfficeStore } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { Caller, RequestContext } from '../../platform/graphql/caller.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow, AnswersOwnIdentity } from '../../platform/graphql/permission.js';
import type { CallerService } from '../caller.service.js';
import type { PersonStore } from '../person.store.js';
import type { RoleStore } from '../role.store.js';
import type { SignInService } from '../sign-in.service.js';
import { PersonType, RoleAssignmentType } from './person.type.js';
import { ActivateRoleInput, SignInInput } from './sign-in.input.js';
import { AboutType, ActivateRolePayload, SignInPayload, SignOutPayload, ViewerType, type DemoAccountType } from './viewer.type.js';

/** What the sign-in page is told about this installation. */
export interface Installation { isDemo: boolean; demoAccounts: readonly (Omit<DemoAccountType, 'title'> & { title: Bilingual })[]; version: string }

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly people: PersonStore,
    private readonly roleStore: RoleStore,
    private readonly offices: OfficeStore,
    private readonly signIns: SignInService,
    private readonly callers: CallerService,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  @Allow('access.open')
  @Query(() => AboutType, { description: '关于本系统。About this installation.' })
  about(@Ctx() { language }: RequestContext): AboutType {
    return { ...this.installation, demoAccounts: this.installation.demoAccounts.map((account) => ({ ...account, title: account.title[language] })), businessTime: formatInstant(this.clock.business()) };
  }

  @Allow('access.self')
  @AnswersOwnIdentity()
  @Query(() => ViewerType, { nullable: true, description: '当前调用者；未登录为空。The caller; null when nobody is signed in.' })
  viewer(@Ctx() context: RequestContext): ViewerType | null {
    return viewerOf(context.caller);
  }

  @Allow('access.open')
  @AnswersOwnIdentity()
  @Mutation(() => SignInPayload, { description: '登录：会话写入 HttpOnly Cookie。Signs in; the session is an HttpOnly cookie.' })
  async signIn(@Arg('input', () => SignInInput, { description: '输入。' }) input: SignInInput, @Ctx() context: RequestContext): Promise<SignInPayload> {
    const outcome = await this.signIns.signIn(context, input.login, input.password);
    if (!outcome.ok) return { viewer: null, refusals: refusalsIn(context.language, outcome.refusals) };
    const { token, expiresAt } = outcome.value;
    context.setSession(token, expiresAt);
    context.caller = await this.callers.ofSession(token);
    return { viewer: viewerOf(context.caller), refusals: [] };
  }

  @Allow('access.open')
  @Mutation(() => SignOutPayload, { description: '退出登录。Ends the session.' })
  async signOut(@Ctx() context: RequestContext): Promise<SignOutPayload> {
    await this.signIns.signOut(context);
    context.setSession(null, new Date(0));
    return { refusals: [] };
  }

  @Allow('access.switch')
  @AnswersOwnIdentity()
  @Mutation(() => ActivateRolePayload, { description: '切换到本人的另一角色。Acts in another of the own roles.' })
  async activateRole(@Arg('input', () => ActivateRoleInput, { description: '输入。' }) input: ActivateRoleInput, @Ctx() context: RequestContext): Promise<ActivateRolePayload> {
    const outcome = await this.signIns.activateRole(context, keyOf('RoleAssignment', input.roleId) ?? 0);
    if (!outcome.ok) return { viewer: viewerOf(context.caller), refusals: refusalsIn(context.language, outcome.refusals) };
    if (context.sessionToken) context.caller = await this.callers.ofSession(context.sessionToken);
    return { viewer: viewerOf(context.caller), refusals: [] };
  }

  @FieldResolver(() => PersonType, { nullable: true, description: '本人；第三方平台为空。' })
  async person(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<PersonType | null> {
    return caller.personId === null ? null : this.people.byKey(caller.scope, caller.personId, selectionOf(info, 'Person'));
  }

  @FieldResolver(() => [RoleAssignmentType], { description: '本人现任的全部角色。All roles that the person holds now.' })
  async roles(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RoleAssignmentType[]> {
    return caller.personId === null ? [] : this.roleStore.validRolesOf(caller.personId, this.clock.today(), selectionOf(info, 'RoleAssignment'));
  }

  @FieldResolver(() => RoleAssignmentType, { nullable: true, description: '当前行使的角色。The role in which this session acts.' })
  async activeRole(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RoleAssignmentType | null> {
    if (caller.personId === null || caller.roleId === null) return null;
    return this.roleStore.validRole(caller.personId, caller.roleId, this.clock.today(), selectionOf(info, 'RoleAssignment'));
  }

  @FieldResolver(() => Boolean, { description: '可否浏览组织机构。' })
  viewerCanBrowseOffices(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('offices.browse'); }

  @FieldResolver(() => OfficeType, { nullable: true, description: '当前角色或平台所属的项目办。The office of the active role or of the platform.' })
  async office(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OfficeType | null> {
    // The own office is known to everybody who holds a role there, whatever else their scope shows.
    return caller.officeId === null ? null : this.offices.byKey({ kind: 'job', job: 'own-office' }, caller.officeId, selectionOf(info, 'Office'));
  }
}

export function viewerOf(caller: Caller): ViewerType | null {
  return caller.kind === 'ANONYMOUS' ? null : { kind: caller.kind, name: caller.name, scopes: caller.apiScopes };
}
