// The authorisation matrix (D 4.6): every type × every principal × every place, generated from the schema, with both locks and with
// either alone; longer paths by chance; existence hidden by bytes and statements; totals as an oracle; callers interleaved.
import { startTestCluster } from '../support/start-test-cluster.js';
import { openTestServer, type TestServer, type TestServerOptions } from '../support/test-server.js';
import type { NodeType } from '../../server/kernel/ids.js';
import { countsTellNothing, hidden } from '../access/hiding.js';
import { crossReads } from '../access/interleaving.js';
import { MutationWalk, idFieldsBeside } from '../access/mutation-walk.js';
import { longerPaths } from '../access/path-walk.js';
import { callersOf, setScene, type Caller } from '../access/places.js';
import { furtherPrincipals } from '../access/principals.js';
import { ReadWalk } from '../access/read-walk.js';
import { StatementCount } from '../access/statement-count.js';
import { chanceFrom } from './chance.js';
import type { ProofRun } from './proof.js';

/** Personal and result data: what row-level security holds alone. The rest is public, or open to whoever holds the right. */
const guarded: readonly NodeType[] = ['Enrolment', 'Submission', 'Review', 'Opinion', 'Result', 'ApiClient', 'OfficeChange', 'OfficeContact', 'SteeringMember'];
const pathsEach = 250;
const interleavedRequests = 2_000;

export async function proveAccess(run: ProofRun): Promise<string[]> {
  run.tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  try {
    return [
      ...(await within({}, (server, callers, walk) => bothLocks(run, server, callers, walk))),
      ...(await within({ isApplicationScopeOn: false }, (_, callers, walk) => oneLock(run, 'row-level security alone', callers, walk, guarded))),
      ...(await within({ isRowSecurityOn: false }, (_, callers, walk) => oneLock(run, 'the application alone', callers, walk, null))),
    ];
  } finally {
    await cluster.stop();
  }
}

async function within(options: TestServerOptions, prove: (server: TestServer, callers: Caller[], walk: ReadWalk) => Promise<string[]>): Promise<string[]> {
  const server = await openTestServer(options);
  try {
    const things = await setScene(server);
    const callers = [...(await callersOf(server)), ...(await furtherPrincipals(server))];
    return await prove(server, callers, await ReadWalk.over(server, callers, things));
  } finally {
    await server.close();
  }
}

async function bothLocks(run: ProofRun, server: TestServer, callers: readonly Caller[], walk: ReadWalk): Promise<string[]> {
  const { seed, size, tell, report } = run;
  const faults = [...idFieldsBeside().missing.map((field) => `${field} takes an id that no test puts elsewhere`)];
  const mutations = new MutationWalk(server);
  const count = new StatementCount(server.app.database);
  const below = chanceFrom(seed);
  try {
    for (const caller of callers) {
      const before = { asked: walk.asked + mutations.asked, faults: faults.length };
      const { unexpected: ofThings } = await walk.everyThing(caller, () => true);
      faults.push(...ofThings, ...(await walk.everyField(caller, () => true)), ...(await walk.everyList(caller)), ...(await walk.everyFilter(caller, () => true)));
      const paths = await longerPaths(walk, caller, size ?? pathsEach, below);
      const counts = await countsTellNothing(walk, caller);
      faults.push(...paths.unexpected, ...counts.unexpected, ...(await hidden(walk, caller, count)));
      faults.push(...(await mutations.notGranted(caller, () => true)), ...(await mutations.beyondScope(caller, count, () => true)).unexpected, ...(await mutations.besideTargets(caller, count, () => true)));
      const asked = walk.asked + mutations.asked - before.asked;
      report({ area: 'access', part: 'both locks', principal: caller.name, cells: walk.things.length, asked, paths: size ?? pathsEach, objectsOnPaths: paths.objects, totalsMovedByOwnRows: counts.moved, faults: faults.length - before.faults });
      tell(`${caller.name}: ${asked.toLocaleString('en')} questions, ${paths.objects.toLocaleString('en')} objects on longer paths, ${faults.length - before.faults} faults`);
    }
  } finally {
    count.close();
  }
  // Callers of one kind of scope share statements, plans and connections, so a mistake would show among them first.
  const known = server.app.knownQueries.answered;
  const interleaved = await crossReads(callers.filter(({ grantee }) => grantee.kind === 'ROLE' && /ADMIN$/.test(grantee.role)), interleavedRequests, below);
  faults.push(...interleaved.unexpected);
  const byKnown = server.app.knownQueries.answered - known;
  if (byKnown < interleavedRequests / 4) faults.push(`only ${byKnown} of the interleaved requests were answered as known queries`);
  report({ area: 'access', part: 'interleaving', asked: interleaved.asked, answeredAsKnownQueries: byKnown, crossReads: interleaved.unexpected.length });
  tell(`${interleaved.asked.toLocaleString('en')} interleaved requests, ${byKnown.toLocaleString('en')} of them as known queries, ${interleaved.unexpected.length} cross reads`);
  return faults;
}

/** With one lock off the other one holds: everything of a thing by its id, and longer paths. */
async function oneLock({ seed, size, tell, report }: ProofRun, part: string, callers: readonly Caller[], walk: ReadWalk, types: readonly NodeType[] | null): Promise<string[]> {
  const faults: string[] = [];
  const below = chanceFrom(seed + 1);
  for (const caller of callers) {
    const { unexpected } = await walk.everyThing(caller, ({ type }) => types === null || types.includes(type));
    const paths = await longerPaths(walk, caller, Math.ceil((size ?? pathsEach) / 2), below);
    // Row-level security alone guards some types; others, as training bodies, whose names stand on every course, are narrowed by the application.
    const isGuarded = (fault: string): boolean => { const [, foreign] = / holds the foreign (\w+) /.exec(fault) ?? []; return types === null || foreign === undefined || types.some((type) => type === foreign); };
    const found = [...unexpected, ...paths.unexpected.filter(isGuarded)].map((fault) => `${part}: ${fault}`);
    faults.push(...found);
    report({ area: 'access', part, principal: caller.name, cells: walk.things.filter(({ type }) => types === null || types.includes(type)).length, objectsOnPaths: paths.objects, faults: found.length });
  }
  tell(`${part}: ${walk.asked.toLocaleString('en')} questions, ${faults.length} faults`);
  return faults;
}
