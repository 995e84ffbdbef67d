// Counters are summed for a period at a time: a period's rows lie together, and each page keeps room so that counting leaves them there.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122075500_indicators_by_period extends Migration {

  override name = 'Migration20261122075500_indicators_by_period';

  override up(): void | Promise<void> {
    this.addSql('alter table "school_indicator" set (fillfactor = 50);');
    this.addSql('cluster "school_indicator" using "school_indicator_pkey";');
  }

}
