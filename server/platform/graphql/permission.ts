// Permissions: every operation and every type names its action; the catalogue says who is granted it. Closed by default:
// what names no action does not start, and what is selected is decided once an operation, before anything runs.
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, getNamedType, isInterfaceType, isIntrospectionType, isObjectType, type DocumentNode, type FieldNode, type GraphQLField, type GraphQLNamedType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { Extensions } from 'type-graphql';
import { formatInstant } from '../../kernel/calendar.js';
import { globalId } from '../../kernel/ids.js';
import { granteesOf, isAtLevel, type Reach, type Rightholder } from '../../kernel/rights.js';
import { apiScopes, type Grantee } from '../../kernel/roles.js';
import type { Caller, RequestContext } from './caller.js';

export interface ActionDefinition extends Reach {
  /** What it is, in the users' words. */
  chinese: string;
  to: readonly Grantee[];
}
export type ActionCatalogue = Readonly<Record<string, ActionDefinition>>;

/** Names the action of an operation, of a type or of a single field. */
export function Allow(action: string): ClassDecorator & MethodDecorator & PropertyDecorator {
  return Extensions({ action }) as ClassDecorator & MethodDecorator & PropertyDecorator;
}

/**
 * Marks an operation that answers with the caller's own identity and nothing else: who am I, and signing in. What is
 * selected below it is the caller's own, so it is not asked for; who is nobody yet gets nothing.
 */
export function AnswersOwnIdentity(): MethodDecorator {
  return Extensions({ answersOwnIdentity: true }) as MethodDecorator;
}

/** Marks the few mutations that stay open to who looks as another office: leaving. All others are refused. */
export function OpenWhileViewing(): MethodDecorator {
  return Extensions({ openWhileViewing: true }) as MethodDecorator;
}

/** The action that a field needs: its own, or its type's. */
export function actionOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): string | null {
  const own = field.extensions['action'];
  if (typeof own === 'string') return own;
  const inherited = parent.extensions['action'];
  return typeof inherited === 'string' ? inherited : null;
}

/** Fields without an action, and actions that nobody declared: the server does not start while there is one. */
export function undeclared(schema: GraphQLSchema, catalogue: ActionCatalogue): string[] {
  return coordinates(schema).flatMap(({ coordinate, action }) => {
    if (action === null) return [`${coordinate} names no action`];
    return Object.hasOwn(catalogue, action) ? [] : [`${coordinate} names the unknown action ${action}`];
  });
}

/** Every field of every type with its action, in the order of the schema. */
export function coordinates(schema: GraphQLSchema): { coordinate: string; action: string | null }[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if ((!isObjectType(type) && !isInterfaceType(type)) || isIntrospectionType(type)) return [];
    return Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, action: actionOf(type, field) }));
  });
}

/** Which actions a caller is granted. */
export function grantedActions(catalogue: ActionCatalogue, who: Rightholder): Set<string> {
  const grantees = granteesOf(who);
  return new Set(Object.entries(catalogue).flatMap(([name, action]) => (action.to.some((grantee) => grantees.has(grantee)) && isAtLevel(who.level, action) ? [name] : [])));
}

/** Decides once an operation whether the caller may select what it selects. */
export class Permissions {
  // Documents are parsed once and kept; what an operation needs follows from it alone.
  readonly #needs = new WeakMap<OperationDefinitionNode, Needs>();

  constructor(private readonly catalogue: ActionCatalogue) {}

  /** Why the caller may not; null when nothing speaks against it. */
  refusalOf(document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema, caller: Caller): GraphQLError | null {
    let wanted = this.#needs.get(operation);
    if (!wanted) this.#needs.set(operation, (wanted = neededActions(document, operation, schema)));
    if (wanted.mixesCallers) return new GraphQLError('Signing in and switching roles stand alone in their document.', { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
    // Before the rights: whoever looks as an office has that office's rights, and may do nothing with them.
    if (wanted.changes && caller.viewingAs !== null) return readOnlyView(caller.viewingAs);
    for (const { coordinate, action } of wanted.actions) if (!caller.actions.has(action)) return denial(caller, coordinate, action, this.catalogue);
    return null;
  }

  plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => ({
        didResolveOperation: async ({ document, operation, schema, contextValue }) => {
          if (!operation) return; // execution says that there is none of that name
          const refusal = this.refusalOf(document, operation, schema, contextValue.caller);
          if (refusal) throw refusal;
        },
      }),
    };
  }
}

/** `mixesCallers`: what makes another caller stands beside other mutations, which were decided for this one. `changes`: it does more than leave. */
interface Needs { actions: { coordinate: string; action: string }[]; mixesCallers: boolean; changes: boolean }

/** What the operation reaches, through its fragments; other operations of the document do not count. */
function neededActions(document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema): Needs {
  const fragments = new Map(document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])));
  const found = new Map<string, string>();
  const mutationType = schema.getMutationType();
  const spread = new Set<string>();
  let mutations = 0;
  let makesCaller = false;
  let changes = false;
  const walk = (set: SelectionSetNode, type: GraphQLNamedType | undefined): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) visitField(node, type);
      else if (node.kind === Kind.INLINE_FRAGMENT) walk(node.selectionSet, node.typeCondition ? schema.getType(node.typeCondition.name.value) : type);
      else if (!spread.has(node.name.value)) {
        // A fragment says its own type, so what it needs is the same wherever it stands.
        spread.add(node.name.value);
        const fragment = fragments.get(node.name.value);
        if (fragment) walk(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      }
    }
  };
  const visitField = (node: FieldNode, parent: GraphQLNamedType | undefined): void => {
    if (!(isObjectType(parent) || isInterfaceType(parent)) || isIntrospectionType(parent)) return;
    const field = parent.getFields()[node.name.value];
    if (!field) return; // __typename, __schema and __type have rules of their own
    const action = actionOf(parent, field);
    if (action) found.set(action, found.get(action) ?? `${parent.name}.${field.name}`);
    const isOwnIdentity = field.extensions['answersOwnIdentity'] === true;
    if (parent === mutationType) {
      mutations += 1;
      makesCaller ||= isOwnIdentity;
      changes ||= field.extensions['openWhileViewing'] !== true;
    }
    if (node.selectionSet && !isOwnIdentity) walk(node.selectionSet, getNamedType(field.type));
  };
  walk(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  return { actions: [...found].map(([action, coordinate]) => ({ action, coordinate })), mixesCallers: makesCaller && mutations > 1, changes };
}

/** Looking as an office is for reading; whoever wants to act goes back to being themselves. */
function readOnlyView({ officeId, until }: NonNullable<Caller['viewingAs']>): GraphQLError {
  return new GraphQLError('You are looking as another office: nothing can be changed until you end it.', {
    extensions: { code: 'FORBIDDEN', reason: 'READ_ONLY_VIEW', officeId: globalId('Office', officeId), until: formatInstant(until), http: { status: 403 } },
  });
}

function denial(caller: Caller, coordinate: string, action: string, catalogue: ActionCatalogue): GraphQLError {
  if (caller.kind === 'ANONYMOUS') return new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
  if (caller.kind === 'PENDING') return new GraphQLError('Finish signing in first.', { extensions: { code: 'UNAUTHENTICATED', step: caller.step, http: { status: 401 } } });
  const scope = caller.kind === 'API_CLIENT' ? catalogue[action]?.to.find((grantee) => (apiScopes as readonly string[]).includes(grantee)) : undefined;
  const message = scope ? `The token lacks the scope ${scope}.` : `Not allowed: ${coordinate} needs ${action}.`;
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', action, ...(scope ? { scope } : {}), http: { status: 403 } } });
}
