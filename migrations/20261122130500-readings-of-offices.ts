// Offices are found by how their names are read. Older installations get the readings while the server answers (server/offices/missing-readings.ts): they are made by code, not by SQL.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122130500_readings_of_offices extends Migration {

  override name = 'Migration20261122130500_readings_of_offices';

  override up(): void | Promise<void> {
    this.addSql(`create table "office_reading" ("office_id" bigint not null, "pinyin" text collate "C" not null, "initials" text collate "C" not null, primary key ("office_id", "pinyin"));`);
    this.addSql(`create index "office_reading_pinyin_office_id_index" on "office_reading" ("pinyin", "office_id");`);
    this.addSql(`create index "office_reading_initials_office_id_index" on "office_reading" ("initials", "office_id");`);

    this.addSql(`alter table "office_reading" add constraint "office_reading_office_id_foreign" foreign key ("office_id") references "office" ("id") on delete cascade;`);
  }

}
