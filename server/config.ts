// The only reader of the environment. A setting that is wrong ends the start with one clear sentence.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Config {
  port: number;
  host: string;
  /** An own PostgreSQL; null for the embedded one. */
  databaseUrl: string | null;
  dataFolder: string;
  /** Keys for sealing and hashing personal fields, from the environment; null where they are generated into the data folder. */
  fieldKey: string | null;
  /** Cookies are marked Secure, and forwarded addresses are believed. */
  isBehindProxy: boolean;
  logTo: 'file' | 'stdout';
}

export class ConfigFailure extends Error {}

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const databaseUrl = env['DATABASE_URL']?.trim() || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new ConfigFailure('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  const fieldKey = env['YANXIU_FIELD_KEY']?.trim() || null;
  if (fieldKey !== null && !/^[0-9a-f]{64}$/i.test(fieldKey)) throw new ConfigFailure('YANXIU_FIELD_KEY must be 64 hexadecimal digits (openssl rand -hex 32).');
  return {
    port: portOf(env['PORT'] ?? '4000'),
    host: env['HOST']?.trim() || '127.0.0.1',
    databaseUrl,
    dataFolder: path.resolve(projectFolder, env['DATA_DIR']?.trim() || '.data'),
    fieldKey,
    isBehindProxy: env['BEHIND_PROXY'] === '1',
    logTo: env['LOG_TO'] === 'stdout' || databaseUrl !== null ? 'stdout' : 'file',
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigFailure(`PORT must be a number from 0 to 65535, not "${text}".`);
  return port;
}
