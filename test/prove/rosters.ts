// The speed of rosters at the full province: 100,000 rows from the upload to the last one written, what the server's process needs at
// its peak, and how somebody else's searches fare meanwhile. Needs the province in DATA_DIR; works on a copy of it.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config.js';
import { idCardNumber, mobileNumber } from '../../server/demo/names.js';
import { withClient } from '../../server/installation.js';
import { reconcile } from '../../server/reconcile.js';
import { workbookFile } from '../../server/platform/files/workbook-file.js';
import { percentileOf } from '../assignments/big-queue.js';
import { timeOf, timeOfFamily, parentOf } from '../bench/cpu-time.js';
import { peopleQuestions, signInAt, type SomePerson } from '../people/questions.js';
import { heading, lineOf, rosterOf, type Teacher } from '../roster/rosters.js';
import type { Actor } from '../support/test-server.js';
import { chanceFrom } from './chance.js';
import type { ProofRun } from './proof.js';
import { peakOf } from './own-process.js';
import { openProvince } from './province.js';
import type { RosterServerStart } from './roster-server.js';

const rowCount = 100_000;
const secondsAtMost = 60;
const memoryAtMost = 512;
/** Of a search meanwhile; the same as without an import. */
const searchAtMostMs = 50;

/** `--only alone`: nobody searches meanwhile. */
export async function proveRosters({ seed, size, only, tell, report }: ProofRun): Promise<string[]> {
  tell('copying the province …');
  const province = await openProvince({ isCopied: true });
  const logFolder = mkdtempSync(path.join(tmpdir(), 'yanxiu-proof-log-'));
  const { owner, application } = province.installation;
  const server = fork(new URL('./roster-server.ts', import.meta.url), [], { execArgv: startFlags(), env: { ...process.env, NODE_ENV: 'production' } });
  const stopped = new Promise<void>((resolve) => server.once('exit', () => { resolve(); }));
  try {
    server.send({ application, dataFolder: readConfig(process.env).dataFolder, logFolder } satisfies RosterServerStart);
    const origin = await new Promise<string>((resolve, reject) => {
      server.once('message', (message) => { resolve((message as { origin: string }).origin); });
      server.once('exit', (code) => { reject(new Error(`the server ended with ${code}`)); });
    });
    return await withClient({ ...owner, statement_timeout: 0 }, async (client) => {
      const rows = size ?? rowCount;
      const { rows: teachers } = await client.query<Teacher>(`select p.id::int as id, p.training_number as number, p.name, o.code as school, p.subject, p.stage, f.title, f.joined_year as joined from person p join teacher_profile f on f.person_id = p.id join office o on o.id = p.office_id where p.id <= $1 and p.user_name is null order by p.id`, [rows + 10]);
      const { rows: sample } = await client.query<SomePerson>('select name, name_pinyin as pinyin, name_initials as initials, training_number as number from person where id % 997 = 1 order by id');
      const [gu, shen] = [await signInAt(origin, client, 'gu.wenyuan'), await signInAt(origin, client, 'shen.peilan')];
      const faults: string[] = [];
      const postmaster = parentOf((await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0);
      for (const [place, kind] of (['CSV', 'XLSX'] as const).entries()) {
        // Every second row is somebody new, every second one has another title: each is written.
        const half = teachers.slice((place * rows) / 2, ((place + 1) * rows) / 2);
        const lines = half.flatMap((teacher, index) => [lineOf({ ...teacher, title: '特聘教师' }), newcomer(place * rows + index, teacher)]);
        const body = kind === 'CSV' ? Buffer.from(rosterOf(lines)) : await workbookOf(lines);
        const before = { node: timeOf(server.pid ?? 0), postgres: timeOfFamily(postmaster) };
        const began = performance.now();
        let isOver = false;
        const searches = only === 'alone' ? Promise.resolve([]) : searching(shen, sample, seed, () => isOver);
        const { id } = await sent(origin, gu, body, kind);
        const checked = await until(gu, id, 'CHECKED');
        const previewed = performance.now();
        await gu.sees('mutation ($input: ApplyRosterImportInput!) { applyRosterImport(input: $input) { refusals { message } } }', { input: { importId: id } });
        const applied = await until(gu, id, 'APPLIED');
        const ended = performance.now();
        isOver = true;
        const times = await searches;
        const figures = {
          rows: lines.length, added: checked.added, changed: checked.changed, previewSeconds: seconds(previewed - began), applySeconds: seconds(ended - previewed), seconds: seconds(ended - began), peakMiB: peakOf(server.pid ?? 0),
          nodeSeconds: seconds((timeOf(server.pid ?? 0) - before.node) / 1_000), postgresSeconds: seconds((timeOfFamily(postmaster) - before.postgres) / 1_000), searches: times.length, searchP50Ms: percentileOf(times, 0.5), searchP95Ms: percentileOf(times, 0.95), load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
        };
        report({ area: 'rosters', kind, ...figures });
        tell(`${kind}: ${JSON.stringify(figures)}`);
        if (applied.conflicts > 0 || checked.added + checked.changed !== lines.length) faults.push(`${kind}: ${JSON.stringify({ ...checked, conflicts: applied.conflicts })}`);
        if (figures.seconds > secondsAtMost) faults.push(`${kind}: ${figures.seconds} s, at most ${secondsAtMost}`);
        if (figures.peakMiB > memoryAtMost) faults.push(`${kind}: ${figures.peakMiB} MiB at the peak, at most ${memoryAtMost}`);
        if (times.length > 0 && figures.searchP95Ms > searchAtMostMs) faults.push(`${kind}: searches meanwhile p95 ${figures.searchP95Ms} ms, at most ${searchAtMostMs}`);
      }
      tell('counting everything anew …');
      // What the import touches; the rest is the seed's.
      return [...faults, ...(await reconcile(client)).filter(({ what }) => what.startsWith('people')).map(({ what, key, stored, recomputed }) => `${what} ${key}: stored ${stored}, recomputed ${recomputed}`)];
    });
  } finally {
    if (server.connected) server.disconnect();
    await stopped;
    await province.close();
    rmSync(logFolder, { recursive: true, force: true });
  }
}

/** The flags with which `npm start` runs the server: they decide how much memory it takes before it collects. */
function startFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const [, flags = ''] = /\bnode (.*) server\/main\.ts$/.exec(scripts.start) ?? [];
  return flags.split(' ');
}

