// Principals beside the cast: posts that nobody of the cast holds, posts that have ended, a seat that is no post, platforms with one
// scope each, and administrators who look as an office below.
import { createHash } from 'node:crypto';
import { demoClient } from '../../server/demo/cast.js';
import { Actor, type TestServer } from '../support/test-server.js';
import { idOf, rows, type Caller, type Sight } from './places.js';

interface Somebody { person: number; role: number | null }

/** A person who works at an office, made for the occasion, with a role that is or was theirs. */
async function somebody({ owner }: TestServer, name: string, office: string, post: { role: string; from: string; until: string | null } | null): Promise<Somebody> {
  const number = `77${String(Math.abs(createHash('sha256').update(name).digest().readInt32BE())).padStart(10, '0')}`;
  const [person] = await rows<{ id: number }>(owner, 'insert into person (name, training_number, office_id) select $1, $2, id from office where code = $3 returning id::int as id', [name, number, office]);
  const [role] = post === null ? [] : await rows<{ id: number }>(owner, 'insert into role_assignment (person_id, role, office_id, valid_from, valid_until) select $1, $2, id, $4, $5 from office where code = $3 returning id::int as id', [person?.id, post.role, office, post.from, post.until]);
  return { person: person?.id ?? 0, role: role?.id ?? null };
}

/** A session as signing in makes one, with the second factor shown for whoever needs one. */
async function sessionOf({ owner, origin }: TestServer, { person, role }: Somebody): Promise<Actor> {
  const token = createHash('sha256').update(`session of ${person} ${role}`).digest('base64url');
  await owner.query("insert into session (token_hash, person_id, active_role_id, created_at, expires_at, second_factor_at) values ($1, $2, $3, now(), now() + interval '6 hours', now())", [createHash('sha256').update(token).digest(), person, role]);
  return new Actor(origin, { cookie: `yanxiu_session=${token}` });
}

export async function furtherPrincipals(server: TestServer): Promise<Caller[]> {
  const pathOf = async (code: string) => (await rows<{ path: string }>(server.owner, 'select path from office where code = $1', [code]))[0]?.path ?? '';
  const callers: Caller[] = [];

  const chief = await somebody(server, '总管理员', '3205', { role: 'CHIEF_ADMIN', from: '2023-07-01', until: null });
  callers.push({ name: '总管理员（苏州）', actor: await sessionOf(server, chief), grantee: { kind: 'ROLE', role: 'CHIEF_ADMIN', level: 'CITY' }, sees: { kind: 'SUBTREE', path: await pathOf('3205'), personId: chief.person, roleId: chief.role } });

  // Without a valid post there is oneself and nothing else, whatever was held or will be.
  const withoutPost: [string, Somebody][] = [
    ['任期已满的管理员', await somebody(server, '前任', '3205', { role: 'ADMIN', from: '2022-07-01', until: '2023-09-09' })],
    ['尚未到任的管理员', await somebody(server, '候任', '3205', { role: 'ADMIN', from: '2023-09-11', until: null })],
    ['已撤销的辅导员', await somebody(server, '撤任', '32', { role: 'TUTOR', from: '2023-09-10', until: '2023-09-09' })],
    ['领导小组成员', await somebody(server, '组员', '320506', null)],
  ];
  await server.owner.query("insert into steering_member (office_id, post, person_id, name, unit, valid_from) select office_id, 'LEADER', id, name, '某局', '2023-07-01' from person where id = $1", [withoutPost[3]?.[1].person]);
  for (const [name, who] of withoutPost) callers.push({ name, actor: await sessionOf(server, who), grantee: { kind: 'ROLE', role: 'NO_POST', level: 'NONE' }, sees: { kind: 'SELF', personId: who.person, roleId: null }, holdsLittle: true });

  const unallotted = await somebody(server, '未分班', '32', { role: 'TUTOR', from: '2023-07-01', until: null });
  callers.push({ name: '未分班的辅导员', actor: await sessionOf(server, unallotted), grantee: { kind: 'ROLE', role: 'TUTOR', level: 'PROVINCE' }, sees: { kind: 'CLASSES', classIds: [], personId: unallotted.person, roleId: unallotted.role ?? 0 }, holdsLittle: true });

  for (const [name, as, code] of [['沈佩兰以吴中的视角', '沈佩兰', '320506'], ['顾文远以苏州的视角', '顾文远', '3205']] as const) callers.push(await looking(server, name, as, code, await pathOf(code)));

  const [platform] = await rows<{ path: string }>(server.owner, 'select o.path from api_client c join office o on o.id = c.office_id where c.client_id = $1', [demoClient.clientId]);
  for (const scope of ['OFFICES_READ', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ']) {
    callers.push({ name: `令牌 ${scope}`, actor: await tokenWith(server, scope), grantee: { kind: 'TOKEN', scopes: [scope], level: 'CITY' }, sees: { kind: 'SUBTREE', path: platform?.path ?? '', personId: null, roleId: null }, holdsLittle: true });
  }
  return callers;
}

async function looking(server: TestServer, name: string, as: '沈佩兰' | '顾文远', code: string, path: string): Promise<Caller> {
  const actor = await server.as(as);
  const [office] = await rows<{ id: number; level: string }>(server.owner, 'select id::int as id, level from office where code = $1', [code]);
  const seen = await actor.sees('mutation ($input: BeginViewAsInput!) { beginViewAs(input: $input) { viewer { person { id } activeRole { id } } refusals { code } } }', { input: { officeId: idOf({ type: 'Office', key: office?.id ?? 0 }), reason: '核对权限' } });
  const [own] = await rows<{ person: number; role: number }>(server.owner, 'select p.id::int as person, r.id::int as role from person p join role_assignment r on r.person_id = p.id where p.name = $1 and p.user_name is not null', [as]);
  if (seen.beginViewAs.refusals.length > 0) throw new Error(`${as} cannot look as ${code}`);
  const sees: Sight = { kind: 'SUBTREE', path, personId: own?.person ?? 0, roleId: own?.role ?? 0 };
  return { name, actor, grantee: { kind: 'ROLE', role: 'ADMIN', level: office?.level ?? '' }, sees, isViewing: true, holdsLittle: true };
}

async function tokenWith({ origin }: TestServer, scope: string): Promise<Actor> {
  const response = await fetch(`${origin}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ grant_type: 'client_credentials', client_id: demoClient.clientId, client_secret: demoClient.secret, scope }) });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`no token with ${scope}`);
  return new Actor(origin, { authorization: `Bearer ${token}` });
}
