// A merged office's records are looked after by its receiver: policies of facts ask the path of the heir too. Who merged before gets
// the heir that the mergers' chain leads to, under the role of system jobs: row-level security binds the table's owner too.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122033409_heirs_of_offices extends Migration {

  override name = 'Migration20261122033409_heirs_of_offices';

  override up(): void | Promise<void> {
    this.addSql(`drop policy "office_office_delete" on "office";`);
    this.addSql(`drop policy "office_office_insert" on "office";`);
    this.addSql(`drop policy "office_office_update" on "office";`);

    this.addSql(`drop policy "enrolment_office" on "enrolment";`);

    this.addSql(`drop policy "submission_office" on "submission";`);

    this.addSql(`drop policy "submission_lease_office" on "submission_lease";`);

    this.addSql(`drop policy "submission_event_office" on "submission_event";`);

    this.addSql(`drop policy "review_office" on "review";`);

    this.addSql(`drop policy "opinion_office" on "opinion";`);

    this.addSql(`drop policy "review_look_office_select" on "review_look";`);

    this.addSql(`drop policy "result_office" on "result";`);

    this.addSql(`drop policy "objective_result_office" on "objective_result";`);

    this.addSql(`drop policy "interaction_record_office" on "interaction_record";`);

    this.addSql(`drop policy "learning_record_office" on "learning_record";`);

    this.addSql(`alter table "office" add "heir_path" text collate "C" null;`);
    this.addSql(`grant select, update on "office" to "yanxiu_job";`);
    this.addSql(`set local role "yanxiu_job";`);
    this.addSql(`with recursive line as (
      select id as start, id as at, false as is_left from office where state <> 'OPEN'
      union all
      select l.start, case o.state when 'MERGED' then o.merged_into_id else o.parent_id end, l.is_left or o.state = 'MERGED'
      from line l join office o on o.id = l.at left join office up on up.id = o.parent_id where o.state = 'MERGED' or (o.state = 'CLOSED' and up.state <> 'OPEN')
    )
    update office set heir_path = o.path from line l join office o on o.id = l.at
    where office.id = l.start and l.is_left and (o.state = 'OPEN' or (o.state = 'CLOSED' and not exists (select 1 from office up where up.id = o.parent_id and up.state <> 'OPEN')));`);
    this.addSql(`reset role;`);
    this.addSql(`create index "office_heir_path_index" on "office" ("heir_path");`);
    this.addSql(`create policy "office_office_delete" on "office" for delete to "yanxiu_office" using (path >= (select current_setting('yanxiu.path', true)) and path < (select current_setting('yanxiu.path_end', true)) or heir_path >= (select current_setting('yanxiu.path', true)) and heir_path < (select current_setting('yanxiu.path_end', true)));`);
    this.addSql(`create policy "office_office_insert" on "office" for insert to "yanxiu_office" with check (path >= (select current_setting('yanxiu.path', true)) and path < (select current_setting('yanxiu.path_end', true)) or heir_path >= (select current_setting('yanxiu.path', true)) and heir_path < (select current_setting('yanxiu.path_end', true)));`);
    this.addSql(`create policy "office_office_update" on "office" for update to "yanxiu_office" using (path >= (select current_setting('yanxiu.path', true)) and path < (select current_setting('yanxiu.path_end', true)) or heir_path >= (select current_setting('yanxiu.path', true)) and heir_path < (select current_setting('yanxiu.path_end', true))) with check (path >= (select current_setting('yanxiu.path', true)) and path < (select current_setting('yanxiu.path_end', true)) or heir_path >= (select current_setting('yanxiu.path', true)) and heir_path < (select current_setting('yanxiu.path_end', true)));`);

    this.addSql(`create policy "enrolment_office" on "enrolment" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "submission_office" on "submission" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "submission_lease_office" on "submission_lease" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "submission_event_office" on "submission_event" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "review_office" on "review" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "opinion_office" on "opinion" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "review_look_office_select" on "review_look" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "result_office" on "result" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "objective_result_office" on "objective_result" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "interaction_record_office" on "interaction_record" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);

    this.addSql(`create policy "learning_record_office" on "learning_record" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);
  }

}
