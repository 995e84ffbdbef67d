// Database roles: one that owns nothing and signs in for the application, and one per kind of caller that it becomes.
import type pg from 'pg';
import { roleOf, scopeKinds } from './scope.js';

export const applicationRole = 'yanxiu_app';

/**
 * Makes the roles that are missing. They are the cluster's, not one database's, so several databases share them.
 * `password` lets the application role sign in by itself; null leaves it as a role that a signed-in user becomes.
 */
export async function ensureRoles(client: pg.Client, password: string | null): Promise<void> {
  for (const role of [applicationRole, ...scopeKinds.map(roleOf)]) {
    // Two processes may start at once; the loser of the race finds the role made.
    await client.query(`do $$ begin create role ${role} nosuperuser nobypassrls noinherit; exception when duplicate_object or unique_violation then null; end $$`);
  }
  for (const kind of scopeKinds) await client.query(`grant ${roleOf(kind)} to ${applicationRole}`);
  if (password !== null) await client.query(`alter role ${applicationRole} login password '${password.replaceAll("'", "''")}'`);
}

/** Whether the signed-in user could see past row-level security. */
export async function canBypassRowSecurity(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ strong: boolean }>('select rolsuper or rolbypassrls as strong from pg_roles where rolname = current_user');
  return rows[0]?.strong ?? true;
}
