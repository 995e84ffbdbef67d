// Releasing many reviews in one act, undoing a submit, flags, saved queues, and what learners have looked at.
// Reviews of before keep no version that they left: they cannot be undone, and nothing of them changes. A review that was taken
// back is nobody's result: the learner's policy leaves it out from now on.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122004235_releases_and_queues extends Migration {

  override name = 'Migration20261122004235_releases_and_queues';

  override up(): void | Promise<void> {
    this.addSql(`create table "bulk_act" ("id" bigserial primary key, "kind" text not null, "person_id" bigint not null, "by_name" text not null, "actor" text not null, "role" text null, "office_id" bigint null, "reason" text null, "flag_kind" text null, "total" int not null, "created_at" timestamptz(3) not null, "done_at" timestamptz(3) null);`);
    this.addSql(`create index "bulk_act_person_id_index" on "bulk_act" ("person_id");`);
    this.addSql(`create index "bulk_act_undone" on "bulk_act" ("id") where "done_at" is null;`);

    this.addSql(`create table "saved_queue" ("id" bigserial primary key, "person_id" bigint not null, "name" text not null, "filter" text not null, "walk_order" text not null, "class_id" bigint null, "assignment_id" bigint null);`);
    this.addSql(`alter table "saved_queue" add constraint "saved_queue_person_id_name_unique" unique ("person_id", "name");`);

    this.addSql(`create table "submission_flag" ("id" bigserial primary key, "submission_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "kind" text not null, "reason" text not null, "by_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null, "cleared_by_id" bigint null, "cleared_by_name" text null, "cleared_at" timestamptz(3) null);`);
    this.addSql(`create index "submission_flag_submission_id_index" on "submission_flag" ("submission_id");`);
    this.addSql(`create unique index "submission_flag_open" on "submission_flag" ("submission_id", "kind") where "cleared_at" is null;`);
    this.addSql(`create index "submission_flag_of_class" on "submission_flag" ("class_id", "kind") where "cleared_at" is null;`);

    this.addSql(`create table "bulk_act_row" ("act_id" bigint not null, "submission_id" bigint not null, "person_id" bigint not null, "expected_version" int not null, "is_done" boolean null, "refusals" jsonb not null, "attempts" int not null, primary key ("act_id", "submission_id"));`);
    this.addSql(`create index "bulk_act_row_waiting" on "bulk_act_row" ("act_id", "submission_id") where "is_done" is null;`);

    this.addSql(`create table "review_look" ("enrolment_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "looked_at" timestamptz(3) not null, primary key ("enrolment_id"));`);

    this.addSql(`drop policy "review_self" on "review";`);

    this.addSql(`create index "submission_again" on "submission" ("class_id", "submitted_at", "id") where "is_latest" and "attempt" > 1;`);

    this.addSql(`alter table "submission_lease" add "seat" text null, add "is_ahead" boolean not null default false;`);
    this.addSql(`create index "submission_lease_holder_id_index" on "submission_lease" ("holder_id");`);

    this.addSql(`alter table "review" add "replaces_id" bigint null, add "state_before" text null, add "version_after" int null, add "draft_version" int null, add "withdrawn_at" timestamptz(3) null, add "was_seen" boolean null;`);
    this.addSql(`create index "review_excellent" on "review" ("class_id") where "is_excellent";`);
    this.addSql(`alter table "review" add constraint "review_state_before_check" check ("state_before" in ('SUBMITTED', 'SCORED', 'RELEASED', 'RETURNED'));`);
    this.addSql(`create policy "review_self" on "review" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) and released_at is not null and withdrawn_at is null) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) and released_at is not null and withdrawn_at is null);`);

    this.addSql(`alter table "bulk_act" add constraint "bulk_act_kind_check" check ("kind" in ('RELEASE', 'RETURN', 'FLAG'));`);
    this.addSql(`alter table "bulk_act" add constraint "bulk_act_flag_kind_check" check ("flag_kind" in ('ATTENTION', 'PLAGIARISM'));`);
    this.addSql(`alter table "bulk_act" enable row level security;`);
    this.addSql(`alter table "bulk_act" force row level security;`);
    this.addSql(`create policy "bulk_act_classes" on "bulk_act" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "bulk_act_programmes" on "bulk_act" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "bulk_act_job" on "bulk_act" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "saved_queue" add constraint "saved_queue_filter_check" check ("filter" in ('UNGRADED', 'MINE', 'RESUBMITTED', 'LATE', 'RETURNED', 'HELD', 'FLAGGED', 'SUSPECTED', 'EXCELLENT', 'OPEN', 'GRADED', 'ALL'));`);
    this.addSql(`alter table "saved_queue" add constraint "saved_queue_walk_order_check" check ("walk_order" in ('OLDEST_FIRST', 'RANDOM'));`);
    this.addSql(`alter table "saved_queue" enable row level security;`);
    this.addSql(`alter table "saved_queue" force row level security;`);
    this.addSql(`create policy "saved_queue_classes" on "saved_queue" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_queue_programmes" on "saved_queue" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "saved_queue_job" on "saved_queue" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "submission_flag" add constraint "submission_flag_submission_id_foreign" foreign key ("submission_id") references "submission" ("id");`);
    this.addSql(`alter table "submission_flag" add constraint "submission_flag_kind_check" check ("kind" in ('ATTENTION', 'PLAGIARISM'));`);
    this.addSql(`alter table "submission_flag" enable row level security;`);
    this.addSql(`alter table "submission_flag" force row level security;`);
    this.addSql(`create policy "submission_flag_classes" on "submission_flag" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "submission_flag_programmes" on "submission_flag" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "submission_flag_job" on "submission_flag" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "bulk_act_row" add constraint "bulk_act_row_act_id_foreign" foreign key ("act_id") references "bulk_act" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "bulk_act_row" add constraint "bulk_act_row_submission_id_foreign" foreign key ("submission_id") references "submission" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "bulk_act_row" enable row level security;`);
    this.addSql(`alter table "bulk_act_row" force row level security;`);
    this.addSql(`create policy "bulk_act_row_classes" on "bulk_act_row" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "bulk_act_row_programmes" on "bulk_act_row" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "bulk_act_row_job" on "bulk_act_row" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "review_look" add constraint "review_look_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "review_look" enable row level security;`);
    this.addSql(`alter table "review_look" force row level security;`);
    this.addSql(`create policy "review_look_whole" on "review_look" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "review_look_office_select" on "review_look" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);
    this.addSql(`create policy "review_look_classes_select" on "review_look" for select to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "review_look_programmes_select" on "review_look" for select to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "review_look_self" on "review_look" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "review_look_job" on "review_look" to "yanxiu_job" using (true) with check (true);`);

    // What came back before there was any looking is no news.
    this.addSql(`insert into "review_look" ("enrolment_id", "person_id", "school_id", "class_id", "period_id", "programme_id", "looked_at")
      select id, person_id, school_id, class_id, period_id, programme_id, now() + coalesce((select make_interval(secs => offset_ms / 1000.0) from business_clock), interval '0') from "enrolment";`);
  }
}
