// The days that offices set for themselves inside those of the rules (0060). Documents that leave windows to offices said of all windows that
// nothing acts upon them: their limits are read now, so each of them says of its own window what is still missing.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123023407_office_windows extends Migration {

  override name = 'Migration20261123023407_office_windows';

  override up(): void | Promise<void> {
    this.addSql(`create table "office_window" ("programme_id" bigint not null, "office_id" bigint not null, "action" text not null, "starts_on" date null, "ends_on" date not null, "version" int not null, "reason" text not null, "set_by_name" text not null, "set_at" timestamptz(3) not null, primary key ("programme_id", "office_id", "action"));`);

    this.addSql(`alter table "office_window" add constraint "office_window_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "office_window" add constraint "office_window_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "office_window" add constraint "office_window_in_order" check (starts_on is null or starts_on <= ends_on);`);
    this.addSql(`alter table "office_window" add constraint "office_window_action_check" check ("action" in ('QUOTAS', 'CONTACTS', 'ENROLMENT', 'ENROLMENT_REVIEW', 'SUBSTITUTION', 'CHOOSING', 'LESSON_HAND_IN', 'LEARNING', 'LEARNING_REQUIRED', 'OFFLINE_LEARNING', 'PRACTICE_ASSIGNMENT', 'PRACTICE_AT_SCHOOL', 'ASSESSMENT', 'CREDIT_REGISTRATION', 'GUIDANCE', 'MANAGER_TRAINING', 'GRADING'));`);
    this.addSql(`alter table "office_window" enable row level security;`);
    this.addSql(`alter table "office_window" force row level security;`);
    this.addSql(`create policy "office_window_whole" on "office_window" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "office_window_office" on "office_window" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "office_window_job" on "office_window" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object('unsupported', (select coalesce(jsonb_agg(u order by place, nth), '[]') from (
        select u, place, 0 as nth from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place) where u ->> 'path' <> 'windows'
        union all
        select case when w ->> 'narrowedBy' is null then jsonb_build_object('path', 'windows.' || (nth - 1), 'sentence', jsonb_build_object('zh', '系统尚不按这一期限开放或拒绝操作。', 'en', 'Nothing is opened or refused by this window yet.'))
          else jsonb_build_object('path', 'windows.' || (nth - 1) || '.action', 'sentence', jsonb_build_object('zh', '各市可以自定时间；系统尚不按它开放或拒绝操作。', 'en', 'Cities can set their own; nothing is opened or refused by it yet.')) end, place, nth
          from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place), jsonb_array_elements("document" -> 'windows') with ordinality as list(w, nth) where u ->> 'path' = 'windows') as kept))
      where "document" -> 'unsupported' @> '[{"path": "windows"}]' and "document" @? '$.windows[*].narrowedBy';`);
  }

}
