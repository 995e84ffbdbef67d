// Enrolment and quotas under a rush (T7, Q1–Q6, I1–I3), through GraphQL over real connections: exactly as many succeed as there are seats, every
// snapshot of the tree adds up, nobody meets an error; the server is killed at random points, and nothing answered is lost or there twice.
// Parts (--only): races, kills, promotions, speed. Numbers of the command line: --rounds (of each race), --callers, --connections, --operations, --kills,
// --clients, --keys, --promotionKills, --enrolments, --speedRounds.
import { castSchool, classKey, freeSeats } from '../enrolment/choosing-acts.js';
import { actUnderKills } from '../enrolment/killed-acts.js';
import { baselineOf, killedActsFaults } from '../enrolment/killed-acts-check.js';
import { lastPlaces } from '../enrolment/place-rush.js';
import { manyCopies } from '../enrolment/key-copies.js';
import { promotedMeanwhile } from '../enrolment/promotion-races.js';
import { freedMeanwhile, lastSeats, takenBackMeanwhile } from '../enrolment/rushes.js';
import { changingClasses, changingPlaces, wantedTwice } from '../enrolment/swap-races.js';
import { deadlocksIn, watchTree } from '../quotas/tree-watch.js';
import { reconcile } from '../../server/reconcile.js';
import { startTestCluster } from '../support/start-test-cluster.js';
import { keptInMemory, openTestServer, type TestServer } from '../support/test-server.js';
import { chanceFrom } from './chance.js';
import { proveEnrolmentSpeed } from './enrolment-speed.js';
import { KilledServer } from './own-process.js';
import type { ProofRun } from './proof.js';

const snapshotMs = 100;
const periodIds = [6, 7, 8, 9];
const parts = { races, kills, promotions, speed: proveEnrolmentSpeed };

export async function proveEnrolment(run: ProofRun): Promise<string[]> {
  const chosen = Object.entries(parts).filter(([name]) => run.only === null || run.only === name).map(([, part]) => part);
  if (chosen.length === 0) return [`there is no part ${run.only}; there are ${Object.keys(parts).join(', ')}`];
  run.tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  try {
    const faults: string[] = [];
    for (const part of chosen) {
      const heads = keptInMemory();
      // Each in a province of its own.
      const server = await openTestServer({ auditHeads: heads });
      try {
        faults.push(...(await part(run, server, heads)));
      } finally {
        await server.close();
      }
    }
    return faults;
  } finally {
    await cluster.stop();
  }
}

async function races({ seed, count, tell, report }: ProofRun, server: TestServer): Promise<string[]> {
  const rounds = count('rounds') ?? 50;
  const atOnce = count('connections') ?? 200;
  const schoolId = await castSchool(server);
  const { rows: [above] } = await server.owner.query<{ county: string; city: string; sibling: string }>("select s.parent_id as county, c.parent_id as city, (select min(o.id) from office o where o.parent_id = c.id and o.level = 'SCHOOL' and o.state = 'OPEN' and o.id <> s.id) as sibling from office s join office c on c.id = s.parent_id where s.id = $1", [schoolId]);
  const [countyId, cityId, sibling] = [Number(above?.county), Number(above?.city), Number(above?.sibling)];
  const [county, city] = [await server.as('陆景行'), await server.as('沈佩兰')];
  const faults: string[] = [];

  /** One kind of race, watched; what it answers besides its faults is reported. */
  const race = async (what: string, work: () => Promise<{ faults: string[] } & Record<string, string[] | number>>): Promise<void> => {
    const [watch, before, began] = [await watchTree(server, periodIds, snapshotMs), await deadlocksIn(server), performance.now()];
    const { faults: found, ...figures } = await work();
    const ms = Math.round(performance.now() - began);
    const { snapshots, faults: seen, longestMs } = await watch.stop();
    const deadlocks = (await deadlocksIn(server)) - before;
    const all = [...found, ...seen, ...(deadlocks > 0 ? [`${deadlocks} deadlocks were broken`] : [])];
    faults.push(...all.map((fault) => `${what}: ${fault}`));
    report({ area: 'enrolment', what, seed, ...(figures as Record<string, number>), ms, snapshots, longestBetweenSnapshotsMs: longestMs, deadlocks, faults: all.length });
    tell(`${what}: ${JSON.stringify(figures)}, ${ms} ms, ${snapshots} snapshots, ${all.length} faults`);
  };
  const rush = async (name: string, callers: number, seats: number, times: number): Promise<void> => race(name, async () => {
    const sum = { faults: [] as string[], rounds: times, callers, seats, winners: 0, losers: 0, errors: 0 };
    for (let round = 0; round < times; round += 1) {
      const { faults: found, winners, losers, errors } = await lastSeats({ server, schoolId, periodId: 8, callers, seats, atOnce, seed: seed + round });
      sum.faults.push(...found.map((fault) => `round ${round}: ${fault}`));
      sum.winners += winners;
      sum.losers += losers;
      sum.errors += errors;
    }
    return sum;
  });
  const listed = async (work: Promise<string[]>, more: Record<string, number>) => ({ faults: await work, ...more });

  const callers = count('callers') ?? 500;
  await rush(`${callers} callers for the last 20 seats`, callers, 20, Math.ceil(rounds / 10));
  await rush(`${callers * 4} callers for one seat`, callers * 4, 1, Math.ceil(rounds / 50));
  await rush('40 callers for the last 7 seats', 40, 7, rounds);
  await race('schools name teachers for the last 20 places of a class', async () => lastPlaces({ server, gu: await server.as('顾文远'), classKeyed: await classKey(server, 1, 8), periodId: 8, schools: Math.max(8, Math.floor(callers / 5)), each: 5, places: 20, atOnce }));
  await race('seats are taken back, handed down and enrolled into', () => takenBackMeanwhile({ server, county, city, countyId, cityId, schoolId, periodId: 7, rounds: rounds * 4, seed }).then((found) => ({ ...found, rounds: rounds * 4 })));
  await race('withdrawals free seats while others come', async () => {
    const sum = { faults: [] as string[], rounds, winners: 0, promoted: 0, losers: 0, errors: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const { faults: found, winners, promoted, losers, errors } = await freedMeanwhile({ server, schoolId, periodId: 9, leaving: 8, coming: 16, atOnce: 24, seed: seed + round });
      sum.faults.push(...found.map((fault) => `round ${round}: ${fault}`));
      sum.winners += winners;
      sum.promoted += promoted;
      sum.losers += losers;
      sum.errors += errors;
    }
    return sum;
  });
  await race('freed seats go to the first of the waiting list', async () => {
    const sum = { faults: [] as string[], rounds, promoted: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const { faults: found, promoted } = await promotedMeanwhile({ server, origin: server.origin, schoolId, periodId: 9, freed: 6, listed: 12, late: 12, kill: null, settled: () => server.app.waitingListWork.idle(), seed: seed + round });
      sum.faults.push(...found.map((fault) => `round ${round}: ${fault}`));
      sum.promoted += promoted;
    }
    return sum;
  });
  const swaps = rounds * 4;
  await race('two learners of full classes change places', () => listed(changingPlaces({ server, schoolId, periodIds: [6, 7], rounds: swaps, seed }), { rounds: swaps }));
  await race('three learners of full classes rotate', () => listed(changingPlaces({ server, schoolId, periodIds: [6, 7, 8], rounds: swaps, seed }), { rounds: swaps }));
  await race('two learners of one period change classes', () => listed(changingClasses({ server, schoolId, periodIds: [9], rounds, seed }), { rounds }));
  await race('a teacher moves while two schools enrol her into two classes', async () => ({ ...(await wantedTwice({ server, above: county, schools: [schoolId, sibling], periodId: 9, copies: 20, rounds, seed })), rounds }));
  await race('each key 20 times at once', () => manyCopies({ server, county, countyId, schoolId, periodId: 6, keys: count('keys') ?? 200, copies: 20 }).then((found) => ({ ...found })));
  return [...faults, ...(await reconcile(server.owner)).map((one) => `after the races: ${JSON.stringify(one)}`)];
}

