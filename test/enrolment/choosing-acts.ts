// How people choose and enrol in the tests, and colleagues of 林晓岚 who can sign in.
import { tokenHash } from '../../server/access/index.js';
import { newToken } from '../../server/access/tokens.js';
import { sessionMs } from '../../server/access/rules/session-life.js';
import { globalId } from '../../server/kernel/ids.js';
import { Actor, type TestServer } from '../support/test-server.js';

export interface Refused { code: string; message: string; requirement: string | null; facts: { name: string; value: string }[] }
export interface Teacher { id: string; name: string; actor: Actor }
export interface Outcome { personId: string; enrolmentId: string | null; refusals: Refused[] }

const refusals = 'refusals { code message requirement facts { name value } }';
export const classOf = (key: number) => globalId('TrainingClass', key);

/** The class of a course in a period. */
export async function classKey({ owner }: TestServer, course: number, period: number): Promise<number> {
  const { rows } = await owner.query<{ id: string }>('select id from training_class where course_id = $1 and period_id = $2', [course, period]);
  return Number(rows[0]?.id);
}

export async function castSchool({ owner }: TestServer): Promise<number> {
  const { rows } = await owner.query<{ id: string }>("select office_id as id from person where user_name = 'lin.xiaolan'");
  return Number(rows[0]?.id);
}

let hired = 0;

/** New teachers of a school, signed in as learners. */
export async function hire({ owner, origin, clock }: TestServer, schoolId: number, count: number): Promise<Teacher[]> {
  const names = Array.from({ length: count }, () => `新教师${(hired += 1)}`);
  const { rows } = await owner.query<{ id: string; name: string }>(`with people as (insert into person (name, training_number, office_id) select n, 'HIRED' || n, $2::bigint from unnest($1::text[]) n returning id, name),
    posts as (insert into role_assignment (person_id, role, office_id, valid_from) select id, 'LEARNER', $2::bigint, '2023-07-01'::date from people) select id, name from people`, [names, schoolId]);
  const now = clock.system();
  const teachers: Teacher[] = [];
  for (const { id, name } of rows) {
    const token = newToken();
    await owner.query(`insert into session (token_hash, person_id, active_role_id, created_at, expires_at, method, last_seen_at, address, user_agent) select decode($1, 'hex'), $2::bigint, (select id from role_assignment where person_id = $2::bigint), $3::timestamptz, $4::timestamptz, 'PASSWORD', $3::timestamptz, '127.0.0.1', 'node'`, [tokenHash(token), id, now, new Date(now.getTime() + sessionMs)]);
    teachers.push({ id: globalId('Person', id), name, actor: new Actor(origin, { cookie: `yanxiu_session=${token}` }) });
  }
  return teachers;
}

/** Leaves a school exactly so many free seats in a period, by an entry of the ledger like any other. */
export async function leaveFree({ owner }: TestServer, schoolId: number, periodId: number, free: number): Promise<void> {
  await owner.query(`with line as (select o.id, o.parent_id, o.path from office s join office o on s.path like o.path || '%' where s.id = $2::bigint),
    wanted as (select $3::int - coalesce((select received - handed_down - used from quota where period_id = $1::bigint and office_id = $2::bigint), 0) as seats),
    moved as (insert into quota (period_id, office_id, received, handed_down) select $1::bigint, l.id, w.seats, case when l.id = $2::bigint then 0 else w.seats end from line l, wanted w where w.seats > 0
      on conflict (period_id, office_id) do update set received = quota.received + excluded.received, handed_down = quota.handed_down + excluded.handed_down),
    taken as (update quota q set received = q.received + w.seats, handed_down = q.handed_down + case when q.office_id = $2::bigint then 0 else w.seats end from line l, wanted w where w.seats < 0 and q.period_id = $1::bigint and q.office_id = l.id)
    insert into quota_entry (period_id, kind, office_id, above_id, seats, reason, by_name, at)
      select $1::bigint, case when l.parent_id is null then case when w.seats > 0 then 'GRANTED' else 'REDUCED' end when w.seats > 0 then 'HANDED_DOWN' else 'TAKEN_BACK' end, l.id, l.parent_id, abs(w.seats), '试验', '某人', now() from line l, wanted w where w.seats <> 0`, [periodId, schoolId, free]);
}

export async function freeSeats({ owner }: TestServer, schoolId: number, periodId: number): Promise<number> {
  const { rows } = await owner.query<{ free: number }>('select received - handed_down - used as free from quota where office_id = $1 and period_id = $2', [schoolId, periodId]);
  return rows[0]?.free ?? 0;
}

async function act<Payload>(actor: Actor, mutation: string, input: object, selection: string): Promise<Payload> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  return (await actor.sees(`mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} } }`, { input }))[mutation] as Payload;
}

export const choose = (actor: Actor, classId: string, idempotencyKey?: string) => act<{ chosenAt: string | null; refusals: Refused[] }>(actor, 'chooseClass', { classId, idempotencyKey }, `chosenAt ${refusals}`);
export const withdrawChoice = (actor: Actor, classId: string) => act<{ withdrawnAt: string | null; refusals: Refused[] }>(actor, 'withdrawChoice', { classId }, `withdrawnAt ${refusals}`);
export const enrol = (actor: Actor, classId: string, personIds: readonly string[], idempotencyKey?: string) => act<{ outcomes: Outcome[]; refusals: Refused[] }>(actor, 'enrolLearners', { classId, personIds, idempotencyKey }, `outcomes { personId enrolmentId ${refusals} } ${refusals}`);

/** `name ok` or `name CODE`, in the order of the answer. */
export function toldOf(outcomes: readonly Outcome[], teachers: readonly Teacher[]): string[] {
  return outcomes.map(({ personId, refusals: refused }) => `${teachers.find(({ id }) => id === personId)?.name ?? personId} ${refused[0]?.code ?? 'ok'}`);
}

export interface Choice { learner: { id: string; name: string }; state: string; chosenAt: string; enrolledAt: string | null; withdrawnAt: string | null }
export async function choicesOf(actor: Actor, classId: string, isWaiting: boolean): Promise<Choice[]> {
  return (await actor.sees('query ($classId: ID, $isWaiting: Boolean) { courseChoices(classId: $classId, isWaiting: $isWaiting, first: 100) { nodes { learner { id name } state chosenAt enrolledAt withdrawnAt } } }', { classId, isWaiting })).courseChoices.nodes;
}
