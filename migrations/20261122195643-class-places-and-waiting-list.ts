// A class may take only so many, over all schools: places are counted where a limit was said, and a check of the database covers them.
// A choice for which no seat or no place was left may stand on a waiting list.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122195643_class_places_and_waiting_list extends Migration {

  override name = 'Migration20261122195643_class_places_and_waiting_list';

  override up(): void | Promise<void> {
    this.addSql(`create table "class_places" ("class_id" bigint not null, "capacity" int null, "taken" int not null, "version" int not null default 1, primary key ("class_id"));`);

    this.addSql(`alter table "course_choice" add "listed_at" timestamptz(3) null, add "listed_by_id" bigint null, add "listed_by_name" text null;`);
    this.addSql(`create index "course_choice_listed" on "course_choice" ("period_id", "chosen_at", "id") where "listed_at" is not null and "withdrawn_at" is null;`);

    this.addSql(`alter table "class_places" add constraint "class_places_class_id_foreign" foreign key ("class_id") references "training_class" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "class_places" add constraint "class_places_covered" check (((taken >= 0) AND ((capacity IS NULL) OR (taken <= capacity))));`);
  }

}
