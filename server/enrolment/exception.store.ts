// Queries on exceptions that were granted, and on who grants them.
import { personShape } from '../access/index.js';
import { officeShape } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope, Subtree } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { programmeShape } from '../programmes/index.js';
import type { GrantedExceptionType } from './graphql/eligibility.type.js';

const grantedExceptionShape = defineShape({
  typeName: 'GrantedException',
  isInterleaved: true,
  table: 'enrolment_exception',
  key: 'id',
  fields: {
    person: field.one(() => personShape, 'person_id'),
    school: field.one(() => officeShape, 'school_id'),
    programme: field.one(() => programmeShape, 'programme_id'),
    rule: field.text('rule'),
    reason: field.text('reason'),
    grantedByName: field.text('granted_by_name'),
    grantedAt: field.time('granted_at'),
  } satisfies Record<Exclude<keyof GrantedExceptionType, 'key'>, unknown>,
  scope: { office: factScope.office, job: factScope.job },
});

export interface ExceptionFilter { subtree: Subtree | null; programmeId: number | null }

export class ExceptionStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, { subtree, programmeId }: ExceptionFilter, selection: Selection, args: PagingArgs): Promise<Page<GrantedExceptionType>> {
    const where: Sql[] = programmeId === null ? [] : [sql`t.programme_id = ${programmeId}`];
    return this.database.page<GrantedExceptionType>(scope, grantedExceptionShape, selection, args, { within: subtree && { school: raw('t.school_id'), subtree }, where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  /** Who grants them: the offices that organise these programmes. Names of offices are no secret. */
  async organisersOf(scope: Scope, programmeIds: readonly number[]): Promise<Map<number, { id: number; name: string }>> {
    const rows = await this.database.rows<{ programmeId: number; id: number; name: string }>(scope, sql`select p.id::int as "programmeId", o.id::int as id, o.name from programme p join office o on o.id = p.office_id where p.id = any (${programmeIds}::bigint[])`);
    return new Map(rows.map(({ programmeId, id, name }) => [programmeId, { id, name }]));
  }
}
