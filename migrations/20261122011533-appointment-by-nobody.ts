// A post that ends with the merger of two offices may be ended by a plan on its day, when nobody in particular acts.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122011533_appointment_by_nobody extends Migration {

  override name = 'Migration20261122011533_appointment_by_nobody';

  override up(): void | Promise<void> {
    this.addSql(`alter table "appointment_record" alter column "by_id" drop not null;`);
  }

}
