// Rosters that are uploaded, previewed and written: staged beside the domain, so that a preview touches no person.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261121220113_roster extends Migration {

  override name = 'Migration20261121220113_roster';

  override up(): void | Promise<void> {
    this.addSql(`create table "roster_import" ("id" bigserial primary key, "office_id" bigint not null, "file_name" text not null, "state" text not null, "failure" jsonb null, "total" int not null default 0, "same" int not null default 0, "added" int not null default 0, "changed" int not null default 0, "errors" int not null default 0, "missing" int not null default 0, "duplicates" int not null default 0, "done" int not null default 0, "conflicts" int not null default 0, "actor" text not null, "role" text null, "by_name" text not null, "created_at" timestamptz(3) not null, "applied_at" timestamptz(3) null, "undone_at" timestamptz(3) null, "undoable_until" timestamptz(3) null, "worker" text null, "leased_until" timestamptz(3) null);`);
    this.addSql(`create index "roster_import_office_id_index" on "roster_import" ("office_id");`);
    this.addSql(`create index "roster_import_state_leased_until_index" on "roster_import" ("state", "leased_until");`);

    this.addSql(`create table "roster_row" ("import_id" bigint not null, "line" int not null, "outcome" text null, "errors" jsonb not null, "changes" jsonb not null, "name" text not null, "training_number" text null, "school_code" text not null, "school_id" bigint null, "subject" text null, "stage" text null, "title" text null, "joined_year" int null, "posts" text[] null, "special_grades" text[] null, "name_pinyin" text not null, "name_initials" text not null, "id_card_sealed" bytea null, "id_card_hash" bytea null, "id_card_masked" text null, "mobile_sealed" bytea null, "mobile_hash" bytea null, "mobile_masked" text null, "identity_hash" bytea null, "person_id" bigint null, "seen_version" int null, "repeated_column" text null, "is_likely_duplicate" boolean not null default false, "result" text null, "before" jsonb null, "written_version" int null, primary key ("import_id", "line"));`);
    this.addSql(`create index "roster_row_import_id_outcome_line_index" on "roster_row" ("import_id", "outcome", "line");`);

    this.addSql(`alter table "roster_import" add constraint "roster_import_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "roster_import" add constraint "roster_import_state_check" check ("state" in ('RECEIVING', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'REJECTED'));`);
    this.addSql(`alter table "roster_import" enable row level security;`);
    this.addSql(`alter table "roster_import" force row level security;`);
    this.addSql(`create policy "roster_import_office" on "roster_import" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "roster_import_whole" on "roster_import" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "roster_import_job" on "roster_import" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "roster_row" add constraint "roster_row_import_id_foreign" foreign key ("import_id") references "roster_import" ("id");`);
    this.addSql(`alter table "roster_row" add constraint "roster_row_outcome_check" check ("outcome" in ('SAME', 'NEW', 'CHANGED', 'ERROR'));`);
    this.addSql(`alter table "roster_row" add constraint "roster_row_result_check" check ("result" in ('WRITTEN', 'CONFLICT', 'UNDONE', 'KEPT'));`);
    this.addSql(`alter table "roster_row" enable row level security;`);
    this.addSql(`alter table "roster_row" force row level security;`);
    this.addSql(`create policy "roster_row_office" on "roster_row" to "yanxiu_office" using (exists (select 1 from roster_import i where i.id = import_id)) with check (exists (select 1 from roster_import i where i.id = import_id));`);
    this.addSql(`create policy "roster_row_whole" on "roster_row" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "roster_row_job" on "roster_row" to "yanxiu_job" using (true) with check (true);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "roster_row" drop constraint "roster_row_import_id_foreign";`);

    this.addSql(`drop table if exists "roster_import" cascade;`);
    this.addSql(`drop table if exists "roster_row" cascade;`);
  }

}
