// Looking as the administrator of an office below: begun with a reason, read-only, on record at that office, over after half an hour.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { OfficeStore } from '../offices/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { officePathOf } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import type { CallerService } from './caller.service.js';
import { tokenHash } from './tokens.js';
import { endViewing } from './viewed-office.js';
import { viewAsMinutes, viewAsRefusals } from './rules/view-as.js';

const viewAsJob = { kind: 'job', job: 'view-as' } as const;

export class ViewAsService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly offices: OfficeStore, private readonly callers: CallerService) {}

  async begin(context: RequestContext, officeId: number, reason: string): Promise<Outcome<null>> {
    const { caller } = context;
    const office = await this.offices.pathOf(caller.scope, officeId);
    if (!office) throw notFound();
    const isOpen = (await this.offices.standingsOf(caller.scope, [officeId])).get(officeId)?.isOpen === true;
    const refusals = viewAsRefusals({ isOwnOffice: office.path === officePathOf(caller.scope), isOpen, reason });
    if (refusals.length > 0) return refused(...refusals);
    const until = new Date(this.clock.system().getTime() + viewAsMinutes * 60_000);
    const outcome = await this.database.transaction<Outcome<null>>(viewAsJob, async (tx) => {
      const begun = await tx.rows(sql`update session set view_as_office_id = ${officeId}, view_as_until = ${until}, view_as_reason = ${reason.trim()}
        where token_hash = decode(${tokenHash(context.sessionToken ?? '')}, 'hex') and view_as_office_id is null returning id`);
      if (begun.length === 0) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '您已在以其他项目办的视角查看，请先退出。', en: 'You are looking as another office already; end that first.' }, { field: 'officeId' }));
      await recordAudit(tx, { ...context, caller: { ...caller, officeId } }, { action: 'access.viewAs', subject: globalId('Office', officeId), facts: { act: 'begin', reason: reason.trim(), until: until.toISOString() } });
      return accepted(null);
    });
    this.#forget(context);
    return outcome;
  }

  /** Back to being oneself; harmless where nothing was begun. */
  async end(context: RequestContext): Promise<void> {
    const { sessionToken } = context;
    if (sessionToken !== null) await this.database.transaction(viewAsJob, (tx) => endViewing(tx, { tokenHash: tokenHash(sessionToken), until: null, requestId: context.requestId, by: 'PERSON' }));
    this.#forget(context);
  }

  #forget({ caller }: RequestContext): void {
    this.callers.forgetPerson(caller.personId);
  }
}
