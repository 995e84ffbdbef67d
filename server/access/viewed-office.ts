// The office as which a session looks: read with the session, ended with it, by time or when the right to it is gone.
import { globalId } from '../kernel/ids.js';
import { officeScopeOf } from '../offices/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { grantedActions, type ActionCatalogue } from '../platform/graphql/permission.js';
import type { Caller } from '../platform/graphql/caller.js';

/** Over the session `s` and the office `o` of its role: what is looked as, if it is still open and still below. */
export const viewedColumns = raw(`s.view_as_office_id as "viewAsOfficeId", s.view_as_until as "viewAsUntil", v.path as "viewedPath", v.level as "viewedLevel"`);
export const viewedJoin = raw(`left join office v on v.id = s.view_as_office_id and v.state = 'OPEN' and v.id <> o.id and starts_with(v.path, o.path)`);
export interface ViewedRow { viewAsOfficeId: number | null; viewAsUntil: Date | null; viewedPath: string | null; viewedLevel: string | null }

/** The caller as the administrator of the viewed office; or why the view is over. */
export function viewing(own: Caller, row: ViewedRow, now: Date, catalogue: ActionCatalogue): { caller: Caller } | { over: ViewEnding } {
  const { viewAsOfficeId: officeId, viewAsUntil: until, viewedPath: path, viewedLevel: level } = row;
  if (until === null || officeId === null || until <= now) return { over: 'TIME' };
  if (own.personId === null || path === null || level === null || !own.actions.has('access.viewAs')) return { over: 'RIGHT' };
  return {
    caller: {
      ...own, actor: viewingActor(own.personId, officeId), role: 'ADMIN', officeId, viewingAs: { officeId, until },
      scope: officeScopeOf({ path, level, isOnlyRoot: false }),
      actions: grantedActions(catalogue, { role: 'ADMIN', level, apiScopes: [], standing: 'PERSON' }),
    },
  };
}

/** Why a view ended: its person left or signed out, its time was over, or there was no longer a right to it. */
export type ViewEnding = 'PERSON' | 'SIGN_OUT' | 'TIME' | 'RIGHT';

export interface EndedView {
  tokenHash: string;
  /** The view that was found over; null ends whichever there is. */
  until: Date | null;
  requestId: string;
  by: ViewEnding;
}

/** Ends a session's view and puts that on record once, however many requests find it over at the same time. */
export async function endViewing(tx: Tx, { tokenHash: hash, until, requestId, by }: EndedView): Promise<void> {
  const [ended] = await tx.rows<{ personId: number; officeId: number; reason: string }>(sql`
    with former as (select id, person_id, view_as_office_id, view_as_reason from session where token_hash = decode(${hash}, 'hex') and view_as_office_id is not null and (${until}::timestamptz is null or view_as_until = ${until}) for update)
    update session s set view_as_office_id = null, view_as_until = null, view_as_reason = null from former where s.id = former.id
    returning former.person_id::int as "personId", former.view_as_office_id::int as "officeId", former.view_as_reason as reason`);
  if (!ended) return;
  const { personId, officeId, reason } = ended;
  await recordAudit(tx, { requestId, caller: { actor: viewingActor(personId, officeId), role: 'ADMIN', officeId } }, { action: 'access.viewAs', subject: globalId('Office', officeId), facts: { act: 'end', by, reason } });
}

/** Both at once: who looks, and as whom. */
export function viewingActor(personId: number, officeId: number): string {
  return `person:${personId} as office:${officeId}`;
}
