// JS-01: every teacher of a school is a learner there. Whoever was never enrolled had no such role, and could not see what is on offer;
// they have it from the day of this migration, by the clock of the installation.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122200000_teachers_are_learners extends Migration {

  override name = 'Migration20261122200000_teachers_are_learners';

  override up(): void | Promise<void> {
    this.addSql(`alter table "role_assignment" no force row level security; alter table "person" no force row level security; alter table "teacher_profile" no force row level security; alter table "office" no force row level security;`);
    this.addSql(`insert into "role_assignment" ("person_id", "role", "office_id", "valid_from")
      select p.id, 'LEARNER', p.office_id, today.day from person p join teacher_profile f on f.person_id = p.id join office o on o.id = p.office_id and o.level = 'SCHOOL' and o.state = 'OPEN'
      cross join (select ((now() + coalesce((select offset_ms from business_clock), 0) * interval '1 millisecond') at time zone 'Asia/Shanghai')::date as day) today
      where p.merged_into_id is null and not exists (select 1 from role_assignment r where r.person_id = p.id and r.office_id = p.office_id and r.role = 'LEARNER' and (r.valid_until is null or r.valid_until >= today.day))
      order by p.id;`);
    this.addSql(`alter table "role_assignment" force row level security; alter table "person" force row level security; alter table "teacher_profile" force row level security; alter table "office" force row level security;`);
  }

}
