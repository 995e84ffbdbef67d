// Results are listed and counted per part of the tree: without an index by school every result of the province was asked.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261121225206_results_of_a_school extends Migration {

  override name = 'Migration20261121225206_results_of_a_school';

  override up(): void | Promise<void> {
    this.addSql(`create index "result_school_id_enrolment_id_index" on "result" ("school_id", "enrolment_id");`);
  }
}
