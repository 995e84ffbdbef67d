// Front door of access: people, roles, sessions, and who may do what.
import type { ClassType } from 'type-graphql';
import { accessActions } from './access.actions.js';
import { Credential } from './credential.entity.js';
import { ViewerResolver } from './graphql/viewer.resolver.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { Session } from './session.entity.js';
import { SignInFailure } from './sign-in-failure.entity.js';
import { TeacherProfile } from './teacher-profile.entity.js';

export { Person, RoleAssignment, TeacherProfile };
export { CallerService, tokenHash, type Allotments } from './caller.service.js';
export { hashPassword } from './passwords.js';
export { PersonStore, personShape } from './person.store.js';
export { RoleStore, roleShape } from './role.store.js';
export { SignInService } from './sign-in.service.js';
export { PersonType, RoleAssignmentType, StageEnum, SubjectEnum } from './graphql/person.type.js';
export { ApiScopeEnum, ViewerType } from './graphql/viewer.type.js';
export { ViewerResolver, type Installation } from './graphql/viewer.resolver.js';

export const access = {
  name: 'access',
  entities: [Person, TeacherProfile, RoleAssignment, Credential, Session, SignInFailure],
  resolvers: [ViewerResolver] as ClassType[],
  actions: accessActions,
  secrets: ['credential', 'session', 'sign_in_failure'],
};
