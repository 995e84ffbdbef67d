// Periods and classes made from the rule (JS-02), by the office that organises the programme: seen in numbers first, done once.
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql, type Sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { classPeriodsOf, documentInForce, endedRefusals, insertPeriods, openClasses, type ProgrammeState, type ProgrammeStore } from '../programmes/index.js';
import { isOrganiser } from './authors.js';
import { notOrganiser } from './locked-course.js';
import { openingOf, openingRefusals, type Opening, type Standing } from './rules/class-opening.js';

export interface OpenAct { programmeId: number; expectedPeriods: number; expectedClasses: number; idempotencyKey: string | null }
type Read = <Row extends object>(statement: Sql) => Promise<Row[]>;

export class ClassOpeningService {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  /** What the act would make; null where the programme's rules make no classes of courses and periods. */
  async preview(context: RequestContext, programmeId: number): Promise<Opening | null> {
    const { scope } = context.caller;
    await this.#organised(context, programmeId);
    return (await this.#opening(context, programmeId, (statement) => this.database.rows(scope, statement)))?.opening ?? null;
  }

  async open(context: RequestContext, act: OpenAct): Promise<Outcome<{ periods: number; classes: number }>> {
    const { programmeId } = act;
    const { isOrganised, state } = await this.#organised(context, programmeId);
    if (!isOrganised) return refused(notOrganiser);
    const ended = endedRefusals(state);
    if (ended.length > 0) return refused(...ended);
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, act.idempotencyKey, { operation: 'openClasses', ...act }, async () => {
      // Courses that are accepted meanwhile wait, and so does a second one who opens.
      await tx.rows(sql`select id from course where programme_id = ${programmeId} order by id for no key update`);
      const found = await this.#opening(context, programmeId, (statement) => tx.rows(statement));
      if (found === null) throw notFound();
      const refusals = openingRefusals(found.opening, { periods: act.expectedPeriods, classes: act.expectedClasses });
      if (refusals.length > 0) return refused(...refusals);
      const periods = await insertPeriods(tx, programmeId, found.opening.periodsToMake);
      const classes = await openClasses(tx, programmeId, this.clock.today());
      await recordAudit(tx, context, { action: 'courses.organise', subject: globalId('Programme', programmeId), facts: { act: 'open', periods, classes } });
      return accepted({ periods, classes });
    }));
  }

  async #organised({ caller }: RequestContext, programmeId: number): Promise<{ isOrganised: boolean; state: ProgrammeState }> {
    const [programme] = await this.database.rows<{ organiserId: number | null; state: ProgrammeState }>(caller.scope, sql`select office_id::int as "organiserId", state from programme where id = ${programmeId}`);
    if (!programme) throw notFound();
    return { isOrganised: isOrganiser(caller, programme), state: programme.state };
  }

  async #opening({ caller }: RequestContext, programmeId: number, read: Read): Promise<{ opening: Opening } | null> {
    const today = this.clock.today();
    const document = documentInForce((await this.programmes.rulesOf(caller.scope, [programmeId])).get(programmeId) ?? [], today);
    const asked = document === null ? null : classPeriodsOf(document);
    if (asked === null) return null;
    const standing: Standing = {
      periods: await read(sql`select id::int as id, number, starts_on::text as "startsOn", ends_on::text as "endsOn" from period where programme_id = ${programmeId} order by number`),
      acceptedCourses: (await read<{ id: number }>(sql`select id::int as id from course where programme_id = ${programmeId} and state = 'ACCEPTED' order by id`)).map(({ id }) => id),
      classes: await read(sql`select k.course_id::int as "courseId", n.number as period from training_class k join period n on n.id = k.period_id where k.programme_id = ${programmeId}`),
    };
    return { opening: openingOf(asked, standing, today) };
  }
}
