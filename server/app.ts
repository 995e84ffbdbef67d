// Composition root: makes everything from plain constructor arguments, for main and for the tests alike.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ClassType } from 'type-graphql';
import type pg from 'pg';
import {
  appointmentExport, recommendationExport, vacantOfficeExport, AccessResetResolver, AccessResetService, AccountResolver, AppointmentResolver, AppointmentService, AppointmentStore, CallerService, AppointmentRecommendationResolver, ChiefTutorResolver, ChiefTutorService, ChiefTutorStore, Entrance, OfficePostsResolver, ViewerChiefTutorsResolver, ViewerPostsResolver, OfficePeople, OfficePeoplePreviewResolver, PasswordService, PersonStore, RightsResolver, RightsService, RoleStore, SecondFactorService, SessionService, SessionStore, SignInCountStore, SignInResolver, SignInService,
  SingleSignOnService, ViewAsResolver, ViewAsService, ViewerResolver, ViewerViewingAsResolver, ViewingAsResolver, followOffices, type Installation, type SingleSignOnSettings,
} from './access/index.js';
import { AuditResolver, AuditStore, ViewerAuditResolver, auditExport } from './audit/index.js';
import { AbsenceWork, AllocationResolver, AllocationService, AllocationStore, ViewerAllocationResolver, workloadExport } from './allocation/index.js';
import { AnswerService, AppealResolver, AppealService, AppealStore, SubmissionAppealsResolver, ViewerAppealsResolver } from './appeals/index.js';
import {
  gradingSheetExport, queueExport, rubricChangeExport, rubricExport, sheetDoor, GradingSheetResolver, GradingSheetRowResolver, SheetDeeds, SheetService, SheetStore, StagedSheets, BulkActService, BulkActWork, ClaimService, DraftService, EnrolmentSubmissionsResolver, FlagService, GradingResolver, HandInService, OpinionService, QueueResolver, QueueStore, ReviewLookService, ReviewService, SavedCommentResolver, SavedCommentService, SavedCommentStore, SavedQueueService, SubmissionMoved,
  SubmissionMoves, SubmissionResolver, SubmissionStore, UndoService, ViewerAssignmentsResolver, RubricChangeService, RubricChangeWork, RubricResolver, RubricService, RubricStore, ViewerRubricsResolver, ViewerSavedCommentsResolver, isReleased, payloadResolvers,
} from './assignments/index.js';
import { catalogue, domains, entities } from './domains.js';
import { ClassLearnersResolver, EnrolmentQuotaResolver, EnrolmentResolver, EnrolmentStore, OfficeChangeEnrolmentsResolver, ParticipationResolver, ParticipationStore, ViewerEnrolmentResolver, enrolmentExport } from './enrolment/index.js';
import { ApiClientResolver, ApiClientService, ApiClientStore, ExportRequestResolver, ExportRequestService, ExportRequestStore, TokenService, ViewerExchangeResolver, ViewerExportsResolver, apiClientExport, exportRequestExport } from './exchange/index.js';
import { AnchorService, DisputeService, ModerationResolver, ModerationStore, SecondMarkingService, SecondMarkingSettings, ViewerModerationResolver, followSubmissions } from './moderation/index.js';
import { IndicatorStore, IndicatorsResolver, ViewerMonitorResolver, indicatorExport, keepCounters } from './monitor/index.js';
import {
  DueChangesService, OfficeChangeResolver, OfficeChangeService, OfficeChangeStore, OfficeContactResolver, OfficeContactService, OfficeContactStore, OfficeHistoryResolver, OfficeResolver, OfficeStore, ReorganisationService,
  SteeringGroupResolver, SteeringGroupService, SteeringGroupStore, officeChangeExport, officeContactExport, officeExport,
} from './offices/index.js';
import { CorrectionService, DerivedData, MergeService, OwnDataService, PeopleChangesResolver, PeopleResolver, PeopleStore, PersonDataResolver, RevealService, TeacherDataService, ViewerPeopleResolver, correctionExport, peopleExport } from './people/index.js';
import type { HeadsKeeper } from './platform/audit/heads-file.js';
import { AuditSealer } from './platform/audit/sealer.js';
import type { Clock } from './platform/clock/clock.js';
import { Database } from './platform/database/database.js';
import { sql } from './platform/database/sql.js';
import { Events } from './platform/events/events.js';
import { isSignedIn, type Caller, type RequestContext } from './platform/graphql/caller.js';
import { guardOptions, guardsPlugin, limits } from './platform/graphql/guards/index.js';
import { NodeResolver } from './platform/graphql/node.resolver.js';
import { KnownQueries } from './platform/graphql/known-queries.js';
import { Permissions } from './platform/graphql/permission.js';
import { buildPublicSchema } from './platform/graphql/schema.js';
import { exportDoor, exportable } from './platform/http/list-export.js';
import { createHttpServer, type Credentials } from './platform/http/http-server.js';
import { Live } from './platform/live/live.js';
import type { Vault } from './platform/vault/vault.js';
import { AllotmentService, AppointmentAllotmentsResolver, ClassTutorsResolver, PeriodResolver, ProgrammeAllotmentsResolver, ProgrammeResolver, ProgrammeStore, RoleProgrammeResolver, RuleBook, classExport } from './programmes/index.js';
import { Ledger, QuotaFrames, QuotaResolver, QuotaService, QuotaStore, ViewerQuotasResolver, followMoves } from './quotas/index.js';
import { RosterResolver, RosterRowResolver, RosterService, RosterStore, RosterWork, StagingService, ViewerRosterResolver, rosterDoor, rosterExport, rosterRowExport, rosterTemplateDoor } from './roster/index.js';
import { EnrolmentResultResolver, ResultResolver, ResultStore, ScoringService, resultExport } from './scoring/index.js';

