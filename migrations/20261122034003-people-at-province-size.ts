// Searches for people read index entries only, of the whole province or office by office; and who has a likely duplicate is kept.
// Those who have one already are found here in one pass (seconds for 900,000 people, the indexes about half a minute), under the role
// of system jobs: row-level security binds the tables' owner too, and grants are said anew after the migrations.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122034003_people_at_province_size extends Migration {

  override name = 'Migration20261122034003_people_at_province_size';

  override up(): void | Promise<void> {
    this.addSql(`create table "likely_duplicate" ("person_id" bigint not null, "office_id" bigint not null, primary key ("person_id"));`);
    this.addSql(`create index "likely_duplicate_office_id_person_id_index" on "likely_duplicate" ("office_id", "person_id");`);

    this.addSql(`set local work_mem = '128MB';`);
    this.addSql(`set local maintenance_work_mem = '256MB';`);
    this.addSql(`grant select on "person" to "yanxiu_job";`);
    this.addSql(`grant insert on "likely_duplicate" to "yanxiu_job";`);
    this.addSql(`set local role "yanxiu_job";`);
    this.addSql(`insert into likely_duplicate (person_id, office_id)
      select p.id, p.office_id from person p join (select identity_hash from person where merged_into_id is null group by 1 having count(*) > 1) shared using (identity_hash) where p.merged_into_id is null
      union select p.id, p.office_id from person p join (select mobile_hash from person where merged_into_id is null group by 1 having count(*) > 1) shared using (mobile_hash) where p.merged_into_id is null`);
    this.addSql(`reset role;`);

    this.addSql(`drop index "person_name_index";`);
    this.addSql(`drop index "person_name_initials_index";`);
    this.addSql(`drop index "person_name_pinyin_index";`);
    this.addSql(`drop index "person_office_id_index";`);
    this.addSql(`create index "person_by_name" on "person" ("name") where "merged_into_id" is null;`);
    this.addSql(`create index "person_by_pinyin" on "person" ("name_pinyin") where "merged_into_id" is null;`);
    this.addSql(`create index "person_by_initials" on "person" ("name_initials", "name_pinyin") where "merged_into_id" is null;`);
    this.addSql(`create index "person_by_office_and_name" on "person" ("office_id", "name", "id", "merged_into_id");`);
    this.addSql(`create index "person_by_office_and_initials" on "person" ("office_id", "name_initials", "name_pinyin", "id", "merged_into_id");`);
    this.addSql(`create index "teacher_profile_taught" on "teacher_profile" ("person_id", "subject", "stage", "confirmed_at");`);
    this.addSql(`create or replace function "person_keeps_likely_duplicates_fn"() returns trigger as \$\$ begin declare former text := current_setting('role'); ignored text; touched bigint[]; begin if tg_op = 'UPDATE' and (new.identity_hash, new.mobile_hash, new.merged_into_id) is not distinct from (old.identity_hash, old.mobile_hash, old.merged_into_id) then if new.office_id <> old.office_id then ignored := set_config('role', 'yanxiu_job', true); update likely_duplicate set office_id = new.office_id where person_id = new.id; ignored := set_config('role', former, true); end if; return null; end if; ignored := set_config('role', 'yanxiu_job', true); if tg_op = 'INSERT' then if pg_advisory_xact_lock(least(hashtextextended(encode(new.identity_hash, 'hex'), 0), hashtextextended(encode(new.mobile_hash, 'hex'), 0))) is null or pg_advisory_xact_lock(greatest(hashtextextended(encode(new.identity_hash, 'hex'), 0), hashtextextended(encode(new.mobile_hash, 'hex'), 0))) is null then null; end if; if new.merged_into_id is not null or not (exists (select 1 from person d where d.identity_hash = new.identity_hash and d.id <> new.id and d.merged_into_id is null) or exists (select 1 from person d where d.mobile_hash = new.mobile_hash and d.id <> new.id and d.merged_into_id is null)) then ignored := set_config('role', former, true); return null; end if; else perform pg_advisory_xact_lock(k.number) from (select distinct hashtextextended(encode(k.hash, 'hex'), 0) as number from unnest(array[old.identity_hash, new.identity_hash, old.mobile_hash, new.mobile_hash]) k(hash) where k.hash is not null order by 1) k; end if; touched := coalesce(new.id, old.id) || array(select d.id from unnest(array[old.identity_hash, new.identity_hash]) k(hash) cross join lateral (select p.id from person p where p.identity_hash = k.hash and p.merged_into_id is null and p.id <> coalesce(new.id, old.id) limit 2) d union select d.id from unnest(array[old.mobile_hash, new.mobile_hash]) k(hash) cross join lateral (select p.id from person p where p.mobile_hash = k.hash and p.merged_into_id is null and p.id <> coalesce(new.id, old.id) limit 2) d); delete from likely_duplicate l where l.person_id = any (touched) and not exists (select 1 from person t where t.id = l.person_id and t.merged_into_id is null and (exists (select 1 from person d where d.identity_hash = t.identity_hash and d.id <> t.id and d.merged_into_id is null) or exists (select 1 from person d where d.mobile_hash = t.mobile_hash and d.id <> t.id and d.merged_into_id is null))); insert into likely_duplicate (person_id, office_id) select t.id, t.office_id from person t where t.id = any (touched) and t.merged_into_id is null and (exists (select 1 from person d where d.identity_hash = t.identity_hash and d.id <> t.id and d.merged_into_id is null) or exists (select 1 from person d where d.mobile_hash = t.mobile_hash and d.id <> t.id and d.merged_into_id is null)) on conflict (person_id) do update set office_id = excluded.office_id; ignored := set_config('role', former, true); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create or replace function "person_counts_people_fn"() returns trigger as \$\$ begin if tg_op <> 'INSERT' and old.merged_into_id is null and (tg_op = 'DELETE' or new.office_id <> old.office_id or new.merged_into_id is not null) then update people_count c set people = c.people - 1 from (select coalesce(max(f.subject), '') as subject, coalesce(max(f.stage), '') as stage, count(f.confirmed_at) > 0 as is_confirmed from teacher_profile f where f.person_id = old.id) f where c.office_id = old.office_id and c.subject = f.subject and c.stage = f.stage and c.is_confirmed = f.is_confirmed; end if; if tg_op = 'INSERT' and new.merged_into_id is null then insert into people_count (office_id, subject, stage, is_confirmed, people) values (new.office_id, '', '', false, 1) on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + 1; elsif tg_op = 'UPDATE' and new.merged_into_id is null and (new.office_id <> old.office_id or old.merged_into_id is not null) then insert into people_count (office_id, subject, stage, is_confirmed, people) select new.office_id, f.subject, f.stage, f.is_confirmed, 1 from (select coalesce(max(f.subject), '') as subject, coalesce(max(f.stage), '') as stage, count(f.confirmed_at) > 0 as is_confirmed from teacher_profile f where f.person_id = new.id) f on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + 1; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "keeps_likely_duplicates" AFTER INSERT OR UPDATE OR DELETE on "person" for each ROW execute function "person_keeps_likely_duplicates_fn"();`);

    this.addSql(`alter table "likely_duplicate" add constraint "likely_duplicate_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "likely_duplicate" add constraint "likely_duplicate_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "likely_duplicate" enable row level security;`);
    this.addSql(`alter table "likely_duplicate" force row level security;`);
    this.addSql(`create policy "likely_duplicate_whole" on "likely_duplicate" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "likely_duplicate_office_select" on "likely_duplicate" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "likely_duplicate_job" on "likely_duplicate" to "yanxiu_job" using (true) with check (true);`);
  }

}
