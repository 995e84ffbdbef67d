// Ties the guards to Apollo Server: what is decided per document stands in the options, what is decided per caller in the plugin.
import type {
  ApolloServerOptions, ApolloServerPlugin, BaseContext, GraphQLRequestContext, GraphQLRequestContextDidResolveOperation, GraphQLRequestContextWillSendResponse,
} from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, ValidationRule } from 'graphql';
import { checkAuthenticationMutations } from './authentication-mutations.js';
import { estimateCost } from './cost.js';
import { documentLimits, parseOptionsOf } from './document-limits.js';
import { isAnsweredWith200 } from './http-status.js';
import { findIntrospection, refuseIntrospection } from './introspection.js';
import type { Limits } from './limits.js';
import { codeOf, formatRefusal, maskSuggestions, namesTypedIn } from './masking.js';
import type { IncomingOperation } from './operation-arguments.js';
import { checkPaging } from './paging.js';
import { isExcessRefusal, refuseExcess } from './refusal.js';
import { findIllFormedLiteral, findIllFormedText } from './wellformed-text.js';

export interface GuardsPluginOptions<TContext extends BaseContext> {
  readonly limits: Limits;
  /** Mutations that check a secret, by field name. */
  readonly authenticationMutations: readonly string[];
  readonly mayIntrospect: (contextValue: TContext) => boolean;
  readonly requestIdOf: (contextValue: TContext) => string;
  /** The only place that still sees what the caller is told as "Internal error". */
  readonly reportInternal: (error: GraphQLError, requestId: string) => void;
}

export function guardRules(limits: Limits): ValidationRule[] {
  return [documentLimits(limits)];
}

/** Spread into `new ApolloServer({ schema, ...guardOptions(limits), plugins: [guardsPlugin(…), …] })`. */
export function guardOptions(limits: Limits) {
  return {
    parseOptions: parseOptionsOf(limits),
    validationRules: guardRules(limits),
    // graphql-js adds one more that says it stopped.
    validationOptions: { maxErrors: limits.reportedErrors - 1 },
    executionOptions: { maxCoercionErrors: limits.reportedErrors - 1 },
    formatError: (_formatted: GraphQLFormattedError, error: unknown) => formatRefusal(error, null, limits),
    // Left to the plugin, which knows the caller.
    introspection: true,
    // So are suggestions: callers who may introspect keep them.
    hideSchemaDetailsFromClientErrors: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // A hash of someone else's document is one more door to keep; our documents are short.
    persistedQueries: false,
  } as const satisfies Partial<ApolloServerOptions<BaseContext>>;
}

const costs = new WeakMap<object, number>();

export function noteCost(contextValue: object, cost: number): void {
  costs.set(contextValue, cost);
}

/** For the throttle: the points of the operation that runs with this context, once the guards have passed it. */
export function requestedCost(contextValue: object): number | undefined {
  return costs.get(contextValue);
}

export function guardsPlugin<TContext extends BaseContext>(options: GuardsPluginOptions<TContext>): ApolloServerPlugin<TContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation(request) {
          const refusal = findRefusal(request, options);
          if (refusal !== null) throw refusal;
        },
        async willSendResponse(response) {
          finishAnswer(response, options);
        },
      };
    },
  };
}

/** Cheap and certain checks first; the cost is known last, because it needs sound page sizes. */
function findRefusal<TContext extends BaseContext>(request: GraphQLRequestContextDidResolveOperation<TContext>, options: GuardsPluginOptions<TContext>): GraphQLError | null {
  const { limits } = options;
  const { document, operation, schema, contextValue } = request;
  // No operation of that name: execution says so.
  if (operation === undefined) return null;
  const introspection = findIntrospection(document);
  if (introspection !== null && !options.mayIntrospect(contextValue)) return refuseIntrospection(introspection);
  const variables = request.request.variables ?? {};
  const incoming: IncomingOperation = { schema, document, operation, variables };
  return (
    checkText(incoming, limits) ??
    checkAuthenticationMutations(document, operation, options.authenticationMutations, limits) ??
    checkPaging(incoming, limits) ??
    checkCost(incoming, contextValue, limits)
  );
}

function checkText(incoming: IncomingOperation, limits: Limits): GraphQLError | null {
  const offence = findIllFormedText(incoming.variables, incoming, limits);
  if (offence !== null) return refuseExcess({ limit: offence.limit, message: `${offence.at} ${offence.reason}.`, at: offence.at });
  const literal = findIllFormedLiteral(incoming.document);
  return literal === null ? null : refuseExcess({ limit: 'text', message: 'A string in the document contains characters that are no text.', node: literal });
}

function checkCost(incoming: IncomingOperation, contextValue: object, limits: Limits): GraphQLError | null {
  const cost = estimateCost(incoming, limits);
  noteCost(contextValue, cost);
  if (cost <= limits.costPoints) return null;
  return refuseExcess({ limit: 'costPoints', message: `The operation costs ${cost} points; at most ${limits.costPoints} are allowed.`, allowed: limits.costPoints, found: cost });
}

function finishAnswer<TContext extends BaseContext>(response: GraphQLRequestContextWillSendResponse<TContext>, options: GuardsPluginOptions<TContext>): void {
  const { body, http } = response.response;
  if (body.kind !== 'single') return;
  const result = body.singleResult;
  const before = result.extensions?.['cost'];
  result.extensions = {
    ...result.extensions,
    cost: { ...(typeof before === 'object' ? before : {}), requested: costs.get(response.contextValue) ?? 0, limit: options.limits.costPoints },
  };
  const errors = response.errors ?? [];
  if (errors.length === 0) return;
  const isRefused = result.data === undefined;
  // Refused requests are cut short; a partial answer keeps an error for each of its nulls.
  const shown = isRefused ? errors.slice(0, options.limits.reportedErrors) : errors;
  result.errors = shown.map((error) => tell(error, isRefused, response, options));
  const isLong = (response.source?.length ?? 0) > options.limits.sourceLength;
  if (isRefused && !isLong && http.status === 400 && isAnsweredWith200(errors, response.request.http?.headers.get('accept'))) http.status = 200;
}

function tell<TContext extends BaseContext>(error: GraphQLError, isRefused: boolean, request: GraphQLRequestContext<TContext>, options: GuardsPluginOptions<TContext>): GraphQLFormattedError {
  const requestId = options.requestIdOf(request.contextValue);
  const code = codeOf(error);
  if (code === 'INTERNAL') options.reportInternal(error, requestId);
  const told = formatRefusal(error, requestId, options.limits);
  const isFromGraphql = code === 'BAD_USER_INPUT' && (isRefused || told.message.startsWith('Argument "')) && !isExcessRefusal(error);
  if (!isFromGraphql || options.mayIntrospect(request.contextValue)) return told;
  return { ...told, message: maskSuggestions(told.message, namesTypedIn(request.source ?? '')) };
}
