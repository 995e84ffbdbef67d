// Of a year's trail and of all posts one statement reads thousands of rows; their policies looked up the office of each row by key, which
// was most of the time. They hash the caller's subtree once a statement instead, and the trail is found by office and act. Indexes of
// people carry the key and those of enrolments the class, so that counting and the policy of people need no row besides.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122103217_rows_read_by_thousands extends Migration {

  override name = 'Migration20261122103217_rows_read_by_thousands';

  override up(): void | Promise<void> {
    this.addSql(`drop policy "audit_event_office_select" on "audit_event";`);

    this.addSql(`drop policy "role_assignment_office" on "role_assignment";`);

    this.addSql(`drop index "audit_event_office_id_index";`);
    this.addSql(`create index "audit_event_office_id_action_at_id_index" on "audit_event" ("office_id", "action", "at", "id");`);
    this.addSql(`create policy "audit_event_office_select" on "audit_event" for select to "yanxiu_office" using (office_id in (select o.id
    from office o where o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);

    this.addSql(`create policy "role_assignment_office_select" on "role_assignment" for select to "yanxiu_office" using (office_id in (select o.id
    from office o where o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "role_assignment_office_insert" on "role_assignment" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "role_assignment_office_update" on "role_assignment" for update to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "role_assignment_office_delete" on "role_assignment" for delete to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);

    this.addSql(`drop index "enrolment_person_id_index";`);
    this.addSql(`create index "enrolment_person_id_class_id_index" on "enrolment" ("person_id", "class_id");`);

    this.addSql(`drop index "person_by_name";`);
    this.addSql(`create index "person_by_name" on "person" ("name", "id") where "merged_into_id" is null;`);
    this.addSql(`drop index "person_by_pinyin";`);
    this.addSql(`create index "person_by_pinyin" on "person" ("name_pinyin", "id") where "merged_into_id" is null;`);
    this.addSql(`drop index "person_by_initials";`);
    this.addSql(`create index "person_by_initials" on "person" ("name_initials", "name_pinyin", "id") where "merged_into_id" is null;`);
  }

}