export interface AppOptions {
  connection: pg.ClientConfig;
  clock: Clock;
  vault: Vault;
  installation: Installation;
  /** The identity provider; null where none is configured. */
  singleSignOn: SingleSignOnSettings | null;
  consoleFolder: string | null;
  isBehindProxy: boolean;
  /** Where the heads of the audit chain are kept: outside the database. */
  auditHeads: HeadsKeeper;
  logger: FastifyBaseLogger;
  /** Files of more persons than that need the approval of another administrator. */
  exportRowsWithoutApproval: number;
  /** False only in proofs that row-level security holds by itself. */
  isApplicationScopeOn: boolean;
}

export interface App {
  http: FastifyInstance;
  database: Database;
  knownQueries: KnownQueries;
  /** Does what is planned for today and before; the server does so by itself once a minute. Answers how many. */
  applyDueChanges(): Promise<number>;
  rosterWork: RosterWork;
  /** Seals the audit trail; the server starts it, tests ask it. */
  auditSealer: AuditSealer;
  bulkActWork: BulkActWork;
  rubricChangeWork: RubricChangeWork;
  absenceWork: AbsenceWork;
  close(): Promise<void>;
}

/** The resolvers of all domains, for the schema. */
export const resolverClasses: readonly ClassType[] = [NodeResolver, ...domains.flatMap((domain) => domain.resolvers)];

