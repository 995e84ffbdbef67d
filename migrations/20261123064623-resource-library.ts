// The resource library (0061): resources, the steps that brought them into the libraries, and their files. The file comes before its resource.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123064623_resource_library extends Migration {

  override name = 'Migration20261123064623_resource_library';

  override up(): void | Promise<void> {
    this.addSql(`create table "resource" ("id" bigserial primary key, "title" text not null, "kind" text not null, "subject" text not null, "stage" text not null, "description" text not null, "authors" text not null, "author_id" bigint null, "rights" text not null, "rights_note" text not null, "link" text null, "source_id" bigint not null, "library_id" bigint null, "waiting_id" bigint null, "state" text not null, "version" int not null, "handed_in_by_id" bigint not null, "handed_in_at" timestamptz(3) not null, "recommended_by_id" bigint null);`);
    this.addSql(`create index "resource_waiting_id_index" on "resource" ("waiting_id");`);
    this.addSql(`create index "resource_library_id_id_index" on "resource" ("library_id", "id");`);
    this.addSql(`create index "resource_source_id_id_index" on "resource" ("source_id", "id");`);

    this.addSql(`create table "resource_file" ("id" bigserial primary key, "resource_id" bigint null, "office_id" bigint not null, "name" text not null, "type" text not null, "bytes" int not null, "content" bytea not null, "by_id" bigint not null, "at" timestamptz(3) not null);`);
    this.addSql(`alter table "resource_file" add constraint "resource_file_resource_id_unique" unique ("resource_id");`);
    this.addSql(`create index "resource_file_by_id_index" on "resource_file" ("by_id");`);

    this.addSql(`create table "resource_step" ("id" bigserial primary key, "resource_id" bigint not null, "act" text not null, "to_state" text not null, "office_id" bigint not null, "from_library_id" bigint null, "to_library_id" bigint null, "by_id" bigint null, "by_name" text not null, "at" timestamptz(3) not null, "reason" text null);`);
    this.addSql(`create index "resource_step_resource_id_index" on "resource_step" ("resource_id");`);

    this.addSql(`alter table "resource" add constraint "resource_author_id_foreign" foreign key ("author_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "resource" add constraint "resource_source_id_foreign" foreign key ("source_id") references "office" ("id");`);
    this.addSql(`alter table "resource" add constraint "resource_library_id_foreign" foreign key ("library_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "resource" add constraint "resource_waiting_id_foreign" foreign key ("waiting_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "resource" add constraint "resource_place" check ((state = 'TAKEN_BACK') = (library_id is null) and (state = 'RECOMMENDED') = (waiting_id is not null) and (waiting_id is null) = (recommended_by_id is null));`);
    this.addSql(`alter table "resource" add constraint "resource_kind_check" check ("kind" in ('DESIGN', 'COURSEWARE', 'MICRO_LESSON', 'CASE', 'TEST', 'OTHER'));`);
    this.addSql(`alter table "resource" add constraint "resource_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "resource" add constraint "resource_stage_check" check ("stage" in ('KINDERGARTEN', 'PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL'));`);
    this.addSql(`alter table "resource" add constraint "resource_rights_check" check ("rights" in ('ORIGINAL', 'PERMITTED'));`);
    this.addSql(`alter table "resource" add constraint "resource_state_check" check ("state" in ('HELD', 'RECOMMENDED', 'TAKEN_BACK'));`);
    this.addSql(`alter table "resource" enable row level security;`);
    this.addSql(`alter table "resource" force row level security;`);
    this.addSql(`create policy "resource_whole" on "resource" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "resource_office_select" on "resource" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = source_id) or library_id = any (string_to_array(btrim((select current_setting('yanxiu.path', true)), '/'), '/')::bigint[]));`);
    this.addSql(`create policy "resource_office_insert" on "resource" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = source_id));`);
    this.addSql(`create policy "resource_office_update" on "resource" for update to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = source_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = source_id));`);
    this.addSql(`create policy "resource_office_delete" on "resource" for delete to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = source_id));`);
    this.addSql(`create policy "resource_classes_select" on "resource" for select to "yanxiu_classes" using (library_id = any ((select string_to_array(btrim(o.path, '/'), '/')::bigint[] as ids from person p join office o on o.id = p.office_id where p.id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person))::bigint[]));`);
    this.addSql(`create policy "resource_programmes_select" on "resource" for select to "yanxiu_programmes" using (library_id = any ((select string_to_array(btrim(o.path, '/'), '/')::bigint[] as ids from person p join office o on o.id = p.office_id where p.id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person))::bigint[]));`);
    this.addSql(`create policy "resource_self_select" on "resource" for select to "yanxiu_self" using (library_id = any ((select string_to_array(btrim(o.path, '/'), '/')::bigint[] as ids from person p join office o on o.id = p.office_id where p.id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person))::bigint[]));`);
    this.addSql(`create policy "resource_job" on "resource" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "resource_file" add constraint "resource_file_resource_id_foreign" foreign key ("resource_id") references "resource" ("id") on delete set null;`);
    this.addSql(`alter table "resource_file" add constraint "resource_file_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "resource_file" enable row level security;`);
    this.addSql(`alter table "resource_file" force row level security;`);
    this.addSql(`create policy "resource_file_whole" on "resource_file" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "resource_file_office_select" on "resource_file" for select to "yanxiu_office" using (exists (select 1 from resource r where r.id = resource_file.resource_id) or resource_id is null and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = resource_file.office_id));`);
    this.addSql(`create policy "resource_file_office_insert" on "resource_file" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = resource_file.office_id));`);
    this.addSql(`create policy "resource_file_office_update" on "resource_file" for update to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = resource_file.office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = resource_file.office_id));`);
    this.addSql(`create policy "resource_file_office_delete" on "resource_file" for delete to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = resource_file.office_id));`);
    this.addSql(`create policy "resource_file_classes_select" on "resource_file" for select to "yanxiu_classes" using (exists (select 1 from resource r where r.id = resource_file.resource_id));`);
    this.addSql(`create policy "resource_file_programmes_select" on "resource_file" for select to "yanxiu_programmes" using (exists (select 1 from resource r where r.id = resource_file.resource_id));`);
    this.addSql(`create policy "resource_file_self_select" on "resource_file" for select to "yanxiu_self" using (exists (select 1 from resource r where r.id = resource_file.resource_id));`);
    this.addSql(`create policy "resource_file_job" on "resource_file" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "resource_step" add constraint "resource_step_resource_id_foreign" foreign key ("resource_id") references "resource" ("id");`);
    this.addSql(`alter table "resource_step" add constraint "resource_step_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "resource_step" add constraint "resource_step_from_library_id_foreign" foreign key ("from_library_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "resource_step" add constraint "resource_step_to_library_id_foreign" foreign key ("to_library_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "resource_step" add constraint "resource_step_act_check" check ("act" in ('HAND_IN', 'RECOMMEND', 'ACCEPT', 'RETURN', 'TAKE_OUT', 'WITHDRAW', 'FOLLOW'));`);
    this.addSql(`alter table "resource_step" add constraint "resource_step_to_state_check" check ("to_state" in ('HELD', 'RECOMMENDED', 'TAKEN_BACK'));`);
    this.addSql(`alter table "resource_step" enable row level security;`);
    this.addSql(`alter table "resource_step" force row level security;`);
    this.addSql(`create policy "resource_step_office_select" on "resource_step" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select r.source_id from resource r where r.id = resource_step.resource_id)));`);
    this.addSql(`create policy "resource_step_whole_select" on "resource_step" for select to "yanxiu_whole" using (true);`);
    this.addSql(`create policy "resource_step_job_select" on "resource_step" for select to "yanxiu_job" using (true);`);
    this.addSql(`create policy "resource_step_whole_insert" on "resource_step" for insert to "yanxiu_whole" with check (true);`);
    this.addSql(`create policy "resource_step_office_insert" on "resource_step" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select r.source_id from resource r where r.id = resource_step.resource_id)));`);
    this.addSql(`create policy "resource_step_job_insert" on "resource_step" for insert to "yanxiu_job" with check (true);`);
  }

}