function newcomer(index: number, like: Teacher): string {
  return lineOf({ ...like, number: '', title: '二级教师', joined: 2023 }).split(',').map((cell, place) => (place === 2 ? idCardNumber(5_000_000 + index) : place === 3 ? mobileNumber(5_000_000 + index) : cell)).join(',');
}

async function workbookOf(lines: readonly string[]): Promise<Buffer> {
  const pages = (async function* () { for (let from = 0; from < lines.length; from += 1_000) yield lines.slice(from, from + 1_000).map((line) => line.split(',')); })();
  const parts: Buffer[] = [];
  for await (const part of workbookFile('名册', heading.split(','), pages)) parts.push(part);
  return Buffer.concat(parts);
}

async function sent(origin: string, actor: Actor, body: Buffer, kind: string): Promise<{ id: string }> {
  const response = await fetch(`${origin}/rosters?name=${encodeURIComponent(`名册.${kind.toLowerCase()}`)}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...actor.credentials }, body: new Uint8Array(body) });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`the roster was not taken: ${text}`);
  return JSON.parse(text) as { id: string };
}

interface Seen { state: string; added: number; changed: number; errors: number; same: number; conflicts: number }

/** Looks as often as the console does. */
async function until(actor: Actor, id: string, state: string): Promise<Seen> {
  for (let look = 0; look < 1_200; look += 1) {
    const seen = (await actor.sees<{ rosterImport: Seen }>('query ($id: ID!) { rosterImport(id: $id) { state added changed errors same conflicts } }', { id })).rosterImport;
    if (seen.state === state) return seen;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`the import was never ${state}`);
}

/** Somebody types one search after the other, with a moment between them. */
async function searching(actor: Actor, people: readonly SomePerson[], seed: number, isOver: () => boolean): Promise<number[]> {
  const questions = peopleQuestions(people, chanceFrom(seed)).filter(({ name }) => /beginning|number|whole name/.test(name));
  const times: number[] = [];
  for (let turn = 0; !isOver(); turn += 1) {
    const question = questions[turn % questions.length] as (typeof questions)[number];
    const began = performance.now();
    await actor.sees(question.document, question.variables(null));
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}

const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;

/** The most memory that the process ever held. */
