// Ending own sessions, singly or all the others.
import { globalId } from '../kernel/ids.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Database } from '../platform/database/database.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import type { CallerService } from './caller.service.js';
import type { SessionStore } from './session.store.js';

const sessionJob = { kind: 'job', job: 'own-sessions' } as const;

export class SessionService {
  constructor(private readonly database: Database, private readonly callers: CallerService, private readonly sessions: SessionStore) {}

  /** Ends one own session, or all but this one when `sessionId` is null; answers the ids of those that ended. */
  async revoke(context: RequestContext, sessionId: number | null): Promise<string[]> {
    const personId = personOf(context.caller);
    const ended = await this.database.transaction(sessionJob, async (tx) => {
      const keys = await this.sessions.end(tx, personId, sessionId === null ? { allBut: context.caller.sessionId } : { sessionId });
      if (sessionId !== null && keys.length === 0) throw notFound();
      await recordAudit(tx, context, { action: 'access.account', subject: sessionId === null ? null : globalId('Session', sessionId), facts: { act: 'revoke', ended: keys.length } });
      return keys;
    });
    this.callers.forgetPerson(personId);
    return ended.map((key) => globalId('Session', key));
  }
}
