// Allocation of waiting submissions to tutors: whose a submission is, the terms of each tutor, every act, and absences.
// What waits in an older installation is allocated to nobody, and works as before.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122041525_allocation extends Migration {

  override name = 'Migration20261122041525_allocation';

  override up(): void | Promise<void> {
    this.addSql(`create table "allocation_act" ("id" bigserial primary key, "programme_id" bigint not null, "kind" text not null, "shares" jsonb not null, "unplaced" int not null, "reason" text null, "by_name" text not null, "at" timestamptz(3) not null);`);
    this.addSql(`create index "allocation_act_programme_id_index" on "allocation_act" ("programme_id");`);

    this.addSql(`create table "tutor_absence" ("id" bigserial primary key, "programme_id" bigint not null, "tutor_id" bigint not null, "tutor_name" text not null, "from_on" date not null, "until_on" date not null, "reason" text not null, "by_name" text not null, "at" timestamptz(3) not null, "moved_at" timestamptz(3) null);`);
    this.addSql(`create index "tutor_absence_programme_id_index" on "tutor_absence" ("programme_id");`);

    this.addSql(`create table "tutor_terms" ("programme_id" bigint not null, "tutor_id" bigint not null, "weight" int not null, "daily_cap" int not null, primary key ("programme_id", "tutor_id"));`);

    this.addSql(`alter table "assignment" add "excludes_own_county" boolean not null default false;`);

    this.addSql(`alter table "saved_queue" drop constraint "saved_queue_filter_check";`);
    this.addSql(`alter table "saved_queue" add constraint "saved_queue_filter_check" check ("filter" in ('UNGRADED', 'ALLOCATED', 'MINE', 'RESUBMITTED', 'LATE', 'RETURNED', 'HELD', 'APPEALED', 'FLAGGED', 'SUSPECTED', 'EXCELLENT', 'OPEN', 'GRADED', 'ALL'));`);

    this.addSql(`alter table "submission" add "allocated_to_id" bigint null, add "allocated_to_name" text null;`);
    this.addSql(`create index "submission_allocated" on "submission" ("allocated_to_id", "submitted_at", "id") where "is_latest" and "state" = 'SUBMITTED' and "allocated_to_id" is not null;`);

    this.addSql(`alter table "allocation_act" add constraint "allocation_act_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "allocation_act" add constraint "allocation_act_kind_check" check ("kind" in ('ALLOCATE', 'REASSIGN', 'ABSENCE'));`);
    this.addSql(`alter table "allocation_act" enable row level security;`);
    this.addSql(`alter table "allocation_act" force row level security;`);
    this.addSql(`create policy "allocation_act_programmes" on "allocation_act" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "allocation_act_job" on "allocation_act" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "tutor_absence" add constraint "tutor_absence_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "tutor_absence" add constraint "tutor_absence_days" check (from_on <= until_on);`);
    this.addSql(`alter table "tutor_absence" enable row level security;`);
    this.addSql(`alter table "tutor_absence" force row level security;`);
    this.addSql(`create policy "tutor_absence_programmes" on "tutor_absence" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "tutor_absence_job" on "tutor_absence" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "tutor_terms" add constraint "tutor_terms_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "tutor_terms" add constraint "tutor_terms_range" check ((weight > 0) AND (daily_cap >= 0));`);
    this.addSql(`alter table "tutor_terms" enable row level security;`);
    this.addSql(`alter table "tutor_terms" force row level security;`);
    this.addSql(`create policy "tutor_terms_programmes" on "tutor_terms" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "tutor_terms_job" on "tutor_terms" to "yanxiu_job" using (true) with check (true);`);
  }

}
