// Appeals of scores: two more states of a submission, and the appeals themselves. Programmes whose rules say nothing of appeals get
// the days that the present document says, so that learners of running programmes are not left without them.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122034040_appeals extends Migration {

  override name = 'Migration20261122034040_appeals';

  override up(): void | Promise<void> {
    this.addSql(`create table "appeal" ("id" bigserial primary key, "submission_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "step" text not null, "state" text not null, "items" jsonb not null, "first_review_id" bigint not null, "review_before_id" bigint not null, "review_after_id" bigint null, "state_before" text not null, "made_at" timestamptz(3) not null, "answered_at" timestamptz(3) null, "answered_by_id" bigint null, "answered_by_name" text null, "answer" text null, "withdrawn_at" timestamptz(3) null);`);
    this.addSql(`create index "appeal_submission_id_index" on "appeal" ("submission_id");`);
    this.addSql(`create unique index "appeal_once" on "appeal" ("first_review_id", "step") where "state" <> 'WITHDRAWN';`);
    this.addSql(`create index "appeal_open" on "appeal" ("class_id", "made_at", "id") where "state" = 'OPEN';`);

    this.addSql(`alter table "saved_queue" drop constraint "saved_queue_filter_check";`);
    this.addSql(`alter table "saved_queue" add constraint "saved_queue_filter_check" check ("filter" in ('UNGRADED', 'MINE', 'RESUBMITTED', 'LATE', 'RETURNED', 'HELD', 'APPEALED', 'FLAGGED', 'SUSPECTED', 'EXCELLENT', 'OPEN', 'GRADED', 'ALL'));`);

    this.addSql(`alter table "submission" drop constraint "submission_state_check";`);
    this.addSql(`alter table "submission" add constraint "submission_state_check" check ("state" in ('SUBMITTED', 'SCORED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);

    this.addSql(`alter table "submission_event" drop constraint "submission_event_from_state_check";`);
    this.addSql(`alter table "submission_event" drop constraint "submission_event_to_state_check";`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_from_state_check" check ("from_state" in ('SUBMITTED', 'SCORED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_to_state_check" check ("to_state" in ('SUBMITTED', 'SCORED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);

    this.addSql(`alter table "review" drop constraint "review_state_before_check";`);
    this.addSql(`alter table "review" add constraint "review_state_before_check" check ("state_before" in ('SUBMITTED', 'SCORED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);

    this.addSql(`alter table "appeal" add constraint "appeal_submission_id_foreign" foreign key ("submission_id") references "submission" ("id");`);
    this.addSql(`alter table "appeal" add constraint "appeal_first_review_id_foreign" foreign key ("first_review_id") references "review" ("id");`);
    this.addSql(`alter table "appeal" add constraint "appeal_review_before_id_foreign" foreign key ("review_before_id") references "review" ("id");`);
    this.addSql(`alter table "appeal" add constraint "appeal_review_after_id_foreign" foreign key ("review_after_id") references "review" ("id") on delete set null;`);
    this.addSql(`alter table "appeal" add constraint "appeal_answer" check ((state in ('UPHELD', 'REVISED')) = (answered_at is not null and answer is not null and review_after_id is not null));`);
    this.addSql(`alter table "appeal" add constraint "appeal_step_check" check ("step" in ('TUTOR', 'CHIEF_TUTOR'));`);
    this.addSql(`alter table "appeal" add constraint "appeal_state_check" check ("state" in ('OPEN', 'UPHELD', 'REVISED', 'WITHDRAWN'));`);
    this.addSql(`alter table "appeal" add constraint "appeal_state_before_check" check ("state_before" in ('RELEASED', 'APPEALED', 'REVISED'));`);
    this.addSql(`alter table "appeal" enable row level security;`);
    this.addSql(`alter table "appeal" force row level security;`);
    this.addSql(`create policy "appeal_whole" on "appeal" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "appeal_office" on "appeal" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);
    this.addSql(`create policy "appeal_classes" on "appeal" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "appeal_programmes" on "appeal" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "appeal_self" on "appeal" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "appeal_job" on "appeal" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`update "programme_rule" set "document" = "document" || '{"appeals": {"requirement": "JS-19", "tutorDays": 7, "chiefTutorDays": 7}}'::jsonb where "document" -> 'appeals' is null;`);
  }

}
