// Composition root: makes everything from plain constructor arguments, for main and for the tests alike.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ClassType } from 'type-graphql';
import type pg from 'pg';
import { AppointmentResolver, AppointmentService, AppointmentStore, CallerService, ChiefTutorResolver, ChiefTutorService, ChiefTutorStore, OfficePostsResolver, ViewerChiefTutorsResolver, ViewerPostsResolver, PersonStore, RoleStore, SignInService, ViewerResolver, type Installation } from './access/index.js';
import { ClaimService, DraftService, EnrolmentSubmissionsResolver, GradingResolver, HandInService, OpinionService, ReviewService, SubmissionMoved, SubmissionResolver, SubmissionStore, ViewerAssignmentsResolver, payloadResolvers } from './assignments/index.js';
import { catalogue, domains, entities } from './domains.js';
import { EnrolmentResolver, EnrolmentStore, ViewerEnrolmentResolver } from './enrolment/index.js';
import { ApiClientResolver, ApiClientService, ApiClientStore, TokenService, ViewerExchangeResolver } from './exchange/index.js';
import { IndicatorStore, IndicatorsResolver, ViewerMonitorResolver, keepCounters } from './monitor/index.js';
import { OfficeResolver, OfficeStore } from './offices/index.js';
import type { Clock } from './platform/clock/clock.js';
import { Database } from './platform/database/database.js';
import { sql } from './platform/database/sql.js';
import { Events } from './platform/events/events.js';
import type { Caller, RequestContext } from './platform/graphql/caller.js';
import { guardOptions, guardsPlugin, limits } from './platform/graphql/guards/index.js';
import { NodeResolver } from './platform/graphql/node.resolver.js';
import { KnownQueries } from './platform/graphql/known-queries.js';
import { Permissions } from './platform/graphql/permission.js';
import { buildPublicSchema } from './platform/graphql/schema.js';
import { createHttpServer } from './platform/http/http-server.js';
import { Live } from './platform/live/live.js';
import type { Vault } from './platform/vault/vault.js';
import { AllotmentService, AppointmentAllotmentsResolver, PeriodResolver, ProgrammeResolver, ProgrammeStore, RoleProgrammeResolver, RuleBook } from './programmes/index.js';
import { EnrolmentResultResolver, ResultResolver, ResultStore, ScoringService } from './scoring/index.js';

export interface AppOptions {
  connection: pg.ClientConfig;
  clock: Clock;
  vault: Vault;
  installation: Installation;
  consoleFolder: string | null;
  isBehindProxy: boolean;
  logger: FastifyBaseLogger;
  /** False only in proofs that row-level security holds by itself. */
  isApplicationScopeOn: boolean;
}

export interface App {
  http: FastifyInstance;
  database: Database;
  knownQueries: KnownQueries;
  close(): Promise<void>;
}

/** The resolvers of all domains, for the schema. */
export const resolverClasses: readonly ClassType[] = [NodeResolver, ...domains.flatMap((domain) => domain.resolvers)];

