// What people do with resources, as they ask it of the public schema and of the doors for files.
import { sessionMs } from '../../server/access/rules/session-life.js';
import { newToken, tokenHash } from '../../server/access/tokens.js';
import { globalId } from '../../server/kernel/ids.js';
import { rows } from '../access/places.js';
import { Actor, type TestServer } from '../support/test-server.js';

export interface SeenResource {
  id: string; title: string; state: string; version: number; authors: string; link: string | null; file: { name: string; bytes: number } | null; source: { name: string }; library: { name: string; level: string } | null; waitingAt: { name: string; level: string } | null; handedInAt: string;
  viewerCanRecommend: boolean; viewerCanDecide: boolean; viewerCanWithdraw: boolean; steps: { act: string; state: string; officeName: string; byName: string; at: string; reason: string | null }[];
}
export interface Answered { resource: SeenResource | null; refusals: { code: string; field: string | null; requirement: string | null; message: string }[] }

export const resourceFields = 'id title kind subject stage description authors rights rightsNote link file { name bytes } source { name } library { name level } waitingAt { name level } state version handedInAt viewerCanRecommend viewerCanDecide viewerCanWithdraw steps { act state officeName byName at reason }';

export const form = { title: '《草船借箭》教学设计', kind: 'DESIGN', subject: 'CHINESE', stage: 'PRIMARY', description: '两课时，含板书、作业单和课堂实录摘要。', authors: '方若兰', rights: 'ORIGINAL', link: 'https://video.example.cn/caochuan', isRecommended: false };

async function act(actor: Actor, mutation: string, input: object): Promise<Answered> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  return (await actor.sees(`mutation ($input: ${type}) { ${mutation}(input: $input) { resource { ${resourceFields} } refusals { code field requirement message } } }`, { input }))[mutation];
}

type Known = Pick<SeenResource, 'id' | 'version'>;
export const handIn = (actor: Actor, more: object = {}) => act(actor, 'handInResource', { ...form, ...more });
export const recommend = (actor: Actor, { id, version }: Known, more: object = {}) => act(actor, 'recommendResource', { resourceId: id, expectedVersion: version, ...more });
export const accept = (actor: Actor, { id, version }: Known, more: object = {}) => act(actor, 'decideResource', { resourceId: id, expectedVersion: version, decision: 'ACCEPT', isRecommended: false, ...more });
export const giveBack = (actor: Actor, { id, version }: Known, more: object = {}) => act(actor, 'decideResource', { resourceId: id, expectedVersion: version, decision: 'RETURN', reason: '请补充课堂实录。', isRecommended: false, ...more });
export const withdraw = (actor: Actor, { id, version }: Known, more: object = {}) => act(actor, 'withdrawResource', { resourceId: id, expectedVersion: version, reason: '有更新的版本。', ...more });

export const codes = ({ refusals }: Answered) => refusals.map(({ code }) => code);

export function done({ resource, refusals }: Answered): SeenResource {
  if (resource === null || refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
  return resource;
}

export async function found(actor: Actor, { id }: Pick<SeenResource, 'id'>): Promise<SeenResource | null> {
  const { data, errors } = await actor.ask(`query ($id: ID!) { resource(id: $id) { ${resourceFields} } }`, { id });
  if (errors.some(({ extensions }) => extensions['code'] !== 'NOT_FOUND')) throw new Error(JSON.stringify(errors));
  return data?.resource ?? null;
}

export async function titles(actor: Actor, more = ''): Promise<string[]> {
  return (await actor.sees(`{ resources(first: 100${more}) { nodes { title } } }`)).resources.nodes.map(({ title }: { title: string }) => title);
}

/** A file that is what its name says. */
export const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n%%EOF`);

export async function upload(server: TestServer, actor: Actor, name: string, body: Buffer): Promise<{ status: number; number: number | null; failure: string | null }> {
  const response = await fetch(`${server.origin}/resources/files?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { ...actor.credentials, 'content-type': 'application/octet-stream' }, body: new Uint8Array(body) });
  const answer = (await response.json()) as { number?: number | null; failure?: string | null };
  return { status: response.status, number: answer.number ?? null, failure: answer.failure ?? null };
}

export async function download(server: TestServer, actor: Actor, { id }: Pick<SeenResource, 'id'>): Promise<{ status: number; text: string; disposition: string | null }> {
  const response = await fetch(`${server.origin}/resources/files?resourceId=${id}`, { headers: actor.credentials });
  return { status: response.status, text: await response.text(), disposition: response.headers.get('content-disposition') };
}

/** A teacher of some school below an office, who is nobody of the cast; signed in. */
export async function teacherBelow(server: TestServer, officeCode: string): Promise<Actor> {
  const [teacher] = await rows<{ id: number; role: number }>(server.owner, `select p.id::int as id, r.id::int as role from role_assignment r join person p on p.id = r.person_id join office o on o.id = p.office_id
    where r.role = 'LEARNER' and r.office_id = p.office_id and p.user_name is null and p.merged_into_id is null and o.state = 'OPEN' and o.path like (select path from office where code = $1) || '%' order by p.id limit 1`, [officeCode]);
  if (!teacher) throw new Error(`no teacher below ${officeCode}`);
  return comesAs(server, teacher.id, teacher.role);
}

export async function comesAs(server: TestServer, personId: number, roleId: number): Promise<Actor> {
  const token = newToken();
  const now = server.clock.system();
  await server.owner.query("insert into session (token_hash, person_id, active_role_id, created_at, expires_at, method, second_factor_at, last_seen_at, address, user_agent) values (decode($1, 'hex'), $2, $3, $4, $5, 'PASSWORD', $4, $4, '127.0.0.1', 'node')", [tokenHash(token), personId, roleId, now, new Date(now.getTime() + sessionMs)]);
  return new Actor(server.origin, { cookie: `yanxiu_session=${token}` });
}

/** A member of the cast who has a second factor, as an administrator of another office besides. */
export async function alsoAdministers(server: TestServer, login: string, officeCode: string): Promise<Actor> {
  const [post] = await rows<{ person: number; role: number }>(server.owner, "insert into role_assignment (person_id, role, office_id, valid_from) select p.id, 'ADMIN', o.id, '2023-07-01' from person p, office o where p.user_name = $1 and o.code = $2 returning person_id::int as person, id::int as role", [login, officeCode]);
  return comesAs(server, post?.person ?? 0, post?.role ?? 0);
}

export async function officeId(server: TestServer, code: string): Promise<string> {
  const [office] = await rows<{ id: number }>(server.owner, 'select id::int as id from office where code = $1', [code]);
  return globalId('Office', office?.id ?? 0);
}
