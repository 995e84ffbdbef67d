// Second marking: readings of one submission by two tutors, blind until both are in (policies of reviews and of the records), its settings, and anchor papers.
// What was reviewed before is a first review and blind to nobody: the defaults say so.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122035026_second_marking extends Migration {

  override name = 'Migration20261122035026_second_marking';

  override up(): void | Promise<void> {
    this.addSql(`create table "anchor_paper" ("id" bigserial primary key, "assignment_id" bigint not null, "course_id" bigint not null, "programme_id" bigint not null, "submission_id" bigint not null, "title" text not null, "text" text not null, "points_tenths" int not null, "criterion_points" jsonb not null, "comment" text not null, "marked_by_id" bigint not null, "marked_by_name" text not null, "marked_at" timestamptz(3) not null, "removed_at" timestamptz(3) null);`);
    this.addSql(`create unique index "anchor_paper_one" on "anchor_paper" ("submission_id") where "removed_at" is null;`);
    this.addSql(`create index "anchor_paper_assignment_id_id_index" on "anchor_paper" ("assignment_id", "id");`);

    this.addSql(`create table "calibration" ("id" bigserial primary key, "anchor_id" bigint not null, "programme_id" bigint not null, "tutor_id" bigint not null, "tutor_name" text not null, "points_tenths" int not null, "criterion_points" jsonb not null, "at" timestamptz(3) not null);`);
    this.addSql(`create index "calibration_anchor_id_index" on "calibration" ("anchor_id");`);

    this.addSql(`create table "second_marking_setting" ("id" bigserial primary key, "assignment_id" bigint not null, "class_id" bigint null, "programme_id" bigint not null, "sample_percent" int not null, "borders" jsonb not null, "new_tutor_reviews" int not null, "new_tutor_days" int not null, "tolerance_tenths" int not null, "seed" int not null, "version" int not null, "by_name" text not null, "at" timestamptz(3) not null);`);
    this.addSql(`create unique index "second_marking_setting_one" on "second_marking_setting" ("assignment_id", coalesce("class_id", 0));`);

    this.addSql(`create table "second_marking" ("id" bigserial primary key, "submission_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "state" text not null, "reasons" text[] not null, "tolerance_tenths" int not null, "sampled_at" timestamptz(3) not null, "first_review_id" bigint not null, "first_tutor_id" bigint not null, "second_review_id" bigint null, "second_tutor_id" bigint null, "second_at" timestamptz(3) null, "difference_tenths" int null, "agreed_review_id" bigint null, "settled_at" timestamptz(3) null, "settled_by_id" bigint null, "settled_by_name" text null, "settled_reason" text null);`);
    this.addSql(`create index "second_marking_submission_id_index" on "second_marking" ("submission_id");`);
    this.addSql(`create unique index "second_marking_open" on "second_marking" ("submission_id") where "state" in ('WAITING', 'DISPUTED');`);
    this.addSql(`create index "second_marking_programme_id_state_id_index" on "second_marking" ("programme_id", "state", "id");`);
    this.addSql(`create index "second_marking_class_id_state_id_index" on "second_marking" ("class_id", "state", "id");`);

    this.addSql(`drop policy "submission_event_self" on "submission_event";`);

    this.addSql(`drop policy "review_classes" on "review";`);
    this.addSql(`drop policy "review_office" on "review";`);
    this.addSql(`drop policy "review_programmes" on "review";`);
    this.addSql(`drop policy "review_whole" on "review";`);

    this.addSql(`alter table "saved_queue" drop constraint "saved_queue_filter_check";`);
    this.addSql(`alter table "saved_queue" add constraint "saved_queue_filter_check" check ("filter" in ('UNGRADED', 'MINE', 'RESUBMITTED', 'LATE', 'RETURNED', 'HELD', 'SECOND_MARKING', 'FLAGGED', 'SUSPECTED', 'EXCELLENT', 'OPEN', 'GRADED', 'ALL'));`);

    this.addSql(`alter table "submission" drop constraint "submission_state_check";`);
    this.addSql(`alter table "submission" add "is_blind" boolean not null default false;`);
    this.addSql(`alter table "submission" add constraint "submission_state_check" check ("state" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'RETURNED'));`);

    this.addSql(`alter table "submission_event" drop constraint "submission_event_from_state_check";`);
    this.addSql(`alter table "submission_event" drop constraint "submission_event_to_state_check";`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_from_state_check" check ("from_state" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'RETURNED'));`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_to_state_check" check ("to_state" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'RETURNED'));`);
    this.addSql(`create policy "submission_event_self" on "submission_event" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) and (to_state <> all (array['SECOND_MARKING'::text, 'AGREED'::text]))) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) and (to_state <> all (array['SECOND_MARKING'::text, 'AGREED'::text])));`);

    this.addSql(`alter table "review" drop constraint "review_state_before_check";`);
    this.addSql(`alter table "review" add "marking" text not null default 'FIRST', add "is_blind" boolean not null default false;`);
    this.addSql(`alter table "review" add constraint "review_marking_check" check ("marking" in ('FIRST', 'SECOND', 'AGREED'));`);
    this.addSql(`alter table "review" add constraint "review_state_before_check" check ("state_before" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'RETURNED'));`);
    this.addSql(`create policy "review_classes" on "review" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]) and ((not is_blind) or (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)))) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]) and ((not is_blind) or (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person))));`);
    this.addSql(`create policy "review_office" on "review" to "yanxiu_office" using ((not is_blind) and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((not is_blind) and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);
    this.addSql(`create policy "review_programmes" on "review" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]) and ((not is_blind) or (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)))) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]) and ((not is_blind) or (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person))));`);
    this.addSql(`create policy "review_whole" on "review" to "yanxiu_whole" using (not is_blind) with check (not is_blind);`);

    this.addSql(`alter table "anchor_paper" add constraint "anchor_paper_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id");`);
    this.addSql(`alter table "anchor_paper" add constraint "anchor_paper_course_id_foreign" foreign key ("course_id") references "course" ("id");`);
    this.addSql(`alter table "anchor_paper" add constraint "anchor_paper_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "anchor_paper" enable row level security;`);
    this.addSql(`alter table "anchor_paper" force row level security;`);
    this.addSql(`create policy "anchor_paper_classes_select" on "anchor_paper" for select to "yanxiu_classes" using (exists (select 1 from training_class k where k.course_id = anchor_paper.course_id and k.id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])));`);
    this.addSql(`create policy "anchor_paper_programmes" on "anchor_paper" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "anchor_paper_job" on "anchor_paper" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "calibration" add constraint "calibration_anchor_id_foreign" foreign key ("anchor_id") references "anchor_paper" ("id");`);
    this.addSql(`alter table "calibration" add constraint "calibration_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "calibration" enable row level security;`);
    this.addSql(`alter table "calibration" force row level security;`);
    this.addSql(`create policy "calibration_classes" on "calibration" to "yanxiu_classes" using (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "calibration_programmes" on "calibration" to "yanxiu_programmes" using (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (tutor_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "calibration_job" on "calibration" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "second_marking_setting" add constraint "second_marking_setting_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id");`);
    this.addSql(`alter table "second_marking_setting" add constraint "second_marking_setting_class_id_foreign" foreign key ("class_id") references "training_class" ("id") on delete set null;`);
    this.addSql(`alter table "second_marking_setting" add constraint "second_marking_setting_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);

    this.addSql(`alter table "second_marking" add constraint "second_marking_submission_id_foreign" foreign key ("submission_id") references "submission" ("id");`);
    this.addSql(`alter table "second_marking" add constraint "second_marking_state_check" check ("state" in ('WAITING', 'DISPUTED', 'AGREED', 'WAIVED', 'CANCELLED'));`);
    this.addSql(`alter table "second_marking" enable row level security;`);
    this.addSql(`alter table "second_marking" force row level security;`);
    this.addSql(`create policy "second_marking_whole_select" on "second_marking" for select to "yanxiu_whole" using ((state <> 'WAITING'::text));`);
    this.addSql(`create policy "second_marking_office_select" on "second_marking" for select to "yanxiu_office" using ((state <> 'WAITING'::text) and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);
    this.addSql(`create policy "second_marking_classes_select" on "second_marking" for select to "yanxiu_classes" using ((state <> 'WAITING'::text) and class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "second_marking_programmes_select" on "second_marking" for select to "yanxiu_programmes" using ((state <> 'WAITING'::text) and programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "second_marking_job" on "second_marking" to "yanxiu_job" using (true) with check (true);`);
  }

}
