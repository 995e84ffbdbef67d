// Second marking and appeals each named the states that they knew, and the policies of their tables and of reviews the offices before
// mergers had heirs. Here all states stand together, and the receiver of a merged school sees these records like the others.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122045632_grading_joined extends Migration {

  override name = 'Migration20261122045632_grading_joined';

  override up(): void | Promise<void> {
    this.addSql(`drop policy "second_marking_office_select" on "second_marking";`);

    this.addSql(`drop policy "review_office" on "review";`);

    this.addSql(`drop policy "appeal_office" on "appeal";`);

    this.addSql(`alter table "saved_queue" drop constraint "saved_queue_filter_check";`);
    this.addSql(`alter table "saved_queue" add constraint "saved_queue_filter_check" check ("filter" in ('UNGRADED', 'ALLOCATED', 'MINE', 'RESUBMITTED', 'LATE', 'RETURNED', 'HELD', 'SECOND_MARKING', 'APPEALED', 'FLAGGED', 'SUSPECTED', 'EXCELLENT', 'OPEN', 'GRADED', 'ALL'));`);

    this.addSql(`alter table "submission" drop constraint "submission_state_check";`);
    this.addSql(`alter table "submission" add constraint "submission_state_check" check ("state" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);

    this.addSql(`alter table "submission_event" drop constraint "submission_event_from_state_check";`);
    this.addSql(`alter table "submission_event" drop constraint "submission_event_to_state_check";`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_from_state_check" check ("from_state" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_to_state_check" check ("to_state" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);

    this.addSql(`create policy "second_marking_office_select" on "second_marking" for select to "yanxiu_office" using ((state <> 'WAITING'::text) and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`alter table "review" drop constraint "review_state_before_check";`);
    this.addSql(`alter table "review" add constraint "review_state_before_check" check ("state_before" in ('SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'));`);
    this.addSql(`create policy "review_office" on "review" to "yanxiu_office" using ((not is_blind) and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((not is_blind) and (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "appeal_office" on "appeal" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);
  }

}
