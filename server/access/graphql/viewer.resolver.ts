// What the sign-in page is told, and the caller's own view of themselves.
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Query, Resolver } from 'type-graphql';
import { formatInstant } from '../../kernel/calendar.js';
import type { Bilingual } from '../../kernel/refusals.js';
import { OfficeType, type OfficeStore } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Scope } from '../../platform/database/scope.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { Allow, AnswersOwnIdentity } from '../../platform/graphql/permission.js';
import type { PersonStore } from '../person.store.js';
import type { RoleStore } from '../role.store.js';
import { viewerOf } from './entrance.js';
import { PersonType, RoleAssignmentType } from './person.type.js';
import { AboutType, ViewerType, type DemoAccountType } from './viewer.type.js';

/** What the sign-in page is told about this installation. */
export interface Installation {
  isDemo: boolean;
  demoAccounts: readonly (Omit<DemoAccountType, 'title'> & { title: Bilingual })[];
  /** The published secret of the demonstration's second factors; null in earnest. */
  demoSecret: string | null;
  /** What the button of the identity provider says; null where none is configured. */
  singleSignOnLabel: string | null;
  version: string;
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly people: PersonStore,
    private readonly roleStore: RoleStore,
    private readonly offices: OfficeStore,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  @Allow('access.open')
  @Query(() => AboutType, { description: '关于本系统。About this installation.' })
  about(@Ctx() { language }: RequestContext): AboutType {
    const { isDemo, singleSignOnLabel, version } = this.installation;
    return { isDemo, singleSignOnLabel, version, demoAccounts: this.installation.demoAccounts.map((account) => ({ ...account, title: account.title[language] })), businessTime: formatInstant(this.clock.business()) };
  }

  @Allow('access.self')
  @AnswersOwnIdentity()
  @Query(() => ViewerType, { nullable: true, description: '当前调用者；未登录为空。The caller; null when nobody is signed in.' })
  viewer(@Ctx() context: RequestContext): ViewerType | null {
    return viewerOf(context.caller);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: '本人；第三方平台为空。' })
  async person(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<PersonType | null> {
    return caller.personId === null ? null : this.people.byKey(ownScope(caller.personId), caller.personId, selectionOf(info, 'Person'));
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

  @FieldResolver(() => Boolean, { description: '可否查看本级及以下的机构变更。' })
  viewerCanReadOfficeChanges(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('offices.history'); }

  @FieldResolver(() => OfficeType, { nullable: true, description: '当前角色或平台所属的项目办。The office of the active role or of the platform.' })
  async office(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OfficeType | null> {
    // The own office is known to everybody who holds a role there, whatever else their scope shows.
    return caller.officeId === null ? null : this.offices.byKey({ kind: 'job', job: 'own-office' }, caller.officeId, selectionOf(info, 'Office'));
  }
}

/** The own identity is read as oneself: a post, or the own school, may lie outside what the active role sees. */
function ownScope(personId: number): Scope { return { kind: 'self', personId }; }
