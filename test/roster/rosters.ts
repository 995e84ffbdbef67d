// Rosters as schools send them: made from the people of the test province, and sent through the door.
import { idCardNumber, mobileNumber } from '../../server/demo/names.js';
import { stages, subjects, type Stage, type Subject } from '../../server/kernel/subjects.js';
import { rows } from '../access/places.js';
import type { Actor, TestServer } from '../support/test-server.js';

export const heading = '师训编号,姓名,身份证号码,手机号码,学校代码,任教学科,任教学段,职称,参加工作年份';
export interface Teacher { id: number; number: string; name: string; school: string; subject: Subject; stage: Stage; title: string; joined: number }

/** The teachers below an office, as they stand. */
export async function teachersOf(server: TestServer, officeCode: string, limit: number): Promise<Teacher[]> {
  return rows<Teacher>(server.owner, `select p.id::int as id, p.training_number as number, p.name, o.code as school, p.subject, p.stage, f.title, f.joined_year as joined from person p join teacher_profile f on f.person_id = p.id join office o on o.id = p.office_id
    where o.path like (select path from office where code = $1) || '%' and p.id <= 9000 order by p.id limit $2`, [officeCode, limit]);
}

export function lineOf(teacher: Teacher): string {
  return [teacher.number, teacher.name, idCardNumber(teacher.id - 1), mobileNumber(teacher.id - 1), teacher.school, subjects[teacher.subject], stages[teacher.stage], teacher.title, teacher.joined].join(',');
}

export function rosterOf(lines: readonly string[]): string { return `${[heading, ...lines].join('\r\n')}\r\n`; }

export interface Sent { status: number; id: string; failure: string | null; text: string }

export async function send(server: TestServer, actor: Actor, body: string | Uint8Array<ArrayBuffer>, name = '名册.csv', headers: Record<string, string> = {}): Promise<Sent> {
  const response = await fetch(`${server.origin}/rosters?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { 'content-type': 'text/csv', ...actor.credentials, ...headers }, body });
  const text = await response.text();
  const answer = JSON.parse(text) as { id?: string; failure?: string | null };
  return { status: response.status, id: answer.id ?? '', failure: answer.failure ?? null, text };
}

export interface Seen { state: string; rowCount: number; same: number; added: number; changed: number; errors: number; missing: number; duplicates: number; done: number; conflicts: number; failure: string | null }

/** Waits until the server has nothing left to do, and tells what became of the import. */
export async function settled(server: TestServer, actor: Actor, id: string): Promise<Seen> {
  await server.app.rosterWork.idle();
  return (await actor.sees('query ($id: ID!) { rosterImport(id: $id) { state rowCount same added changed errors missing duplicates done conflicts failure } }', { id })).rosterImport;
}

export async function preview(server: TestServer, actor: Actor, body: string | Uint8Array<ArrayBuffer>): Promise<Seen & { id: string }> {
  const sent = await send(server, actor, body);
  if (sent.status !== 201 || sent.failure !== null) throw new Error(`the roster was not taken: ${sent.text}`);
  return { id: sent.id, ...(await settled(server, actor, sent.id)) };
}

export async function decide(actor: Actor, act: 'apply' | 'undo', id: string): Promise<string> {
  const mutation = `${act}RosterImport`;
  const answer = await actor.ask(`mutation ($input: ${act === 'apply' ? 'Apply' : 'Undo'}RosterImportInput!) { ${mutation}(input: $input) { rosterImport { state } refusals { code message } } }`, { input: { importId: id } });
  return answer.errors[0]?.extensions['code'] as string ?? answer.data[mutation as never]['refusals'][0]?.['code'] ?? 'begun';
}

export async function rowsOf(actor: Actor, id: string, filter = ''): Promise<{ line: number; outcome: string; result: string | null; name: string; errors: { column: string; reason: string }[]; changes: { field: string; fromValue: string | null; toValue: string | null }[] }[]> {
  return (await actor.sees(`query ($id: ID!) { rosterRows(importId: $id, first: 100${filter}) { nodes { line outcome result name errors { column reason } changes { field fromValue toValue } } } }`, { id })).rosterRows.nodes;
}

/** Everything that is known of people, in one text: a preview must not change it, an undo must bring it back. Versions only ever grow. */
export async function peopleState(server: TestServer): Promise<string> {
  const [state] = await rows<{ state: string }>(server.owner, `select md5(string_agg(concat_ws('|', p.id, p.name, p.training_number, p.name_pinyin, encode(p.id_card_hash, 'hex'), p.id_card_masked, encode(p.mobile_hash, 'hex'), p.mobile_masked, encode(p.identity_hash, 'hex'), p.office_id, p.subject, p.stage, f.title, f.joined_year, f.posts, f.special_grades, p.confirmed_at,
    (select string_agg(concat_ws(',', r.id, r.role, r.office_id, r.valid_from, r.valid_until), ';' order by r.id) from role_assignment r where r.person_id = p.id)), E'\\n' order by p.id)) as state from person p left join teacher_profile f on f.person_id = p.id`);
  return state?.state ?? '';
}
