// Signing in: wrong guesses are counted per person against three budgets, sessions say where and how they began, and there are second factors.
// The former counts are dropped: they were locks of a quarter of an hour. Sessions that are open stay open, but for administrators from
// county level up: they enrol a second factor first.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261121213511_signing_in extends Migration {

  override name = 'Migration20261121213511_signing_in';

  override up(): void | Promise<void> {
    this.addSql(`create table "known_address" ("person_id" bigint not null, "address" text not null, "last_at" timestamptz(3) not null, primary key ("person_id", "address"));`);

    this.addSql(`create table "recovery_code" ("person_id" bigint not null, "code_hash" bytea not null, "used_at" timestamptz(3) null, primary key ("person_id", "code_hash"));`);

    this.addSql(`create table "second_factor" ("person_id" bigint not null, "secret_sealed" bytea null, "next_secret_sealed" bytea null, "confirmed_at" timestamptz(3) null, "last_step" bigint null, primary key ("person_id"));`);

    this.addSql(`create table "sign_in_count" ("key" bytea not null, "subject_hash" bytea null, "failures" int not null, "since" timestamptz(3) not null, "locked_until" timestamptz(3) null, primary key ("key"));`);
    this.addSql(`create index "sign_in_count_subject_hash_index" on "sign_in_count" ("subject_hash");`);
    this.addSql(`create index "sign_in_count_since_index" on "sign_in_count" ("since");`);

    this.addSql(`drop table if exists "sign_in_failure" cascade;`);

    this.addSql(`alter table "credential" add "one_time_until" timestamptz(3) null;`);

    this.addSql(`alter table "session" add "method" text not null default 'PASSWORD', add "second_factor_at" timestamptz(3) null, add "last_seen_at" timestamptz(3) not null default now(), add "address" text not null default '', add "user_agent" text not null default '';`);
    this.addSql(`alter table "session" add constraint "session_method_check" check ("method" in ('PASSWORD', 'SINGLE_SIGN_ON'));`);

    this.addSql(`alter table "known_address" add constraint "known_address_person_id_foreign" foreign key ("person_id") references "person" ("id");`);

    this.addSql(`alter table "recovery_code" add constraint "recovery_code_person_id_foreign" foreign key ("person_id") references "person" ("id");`);

    this.addSql(`alter table "second_factor" add constraint "second_factor_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table "sign_in_failure" ("login_hash" bytea not null, "address" text not null, "failures" int4 not null, "locked_until" timestamptz(3) null, "last_at" timestamptz(3) not null, primary key ("login_hash", "address"));`);

    this.addSql(`drop table if exists "known_address" cascade;`);
    this.addSql(`drop table if exists "recovery_code" cascade;`);
    this.addSql(`drop table if exists "second_factor" cascade;`);
    this.addSql(`drop table if exists "sign_in_count" cascade;`);

    this.addSql(`alter table "credential" drop column "one_time_until";`);

    this.addSql(`alter table "session" drop constraint "session_method_check";`);
    this.addSql(`alter table "session" drop column "method", drop column "second_factor_at", drop column "last_seen_at", drop column "address", drop column "user_agent";`);
  }

}
