// The only reader of the environment. A setting that is wrong ends the start with one clear sentence.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SingleSignOnSettings } from './access/index.js';

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
  /** Files of more persons than that need the approval of another administrator. */
  exportRowsWithoutApproval: number;
  /** An identity provider (OpenID Connect); null where SSO_ISSUER is unset. */
  singleSignOn: SingleSignOnSettings | null;
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
    exportRowsWithoutApproval: rowsOf(env['EXPORT_ROWS_WITHOUT_APPROVAL'] ?? '1000'),
    singleSignOn: singleSignOnOf(env),
  };
}

function singleSignOnOf(env: NodeJS.ProcessEnv): SingleSignOnSettings | null {
  const issuer = env['SSO_ISSUER']?.trim() || null;
  if (issuer === null) return null;
  if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)([:/]|$)/.test(issuer) || !URL.canParse(issuer)) throw new ConfigFailure('SSO_ISSUER must be an https address (http only on this machine).');
  const needed = (name: string): string => {
    const value = env[name]?.trim();
    if (!value) throw new ConfigFailure(`${name} is missing: with SSO_ISSUER the identity provider's SSO_CLIENT_ID, SSO_CLIENT_SECRET and SSO_CLAIM (the claim with the training number) must be set.`);
    return value;
  };
  return { issuer, clientId: needed('SSO_CLIENT_ID'), clientSecret: needed('SSO_CLIENT_SECRET'), claim: needed('SSO_CLAIM'), scope: env['SSO_SCOPE']?.trim() || 'openid profile', label: env['SSO_LABEL']?.trim() || '统一身份认证登录' };
}

function rowsOf(text: string): number {
  const rows = Number(text);
  if (!Number.isInteger(rows) || rows < 1) throw new ConfigFailure(`EXPORT_ROWS_WITHOUT_APPROVAL must be a whole number from 1, not "${text}".`);
  return rows;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigFailure(`PORT must be a number from 0 to 65535, not "${text}".`);
  return port;
}
