// The resolvers of all domains, made from stores and services by plain constructor arguments.
import type { ClassType } from 'type-graphql';
import {
  AccessResetResolver, AccessResetService, AccountResolver, AppointmentRecommendationResolver, AppointmentResolver, ChiefTutorResolver, ChiefTutorService, OfficePeoplePreviewResolver, OfficePostsResolver, RightsResolver, RightsService, SessionService, SignInResolver, ViewAsResolver, ViewAsService,
  ViewerChiefTutorsResolver, ViewerPostsResolver, ViewerResolver, ViewerViewingAsResolver, ViewingAsResolver, type AppointmentService, type CallerService, type Entrance, type Installation, type OfficePeople, type PasswordService, type SecondFactorService, type SignInCountStore, type SignInService,
} from './access/index.js';
import { AuditResolver, ViewerAuditResolver } from './audit/index.js';
import { AllocationResolver, ViewerAllocationResolver, type AllocationService } from './allocation/index.js';
import { AnswerService, AppealResolver, AppealService, SubmissionAppealsResolver, ViewerAppealsResolver } from './appeals/index.js';
import {
  ClaimService, DraftService, EnrolmentSubmissionsResolver, GradingDeadlineResolver, GradingResolver, GradingSheetResolver, GradingSheetRowResolver, HandInService, OpinionService, QueueResolver, ReviewLookService, RubricChangeService, RubricResolver, RubricService, SavedCommentResolver, SavedCommentService,
  SavedQueueService, SheetService, SubmissionResolver, ViewerAssignmentsResolver, ViewerRubricsResolver, ViewerSavedCommentsResolver, payloadResolvers, type BulkActService, type FlagService, type ReviewService, type RubricChangeWork, type SubmissionMoves, type UndoService,
} from './assignments/index.js';
import { ClassOpeningService, CourseActsResolver, CourseResolver, CourseReviewingService, CourseWritingService, TrainingBodyResolver, TrainingBodyService, ViewerCoursesResolver } from './courses/index.js';
import { catalogue } from './domains.js';
import { ChoicePlaceResolver, ChoiceResolver, ChoiceService, CapacityService, ClassLearnersResolver, ClassPlacesResolver, EligibilityResolver, EligibilityStore, EnrolService, EnrolmentQuotaResolver, EnrolmentResolver, EnrolmentReviewResolver, EnrolmentReviewService, EnrolmentReviewStore, ExceptionService, OfficeChangeEnrolmentsResolver, ParticipationResolver, ProgrammeExceptionsResolver, SheetEnrolResolver, SheetEnrolService, ViewerEnrolmentResolver, WithdrawalResolver, WithdrawalService, type ClassFrames, type Enrolling, type WaitingListWork } from './enrolment/index.js';
import { EnrolmentNominationResolver, NominationResolver, NominationService, ProgrammeExcellenceResolver, ViewerExcellenceResolver } from './excellence/index.js';
import { ApiClientResolver, ApiClientService, ExportRequestResolver, ViewerExchangeResolver, ViewerExportsResolver, type ExportRequestService } from './exchange/index.js';
import { AnchorService, DisputeService, ModerationResolver, SecondMarkingSettings, ViewerModerationResolver, type SecondMarkingService } from './moderation/index.js';
import { IndicatorsResolver, ViewerMonitorResolver } from './monitor/index.js';
import { OfficeChangeResolver, OfficeChangeService, OfficeContactResolver, OfficeContactService, OfficeHistoryResolver, OfficeResolver, SteeringGroupResolver, SteeringGroupService, type ReorganisationService } from './offices/index.js';
import { CorrectionService, MergeService, OwnDataService, PeopleChangesResolver, PeopleResolver, PersonDataResolver, RevealService, TeacherDataService, ViewerPeopleResolver } from './people/index.js';
import type { Clock } from './platform/clock/clock.js';
import type { Database } from './platform/database/database.js';
import type { Events } from './platform/events/events.js';
import { NodeResolver, type NodeReaders } from './platform/graphql/node.resolver.js';
import type { Live } from './platform/live/live.js';
import type { Vault } from './platform/vault/vault.js';
import { AppointmentAllotmentsResolver, ClassTutorsResolver, OfficeWindowResolver, PeriodChoosingResolver, PeriodResolver, ProgrammeActsResolver, ProgrammeAllotmentsResolver, ProgrammeLifeReader, ProgrammeLifeResolver, ProgrammeLifeService, ProgrammePartsService, ProgrammeResolver, RoleProgrammeResolver, RuleDraftResolver, RuleDraftService, ViewerProgrammesResolver, type AllotmentService, type RuleBook } from './programmes/index.js';
import { QuotaResolver, QuotaService, ViewerQuotasResolver, type Ledger, type QuotaFrames } from './quotas/index.js';
import { ResourceResolver, ResourceService, ViewerResourcesResolver } from './resources/index.js';
import { RosterResolver, RosterRowResolver, RosterService, ViewerRosterResolver, type RosterWork } from './roster/index.js';
import { BackTestReader, BackTestResolver, EnrolmentResultResolver, ResultResolver } from './scoring/index.js';
import type { Stores } from './stores.js';

