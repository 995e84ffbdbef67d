// What administrators do with posts, as tests say it.
import { demoPassword } from '../../server/demo/cast.js';
import { signedIn, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, lastBelieved, rows } from './places.js';

export interface Told { code: string; message: string; field: string | null; requirement: string | null; facts: { name: string; value: string }[] }
export interface Appointed { appointment: { id: string; version: number; role: string; validFrom: string; validUntil: string | null; person: { name: string } | null; office: { name: string } } | null; refusals: Told[] }

const told = 'refusals { code message field requirement facts { name value } }';
const appointed = 'appointment { id version role validFrom validUntil person { name } office { name } }';

export async function appoint(actor: Actor, input: object): Promise<Appointed> {
  return (await actor.sees(`mutation ($input: AppointInput!) { appoint(input: $input) { ${appointed} ${told} } }`, { input: { validFrom: '2023-09-10', reason: '工作需要。', ...input } })).appoint;
}

export async function end(actor: Actor, appointmentId: string, expectedVersion: number, lastDay: string, input: object = {}): Promise<Appointed> {
  return (await actor.sees(`mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { ${appointed} ${told} } }`, { input: { appointmentId, expectedVersion, lastDay, reason: '工作调整。', ...input } })).endAppointment;
}

export async function changeAllotments(actor: Actor, input: object): Promise<{ appointment: { version: number; classes: { id: string }[]; programmes: { id: string }[] } | null; refusals: Told[] }> {
  return (await actor.sees(`mutation ($input: ChangeAllotmentsInput!) { changeAllotments(input: $input) { appointment { version classes { id } programmes { id } } ${told} } }`, { input: { classIds: [], programmeIds: [], reason: '安排。', ...input } })).changeAllotments;
}

export interface Recommended { recommendation: { id: string; version: number; state: string; title: string | null; eligibility: { isEligible: boolean; isPreferred: boolean; reasons: string[] }; appointment: { number: string; personName: string; appointedOn: string; subject: string; byName: string } | null } | null; refusals: Told[] }
const recommended = 'recommendation { id version state title eligibility { isEligible isPreferred reasons } appointment { number personName appointedOn subject byName } }';

export async function recommend(actor: Actor, input: object): Promise<Recommended> {
  return (await actor.sees(`mutation ($input: RecommendChiefTutorInput!) { recommendChiefTutor(input: $input) { ${recommended} ${told} } }`, { input: { subject: 'CHINESE', standings: ['CITY_SUBJECT_LEADER'], reason: '教学和培训经验丰富。', ...input } })).recommendChiefTutor;
}

export async function withdraw(actor: Actor, input: object): Promise<Recommended> {
  return (await actor.sees(`mutation ($input: WithdrawChiefTutorRecommendationInput!) { withdrawChiefTutorRecommendation(input: $input) { ${recommended} ${told} } }`, { input: { reason: '另有安排。', ...input } })).withdrawChiefTutorRecommendation;
}

export async function choose(actor: Actor, input: object): Promise<Recommended> {
  return (await actor.sees(`mutation ($input: AppointChiefTutorInput!) { appointChiefTutor(input: $input) { ${recommended} ${told} } }`, { input: { programmeId: 'prg_1', validFrom: '2023-09-10', reason: '遴选。', ...input } })).appointChiefTutor;
}

export async function officeId(server: TestServer, code: string): Promise<string> {
  const [row] = await rows<{ id: number }>(server.owner, 'select id::int as id from office where code = $1', [code]);
  return idOf({ type: 'Office', key: row?.id ?? 0 });
}

export interface SomeTeacher { id: string; key: number; name: string; trainingNumber: string; school: string; schoolId: string }

/** Teachers below an office, in the order of their numbers; nobody of the cast. */
export async function teachersOf(server: TestServer, code: string, count: number): Promise<SomeTeacher[]> {
  const found = await rows<{ key: number; name: string; trainingNumber: string; school: string; schoolKey: number }>(server.owner, `
    select p.id::int as key, p.name, p.training_number as "trainingNumber", o.name as school, o.id::int as "schoolKey" from person p join office o on o.id = p.office_id
    where o.path like (select path from office where code = $1) || '%' and o.level = 'SCHOOL' and p.user_name is null order by p.id limit $2`, [code, count]);
  if (found.length < count) throw new Error(`${code} has ${found.length} teachers only`);
  return found.map(({ schoolKey, ...one }) => ({ ...one, id: idOf({ type: 'Person', key: one.key }), schoolId: idOf({ type: 'Office', key: schoolKey }) }));
}

/** A teacher gets the cast's password and signs in; a second factor counts as shown, for whoever needs one. */
export async function signInTeacher(server: TestServer, teacher: SomeTeacher): Promise<Actor> {
  await server.owner.query('insert into credential (person_id, password_hash, changed_at) select $1, password_hash, now() from credential order by person_id limit 1 on conflict do nothing', [teacher.key]);
  const answer = await server.nobody().ask('mutation ($input: SignInInput!) { signIn(input: $input) { refusals { message } } }', { input: { login: teacher.trainingNumber, password: demoPassword } });
  const actor = signedIn(server.origin, answer);
  await server.owner.query('update session set second_factor_at = now() where person_id = $1', [teacher.key]);
  await lastBelieved(performance.now(), async () => (await actor.sees('{ viewer { name } }')).viewer === null);
  return actor;
}

/** The appointment that a person of the cast holds. */
export async function postOf(server: TestServer, login: string): Promise<{ id: string; version: number }> {
  const [row] = await rows<{ id: number; version: number }>(server.owner, "select r.id::int as id, r.version from role_assignment r join person p on p.id = r.person_id where p.user_name = $1 and r.role <> 'LEARNER' order by r.id limit 1", [login]);
  return { id: idOf({ type: 'Appointment', key: row?.id ?? 0 }), version: row?.version ?? 0 };
}

export const codes = (answer: { refusals: Told[] }): string => answer.refusals.map(({ code }) => code).join(' ');
