// Tokens: OAuth 2.0 client credentials (RFC 6749). Tokens are opaque and stored as hashes, so that one can be revoked.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { tokenHash } from '../access/index.js';
import type { ApiScope } from '../kernel/roles.js';
import { isOnlyRoot, officeScopeOf } from '../offices/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Caller, RequestContext } from '../platform/graphql/caller.js';
import { grantedActions, type ActionCatalogue } from '../platform/graphql/permission.js';

const tokenSeconds = 3_600;
/** A revoked token is believed for this long at most. */
const trustedMs = 1_000;
const cacheSize = 10_000;
const tokenJob = { kind: 'job', job: 'token' } as const;

export interface IssuedToken { accessToken: string; expiresIn: number; scopes: readonly ApiScope[] }

interface TokenRow { clientId: number; name: string; officeId: number; path: string; level: string; isOnlyRoot: boolean; scopes: ApiScope[] }

export class TokenService {
  readonly #known = new Map<string, { caller: Caller; until: number }>();

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly catalogue: ActionCatalogue) {}

  /** A token for a client that proves its secret; null when it does not, alike for clients that do not exist. `wanted` narrows the scopes. */
  async issue(context: RequestContext, clientId: string, secret: string, wanted: readonly string[] | null): Promise<IssuedToken | 'invalid_client' | 'invalid_scope'> {
    const [client] = await this.database.rows<{ id: number; officeId: number; scopes: ApiScope[]; secretHash: string }>(tokenJob, sql`
      select c.id, c.office_id as "officeId", c.scopes, encode(s.secret_hash, 'hex') as "secretHash" from api_client c join api_secret s on s.client_id = c.id where c.client_id = ${clientId} and c.revoked_at is null`);
    const given = createHash('sha256').update(secret).digest();
    const isRight = timingSafeEqual(given, client ? Buffer.from(client.secretHash, 'hex') : Buffer.alloc(32));
    if (!client || !isRight) return 'invalid_client';
    const scopes = wanted === null ? client.scopes : client.scopes.filter((scope) => wanted.includes(scope));
    if (wanted !== null && scopes.length < wanted.length) return 'invalid_scope';
    const accessToken = randomBytes(32).toString('base64url');
    await this.database.transaction(tokenJob, async (tx) => {
      const now = this.clock.system();
      await tx.rows(sql`delete from api_token where expires_at < ${now}`);
      await tx.rows(sql`insert into api_token (token_hash, client_id, scopes, expires_at) values (decode(${tokenHash(accessToken)}, 'hex'), ${client.id}, ${scopes}::text[], ${new Date(now.getTime() + tokenSeconds * 1_000)})`);
      await tx.rows(sql`update api_client set last_used_at = ${this.clock.business()} where id = ${client.id}`);
      await recordAudit(tx, { ...context, caller: { ...context.caller, actor: `client:${client.id}`, officeId: client.officeId } }, { action: 'exchange.token', subject: null, facts: { scopes } });
    });
    return { accessToken, expiresIn: tokenSeconds, scopes };
  }

  /** The caller of a token: its office's subtree and nothing else; null when it is unknown, revoked or has run out. */
  async callerOf(token: string): Promise<Caller | null> {
    const now = performance.now();
    const known = this.#known.get(token);
    if (known && known.until > now) return known.caller;
    const [row] = await this.database.rows<TokenRow>(tokenJob, sql`
      select c.id as "clientId", c.name, o.id as "officeId", o.path, o.level, ${isOnlyRoot} as "isOnlyRoot", t.scopes from api_token t join api_client c on c.id = t.client_id join office o on o.id = c.office_id
      where t.token_hash = decode(${tokenHash(token)}, 'hex') and t.expires_at > ${this.clock.system()} and c.revoked_at is null`);
    if (!row) return null;
    const caller: Caller = {
      kind: 'API_CLIENT', actor: `client:${row.clientId}`, name: row.name, personId: null, clientId: row.clientId, sessionId: null, step: null, roleId: null, role: null, officeId: row.officeId, apiScopes: row.scopes, viewingAs: null,
      scope: officeScopeOf(row),
      actions: grantedActions(this.catalogue, { role: null, level: row.level, apiScopes: row.scopes, standing: 'PLATFORM' }),
    };
    if (this.#known.size >= cacheSize) this.#known.clear();
    this.#known.set(token, { caller, until: now + trustedMs });
    return caller;
  }
}
