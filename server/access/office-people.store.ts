// People follow their offices: what a merger or a closing means for those who work there, and how many they are.
import type { LocalDate } from '../kernel/calendar.js';
import { OfficeClosed, OfficeMerged, officeShape, type PeopleDirectory, type Residents } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { pathEnd, type Scope } from '../platform/database/scope.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { personShape } from './person.store.js';
import { lockPosts } from './post-office.js';
import type { PostOffice } from './rules/appointments.js';
import { surplusPosts, type MovingPost } from './rules/merged-posts.js';

/** What offices ask of the domain of people. */
export class OfficePeople implements Residents, PeopleDirectory {
  constructor(private readonly database: Database) {}

  async peopleAt(tx: Tx, officeId: number): Promise<number> {
    const [row] = await tx.rows<{ count: number }>(sql`select count(*)::int as count from person where office_id = ${officeId}`);
    return row?.count ?? 0;
  }

  async personByNumber(tx: Tx, trainingNumber: string): Promise<{ id: number; name: string } | null> {
    const [person] = await tx.rows<{ id: number; name: string }>(sql`select t.id::int as id, t.name from person t where t.training_number = ${trainingNumber} and ${this.database.allows(personShape, 't', tx.scope)}`);
    return person ?? null;
  }

  /** People who work in a subtree. */
  async peopleBelow(scope: Scope, path: string): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(scope, sql`select count(*) as count from person t join office o on o.id = t.office_id where o.path >= ${path} and o.path < ${pathEnd(path)} and ${this.database.allows(personShape, 't', scope)}`);
    return row?.count ?? 0;
  }

  /** Posts of an office that would end if it became part of another on a day, because the receiver's holders stay. */
  async surplusPosts(scope: Scope, officeId: number, intoId: number, effectiveOn: LocalDate): Promise<MovingPost[]> {
    const [into] = await this.database.rows<{ level: PostOffice['level'] }>(scope, sql`select t.level from office t where t.id = ${intoId} and ${this.database.allows(officeShape, 't', scope)}`);
    if (!into) return [];
    const [moving, received] = await Promise.all([officeId, intoId].map((id) => this.database.rows<MovingPost>(scope, heldFrom(id, effectiveOn))));
    return surplusPosts(moving ?? [], received ?? [], into.level, effectiveOn);
  }

  /** Roles that are valid on a day in a subtree; learners are counted as people and by their enrolments. */
  async rolesBelow(scope: Scope, path: string, today: LocalDate): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(scope, sql`select count(*) as count from role_assignment r join office o on o.id = r.office_id
      where o.path >= ${path} and o.path < ${pathEnd(path)} and r.role <> 'LEARNER' and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)`);
    return row?.count ?? 0;
  }
}

const movingColumns = raw('r.id::int as "roleId", r.role, r.subject, r.person_id::int as "personId", coalesce(p.name, \'—\') as holder, r.valid_from::text as "from", r.valid_until::text as until');

/** Posts at an office that have not ended on a day; whoever holds them longest comes first. */
function heldFrom(officeId: number, day: LocalDate): Sql {
  return sql`select ${movingColumns} from role_assignment r left join person p on p.id = r.person_id where r.office_id = ${officeId} and r.role <> 'LEARNER' and (r.valid_until is null or r.valid_until >= ${day}::date) order by r.valid_from, r.id`;
}

/** In the transaction of the change, so that nobody is at an office that is no more. */
export function followOffices(events: Events, clock: Clock): void {
  events.on(OfficeMerged, async (tx, { officeId, intoId, effectiveOn, byId, byName }) => {
    // Whoever appoints at the receiver meanwhile waits, so that nobody is counted twice or not at all.
    await lockPosts(tx, intoId);
    const [into] = await tx.rows<{ name: string; level: PostOffice['level'] }>(sql`select name, level from office where id = ${intoId}`);
    const [moving, received] = [await tx.rows<MovingPost>(heldFrom(officeId, effectiveOn)), await tx.rows<MovingPost>(heldFrom(intoId, effectiveOn))];
    for (const post of into ? surplusPosts(moving, received, into.level, effectiveOn) : []) {
      await tx.rows(sql`update role_assignment set valid_until = ${effectiveOn}::date - 1, version = version + 1 where id = ${post.roleId}`);
      await tx.rows(sql`insert into appointment_record (role_id, office_id, act, valid_from, valid_until, reason, by_id, by_name, at)
        values (${post.roleId}, ${officeId}, 'ENDED', ${post.from}, ${effectiveOn}::date - 1, ${`并入${into?.name ?? ''}，该职务由${into?.name ?? ''}原任人员继续担任`}, ${byId}, ${byName}, ${clock.business()})`);
    }
    await tx.rows(sql`update person set office_id = ${intoId} where office_id = ${officeId}`);
    // Sessions and allotments hang on a role's row, so the row moves; where it was held before stays on record beside it.
    await tx.rows(sql`insert into role_assignment (person_id, role, office_id, subject, valid_from, valid_until) select person_id, role, office_id, subject, valid_from, ${effectiveOn}::date - 1 from role_assignment
      where office_id = ${officeId} and valid_from < ${effectiveOn}::date and (valid_until is null or valid_until >= ${effectiveOn}::date)`);
    await tx.rows(sql`update role_assignment set office_id = ${intoId}, valid_from = greatest(valid_from, ${effectiveOn}::date) where office_id = ${officeId} and (valid_until is null or valid_until >= ${effectiveOn}::date)`);
  });
  events.on(OfficeClosed, async (tx, { officeId, effectiveOn }) => {
    await tx.rows(sql`update role_assignment set valid_until = ${effectiveOn}::date - 1 where office_id = ${officeId} and (valid_until is null or valid_until >= ${effectiveOn}::date)`);
  });
}