export async function createApp(options: AppOptions): Promise<App> {
  const { clock } = options;
  const database = await Database.connect({ connection: options.connection, orm: { entities }, readConnections: 12, writeConnections: 12, isApplicationScopeOn: options.isApplicationScopeOn });
  const live = new Live(options.connection);
  await live.start();
  const events = new Events();

  const offices = new OfficeStore(database);
  const programmes = new ProgrammeStore(database);
  const people = new PersonStore(database);
  const roles = new RoleStore(database);
  const posts = new AppointmentStore(database);
  const chiefTutors = new ChiefTutorStore(database);
  const enrolments = new EnrolmentStore(database);
  const submissions = new SubmissionStore(database);
  const results = new ResultStore(database);
  const indicators = new IndicatorStore(database, offices, clock);
  const apiClients = new ApiClientStore(database);

  const callers = new CallerService(database, clock, catalogue, programmes);
  const tokens = new TokenService(database, clock, catalogue);
  const signIns = new SignInService(database, clock, options.vault, callers);
  const allotments = new AllotmentService();
  const appointing = new AppointmentService(database, clock, allotments);
  const scoring = new ScoringService(clock, new RuleBook(), events);

  // In rank order: a released review makes a result, a result moves the school's counters.
  events.on(SubmissionMoved, async (tx, { enrolmentId, from, to }) => { if (from === 'RELEASED' || to === 'RELEASED') await scoring.recompute(tx, enrolmentId); });
  keepCounters(events);

  const instances = new Map<ClassType, object>([
    [NodeResolver, new NodeResolver({
      Office: (scope, key, selection) => offices.byKey(scope, key, selection),
      Person: (scope, key, selection) => people.byKey(scope, key, selection),
      RoleAssignment: async (_scope, key, selection, { caller }) => (caller.personId === null ? null : roles.validRole(caller.personId, key, clock.today(), selection)),
      Appointment: (scope, key, selection) => posts.byKey(scope, key, selection),
      ChiefTutorRecommendation: (scope, key, selection) => chiefTutors.byKey(scope, key, selection),
      Programme: (scope, key, selection) => programmes.programmeByKey(scope, key, selection),
      Period: (scope, key, selection) => programmes.periodByKey(scope, key, selection),
      Course: (scope, key, selection) => programmes.courseByKey(scope, key, selection),
      TrainingClass: (scope, key, selection) => programmes.classByKey(scope, key, selection),
      Enrolment: (scope, key, selection) => enrolments.byKey(scope, key, selection),
      Result: (scope, key, selection) => results.byKey(scope, key, selection),
      Assignment: (scope, key, selection) => submissions.assignmentByKey(scope, key, selection),
      Submission: (scope, key, selection) => submissions.byKey(scope, key, selection),
      Review: (scope, key, selection) => submissions.reviewByKey(scope, key, selection),
      Opinion: (scope, key, selection) => submissions.opinionByKey(scope, key, selection),
      ApiClient: (scope, key, selection) => apiClients.byKey(scope, key, selection),
    })],
    [OfficeResolver, new OfficeResolver(offices)],
    [ViewerResolver, new ViewerResolver(people, roles, offices, signIns, callers, clock, options.installation)],
    [AppointmentResolver, new AppointmentResolver(posts, offices, appointing, clock)],
    [OfficePostsResolver, new OfficePostsResolver(posts, clock)],
    [ViewerPostsResolver, new ViewerPostsResolver()],
    [ChiefTutorResolver, new ChiefTutorResolver(chiefTutors, new ChiefTutorService(database, clock, appointing, allotments))],
    [ViewerChiefTutorsResolver, new ViewerChiefTutorsResolver()],
    [AppointmentAllotmentsResolver, new AppointmentAllotmentsResolver(programmes)],
    [ProgrammeResolver, new ProgrammeResolver(programmes, clock)],
    [PeriodResolver, new PeriodResolver(programmes, clock)],
    [RoleProgrammeResolver, new RoleProgrammeResolver()],
    [EnrolmentResolver, new EnrolmentResolver(enrolments, offices)],
    [ViewerEnrolmentResolver, new ViewerEnrolmentResolver()],
    [SubmissionResolver, new SubmissionResolver(submissions)],
    [EnrolmentSubmissionsResolver, new EnrolmentSubmissionsResolver(submissions)],
    [ViewerAssignmentsResolver, new ViewerAssignmentsResolver()],
    [GradingResolver, new GradingResolver(submissions, new ClaimService(database, clock, live), new DraftService(database, clock), new ReviewService(database, clock, events, live), new HandInService(database, clock, events, live), new OpinionService(database, clock, live))],
    ...payloadResolvers.map((resolver): [ClassType, object] => [resolver, new resolver(submissions)]),
    [ResultResolver, new ResultResolver(results, offices)],
    [EnrolmentResultResolver, new EnrolmentResultResolver()],
    [IndicatorsResolver, new IndicatorsResolver(indicators, offices)],
    [ViewerMonitorResolver, new ViewerMonitorResolver()],
    [ApiClientResolver, new ApiClientResolver(apiClients, new ApiClientService(database, clock))],
    [ViewerExchangeResolver, new ViewerExchangeResolver()],
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
        authenticationMutations: ['signIn'],
        mayIntrospect: ({ caller }) => caller.kind !== 'ANONYMOUS',
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
    authenticate: (credentials) => authenticate(credentials, callers, tokens),
    anonymous: () => callers.anonymous(),
    isHealthy: () => database.rows({ kind: 'anonymous' }, sql`select 1 as one`).then(() => true, () => false),
    consoleFolder: options.consoleFolder,
    isBehindProxy: options.isBehindProxy,
    logger: options.logger,
  });
  return {
    http,
    database,
    knownQueries,
    close: async () => {
      await http.close();
      await apollo.stop();
      await live.close();
      await database.close();
    },
  };
}

async function authenticate({ sessionToken, bearer }: { sessionToken: string | null; bearer: string | null }, callers: CallerService, tokens: TokenService): Promise<Caller> {
  if (bearer !== null) return (await tokens.callerOf(bearer)) ?? callers.anonymous();
  return sessionToken === null ? callers.anonymous() : callers.ofSession(sessionToken);
}
