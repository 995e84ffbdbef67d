// Chief tutors and experts read whole programmes: their queues are walked and counted by index alone, a board finds what was allocated, and who may be
// recommended is found among the best, not among all.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123111714_walks_of_whole_programmes extends Migration {

  override name = 'Migration20261123111714_walks_of_whole_programmes';

  override up(): void | Promise<void> {
    this.addSql(`drop index "submission_programme_id_state_submitted_at_id_index";`);
    this.addSql(`create index "submission_programme" on "submission" ("programme_id", "state", "submitted_at", "id") where "is_latest";`);
    this.addSql(`create index "submission_given" on "submission" ("programme_id", "allocated_to_id", "state") where "is_latest" and "allocated_to_id" is not null;`);

    this.addSql(`create index "result_passed" on "result" ("programme_id", "total_tenths", "enrolment_id") where "verdict" = 'PASS';`);
  }

}
