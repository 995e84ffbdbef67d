// Quotas as a ledger: balances for each office and period, and the movements that made them. What an older installation has enrolled
// is covered by the quotas that this takes, from the organising office down to each school, written down as such; nothing is left
// over. Its rule documents no longer say that nobody acts upon quotas, their windows and the target; who asked for quotas by a window has them.
import { Migration } from '@mikro-orm/migrations';

/** The accounts that a period's enrolments need: those of each school and of every office above it, up to the one that organises, or to the top. */
const needed = `
  with enrolled as (
    select e.period_id, string_to_array(trim(both '/' from o.path), '/')::bigint[] as line, p.office_id as organiser, count(*)::int as seats
    from enrolment e join office o on o.id = e.school_id join programme p on p.id = e.programme_id
    where e.state = 'ENROLLED' and exists (select 1 from programme_rule r where r.programme_id = p.id and (r.document #>> '{enrolment,hasQuotas}')::boolean) group by 1, 2, 3
  ), lines as (select period_id, line[coalesce(array_position(line, organiser), 1):] as line, seats from enrolled)
  select l.period_id, up.id as office_id, case when up.place > 1 then l.line[up.place - 1] end as above_id, sum(l.seats)::int as seats, sum(l.seats) filter (where up.place < cardinality(l.line)) as handed_down, sum(l.seats) filter (where up.place = cardinality(l.line)) as used
  from lines l cross join lateral unnest(l.line) with ordinality as up(id, place) group by 1, 2, 3`;

/** The list of what nothing acts upon, told anew. */
const unsupported = `(select coalesce(jsonb_agg(said order by place, part), '[]') from (
  select u.place, 0 as part, u.said from jsonb_array_elements(document -> 'unsupported') with ordinality as u(said, place) where u.said ->> 'path' not in ('enrolment', 'participationTarget') and not (u.said ->> 'path' = 'windows' and (document #>> '{enrolment,hasQuotas}')::boolean)
  union all select u.place, array_position(array['by', 'into', 'order'], k.key), u.said || jsonb_build_object('path', 'enrolment.' || k.key) from jsonb_array_elements(document -> 'unsupported') with ordinality as u(said, place), jsonb_object_keys(document -> 'enrolment') as k(key)
    where u.said ->> 'path' = 'enrolment' and k.key in ('by', 'into', 'order')
  union all select u.place, w.at::int, u.said || jsonb_build_object('path', 'windows.' || (w.at - 1)) from jsonb_array_elements(document -> 'unsupported') with ordinality as u(said, place), jsonb_array_elements(document -> 'windows') with ordinality as w(one, at)
    where u.said ->> 'path' = 'windows' and (document #>> '{enrolment,hasQuotas}')::boolean and w.one ->> 'action' not in ('QUOTAS', 'ENROLMENT')) said)`;

/** Documents that were written over from the first format never said how people enrol; that there were quotas their window tells. */
const enrolment = `jsonb_build_object('enrolment', '{"requirement": "JS-05", "by": "SCHOOL_BY_CHOICE", "into": "COURSE_AND_PERIOD", "hasQuotas": true, "order": "FIRST_CHOSEN_FIRST_SERVED"}'::jsonb,
  'unsupported', (document -> 'unsupported') || '[{"path": "enrolment", "sentence": {"zh": "选课和在线报名尚未开放，名单由省级导入。", "en": "Choosing and enrolling are not offered yet; rosters come from the province."}}]'::jsonb)`;

export class Migration20261122132534_quotas extends Migration {

  override name = 'Migration20261122132534_quotas';

