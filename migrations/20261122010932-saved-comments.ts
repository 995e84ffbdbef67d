// Comments that tutors write again and again: their own, or shared with all tutors of a subject. Shared ones are read by all who
// grade and written by their author alone, so that reading and writing have a policy each. How often one was used, and under which
// key it lies, is each tutor's own.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122010932_saved_comments extends Migration {

  override name = 'Migration20261122010932_saved_comments';

  override up(): void | Promise<void> {
    this.addSql(`create table "saved_comment" ("id" bigserial primary key, "owner_id" bigint not null, "owner_name" text not null, "subject" text null, "text" text not null, "text_pinyin" text not null, "text_initials" text not null, "version" int not null, "created_at" timestamptz(3) not null);`);
    this.addSql(`create index "saved_comment_owner_id_index" on "saved_comment" ("owner_id");`);
    this.addSql(`create index "saved_comment_subject_index" on "saved_comment" ("subject");`);

    this.addSql(`create table "saved_comment_use" ("comment_id" bigint not null, "person_id" bigint not null, "uses" int not null, "favourite_number" int null, primary key ("comment_id", "person_id"));`);
    this.addSql(`alter table "saved_comment_use" add constraint "saved_comment_use_person_id_favourite_number_unique" unique ("person_id", "favourite_number");`);

    this.addSql(`alter table "saved_comment" add constraint "saved_comment_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "saved_comment" enable row level security;`);
    this.addSql(`alter table "saved_comment" force row level security;`);
    this.addSql(`create policy "saved_comment_classes_select" on "saved_comment" for select to "yanxiu_classes" using (((owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) OR ((subject IS NOT NULL) AND ((select nullif(current_setting('yanxiu.person', true), '')::bigint as person) IS NOT NULL))));`);
    this.addSql(`create policy "saved_comment_classes_insert" on "saved_comment" for insert to "yanxiu_classes" with check (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_classes_update" on "saved_comment" for update to "yanxiu_classes" using (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_classes_delete" on "saved_comment" for delete to "yanxiu_classes" using (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_programmes_select" on "saved_comment" for select to "yanxiu_programmes" using (((owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) OR ((subject IS NOT NULL) AND ((select nullif(current_setting('yanxiu.person', true), '')::bigint as person) IS NOT NULL))));`);
    this.addSql(`create policy "saved_comment_programmes_insert" on "saved_comment" for insert to "yanxiu_programmes" with check (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_programmes_update" on "saved_comment" for update to "yanxiu_programmes" using (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_programmes_delete" on "saved_comment" for delete to "yanxiu_programmes" using (owner_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_job" on "saved_comment" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "saved_comment_use" add constraint "saved_comment_use_comment_id_foreign" foreign key ("comment_id") references "saved_comment" ("id") on delete cascade;`);
    this.addSql(`alter table "saved_comment_use" add constraint "saved_comment_use_favourite" check ((favourite_number >= 1) AND (favourite_number <= 9));`);
    this.addSql(`alter table "saved_comment_use" enable row level security;`);
    this.addSql(`alter table "saved_comment_use" force row level security;`);
    this.addSql(`create policy "saved_comment_use_classes" on "saved_comment_use" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_use_programmes" on "saved_comment_use" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_comment_use_job" on "saved_comment_use" to "yanxiu_job" using (true) with check (true);`);
  }

}
