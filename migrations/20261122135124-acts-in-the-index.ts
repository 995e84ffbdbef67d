// The acts of one kind at the offices of a city are 25,000 rows of a year: with what was done in the index they are found, cut and
// counted without reading one of them.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122135124_acts_in_the_index extends Migration {

  override name = 'Migration20261122135124_acts_in_the_index';

  override up(): void | Promise<void> {
    this.addSql(`drop index "audit_event_office_id_action_at_id_index";`);
    this.addSql(`alter table "audit_event" add "act" text generated always as (facts ->> 'act'::text) stored null;`);
    this.addSql(`create index "audit_event_office_id_action_act_at_id_index" on "audit_event" ("office_id", "action", "act", "at", "id");`);
  }

}
