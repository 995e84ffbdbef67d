// An absence may end before its last day.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122075000_absence_ended extends Migration {

  override name = 'Migration20261122075000_absence_ended';

  override up(): void | Promise<void> {
    this.addSql(`alter table "tutor_absence" add "ended_at" timestamptz(3) null, add "ended_by_name" text null;`);
  }

}