/** What more than one resolver or job works with. */
export interface Services {
  callers: CallerService;
  counts: SignInCountStore;
  signIns: SignInService;
  passwords: PasswordService;
  factors: SecondFactorService;
  entrance: Entrance;
  allotments: AllotmentService;
  appointing: AppointmentService;
  officePeople: OfficePeople;
  reorganisation: ReorganisationService;
  rosterWork: RosterWork;
  allocating: AllocationService;
  moves: SubmissionMoves;
  secondMarkings: SecondMarkingService;
  flags: FlagService;
  reviewing: ReviewService;
  undoing: UndoService;
  bulkActs: BulkActService;
  rubricChangeWork: RubricChangeWork;
  rules: RuleBook;
  exports: ExportRequestService;
  quotaFrames: QuotaFrames;
  ledger: Ledger;
  classFrames: ClassFrames;
  enrolling: Enrolling;
  waitingListWork: WaitingListWork;
}

/** Where all of them run. */
export interface Ground { database: Database; clock: Clock; vault: Vault; live: Live; events: Events; installation: Installation }

/** Each resolver of the schema with what it works with. */
export function makeResolvers({ database, clock, vault, live, events, installation }: Ground, stores: Stores, services: Services): Map<ClassType, object> {
  const { offices, officeChanges, steeringGroups, officeContacts, programmes, officeWindows, programmeLives, programmeReader, courses, trainingBodies, resources, persons, people, roles, posts, chiefTutors, sessions, rosters, quotas, enrolments, classPlaces, exceptions, choices, participation, submissions, queues, sheets, savedComments, rubrics, appeals, allocations, results, backTests, nominations, moderation, indicators, apiClients, exportRequests, auditTrail } = stores;
  const ruleDrafts = new RuleDraftService(database, programmes, clock);
  const { callers, counts, signIns, passwords, factors, entrance, allotments, appointing, officePeople, reorganisation, rosterWork, allocating, moves, secondMarkings, flags, reviewing, undoing, bulkActs, rubricChangeWork, rules, exports, quotaFrames, ledger, classFrames, enrolling, waitingListWork } = services;
  const courseReviewing = new CourseReviewingService(database, clock, rules);
  return new Map<ClassType, object>([
    [NodeResolver, new NodeResolver(nodesOf(stores, clock))],
    [OfficeResolver, new OfficeResolver(offices)],
    [OfficeHistoryResolver, new OfficeHistoryResolver(offices, officeChanges)],
    [OfficeChangeResolver, new OfficeChangeResolver(offices, officeChanges, new OfficeChangeService(database, clock, reorganisation))],
    [OfficePeoplePreviewResolver, new OfficePeoplePreviewResolver(officePeople, clock)],
    [SteeringGroupResolver, new SteeringGroupResolver(offices, steeringGroups, new SteeringGroupService(database, officePeople), clock)],
    [OfficeContactResolver, new OfficeContactResolver(officeContacts, new OfficeContactService(database, clock, vault))],
    [RightsResolver, new RightsResolver(new RightsService(catalogue, persons, roles, offices, clock))],
    [ViewAsResolver, new ViewAsResolver(new ViewAsService(database, clock, offices, callers), callers, offices)],
    [ViewerViewingAsResolver, new ViewerViewingAsResolver()],
    [ViewingAsResolver, new ViewingAsResolver(offices)],
    [ViewerResolver, new ViewerResolver(persons, roles, offices, clock, installation)],
    [SignInResolver, new SignInResolver(signIns, factors, entrance, callers)],
    [AccountResolver, new AccountResolver(passwords, factors, new SessionService(database, callers, sessions), sessions, entrance)],
    [AccessResetResolver, new AccessResetResolver(new AccessResetService(database, clock, callers, persons, counts, sessions), persons)],
    [PeopleResolver, new PeopleResolver(people, offices)],
    [PersonDataResolver, new PersonDataResolver(people)],
    [PeopleChangesResolver, new PeopleChangesResolver(people, new TeacherDataService(database, clock, vault, events), new OwnDataService(database, clock, vault), new CorrectionService(database, clock, vault), new RevealService(database, clock, vault), new MergeService(database, clock, vault))],
    [ViewerPeopleResolver, new ViewerPeopleResolver()],
    [RosterResolver, new RosterResolver(rosters, new RosterService(database, clock, rosterWork))],
    [RosterRowResolver, new RosterRowResolver()],
    [ViewerRosterResolver, new ViewerRosterResolver()],
    [AppointmentResolver, new AppointmentResolver(posts, offices, appointing, clock)],
    [OfficePostsResolver, new OfficePostsResolver(posts, clock)],
    [ViewerPostsResolver, new ViewerPostsResolver()],
    [ChiefTutorResolver, new ChiefTutorResolver(chiefTutors, new ChiefTutorService(database, clock, appointing, allotments))],
    [AppointmentRecommendationResolver, new AppointmentRecommendationResolver()],
    [ViewerChiefTutorsResolver, new ViewerChiefTutorsResolver()],
    [AppointmentAllotmentsResolver, new AppointmentAllotmentsResolver(programmes, clock)],
    [ClassTutorsResolver, new ClassTutorsResolver(programmes, clock)],
    [ProgrammeAllotmentsResolver, new ProgrammeAllotmentsResolver(programmes)],
    [ClassLearnersResolver, new ClassLearnersResolver(enrolments)],
    [ClassPlacesResolver, new ClassPlacesResolver(classPlaces, programmes, new CapacityService(database, classFrames, waitingListWork), clock)],
    [ProgrammeResolver, new ProgrammeResolver(programmes, programmeReader, clock)],
    [ProgrammeLifeResolver, new ProgrammeLifeResolver(programmeReader, new ProgrammeLifeReader(programmeLives, programmes, clock), clock)],
    [ProgrammeActsResolver, new ProgrammeActsResolver(programmeReader, new ProgrammeLifeService(database, clock), new ProgrammePartsService(database, clock), clock)],
    [ViewerProgrammesResolver, new ViewerProgrammesResolver()],
    [OfficeWindowResolver, new OfficeWindowResolver(officeWindows, programmeReader, clock)],
    [PeriodResolver, new PeriodResolver(programmes, clock)],
    [RuleDraftResolver, new RuleDraftResolver(ruleDrafts, programmes, clock)],
    [PeriodChoosingResolver, new PeriodChoosingResolver(programmes, database, clock)],
    [RoleProgrammeResolver, new RoleProgrammeResolver()],
    [CourseResolver, new CourseResolver(courses, programmes, courseReviewing, clock)],
    [CourseActsResolver, new CourseActsResolver(courses, new CourseWritingService(database, clock), courseReviewing, new ClassOpeningService(database, programmes, clock))],
    [TrainingBodyResolver, new TrainingBodyResolver(trainingBodies, new TrainingBodyService(database))],
    [ViewerCoursesResolver, new ViewerCoursesResolver(courses)],
    [ResourceResolver, new ResourceResolver(resources, new ResourceService(database, clock))],
    [ViewerResourcesResolver, new ViewerResourcesResolver()],
    [QuotaResolver, new QuotaResolver(quotas, quotaFrames, programmes, new QuotaService(database, clock, quotaFrames, ledger, events))],
    [ViewerQuotasResolver, new ViewerQuotasResolver()],
    [EnrolmentQuotaResolver, new EnrolmentQuotaResolver(quotas)],
    [ParticipationResolver, new ParticipationResolver(participation, offices, clock)],
    [EnrolmentResolver, new EnrolmentResolver(enrolments, offices)],
    [ChoicePlaceResolver, new ChoicePlaceResolver(choices)],
    [ChoiceResolver, new ChoiceResolver(choices, offices, new ChoiceService(database, clock, classFrames), new EnrolService(database, classFrames, enrolling))],
    [EligibilityResolver, new EligibilityResolver(new EligibilityStore(database), classFrames, new ExceptionService(database, programmes, clock), exceptions, offices)],
    [SheetEnrolResolver, new SheetEnrolResolver(new SheetEnrolService(database, classFrames, enrolling))],
    [ProgrammeExceptionsResolver, new ProgrammeExceptionsResolver(exceptions)],
    [WithdrawalResolver, new WithdrawalResolver(enrolments, new WithdrawalService(database, clock, events, classFrames, waitingListWork))],
    [EnrolmentReviewResolver, new EnrolmentReviewResolver(new EnrolmentReviewStore(database, programmes, clock), enrolments, offices, new EnrolmentReviewService(database, clock, classFrames))],
    [OfficeChangeEnrolmentsResolver, new OfficeChangeEnrolmentsResolver(enrolments, clock)],
    [ViewerEnrolmentResolver, new ViewerEnrolmentResolver()],
    [SubmissionResolver, new SubmissionResolver(submissions)], [GradingDeadlineResolver, new GradingDeadlineResolver(programmes, clock)],
    [RubricResolver, new RubricResolver(rubrics, new RubricService(database, clock), new RubricChangeService(database, clock, rubricChangeWork))],
    [ViewerRubricsResolver, new ViewerRubricsResolver()],
    [EnrolmentSubmissionsResolver, new EnrolmentSubmissionsResolver(submissions)],
    [ViewerAssignmentsResolver, new ViewerAssignmentsResolver()],
    [GradingResolver, new GradingResolver(submissions, new ClaimService(database, clock, live), new DraftService(database, clock), reviewing, new HandInService(database, clock, events, live), new OpinionService(database, clock, live))],
    [SavedCommentResolver, new SavedCommentResolver(savedComments, new SavedCommentService(database, clock))],
    [ViewerSavedCommentsResolver, new ViewerSavedCommentsResolver()],
    [QueueResolver, new QueueResolver(queues, bulkActs, undoing, flags, new SavedQueueService(database), new ReviewLookService(database, clock))],
    [GradingSheetResolver, new GradingSheetResolver(sheets, new SheetService(database, clock, bulkActs))],
    [GradingSheetRowResolver, new GradingSheetRowResolver()],
    [AppealResolver, new AppealResolver(appeals, new AppealService(database, clock, moves, rules), new AnswerService(database, clock, moves), clock)],
    [SubmissionAppealsResolver, new SubmissionAppealsResolver(appeals, clock)],
    [ViewerAppealsResolver, new ViewerAppealsResolver()],
    [AllocationResolver, new AllocationResolver(database, clock, allocations, allocating)],
    [ViewerAllocationResolver, new ViewerAllocationResolver()],
    ...payloadResolvers.map((resolver): [ClassType, object] => [resolver, new resolver(submissions)]),
    [ResultResolver, new ResultResolver(results, offices)],
    [BackTestResolver, new BackTestResolver(new BackTestReader(backTests, programmes, ruleDrafts), backTests)],
    [EnrolmentResultResolver, new EnrolmentResultResolver()],
    [NominationResolver, new NominationResolver(nominations, new NominationService(database, clock, rules), offices, clock)],
    [EnrolmentNominationResolver, new EnrolmentNominationResolver()],
    [ProgrammeExcellenceResolver, new ProgrammeExcellenceResolver(programmes, clock)],
    [ViewerExcellenceResolver, new ViewerExcellenceResolver()],
    [ModerationResolver, new ModerationResolver(moderation, submissions, new SecondMarkingSettings(database, clock), new DisputeService(database, clock, moves, secondMarkings), new AnchorService(database, clock))],
    [ViewerModerationResolver, new ViewerModerationResolver()],
    [IndicatorsResolver, new IndicatorsResolver(indicators, offices)],
    [ViewerMonitorResolver, new ViewerMonitorResolver()],
    [ApiClientResolver, new ApiClientResolver(apiClients, new ApiClientService(database, clock))],
    [ViewerExchangeResolver, new ViewerExchangeResolver()],
    [ExportRequestResolver, new ExportRequestResolver(exportRequests, exports, clock)],
    [ViewerExportsResolver, new ViewerExportsResolver()],
    [AuditResolver, new AuditResolver(auditTrail, offices)],
    [ViewerAuditResolver, new ViewerAuditResolver()],
  ]);
}

