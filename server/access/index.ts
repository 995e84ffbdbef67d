// Front door of access: people, roles, sessions, and who may do what.
import type { ClassType } from 'type-graphql';
import { accessActions } from './access.actions.js';
import { AppointmentRecord } from './appointment-record.entity.js';
import { ChiefTutorAppointment, ChiefTutorRecommendation } from './chief-tutor.entity.js';
import { Credential } from './credential.entity.js';
import { AppointmentResolver, OfficePostsResolver, ViewerPostsResolver } from './graphql/appointment.resolver.js';
import { ChiefTutorResolver, ViewerChiefTutorsResolver } from './graphql/chief-tutor.resolver.js';
import { ViewerResolver } from './graphql/viewer.resolver.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { Session } from './session.entity.js';
import { SignInFailure } from './sign-in-failure.entity.js';
import { TeacherProfile } from './teacher-profile.entity.js';

export { Person, RoleAssignment, TeacherProfile };
export { AppointmentService, type Allotment, type AllotmentPlan, type Allotter } from './appointment.service.js';
export { AppointmentStore } from './appointment.store.js';
export { ChiefTutorService } from './chief-tutor.service.js';
export { ChiefTutorStore } from './chief-tutor.store.js';
export { AppointmentType } from './graphql/appointment.type.js';
export { AppointmentResolver, ChiefTutorResolver, OfficePostsResolver, ViewerChiefTutorsResolver, ViewerPostsResolver };
export { CallerService, tokenHash, type Allotments } from './caller.service.js';
export { hashPassword } from './passwords.js';
export { PersonStore, personShape } from './person.store.js';
export { RoleStore, roleShape } from './role.store.js';
export { SignInService } from './sign-in.service.js';
export { checkDigitOf, maskIdCard, maskMobile } from './rules/id-card.js';
export { PersonType, RoleAssignmentType, StageEnum, SubjectEnum } from './graphql/person.type.js';
export { ApiScopeEnum, ViewerType } from './graphql/viewer.type.js';
export { ViewerResolver, type Installation } from './graphql/viewer.resolver.js';

export const access = {
  name: 'access',
  entities: [Person, TeacherProfile, RoleAssignment, Credential, Session, SignInFailure, AppointmentRecord, ChiefTutorRecommendation, ChiefTutorAppointment],
  resolvers: [ViewerResolver, AppointmentResolver, OfficePostsResolver, ViewerPostsResolver, ChiefTutorResolver, ViewerChiefTutorsResolver] as ClassType[],
  actions: accessActions,
  secrets: ['credential', 'session', 'sign_in_failure'],
  writes: { office: ['role_assignment', 'chief_tutor_recommendation'] },
  // Records are added and never changed.
  inserts: { office: ['appointment_record', 'chief_tutor_appointment'] },
};
