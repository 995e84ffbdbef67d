// Exceptions from soft clauses of eligibility, granted by the office that organises a programme. Rule documents by which schools enrol
// within quotas no longer say that eligibility is not looked at, but of the clauses that still are not.
import { Migration } from '@mikro-orm/migrations';

const inCare = `(select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)`;

export class Migration20261122172500_enrolment_exceptions extends Migration {

  override name = 'Migration20261122172500_enrolment_exceptions';

  override up(): void | Promise<void> {
    this.addSql(`create table "enrolment_exception" ("id" bigserial primary key, "programme_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "rule" text not null, "reason" text not null, "granted_by_id" bigint null, "granted_by_name" text not null, "granted_at" timestamptz(3) not null);`);
    this.addSql(`create index "enrolment_exception_school_id_index" on "enrolment_exception" ("school_id");`);
    this.addSql(`alter table "enrolment_exception" add constraint "enrolment_exception_person_id_programme_id_rule_unique" unique ("person_id", "programme_id", "rule");`);
    this.addSql(`alter table "enrolment_exception" add constraint "enrolment_exception_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "enrolment_exception" add constraint "enrolment_exception_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "enrolment_exception" add constraint "enrolment_exception_school_id_foreign" foreign key ("school_id") references "office" ("id");`);
    this.addSql(`alter table "enrolment_exception" add constraint "enrolment_exception_rule_check" check ("rule" in ('OPEN_TO', 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS'));`);
    this.addSql(`alter table "enrolment_exception" enable row level security;`);
    this.addSql(`alter table "enrolment_exception" force row level security;`);
    this.addSql(`create policy "enrolment_exception_whole_select" on "enrolment_exception" for select to "yanxiu_whole" using (true);`);
    this.addSql(`create policy "enrolment_exception_office_select" on "enrolment_exception" for select to "yanxiu_office" using (${inCare});`);
    this.addSql(`create policy "enrolment_exception_self_select" on "enrolment_exception" for select to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "enrolment_exception_job_select" on "enrolment_exception" for select to "yanxiu_job" using (true);`);
    this.addSql(`create policy "enrolment_exception_whole_insert" on "enrolment_exception" for insert to "yanxiu_whole" with check (true);`);
    this.addSql(`create policy "enrolment_exception_office_insert" on "enrolment_exception" for insert to "yanxiu_office" with check (${inCare});`);

    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object('unsupported', (select coalesce(jsonb_agg(u order by place, nth), '[]') from (
        select u, place, 0 as nth from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place) where u ->> 'path' <> 'eligibility'
        union all select jsonb_build_object('path', 'eligibility.' || (nth - 1), 'sentence', jsonb_build_object('zh', '报名时尚不检查这一条。', 'en', 'Enrolment does not look at this yet.')), place, nth
          from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place), jsonb_array_elements("document" -> 'eligibility') with ordinality as clauses(c, nth)
          where u ->> 'path' = 'eligibility' and c ->> 'kind' not in ('OPEN_TO', 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS')) as said))
      where "document" -> 'enrolment' @> '{"by": "SCHOOL_BY_CHOICE", "into": "COURSE_AND_PERIOD", "hasQuotas": true}';`);
  }

}
