// Which schools lack a leader is asked of all fourteen thousand at once: who holds a post is read from the index alone.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122080456_holders_of_posts extends Migration {

  override name = 'Migration20261122080456_holders_of_posts';

  override up(): void | Promise<void> {
    this.addSql(`create index "role_assignment_holders" on "role_assignment" ("role", "office_id", "valid_from", "valid_until") where "role" <> 'LEARNER';`);
  }

}
