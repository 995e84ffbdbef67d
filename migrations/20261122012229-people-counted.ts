// Totals of lists of people are summed from counters per office, kept by triggers. Those who are there already are counted here,
// under the role of system jobs: row-level security binds the tables' owner too, and grants are said anew after the migrations.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122012229_people_counted extends Migration {

  override name = 'Migration20261122012229_people_counted';

  override up(): void | Promise<void> {
    this.addSql(`create table "people_count" ("office_id" bigint not null, "subject" text not null, "stage" text not null, "is_confirmed" boolean not null, "people" int not null, primary key ("office_id", "subject", "stage", "is_confirmed"));`);
    this.addSql(`create index "people_count_subject_office_id_index" on "people_count" ("subject", "office_id");`);

    this.addSql(`grant select on "person", "teacher_profile" to "yanxiu_job";`);
    this.addSql(`grant insert on "people_count" to "yanxiu_job";`);
    this.addSql(`set local role "yanxiu_job";`);
    this.addSql(`insert into people_count (office_id, subject, stage, is_confirmed, people) select p.office_id, coalesce(f.subject, ''), coalesce(f.stage, ''), f.confirmed_at is not null, count(*) from person p left join teacher_profile f on f.person_id = p.id where p.merged_into_id is null group by 1, 2, 3, 4;`);
    this.addSql(`reset role;`);

    this.addSql(`create or replace function "person_counts_people_fn"() returns trigger as \$\$ begin if tg_op <> 'INSERT' and old.merged_into_id is null and (tg_op = 'DELETE' or new.office_id <> old.office_id or new.merged_into_id is not null) then update people_count c set people = c.people - 1 from (select coalesce(max(f.subject), '') as subject, coalesce(max(f.stage), '') as stage, count(f.confirmed_at) > 0 as is_confirmed from teacher_profile f where f.person_id = old.id) f where c.office_id = old.office_id and c.subject = f.subject and c.stage = f.stage and c.is_confirmed = f.is_confirmed; end if; if tg_op <> 'DELETE' and new.merged_into_id is null and (tg_op = 'INSERT' or new.office_id <> old.office_id or old.merged_into_id is not null) then insert into people_count (office_id, subject, stage, is_confirmed, people) select new.office_id, f.subject, f.stage, f.is_confirmed, 1 from (select coalesce(max(f.subject), '') as subject, coalesce(max(f.stage), '') as stage, count(f.confirmed_at) > 0 as is_confirmed from teacher_profile f where f.person_id = new.id) f on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + 1; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "counts_people" AFTER INSERT OR UPDATE OR DELETE on "person" for each ROW execute function "person_counts_people_fn"();`);

    this.addSql(`create or replace function "teacher_profile_counts_teachers_fn"() returns trigger as \$\$ begin if tg_op = 'UPDATE' and (new.subject, new.stage, new.confirmed_at is null) = (old.subject, old.stage, old.confirmed_at is null) then return null; end if; if tg_op = 'INSERT' then update people_count c set people = c.people - 1 from person p where p.id = new.person_id and p.merged_into_id is null and c.office_id = p.office_id and (c.subject, c.stage, c.is_confirmed) = ('', '', false); else update people_count c set people = c.people - 1 from person p where p.id = old.person_id and p.merged_into_id is null and c.office_id = p.office_id and (c.subject, c.stage, c.is_confirmed) = (old.subject, old.stage, old.confirmed_at is not null); end if; if tg_op = 'DELETE' then insert into people_count (office_id, subject, stage, is_confirmed, people) select p.office_id, '', '', false, 1 from person p where p.id = old.person_id and p.merged_into_id is null on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + 1; else insert into people_count (office_id, subject, stage, is_confirmed, people) select p.office_id, new.subject, new.stage, new.confirmed_at is not null, 1 from person p where p.id = new.person_id and p.merged_into_id is null on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + 1; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "counts_teachers" AFTER INSERT OR UPDATE OR DELETE on "teacher_profile" for each ROW execute function "teacher_profile_counts_teachers_fn"();`);

    this.addSql(`alter table "people_count" add constraint "people_count_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
  }

}
