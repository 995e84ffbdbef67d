// Help by an administrator for those who cannot get in: a one-time password, or the second factor taken away.
import { globalId } from '../kernel/ids.js';
import { numberFaults } from '../kernel/personal-numbers.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { Selection } from '../platform/database/selection.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import type { CallerService } from './caller.service.js';
import { hashPassword } from './passwords.js';
import type { PersonStore } from './person.store.js';
import { forbiddingPost, type Post } from './rules/access-reset.js';
import { removeSecondFactor } from './second-factor.service.js';
import type { SessionStore } from './session.store.js';
import type { SignInCountStore } from './sign-in-count.store.js';
import { newOneTimePassword } from './totp.js';

/** Long enough for a letter home, too short to be forgotten in a drawer. */
const oneTimeMs = 7 * 24 * 3_600_000;
const reasonMaximum = 200;
const resetJob = { kind: 'job', job: 'access-reset' } as const;

export class AccessResetService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly callers: CallerService, private readonly people: PersonStore, private readonly counts: SignInCountStore, private readonly sessions: SessionStore) {}

  /** A password that opens once, to be changed at once; it is told to the administrator and ends every session of the person. */
  async resetPassword(context: RequestContext, personId: number, reason: string): Promise<Outcome<{ oneTimePassword: string }>> {
    const allowed = await this.#allow(context, personId, reason);
    if (!allowed.ok) return allowed;
    const oneTimePassword = newOneTimePassword();
    const passwordHash = await hashPassword(oneTimePassword);
    await this.database.transaction(resetJob, async (tx) => {
      const now = this.clock.system();
      await tx.rows(sql`insert into credential (person_id, password_hash, changed_at, one_time_until) values (${personId}, ${passwordHash}, ${now}, ${new Date(now.getTime() + oneTimeMs)})
        on conflict (person_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at, one_time_until = excluded.one_time_until`);
      await this.counts.forget(tx, personId);
      await this.sessions.end(tx, personId, { allBut: null });
      await recordAudit(tx, context, { action: 'access.resetPassword', subject: globalId('Person', personId), facts: { reason: allowed.value } });
    });
    this.callers.forgetPerson(personId);
    return accepted({ oneTimePassword });
  }

  /** Takes the second factor away, so that the person enrols another one at the next sign-in; ends every session of the person. */
  async resetSecondFactor(context: RequestContext, personId: number, reason: string): Promise<Outcome<null>> {
    const allowed = await this.#allow(context, personId, reason);
    if (!allowed.ok) return allowed;
    await this.database.transaction(resetJob, async (tx) => {
      await removeSecondFactor(tx, personId);
      await this.counts.forget(tx, personId);
      await this.sessions.end(tx, personId, { allBut: null });
      await recordAudit(tx, context, { action: 'access.resetSecondFactor', subject: globalId('Person', personId), facts: { reason: allowed.value } });
    });
    this.callers.forgetPerson(personId);
    return accepted(null);
  }

  /** The person is in sight, is not the caller, and holds no post that is not the caller's to help; answers the reason as it is kept. */
  async #allow(context: RequestContext, personId: number, reason: string): Promise<Outcome<string>> {
    const { scope, personId: ownId } = context.caller;
    const person = await this.people.byKey(scope, personId, Selection.of('id'));
    if (!person || (scope.kind !== 'office' && scope.kind !== 'whole')) throw notFound();
    const trimmed = reason.trim();
    if (trimmed === '') return refused(refuse('EMPTY', { zh: '请写明原因。', en: 'State the reason.' }, { field: 'reason' }));
    if ([...trimmed].length > reasonMaximum) return refused(refuse('TOO_LONG', { zh: `原因最多 ${reasonMaximum} 字。`, en: `At most ${reasonMaximum} characters.` }, { field: 'reason', facts: { maximum: reasonMaximum } }));
    const numbers = numberFaults(trimmed, 'reason');
    if (numbers.length > 0) return refused(...numbers);
    if (personId === ownId) return refused(refuse('NOT_ALLOWED', { zh: '自己的密码和动态码请在“账号与安全”中修改。', en: 'Change your own password and second factor under “Account and security”.' }, { field: 'personId' }));
    const today = this.clock.today();
    const posts = await this.database.rows<Post>(resetJob, sql`select r.role, o.path, o.parent_id is null as "isTopOffice" from role_assignment r join office o on o.id = r.office_id
      where r.person_id = ${personId} and (r.valid_until is null or r.valid_until >= ${today}::date)`);
    if (forbiddingPost(scope.path, posts)) return refused(refuse('NOT_ALLOWED', { zh: '此人在本级或上级项目办任职，须由其上级项目办的管理员办理。', en: 'This person holds a post at your level or above; an administrator above that office must do it.' }, { field: 'personId', requirement: 'SH24-06' }));
    return accepted(trimmed);
  }
}