export async function createApp(options: AppOptions): Promise<App> {
  const { clock } = options;
  const database = await Database.connect({ connection: options.connection, orm: { entities }, readConnections: 12, sharedConnections: 2, writeConnections: 12, isApplicationScopeOn: options.isApplicationScopeOn });
  const live = new Live(options.connection);
  await live.start();
  const events = new Events();

  const derivedData = new DerivedData(database, options.vault, (error) => options.logger.error({ err: error }, 'completing what is derived from people\'s data failed'));
  const offices = new OfficeStore(database);
  const officeChanges = new OfficeChangeStore(database);
  const steeringGroups = new SteeringGroupStore(database);
  const officeContacts = new OfficeContactStore(database);
  const programmes = new ProgrammeStore(database);
  const persons = new PersonStore(database);
  const people = new PeopleStore(database, options.vault);
  const roles = new RoleStore(database);
  const posts = new AppointmentStore(database);
  const chiefTutors = new ChiefTutorStore(database);
  const quotas = new QuotaStore(database, offices);
  const quotaFrames = new QuotaFrames(database, programmes, clock);
  const ledger = new Ledger(database);
  const enrolments = new EnrolmentStore(database);
  const submissions = new SubmissionStore(database);
  const savedComments = new SavedCommentStore(database);
  const appeals = new AppealStore(database);
  const allocations = new AllocationStore(database);
  const allocating = new AllocationService(database, clock);
  const absenceWork = new AbsenceWork(allocating, (error) => options.logger.error({ err: error }, 'moving the work of an absent tutor failed and will be tried again'));
  const results = new ResultStore(database);
  const indicators = new IndicatorStore(database, offices, clock);
  const apiClients = new ApiClientStore(database);
  const auditTrail = new AuditStore(database);
  const exportRequests = new ExportRequestStore(database);
  const rubrics = new RubricStore(database);

  const rosters = new RosterStore(database);
  // Every list of the console that is a file, too; those of persons above a size are fetched by who was allowed to (exports.door).
  const lists = [
    exportable(peopleExport(people, offices)), exportable(correctionExport(people, offices)), exportable(enrolmentExport(enrolments, offices)), exportable(resultExport(results, offices)), exportable(indicatorExport(indicators, offices)), exportable(classExport(programmes)),
    exportable(officeExport(offices)), exportable(officeChangeExport(officeChanges, offices)), exportable(officeContactExport(officeContacts, offices)), exportable(appointmentExport(posts, offices)), exportable(vacantOfficeExport(posts, offices, clock)), exportable(recommendationExport(chiefTutors)),
    exportable(rosterExport(rosters)), exportable(rosterRowExport(rosters)), exportable(queueExport(submissions)), exportable(workloadExport(database, clock, allocating, allocations)), exportable(rubricExport(rubrics)), exportable(rubricChangeExport(rubrics)), exportable(apiClientExport(apiClients)), exportable(exportRequestExport(exportRequests, clock)), exportable(auditExport(auditTrail, offices)), gradingSheetExport(database, submissions),
  ];
  const exports = new ExportRequestService(database, clock, exportRequests, lists, options.exportRowsWithoutApproval);

  const rosterWork = new RosterWork(database, clock, (error, importId) => options.logger.error({ err: error, importId }, 'a roster import failed and will be taken up again'));

  const auditSealer = new AuditSealer(database, options.vault, options.auditHeads, {
    head: ({ number, hash }) => { options.logger.info({ number, hash }, 'head of the audit trail'); },
    lost: ({ number, hash }) => { options.logger.error({ number, hash }, 'the audit trail no longer holds this head: verify it'); },
    failure: (error) => { options.logger.error({ err: error }, 'sealing the audit trail failed and will be tried again'); },
  });

  const callers = new CallerService(database, clock, catalogue, programmes);
  const tokens = new TokenService(database, clock, catalogue);
  const sessions = new SessionStore(database, clock);
  const counts = new SignInCountStore(options.vault);
  const signIns = new SignInService(database, clock, options.vault, callers, counts, sessions);
  const passwords = new PasswordService(database, clock, options.vault, callers, counts, sessions);
  const factors = new SecondFactorService(database, clock, options.vault, callers, counts, sessions, passwords);
  const entrance = new Entrance(callers, factors, options.installation.demoSecret);
  const reportSignOn = (error: unknown): void => options.logger.warn({ err: error }, 'single sign-on failed');
  const singleSignOn = options.singleSignOn && new SingleSignOnService(options.singleSignOn, database, clock, options.vault, sessions, reportSignOn);
  const allotments = new AllotmentService();
  const appointing = new AppointmentService(database, clock, allotments);
  const rules = new RuleBook();
  const scoring = new ScoringService(clock, rules, events);

  const officePeople = new OfficePeople(database);
  const reorganisation = new ReorganisationService(database, clock, events, officePeople);
  const dueChanges = new DueChangesService(database, clock, reorganisation, (error) => options.logger.error({ err: error }, 'a planned change of the organisation failed'));

  const queues = new QueueStore(database);
  const moves = new SubmissionMoves(clock, events, live);
  const secondMarkings = new SecondMarkingService(clock, moves);
  const moderation = new ModerationStore(database, clock);
  const flags = new FlagService(database, clock, live);
  const reviewing = new ReviewService(database, clock, moves, secondMarkings);
  const undoing = new UndoService(database, clock, moves);
  const sheets = new SheetStore(database);
  const bulkActWork = new BulkActWork(database, clock, moves, flags, new SheetDeeds(database, clock, reviewing, undoing), (error) => options.logger.error({ err: error }, 'a row of a bulk act failed'));
  const bulkActs = new BulkActService(database, clock, bulkActWork);

  // In rank order: people follow their offices, a released review makes a result, a result moves the school's counters.
  followOffices(events, clock);
  followMoves(events, ledger, clock);
  events.on(SubmissionMoved, async (tx, { enrolmentId, from, to }) => { if (isReleased(from) || isReleased(to)) await scoring.recompute(tx, enrolmentId); });
  followSubmissions(events, clock);
  keepCounters(events);

  const rubricChangeWork = new RubricChangeWork(database, clock, moves, (error) => options.logger.error({ err: error }, 'scoring anew by a changed rubric failed and will be taken up again'));

  const instances = new Map<ClassType, object>([
    [NodeResolver, new NodeResolver({
      Office: (scope, key, selection) => offices.byKey(scope, key, selection),
      OfficeChange: (scope, key, selection) => officeChanges.byKey(scope, key, selection),
      OfficeContact: (scope, key, selection) => officeContacts.byKey(scope, key, selection),
      SteeringMember: (scope, key, selection) => steeringGroups.byKey(scope, key, selection),
      Person: (scope, key, selection) => persons.byKey(scope, key, selection),
      RoleAssignment: async (_scope, key, selection, { caller }) => (caller.personId === null ? null : roles.validRole(caller.personId, key, clock.today(), selection)),
      Appointment: (scope, key, selection) => posts.byKey(scope, key, selection),
      ChiefTutorRecommendation: (scope, key, selection) => chiefTutors.byKey(scope, key, selection),
      Programme: (scope, key, selection) => programmes.programmeByKey(scope, key, selection),
      Period: (scope, key, selection) => programmes.periodByKey(scope, key, selection),
      Course: (scope, key, selection) => programmes.courseByKey(scope, key, selection),
      TrainingClass: (scope, key, selection) => programmes.classByKey(scope, key, selection),
      Enrolment: (scope, key, selection) => enrolments.byKey(scope, key, selection),
      Result: (scope, key, selection) => results.byKey(scope, key, selection),
      Rubric: (scope, key, selection) => rubrics.byKey(scope, key, selection),
      RubricChange: (scope, key, selection) => rubrics.changeByKey(scope, key, selection),
      Assignment: (scope, key, selection) => submissions.assignmentByKey(scope, key, selection),
      Submission: (scope, key, selection) => submissions.byKey(scope, key, selection),
      Review: (scope, key, selection) => submissions.reviewByKey(scope, key, selection),
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
    })],
    [OfficeResolver, new OfficeResolver(offices)],
    [OfficeHistoryResolver, new OfficeHistoryResolver(offices, officeChanges)],
    [OfficeChangeResolver, new OfficeChangeResolver(offices, officeChanges, new OfficeChangeService(database, clock, reorganisation))],
    [OfficePeoplePreviewResolver, new OfficePeoplePreviewResolver(officePeople, clock)],
    [SteeringGroupResolver, new SteeringGroupResolver(offices, steeringGroups, new SteeringGroupService(database, officePeople), clock)],
    [OfficeContactResolver, new OfficeContactResolver(officeContacts, new OfficeContactService(database, clock, options.vault))],
    [RightsResolver, new RightsResolver(new RightsService(catalogue, persons, roles, offices, clock))],
    [ViewAsResolver, new ViewAsResolver(new ViewAsService(database, clock, offices, callers), callers, offices)],
    [ViewerViewingAsResolver, new ViewerViewingAsResolver()],
    [ViewingAsResolver, new ViewingAsResolver(offices)],
    [ViewerResolver, new ViewerResolver(persons, roles, offices, clock, options.installation)],
    [SignInResolver, new SignInResolver(signIns, factors, entrance, callers)],
    [AccountResolver, new AccountResolver(passwords, factors, new SessionService(database, callers, sessions), sessions, entrance)],
    [AccessResetResolver, new AccessResetResolver(new AccessResetService(database, clock, callers, persons, counts, sessions), persons)],
    [PeopleResolver, new PeopleResolver(people, offices)],
    [PersonDataResolver, new PersonDataResolver(people)],
    [PeopleChangesResolver, new PeopleChangesResolver(people, new TeacherDataService(database, clock, options.vault), new OwnDataService(database, clock, options.vault), new CorrectionService(database, clock, options.vault), new RevealService(database, clock, options.vault), new MergeService(database, clock, options.vault))],
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
    [ProgrammeResolver, new ProgrammeResolver(programmes, clock)],
    [PeriodResolver, new PeriodResolver(programmes, clock)],
    [RoleProgrammeResolver, new RoleProgrammeResolver()],
    [QuotaResolver, new QuotaResolver(quotas, quotaFrames, programmes, new QuotaService(database, clock, quotaFrames, ledger))],
    [ViewerQuotasResolver, new ViewerQuotasResolver()],
    [EnrolmentQuotaResolver, new EnrolmentQuotaResolver(quotas)],
    [ParticipationResolver, new ParticipationResolver(new ParticipationStore(database, offices, programmes, quotas), offices, clock)],
    [EnrolmentResolver, new EnrolmentResolver(enrolments, offices)],
    [OfficeChangeEnrolmentsResolver, new OfficeChangeEnrolmentsResolver(enrolments, clock)],
    [ViewerEnrolmentResolver, new ViewerEnrolmentResolver()],
    [SubmissionResolver, new SubmissionResolver(submissions)],
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
    [AppealResolver, new AppealResolver(appeals, new AppealService(database, clock, moves, rules), new AnswerService(database, clock, moves))],
    [SubmissionAppealsResolver, new SubmissionAppealsResolver(appeals, clock)],
    [ViewerAppealsResolver, new ViewerAppealsResolver()],
    [AllocationResolver, new AllocationResolver(database, clock, allocations, allocating)],
    [ViewerAllocationResolver, new ViewerAllocationResolver()],
    ...payloadResolvers.map((resolver): [ClassType, object] => [resolver, new resolver(submissions)]),
    [ResultResolver, new ResultResolver(results, offices)],
    [EnrolmentResultResolver, new EnrolmentResultResolver()],
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
  const schema = await buildPublicSchema(resolverClasses, catalogue, instances);
  const permissions = new Permissions(catalogue);
  const knownQueries = new KnownQueries(schema, permissions, limits);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    ...guardOptions(limits),
    plugins: [
      guardsPlugin<RequestContext>({
        limits,
        authenticationMutations: ['signIn', 'proveSecondFactor', 'beginSecondFactor', 'confirmSecondFactor', 'switchOffSecondFactor', 'renewRecoveryCodes', 'changePassword'],
        mayIntrospect: ({ caller }) => isSignedIn(caller),
        requestIdOf: ({ requestId }) => requestId,
        reportInternal: (error, requestId) => options.logger.error({ err: error.originalError ?? error, requestId }, 'operation failed'),
      }),
      permissions.plugin(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      knownQueries.plugin(),
    ],
    stopOnTerminationSignals: false,
  });
  await apollo.start();

  const http = await createHttpServer({
    apollo,
    knownQueries,
    live,
    issueToken: (context, clientId, secret, wanted) => tokens.issue(context, clientId, secret, wanted),
    singleSignOn,
    uploads: [rosterDoor(new StagingService(database, clock, options.vault), rosterWork), sheetDoor(new StagedSheets(database, clock))],
    downloads: [...lists.map((list) => exportDoor(database, list, options.exportRowsWithoutApproval)), exports.door(), rosterTemplateDoor],
    authenticate: (credentials) => authenticate(credentials, callers, tokens),
    anonymous: () => callers.anonymous(),
    isHealthy: () => database.rows({ kind: 'anonymous' }, sql`select 1 as one`).then(() => true, () => false),
    consoleFolder: options.consoleFolder,
    isBehindProxy: options.isBehindProxy,
    logger: options.logger,
  });
  void derivedData.start();
  rosterWork.start();
  bulkActWork.start();
  rubricChangeWork.start();
  absenceWork.start();
  dueChanges.start();
  return {
    http,
    database,
    knownQueries,
    applyDueChanges: () => dueChanges.applyDue(),
    rosterWork,
    auditSealer,
    bulkActWork,
    rubricChangeWork,
    absenceWork,
    close: async () => {
      await dueChanges.stop();
      await http.close();
      await derivedData.stop();
      await rosterWork.stop();
      await bulkActWork.stop();
      await rubricChangeWork.stop();
      await absenceWork.stop();
      await apollo.stop();
      await live.close();
      // Last, so that what the others did to the end is sealed.
      await auditSealer.stop();
      await database.close();
    },
  };
}

async function authenticate({ sessionToken, bearer, isActivity }: Credentials, callers: CallerService, tokens: TokenService): Promise<Caller> {
  if (bearer !== null) return (await tokens.callerOf(bearer)) ?? callers.anonymous();
  return sessionToken === null ? callers.anonymous() : callers.ofSession(sessionToken, isActivity);
}
