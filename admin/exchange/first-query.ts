import type { ApiScope } from '../gql/graphql.js';

/** A first query that the chosen scopes allow, widest use first. */
const QUERIES: readonly (readonly [ApiScope, string])[] = [
  ['OFFICES_READ', '{ offices(first: 10) { nodes { code name level } pageInfo { hasNextPage endCursor } } }'],
  ['CLASSES_READ', '{ classes(first: 10) { nodes { code name period { number startsOn } } pageInfo { hasNextPage endCursor } } }'],
  ['ENROLMENTS_READ', '{ enrolments(first: 10) { nodes { id state learner { trainingNumber } } pageInfo { hasNextPage endCursor } } }'],
  ['RESULTS_READ', '{ results(first: 10) { nodes { id total verdict } pageInfo { hasNextPage endCursor } } }'],
];

export function tokenExample(origin: string, clientId: string, secret: string): string {
  return [`curl -s ${origin}/oauth/token \\`, `  -u '${clientId}:${secret}' \\`, `  -d grant_type=client_credentials`].join('\n');
}

export function queryExample(origin: string, scopes: readonly ApiScope[]): string {
  const query = QUERIES.find(([scope]) => scopes.includes(scope))?.[1] ?? '{ viewer { kind name } }';
  return [
    `curl -s ${origin}/graphql \\`,
    `  -H "authorization: Bearer $ACCESS_TOKEN" \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${JSON.stringify({ query })}'`,
  ].join('\n');
}
