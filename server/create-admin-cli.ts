// `npm run admin:create -- LOGIN NAME OFFICE_CODE OFFICE_NAME`: the first administrator of an own PostgreSQL, and the province office.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { hashPassword } from './access/index.js';
import { ConfigFailure, readConfig } from './config.js';
import { dateInShanghai } from './kernel/calendar.js';
import { openInstallation, withClient } from './installation.js';

const [login, name, officeCode, officeName] = process.argv.slice(2);
try {
  if (!login || !name || !officeCode || !officeName) throw new ConfigFailure('usage: npm run admin:create -- LOGIN NAME OFFICE_CODE OFFICE_NAME   (for example: npm run admin:create -- admin 王老师 32 江苏省)');
  const config = readConfig(process.env);
  if (config.databaseUrl === null) throw new ConfigFailure('Set DATABASE_URL: the embedded database has the demonstration\'s accounts.');
  const installation = await openInstallation(config, '');
  const password = randomBytes(9).toString('base64url');
  const passwordHash = await hashPassword(password);
  await withClient({ ...installation.application }, async (client) => {
    // As the sign-in job: the only kind of caller that may write passwords.
    await client.query('begin');
    await client.query('set local role yanxiu_job');
    const { rows: [existing] } = await client.query<{ count: number }>(`select count(*)::int as count from role_assignment where role in ('ADMIN', 'CHIEF_ADMIN')`);
    if ((existing?.count ?? 0) > 0) throw new ConfigFailure('There is an administrator already; further ones are appointed by that one.');
    const { rows: [office] } = await client.query<{ id: string }>(`insert into office (code, name, level, path) values ($1, $2, 'PROVINCE', '/') on conflict (code) do update set name = office.name returning id`, [officeCode, officeName]);
    await client.query(`update office set path = '/' || id || '/' where id = $1 and path = '/'`, [office?.id]);
    const { rows: [person] } = await client.query<{ id: string }>('insert into person (name, training_number, user_name, office_id) values ($1, $2, $2, $3) returning id', [name, login, office?.id]);
    await client.query('insert into credential (person_id, password_hash, changed_at) values ($1, $2, now())', [person?.id, passwordHash]);
    await client.query(`insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'ADMIN', $2, $3)`, [person?.id, office?.id, dateInShanghai(new Date())]);
    await client.query(`insert into business_clock (id, offset_ms, is_demo) values (1, 0, false) on conflict do nothing`);
    await client.query(`insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts) values (clock_timestamp(), 'admin:create', 'job:admin-create', null, $1, 'access.appoint', null, $2)`, [office?.id, JSON.stringify({ login })]);
    await client.query('commit');
  });
  console.log(`${name} (${login}) administers ${officeName}. Password, told once: ${password}`);
} catch (error) {
  if (!(error instanceof ConfigFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
