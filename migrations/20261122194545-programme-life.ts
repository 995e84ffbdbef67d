// The life of programmes (0054): state, steps, texts, downloads, contacts, and the answers of the offices directly below. What there is
// already runs. Its documents said that nothing acts upon their days; published programmes now begin by them.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122194545_programme_life extends Migration {

  override name = 'Migration20261122194545_programme_life';

  override up(): void | Promise<void> {
    this.addSql(`create table "programme_contact" ("programme_id" bigint not null, "contact_id" bigint not null, "office_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null, primary key ("programme_id", "contact_id"));`);

    this.addSql(`create table "programme_file" ("programme_id" bigint not null, "number" int not null, "name" text not null, "type" text not null, "bytes" int not null, "content" bytea not null, "by_name" text not null, "at" timestamptz(3) not null, "removed_at" timestamptz(3) null, primary key ("programme_id", "number"));`);

    this.addSql(`create table "programme_reply" ("programme_id" bigint not null, "office_id" bigint not null, "number" int not null, "answer" text not null, "plan" text not null, "by_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null, primary key ("programme_id", "office_id", "number"));`);

    this.addSql(`create table "programme_step" ("programme_id" bigint not null, "number" int not null, "act" text null, "to_state" text not null, "reason" text not null, "by_id" bigint null, "by_name" text not null, "at" timestamptz(3) not null, primary key ("programme_id", "number"));`);

    this.addSql(`create table "programme_text" ("programme_id" bigint not null, "kind" text not null, "version" int not null, "text" text not null, "by_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null, primary key ("programme_id", "kind", "version"));`);

    this.addSql(`alter table "programme" add "state" text not null default 'RUNNING', add "join_until" date null, add "version" int not null default 1;`);
    // Who makes a programme says where it begins.
    this.addSql(`alter table "programme" alter column "state" drop default;`);
    this.addSql(`update "programme_rule" set "document" = jsonb_set("document", '{unsupported}', (select coalesce(jsonb_agg(one), '[]'::jsonb) from jsonb_array_elements("document" -> 'unsupported') one where one ->> 'path' <> 'runs')) where "document" -> 'unsupported' is not null;`);
    this.addSql(`alter table "programme" add constraint "programme_state_check" check ("state" in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHED', 'RUNNING', 'ASSESSED', 'ARCHIVED', 'CANCELLED'));`);

    this.addSql(`alter table "programme_contact" add constraint "programme_contact_programme_id_foreign" foreign key ("programme_id") references "programme" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "programme_contact" add constraint "programme_contact_contact_id_foreign" foreign key ("contact_id") references "office_contact" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "programme_contact" add constraint "programme_contact_office_id_foreign" foreign key ("office_id") references "office" ("id");`);

    this.addSql(`alter table "programme_file" add constraint "programme_file_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);

    this.addSql(`alter table "programme_reply" add constraint "programme_reply_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "programme_reply" add constraint "programme_reply_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "programme_reply" add constraint "programme_reply_answer_check" check ("answer" in ('JOINS', 'DECLINES'));`);

    this.addSql(`alter table "programme_step" add constraint "programme_step_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "programme_step" add constraint "programme_step_act_check" check ("act" in ('SUBMIT', 'RECALL', 'APPROVE', 'RETURN', 'PUBLISH', 'START', 'ASSESS', 'ARCHIVE', 'CANCEL'));`);
    this.addSql(`alter table "programme_step" add constraint "programme_step_to_state_check" check ("to_state" in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHED', 'RUNNING', 'ASSESSED', 'ARCHIVED', 'CANCELLED'));`);

    this.addSql(`alter table "programme_text" add constraint "programme_text_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "programme_text" add constraint "programme_text_kind_check" check ("kind" in ('NEEDS', 'PLAN', 'FOR_LOWER_OFFICES', 'NOTICE'));`);
  }

}
