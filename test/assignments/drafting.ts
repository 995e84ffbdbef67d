// Tutors with two devices each that save drafts all the time, while the server is killed and started again under them (reliability G3).
// A device does what the console's saver does: one save at a time, on top of the version before, asked again until there is an answer.
import type { Answer } from '../support/test-server.js';
import { documents } from './grading-acts.js';
import type { Tutor } from './many-tutors.js';

export interface DraftRun {
  tutors: readonly Tutor[];
  /** Where each tutor drafts, by place; tutors may share a submission, their drafts are their own. */
  submissionIds: readonly string[];
  devicesEach: number;
  everyMs: number;
  kills: number;
  killEveryMs: number;
  /** How soon a device asks again that got no answer. */
  retryMs: number;
  /** Ends the server in the middle of whatever it is at, and starts it again. */
  kill(): Promise<void>;
  below: (limit: number) => number;
}
export interface DraftReport { faults: string[]; devices: number; kills: number; acknowledged: number; conflicts: number; ownFound: number; askedAgain: number; readBack: number; lost: number }

interface Stored { version: number; comment: string }
const triesAtMost = 600;
const query = 'query ($id: ID!) { submission(id: $id) { draft { version comment } } }';

/** One tutor's draft of one submission, as both devices know it together. */
class Sheet {
  /** By version, what the server said that it holds. */
  readonly acknowledged = new Map<number, string>();
  /** Sent by some device; whether it was written, that device may not know. */
  readonly sent = new Set<string>();
  get latest(): number { return Math.max(0, ...this.acknowledged.keys()); }
}

export async function draftUnderKills(run: DraftRun): Promise<DraftReport> {
  const report: DraftReport = { faults: [], devices: run.tutors.length * run.devicesEach, kills: 0, acknowledged: 0, conflicts: 0, ownFound: 0, askedAgain: 0, readBack: 0, lost: 0 };
  const sheets = run.tutors.map(() => new Sheet());
  let isOver = false;

  const ask = async <Data>(tutor: Tutor, text: string, variables: Record<string, unknown>): Promise<Data> => {
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const answer: Answer<Data> | null = await tutor.actor.ask<Data>(text, variables).catch(() => null);
      if (answer?.errors.length === 0) return answer.data;
      const code = answer?.errors[0]?.extensions['code'];
      // A server that is going down says so, or says nothing.
      if (answer !== null && code !== 'SERVICE_UNAVAILABLE') throw new Error(`${tutor.name} was answered ${answer.text}`);
      report.askedAgain += 1;
      await pause(run.retryMs);
    }
    throw new Error(`${tutor.name} got no answer in ${triesAtMost} tries`);
  };

  const save = async (tutor: Tutor, sheet: Sheet, submissionId: string, device: { version: number; own: Set<string> }, comment: string): Promise<void> => {
    sheet.sent.add(comment);
    device.own.add(comment);
    for (let rounds = 0; rounds < triesAtMost; rounds += 1) {
      const { saveReviewDraft } = await ask<{ saveReviewDraft: { draft: Stored | null; conflict: { current: Stored } | null; refusals: { code: string }[] } }>(tutor, documents.draft, { input: { submissionId, expectedDraftVersion: device.version, comment, points: null, criterionPoints: [], isExcellent: false } });
      if (saveReviewDraft.draft) {
        const { version } = saveReviewDraft.draft;
        const before = sheet.acknowledged.get(version);
        if (before !== undefined && before !== comment) report.faults.push(`${comment}: version ${version} was acknowledged for ${before}, too`);
        if (version !== device.version + 1) report.faults.push(`${comment}: written on version ${device.version}, it became ${version}`);
        sheet.acknowledged.set(version, comment);
        device.version = version;
        report.acknowledged += 1;
        return;
      }
      const current = saveReviewDraft.conflict?.current;
      if (!current || current.version <= device.version || !sheet.sent.has(current.comment)) {
        report.faults.push(`${comment} on version ${device.version}: the conflict shows ${JSON.stringify(saveReviewDraft)}`);
        return;
      }
      device.version = current.version;
      if (device.own.has(current.comment)) {
        // An own save whose answer was lost: no conflict, it goes on from there.
        report.ownFound += 1;
        if (current.comment === comment) {
          sheet.acknowledged.set(current.version, comment);
          return;
        }
      } else {
        report.conflicts += 1;
        // The person takes the other text, or writes the own one over it knowingly.
        if (run.below(2) === 0) return;
      }
    }
  };

  /** What a browser reads that was opened anew: the last acknowledged draft, or one that was sent after it. */
  const readBack = async (tutor: Tutor, sheet: Sheet, submissionId: string): Promise<void> => {
    const known = sheet.latest;
    const told = sheet.acknowledged.get(known);
    const { submission } = await ask<{ submission: { draft: Stored | null } }>(tutor, query, { id: submissionId });
    report.readBack += 1;
    const { version = 0, comment = '' } = submission.draft ?? {};
    if (version < known || (version === known && known > 0 && comment !== told) || (version > known && !sheet.sent.has(comment))) {
      report.lost += 1;
      report.faults.push(`${tutor.name}: version ${known} was acknowledged as ${told ?? 'nothing'}, there is version ${version}: ${comment}`);
    }
  };

  const work = async (tutor: Tutor, index: number, number: number): Promise<void> => {
    const sheet = sheets[index] as Sheet;
    const submissionId = run.submissionIds[index % run.submissionIds.length] ?? '';
    const device = { version: 0, own: new Set<string>() };
    await pause(run.below(run.everyMs));
    for (let turn = 1, seen = run.kills; ; turn += 1) {
      const isLast = isOver;
      if (seen !== report.kills) {
        seen = report.kills;
        await readBack(tutor, sheet, submissionId);
      }
      await save(tutor, sheet, submissionId, device, `${tutor.name} 设备${number} 第${turn}稿`);
      if (isLast) return;
      await pause(run.everyMs);
    }
  };

  const killing = async (): Promise<void> => {
    while (report.kills < run.kills) {
      await pause(run.killEveryMs);
      await run.kill();
      report.kills += 1;
    }
    isOver = true;
  };
  await Promise.all([killing(), ...run.tutors.flatMap((tutor, index) => Array.from({ length: run.devicesEach }, (_, number) => work(tutor, index, number + 1)))]);
  for (const [index, tutor] of run.tutors.entries()) await readBack(tutor, sheets[index] as Sheet, run.submissionIds[index % run.submissionIds.length] ?? '');
  return report;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
