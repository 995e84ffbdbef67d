// Front door of enrolment (报名).
import type { ClassType } from 'type-graphql';
import { ClassPlaces } from './class-places.entity.js';
import { CourseChoice } from './course-choice.entity.js';
import { EnrolmentException } from './enrolment-exception.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { enrolmentActions } from './enrolment.actions.js';
import { ChoicePlaceResolver } from './graphql/choice-place.resolver.js';
import { ChoiceResolver } from './graphql/choice.resolver.js';
import { ClassPlacesResolver } from './graphql/class-places.resolver.js';
import { ClassLearnersResolver } from './graphql/class-learners.resolver.js';
import { EligibilityResolver } from './graphql/eligibility.resolver.js';
import { EnrolmentResolver } from './graphql/enrolment.resolver.js';
import { OfficeChangeEnrolmentsResolver } from './graphql/office-change-enrolments.resolver.js';
import { ParticipationResolver } from './graphql/participation.resolver.js';
import { ProgrammeExceptionsResolver } from './graphql/programme-exceptions.resolver.js';
import { EnrolmentQuotaResolver } from './graphql/quota-trail.resolver.js';
import { SheetEnrolResolver } from './graphql/sheet-enrol.resolver.js';
import { EnrolmentReviewResolver } from './graphql/review.resolver.js';
import { WithdrawalResolver } from './graphql/withdrawal.resolver.js';
import { ViewerEnrolmentResolver } from './graphql/viewer-enrolment.resolver.js';

export { CourseChoice, Enrolment, EnrolmentException };
export { CapacityService } from './capacity.service.js';
export { classExport } from './class-export.js';
export { ClassPlacesStore } from './class-places.store.js';
export { PromotionService } from './promotion.service.js';
export { WaitingListWork } from './waiting-list-work.js';
export { ChoiceService } from './choice.service.js';
export { ChoiceStore } from './choice.store.js';
export { ClassFrames } from './class-frame.js';
export { WithdrawalService } from './withdrawal.service.js';
export { EnrolmentReviewService } from './review.service.js';
export { EnrolmentReviewStore } from './review.store.js';
export { EligibilityStore } from './eligibility.store.js';
export { exceptionExport } from './exception-export.js';
export { ExceptionService } from './exception.service.js';
export { ExceptionStore } from './exception.store.js';
export { EnrolService } from './enrol.service.js';
export { Enrolling } from './enrol-together.js';
export { EnrolmentSheets } from './enrolment-sheet.js';
export { enrolmentSheetDoor, waitingSheetDoor } from './enrolment-sheet-door.js';
export { SheetEnrolService } from './sheet-enrol.service.js';
export { EnrolmentWithdrawn, LearnersEnrolled, type EnrolmentKeys } from './enrolment-events.js';
export { followTeachers } from './moved-teachers.js';
export { factColumns, scopeColumns } from './fact-columns.js';
export { choiceExport, enrolmentExport } from './enrolment-export.js';
export { participationExport } from './participation-export.js';
export { EnrolmentStore, enrolmentShape } from './enrolment.store.js';
export { EnrolmentType } from './graphql/enrolment.type.js';
export { EnrolmentResolver } from './graphql/enrolment.resolver.js';
export { ParticipationStore } from './participation.store.js';
export { targetOf } from './rules/participation.js';
export { ChoicePlaceResolver, ChoiceResolver, ClassLearnersResolver, ClassPlacesResolver, EligibilityResolver, EnrolmentQuotaResolver, EnrolmentReviewResolver, OfficeChangeEnrolmentsResolver, ParticipationResolver, ProgrammeExceptionsResolver, SheetEnrolResolver, ViewerEnrolmentResolver, WithdrawalResolver };

export const enrolment = {
  name: 'enrolment',
  entities: [Enrolment, ClassPlaces, CourseChoice, EnrolmentException],
  resolvers: [EnrolmentResolver, ChoiceResolver, ChoicePlaceResolver, ClassLearnersResolver, ClassPlacesResolver, OfficeChangeEnrolmentsResolver, EnrolmentQuotaResolver, ParticipationResolver, ViewerEnrolmentResolver, WithdrawalResolver, EnrolmentReviewResolver, EligibilityResolver, ProgrammeExceptionsResolver, SheetEnrolResolver] as ClassType[],
  actions: enrolmentActions,
  // A school changes nobody's choice; but it holds them while it enrols, which asks for the same right.
  writes: { office: ['class_places', 'course_choice', 'enrolment'], self: ['course_choice'] },
  inserts: { office: ['enrolment_exception'] },
};
