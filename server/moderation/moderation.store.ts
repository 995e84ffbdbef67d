// Queries on second markings, their settings, agreement figures and anchor papers.
import { ifOpen, reviewShape } from '../assignments/index.js';
import { addDays, type LocalDate } from '../kernel/calendar.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { raw, sql } from '../platform/database/sql.js';
import { ofOpenProgrammes } from '../programmes/index.js';
import type { AgreementFiguresType, AnchorPaperType, SecondMarkingSettingType, SecondMarkingType } from './graphql/moderation.type.js';
import { anchorShape, isOfStanding, secondMarkingShape, settingShape } from './moderation-shapes.js';
import type { SecondMarkingState } from './rules/agreement.js';
import { figuresOf, type DayOfReviews, type MarkedTwice } from './rules/figures.js';

/** One for each assignment of the programmes, and some for classes. */
const settingsShown = 500;
const anchorsShown = 200;

interface DayRow extends DayOfReviews { tutorName: string }
interface PairRow { firstId: number; firstTenths: number; secondId: number; secondTenths: number }

export class ModerationStore {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** In what waits or is disputed somebody is to act: what cannot be decided any more is left out. */
  async secondMarkings(scope: Scope, state: SecondMarkingState | null, selection: Selection, args: PagingArgs): Promise<Page<SecondMarkingType>> {
    return this.database.page<SecondMarkingType>(scope, secondMarkingShape, selection, args, { where: state === null ? [] : [sql`t.state = ${state}`, ...(state === 'WAITING' || state === 'DISPUTED' ? [raw(isOfStanding('t')), ofOpenProgrammes('t.programme_id')] : [])], order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async secondMarkingByKey(scope: Scope, key: number, selection: Selection): Promise<SecondMarkingType | null> {
    return this.database.one<SecondMarkingType>(scope, secondMarkingShape, selection, sql`t.id = ${key}`);
  }

  async settings(scope: Scope, selection: Selection): Promise<SecondMarkingSettingType[]> {
    return this.database.list<SecondMarkingSettingType>(scope, settingShape, selection, { orderBy: raw('t.assignment_id, t.class_id nulls first'), limit: settingsShown });
  }

  async settingByKey(scope: Scope, key: number, selection: Selection): Promise<SecondMarkingSettingType | null> {
    return this.database.one<SecondMarkingSettingType>(scope, settingShape, selection, sql`t.id = ${key}`);
  }

  async anchors(scope: Scope, assignmentId: number | null, selection: Selection): Promise<AnchorPaperType[]> {
    return this.database.list<AnchorPaperType>(scope, anchorShape, selection, { where: assignmentId === null ? [] : [sql`t.assignment_id = ${assignmentId}`], orderBy: raw('t.assignment_id, t.points_tenths desc, t.id'), limit: anchorsShown });
  }

  async anchorByKey(scope: Scope, key: number, selection: Selection): Promise<AnchorPaperType | null> {
    return this.database.one<AnchorPaperType>(scope, anchorShape, selection, sql`t.id = ${key}`);
  }

  /** The caller's own figures; to a chief tutor those of all tutors of the programmes. What is still blind counts nowhere. */
  async figures(scope: Scope, personId: number, days: number): Promise<AgreementFiguresType[]> {
    const since: LocalDate = addDays(this.clock.today(), 1 - days);
    const [rows, pairs] = await Promise.all([
      this.database.rows<DayRow>(scope, sql`
        select r.tutor_id as "tutorId", max(r.tutor_name) as "tutorName", concat(r.class_id, ' ', t.assignment_id) as "group", to_char(r.submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*) as count, sum(r.points_tenths) as "sumTenths"
        from review r join submission t on t.id = r.submission_id
        where ${this.database.allows(reviewShape, 'r', scope)} and r.marking <> 'AGREED' and not r.is_blind and r.withdrawn_at is null and not (r.state_before is null and r.replaces_id is not null) and r.submitted_at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai'
        group by 1, 3, 4`),
      this.database.rows<PairRow>(scope, sql`
        select f.tutor_id as "firstId", f.points_tenths as "firstTenths", s.tutor_id as "secondId", s.points_tenths as "secondTenths"
        from second_marking t join review f on f.id = t.first_review_id and ${raw(ifOpen('f', scope.kind))} join review s on s.id = t.second_review_id and ${raw(ifOpen('s', scope.kind))}
        where ${this.database.allows(secondMarkingShape, 't', scope)} and t.second_at >= (${since}::date)::timestamp at time zone 'Asia/Shanghai'`),
    ]);
    const daysOfReviews = rows.map((row) => ({ ...row, count: Number(row.count), sumTenths: Number(row.sumTenths) }));
    const twice = pairs.flatMap((pair): MarkedTwice[] => [{ tutorId: pair.firstId, ownTenths: pair.firstTenths, otherTenths: pair.secondTenths }, { tutorId: pair.secondId, ownTenths: pair.secondTenths, otherTenths: pair.firstTenths }]);
    const names = new Map(daysOfReviews.map(({ tutorId, tutorName }) => [tutorId, tutorName]));
    const shown = scope.kind === 'programmes' ? [...names.keys()] : [personId];
    return shown.map((tutorId): AgreementFiguresType => {
      const { reviews, days: ofDays, ...figures } = figuresOf(tutorId, daysOfReviews, twice);
      return { tutorName: names.get(tutorId) ?? null, isMine: tutorId === personId, reviewCount: reviews, ...figures, days: ofDays.map(({ day, count, severity }) => ({ day, reviewCount: count, severity })) };
    }).sort((a, b) => b.reviewCount - a.reviewCount);
  }
}
