// Each page of a queue asks of every submission, several times, whether its assignment is graded anonymously; the submission now says so
// itself. The database keeps it, so that none can be handed in without.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122033120_submission_knows_anonymity extends Migration {

  override name = 'Migration20261122033120_submission_knows_anonymity';

  override up(): void | Promise<void> {
    this.addSql(`alter table "submission" add "is_anonymous" boolean not null default false;`);
    // Policies bind the owner as well; a migration acts for nobody in particular and means every row.
    this.addSql(`alter table "submission" no force row level security;`);
    this.addSql(`update "submission" s set is_anonymous = true from "assignment" a where a.id = s.assignment_id and a.is_anonymous;`);
    this.addSql(`alter table "submission" force row level security;`);
    this.addSql(`create or replace function "submission_takes_anonymity_fn"() returns trigger as \$\$ begin select a.is_anonymous into new.is_anonymous from assignment a where a.id = new.assignment_id; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "takes_anonymity" BEFORE INSERT on "submission" for each ROW execute function "submission_takes_anonymity_fn"();`);
  }

}
