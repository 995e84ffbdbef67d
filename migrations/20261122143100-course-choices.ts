// Choices of classes with the moment at which each was made, and the same moment at the enrolment that came of it. Rule documents of
// programmes in which teachers choose and schools enrol within quotas no longer say that this is not offered.
import { Migration } from '@mikro-orm/migrations';

const inCare = `(select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) or o.heir_path >= (select current_setting('yanxiu.path', true)) and o.heir_path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = school_id)`;
const ids = `(select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]`;

export class Migration20261122143100_course_choices extends Migration {

  override name = 'Migration20261122143100_course_choices';

  override up(): void | Promise<void> {
    this.addSql(`alter table "enrolment" add "chosen_at" timestamptz(3) null;`);

    this.addSql(`create table "course_choice" ("id" bigserial primary key, "class_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "chosen_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null);`);
    this.addSql(`create unique index "course_choice_standing" on "course_choice" ("class_id", "person_id") where "withdrawn_at" is null;`);
    this.addSql(`create index "course_choice_school_id_chosen_at_id_index" on "course_choice" ("school_id", "chosen_at", "id");`);
    this.addSql(`create index "course_choice_chosen_at_id_index" on "course_choice" ("chosen_at", "id");`);
    this.addSql(`create index "course_choice_person_id_index" on "course_choice" ("person_id");`);

    this.addSql(`alter table "course_choice" add constraint "course_choice_class_id_foreign" foreign key ("class_id") references "training_class" ("id");`);
    this.addSql(`alter table "course_choice" add constraint "course_choice_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "course_choice" add constraint "course_choice_school_id_foreign" foreign key ("school_id") references "office" ("id");`);
    this.addSql(`alter table "course_choice" add constraint "course_choice_period_id_foreign" foreign key ("period_id") references "period" ("id");`);
    this.addSql(`alter table "course_choice" add constraint "course_choice_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "course_choice" enable row level security;`);
    this.addSql(`alter table "course_choice" force row level security;`);
    this.addSql(`create policy "course_choice_whole" on "course_choice" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "course_choice_office" on "course_choice" to "yanxiu_office" using (${inCare}) with check (${inCare});`);
    this.addSql(`create policy "course_choice_classes" on "course_choice" to "yanxiu_classes" using (class_id = any (${ids})) with check (class_id = any (${ids}));`);
    this.addSql(`create policy "course_choice_programmes" on "course_choice" to "yanxiu_programmes" using (programme_id = any (${ids})) with check (programme_id = any (${ids}));`);
    this.addSql(`create policy "course_choice_self" on "course_choice" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "course_choice_job" on "course_choice" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object('unsupported', (select coalesce(jsonb_agg(u order by place), '[]') from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place) where u ->> 'path' not in ('enrolment.by', 'enrolment.into', 'enrolment.order')))
      where "document" -> 'enrolment' @> '{"by": "SCHOOL_BY_CHOICE", "into": "COURSE_AND_PERIOD", "hasQuotas": true}';`);
  }

}
