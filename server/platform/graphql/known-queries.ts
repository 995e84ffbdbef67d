// Known queries: what Apollo Server has answered before is answered by a compiled query, with the same guards and permissions.
//
// Only plain successes are answered here. Whatever else comes of a request (a refusal, a field's error, an unusual Accept) is
// left to Apollo Server, which starts anew: queries change nothing, and so there is one place that words refusals.
import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { RequestContext } from './caller.js';
import { RememberedCost, findIllFormedText, findIntrospection, noteCost, type Limits } from './guards/index.js';
import type { Permissions } from './permission.js';

/** A generated client sends some dozens of documents; nobody fills the memory with them. */
const knownAtMost = 500;
const longestSource = 16_384;
/** Compiling takes milliseconds, so a document that was only met once or twice is not worth it. */
const answersBeforeCompiling = 2;

/** What a client may send beside the query; anything more is Apollo's to read. */
interface Sent { query: string; operationName: string | null; variables: Readonly<Record<string, unknown>> }

interface KnownQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: RememberedCost;
  answers: number;
  /** Made when it is worth it; null when it cannot be made. */
  compiled: CompiledQuery | null | undefined;
}

export class KnownQueries {
  readonly #known = new Map<string, KnownQuery>();
  /** How many requests were answered here: tests must not praise a path that nothing takes. */
  answered = 0;

  constructor(private readonly schema: GraphQLSchema, private readonly permissions: Permissions, private readonly limits: Limits) {}

  /** Remembers what Apollo Server answered well. It must stand last, so that every other plugin has had its say. */
  plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => ({
        willSendResponse: async ({ source, request, document, operation, errors }) => {
          if (!source || !document || operation?.operation !== 'query' || errors?.length || !isCompilable(source) || findIntrospection(document) !== null) return;
          const key = keyOf(source, request.operationName ?? null);
          const known = this.#known.get(key);
          if (known) { known.answers += 1; return; }
          if (this.#known.size >= knownAtMost) for (const oldest of this.#known.keys()) { this.#known.delete(oldest); break; }
          this.#known.set(key, { document, operation, cost: new RememberedCost({ schema: this.schema, document, operation }, this.limits), answers: 1, compiled: undefined });
        },
      }),
    };
  }

  /** The body of the answer as JSON, or null when Apollo Server has to answer. The context is only asked for when it is needed. */
  async answer(body: unknown, contextOf: () => Promise<RequestContext>): Promise<string | null> {
    const sent = readSent(body);
    const known = sent && this.#known.get(keyOf(sent.query, sent.operationName));
    const compiled = known && this.#compiledOf(known, sent.operationName);
    if (!compiled) return null;
    const { document, operation } = known;
    if (findIllFormedText(sent.variables, { schema: this.schema, operation }, this.limits) !== null) return null;
    const cost = known.cost.of(sent.variables);
    if (cost === null) return null;
    const context = await contextOf();
    if (this.permissions.refusalOf(document, operation, this.schema, context.caller) !== null) return null;
    noteCost(context, cost);
    const { data, errors } = await compiled.query(undefined, context, sent.variables);
    if (errors?.length) return null;
    this.answered += 1;
    return `{"data":${JSON.stringify(data)},"extensions":{"cost":{"requested":${cost},"limit":${this.limits.costPoints}}}}\n`;
  }

  #compiledOf(known: KnownQuery, operationName: string | null): CompiledQuery | null {
    if (known.compiled === undefined && known.answers >= answersBeforeCompiling) {
      const compiled = compileQuery(this.schema, known.document, operationName ?? undefined);
      known.compiled = isCompiledQuery(compiled) ? compiled : null;
    }
    return known.compiled ?? null;
  }
}

/** A field selected twice, once under @skip or @include, would stand in another place of the answer than graphql-js gives it. */
function isCompilable(source: string): boolean {
  return source.length <= longestSource && !source.includes('@');
}

function keyOf(source: string, operationName: string | null): string {
  return operationName === null ? source : `${source}\n#${operationName}`;
}

/** The usual form and nothing beside it; null for everything else. */
function readSent(body: unknown): Sent | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { query, operationName = null, variables, ...more } = body as Record<string, unknown>;
  const isPlain = typeof query === 'string' && (operationName === null || typeof operationName === 'string') && Object.keys(more).length === 0;
  if (!isPlain) return null;
  if (variables === undefined || variables === null) return { query, operationName, variables: {} };
  return typeof variables === 'object' && !Array.isArray(variables) ? { query, operationName, variables: variables as Record<string, unknown> } : null;
}
