// Queries on recommendations of chief subject tutors.
import type { Subject } from '../kernel/subjects.js';
import { officeShape } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { appointmentShape } from './appointment.store.js';
import type { ChiefTutorAppointmentType, ChiefTutorRecommendationType } from './graphql/chief-tutor.type.js';
import { personShape } from './person.store.js';
import type { AcademicStanding, RecommendationState } from './rules/chief-tutors.js';

const chiefTutorAppointmentShape = defineShape({
  typeName: 'ChiefTutorAppointment',
  table: 'chief_tutor_appointment',
  key: 'recommendation_id',
  fields: {
    number: field.text('number'), personName: field.text('person_name'), subject: field.text('subject'), appointedOn: field.date('appointed_on'), validFrom: field.date('valid_from'), validUntil: field.date('valid_until'), byName: field.text('by_name'),
  } satisfies Record<Exclude<keyof ChiefTutorAppointmentType, 'key'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope) },
});

export const recommendationShape = defineShape({
  typeName: 'ChiefTutorRecommendation',
  table: 'chief_tutor_recommendation',
  key: 'id',
  fields: {
    id: field.id('ChiefTutorRecommendation'), office: field.one(() => officeShape, 'office_id'), person: field.one(() => personShape, 'person_id'), subject: field.text('subject'),
    standings: field.json((t) => `to_json(${t}.standings)`, (value) => value as AcademicStanding[]), title: field.text('title'), reason: field.text('reason'), state: field.text('state'),
    recommendedByName: field.text('recommended_by_name'), recommendedAt: field.time('recommended_at'),
    settledAt: field.time('settled_at'), settledByName: field.text('settled_by_name'), settledReason: field.text('settled_reason'), version: field.int('version'),
    appointment: field.one(() => chiefTutorAppointmentShape, 'id'),
  } satisfies Record<Exclude<keyof ChiefTutorRecommendationType, 'key' | 'eligibility'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope) },
});

// A chief subject tutor's post leads back to who recommended its holder, and why. Whoever sees a post of the province sees all of its recommendations.
appointmentShape.extend({ recommendation: field.oneBy(() => recommendationShape, (t, target) => `${target}.id = (select chosen.recommendation_id from chief_tutor_appointment chosen where chosen.role_id = ${t}.id)`) });

export interface RecommendationFilter { subject: Subject | null; state: RecommendationState | null }

export class ChiefTutorStore {
  constructor(private readonly database: Database) {}

  /** Recommendations of the own subtree, the latest first. */
  async page(scope: Scope, filter: RecommendationFilter, selection: Selection, args: PagingArgs): Promise<Page<ChiefTutorRecommendationType>> {
    const where: Sql[] = [];
    if (filter.subject) where.push(sql`t.subject = ${filter.subject}`);
    if (filter.state) where.push(sql`t.state = ${filter.state}`);
    return this.database.page<ChiefTutorRecommendationType>(scope, recommendationShape, selection, args, { where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<ChiefTutorRecommendationType | null> {
    return this.database.one<ChiefTutorRecommendationType>(scope, recommendationShape, selection, sql`t.id = ${key}`);
  }

  /** What eligibility is decided by, for each of these. */
  async standingsOf(scope: Scope, keys: readonly number[]): Promise<Map<number, { standings: AcademicStanding[]; title: string | null }>> {
    const rows = await this.database.rows<{ id: number; standings: AcademicStanding[]; title: string | null }>(scope, sql`select t.id, to_json(t.standings) as standings, t.title from chief_tutor_recommendation t where t.id = any (${keys}::bigint[]) and ${this.database.allows(recommendationShape, 't', scope)}`);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
