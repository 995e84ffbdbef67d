// Grading sheets of a large class: 10,000 rows out, filled in, back with a preview and conflicts, and written; what it takes and needs.
import { keyOf } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { fillClass } from '../assignments/big-queue.js';
import { codesOf, numberOf, setReleaseOnSubmit, submitReview, waitingIds } from '../assignments/grading-acts.js';
import { placeOf } from '../assignments/release-acts.js';
import { OpenSheet, begin, downloadSheet, sendSheet, sheetOf, sheetRows, type SeenSheet } from '../assignments/sheets.js';
import { isMeasurable, timeOf } from '../bench/cpu-time.js';
import { startTestCluster } from '../support/start-test-cluster.js';
import { Actor, openTestServer, type TestServer } from '../support/test-server.js';
import { ordersFor, peakOf, serverProcess } from './own-process.js';
import type { ProofRun } from './proof.js';

const standardRows = 10_000;
/** So many are graded by a colleague while the sheet is out. */
const conflictCount = 50;
const memoryAtMost = 512;
const pollMs = 250;
const secondsAtMost = 1_200;

export async function proveSheets(run: ProofRun): Promise<string[]> {
  run.tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  try {
    const server = await openTestServer();
    try {
      return await outAndIn(server, run);
    } finally {
      await server.close();
    }
  } finally {
    await cluster.stop();
  }
}

async function outAndIn(server: TestServer, { seed, size, tell, report }: ProofRun): Promise<string[]> {
  const faults: string[] = [];
  const [like = ''] = await waitingIds(server, 4);
  await setReleaseOnSubmit(server, like, false);
  const added = new Set(await fillClass(server, like, size ?? standardRows));
  const colleague = await server.as('许静姝');
  const place = await placeOf(colleague, like);
  const before = new Set((await reconcile(server.owner)).map(({ what, key }) => `${what} ${key}`));
  // What is measured runs alone in a process; the spreadsheet's work is the tutor's.
  const orders = await ordersFor(server);
  const child = await serverProcess(orders);
  const pid = child.pid ?? 0;
  try {
    const there: TestServer = Object.assign(Object.create(server) as TestServer, { origin: `http://127.0.0.1:${orders.port}` });
    const tutor = new Actor(there.origin, (await server.as('周明礼')).credentials);
    const step = async <T>(name: string, work: () => Promise<T>, more: (done: T) => Record<string, number>): Promise<T> => {
      const [began, used] = [performance.now(), timeOf(pid)];
      const done = await work();
      const figures = { seconds: rounded((performance.now() - began) / 1_000), ...(isMeasurable ? { serverSeconds: rounded((timeOf(pid) - used) / 1_000_000), serverPeakMiB: peakOf(pid) } : {}), ...more(done) };
      report({ area: 'sheets', seed, step: name, ...figures });
      tell(`${name}: ${JSON.stringify(figures)}`);
      return done;
    };

    const bytes = await step('export', async () => new Uint8Array(await (await downloadSheet(there, tutor, place, 'xlsx')).arrayBuffer()), ({ length }) => ({ rows: added.size, kilobytes: Math.round(length / 1_024) }));
    const open = await OpenSheet.read(bytes);
    const ids = open.submissionIds.filter((id) => added.has(id));
    if (ids.length !== added.size) faults.push(`${ids.length} of ${added.size} stand in the sheet`);
    open.fillEach((id, index) => (added.has(id) ? { points: [20 + (index % 10), 20, 15.5, 10], comment: `第${index + 1}份：目标清楚，过程完整。` } : null));
    const body = await open.saved();

    for (const id of ids.slice(0, conflictCount)) {
      const codes = codesOf(await submitReview(colleague, { submissionId: id, expectedVersion: 1, points: '61', comment: '许静姝的批阅。' }));
      if (codes.length > 0) faults.push(`${id} was not graded meanwhile: ${codes.join()}`);
    }
    const sheet = await step('preview', async () => {
      const sent = await sendSheet(there, tutor, place, body);
      if (sent.status !== 201) throw new Error(sent.text);
      return sheetOf(tutor, sent.id);
    }, ({ newCount, conflictCount: conflicts }) => ({ kilobytes: Math.round(body.length / 1_024), newCount, conflicts }));
    if (sheet.newCount !== ids.length - conflictCount || sheet.conflictCount !== conflictCount || sheet.refusedCount !== 0) faults.push(`the preview counts ${JSON.stringify(sheet)}`);
    const shown = await sheetRows(tutor, sheet.id, { outcome: 'CONFLICT' });
    if (shown.length !== conflictCount || shown.some(({ points, submission }) => points === null || submission?.review?.comment !== '许静姝的批阅。')) faults.push('a conflict does not show both sides');

    const applied = await step('apply', async () => {
      const { refusals } = await begin(tutor, 'apply', { sheetId: sheet.id, overwriteLines: [] });
      if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
      return until(tutor, sheet.id, 'APPLIED');
    }, ({ applyAct }) => ({ written: applyAct?.doneCount ?? 0, refused: applyAct?.refusedCount ?? 0 }));
    if (applied.applyAct?.doneCount !== ids.length - conflictCount || applied.applyAct.refusedCount !== 0) faults.push(`written: ${JSON.stringify(applied.applyAct)}`);
    const written = await numberOf(server.owner, "select count(*) from submission s join review r on r.id = s.last_review_id where s.class_id = (select class_id from submission where id = $1) and r.comment like '第%份：目标清楚%' and r.points_tenths between 655 and 745 and s.state = 'SCORED'", [keyOf('Submission', like)]);
    if (written !== ids.length - conflictCount) faults.push(`${written} reviews stand as the sheet says`);
    const kept = await numberOf(server.owner, "select count(*) from submission s join review r on r.id = s.last_review_id where r.comment = '许静姝的批阅。' and r.points_tenths = 610", []);
    if (kept !== conflictCount) faults.push(`${conflictCount - kept} of the colleague's reviews were overwritten`);
    if (isMeasurable && peakOf(pid) > memoryAtMost) faults.push(`the server held ${peakOf(pid)} MiB`);
    faults.push(...(await reconcile(server.owner)).filter(({ what, key }) => !before.has(`${what} ${key}`)).map(({ what, key, stored, recomputed }) => `${what} ${key}: stored ${stored}, recomputed ${recomputed}`));
    return faults;
  } finally {
    child.kill('SIGTERM');
  }
}

async function until(tutor: Actor, sheetId: string, state: string): Promise<SeenSheet> {
  for (let waited = 0; waited < secondsAtMost * 1_000; waited += pollMs) {
    const sheet = await sheetOf(tutor, sheetId);
    if (sheet.state === state) return sheet;
    await new Promise((resolve) => { setTimeout(resolve, pollMs); });
  }
  throw new Error(`the sheet is not ${state}`);
}

function rounded(seconds: number): number { return Math.round(seconds * 10) / 10; }
