// Managing third-party platforms: a client belongs to an office and reads that office's subtree.
import { createHash, randomBytes } from 'node:crypto';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { ApiScope } from '../kernel/roles.js';
import { officeShape } from '../offices/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { apiClientShape } from './api-client.store.js';

const nameMaximum = 60;

export class ApiClientService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Makes a client; the secret is told once and only its hash is kept. */
  async create(context: RequestContext, name: string, officeId: number, scopes: readonly ApiScope[]): Promise<Outcome<{ id: number; secret: string }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const [office] = await tx.rows<{ isOpen: boolean }>(sql`select t.state = 'OPEN' as "isOpen" from office t where t.id = ${officeId} and ${this.database.allows(officeShape, 't', tx.scope)}`);
      if (!office) throw notFound();
      if (!office.isOpen) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '该机构已合并或撤销。', en: 'The office has ended.' }, { field: 'officeId' }));
      const trimmed = name.trim();
      if (trimmed === '') return refused(refuse('EMPTY', { zh: '请填写平台名称。', en: 'Name the platform.' }, { field: 'name' }));
      if ([...trimmed].length > nameMaximum) return refused(refuse('TOO_LONG', { zh: `名称最多 ${nameMaximum} 字。`, en: `At most ${nameMaximum} characters.` }, { field: 'name', facts: { maximum: nameMaximum } }));
      if (scopes.length === 0) return refused(refuse('EMPTY', { zh: '请至少选择一项权限。', en: 'Choose at least one scope.' }, { field: 'scopes' }));
      const secret = randomBytes(32).toString('base64url');
      const [client] = await tx.rows<{ id: number }>(sql`insert into api_client (client_id, name, office_id, scopes, created_at) values (${`yx-${randomBytes(9).toString('hex')}`}, ${trimmed}, ${officeId}, ${[...new Set(scopes)]}::text[], ${this.clock.business()}) returning id::int as id`);
      const id = client?.id ?? 0;
      await tx.rows(sql`insert into api_secret (client_id, secret_hash) values (${id}, decode(${createHash('sha256').update(secret).digest('hex')}, 'hex'))`);
      await recordAudit(tx, context, { action: 'exchange.manage', subject: globalId('ApiClient', id), facts: { act: 'create', office: globalId('Office', officeId), scopes } });
      return accepted({ id, secret });
    });
  }

  /** Revokes a client; its tokens end within a second. Revoking twice changes nothing. */
  async revoke(context: RequestContext, clientId: number): Promise<void> {
    await this.database.transaction(context.caller.scope, async (tx) => {
      const [client] = await tx.rows(sql`select t.id from api_client t where t.id = ${clientId} and ${this.database.allows(apiClientShape, 't', tx.scope)} for update`);
      if (!client) throw notFound();
      await tx.rows(sql`update api_client set revoked_at = coalesce(revoked_at, ${this.clock.business()}) where id = ${clientId}`);
      await recordAudit(tx, context, { action: 'exchange.manage', subject: globalId('ApiClient', clientId), facts: { act: 'revoke' } });
    });
  }
}
