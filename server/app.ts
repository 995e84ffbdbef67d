// Composition root: makes everything from plain constructor arguments, for main and for the tests alike.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ClassType } from 'type-graphql';
import type pg from 'pg';
import { AppointmentService, CallerService, Entrance, OfficePeople, PasswordService, SecondFactorService, SignInCountStore, SignInService, SingleSignOnService, followOffices, type Installation, type SingleSignOnSettings } from './access/index.js';
import { AbsenceWork, AllocationService } from './allocation/index.js';
import { BulkActService, BulkActWork, FlagService, ReviewService, RubricChangeWork, SheetDeeds, StagedSheets, SubmissionMoved, SubmissionMoves, UndoService, followWithdrawals, isReleased, sheetDoor } from './assignments/index.js';
import { catalogue, domains, entities, namesRead } from './domains.js';
import { ClassFrames, Enrolling, EnrolmentSheets, EnrolmentWithdrawn, PromotionService, SheetEnrolService, WaitingListWork, enrolmentSheetDoor, followTeachers, waitingSheetDoor } from './enrolment/index.js';
import { ExportRequestService, TokenService } from './exchange/index.js';
import { SecondMarkingService, followSubmissions } from './moderation/index.js';
import { keepCounters } from './monitor/index.js';
import { DueChangesService, ReorganisationService } from './offices/index.js';
import { DerivedData } from './people/index.js';
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
import { exportDoor } from './platform/http/list-export.js';
import { createHttpServer, type Credentials } from './platform/http/http-server.js';
import { Live } from './platform/live/live.js';
import { MissingReadings } from './platform/text/missing-readings.js';
import type { Vault } from './platform/vault/vault.js';
import { AllotmentService, DueProgrammes, ProgrammePartsService, RuleBook, programmeDownloadDoor, programmeFileDoor } from './programmes/index.js';
import { Ledger, QuotaFrames, SeatsMoved, followMoves } from './quotas/index.js';
import { ResourceService, followResources, resourceDownloadDoor, resourceFileDoor } from './resources/index.js';
import { RosterWork, StagingService, rosterDoor, rosterTemplateDoor } from './roster/index.js';
import { ScoringService } from './scoring/index.js';
import { makeResolvers } from './resolvers.js';
import { listsOf, makeStores } from './stores.js';

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
  waitingListWork: WaitingListWork;
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
  const stores = makeStores(database, clock, options.vault);
  const { programmes, programmeLives, programmeReader, resources, sessions, exportRequests, choices } = stores;

  const derivedData = new DerivedData(database, options.vault, (error) => options.logger.error({ err: error }, 'completing what is derived from people\'s data failed'));
  const missingReadings = new MissingReadings(database, namesRead, (error) => options.logger.error({ err: error }, 'completing the readings of names failed'));
  const quotaFrames = new QuotaFrames(database, programmes, clock);
  const ledger = new Ledger(database);
  const classFrames = new ClassFrames(database, programmes, clock);
  const waitingListWork = new WaitingListWork(new PromotionService(database, clock, events, classFrames), (error) => options.logger.error({ err: error }, 'enrolling from the waiting list failed and will be tried again'));
  const enrolling = new Enrolling(database, clock, events, waitingListWork);
  const allocating = new AllocationService(database, clock);
  const absenceWork = new AbsenceWork(allocating, (error) => options.logger.error({ err: error }, 'moving the work of an absent tutor failed and will be tried again'));

  const lists = listsOf(stores, database, clock, allocating);
  const exports = new ExportRequestService(database, clock, exportRequests, lists, options.exportRowsWithoutApproval);

  const rosterWork = new RosterWork(database, clock, events, (error, importId) => options.logger.error({ err: error, importId }, 'a roster import failed and will be taken up again'));

  const auditSealer = new AuditSealer(database, options.vault, options.auditHeads, {
    head: ({ number, hash }) => { options.logger.info({ number, hash }, 'head of the audit trail'); },
    lost: ({ number, hash }) => { options.logger.error({ number, hash }, 'the audit trail no longer holds this head: verify it'); },
    failure: (error) => { options.logger.error({ err: error }, 'sealing the audit trail failed and will be tried again'); },
  });

  const callers = new CallerService(database, clock, catalogue, programmes);
  const tokens = new TokenService(database, clock, catalogue);
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

  const dueProgrammes = new DueProgrammes(database, clock, (error) => options.logger.error({ err: error }, 'beginning a published programme failed'));

  const moves = new SubmissionMoves(clock, events, live);
  const secondMarkings = new SecondMarkingService(clock, moves);
  const flags = new FlagService(database, clock, live);
  const reviewing = new ReviewService(database, clock, moves, secondMarkings);
  const undoing = new UndoService(database, clock, moves);
  const bulkActWork = new BulkActWork(database, clock, moves, flags, new SheetDeeds(database, clock, reviewing, undoing), (error) => options.logger.error({ err: error }, 'a row of a bulk act failed'));
  const bulkActs = new BulkActService(database, clock, bulkActWork);

  // In rank order: people follow their offices and choices their teachers, a released review makes a result, a result moves the school's counters.
  followOffices(events, clock);
  followTeachers(events);
  followMoves(events, ledger, clock);
  followResources(events, clock);
  // Whoever waits for a seat hears of seats that came.
  events.on(SeatsMoved, async (tx) => { tx.afterCommit(() => { waitingListWork.kick(); }); });
  // Who withdraws: the work is closed first, so that nothing moves the result and the counters meanwhile.
  followWithdrawals(events, live);
  events.on(EnrolmentWithdrawn, (tx, enrolment) => scoring.withdraw(tx, enrolment));
  events.on(SubmissionMoved, async (tx, { enrolmentId, from, to }) => { if (isReleased(from) || isReleased(to)) await scoring.recompute(tx, enrolmentId); });
  followSubmissions(events, clock);
  keepCounters(events);

  const rubricChangeWork = new RubricChangeWork(database, clock, moves, (error) => options.logger.error({ err: error }, 'scoring anew by a changed rubric failed and will be taken up again'));

  const instances = makeResolvers({ database, clock, vault: options.vault, live, events, installation: options.installation }, stores, { callers, counts, signIns, passwords, factors, entrance, allotments, appointing, officePeople, reorganisation, rosterWork, allocating, moves, secondMarkings, flags, reviewing, undoing, bulkActs, rubricChangeWork, rules, exports, quotaFrames, ledger, classFrames, enrolling, waitingListWork });
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

  const enrolmentSheets = new EnrolmentSheets(database, new SheetEnrolService(database, classFrames, enrolling));

  const http = await createHttpServer({
    apollo,
    knownQueries,
    live,
    issueToken: (context, clientId, secret, wanted) => tokens.issue(context, clientId, secret, wanted),
    singleSignOn,
    uploads: [rosterDoor(new StagingService(database, clock, options.vault), rosterWork), sheetDoor(new StagedSheets(database, clock)), programmeFileDoor(new ProgrammePartsService(database, clock)), enrolmentSheetDoor(enrolmentSheets), resourceFileDoor(new ResourceService(database, clock))],
    downloads: [...lists.map((list) => exportDoor(database, list, options.exportRowsWithoutApproval)), exports.door(), rosterTemplateDoor, programmeDownloadDoor(programmeReader, programmeLives, clock), waitingSheetDoor(choices), resourceDownloadDoor(resources)],
    authenticate: (credentials) => authenticate(credentials, callers, tokens),
    anonymous: () => callers.anonymous(),
    isHealthy: () => database.rows({ kind: 'anonymous' }, sql`select 1 as one`).then(() => true, () => false),
    consoleFolder: options.consoleFolder,
    isBehindProxy: options.isBehindProxy,
    logger: options.logger,
  });
  void derivedData.start();
  void missingReadings.start();
  rosterWork.start();
  bulkActWork.start();
  rubricChangeWork.start();
  absenceWork.start();
  waitingListWork.start();
  dueChanges.start();
  dueProgrammes.start();
  return {
    http,
    database,
    knownQueries,
    applyDueChanges: async () => (await dueChanges.applyDue()) + (await dueProgrammes.startDue()),
    rosterWork,
    auditSealer,
    bulkActWork,
    rubricChangeWork,
    absenceWork,
    waitingListWork,
    close: async () => {
      await dueChanges.stop();
      await dueProgrammes.stop();
      await closeWithin(http, drainMs);
      await derivedData.stop();
      await missingReadings.stop();
      await rosterWork.stop();
      await bulkActWork.stop();
      await rubricChangeWork.stop();
      await absenceWork.stop();
      await waitingListWork.stop();
      await apollo.stop();
      await live.close();
      // Last, so that what the others did to the end is sealed.
      await auditSealer.stop();
      await database.close();
    },
  };
}

/** Requests under way are answered; what takes longer is cut off, so that all that follows here is done before the process must end. */
const drainMs = 5_000;

async function closeWithin(http: FastifyInstance, ms: number): Promise<void> {
  // Node closes what is idle when closing begins; who was answered after that keeps the connection for the next request.
  const sweep = setInterval(() => { http.server.closeIdleConnections(); }, 50);
  const cut = setTimeout(() => { http.server.closeAllConnections(); }, ms);
  try {
    await http.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

async function authenticate({ sessionToken, bearer, isActivity }: Credentials, callers: CallerService, tokens: TokenService): Promise<Caller> {
  if (bearer !== null) return (await tokens.callerOf(bearer)) ?? callers.anonymous();
  return sessionToken === null ? callers.anonymous() : callers.ofSession(sessionToken, isActivity);
}
