// The toy world behind the guards over real HTTP, composed as the product composes its server.
import fastifyApollo from '@as-integrations/fastify';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import Fastify from 'fastify';
import { guardOptions, guardsPlugin, limits } from '../../../server/platform/graphql/guards/index.js';
import { toyWorld, type ToyWorld } from './toy-schema.js';

interface ToyContext {
  readonly isSignedIn: boolean;
  readonly requestId: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: { readonly data?: unknown; readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[]; readonly extensions?: Record<string, unknown> };
  readonly milliseconds: number;
}

export interface Served {
  readonly url: string;
  readonly world: ToyWorld;
  readonly reported: readonly string[];
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export const signedIn = { authorization: 'Bearer toy' };

export async function serve(): Promise<Served> {
  const world = toyWorld();
  const reported: string[] = [];
  const apollo = new ApolloServer<ToyContext>({
    schema: world.schema,
    rootValue: world.root,
    ...guardOptions(limits),
    plugins: [
      guardsPlugin<ToyContext>({
        limits,
        authenticationMutations: ['signIn'],
        mayIntrospect: (context) => context.isSignedIn,
        requestIdOf: (context) => context.requestId,
        reportInternal: (error, requestId) => { reported.push(`${requestId} ${error.message}`); },
      }),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const app = Fastify({ bodyLimit: limits.bodyBytes });
  await app.register(fastifyApollo(apollo), {
    context: async (request) => ({ isSignedIn: request.headers.authorization !== undefined, requestId: request.id }),
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `${origin}/graphql`;

  return {
    url, world, reported,
    async post(body, headers = {}) {
      const start = performance.now();
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      const milliseconds = performance.now() - start;
      return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : {}, milliseconds };
    },
    async close() {
      await app.close();
      await apollo.stop();
    },
  };
}
