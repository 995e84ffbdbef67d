// Courses, classes by their courses, and resources are found by how their names are read, as offices are (0046). A resource's reading tells its
// title, and is seen and written by whoever sees and writes the resource. What stands here already gets its readings while the server answers
// (server/platform/text/missing-readings.ts): they are made by code, not by SQL.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123110723_names_by_sound extends Migration {

  override name = 'Migration20261123110723_names_by_sound';

  override up(): void | Promise<void> {
    this.addSql(`create table "resource_reading" ("resource_id" bigint not null, "pinyin" text collate "C" not null, "initials" text collate "C" not null, primary key ("resource_id", "pinyin"));`);
    this.addSql(`create index "resource_reading_pinyin_resource_id_index" on "resource_reading" ("pinyin", "resource_id");`);
    this.addSql(`create index "resource_reading_initials_resource_id_index" on "resource_reading" ("initials", "resource_id");`);

    this.addSql(`create table "course_reading" ("course_id" bigint not null, "pinyin" text collate "C" not null, "initials" text collate "C" not null, primary key ("course_id", "pinyin"));`);
    this.addSql(`create index "course_reading_pinyin_course_id_index" on "course_reading" ("pinyin", "course_id");`);
    this.addSql(`create index "course_reading_initials_course_id_index" on "course_reading" ("initials", "course_id");`);

    this.addSql(`alter table "resource_reading" add constraint "resource_reading_resource_id_foreign" foreign key ("resource_id") references "resource" ("id") on delete cascade;`);
    this.addSql(`alter table "resource_reading" enable row level security;`);
    this.addSql(`alter table "resource_reading" force row level security;`);
    this.addSql(`create policy "resource_reading_whole" on "resource_reading" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "resource_reading_office_select" on "resource_reading" for select to "yanxiu_office" using (exists (select 1 from resource r where r.id = resource_reading.resource_id));`);
    this.addSql(`create policy "resource_reading_office_insert" on "resource_reading" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select r.source_id from resource r where r.id = resource_reading.resource_id)));`);
    this.addSql(`create policy "resource_reading_office_update" on "resource_reading" for update to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select r.source_id from resource r where r.id = resource_reading.resource_id))) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select r.source_id from resource r where r.id = resource_reading.resource_id)));`);
    this.addSql(`create policy "resource_reading_office_delete" on "resource_reading" for delete to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select r.source_id from resource r where r.id = resource_reading.resource_id)));`);
    this.addSql(`create policy "resource_reading_classes_select" on "resource_reading" for select to "yanxiu_classes" using (exists (select 1 from resource r where r.id = resource_reading.resource_id));`);
    this.addSql(`create policy "resource_reading_programmes_select" on "resource_reading" for select to "yanxiu_programmes" using (exists (select 1 from resource r where r.id = resource_reading.resource_id));`);
    this.addSql(`create policy "resource_reading_self_select" on "resource_reading" for select to "yanxiu_self" using (exists (select 1 from resource r where r.id = resource_reading.resource_id));`);
    this.addSql(`create policy "resource_reading_job" on "resource_reading" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "course_reading" add constraint "course_reading_course_id_foreign" foreign key ("course_id") references "course" ("id") on delete cascade;`);
  }

}
