// Each first page of an office asks what waits for its review: little of all, found without a look at each enrolment of the province.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123113112_enrolments_to_review extends Migration {

  override name = 'Migration20261123113112_enrolments_to_review';

  override up(): void | Promise<void> {
    this.addSql(`create index "enrolment_to_review" on "enrolment" ("period_id", "school_id") where "review_state" = 'WAITING' and "state" = 'ENROLLED';`);
  }

}
