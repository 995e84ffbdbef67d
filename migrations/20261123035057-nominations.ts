// Nominations of excellent learners (0062). Stored documents said that nobody is recommended by the result: where they both score and commend,
// the line is read now, and what is still judged by people alone are the other conditions.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123035057_nominations extends Migration {

  override name = 'Migration20261123035057_nominations';

  override up(): void | Promise<void> {
    this.addSql(`create table "nomination" ("id" bigserial primary key, "enrolment_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "total_tenths" int not null, "reason" text not null, "by_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null, "state" text not null, "version" int not null, "settled_at" timestamptz(3) null, "settled_by_id" bigint null, "settled_by_name" text null, "settled_reason" text null);`);
    this.addSql(`create index "nomination_enrolment_id_index" on "nomination" ("enrolment_id");`);
    this.addSql(`create unique index "nomination_standing" on "nomination" ("enrolment_id") where "state" <> 'WITHDRAWN';`);
    this.addSql(`create index "nomination_school_id_id_index" on "nomination" ("school_id", "id");`);
    this.addSql(`create index "nomination_programme_id_id_index" on "nomination" ("programme_id", "id");`);

    this.addSql(`alter table "nomination" add constraint "nomination_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id");`);
    this.addSql(`alter table "nomination" add constraint "nomination_settled" check ((state = 'NOMINATED') = (settled_at is null) and (settled_at is null) = (settled_by_name is null) and (settled_at is null) = (settled_reason is null));`);
    this.addSql(`alter table "nomination" add constraint "nomination_state_check" check ("state" in ('NOMINATED', 'WITHDRAWN', 'COMMENDED', 'DECLINED'));`);
    this.addSql(`alter table "nomination" enable row level security;`);
    this.addSql(`alter table "nomination" force row level security;`);
    this.addSql(`create policy "nomination_whole" on "nomination" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "nomination_office" on "nomination" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id));`);
    this.addSql(`create policy "nomination_programmes" on "nomination" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]));`);
    this.addSql(`create policy "nomination_self_select" on "nomination" for select to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) and state = 'COMMENDED');`);
    this.addSql(`create policy "nomination_job" on "nomination" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object('unsupported', (select coalesce(jsonb_agg(case when u ->> 'path' = 'excellence'
        then jsonb_build_object('path', 'excellence.conditions', 'sentence', jsonb_build_object('zh', '系统只核对成绩线，其余条件由总辅导员对照平台数据判断。', 'en', 'The system checks the result alone; the other conditions are judged by the chief tutor from the platform’s data.')) else u end order by place), '[]')
        from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place) where u ->> 'path' <> 'scoring.excellentFrom'))
      where "document" -> 'scoring' is not null and "document" -> 'excellence' is not null and ("document" -> 'unsupported' @> '[{"path": "excellence"}]' or "document" -> 'unsupported' @> '[{"path": "scoring.excellentFrom"}]');`);
  }

}