async function kills({ seed, count, tell, report }: ProofRun, server: TestServer, heads: ReturnType<typeof keptInMemory>): Promise<string[]> {
  const killed = await KilledServer.start(server);
  try {
    const since = await baselineOf(server);
    const watch = await watchTree(server, periodIds, snapshotMs);
    const began = performance.now();
    const { faults, acts, refused, ...figures } = await actUnderKills({
      server, origin: killed.origin, cityCode: '3205', counties: 3, schoolsEach: 4, teachersEach: 60, clients: count('clients') ?? 40, operations: count('operations') ?? 20_000, kills: count('kills') ?? 20,
      kill: () => killed.kill(), below: chanceFrom(seed), tell,
    });
    const seconds = (performance.now() - began) / 1_000;
    const seen = await watch.stop();
    const found = await killedActsFaults(server, heads, since, acts);
    const done = acts.filter(({ isDone }) => isDone).length;
    report({ area: 'enrolment', what: 'kills', seed, operations: acts.length, done, refused: acts.length - done, ...figures, seconds: Math.round(seconds), operationsPerSecond: Math.round(acts.length / seconds), longestWayBackMs: killed.longestWayBackMs, snapshots: seen.snapshots, faults: faults.length + found.length + seen.faults.length });
    tell(`${acts.length} acts answered under ${figures.kills} kills, ${done} done, ${figures.askedAgain} times asked again, ${figures.answeredFromKey} of them had been done; refusals ${JSON.stringify(refused)}; ${seen.snapshots} snapshots`);
    return [...faults, ...seen.faults, ...found].map((fault) => `kills: ${fault}`);
  } finally {
    await killed.end();
  }
}

async function promotions({ seed, count, tell, report }: ProofRun, server: TestServer): Promise<string[]> {
  const [times, below] = [count('promotionKills') ?? 20, chanceFrom(seed)];
  const [schoolId, periodId] = [await castSchool(server), 9];
  const killed = await KilledServer.start(server);
  const faults: string[] = [];
  const sum = { promoted: 0, askedAgain: 0 };
  const began = performance.now();
  try {
    for (let round = 0; round < times; round += 1) {
      const one = await promotedMeanwhile({
        server, origin: killed.origin, schoolId, periodId, freed: 6, listed: 12, late: 12, seed: seed + round,
        kill: async () => { await pause(below(250)); await killed.kill(); },
        settled: async () => { for (let looks = 0; looks < 300 && (await freeSeats(server, schoolId, periodId)) > 0; looks += 1) await pause(100); },
      });
      faults.push(...one.faults.map((fault) => `round ${round}: ${fault}`));
      sum.promoted += one.promoted;
      sum.askedAgain += one.askedAgain;
    }
  } finally {
    await killed.end();
  }
  const found = [...faults, ...(await reconcile(server.owner)).map((one) => JSON.stringify(one))].map((fault) => `promotions under kills: ${fault}`);
  const seconds = Math.round((performance.now() - began) / 1_000);
  report({ area: 'enrolment', what: 'promotions under kills', seed, kills: times, ...sum, seconds, longestWayBackMs: killed.longestWayBackMs, faults: found.length });
  tell(`promotions under ${times} kills: ${JSON.stringify(sum)}, ${seconds} s, ${found.length} faults`);
  return found;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
