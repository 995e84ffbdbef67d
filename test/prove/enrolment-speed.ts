// One hot quota: how many enrolments a second two hundred clients get through GraphQL, against the same statements sent to PostgreSQL by hand.
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { keyOf } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { isMeasurable, parentOf, timeOf, timeOfFamily } from '../bench/cpu-time.js';
import { startLoad } from '../bench/load.js';
import { median } from '../bench/report.js';
import { castSchool, leaveFree } from '../enrolment/choosing-acts.js';
import { administratorsOf, inParallel, waitingTeachers, type Waiting } from '../enrolment/rush-scene.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { ordersFor, serverProcess } from './own-process.js';
import type { ProofRun } from './proof.js';

const leastShare = 0.15;
const p99AtMostMs = 1_000;
const periodId = 8;
/** As many as the server has for writing. */
const bareConnections = 12;

const document = 'mutation ($input: EnrolLearnersInput!) { enrolLearners(input: $input) { outcomes { personId enrolmentId refusals { code } } refusals { code } } }';

interface Round { perSecond: number; p99: number; serverMs: number; databaseMs: number }

export async function proveEnrolmentSpeed({ seed, count, tell, report }: ProofRun, server: TestServer): Promise<string[]> {
  const clients = count('connections') ?? 200;
  const [rounds, each] = [count('speedRounds') ?? 5, count('enrolments') ?? 1_000];
  const schoolId = await castSchool(server);
  const administrators = await administratorsOf(server, schoolId, 20);
  const orders = await ordersFor(server);
  const child = await serverProcess(orders);
  const load = startLoad();
  const { rows: [backend] } = await server.owner.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = parentOf(backend?.pid ?? 0);
  const pool = new pg.Pool({ ...server.connection, max: bareConnections });
  try {
    const scene = async (): Promise<Waiting[]> => {
      const waiting = await waitingTeachers(server, schoolId, periodId, each);
      await leaveFree(server, schoolId, periodId, each);
      return waiting;
    };
    const measured = async (run: () => Promise<{ answers: number; seconds: number; p99: number }>): Promise<Round> => {
      const [own, family] = [timeOf(child.pid ?? 0), timeOfFamily(postmaster)];
      const { answers, seconds, p99 } = await run();
      return { perSecond: answers / seconds, p99, serverMs: (timeOf(child.pid ?? 0) - own) / answers / 1_000, databaseMs: (timeOfFamily(postmaster) - family) / answers / 1_000 };
    };
    const throughGraphql = async () => {
      const requests = (await scene()).map(({ classId, personId }, place) => ({ path: '/graphql', cookie: (administrators[place % administrators.length] as Actor).credentials['cookie'] ?? '', body: JSON.stringify({ query: document, variables: { input: { classId, personIds: [personId], idempotencyKey: randomUUID() } } }) }));
      return measured(async () => {
        const done = await load.run({ port: orders.port, requests, connections: clients, milliseconds: 600_000, isOnce: true });
        if (done.failure !== null || done.answers !== each) throw new Error(`${done.answers} of ${each} were answered: ${done.failure}`);
        return { ...done, p99: done.p99 };
      });
    };
    const byHand = async () => {
      const waiting = await scene();
      const { rows: [place] } = await server.owner.query<{ path: string }>('select path from office where id = $1', [schoolId]);
      return measured(async () => {
        const began = performance.now();
        const latencies = await inParallel(waiting.map((one) => async () => {
          const since = performance.now();
          await bareEnrolment(pool, schoolId, place?.path ?? '', one);
          return performance.now() - since;
        }), clients);
        return { answers: waiting.length, seconds: (performance.now() - began) / 1_000, p99: latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? 0 };
      });
    };
    // The first round of each warms up.
    await throughGraphql();
    await byHand();
    const graphql: Round[] = [];
    const bare: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      graphql.push(await throughGraphql());
      bare.push(await byHand());
    }
    const of = (samples: readonly Round[], read: (round: Round) => number) => Math.round(median(samples.map(read)) * 100) / 100;
    const share = Math.round(median(graphql.map(({ perSecond }, round) => perSecond / (bare[round] as Round).perSecond)) * 1_000) / 1_000;
    const p99 = of(graphql, (round) => round.p99);
    const figures = {
      clients, rounds, enrolmentsEach: each, perSecond: of(graphql, (one) => one.perSecond), barePerSecond: of(bare, (one) => one.perSecond), share, p99Ms: p99, bareP99Ms: of(bare, (one) => one.p99),
      ...(isMeasurable ? { serverMsEach: of(graphql, (one) => one.serverMs), databaseMsEach: of(graphql, (one) => one.databaseMs), bareDatabaseMsEach: of(bare, (one) => one.databaseMs) } : {}),
    };
    report({ area: 'enrolment', what: 'one hot quota', seed, ...figures });
    tell(`one hot quota: ${JSON.stringify(figures)}`);
    return [
      ...(share >= leastShare ? [] : [`enrolments through GraphQL run at ${share} of the bare transaction's rate`]), ...(p99 <= p99AtMostMs ? [] : [`the 99th of 100 enrolments takes ${p99} ms`]),
      ...(await reconcile(server.owner)).map((one) => `after the speed: ${JSON.stringify(one)}`),
    ];
  } finally {
    load.stop();
    child.kill('SIGTERM');
    await pool.end();
  }
}

