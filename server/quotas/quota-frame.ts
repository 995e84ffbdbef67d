// What every act on quotas starts from: the programme's periods with their days by the rules in force, and the offices concerned.
import type { LocalDate } from '../kernel/calendar.js';
import { refuse, type Refusal } from '../kernel/refusals.js';
import { officeShape, type OfficeLevel } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { documentInForce, narrowedFor, quotaDaysOf, takingPartRefusals, type ProgrammeState, type ProgrammeStore, type QuotaDays } from '../programmes/index.js';
import { isOpenOn } from './rules/quota-sheet.js';

export interface FramedPeriod extends QuotaDays { id: number; number: number; startsOn: LocalDate; endsOn: LocalDate }

export interface QuotaFrame {
  programmeId: number;
  /** The office that organises the programme: the ledger begins there. */
  organiserId: number | null;
  /** Why no seat moves now, whatever the days: the programme is not published, or archived. */
  standing: readonly Refusal[];
  /** In order; none where the programme has no quotas. */
  periods: FramedPeriod[];
  today: LocalDate;
}

/** An office on whose account something is done or read. */
export interface FramedOffice { id: number; path: string; level: OfficeLevel; parentId: number | null; isOpen: boolean }

export class QuotaFrames {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  /** With the days that hold for the office that acts or reads: the rules', or what it or one above it has set inside them. */
  async of({ scope, officeId }: Pick<Caller, 'scope' | 'officeId'>, programmeId: number): Promise<QuotaFrame> {
    const today = this.clock.today();
    const [documents, rows] = await Promise.all([
      this.programmes.rulesOf(scope, [programmeId]),
      this.database.rows<{ organiserId: number | null; state: ProgrammeState; id: number | null; number: number; startsOn: LocalDate; endsOn: LocalDate }>(scope, sql`
        select p.office_id as "organiserId", p.state, n.id, n.number, n.starts_on::text as "startsOn", n.ends_on::text as "endsOn" from programme p left join period n on n.programme_id = p.id where p.id = ${programmeId} order by n.number`),
    ]);
    const [first] = rows;
    if (!first) throw notFound();
    const inForce = documentInForce(documents.get(programmeId) ?? [], today);
    const document = inForce === null || officeId === null ? inForce : (await narrowedFor(this.database, programmeId, inForce, [officeId]))(officeId);
    const periods = rows.flatMap(({ id, number, startsOn, endsOn }): FramedPeriod[] => {
      const days = document === null || id === null ? null : quotaDaysOf(document, { startsOn, endsOn });
      return days === null || id === null ? [] : [{ id, number, startsOn, endsOn, ...days }];
    });
    return { programmeId, organiserId: first.organiserId, standing: takingPartRefusals(first.state), periods, today };
  }

  /** An office in the caller's scope; NOT_FOUND otherwise. */
  async office(scope: Scope, officeId: number): Promise<FramedOffice> {
    const [office] = await this.database.rows<FramedOffice>(scope, sql`select t.id, t.path, t.level, t.parent_id as "parentId", t.state = 'OPEN' as "isOpen" from office t where t.id = ${officeId} and ${this.database.allows(officeShape, 't', scope)}`);
    if (!office) throw notFound();
    return office;
  }
}

/** The periods of these keys; NOT_FOUND when one is not of the programme. */
export function periodsNamed(frame: QuotaFrame, periodIds: readonly number[]): FramedPeriod[] {
  const wanted = new Set(periodIds);
  const found = frame.periods.filter(({ id }) => wanted.has(id));
  if (found.length !== wanted.size) throw notFound();
  return found;
}

export function openPeriods({ periods, today }: QuotaFrame): FramedPeriod[] {
  return periods.filter((period) => isOpenOn(period, today));
}

/** A programme without periods, whose rules know no quotas, or that is not open. */
export function withoutQuotas({ periods, standing }: QuotaFrame): Refusal[] {
  return standing.length > 0 ? [...standing] : periods.length > 0 ? [] : [refuse('NOT_ALLOWED', { zh: '该项目不设配额。', en: 'The programme has no quotas.' }, { field: 'programmeId' })];
}
