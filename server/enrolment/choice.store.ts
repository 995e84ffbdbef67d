// Queries on choices of classes.
import { personShape } from '../access/index.js';
import { officeShape } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope, Subtree } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { periodShape, programmeShape, trainingClassShape } from '../programmes/index.js';
import type { CourseChoiceType } from './graphql/choice.type.js';
import { standsListed } from './waiting-list.js';

/** The enrolment that a choice led to. */
const enrolment = (t: string, what: string) => `(select ${what} from enrolment e where e.class_id = ${t}.class_id and e.person_id = ${t}.person_id and e.state = 'ENROLLED')`;

export const courseChoiceShape = defineShape({
  typeName: 'CourseChoice',
  isInterleaved: true,
  table: 'course_choice',
  key: 'id',
  fields: {
    learner: field.one(() => personShape, 'person_id'),
    school: field.one(() => officeShape, 'school_id'),
    class: field.one(() => trainingClassShape, 'class_id'),
    period: field.one(() => periodShape, 'period_id'),
    programme: field.one(() => programmeShape, 'programme_id'),
    state: field.text((t) => `case when ${t}.withdrawn_at is not null then 'WITHDRAWN' when exists ${enrolment(t, '1')} then 'ENROLLED' else 'WAITING' end`),
    chosenAt: field.time('chosen_at'),
    // Of a choice that ended, the enrolment that it led to itself, not a later one.
    enrolledAt: field.time((t) => `case when ${t}.withdrawn_at is null then ${enrolment(t, 'e.enrolled_at')} else (select max(e.enrolled_at) from enrolment e where e.class_id = ${t}.class_id and e.person_id = ${t}.person_id and e.chosen_at = ${t}.chosen_at) end`),
    withdrawnAt: field.time('withdrawn_at'),
    // Who is enrolled, or waits no more, waits on no list either.
    listedAt: field.time((t) => `case when ${t}.withdrawn_at is null and not exists ${enrolment(t, '1')} then ${t}.listed_at end`),
  } satisfies Record<Exclude<keyof CourseChoiceType, 'key' | 'place' | 'listPlace'>, unknown>,
  scope: factScope,
});

export interface ChoiceFilter { subtree: Subtree | null; periodId: number | null; classId: number | null; isWaiting: boolean; /** Only those on the waiting list. */ isListed: boolean }

export class ChoiceStore {
  constructor(private readonly database: Database) {}

  /** In the order of choosing: the order in which places are given. */
  async page(scope: Scope, filter: ChoiceFilter, selection: Selection, args: PagingArgs): Promise<Page<CourseChoiceType>> {
    const where: Sql[] = [];
    if (filter.periodId !== null) where.push(sql`t.period_id = ${filter.periodId}`);
    if (filter.classId !== null) where.push(sql`t.class_id = ${filter.classId}`);
    if (filter.isWaiting || filter.isListed) where.push(raw(`t.withdrawn_at is null and not exists ${enrolment('t', '1')}`));
    if (filter.isListed) where.push(raw('t.listed_at is not null'));
    return this.database.page<CourseChoiceType>(scope, courseChoiceShape, selection, args, {
      within: filter.subtree && { school: raw('t.school_id'), subtree: filter.subtree }, where, order: { columns: [{ sql: 't.chosen_at', type: 'timestamptz' }, { sql: 't.id', type: 'bigint' }], isDescending: false },
    });
  }

  /**
   * Where these choices stand, of those that wait. The queue is that of whoever teaches at the same school now, as when it enrols. A teacher
   * sees nobody else's choice, but how many stand before: so they are counted for them.
   */
  async placesOf(choiceIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ id: number; place: number }>({ kind: 'job', job: 'queue' }, sql`
      select t.id, count(*)::int as place from course_choice t join person p on p.id = t.person_id
      join course_choice c on c.class_id = t.class_id and c.withdrawn_at is null and (c.chosen_at, c.id) <= (t.chosen_at, t.id) join person q on q.id = c.person_id and q.office_id = p.office_id and q.merged_into_id is null
      where t.id = any (${choiceIds}::bigint[]) and t.withdrawn_at is null and not exists ${raw(enrolment('t', '1'))} and not exists ${raw(enrolment('c', '1'))} group by t.id`);
    return new Map(rows.map(({ id, place }) => [id, place]));
  }

  /** Where these choices stand on the waiting list, among all who want a place in the same class or a seat of the same school. Counted as a job, as above. */
  async listPlacesOf(choiceIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ id: number; place: number }>({ kind: 'job', job: 'queue' }, sql`
      select t.id, count(*)::int as place from course_choice t join person u on u.id = t.person_id
      join course_choice c on c.period_id = t.period_id and (c.chosen_at, c.id) <= (t.chosen_at, t.id) join person p on p.id = c.person_id
      where t.id = any (${choiceIds}::bigint[]) and t.listed_at is not null and (c.class_id = t.class_id or p.office_id = u.office_id) and ${standsListed} group by t.id having bool_or(c.id = t.id)`);
    return new Map(rows.map(({ id, place }) => [id, place]));
  }
}
