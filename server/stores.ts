// The stores of all domains, and the lists that can be had as files: what is read, without a rule.
import { AppointmentStore, ChiefTutorStore, PersonStore, RoleStore, SessionStore, appointmentExport, recommendationExport, vacantOfficeExport } from './access/index.js';
import { AuditStore, auditExport } from './audit/index.js';
import { AllocationStore, allocatedExport, workloadExport, type AllocationService } from './allocation/index.js';
import { AppealStore, appealExport } from './appeals/index.js';
import { QueueStore, RubricStore, SavedCommentStore, SheetStore, SubmissionStore, assignmentExport, gradingSheetExport, gradingSheetRowExport, gradingSheetsExport, queueExport, rubricChangeExport, rubricExport, savedCommentExport } from './assignments/index.js';
import { CourseStore, TrainingBodyStore, courseExport, trainingBodyExport } from './courses/index.js';
import { ChoiceStore, ClassPlacesStore, EnrolmentStore, ExceptionStore, ParticipationStore, choiceExport, classExport, enrolmentExport, participationExport, exceptionExport } from './enrolment/index.js';
import { NominationStore, candidateExport, nominationExport } from './excellence/index.js';
import { ApiClientStore, ExportRequestStore, apiClientExport, exportRequestExport } from './exchange/index.js';
import { ModerationStore, secondMarkingExport } from './moderation/index.js';
import { IndicatorStore, indicatorExport } from './monitor/index.js';
import { OfficeChangeStore, OfficeContactStore, OfficeStore, SteeringGroupStore, officeChangeExport, officeContactExport, officeExport } from './offices/index.js';
import { PeopleStore, correctionExport, peopleExport } from './people/index.js';
import type { Clock } from './platform/clock/clock.js';
import type { Database } from './platform/database/database.js';
import { exportable, type ExportableList } from './platform/http/list-export.js';
import type { Vault } from './platform/vault/vault.js';
import { ProgrammeLifeStore, ProgrammeReader, ProgrammeStore, officeWindowExport, OfficeWindowService, OfficeWindowStore, RuleDraftService } from './programmes/index.js';
import { QuotaFrames, QuotaStore, idleQuotaExport, quotaExport, quotaMovementExport } from './quotas/index.js';
import { ResourceStore, resourceExport } from './resources/index.js';
import { RosterStore, rosterExport, rosterRowExport } from './roster/index.js';
import { BackTestReader, BackTestStore, ResultStore, backTestExport, resultExport } from './scoring/index.js';

export interface Stores {
  offices: OfficeStore;
  officeChanges: OfficeChangeStore;
  steeringGroups: SteeringGroupStore;
  officeContacts: OfficeContactStore;
  programmes: ProgrammeStore;
  officeWindows: OfficeWindowService;
  programmeLives: ProgrammeLifeStore;
  programmeReader: ProgrammeReader;
  courses: CourseStore;
  trainingBodies: TrainingBodyStore;
  resources: ResourceStore;
  persons: PersonStore;
  people: PeopleStore;
  roles: RoleStore;
  posts: AppointmentStore;
  chiefTutors: ChiefTutorStore;
  sessions: SessionStore;
  rosters: RosterStore;
  quotas: QuotaStore;
  enrolments: EnrolmentStore;
  classPlaces: ClassPlacesStore;
  exceptions: ExceptionStore;
  choices: ChoiceStore;
  participation: ParticipationStore;
  submissions: SubmissionStore;
  queues: QueueStore;
  sheets: SheetStore;
  savedComments: SavedCommentStore;
  rubrics: RubricStore;
  appeals: AppealStore;
  allocations: AllocationStore;
  results: ResultStore;
  backTests: BackTestStore;
  nominations: NominationStore;
  moderation: ModerationStore;
  indicators: IndicatorStore;
  apiClients: ApiClientStore;
  exportRequests: ExportRequestStore;
  auditTrail: AuditStore;
}

