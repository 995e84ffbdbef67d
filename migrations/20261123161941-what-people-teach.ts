// What a person teaches and when the data were confirmed stand with the person (0032): a search by name and a filter are read from one
// index, where each person's profile was looked up. Counters of people follow the person alone. An import that can still be taken back
// keeps what stood there in the new places, too.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123161941_what_people_teach extends Migration {

  override name = 'Migration20261123161941_what_people_teach';

  override up(): void | Promise<void> {
    this.addSql(`alter table "person" no force row level security; alter table "teacher_profile" no force row level security; alter table "roster_row" no force row level security;`);

    this.addSql(`drop trigger "counts_moved_people" on "person"; drop function "person_counts_moved_people_fn"();`);
    this.addSql(`drop trigger "counts_removed_people" on "person"; drop function "person_counts_removed_people_fn"();`);
    this.addSql(`drop trigger "counts_people" on "person"; drop function "person_counts_people_fn"();`);
    this.addSql(`drop trigger "counts_changed_teachers" on "teacher_profile"; drop function "teacher_profile_counts_changed_teachers_fn"();`);
    this.addSql(`drop trigger "counts_removed_teachers" on "teacher_profile"; drop function "teacher_profile_counts_removed_teachers_fn"();`);
    this.addSql(`drop trigger "counts_teachers" on "teacher_profile"; drop function "teacher_profile_counts_teachers_fn"();`);

    this.addSql(`drop index "person_by_name";`);
    this.addSql(`drop index "person_by_pinyin";`);
    this.addSql(`drop index "person_by_initials";`);
    this.addSql(`drop index "person_by_office_and_name";`);
    this.addSql(`drop index "person_by_office_and_initials";`);
    this.addSql(`drop index "person_merged_into_id_index"; alter table "person" drop constraint "person_user_name_unique";`);
    // Room on each page, so that a change of what no index holds, as a confirmation, writes none of them.
    this.addSql(`alter table "person" set (fillfactor = 90);`);
    this.addSql(`alter table "person" add "subject" text null, add "stage" text null, add "confirmed_at" timestamptz(3) null;`);
    this.addSql(`update "person" p set "subject" = f.subject, "stage" = f.stage, "confirmed_at" = f.confirmed_at from "teacher_profile" f where f.person_id = p.id;`);
    this.addSql(`alter table "person" add constraint "person_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "person" add constraint "person_stage_check" check ("stage" in ('KINDERGARTEN', 'PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL'));`);
    this.addSql(`create unique index "person_user_name" on "person" ("user_name") where "user_name" is not null;`);
    this.addSql(`create index "person_merged_into" on "person" ("merged_into_id") where "merged_into_id" is not null;`);
    this.addSql(`create index "person_by_name" on "person" ("name", "id") include ("subject", "stage") where "merged_into_id" is null;`);
    this.addSql(`create index "person_by_pinyin" on "person" ("name_pinyin", "id") include ("subject", "stage") where "merged_into_id" is null;`);
    this.addSql(`create index "person_by_initials" on "person" ("name_initials", "name_pinyin", "id") include ("subject", "stage") where "merged_into_id" is null;`);
    this.addSql(`create index "person_by_office_and_name" on "person" ("office_id", "name", "id", "merged_into_id") include ("subject", "stage");`);
    this.addSql(`create index "person_by_office_and_initials" on "person" ("office_id", "name_initials", "name_pinyin", "id", "merged_into_id") include ("subject", "stage");`);

    this.addSql(`create or replace function "person_counts_people_fn"() returns trigger as \$\$ begin insert into people_count (office_id, subject, stage, is_confirmed, people) select c.office_id, c.subject, c.stage, c.is_confirmed, sum(c.people) from (select r.office_id, coalesce(r.subject, ''), coalesce(r.stage, ''), r.confirmed_at is not null, 1 from added r where r.merged_into_id is null) c(office_id, subject, stage, is_confirmed, people) group by 1, 2, 3, 4 having sum(c.people) <> 0 order by 1, 2, 3, 4 on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + excluded.people; return null; end; \$\$ language plpgsql; create trigger "counts_people" after insert on "person" referencing new table as added for each statement execute function "person_counts_people_fn"();`);
    this.addSql(`create or replace function "person_counts_changed_people_fn"() returns trigger as \$\$ begin insert into people_count (office_id, subject, stage, is_confirmed, people) select c.office_id, c.subject, c.stage, c.is_confirmed, sum(c.people) from (select r.office_id, coalesce(r.subject, ''), coalesce(r.stage, ''), r.confirmed_at is not null, -1 from former r where r.merged_into_id is null union all select r.office_id, coalesce(r.subject, ''), coalesce(r.stage, ''), r.confirmed_at is not null, 1 from latter r where r.merged_into_id is null) c(office_id, subject, stage, is_confirmed, people) group by 1, 2, 3, 4 having sum(c.people) <> 0 order by 1, 2, 3, 4 on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + excluded.people; return null; end; \$\$ language plpgsql; create trigger "counts_changed_people" after update on "person" referencing old table as former new table as latter for each statement execute function "person_counts_changed_people_fn"();`);
    this.addSql(`create or replace function "person_counts_removed_people_fn"() returns trigger as \$\$ begin insert into people_count (office_id, subject, stage, is_confirmed, people) select c.office_id, c.subject, c.stage, c.is_confirmed, sum(c.people) from (select r.office_id, coalesce(r.subject, ''), coalesce(r.stage, ''), r.confirmed_at is not null, -1 from removed r where r.merged_into_id is null) c(office_id, subject, stage, is_confirmed, people) group by 1, 2, 3, 4 having sum(c.people) <> 0 order by 1, 2, 3, 4 on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + excluded.people; return null; end; \$\$ language plpgsql; create trigger "counts_removed_people" after delete on "person" referencing old table as removed for each statement execute function "person_counts_removed_people_fn"();`);

    this.addSql(`update "roster_row" set "before" = "before" || jsonb_build_object('subject', "before"->'profile'->'subject', 'stage', "before"->'profile'->'stage', 'confirmedAt', "before"->'profile'->'confirmed_at') where "result" = 'WRITTEN' and jsonb_typeof("before"->'profile') = 'object';`);

    this.addSql(`drop index "teacher_profile_taught";`);
    this.addSql(`alter table "teacher_profile" drop column "subject", drop column "stage", drop column "confirmed_at";`);

    this.addSql(`alter table "person" force row level security; alter table "teacher_profile" force row level security; alter table "roster_row" force row level security;`);
  }

}