/** Where each kind of node is found by its key. */
function nodesOf({ offices, officeChanges, steeringGroups, officeContacts, programmes, programmeReader, trainingBodies, resources, persons, people, roles, posts, chiefTutors, sessions, rosters, enrolments, submissions, queues, sheets, savedComments, rubrics, appeals, results, nominations, moderation, apiClients, exportRequests, auditTrail }: Stores, clock: Clock): NodeReaders {
  return {
    Office: (scope, key, selection) => offices.byKey(scope, key, selection),
    OfficeChange: (scope, key, selection) => officeChanges.byKey(scope, key, selection),
    OfficeContact: (scope, key, selection) => officeContacts.byKey(scope, key, selection),
    SteeringMember: (scope, key, selection) => steeringGroups.byKey(scope, key, selection),
    Person: (scope, key, selection) => persons.byKey(scope, key, selection),
    RoleAssignment: async (_scope, key, selection, { caller }) => (caller.personId === null ? null : roles.validRole(caller.personId, key, clock.today(), selection)),
    Appointment: (scope, key, selection) => posts.byKey(scope, key, selection),
    ChiefTutorRecommendation: (scope, key, selection) => chiefTutors.byKey(scope, key, selection),
    Programme: (_scope, key, selection, { caller }) => programmeReader.one(caller, key, clock.today(), selection),
    Period: (scope, key, selection) => programmes.periodByKey(scope, key, selection),
    TrainingBody: (scope, key, selection) => trainingBodies.byKey(scope, key, selection),
    Resource: (scope, key, selection) => resources.byKey(scope, key, selection),
    Course: (scope, key, selection) => programmes.courseByKey(scope, key, selection),
    TrainingClass: (scope, key, selection) => programmes.classByKey(scope, key, selection),
    Enrolment: (scope, key, selection) => enrolments.byKey(scope, key, selection),
    Result: (scope, key, selection) => results.byKey(scope, key, selection),
    Rubric: (scope, key, selection) => rubrics.byKey(scope, key, selection),
    RubricChange: (scope, key, selection) => rubrics.changeByKey(scope, key, selection),
    Assignment: (scope, key, selection) => submissions.assignmentByKey(scope, key, selection),
    Submission: (scope, key, selection) => submissions.byKey(scope, key, selection),
    Review: (scope, key, selection) => submissions.reviewByKey(scope, key, selection),
    Nomination: (scope, key, selection) => nominations.byKey(scope, key, selection),
    SecondMarking: (scope, key, selection) => moderation.secondMarkingByKey(scope, key, selection),
    AnchorPaper: (scope, key, selection) => moderation.anchorByKey(scope, key, selection),
    Appeal: (scope, key, selection) => appeals.byKey(scope, key, selection),
    SavedQueue: (scope, key, selection) => queues.savedQueueByKey(scope, key, selection),
    BulkAct: (scope, key, selection) => queues.bulkActByKey(scope, key, selection),
    GradingSheet: (scope, key, selection) => sheets.byKey(scope, key, selection),
    Opinion: (scope, key, selection) => submissions.opinionByKey(scope, key, selection),
    SavedComment: (scope, key, selection) => savedComments.byKey(scope, key, selection),
    ApiClient: (scope, key, selection) => apiClients.byKey(scope, key, selection),
    Session: async (_scope, key, _selection, { caller }) => (caller.personId === null ? null : sessions.byKey(caller.personId, key, caller.sessionId)),
    DataCorrection: (scope, key, selection) => people.correctionByKey(scope, key, selection),
    RosterImport: (scope, key, selection) => rosters.byKey(scope, key, selection),
    AuditEvent: (scope, key, selection) => auditTrail.byKey(scope, key, selection),
    ExportRequest: (scope, key, selection) => exportRequests.byKey(scope, key, selection),
  };
}
