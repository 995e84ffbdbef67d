// Offices over time: an office may end (merged, closed) and keeps its place and its facts; every change is a record, perhaps of
// a plan; steering groups and contacts hang on offices. Offices that are there are open and at their first version.
// The triggers are the lock behind the rule that an office that has ended takes no new people, children or enrolments.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261121213309_offices_over_time extends Migration {

  override name = 'Migration20261121213309_offices_over_time';

  override up(): void | Promise<void> {
    this.addSql(`create table "office_change" ("id" bigserial primary key, "kind" text not null, "state" text not null, "office_id" bigint null, "effective_on" date not null, "reason" text not null, "level" text null, "code" text null, "name_before" text null, "name_after" text null, "parent_before_id" bigint null, "parent_after_id" bigint null, "merged_into_id" bigint null, "by_id" bigint null, "by_name" text not null, "recorded_at" timestamptz(3) not null, "settled_at" timestamptz(3) null, "note" jsonb null);`);
    this.addSql(`create index "office_change_office_id_index" on "office_change" ("office_id");`);
    this.addSql(`create index "office_change_parent_after_id_index" on "office_change" ("parent_after_id");`);
    this.addSql(`create index "office_change_merged_into_id_index" on "office_change" ("merged_into_id");`);
    this.addSql(`create index "office_change_state_effective_on_index" on "office_change" ("state", "effective_on");`);

    this.addSql(`create table "office_contact" ("id" bigserial primary key, "office_id" bigint not null, "name" text not null, "unit" text not null, "mobile_sealed" bytea not null, "mobile_masked" text not null, "email" text not null, "updated_at" timestamptz(3) not null, "removed_at" timestamptz(3) null, "version" int not null default 1);`);
    this.addSql(`create index "office_contact_office_id_index" on "office_contact" ("office_id");`);

    this.addSql(`create table "steering_member" ("id" bigserial primary key, "office_id" bigint not null, "post" text not null, "person_id" bigint null, "name" text not null, "unit" text not null, "valid_from" date not null, "valid_until" date null, "version" int not null default 1);`);
    this.addSql(`create index "steering_member_office_id_index" on "steering_member" ("office_id");`);

    this.addSql(`alter table "office" add "state" text not null default 'OPEN', add "closed_on" date null, add "merged_into_id" bigint null, add "version" int not null default 1;`);
    this.addSql(`alter table "office" add constraint "office_merged_into_id_foreign" foreign key ("merged_into_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office" add constraint "office_end" check (((state = 'OPEN'::text) = (closed_on IS NULL)) AND ((state = 'MERGED'::text) = (merged_into_id IS NOT NULL)));`);
    this.addSql(`alter table "office" add constraint "office_state_check" check ("state" in ('OPEN', 'MERGED', 'CLOSED'));`);
    this.addSql(`create or replace function "office_takes_open_offices_only_fn"() returns trigger as \$\$ begin if (tg_op = 'INSERT' or new.parent_id is distinct from old.parent_id) and exists (select 1 from office o where o.id = new.parent_id and o.state <> 'OPEN') then raise exception 'the office % has ended', new.parent_id using errcode = 'check_violation', constraint = 'takes_open_offices_only'; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "takes_open_offices_only" AFTER INSERT OR UPDATE on "office" for each ROW execute function "office_takes_open_offices_only_fn"();`);

    this.addSql(`create or replace function "person_takes_open_offices_only_fn"() returns trigger as \$\$ begin if (tg_op = 'INSERT' or new.office_id is distinct from old.office_id) and exists (select 1 from office o where o.id = new.office_id and o.state <> 'OPEN') then raise exception 'the office % has ended', new.office_id using errcode = 'check_violation', constraint = 'takes_open_offices_only'; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "takes_open_offices_only" AFTER INSERT OR UPDATE on "person" for each ROW execute function "person_takes_open_offices_only_fn"();`);

    this.addSql(`create or replace function "enrolment_takes_open_offices_only_fn"() returns trigger as \$\$ begin if (tg_op = 'INSERT' or new.school_id is distinct from old.school_id) and exists (select 1 from office o where o.id = new.school_id and o.state <> 'OPEN') then raise exception 'the office % has ended', new.school_id using errcode = 'check_violation', constraint = 'takes_open_offices_only'; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "takes_open_offices_only" AFTER INSERT OR UPDATE on "enrolment" for each ROW execute function "enrolment_takes_open_offices_only_fn"();`);

    this.addSql(`alter table "office_change" add constraint "office_change_office_id_foreign" foreign key ("office_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office_change" add constraint "office_change_parent_before_id_foreign" foreign key ("parent_before_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office_change" add constraint "office_change_parent_after_id_foreign" foreign key ("parent_after_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office_change" add constraint "office_change_merged_into_id_foreign" foreign key ("merged_into_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office_change" add constraint "office_change_kind_check" check ("kind" in ('CREATE', 'RENAME', 'MOVE', 'MERGE', 'CLOSE'));`);
    this.addSql(`alter table "office_change" add constraint "office_change_state_check" check ("state" in ('PLANNED', 'APPLIED', 'CANCELLED', 'REFUSED'));`);
    this.addSql(`alter table "office_change" add constraint "office_change_level_check" check ("level" in ('PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'));`);
    this.addSql(`alter table "office_change" enable row level security;`);
    this.addSql(`alter table "office_change" force row level security;`);
    this.addSql(`create policy "office_change_office" on "office_change" to "yanxiu_office" using (exists (select 1 from office o where o.id = any (array[office_id, parent_before_id, parent_after_id, merged_into_id]) and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = any (array[office_id, parent_before_id, parent_after_id, merged_into_id]) and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "office_change_whole" on "office_change" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "office_change_job" on "office_change" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "office_contact" add constraint "office_contact_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "office_contact" enable row level security;`);
    this.addSql(`alter table "office_contact" force row level security;`);
    this.addSql(`create policy "office_contact_office" on "office_contact" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "office_contact_whole" on "office_contact" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "office_contact_job" on "office_contact" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "steering_member" add constraint "steering_member_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "steering_member" add constraint "steering_member_post_check" check ("post" in ('LEADER', 'DEPUTY', 'MEMBER'));`);
    this.addSql(`alter table "steering_member" enable row level security;`);
    this.addSql(`alter table "steering_member" force row level security;`);
    this.addSql(`create policy "steering_member_office" on "steering_member" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "steering_member_whole" on "steering_member" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "steering_member_job" on "steering_member" to "yanxiu_job" using (true) with check (true);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "office_change" cascade;`);
    this.addSql(`drop table if exists "office_contact" cascade;`);
    this.addSql(`drop table if exists "steering_member" cascade;`);

    this.addSql(`alter table "office" drop constraint "office_merged_into_id_foreign";`);

    this.addSql(`drop trigger if exists "takes_open_offices_only" on "enrolment";`);
    this.addSql(`drop function if exists "enrolment_takes_open_offices_only_fn"();`);

    this.addSql(`alter table "office" drop constraint "office_end";`);
    this.addSql(`alter table "office" drop constraint "office_state_check";`);
    this.addSql(`drop trigger if exists "takes_open_offices_only" on "office";`);
    this.addSql(`drop function if exists "office_takes_open_offices_only_fn"();`);
    this.addSql(`alter table "office" drop column "state", drop column "closed_on", drop column "merged_into_id", drop column "version";`);

    this.addSql(`drop trigger if exists "takes_open_offices_only" on "person";`);
    this.addSql(`drop function if exists "person_takes_open_offices_only_fn"();`);
  }

}
