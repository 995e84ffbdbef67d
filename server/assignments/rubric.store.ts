// Queries on rubrics, the assignments that use them, and how these went over to other versions.
import type { Subject } from '../kernel/subjects.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { raw, sql } from '../platform/database/sql.js';
import { assignmentShape, rubricChangeShape, rubricShape, submissionShape } from './assignment-shapes.js';
import type { RubricChangeType } from './graphql/rubric.type.js';
import type { AssignmentType, RubricType, SubmissionType } from './graphql/submission.type.js';

const byId = (isDescending: boolean) => ({ columns: [{ sql: 't.id', type: 'bigint' as const }], isDescending });

export class RubricStore {
  constructor(private readonly database: Database) {}

  /** The latest versions, the newest first; those for every subject come with each subject. */
  async page(scope: Scope, subject: Subject | null, selection: Selection, args: PagingArgs): Promise<Page<RubricType>> {
    return this.database.page<RubricType>(scope, rubricShape, selection, args, { where: [raw('t.is_latest'), ...(subject === null ? [] : [sql`(t.subject = ${subject} or t.subject is null)`])], order: byId(true) });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<RubricType | null> {
    return this.database.one<RubricType>(scope, rubricShape, selection, sql`t.id = ${key}`);
  }

  /** All versions of each rubric, the newest first. */
  async versionsOf(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, RubricType[]>> {
    const pairs = await this.database.rows<{ of: number; version: number }>(scope, sql`select r.id as of, v.id as version from rubric r join rubric v on v.code = r.code where r.id = any (${keys}::bigint[]) order by v.version desc`);
    const versions = new Map((await this.database.list<RubricType>(scope, rubricShape, selection, { where: [sql`t.id = any (${pairs.map(({ version }) => version)}::bigint[])`] })).map((one) => [one.key, one]));
    return new Map([...Map.groupBy(pairs, ({ of }) => of)].map(([of, found]) => [of, found.flatMap(({ version }) => versions.get(version) ?? [])]));
  }

  async assignments(scope: Scope, subject: Subject | null, selection: Selection, args: PagingArgs): Promise<Page<AssignmentType>> {
    return this.database.page<AssignmentType>(scope, assignmentShape, selection, args, { where: subject === null ? [] : [sql`t.course_id in (select c.id from course c where c.subject = ${subject})`], order: byId(false) });
  }

  async changes(scope: Scope, assignmentId: number | null, selection: Selection, args: PagingArgs): Promise<Page<RubricChangeType>> {
    return this.database.page<RubricChangeType>(scope, rubricChangeShape, selection, args, { where: assignmentId === null ? [] : [sql`t.assignment_id = ${assignmentId}`], order: byId(true) });
  }

  async changeByKey(scope: Scope, key: number, selection: Selection): Promise<RubricChangeType | null> {
    return this.database.one<RubricChangeType>(scope, rubricChangeShape, selection, sql`t.id = ${key}`);
  }

  async submissionsByKey(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, SubmissionType>> {
    const found = await this.database.list<SubmissionType>(scope, submissionShape, selection, { where: [sql`t.id = any (${keys}::bigint[])`] });
    return new Map(found.map((one) => [one.key, one]));
  }
}
