// Queries on appeals: the lists of those who answer, the appeals of a submission, and whether a learner may appeal now.
import { reviewShape, submissionShape } from '../assignments/index.js';
import { formatInstant, type LocalDate } from '../kernel/calendar.js';
import { formatTenths } from '../kernel/tenths.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { waitsFor, waitsForNobody } from './answerers.js';
import type { AppealGapType, AppealItemType, AppealType } from './graphql/appeal.type.js';
import { stepOf } from './rules/answerers.js';
import type { AppealItem, AppealList, AppealRule, AppealStep, Standing } from './rules/appeals.js';

/** Courses are few; appeals of which nobody may answer one are fewer. */
const gapsShown = 100;

export const appealShape = defineShape({
  typeName: 'Appeal',
  table: 'appeal',
  key: 'id',
  isInterleaved: true,
  fields: {
    id: field.id('Appeal'), submission: field.one(() => submissionShape, 'submission_id'), step: field.text('step'), state: field.text('state'), items: field.json('items', (value) => (value as AppealItem[]).map(itemOf)),
    reviewBefore: field.one(() => reviewShape, 'review_before_id'), reviewAfter: field.one(() => reviewShape, 'review_after_id'), madeAt: field.time('made_at'),
    answeredAt: field.time('answered_at'), answeredByName: field.text('answered_by_name'), answer: field.text('answer'), withdrawnAt: field.time('withdrawn_at'),
  } satisfies Record<Exclude<keyof AppealType, 'key' | 'viewerCanAnswer' | 'viewerCanWithdraw'>, unknown>,
  scope: factScope,
});

/** Which appeals: those that wait for somebody's answer, those that were answered, or all. */
export interface AppealFilter { waitingFor: { step: AppealStep; personId: number | null } | null; isAnswered: boolean }

/** A list as somebody asks for it who answers; which step is theirs follows from the post. */
export function listOf({ role, personId }: Pick<Caller, 'role' | 'personId'>, list: AppealList): AppealFilter {
  return { waitingFor: list === 'WAITING' ? { step: stepOf(role) ?? 'TUTOR', personId } : null, isAnswered: list === 'ANSWERED' };
}

/** What decides whether a learner may appeal: the score that stands and the appeals of it. `t` is the submission. */
const standingColumns = `t.id::int as "submissionId", t.programme_id::int as "programmeId", (extract(epoch from r.released_at) * 1000)::float8 as "releasedAt", coalesce(a.first_review_id, r.id)::int as "firstReviewId",
  a.step as "lastStep", (extract(epoch from a.answered_at) * 1000)::float8 as "answeredAt"`;
// An appeal concerns the score that stands while it waits, or when the answer left that very review standing.
const standingJoins = `join review r on r.id = t.last_review_id
  left join lateral (select c.* from appeal c where c.submission_id = t.id and c.state <> 'WITHDRAWN' and (c.state = 'OPEN' or c.review_after_id = r.id) order by c.id desc limit 1) a on true`;

interface StandingRow { submissionId: number; programmeId: number; releasedAt: number; firstReviewId: number; lastStep: AppealStep | null; answeredAt: number | null }

export interface StandingScore extends Standing { submissionId: number; programmeId: number; firstReviewId: number }

function standingOf({ releasedAt, answeredAt, ...row }: StandingRow): StandingScore {
  return { ...row, releasedAt: new Date(releasedAt), answeredAt: answeredAt === null ? null : new Date(answeredAt) };
}

/** The standing score of one submission, inside the transaction that holds it. */
export async function standingIn(read: <Row extends object>(statement: ReturnType<typeof sql>) => Promise<Row[]>, submissionId: number): Promise<StandingScore | null> {
  const [row] = await read<StandingRow>(sql`select ${raw(standingColumns)} from submission t ${raw(standingJoins)} where t.id = ${submissionId} and r.released_at is not null`);
  return row ? standingOf(row) : null;
}

export class AppealStore {
  constructor(private readonly database: Database) {}

