// Queries on enrolments.
import { personShape } from '../access/index.js';
import type { LocalDate } from '../kernel/calendar.js';
import { officeShape } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import { pathEnd, type Scope, type Subtree } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { periodShape, programmeShape, trainingClassShape } from '../programmes/index.js';
import type { EnrolmentType } from './graphql/enrolment.type.js';
import type { ReviewState } from './rules/reviewing.js';
import type { EnrolmentStanding } from './rules/withdrawing.js';
import { standingCondition } from './standing-filter.js';

export const enrolmentShape = defineShape({
  typeName: 'Enrolment',
  isInterleaved: true,
  table: 'enrolment',
  key: 'id',
  fields: {
    id: field.id('Enrolment'),
    learner: field.one(() => personShape, 'person_id'),
    school: field.one(() => officeShape, 'school_id'),
    class: field.one(() => trainingClassShape, 'class_id'),
    period: field.one(() => periodShape, 'period_id'),
    programme: field.one(() => programmeShape, 'programme_id'),
    state: field.text('state'),
    enrolledAt: field.time('enrolled_at'),
    chosenAt: field.time('chosen_at'),
    version: field.int('version'),
    withdrawnAt: field.time('withdrawn_at'),
    withdrawnByName: field.text('withdrawn_by_name'),
    withdrawnReason: field.text('withdrawn_reason'),
    reviewState: field.text('review_state'),
    reviewedAt: field.time('reviewed_at'),
    reviewedByName: field.text('reviewed_by_name'),
    reviewReason: field.text('review_reason'),
    reviewAnswer: field.text('review_answer'),
    replaces: substitution((t, target) => `${target}.id = ${t}.replaces_id`),
    replacedBy: substitution((t, target) => `${target}.replaces_id = ${t}.id`),
  } satisfies Record<Exclude<keyof EnrolmentType, 'key'>, unknown>,
  scope: factScope,
});

/** Who went and who came are of one school; a learner is told that somebody took the place, and not who. */
function substitution(on: (t: string, target: string) => string) {
  return field.oneBy(() => enrolmentShape, (t, target, caller) => `${on(t, target)}${caller === 'self' ? ' and false' : ''}`);
}

export interface EnrolmentFilter { subtree: Subtree | null; periodId: number | null; classId: number | null; programmeId: number | null; search: string | null; standing: EnrolmentStanding | null; review: ReviewState | null }

export class EnrolmentStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, filter: EnrolmentFilter, selection: Selection, args: PagingArgs): Promise<Page<EnrolmentType>> {
    return this.database.page<EnrolmentType>(scope, enrolmentShape, selection, args, { within: filter.subtree && { school: raw('t.school_id'), subtree: filter.subtree }, where: conditionsOf(filter, scope), order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: false } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<EnrolmentType | null> {
    return this.database.one<EnrolmentType>(scope, enrolmentShape, selection, sql`t.id = ${key}`);
  }

  /** How many learners each of these classes has, as far as the caller sees them. */
  async learnersOfClasses(scope: Scope, classIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ id: number; count: number }>(scope, sql`
      select t.class_id as id, count(*) as count from enrolment t where t.class_id = any (${classIds}::bigint[]) and t.state = 'ENROLLED' and ${this.database.allows(enrolmentShape, 't', scope)} group by t.class_id`);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Enrolments that stand at the schools of a subtree; those of periods that go on, on a day, alone. */
  async countBelow(scope: Scope, path: string, openOn: LocalDate | null): Promise<number> {
    const open = openOn === null ? raw('true') : sql`t.period_id in (select p.id from period p where p.ends_on >= ${openOn}::date)`;
    const [row] = await this.database.rows<{ count: number }>(scope, sql`select count(*) as count from enrolment t join office o on o.id = t.school_id
      where o.path >= ${path} and o.path < ${pathEnd(path)} and t.state = 'ENROLLED' and ${open} and ${this.database.allows(enrolmentShape, 't', scope)}`);
    return row?.count ?? 0;
  }
}

function conditionsOf(filter: EnrolmentFilter, scope: Scope): Sql[] {
  const where: Sql[] = [];
  if (filter.periodId !== null) where.push(sql`t.period_id = ${filter.periodId}`);
  if (filter.classId !== null) where.push(sql`t.class_id = ${filter.classId}`);
  if (filter.programmeId !== null) where.push(sql`t.programme_id = ${filter.programmeId}`);
  if (filter.standing !== null) where.push(standingCondition(filter.standing, scope));
  if (filter.review !== null) where.push(sql`t.review_state = ${filter.review}`);
  if (filter.search !== null) {
    // A range instead of LIKE: under row-level security only leakproof operators may use an index. Who was merged still has enrolments,
    // and stands in another index than everybody else.
    const named = sql`p.name >= ${filter.search} and p.name < ${`${filter.search}\u{10FFFF}`}`;
    where.push(sql`t.person_id in (select p.id from person p where ${named} and p.merged_into_id is null union all select p.id from person p where ${named} and p.merged_into_id is not null union all select p.id from person p where p.training_number = ${filter.search})`);
  }
  return where;
}
