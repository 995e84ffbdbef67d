// How schools withdraw and substitute in the tests, and people of other schools who can sign in.
import { tokenHash } from '../../server/access/index.js';
import { newToken } from '../../server/access/tokens.js';
import { sessionMs } from '../../server/access/rules/session-life.js';
import { globalId } from '../../server/kernel/ids.js';
import { Actor, type TestServer } from '../support/test-server.js';
import type { Refused } from './choosing-acts.js';

export interface SeenEnrolment { id: string; state: string; version: number; chosenAt: string | null; enrolledAt: string; withdrawnAt: string | null; withdrawnByName: string | null; withdrawnReason: string | null; learner: { id: string; name: string } | null; replaces: { id: string } | null; replacedBy: { id: string } | null }
export interface WithdrawalAnswer { withdrawn: SeenEnrolment | null; enrolment?: SeenEnrolment | null; refusals: (Refused & { field: string | null })[] }

export const enrolmentFields = 'id state version chosenAt enrolledAt withdrawnAt withdrawnByName withdrawnReason learner { id name } replaces { id } replacedBy { id }';
const refusals = 'refusals { code message field requirement facts { name value } }';

export const withdrawalDocument = `mutation ($input: WithdrawEnrolmentInput!) { withdrawEnrolment(input: $input) { withdrawn { ${enrolmentFields} } ${refusals} } }`;
export const substitutionDocument = `mutation ($input: SubstituteLearnerInput!) { substituteLearner(input: $input) { withdrawn { ${enrolmentFields} } enrolment { ${enrolmentFields} } ${refusals} } }`;

export interface More { reason?: string; expectedVersion?: number; idempotencyKey?: string }

export async function withdraw(actor: Actor, enrolmentId: string, more: More = {}): Promise<WithdrawalAnswer> {
  return (await actor.sees(withdrawalDocument, { input: { enrolmentId, reason: '病假。', expectedVersion: 1, ...more } })).withdrawEnrolment;
}
export async function substitute(actor: Actor, enrolmentId: string, personId: string, more: More = {}): Promise<WithdrawalAnswer> {
  return (await actor.sees(substitutionDocument, { input: { enrolmentId, personId, reason: '临时调整工作。', expectedVersion: 1, ...more } })).substituteLearner;
}
/** What became of it: `ok`, or why not. */
export const outcomeOf = ({ refusals: refused }: WithdrawalAnswer) => refused.map(({ code }) => code).join() || 'ok';

/** Signs somebody in, in a role that they hold from now on. */
export async function signedIn({ owner, origin, clock }: TestServer, personId: number, role: 'ADMIN' | 'LEARNER', officeId: number): Promise<Actor> {
  const token = newToken();
  const now = clock.system();
  await owner.query(`with post as (insert into role_assignment (person_id, role, office_id, valid_from) values ($2, $3, $4, '2023-07-01') returning id)
    insert into session (token_hash, person_id, active_role_id, created_at, expires_at, method, last_seen_at, address, user_agent) select decode($1, 'hex'), $2, id, $5::timestamptz, $6::timestamptz, 'PASSWORD', $5::timestamptz, '127.0.0.1', 'node' from post`, [tokenHash(token), personId, role, officeId, now, new Date(now.getTime() + sessionMs)]);
  return new Actor(origin, { cookie: `yanxiu_session=${token}` });
}

export interface Work { enrolmentId: string; submissionId: string; version: number; personId: number; schoolId: number; administrator: Actor }

/** Work of learners of 周明礼's class in this state, each at a school of its own, with that school's administrator. */
export async function workOfSchools(server: TestServer, state: 'SUBMITTED' | 'RETURNED', count: number): Promise<Work[]> {
  const { rows } = await server.owner.query<{ enrolment: string; submission: string; version: number; person: string; school: string; head: string }>(`
    select distinct on (s.school_id) s.enrolment_id as enrolment, s.id as submission, s.version, s.person_id as person, s.school_id as school, (select max(p.id) from person p where p.office_id = s.school_id and p.id <> s.person_id) as head
    from submission s join training_class k on k.id = s.class_id where k.code = 'KC2023001-04' and s.state = $1 and s.is_latest and s.school_id <> (select office_id from person where user_name = 'lin.xiaolan')
      and not exists (select 1 from submission_lease l where l.submission_id = s.id) and (select count(*) from person p where p.office_id = s.school_id) > 2 order by s.school_id, s.id limit $2`, [state, count]);
  const works: Work[] = [];
  for (const { enrolment, submission, version, person, school, head } of rows) {
    const administrator = await signedIn(server, Number(head), 'ADMIN', Number(school));
    works.push({ enrolmentId: globalId('Enrolment', enrolment), submissionId: globalId('Submission', submission), version, personId: Number(person), schoolId: Number(school), administrator });
  }
  if (works.length < count) throw new Error(`only ${works.length} schools have work in ${state}`);
  return works;
}
