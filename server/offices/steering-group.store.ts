// Queries on steering groups.
import type { LocalDate } from '../kernel/calendar.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import type { SteeringMemberType } from './graphql/steering-group.type.js';
import { officeShape } from './office.store.js';

export const steeringMemberShape = defineShape({
  typeName: 'SteeringMember',
  table: 'steering_member',
  key: 'id',
  fields: {
    id: field.id('SteeringMember'), office: field.one(() => officeShape, 'office_id'), post: field.text('post'), name: field.text('name'), unit: field.text('unit'),
    isPersonOfSystem: field.bool((t) => `(${t}.person_id is not null)`), validFrom: field.date('valid_from'), validUntil: field.date('valid_until'), version: field.int('version'),
  } satisfies Record<Exclude<keyof SteeringMemberType, 'key'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

export class SteeringGroupStore {
  constructor(private readonly database: Database) {}

  async byKey(scope: Scope, key: number, selection: Selection): Promise<SteeringMemberType | null> {
    return this.database.one<SteeringMemberType>(scope, steeringMemberShape, selection, sql`t.id = ${key}`);
  }

  /** Who sits in the group or will, by post and then by the day of appointment; those whose term is over only when asked for. */
  async membersOf(scope: Scope, officeId: number, today: LocalDate, includeFormer: boolean, selection: Selection): Promise<SteeringMemberType[]> {
    return this.database.list<SteeringMemberType>(scope, steeringMemberShape, selection, {
      where: [sql`t.office_id = ${officeId}`, ...(includeFormer ? [] : [sql`(t.valid_until is null or t.valid_until >= ${today}::date)`])],
      orderBy: sql`(t.valid_until is not null and t.valid_until < ${today}::date), array_position(array['LEADER', 'DEPUTY', 'MEMBER'], t.post), t.valid_from, t.id`,
    });
  }
}