  override up(): void | Promise<void> {
    this.addSql(`create table "quota" ("period_id" bigint not null, "office_id" bigint not null, "stated" int null, "received" int not null default 0, "handed_down" int not null default 0, "used" int not null default 0, "version" int not null default 0, primary key ("period_id", "office_id"));`);
    this.addSql(`create index "quota_office_id_index" on "quota" ("office_id");`);

    this.addSql(`create table "quota_entry" ("id" bigserial primary key, "period_id" bigint not null, "kind" text not null, "office_id" bigint not null, "above_id" bigint null, "seats" int not null, "enrolment_id" bigint null, "turn" int null, "reason" text null, "by_id" bigint null, "by_name" text not null, "at" timestamptz(3) not null);`);
    this.addSql(`create index "quota_entry_office_id_period_id_id_index" on "quota_entry" ("office_id", "period_id", "id");`);
    this.addSql(`create index "quota_entry_above_id_id_index" on "quota_entry" ("above_id", "id");`);
    this.addSql(`alter table "quota_entry" add constraint "quota_entry_enrolment_id_turn_unique" unique ("enrolment_id", "turn");`);

    this.addSql(`alter table "quota" add constraint "quota_period_id_foreign" foreign key ("period_id") references "period" ("id");`);
    this.addSql(`alter table "quota" add constraint "quota_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "quota" add constraint "quota_covered" check (((stated >= 0) AND (handed_down >= 0) AND (used >= 0) AND ((handed_down + used) <= received)));`);
    this.addSql(`alter table "quota" enable row level security;`);
    this.addSql(`alter table "quota" force row level security;`);
    this.addSql(`create policy "quota_whole" on "quota" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "quota_office" on "quota" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "quota_job" on "quota" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "quota_entry" add constraint "quota_entry_period_id_foreign" foreign key ("period_id") references "period" ("id");`);
    this.addSql(`alter table "quota_entry" add constraint "quota_entry_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "quota_entry" add constraint "quota_entry_above_id_foreign" foreign key ("above_id") references "office" ("id");`);
    this.addSql(`alter table "quota_entry" add constraint "quota_entry_seats" check (((seats > 0) OR ((kind = 'STATED'::text) AND (seats = 0))));`);
    this.addSql(`alter table "quota_entry" add constraint "quota_entry_sides" check ((((above_id IS NOT NULL) = (kind = ANY (ARRAY['HANDED_DOWN'::text, 'TAKEN_BACK'::text]))) AND ((enrolment_id IS NOT NULL) = (kind = ANY (ARRAY['USED'::text, 'RETURNED'::text]))) AND ((enrolment_id IS NULL) OR ((seats = 1) AND (turn IS NOT NULL) AND ((kind = 'USED'::text) = ((turn % 2) = 1))))));`);
    this.addSql(`alter table "quota_entry" add constraint "quota_entry_kind_check" check ("kind" in ('STATED', 'GRANTED', 'REDUCED', 'HANDED_DOWN', 'TAKEN_BACK', 'USED', 'RETURNED'));`);
    this.addSql(`alter table "quota_entry" enable row level security;`);
    this.addSql(`alter table "quota_entry" force row level security;`);
    this.addSql(`create policy "quota_entry_office_select" on "quota_entry" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "quota_entry_whole_select" on "quota_entry" for select to "yanxiu_whole" using (true);`);
    this.addSql(`create policy "quota_entry_job_select" on "quota_entry" for select to "yanxiu_job" using (true);`);
    this.addSql(`create policy "quota_entry_whole_insert" on "quota_entry" for insert to "yanxiu_whole" with check (true);`);
    this.addSql(`create policy "quota_entry_office_insert" on "quota_entry" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "quota_entry_job_insert" on "quota_entry" for insert to "yanxiu_job" with check (true);`);

    this.addSql(`update "programme_rule" set "document" = "document" || ${enrolment} where "document" -> 'enrolment' is null and "document" -> 'windows' @> '[{"action": "QUOTAS"}]';`);
    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object('unsupported', ${unsupported}) where "document" -> 'unsupported' @> '[{"path": "enrolment"}]';`);

    this.addSql(`insert into "quota" ("period_id", "office_id", "received", "handed_down", "used", "version") select period_id, office_id, seats, coalesce(handed_down, 0), coalesce(used, 0), 1 from (${needed}) needed;`);
    this.addSql(`insert into "quota_entry" ("period_id", "kind", "office_id", "above_id", "seats", "reason", "by_name", "at")
      select period_id, case when above_id is null then 'GRANTED' else 'HANDED_DOWN' end, office_id, above_id, seats, '由已有报名补记', '系统', now() from (${needed}) needed order by period_id, above_id is not null, office_id;`);
    this.addSql(`insert into "quota_entry" ("period_id", "kind", "office_id", "seats", "enrolment_id", "turn", "reason", "by_name", "at")
      select e.period_id, 'USED', e.school_id, 1, e.id, 1, '由已有报名补记', '系统', e.enrolled_at from enrolment e
      where e.state = 'ENROLLED' and exists (select 1 from programme_rule r where r.programme_id = e.programme_id and (r.document #>> '{enrolment,hasQuotas}')::boolean) order by e.id;`);
  }

}
