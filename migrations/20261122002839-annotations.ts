// Annotations are part of a draft, of a review as it was read, and of what a learner gets back for revision. Each stays with the
// attempt on whose text it lies; what was written before them has none.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122002839_annotations extends Migration {

  override name = 'Migration20261122002839_annotations';

  override up(): void | Promise<void> {
    this.addSql(`alter table "submission" add "return_annotations" jsonb not null default '[]';`);

    this.addSql(`alter table "review_draft" add "annotations" jsonb not null default '[]';`);

    this.addSql(`alter table "review" add "annotations" jsonb not null default '[]';`);
  }

}
