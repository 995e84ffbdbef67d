// Courses get a description, a state and who handed them in; what stands was accepted before there was an intake. Training bodies, the steps of
// the intake and the experts' ratings come beside them; a class is opened of accepted courses only. Rule documents by which every course opens
// a class in every period no longer say that nothing does it.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122195257_courses_and_intake extends Migration {

  override name = 'Migration20261122195257_courses_and_intake';

  override up(): void | Promise<void> {
    this.addSql(`create table "training_body" ("id" bigserial primary key, "office_id" bigint not null, "name" text not null, "credit_code" text not null, "contact_id" bigint not null, "email" text not null, "version" int not null);`);
    this.addSql(`create index "training_body_office_id_index" on "training_body" ("office_id");`);
    this.addSql(`alter table "training_body" add constraint "training_body_credit_code_unique" unique ("credit_code");`);
    this.addSql(`create index "training_body_contact_id_index" on "training_body" ("contact_id");`);

    this.addSql(`create table "course_step" ("id" bigserial primary key, "course_id" bigint not null, "act" text not null, "from_state" text null, "to_state" text not null, "by_id" bigint null, "by_name" text not null, "at" timestamptz(3) not null, "reason" text null);`);
    this.addSql(`create index "course_step_course_id_index" on "course_step" ("course_id");`);

    this.addSql(`create table "course_review" ("id" bigserial primary key, "course_id" bigint not null, "round" int not null, "expert_id" bigint not null, "expert_name" text not null, "assigned_at" timestamptz(3) not null, "points" jsonb null, "total_tenths" int null, "comment" text null, "submitted_at" timestamptz(3) null, "is_open" boolean not null, "is_told" boolean not null);`);
    this.addSql(`create index "course_review_expert_id_index" on "course_review" ("expert_id");`);
    this.addSql(`alter table "course_review" add constraint "course_review_course_id_round_expert_id_unique" unique ("course_id", "round", "expert_id");`);

    this.addSql(`alter table "course" add "description" text not null default '', add "state" text not null default 'ACCEPTED', add "version" int not null default 1, add "office_id" bigint null, add "body_id" bigint null;`);
    this.addSql(`alter table "course" add constraint "course_office_id_foreign" foreign key ("office_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "course" add constraint "course_body_id_foreign" foreign key ("body_id") references "training_body" ("id") on delete set null;`);
    this.addSql(`create index "course_programme_id_index" on "course" ("programme_id");`);
    this.addSql(`create index "course_office_id_index" on "course" ("office_id");`);
    this.addSql(`create index "course_body_id_index" on "course" ("body_id");`);
    this.addSql(`alter table "course" add constraint "course_body_has_office" check (body_id is null or office_id is not null);`);
    this.addSql(`alter table "course" add constraint "course_state_check" check ("state" in ('DRAFT', 'HANDED_IN', 'IN_REVIEW', 'ACCEPTED', 'RETURNED'));`);

    this.addSql(`create or replace function "training_class_course_is_accepted_fn"() returns trigger as \$\$ begin if not exists (select 1 from course c where c.id = new.course_id and c.state = 'ACCEPTED') then raise exception 'course % was not accepted', new.course_id; end if; return null; end \$\$ language plpgsql; create trigger "course_is_accepted" after insert on "training_class" for each row when (true) execute function "training_class_course_is_accepted_fn"();`);

    this.addSql(`alter table "unit" drop constraint "unit_kind_check";`);
    this.addSql(`alter table "unit" add "is_required" boolean not null default true, add "required_minutes" int null, add "required_posts" int null, add "required_views" int null;`);
    this.addSql(`alter table "unit" add constraint "unit_kind_check" check ("kind" in ('VIDEO', 'READING', 'QUIZ', 'ASSIGNMENT', 'DISCUSSION', 'LIVE', 'OFFLINE'));`);

    this.addSql(`alter table "training_body" add constraint "training_body_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "training_body" add constraint "training_body_contact_id_foreign" foreign key ("contact_id") references "person" ("id");`);

    this.addSql(`alter table "course_step" add constraint "course_step_course_id_foreign" foreign key ("course_id") references "course" ("id");`);
    this.addSql(`alter table "course_step" add constraint "course_step_act_check" check ("act" in ('CREATE', 'HAND_IN', 'ASSIGN', 'ACCEPT', 'RETURN'));`);
    this.addSql(`alter table "course_step" add constraint "course_step_from_state_check" check ("from_state" in ('DRAFT', 'HANDED_IN', 'IN_REVIEW', 'ACCEPTED', 'RETURNED'));`);
    this.addSql(`alter table "course_step" add constraint "course_step_to_state_check" check ("to_state" in ('DRAFT', 'HANDED_IN', 'IN_REVIEW', 'ACCEPTED', 'RETURNED'));`);

    this.addSql(`alter table "course_review" add constraint "course_review_course_id_foreign" foreign key ("course_id") references "course" ("id");`);
    this.addSql(`alter table "course_review" add constraint "course_review_expert_id_foreign" foreign key ("expert_id") references "person" ("id");`);
    this.addSql(`alter table "course_review" add constraint "course_review_submitted" check ((submitted_at is null) = (points is null) and (submitted_at is null) = (total_tenths is null));`);
    this.addSql(`alter table "course_review" enable row level security;`);
    this.addSql(`alter table "course_review" force row level security;`);
    this.addSql(`create policy "course_review_whole" on "course_review" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "course_review_office_select" on "course_review" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select p.office_id from course c join programme p on p.id = c.programme_id where c.id = course_review.course_id)) or is_told and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select c.office_id from course c where c.id = course_review.course_id)));`);
    this.addSql(`create policy "course_review_office_insert" on "course_review" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select p.office_id from course c join programme p on p.id = c.programme_id where c.id = course_review.course_id)));`);
    this.addSql(`create policy "course_review_office_update" on "course_review" for update to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select p.office_id from course c join programme p on p.id = c.programme_id where c.id = course_review.course_id))) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select p.office_id from course c join programme p on p.id = c.programme_id where c.id = course_review.course_id)));`);
    this.addSql(`create policy "course_review_office_delete" on "course_review" for delete to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = (select p.office_id from course c join programme p on p.id = c.programme_id where c.id = course_review.course_id)));`);
    this.addSql(`create policy "course_review_classes_select" on "course_review" for select to "yanxiu_classes" using (is_told and exists (select 1 from course c join training_body b on b.id = c.body_id where c.id = course_review.course_id and b.contact_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)));`);
    this.addSql(`create policy "course_review_programmes_select" on "course_review" for select to "yanxiu_programmes" using (expert_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) or is_open and exists (select 1 from course c where c.id = course_review.course_id and c.programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])));`);
    this.addSql(`create policy "course_review_programmes_insert" on "course_review" for insert to "yanxiu_programmes" with check (expert_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "course_review_programmes_update" on "course_review" for update to "yanxiu_programmes" using (expert_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (expert_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "course_review_programmes_delete" on "course_review" for delete to "yanxiu_programmes" using (expert_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "course_review_job" on "course_review" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object('unsupported', (select coalesce(jsonb_agg(u order by place), '[]') from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place) where u ->> 'path' <> 'classes'))
      where "document" -> 'classes' @> '{"per": "COURSE_AND_PERIOD"}';`);
  }

}
