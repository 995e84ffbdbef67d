// Front door of programmes: rules as data, periods, courses, classes.
import type { ClassType } from 'type-graphql';
import { CourseReading, courseNames } from './course-reading.entity.js';
import { Course, Unit } from './course.entity.js';
import { AppointmentAllotmentsResolver, ClassTutorsResolver, ProgrammeAllotmentsResolver } from './graphql/allotments.resolver.js';
import { PeriodChoosingResolver } from './graphql/choosing-days.resolver.js';
import { OfficeWindowResolver } from './graphql/office-window.resolver.js';
import { ProgrammeActsResolver, ProgrammeLifeResolver, ViewerProgrammesResolver } from './graphql/programme-life.resolver.js';
import { PeriodResolver, ProgrammeResolver, RoleProgrammeResolver } from './graphql/programme.resolver.js';
import { RuleDraftResolver } from './graphql/rule-draft.resolver.js';
import { OfficeWindow } from './office-window.entity.js';
import { Period } from './period.entity.js';
import { ProgrammeContact, ProgrammeFile, ProgrammeReply, ProgrammeStep, ProgrammeText } from './programme-life.entity.js';
import { Programme, ProgrammeRule } from './programme.entity.js';
import { programmeActions } from './programmes.actions.js';
import { TrainingBody } from './training-body.entity.js';
import { ClassTutor, ProgrammeRole, TrainingClass } from './training-class.entity.js';

export { ClassTutor, Course, Period, Programme, ProgrammeRole, ProgrammeRule, TrainingBody, TrainingClass, Unit };
export { changeCourse, changeTrainingBody, insertCourse, insertPeriods, insertTrainingBody, moveCourse, openClasses, type BodyContent, type CourseContent, type UnitContent } from './course-writing.js';
export { courseStates, minutesOf, unitKinds, type CourseState, type UnitKind } from './rules/course-content.js';
export { classPeriodsOf, courseReviewOf, courseReviewOn, type CourseCriterion, type CourseReviewRules } from './rules/course-rules.js';
export { documentInForce, everInForce, parseRuleDocument, periodsOf, scoringOf, type RuleDocument, type Scoring } from './rules/rule-document.js';
export { quotaDaysOf, type QuotaDays } from './rules/quota-days.js';
export { excellenceOf, type ExcellenceRules } from './rules/excellence-rules.js';
export { gradingDayOf } from './rules/grading-days.js';
export { choosingOf, reviewOf, substitutionOf, type ChoosingRules, type ReviewRules, type SubstitutionDays } from './rules/enrolment-days.js';
export { checkedEligibilityKinds, eligibilityOf, type CheckedEligibility, type EligibilityClause, type EligibilityRules } from './rules/eligibility-rules.js';
export { officeWindowExport } from './office-window-export.js';
export { OfficeWindowService } from './office-window.service.js';
export { OfficeWindowStore, narrowedFor } from './office-window.store.js';
export { stateOfPeriod } from './rules/period-state.js';
export { ProgrammeStore, RuleBook, type ClassFilter, isCourseReadAs, courseShape, ofOpenProgrammes, periodShape, programmeShape, trainingClassShape } from './programme.store.js';
export { CourseStateEnum, CourseType, PeriodType, ProgrammeType, TrainingClassType } from './graphql/programme.type.js';
export { differencesOf, type RuleDifference } from './rules/rule-differences.js';
export { RuleDifferenceType, ruleDifferenceTypes } from './graphql/rule-version.type.js';
export { RuleDraftService } from './rule-draft.service.js';
export { DueProgrammes } from './due-programmes.js';
export { programmeDownloadDoor, programmeFileDoor } from './programme-file-doors.js';
export { ProgrammeLifeReader } from './programme-life.reader.js';
export { ProgrammeLifeService } from './programme-life.service.js';
export { ProgrammeLifeStore } from './programme-life.store.js';
export { ProgrammePartsService } from './programme-parts.service.js';
export { ProgrammeReader } from './programme-reader.js';
export { fileMaximumBytes, fileNameOf, fileRefusals, fileTypeOf } from './rules/programme-parts.js';
export { endedRefusals, takingPartRefusals, type ProgrammeState } from './rules/programme-life.js';
export { AllotmentService } from './allotment.service.js';
export { AppointmentAllotmentsResolver, ClassTutorsResolver, OfficeWindowResolver, PeriodChoosingResolver, PeriodResolver, ProgrammeActsResolver, ProgrammeAllotmentsResolver, ProgrammeLifeResolver, ProgrammeResolver, RoleProgrammeResolver, RuleDraftResolver, ViewerProgrammesResolver };

export const programmes = {
  name: 'programmes',
  entities: [Programme, ProgrammeRule, Period, TrainingBody, Course, CourseReading, Unit, TrainingClass, ClassTutor, ProgrammeRole, ProgrammeStep, ProgrammeText, ProgrammeFile, ProgrammeContact, ProgrammeReply, OfficeWindow],
  resolvers: [ProgrammeResolver, PeriodResolver, PeriodChoosingResolver, RoleProgrammeResolver, AppointmentAllotmentsResolver, ClassTutorsResolver, ProgrammeAllotmentsResolver, RuleDraftResolver, ProgrammeLifeResolver, ProgrammeActsResolver, ViewerProgrammesResolver, OfficeWindowResolver] as ClassType[],
  actions: programmeActions,
  names: [courseNames],
  writes: { office: ['programme', 'programme_file', 'office_window'] },
  inserts: { office: ['class_tutor', 'programme_role', 'programme_rule', 'programme_step', 'programme_text', 'programme_contact', 'programme_reply', 'office_window'] },
  deletes: { office: ['class_tutor', 'programme_role', 'programme_contact'] },
};
