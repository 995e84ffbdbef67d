// The speed of the tree and of lists of people at the full province: pages, searches and filters as each level of administrator, under
// row-level security, through /graphql. Needs the province in DATA_DIR (npm run seed -- --profile province).
import { createApp } from '../../server/app.js';
import { ConfigFailure, readConfig } from '../../server/config.js';
import { holdFolder } from '../../server/data-folder.js';
import { demoInstallation } from '../../server/demo/cast.js';
import { demoStart, profiles } from '../../server/demo/profile.js';
import { insertDemoSecondFactors } from '../../server/demo/seed.js';
import { openInstallation, withClient } from '../../server/installation.js';
import { RunningClock } from '../../server/platform/clock/clock.js';
import { createLogger } from '../../server/platform/log/log.js';
import { peopleQuestions, signInAt, type Question } from '../people/questions.js';
import { keptInMemory, type Actor } from '../support/test-server.js';
import { chanceFrom } from './chance.js';
import type { ProofRun } from './proof.js';

/** Server time of any page of tree and people lists, and of a search. */
const p95AtMostMs = 50;
const perAdministrator = 250;

const administrators = [['province', 'gu.wenyuan'], ['city', 'shen.peilan'], ['county', 'lu.jingxing'], ['school', 'fang.ruolan']] as const;

export async function provePeople({ seed, size, tell, report }: ProofRun): Promise<string[]> {
  const config = { ...readConfig(process.env), databaseUrl: null };
  const release = holdFolder(config.dataFolder);
  const installation = await openInstallation(config, profiles.province.databaseName);
  try {
    const { rows: people } = await withClient(installation.owner, (client) => client.query<{ name: string; pinyin: string; number: string }>('select name, name_pinyin as pinyin, training_number as number from person where id % 997 = 1 and name_pinyin is not null order by id'));
    if (people.length === 0) throw new ConfigFailure('There is no province yet: npm run seed -- --profile province');
    // A province that is older than second factors has administrators without one.
    await withClient(installation.owner, (client) => insertDemoSecondFactors(client, installation.vault));
    const app = await createApp({
      connection: installation.application, clock: new RunningClock(demoStart.getTime() - Date.now()), vault: installation.vault, auditHeads: keptInMemory(), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, isApplicationScopeOn: true,
      installation: { ...demoInstallation, singleSignOnLabel: null, version: 'proof' }, singleSignOn: null, logger: createLogger({ kind: 'none' }),
    });
    try {
      const origin = await app.http.listen({ host: '127.0.0.1', port: 0 });
      const faults: string[] = [];
      for (const [level, login] of administrators) {
        const actor = await withClient(installation.owner, (client) => signInAt(origin, client, login));
        for (const question of peopleQuestions(people, chanceFrom(seed))) faults.push(...(await measured(actor, question, size ?? perAdministrator, (line) => {
          report({ area: 'people', level, ...line });
          tell(`${level} · ${question.name}: p50 ${line.p50Ms} ms, p95 ${line.p95Ms} ms, p99 ${line.p99Ms} ms`);
        })).map((fault) => `${level}: ${fault}`));
      }
      return faults;
    } finally {
      await app.close();
    }
  } finally {
    await installation.cluster?.stop();
    release();
  }
}

interface Figures { question: string; samples: number; p50Ms: number; p95Ms: number; p99Ms: number; [name: string]: string | number }

async function measured(actor: Actor, question: Question, samples: number, tell: (figures: Figures) => void): Promise<string[]> {
  const times: number[] = [];
  let after: string | null = null;
  for (let sample = 0; sample < samples + 20; sample += 1) {
    const variables = question.variables(after);
    const began = performance.now();
    const data = await actor.sees<Record<string, { pageInfo: { hasNextPage: boolean; endCursor: string | null } }>>(question.document, variables);
    // The first ones find nothing prepared.
    if (sample >= 20) times.push(performance.now() - began);
    const info = Object.values(data)[0]?.pageInfo;
    after = info?.hasNextPage === true ? info.endCursor : null;
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10;
  const figures = { question: question.name, samples, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
  tell(figures);
  return figures.p95Ms > p95AtMostMs ? [`${question.name}: p95 ${figures.p95Ms} ms, at most ${p95AtMostMs}`] : [];
}
