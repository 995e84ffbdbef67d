// Front door of access: people, roles, sessions, and who may do what.
import type { ClassType } from 'type-graphql';
import { accessActions } from './access.actions.js';
import { AppointmentRecord } from './appointment-record.entity.js';
import { ChiefTutorAppointment, ChiefTutorRecommendation } from './chief-tutor.entity.js';
import { Credential } from './credential.entity.js';
import { AppointmentResolver, OfficePostsResolver, ViewerPostsResolver } from './graphql/appointment.resolver.js';
import { AppointmentRecommendationResolver, ChiefTutorResolver, ViewerChiefTutorsResolver } from './graphql/chief-tutor.resolver.js';
import { OfficePeoplePreviewResolver } from './graphql/office-people.resolver.js';
import { RightsResolver } from './graphql/rights.resolver.js';
import { ViewAsResolver, ViewerViewingAsResolver, ViewingAsResolver } from './graphql/view-as.resolver.js';
import { AccessResetResolver } from './graphql/access-reset.resolver.js';
import { AccountResolver } from './graphql/account.resolver.js';
import { SignInResolver } from './graphql/sign-in.resolver.js';
import { ViewerResolver } from './graphql/viewer.resolver.js';
import { LikelyDuplicate } from './likely-duplicate.entity.js';
import { PeopleCount } from './people-count.entity.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { Session } from './session.entity.js';
import { RecoveryCode, SecondFactor } from './second-factor.entity.js';
import { KnownAddress, SignInCount } from './sign-in-count.entity.js';
import { TeacherProfile } from './teacher-profile.entity.js';

export { Person, RoleAssignment, TeacherProfile };
export { appointmentExport, recommendationExport, vacantOfficeExport } from './post-exports.js';
export { AccessResetService } from './access-reset.service.js';
export { AppointmentService, type Allotment, type AllotmentPlan, type Allotter } from './appointment.service.js';
export { AppointmentStore, appointmentShape } from './appointment.store.js';
export { ChiefTutorService } from './chief-tutor.service.js';
export { ChiefTutorStore } from './chief-tutor.store.js';
export { AppointmentType } from './graphql/appointment.type.js';
export { AppointmentRecommendationResolver, AppointmentResolver, ChiefTutorResolver, OfficePostsResolver, ViewerChiefTutorsResolver, ViewerPostsResolver };
export { CallerService, type Allotments } from './caller.service.js';
export { PasswordService } from './password.service.js';
export { SecondFactorService } from './second-factor.service.js';
export { SessionService } from './session.service.js';
export { SessionStore } from './session.store.js';
export { SignInCountStore } from './sign-in-count.store.js';
export { SingleSignOnService, type SingleSignOnSettings } from './single-sign-on.service.js';
export { isSecondFactorRequired } from './rules/sign-in-step.js';
export { tokenHash } from './tokens.js';
export { totpCodeAt } from './totp.js';
export { Entrance } from './graphql/entrance.js';
export { hashPassword } from './passwords.js';
export { giveLearnerRoles } from './learners.js';
export { OfficePeople, followOffices } from './office-people.store.js';
export { OfficePeoplePreviewResolver } from './graphql/office-people.resolver.js';
export { RightsService } from './rights.service.js';
export { ViewAsService } from './view-as.service.js';
export { RightsResolver, ViewAsResolver, ViewerViewingAsResolver, ViewingAsResolver };
export { TeachersMoved } from './person-events.js';
export { PersonStore, personShape } from './person.store.js';
export { RoleStore, roleShape, validOn } from './role.store.js';
export { SignInService } from './sign-in.service.js';
export { PersonType, RoleAssignmentType, RoleEnum, StageEnum, SubjectEnum } from './graphql/person.type.js';
export { ApiScopeEnum, ViewerType } from './graphql/viewer.type.js';
export { AccessResetResolver, AccountResolver, SignInResolver };
export { ViewerResolver, type Installation } from './graphql/viewer.resolver.js';

export const access = {
  name: 'access',
  entities: [Person, TeacherProfile, PeopleCount, LikelyDuplicate, RoleAssignment, Credential, Session, SignInCount, KnownAddress, SecondFactor, RecoveryCode, AppointmentRecord, ChiefTutorRecommendation, ChiefTutorAppointment],
  resolvers: [ViewerResolver, SignInResolver, AccountResolver, AccessResetResolver, OfficePeoplePreviewResolver, RightsResolver, ViewAsResolver, ViewerViewingAsResolver, ViewingAsResolver, AppointmentResolver, OfficePostsResolver, ViewerPostsResolver, ChiefTutorResolver, AppointmentRecommendationResolver, ViewerChiefTutorsResolver] as ClassType[],
  actions: accessActions,
  secrets: ['credential', 'session', 'sign_in_count', 'known_address', 'second_factor', 'recovery_code'],
  // When offices merge or close, people and roles follow in the administrator's own transaction.
  writes: { office: ['person', 'people_count', 'role_assignment', 'chief_tutor_recommendation'] },
  // Records are added and never changed.
  inserts: { office: ['appointment_record', 'chief_tutor_appointment'] },
};
