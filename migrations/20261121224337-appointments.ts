// Appointments: posts get a version and a subject, their records and the recommendations of chief tutors get tables. Who holds which
// post is read in the own subtree only, so that an office gives posts there and nowhere else; others read their own row. Posts given
// before this step stay as they are, with version 1 and no records. The partial index is the list of posts without learners' roles.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261121224337_appointments extends Migration {

  override name = 'Migration20261121224337_appointments';

  override up(): void | Promise<void> {
    this.addSql(`create table "chief_tutor_recommendation" ("id" bigserial primary key, "office_id" bigint not null, "person_id" bigint not null, "subject" text not null, "standings" text[] not null, "title" text null, "reason" text not null, "state" text not null, "recommended_by_id" bigint not null, "recommended_by_name" text not null, "recommended_at" timestamptz(3) not null, "settled_at" timestamptz(3) null, "settled_by_name" text null, "settled_reason" text null, "version" int not null default 1);`);
    this.addSql(`create index "chief_tutor_recommendation_office_id_index" on "chief_tutor_recommendation" ("office_id");`);
    this.addSql(`create unique index "chief_tutor_recommendation_open" on "chief_tutor_recommendation" ("person_id", "subject") where "state" = 'RECOMMENDED';`);

    this.addSql(`create table "chief_tutor_appointment" ("recommendation_id" bigint not null, "number" text not null, "role_id" bigint not null, "office_id" bigint not null, "person_name" text not null, "subject" text not null, "appointed_on" date not null, "valid_from" date not null, "valid_until" date null, "by_id" bigint not null, "by_name" text not null, primary key ("recommendation_id"));`);
    this.addSql(`alter table "chief_tutor_appointment" add constraint "chief_tutor_appointment_number_unique" unique ("number");`);

    this.addSql(`create table "appointment_record" ("id" bigserial primary key, "role_id" bigint not null, "office_id" bigint not null, "act" text not null, "valid_from" date not null, "valid_until" date null, "reason" text not null, "by_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null);`);
    this.addSql(`create index "appointment_record_role_id_index" on "appointment_record" ("role_id");`);

    this.addSql(`drop policy "role_assignment_anonymous" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_classes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_office" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_programmes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_self" on "role_assignment";`);

    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_role_check";`);
    this.addSql(`alter table "role_assignment" add "subject" text null, add "version" int not null default 1;`);
    this.addSql(`create index "role_assignment_office_id_role_index" on "role_assignment" ("office_id", "role");`);
    this.addSql(`create index "role_assignment_posts" on "role_assignment" ("id") where "role" <> 'LEARNER';`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_role_check" check ("role" in ('CHIEF_ADMIN', 'ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'SCHOOL_LEADER', 'SUBJECT_LEAD'));`);
    this.addSql(`create policy "role_assignment_classes" on "role_assignment" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "role_assignment_office" on "role_assignment" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "role_assignment_programmes" on "role_assignment" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "role_assignment_self" on "role_assignment" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);

    this.addSql(`alter table "programme_role" enable row level security;`);
    this.addSql(`alter table "programme_role" force row level security;`);
    this.addSql(`create policy "programme_role_whole" on "programme_role" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "programme_role_office" on "programme_role" to "yanxiu_office" using (exists (select 1 from role_assignment r where r.id = programme_role.role_id)) with check (exists (select 1 from role_assignment r where r.id = programme_role.role_id));`);
    this.addSql(`create policy "programme_role_job" on "programme_role" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "class_tutor" enable row level security;`);
    this.addSql(`alter table "class_tutor" force row level security;`);
    this.addSql(`create policy "class_tutor_whole" on "class_tutor" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "class_tutor_office" on "class_tutor" to "yanxiu_office" using (exists (select 1 from role_assignment r where r.id = class_tutor.role_id)) with check (exists (select 1 from role_assignment r where r.id = class_tutor.role_id));`);
    this.addSql(`create policy "class_tutor_job" on "class_tutor" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "chief_tutor_recommendation" add constraint "chief_tutor_recommendation_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "chief_tutor_recommendation" add constraint "chief_tutor_recommendation_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "chief_tutor_recommendation" add constraint "chief_tutor_recommendation_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "chief_tutor_recommendation" add constraint "chief_tutor_recommendation_state_check" check ("state" in ('RECOMMENDED', 'APPOINTED', 'WITHDRAWN'));`);
    this.addSql(`alter table "chief_tutor_recommendation" enable row level security;`);
    this.addSql(`alter table "chief_tutor_recommendation" force row level security;`);
    this.addSql(`create policy "chief_tutor_recommendation_whole" on "chief_tutor_recommendation" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "chief_tutor_recommendation_office" on "chief_tutor_recommendation" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "chief_tutor_recommendation_job" on "chief_tutor_recommendation" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "chief_tutor_appointment" add constraint "chief_tutor_appointment_recommendation_id_foreign" foreign key ("recommendation_id") references "chief_tutor_recommendation" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "chief_tutor_appointment" add constraint "chief_tutor_appointment_role_id_foreign" foreign key ("role_id") references "role_assignment" ("id");`);
    this.addSql(`alter table "chief_tutor_appointment" add constraint "chief_tutor_appointment_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "chief_tutor_appointment" add constraint "chief_tutor_appointment_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "chief_tutor_appointment" enable row level security;`);
    this.addSql(`alter table "chief_tutor_appointment" force row level security;`);
    this.addSql(`create policy "chief_tutor_appointment_whole" on "chief_tutor_appointment" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "chief_tutor_appointment_office" on "chief_tutor_appointment" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "chief_tutor_appointment_job" on "chief_tutor_appointment" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "appointment_record" add constraint "appointment_record_role_id_foreign" foreign key ("role_id") references "role_assignment" ("id");`);
    this.addSql(`alter table "appointment_record" add constraint "appointment_record_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "appointment_record" add constraint "appointment_record_act_check" check ("act" in ('APPOINTED', 'ENDED', 'ALLOTTED'));`);
    this.addSql(`alter table "appointment_record" enable row level security;`);
    this.addSql(`alter table "appointment_record" force row level security;`);
    this.addSql(`create policy "appointment_record_whole" on "appointment_record" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "appointment_record_office" on "appointment_record" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "appointment_record_job" on "appointment_record" to "yanxiu_job" using (true) with check (true);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "chief_tutor_appointment" drop constraint "chief_tutor_appointment_recommendation_id_foreign";`);

    this.addSql(`drop table if exists "chief_tutor_recommendation" cascade;`);
    this.addSql(`drop table if exists "chief_tutor_appointment" cascade;`);
    this.addSql(`drop table if exists "appointment_record" cascade;`);

    this.addSql(`drop policy "class_tutor_whole" on "class_tutor";`);
    this.addSql(`drop policy "class_tutor_office" on "class_tutor";`);
    this.addSql(`drop policy "class_tutor_job" on "class_tutor";`);

    this.addSql(`drop policy "programme_role_whole" on "programme_role";`);
    this.addSql(`drop policy "programme_role_office" on "programme_role";`);
    this.addSql(`drop policy "programme_role_job" on "programme_role";`);

    this.addSql(`drop policy "role_assignment_office" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_classes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_programmes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_self" on "role_assignment";`);

    this.addSql(`alter table "class_tutor" no force row level security;`);
    this.addSql(`alter table "class_tutor" disable row level security;`);

    this.addSql(`alter table "programme_role" no force row level security;`);
    this.addSql(`alter table "programme_role" disable row level security;`);

    this.addSql(`drop index "role_assignment_office_id_role_index";`);
    this.addSql(`drop index "role_assignment_posts";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_subject_check";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_role_check";`);
    this.addSql(`alter table "role_assignment" drop column "subject", drop column "version";`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_role_check" check ("role" in ('CHIEF_ADMIN', 'ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER'));`);
    this.addSql(`create policy "role_assignment_anonymous" on "role_assignment" to "yanxiu_anonymous" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_office" on "role_assignment" to "yanxiu_office" using (true) with check (( SELECT ((o.path >= ( SELECT current_setting('yanxiu.path'::text, true) AS current_setting)) AND (o.path < ( SELECT current_setting('yanxiu.path_end'::text, true) AS current_setting)))
   FROM office o
  WHERE (o.id = role_assignment.office_id)));`);
    this.addSql(`create policy "role_assignment_classes" on "role_assignment" to "yanxiu_classes" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_programmes" on "role_assignment" to "yanxiu_programmes" using (true) with check (true);`);
    this.addSql(`create policy "role_assignment_self" on "role_assignment" to "yanxiu_self" using (true) with check (true);`);
  }

}