/** What an enrolment of one person writes and asks inside its transaction, by hand; it must succeed. */
async function bareEnrolment(pool: pg.Pool, schoolId: number, path: string, { personId, classId }: Waiting): Promise<void> {
  const [person, klass, key] = [keyOf('Person', personId), keyOf('TrainingClass', classId), randomUUID()];
  const client = await pool.connect();
  const one = async (text: string, values: unknown[]): Promise<Record<string, unknown>> => {
    const { rows: [row] } = await client.query<Record<string, unknown>>(text, values);
    if (row === undefined) throw new Error(`nothing came of ${text}`);
    return row;
  };
  const at = '2023-09-10T00:00:00.000Z';
  try {
    await client.query('begin');
    await client.query("select set_config('yanxiu.path', $1, true), set_config('yanxiu.path_end', $2, true)", [path, `${path.slice(0, -1)}0`]);
    await client.query('set local role yanxiu_office');
    await one("insert into idempotency_key (actor, key, request_hash, answer, created_at) values ('bare', $1, decode($2, 'hex'), 'null'::jsonb, clock_timestamp()) on conflict do nothing returning key", [key, createHash('sha256').update(personId).digest('hex')]);
    await one('select t.id from person t where t.id = any ($1::bigint[]) and t.office_id = $2 and t.merged_into_id is null', [[person], schoolId]);
    const choice = await one('select c.id from course_choice c join person p on p.id = c.person_id where c.class_id = $1 and p.office_id = $2 and p.merged_into_id is null and c.withdrawn_at is null order by c.id for update of c', [klass, schoolId]);
    await one("select pg_advisory_xact_lock(hashtext('yanxiu.enrolment'), $1::int)::text", [person]);
    await one('select received - handed_down - used as remaining from quota where period_id = $1 and office_id = $2 for update', [periodId, schoolId]);
    await client.query('set local role yanxiu_job');
    await client.query("select person_id, class_id from enrolment where period_id = $1 and person_id = any ($2::bigint[]) and state = 'ENROLLED'", [periodId, [person]]);
    await one(`select p.id, o.level, coalesce((select json_agg(distinct g.year) from (select p.id union all select m.id from person m where m.merged_into_id = p.id) same join enrolment e on e.person_id = same.id join programme g on g.id = e.programme_id where e.state = 'ENROLLED' and g.series = 'JS-SUBJECT-ONLINE' and g.id <> 1), '[]') as years,
      coalesce((select json_agg(x.rule) from enrolment_exception x where x.person_id = p.id and x.programme_id = 1), '[]') as granted from person p join office o on o.id = p.office_id where p.id = any ($1::bigint[])`, [[person]]);
    await client.query('set local role yanxiu_office');
    const { id: enrolment } = await one("insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at, chosen_at) select c.programme_id, c.period_id, c.class_id, c.person_id, $1::bigint, 'ENROLLED', $2::timestamptz, c.chosen_at from course_choice c where c.id = $3 on conflict (class_id, person_id) where state = 'ENROLLED' do nothing returning id", [schoolId, at, choice['id']]);
    await one('update quota set used = used + 1 where period_id = $1 and office_id = $2 and handed_down + used < received returning received', [periodId, schoolId]);
    await one('select max(turn) as turn from quota_entry where enrolment_id = $1', [enrolment]);
    await client.query("insert into quota_entry (period_id, kind, office_id, seats, enrolment_id, turn, by_name, at) values ($1, 'USED', $2, 1, $3, 1, '某人', $4)", [periodId, schoolId, enrolment, at]);
    await client.query('insert into school_indicator (period_id, school_id) values ($1, $2) on conflict do nothing', [periodId, schoolId]);
    await client.query('update school_indicator set enrolled = enrolled + 1 where period_id = $1 and school_id = $2', [periodId, schoolId]);
    await client.query("insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts) values (clock_timestamp(), $1, 'bare', 'ADMIN', $2, 'enrolment.enrol', $3, $4)", [key, schoolId, classId, JSON.stringify({ learners: [personId], seats: 1 })]);
    await client.query("update idempotency_key set answer = $1::jsonb where actor = 'bare' and key = $2", [JSON.stringify([{ personId: person, enrolmentId: enrolment, refusals: [] }]), key]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
