// The office that organises a programme excepts a teacher from a soft clause of its rules (JS-01).
import { personShape } from '../access/index.js';
import { formatInstant, type LocalDate } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { documentInForce, eligibilityOf, type CheckedEligibility, type ProgrammeStore, takingPartRefusals, type ProgrammeState } from '../programmes/index.js';
import { alreadyExcepted, exceptionRefusals } from './rules/exceptions.js';

export interface ExceptAct { programmeId: number; personId: number; rule: CheckedEligibility; reason: string; idempotencyKey: string | null }

export class ExceptionService {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  async grant(context: RequestContext, act: ExceptAct): Promise<Outcome<{ grantedAt: string }>> {
    const { scope, actor, officeId, personId: byId, name } = context.caller;
    const { programmeId, personId, rule } = act;
    const today: LocalDate = this.clock.today();
    const [programme] = await this.database.rows<{ organiserId: number | null; state: ProgrammeState }>(scope, sql`select p.office_id as "organiserId", p.state from programme p where p.id = ${programmeId}`);
    if (!programme) throw notFound();
    const document = documentInForce((await this.programmes.rulesOf(scope, [programmeId])).get(programmeId) ?? [], today);
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'grantEnrolmentException', ...act }, async () => {
      const [person] = await tx.rows<{ schoolId: number }>(sql`select t.office_id::int as "schoolId" from person t where t.id = ${personId} and t.merged_into_id is null and ${this.database.allows(personShape, 't', scope)}`);
      if (!person) throw notFound();
      const clause = document === null ? null : (eligibilityOf(document).clauses[rule] ?? null);
      const refusals = exceptionRefusals({ isOrganiser: officeId !== null && officeId === programme.organiserId, clause, reason: act.reason });
      refusals.push(...takingPartRefusals(programme.state));
      if (refusals.length > 0) return refused(...refusals);
      const at = this.clock.business();
      const [made] = await tx.rows(sql`insert into enrolment_exception (programme_id, person_id, school_id, rule, reason, granted_by_id, granted_by_name, granted_at)
        values (${programmeId}, ${personId}, ${person.schoolId}, ${rule}, ${act.reason.trim()}, ${byId}, ${name}, ${at}) on conflict do nothing returning id`);
      if (!made) return refused(alreadyExcepted());
      await recordAudit(tx, context, { action: 'enrolment.except', subject: globalId('Person', personId), facts: { programme: globalId('Programme', programmeId), rule, reason: act.reason.trim() } });
      return accepted({ grantedAt: formatInstant(at) });
    }));
  }
}
