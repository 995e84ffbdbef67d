// An assignment may be graded anonymously. Until the release a submission then goes by a number: drawn by lot among those who handed in
// the same assignment in the same class, so that neither its order nor another assignment's number tells whose it is. Every submission
// that is there draws one too, and all attempts of a learner at an assignment share it.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122011431_anonymous_grading extends Migration {

  override name = 'Migration20261122011431_anonymous_grading';

  override up(): void | Promise<void> {
    this.addSql(`alter table "assignment" add "is_anonymous" boolean not null default false;`);

    this.addSql(`alter table "submission" add "learner_number" int null;`);
    // Policies bind the owner as well; a migration acts for nobody in particular and means every row.
    this.addSql(`alter table "submission" no force row level security;`);
    this.addSql(`with lot as (select class_id, assignment_id, enrolment_id, row_number() over (partition by class_id, assignment_id order by random()) as number from (select distinct class_id, assignment_id, enrolment_id from "submission") one)
      update "submission" s set learner_number = lot.number from lot where lot.class_id = s.class_id and lot.assignment_id = s.assignment_id and lot.enrolment_id = s.enrolment_id;`);
    this.addSql(`alter table "submission" force row level security;`);
    this.addSql(`alter table "submission" alter column "learner_number" set not null;`);
  }

}
