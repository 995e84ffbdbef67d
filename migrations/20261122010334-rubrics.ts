// Rubrics are made in the console, in versions; a review remembers the version by which it was scored.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122010334_rubrics extends Migration {

  override name = 'Migration20261122010334_rubrics';

  override up(): void | Promise<void> {
    this.addSql(`create table "rubric_change" ("id" bigserial primary key, "assignment_id" bigint not null, "programme_id" bigint not null, "before_id" bigint not null, "after_id" bigint not null, "reason" text not null, "by_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null, "reviews" int not null, "rescored" int not null, "finished_at" timestamptz(3) null);`);
    this.addSql(`create index "rubric_change_assignment_id_index" on "rubric_change" ("assignment_id");`);
    this.addSql(`create index "rubric_change_running" on "rubric_change" ("id") where "finished_at" is null;`);

    this.addSql(`alter table "rubric" add "is_latest" boolean not null default true, add "name" text not null default '写作类作业评分标准', add "subject" text null, add "made_by_name" text null, add "made_at" timestamptz(3) null;`);
    this.addSql(`alter table "rubric" alter column "name" drop default;`);
    this.addSql(`create unique index "rubric_one_latest" on "rubric" ("code") where "is_latest";`);
    this.addSql(`alter table "rubric" add constraint "rubric_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);

    // Until now each assignment had one version, so that is what was used.
    this.addSql(`alter table "review" add "rubric_id" bigint null;`);
    // Whoever owns the tables is bound by their policies too, and has none.
    for (const table of ['review', 'submission']) this.addSql(`alter table "${table}" no force row level security;`);
    this.addSql(`update "review" r set "rubric_id" = a."rubric_id" from "submission" s join "assignment" a on a."id" = s."assignment_id" where s."id" = r."submission_id";`);
    for (const table of ['review', 'submission']) this.addSql(`alter table "${table}" force row level security;`);
    this.addSql(`alter table "review" alter column "rubric_id" set not null;`);

    this.addSql(`alter table "rubric_change" add constraint "rubric_change_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id");`);
    this.addSql(`alter table "rubric_change" add constraint "rubric_change_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "rubric_change" add constraint "rubric_change_before_id_foreign" foreign key ("before_id") references "rubric" ("id");`);
    this.addSql(`alter table "rubric_change" add constraint "rubric_change_after_id_foreign" foreign key ("after_id") references "rubric" ("id");`);
    this.addSql(`alter table "rubric_change" enable row level security;`);
    this.addSql(`alter table "rubric_change" force row level security;`);
    this.addSql(`create policy "rubric_change_programmes" on "rubric_change" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "rubric_change_job" on "rubric_change" to "yanxiu_job" using (true) with check (true);`);
  }
}