  /** The longest waiting first. */
  async page(scope: Scope, { waitingFor, isAnswered }: AppealFilter, selection: Selection, args: PagingArgs): Promise<Page<AppealType>> {
    const where = waitingFor !== null ? [waitsFor('t', waitingFor.step, waitingFor.personId)] : isAnswered ? [raw("t.state in ('UPHELD', 'REVISED')")] : [];
    return this.database.page<AppealType>(scope, appealShape, selection, args, { where, order: { columns: [{ sql: 't.made_at', type: 'timestamptz' }, { sql: 't.id', type: 'bigint' }], isDescending: isAnswered } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<AppealType | null> {
    return this.database.one<AppealType>(scope, appealShape, selection, sql`t.id = ${key}`);
  }

  /** Which of these wait for an answer, of this person in this step or of anybody. */
  async openAmong(scope: Scope, keys: readonly number[], waitingFor: AppealFilter['waitingFor']): Promise<Set<number>> {
    const isOpen = waitingFor === null ? raw("t.state = 'OPEN'") : waitsFor('t', waitingFor.step, waitingFor.personId);
    const rows = await this.database.rows<{ id: number }>(scope, sql`select t.id from appeal t where t.id = any (${keys}::bigint[]) and ${isOpen} and ${this.database.allows(appealShape, 't', scope)}`);
    return new Set(rows.map(({ id }) => id));
  }

  /** By course: what waits for a chief subject tutor and finds none who may answer, the longest waiting first. */
  async withoutAnswerer(scope: Scope, today: LocalDate): Promise<AppealGapType[]> {
    const rows = await this.database.rows<Omit<AppealGapType, 'waitingSince'> & { since: number }>(scope, sql`
      select p.name as "programmeName", c.name as "courseName", count(*) as "appealCount", (extract(epoch from min(t.made_at)) * 1000)::float8 as since
      from appeal t join training_class k on k.id = t.class_id join course c on c.id = k.course_id join programme p on p.id = t.programme_id
      where ${waitsForNobody('t', today)} and ${this.database.allows(appealShape, 't', scope)} group by p.id, c.id, p.name, c.name order by since, p.id, c.id limit ${gapsShown}`);
    return rows.map(({ since, ...gap }) => ({ ...gap, waitingSince: formatInstant(new Date(since)) }));
  }

  /** The appeals of each submission, the first one first. */
  async ofSubmissions(scope: Scope, submissionIds: readonly number[], selection: Selection): Promise<Map<number, AppealType[]>> {
    const owners = await this.database.rows<{ id: number; owner: number }>(scope, sql`select t.id, t.submission_id as owner from appeal t where t.submission_id = any (${submissionIds}::bigint[]) and ${this.database.allows(appealShape, 't', scope)} order by t.id`);
    if (owners.length === 0) return new Map();
    const rows = await this.database.list<AppealType>(scope, appealShape, selection, { where: [sql`t.id = any (${owners.map((owner) => owner.id)}::bigint[])`], orderBy: raw('t.id') });
    const ownerOf = new Map(owners.map((owner) => [owner.id, owner.owner]));
    return Map.groupBy(rows, (row) => ownerOf.get(row.key) ?? 0);
  }

  /** The standing scores of submissions that can be appealed by their state, with the rule in force for each. */
  async standings(scope: Scope, submissionIds: readonly number[], today: LocalDate): Promise<Map<number, StandingScore & { rule: AppealRule | null }>> {
    const rows = await this.database.rows<StandingRow & { rule: AppealRule | null }>(scope, sql`
      select ${raw(standingColumns)}, (select p.document -> 'appeals' from programme_rule p where p.programme_id = t.programme_id and p.effective_from <= ${today}::date order by p.version desc limit 1) as rule
      from submission t ${raw(standingJoins)} where t.id = any (${submissionIds}::bigint[]) and t.is_latest and t.state in ('RELEASED', 'REVISED') and r.released_at is not null and ${this.database.allows(submissionShape, 't', scope)}`);
    return new Map(rows.map(({ rule, ...row }) => [row.submissionId, { ...standingOf(row), rule }]));
  }
}

function itemOf({ criterion, name, reason, beforeTenths, afterTenths, answer }: AppealItem): AppealItemType {
  return { criterion, name, reason, pointsBefore: formatTenths(beforeTenths), pointsAfter: afterTenths === null ? null : formatTenths(afterTenths), answer };
}