export function makeStores(database: Database, clock: Clock, vault: Vault): Stores {
  const offices = new OfficeStore(database);
  const programmes = new ProgrammeStore(database);
  const programmeLives = new ProgrammeLifeStore(database);
  const quotas = new QuotaStore(database, offices);
  return {
    offices,
    officeChanges: new OfficeChangeStore(database),
    steeringGroups: new SteeringGroupStore(database),
    officeContacts: new OfficeContactStore(database),
    programmes,
    officeWindows: new OfficeWindowService(database, programmes, new OfficeWindowStore(database), clock),
    programmeLives,
    programmeReader: new ProgrammeReader(database, programmeLives),
    courses: new CourseStore(database),
    trainingBodies: new TrainingBodyStore(database),
    resources: new ResourceStore(database),
    persons: new PersonStore(database),
    people: new PeopleStore(database, vault),
    roles: new RoleStore(database),
    posts: new AppointmentStore(database),
    chiefTutors: new ChiefTutorStore(database),
    sessions: new SessionStore(database, clock),
    rosters: new RosterStore(database),
    quotas,
    enrolments: new EnrolmentStore(database),
    classPlaces: new ClassPlacesStore(database, programmes),
    exceptions: new ExceptionStore(database),
    choices: new ChoiceStore(database),
    participation: new ParticipationStore(database, offices, programmes, quotas),
    submissions: new SubmissionStore(database),
    queues: new QueueStore(database),
    sheets: new SheetStore(database),
    savedComments: new SavedCommentStore(database),
    rubrics: new RubricStore(database),
    appeals: new AppealStore(database),
    allocations: new AllocationStore(database),
    results: new ResultStore(database),
    backTests: new BackTestStore(database, programmes),
    nominations: new NominationStore(database, programmes),
    moderation: new ModerationStore(database, clock),
    indicators: new IndicatorStore(database, offices, clock),
    apiClients: new ApiClientStore(database),
    exportRequests: new ExportRequestStore(database),
    auditTrail: new AuditStore(database),
  };
}

/** Every list of the console that is a file, too; those of persons above a size are fetched by who was allowed to (exports.door). */
export function listsOf({ offices, officeChanges, officeContacts, programmes, officeWindows, courses, trainingBodies, resources, people, posts, chiefTutors, rosters, quotas, enrolments, classPlaces, choices, participation, exceptions, submissions, sheets, savedComments, rubrics, appeals, allocations, results, backTests, nominations, moderation, indicators, apiClients, exportRequests, auditTrail }: Stores, database: Database, clock: Clock, allocating: AllocationService): ExportableList[] {
  const frames = new QuotaFrames(database, programmes, clock);
  return [
    exportable(peopleExport(people, offices)), exportable(correctionExport(people, offices)), exportable(enrolmentExport(enrolments, offices)), exportable(exceptionExport(exceptions, offices)), exportable(resultExport(results, offices)), exportable(backTestExport(backTests, new BackTestReader(backTests, programmes, new RuleDraftService(database, programmes, clock)))), exportable(indicatorExport(indicators, offices)), exportable(classExport(programmes, classPlaces, clock)), exportable(officeWindowExport(officeWindows)), exportable(courseExport(courses)), exportable(resourceExport(resources)), exportable(trainingBodyExport(trainingBodies)), exportable(quotaExport(quotas, frames)), exportable(quotaMovementExport(quotas, frames)), exportable(idleQuotaExport(quotas, frames)), exportable(choiceExport(choices, offices)), exportable(participationExport(participation, offices, clock)),
    exportable(officeExport(offices)), exportable(officeChangeExport(officeChanges, offices)), exportable(officeContactExport(officeContacts, offices)), exportable(appointmentExport(posts, offices)), exportable(vacantOfficeExport(posts, offices, clock)), exportable(recommendationExport(chiefTutors)),
    exportable(rosterExport(rosters)), exportable(rosterRowExport(rosters)), exportable(queueExport(submissions)), exportable(workloadExport(database, clock, allocating, allocations)), exportable(rubricExport(rubrics)), exportable(rubricChangeExport(rubrics)), exportable(assignmentExport(rubrics)), exportable(savedCommentExport(savedComments)), exportable(gradingSheetsExport(sheets)), exportable(gradingSheetRowExport(sheets)), exportable(allocatedExport(database, allocating, allocations)), exportable(appealExport(appeals)), exportable(secondMarkingExport(moderation)), exportable(nominationExport(nominations, offices)), exportable(candidateExport(nominations, clock)), exportable(apiClientExport(apiClients)), exportable(exportRequestExport(exportRequests, clock)), exportable(auditExport(auditTrail, offices)), gradingSheetExport(database, submissions),
  ];
}
