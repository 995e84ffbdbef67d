// An assignment that becomes anonymous, or ceases to be, takes its submissions with it.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122052237_anonymity_follows_the_assignment extends Migration {

  override name = 'Migration20261122052237_anonymity_follows_the_assignment';

  override up(): void | Promise<void> {
    this.addSql(`create or replace function "assignment_gives_anonymity_fn"() returns trigger as \$\$ begin if new.is_anonymous <> old.is_anonymous then update submission set is_anonymous = new.is_anonymous where assignment_id = new.id; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "gives_anonymity" AFTER UPDATE on "assignment" for each ROW execute function "assignment_gives_anonymity_fn"();`);
  }

}
