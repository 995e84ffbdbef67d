// Grading sheets (评分表) that come back filled in: what each would do, the acts that wrote it and took it back. Acts on many learn to write and to take back a sheet.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122072240_grading_sheets extends Migration {

  override name = 'Migration20261122072240_grading_sheets';

  override up(): void | Promise<void> {
    this.addSql(`create table "grading_sheet" ("id" bigserial primary key, "person_id" bigint not null, "role_id" bigint not null, "class_id" bigint not null, "assignment_id" bigint not null, "programme_id" bigint not null, "rubric_id" bigint not null, "file_name" text not null, "total" int not null, "blank" int not null, "same" int not null, "to_score" int not null, "changed" int not null, "conflicts" int not null, "refused" int not null, "created_at" timestamptz(3) not null, "applied_at" timestamptz(3) null, "undone_at" timestamptz(3) null, "apply_act_id" bigint null, "undo_act_id" bigint null);`);
    this.addSql(`alter table "grading_sheet" add constraint "grading_sheet_apply_act_id_unique" unique ("apply_act_id");`);
    this.addSql(`alter table "grading_sheet" add constraint "grading_sheet_undo_act_id_unique" unique ("undo_act_id");`);
    this.addSql(`create index "grading_sheet_person_id_id_index" on "grading_sheet" ("person_id", "id");`);

    this.addSql(`create table "grading_sheet_row" ("sheet_id" bigint not null, "line" int not null, "person_id" bigint not null, "submission_id" bigint null, "outcome" text not null, "conflict" text null, "reasons" jsonb not null, "total_tenths" int null, "criterion_points" jsonb not null, "comment" text not null, "is_excellent" boolean not null, "seen_version" int null, "is_chosen" boolean not null, "review_id" bigint null, primary key ("sheet_id", "line"));`);
    this.addSql(`create index "grading_sheet_row_sheet_id_outcome_line_index" on "grading_sheet_row" ("sheet_id", "outcome", "line");`);
    this.addSql(`create unique index "grading_sheet_row_chosen" on "grading_sheet_row" ("sheet_id", "submission_id") where "is_chosen";`);

    this.addSql(`alter table "bulk_act" drop constraint "bulk_act_kind_check";`);
    this.addSql(`alter table "bulk_act" add constraint "bulk_act_kind_check" check ("kind" in ('RELEASE', 'RETURN', 'FLAG', 'SCORE', 'UNDO_SCORE'));`);

    this.addSql(`alter table "grading_sheet" add constraint "grading_sheet_class_id_foreign" foreign key ("class_id") references "training_class" ("id");`);
    this.addSql(`alter table "grading_sheet" add constraint "grading_sheet_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id");`);
    this.addSql(`alter table "grading_sheet" add constraint "grading_sheet_apply_act_id_foreign" foreign key ("apply_act_id") references "bulk_act" ("id") on delete set null;`);
    this.addSql(`alter table "grading_sheet" add constraint "grading_sheet_undo_act_id_foreign" foreign key ("undo_act_id") references "bulk_act" ("id") on delete set null;`);
    this.addSql(`alter table "grading_sheet" enable row level security;`);
    this.addSql(`alter table "grading_sheet" force row level security;`);
    this.addSql(`create policy "grading_sheet_classes" on "grading_sheet" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "grading_sheet_programmes" on "grading_sheet" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "grading_sheet_job" on "grading_sheet" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "grading_sheet_row" add constraint "grading_sheet_row_sheet_id_foreign" foreign key ("sheet_id") references "grading_sheet" ("id");`);
    this.addSql(`alter table "grading_sheet_row" add constraint "grading_sheet_row_submission_id_foreign" foreign key ("submission_id") references "submission" ("id") on delete set null;`);
    this.addSql(`alter table "grading_sheet_row" add constraint "grading_sheet_row_outcome_check" check ("outcome" in ('SAME', 'TO_SCORE', 'CHANGED', 'CONFLICT', 'REFUSED'));`);
    this.addSql(`alter table "grading_sheet_row" add constraint "grading_sheet_row_conflict_check" check ("conflict" in ('SCORED', 'NEW_ATTEMPT'));`);
    this.addSql(`alter table "grading_sheet_row" enable row level security;`);
    this.addSql(`alter table "grading_sheet_row" force row level security;`);
    this.addSql(`create policy "grading_sheet_row_classes" on "grading_sheet_row" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "grading_sheet_row_programmes" on "grading_sheet_row" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "grading_sheet_row_job" on "grading_sheet_row" to "yanxiu_job" using (true) with check (true);`);
  }

}
