// Teachers' data over time: corrections, history, personal numbers found by exact match. What is derived from sealed numbers and from names is
// completed at the next start of the server (server/people/derived-data.ts): a migration has no key.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261121213004_people_data extends Migration {

  override name = 'Migration20261121213004_people_data';

  override up(): void | Promise<void> {
    this.addSql(`create table "data_correction" ("id" bigserial primary key, "person_id" bigint not null, "field" text not null, "from_value" text null, "to_value" text null, "value_sealed" bytea not null, "note" text null, "state" text not null, "proposed_at" timestamptz(3) not null, "decided_at" timestamptz(3) null, "decided_by_name" text null, "decision_reason" text null);`);
    this.addSql(`create index "data_correction_person_id_index" on "data_correction" ("person_id");`);
    this.addSql(`create index "data_correction_state_id_index" on "data_correction" ("state", "id");`);

    this.addSql(`create table "reveal_quota" ("actor" text not null, "day" date not null, "count" int not null, primary key ("actor", "day"));`);

    this.addSql(`create table "teacher_change" ("id" bigserial primary key, "person_id" bigint not null, "office_id" bigint not null, "field" text not null, "from_value" text null, "to_value" text null, "effective_on" date not null, "changed_at" timestamptz(3) not null, "by_name" text not null, "source" text not null, "reason" text null);`);
    this.addSql(`create index "teacher_change_person_id_index" on "teacher_change" ("person_id");`);

    this.addSql(`alter table "person" add "name_pinyin" text collate "C" null, add "name_initials" text collate "C" null, add "mobile_hash" bytea null, add "identity_hash" bytea null, add "version" int not null default 1, add "merged_into_id" bigint null;`);
    this.addSql(`alter table "person" add constraint "person_merged_into_id_foreign" foreign key ("merged_into_id") references "person" ("id") on delete set null;`);
    this.addSql(`create index "person_name_pinyin_index" on "person" ("name_pinyin");`);
    this.addSql(`create index "person_name_initials_index" on "person" ("name_initials");`);
    this.addSql(`create index "person_mobile_hash_index" on "person" ("mobile_hash");`);
    this.addSql(`create index "person_identity_hash_index" on "person" ("identity_hash");`);
    this.addSql(`create index "person_merged_into_id_index" on "person" ("merged_into_id");`);

    this.addSql(`alter table "role_assignment" enable row level security;`);
    this.addSql(`alter table "role_assignment" force row level security;`);
    this.addSql(`create policy "role_assignment_office" on "role_assignment" to "yanxiu_office" using (true) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "role_assignment_classes" on "role_assignment" to "yanxiu_classes" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_programmes" on "role_assignment" to "yanxiu_programmes" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_self" on "role_assignment" to "yanxiu_self" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_anonymous" on "role_assignment" to "yanxiu_anonymous" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_whole" on "role_assignment" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_job" on "role_assignment" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "teacher_profile" add "joined_year" int null, add "posts" text[] not null default '{}', add "special_grades" text[] not null default '{}', add "confirmed_at" timestamptz(3) null;`);

    this.addSql(`alter table "data_correction" add constraint "data_correction_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "data_correction" add constraint "data_correction_field_check" check ("field" in ('NAME', 'SUBJECT', 'STAGE', 'TITLE', 'JOINED_YEAR', 'POSTS', 'SPECIAL_GRADES', 'ID_CARD', 'MOBILE'));`);
    this.addSql(`alter table "data_correction" add constraint "data_correction_state_check" check ("state" in ('PROPOSED', 'ACCEPTED', 'REFUSED', 'REPLACED'));`);
    this.addSql(`alter table "data_correction" enable row level security;`);
    this.addSql(`alter table "data_correction" force row level security;`);
    this.addSql(`create policy "data_correction_office" on "data_correction" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from person p join office o on o.id = p.office_id where p.id = person_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from person p join office o on o.id = p.office_id where p.id = person_id));`);
    this.addSql(`create policy "data_correction_classes" on "data_correction" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "data_correction_programmes" on "data_correction" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "data_correction_self" on "data_correction" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "data_correction_whole" on "data_correction" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "data_correction_job" on "data_correction" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "teacher_change" add constraint "teacher_change_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "teacher_change" add constraint "teacher_change_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "teacher_change" add constraint "teacher_change_field_check" check ("field" in ('NAME', 'SUBJECT', 'STAGE', 'TITLE', 'JOINED_YEAR', 'POSTS', 'SPECIAL_GRADES', 'ID_CARD', 'MOBILE', 'SCHOOL', 'RECORD'));`);
    this.addSql(`alter table "teacher_change" add constraint "teacher_change_source_check" check ("source" in ('EDIT', 'TRANSFER', 'CORRECTION', 'IMPORT', 'IMPORT_UNDONE', 'MERGE'));`);
    this.addSql(`alter table "teacher_change" enable row level security;`);
    this.addSql(`alter table "teacher_change" force row level security;`);
    this.addSql(`create policy "teacher_change_office" on "teacher_change" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from person p join office o on o.id = p.office_id where p.id = person_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from person p join office o on o.id = p.office_id where p.id = person_id));`);
    this.addSql(`create policy "teacher_change_classes" on "teacher_change" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "teacher_change_programmes" on "teacher_change" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "teacher_change_self" on "teacher_change" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "teacher_change_whole" on "teacher_change" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "teacher_change_job" on "teacher_change" to "yanxiu_job" using (true) with check (true);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "data_correction" cascade;`);
    this.addSql(`drop table if exists "reveal_quota" cascade;`);
    this.addSql(`drop table if exists "teacher_change" cascade;`);

    this.addSql(`alter table "person" drop constraint "person_merged_into_id_foreign";`);

    this.addSql(`drop policy "role_assignment_office" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_classes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_programmes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_self" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_anonymous" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_job" on "role_assignment";`);

    this.addSql(`drop index "person_name_pinyin_index";`);
    this.addSql(`drop index "person_name_initials_index";`);
    this.addSql(`drop index "person_mobile_hash_index";`);
    this.addSql(`drop index "person_identity_hash_index";`);
    this.addSql(`drop index "person_merged_into_id_index";`);
    this.addSql(`alter table "person" drop column "name_pinyin", drop column "name_initials", drop column "mobile_hash", drop column "identity_hash", drop column "version", drop column "merged_into_id";`);

    this.addSql(`alter table "role_assignment" no force row level security;`);
    this.addSql(`alter table "role_assignment" disable row level security;`);

    this.addSql(`alter table "teacher_profile" drop column "joined_year", drop column "posts", drop column "special_grades", drop column "confirmed_at";`);
  }

}
