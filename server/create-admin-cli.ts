// `npm run admin:create -- LOGIN NAME OFFICE_CODE OFFICE_NAME`: the first administrator of an own PostgreSQL, and the province office.
// `npm run admin:create -- --reset LOGIN`: lets somebody in again above whom is nobody who could, who lost password or second factor.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { hashPassword } from './access/index.js';
import { ConfigFailure, readConfig } from './config.js';
import { dateInShanghai } from './kernel/calendar.js';
import { openInstallation, withClient } from './installation.js';

const usage = 'usage: npm run admin:create -- LOGIN NAME OFFICE_CODE OFFICE_NAME   (for example: npm run admin:create -- admin 王老师 32 江苏省)\n       npm run admin:create -- --reset LOGIN';

try {
  const words = process.argv.slice(2);
  if (words[0] === '--reset') await reset(words[1]);
  else await create(words);
} catch (error) {
  if (!(error instanceof ConfigFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** As the sign-in job, the only kind of caller that may write passwords; with the hash of a new password. */
async function writePassword(work: (client: pg.Client, password: { hash: string }) => Promise<string>): Promise<void> {
  const config = readConfig(process.env);
  if (config.databaseUrl === null) throw new ConfigFailure('Set DATABASE_URL: the embedded database has the demonstration\'s accounts.');
  const installation = await openInstallation(config, '');
  const password = randomBytes(12).toString('base64url');
  const hash = await hashPassword(password);
  const told = await withClient({ ...installation.application }, async (client) => {
    await client.query('begin');
    await client.query('set local role yanxiu_job');
    const done = await work(client, { hash });
    await client.query('commit');
    return done;
  });
  console.log(`${told} Password, told once: ${password}`);
}

async function create([login, name, officeCode, officeName]: string[]): Promise<void> {
  if (!login || !name || !officeCode || !officeName) throw new ConfigFailure(usage);
  await writePassword(async (client, { hash }) => {
    const { rows: [existing] } = await client.query<{ count: number }>(`select count(*)::int as count from role_assignment where role in ('ADMIN', 'CHIEF_ADMIN')`);
    if ((existing?.count ?? 0) > 0) throw new ConfigFailure('There is an administrator already; further ones are appointed by that one.');
    const { rows: [office] } = await client.query<{ id: string }>(`insert into office (code, name, level, path) values ($1, $2, 'PROVINCE', '/') on conflict (code) do update set name = office.name returning id`, [officeCode, officeName]);
    await client.query(`update office set path = '/' || id || '/' where id = $1 and path = '/'`, [office?.id]);
    const { rows: [person] } = await client.query<{ id: string }>('insert into person (name, training_number, user_name, office_id) values ($1, $2, $2, $3) returning id', [name, login, office?.id]);
    await client.query('insert into credential (person_id, password_hash, changed_at) values ($1, $2, now())', [person?.id, hash]);
    await client.query(`insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'ADMIN', $2, $3)`, [person?.id, office?.id, dateInShanghai(new Date())]);
    await client.query(`insert into business_clock (id, offset_ms, is_demo) values (1, 0, false) on conflict do nothing`);
    await audit(client, { requestId: 'admin:create', actor: 'job:admin-create', officeId: office?.id ?? null, action: 'access.appoint', facts: { login } });
    return `${name} (${login}) administers ${officeName}; the first sign-in sets up the second factor.`;
  });
}

/** A one-time password, no second factor, no session: whoever can reach the database's own password may do this. */
async function reset(login: string | undefined): Promise<void> {
  if (!login) throw new ConfigFailure(usage);
  await writePassword(async (client, { hash }) => {
    const { rows: [person] } = await client.query<{ id: string; name: string; officeId: string }>('select id, name, office_id as "officeId" from person where user_name = $1 or training_number = $1', [login]);
    if (!person) throw new ConfigFailure(`Nobody has the user name or training number ${login}.`);
    for (const table of ['recovery_code', 'second_factor', 'session']) await client.query(`delete from ${table} where person_id = $1`, [person.id]);
    await client.query(`insert into credential (person_id, password_hash, changed_at, one_time_until) values ($1, $2, now(), now() + interval '1 day')
      on conflict (person_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at, one_time_until = excluded.one_time_until`, [person.id, hash]);
    await audit(client, { requestId: 'admin:create', actor: 'job:admin-reset', officeId: person.officeId, action: 'access.resetPassword', facts: { login } });
    return `${person.name} (${login}) signs in within a day, chooses a password and sets up the second factor again.`;
  });
}

async function audit(client: pg.Client, line: { requestId: string; actor: string; officeId: string | null; action: string; facts: object }): Promise<void> {
  await client.query('insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts) values (clock_timestamp(), $1, $2, null, $3, $4, null, $5)', [line.requestId, line.actor, line.officeId, line.action, JSON.stringify(line.facts)]);
}
