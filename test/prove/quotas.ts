// Quotas under a rush (T7, Q1–Q3) through GraphQL: exactly as many succeed as there are seats, every snapshot adds up, nobody meets a deadlock.
import { reconcileOnly } from '../../server/reconcile.js';
import { accountOf, cellIn, childrenOf, codesOf, factsOf, office, officeKey, period, saveSheet, type Answer } from '../quotas/quota-acts.js';
import { startTestCluster } from '../support/start-test-cluster.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import type { ProofRun } from './proof.js';

const sheet = { offices: 100, budgetMs: 1_000 };
const lastSeats = 20;

export async function proveQuotas(run: ProofRun): Promise<string[]> {
  run.tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  const server = await openTestServer();
  try {
    const callers = run.size ?? 500;
    const shen = await server.as('沈佩兰');
    const city = office(await officeKey(server, '3205'));
    // So many counties below Suzhou that each caller hands one seat to one of them.
    await server.owner.query(`insert into office (id, code, name, level, parent_id, path, city_id) select 970000 + n, '39' || lpad(n::text, 4, '0'), '某县' || n, 'COUNTY', id, path || (970000 + n) || '/', id from office, generate_series(1, $1::int) n where code = '3205'`, [callers]);
    return [...(await rush(run, server, shen, city, callers)), ...(await wholeSheet(run, server, shen, city)), ...(await reconcileOnly(server.owner, /^quota/)).map((one) => JSON.stringify(one))];
  } finally {
    await server.close();
    await cluster.stop();
  }
}

async function grant(server: TestServer, city: string, number: number, free: number): Promise<void> {
  const gu = await server.as('顾文远');
  const own = cellIn(await accountOf(gu, city), number);
  await gu.sees('mutation ($input: ConfirmQuotasInput!) { confirmQuotas(input: $input) { refusals { code } } }', { input: { programmeId: 'prg_1', officeId: 'ofc_1', reason: '核定。', cells: [{ officeId: city, periodId: period(number), seats: own.received - own.free + free, expectedVersion: own.version }] } });
}

/** All at once for the last seats. */
async function rush({ tell, report, seed }: ProofRun, server: TestServer, shen: Actor, city: string, callers: number): Promise<string[]> {
  await grant(server, city, 9, lastSeats);
  const deadlocks = async () => Number((await server.owner.query<{ n: string }>('select deadlocks as n from pg_stat_database where datname = current_database()')).rows[0]?.n);
  const before = await deadlocks();
  const faults: string[] = [];
  let isRunning = true;
  let snapshots = 0;
  const watch = (async () => {
    for (; isRunning; snapshots += 1) faults.push(...(await reconcileOnly(server.owner, /^quota: (balances|what is handed down)/)).map((one) => `snapshot ${snapshots}: ${JSON.stringify(one)}`));
  })();
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: callers }, async (_, place): Promise<Answer | string> => saveSheet(shen, city, [{ officeId: office(970_001 + place), periodId: period(9), seats: 1, expectedVersion: 0 }]).catch((error: unknown) => String(error))));
  const ms = Math.round(performance.now() - began);
  isRunning = false;
  await watch;
  const told = answers.filter((answer) => typeof answer !== 'string');
  const winners = told.filter(({ refusals }) => refusals.length === 0).length;
  const losers = told.filter((answer) => codesOf(answer).join() === 'QUOTA_EXHAUSTED' && factsOf(answer, 0)['remaining'] === '0').length;
  const met = (await deadlocks()) - before;
  if (winners !== lastSeats || losers !== callers - lastSeats) faults.push(`${winners} of ${lastSeats} succeeded, ${losers} were told that none is left`);
  const errors = answers.filter((answer) => typeof answer === 'string');
  if (errors.length > 0 || met > 0) faults.push(`${errors.length} errors, ${met} deadlocks: ${String(errors[0])}`);
  tell(`${callers} callers for ${lastSeats} seats: ${winners} succeeded in ${ms} ms, ${snapshots} snapshots`);
  report({ area: 'quotas', what: 'rush', seed, callers, seats: lastSeats, winners, losers, errors: errors.length, deadlocks: met, snapshots, ms });
  return faults;
}

/** A city's whole sheet in one act: each cell of a hundred offices in nine periods gets a seat more. */
async function wholeSheet({ tell, report, seed }: ProofRun, server: TestServer, shen: Actor, city: string): Promise<string[]> {
  // In July all periods are open.
  server.clock.setBusiness('2023-07-05T09:00:00+08:00');
  const children = (await childrenOf(shen, city)).slice(0, sheet.offices);
  for (const { number } of children[0]?.cells ?? []) await grant(server, city, number, sheet.offices);
  const cells = children.flatMap((child) => child.cells.map(({ periodId, received, version }) => ({ officeId: child.office.id, periodId, seats: received + 1, expectedVersion: version })));
  const began = performance.now();
  const answer = await saveSheet(shen, city, cells);
  const ms = Math.round(performance.now() - began);
  const moved = answer.moved?.handedDown ?? 0;
  tell(`a sheet of ${children.length} offices × ${cells.length / children.length} periods, ${moved} cells changed: ${ms} ms`);
  report({ area: 'quotas', what: 'sheet', seed, offices: children.length, cells: cells.length, moved, ms, budgetMs: sheet.budgetMs });
  return [...codesOf(answer).map((code) => `the sheet is refused: ${code}`), ...(moved === sheet.offices * 9 ? [] : [`${moved} seats were handed down`]), ...(ms > sheet.budgetMs ? [`the sheet took ${ms} ms`] : [])];
}
