// The speed of the tree, of lists of people, of posts and of the audit trail at the full province: pages, searches and filters as each
// level of administrator, under row-level security, through /graphql. Needs the province in DATA_DIR; works on a copy of it, in which
// every school has its posts and a year's acts stand in the trail.
import { loadavg } from 'node:os';
import type pg from 'pg';
import { createApp } from '../../server/app.js';
import { demoInstallation } from '../../server/demo/cast.js';
import { demoStart } from '../../server/demo/profile.js';
import { withClient } from '../../server/installation.js';
import { RunningClock } from '../../server/platform/clock/clock.js';
import { createLogger } from '../../server/platform/log/log.js';
import { parentOf, timeOf, timeOfFamily } from '../bench/cpu-time.js';
import { organisationQuestions, peopleQuestions, signInAt, type Question, type SomePerson } from '../people/questions.js';
import { keptInMemory, type Actor } from '../support/test-server.js';
import { chanceFrom } from './chance.js';
import type { ProofRun } from './proof.js';
import { openProvince } from './province.js';

/** Server time of any page of these lists, and of a search. */
const p95AtMostMs = 50;
const perAdministrator = 250;
const acts = 1_000_000;

const administrators = [['province', 'gu.wenyuan'], ['city', 'shen.peilan'], ['county', 'lu.jingxing'], ['school', 'fang.ruolan']] as const;

export async function provePeople({ seed, size, tell, report }: ProofRun): Promise<string[]> {
  tell('copying the province …');
  const { installation, migratedInMs, close } = await openProvince({ isCopied: true });
  try {
    if (migratedInMs !== null) {
      tell(`the province was brought to the present schema in ${migratedInMs} ms`);
      report({ area: 'people', migratedInMs });
    }
    const { people, postmaster } = await withClient({ ...installation.owner, statement_timeout: 0 }, setScene);
    const app = await createApp({
      connection: installation.application, clock: new RunningClock(demoStart.getTime() - Date.now()), vault: installation.vault, auditHeads: keptInMemory(), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, isApplicationScopeOn: true,
      installation: { ...demoInstallation, singleSignOnLabel: null, version: 'proof' }, singleSignOn: null, logger: createLogger({ kind: 'none' }),
    });
    try {
      const origin = await app.http.listen({ host: '127.0.0.1', port: 0 });
      const faults: string[] = [];
      for (const [level, login] of administrators) {
        const actor = await withClient(installation.owner, (client) => signInAt(origin, client, login));
        const below = chanceFrom(seed);
        for (const question of [...peopleQuestions(people, below), ...organisationQuestions(below)]) {
          const figures = await measured(actor, question, size ?? perAdministrator, postmaster);
          report({ area: 'people', level, ...figures });
          tell(`${level} · ${question.name}: p50 ${figures.p50Ms} ms, p95 ${figures.p95Ms} ms, p99 ${figures.p99Ms} ms; PostgreSQL ${figures.postgresMs} ms, node ${figures.nodeMs} ms of processor time each; load ${figures.load}`);
          if (figures.p95Ms > p95AtMostMs) faults.push(`${level}, ${question.name}: p95 ${figures.p95Ms} ms, at most ${p95AtMostMs}`);
        }
      }
      return faults;
    } finally {
      await app.close();
    }
  } finally {
    await close();
  }
}

/** What a province has after a year, besides its people: a leader and an administrator at nearly every school, and what all of them did. */
async function setScene(client: pg.Client): Promise<{ people: SomePerson[]; postmaster: number }> {
  const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> => (await client.query<Row>(text, values)).rows;
  await rows(`insert into role_assignment (person_id, role, office_id, subject, valid_from)
    select p.id, post.role, p.office_id, post.subject, '2023-07-01' from (select id, office_id, row_number() over (partition by office_id order by id) as place from person) p
    join (values (1, 'SCHOOL_LEADER', null), (2, 'ADMIN', null), (3, 'SUBJECT_LEAD', 'CHINESE')) post(place, role, subject) on post.place = p.place join office o on o.id = p.office_id and o.level = 'SCHOOL' and o.id % 20 <> 0`);
  await rows(`insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts)
    select now() - (($1::int - n) * (interval '300 days' / $1::int)), 'proof', 'person:' || 1 + n % 900000, 'ADMIN', o.ids[1 + (n::bigint * 7919) % array_length(o.ids, 1)], (array['access.signIn', 'people.manage', 'roster.import', 'people.reveal'])[1 + n % 4], 'psn_' || 1 + n % 900000, (array['{}', '{"act":"update"}', '{"act":"applied"}', '{}']::jsonb[])[1 + n % 4]
    from generate_series(1, $1::int) n cross join (select array_agg(id order by id) as ids from office offset 0) o`, [acts]);
  // What autovacuum has done long since where a year has passed.
  await rows('vacuum (analyze) audit_event, role_assignment, audit_seal');
  const people = await rows<SomePerson>('select name, name_pinyin as pinyin, name_initials as initials, training_number as number from person where id % 997 = 1 and name_pinyin is not null order by id');
  const [backend] = await rows<{ pid: number }>('select pg_backend_pid() as pid');
  return { people, postmaster: parentOf(backend?.pid ?? 0) };
}

interface Figures { question: string; samples: number; p50Ms: number; p95Ms: number; p99Ms: number; postgresMs: number; nodeMs: number; load: number; [name: string]: string | number }

async function measured(actor: Actor, question: Question, samples: number, postmaster: number): Promise<Figures> {
  const times: number[] = [];
  let after: string | null = null;
  let before = { postgres: 0, node: 0 };
  for (let sample = 0; sample < samples + 20; sample += 1) {
    // The first ones find nothing prepared.
    if (sample === 20) before = { postgres: timeOfFamily(postmaster), node: timeOf(process.pid) };
    const variables = question.variables(after);
    const began = performance.now();
    const data = await actor.sees<Record<string, { pageInfo: { hasNextPage: boolean; endCursor: string | null } }>>(question.document, variables);
    if (sample >= 20) times.push(performance.now() - began);
    const info = Object.values(data)[0]?.pageInfo;
    after = info?.hasNextPage === true ? info.endCursor : null;
  }
  times.sort((one, other) => one - other);
  const tenth = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
  const at = (share: number) => tenth(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const each = (since: number, now: number) => tenth((now - since) / 1_000 / samples);
  return { question: question.name, samples, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), postgresMs: each(before.postgres, timeOfFamily(postmaster)), nodeMs: each(before.node, timeOf(process.pid)), load: tenth(loadavg()[0] ?? 0) };
}
