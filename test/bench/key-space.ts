// What the workloads draw from: every class with a queue, every enrolment, every result; and sessions of those who ask.
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Variables } from './workloads.js';

export interface KeySpace {
  queues: readonly { classId: number; tutorId: number }[];
  province: number;
  city: number;
  /** Offices with children below the province. */
  parents: readonly number[];
  results: readonly number[];
  lastEnrolment: number;
  lastPeriodWithWork: number;
  sessions: { province: string; city: string };
  sessionOfTutor(personId: number): string;
  /** A submission that nobody has graded yet, and that nobody was told of before. */
  nextUngraded(): Variables;
  /** Takes back so many that were told last and not graded. */
  putBack(count: number): void;
  /** Set once PostGraphile runs. */
  postgraphileCursor(after: number): string;
}

const cityCode = '3205';

export async function readKeySpace(connection: pg.ClientConfig, seedNumber: number): Promise<KeySpace> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => (await client.query<Row>(text, values)).rows;
    await client.query('select setseed($1)', [(seedNumber % 1000) / 1000]);
    const tutorOf = `select distinct on (c.class_id) c.class_id::int as "classId", r.person_id::int as "tutorId" from class_tutor c join role_assignment r on r.id = c.role_id order by c.class_id, r.id`;
    const queues = await rows<{ classId: number; tutorId: number }>(`select t.* from (${tutorOf}) t join (select class_id from submission where is_latest and state = 'SUBMITTED' group by 1 having count(*) >= 50 and not bool_or(assignment_id in (select id from assignment where is_anonymous))) q on q.class_id = t."classId"`);
    const ungraded = await rows<{ submissionId: number; version: number; tutorId: number }>(`select s.id::int as "submissionId", s.version, t."tutorId" from submission s join (${tutorOf}) t on t."classId" = s.class_id join assignment a on a.id = s.assignment_id where a.release_on_submit and s.is_latest and s.state = 'SUBMITTED' order by random() limit 60000`);
    const [place] = await rows<{ province: number; city: number; enrolment: number; period: number }>(`select (select id::int from office where level = 'PROVINCE') as province, (select id::int from office where code = $1) as city,
      (select max(id)::int from enrolment) as enrolment, (select max(period_id)::int from submission) as period`, [cityCode]);
    const parents = await rows<{ id: number }>(`select id::int from office o where level in ('CITY', 'COUNTY') and exists (select 1 from office child where child.parent_id = o.id)`);
    const results = await rows<{ id: number }>('select enrolment_id::int as id from result order by random() limit 20000');
    const sessions = new Map<number, string>();
    for (const { id, role } of await rows<{ id: number; role: number }>(`select distinct on (person_id) person_id::int as id, id::int as role from role_assignment where role = 'TUTOR' or office_id = any ($1::bigint[]) and role = 'ADMIN' order by person_id, id`, [[place?.province, place?.city]])) {
      sessions.set(id, await openSession(client, id, role));
    }
    const adminOf = async (office: number | undefined) => (await rows<{ id: number }>(`select person_id::int as id from role_assignment where role = 'ADMIN' and office_id = $1`, [office]))[0]?.id ?? 0;
    const cookieOf = (person: number) => sessions.get(person) ?? '';
    let given = 0;
    return {
      queues, parents: parents.map(({ id }) => id), results: results.map(({ id }) => id),
      province: place?.province ?? 0, city: place?.city ?? 0, lastEnrolment: place?.enrolment ?? 0, lastPeriodWithWork: place?.period ?? 0,
      sessions: { province: cookieOf(await adminOf(place?.province)), city: cookieOf(await adminOf(place?.city)) },
      sessionOfTutor: cookieOf,
      nextUngraded: () => {
        const next = ungraded[given];
        given += 1;
        if (!next) throw new OutOfWork();
        return { ...next };
      },
      putBack: (count) => { given -= count; },
      postgraphileCursor: () => '',
    };
  } finally {
    await client.end();
  }
}

/** Everything that was ungraded has been graded. */
export class OutOfWork extends Error {}

/** Only the cast has passwords; the other tutors' sessions are written as signing in would write them. */
async function openSession(client: pg.Client, person: number, role: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query(`insert into session (token_hash, person_id, active_role_id, created_at, expires_at, second_factor_at) values ($1, $2, $3, now(), now() + interval '12 hours', now())`, [createHash('sha256').update(token).digest(), person, role]);
  return `yanxiu_session=${token}`;
}
