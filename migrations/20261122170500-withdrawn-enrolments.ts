// Enrolments that are withdrawn stay, with when, by whom and why; who was enrolled before may be enrolled again by another record, and a
// substitute's names the one that it replaces. Rule documents by which schools enrol within quotas no longer say that the days of
// substitution are not acted upon.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122170500_withdrawn_enrolments extends Migration {

  override name = 'Migration20261122170500_withdrawn_enrolments';

  override up(): void | Promise<void> {
    this.addSql(`alter table "enrolment" drop constraint "enrolment_class_id_person_id_unique";`);
    this.addSql(`alter table "enrolment" add "version" int not null default 1, add "withdrawn_at" timestamptz(3) null, add "withdrawn_by_id" bigint null, add "withdrawn_by_name" text null, add "withdrawn_reason" text null, add "replaces_id" bigint null;`);
    this.addSql(`create unique index "enrolment_standing" on "enrolment" ("class_id", "person_id") where "state" = 'ENROLLED';`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_replaces_id_unique" unique ("replaces_id");`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_withdrawn" check (((withdrawn_at IS NULL) OR ((state = 'WITHDRAWN'::text) AND (withdrawn_by_name IS NOT NULL) AND (withdrawn_reason IS NOT NULL))));`);

    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object('unsupported', (select coalesce(jsonb_agg(u order by place), '[]') from jsonb_array_elements("document" -> 'unsupported') with ordinality as each(u, place)
        where u ->> 'path' not in (select 'windows.' || (nth - 1) from jsonb_array_elements("document" -> 'windows') with ordinality as every(w, nth) where w ->> 'action' = 'SUBSTITUTION')))
      where "document" -> 'enrolment' @> '{"by": "SCHOOL_BY_CHOICE", "into": "COURSE_AND_PERIOD", "hasQuotas": true}' and "document" ? 'windows';`);
  }

}
