// A choice that waits belongs to the school where its teacher teaches. Whoever moved before this migration left it at the former school, where
// nobody could enrol by it any more, and out of sight of the new one.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123061900_choices_follow_their_teachers extends Migration {

  override name = 'Migration20261123061900_choices_follow_their_teachers';

  override up(): void | Promise<void> {
    this.addSql(`alter table "course_choice" no force row level security; alter table "person" no force row level security; alter table "office" no force row level security; alter table "enrolment" no force row level security;`);
    this.addSql(`update "course_choice" c set school_id = o.id, listed_at = null, listed_by_id = null, listed_by_name = null from person p join office o on o.id = p.office_id and o.level = 'SCHOOL'
      where p.id = c.person_id and c.withdrawn_at is null and p.merged_into_id is null and c.school_id <> o.id and not exists (select 1 from office f where f.id = c.school_id and f.heir_path = o.path)
        and not exists (select 1 from enrolment e where e.class_id = c.class_id and e.person_id = c.person_id and e.state = 'ENROLLED');`);
    this.addSql(`alter table "course_choice" force row level security; alter table "person" force row level security; alter table "office" force row level security; alter table "enrolment" force row level security;`);
  }

}
