// The county reviews enrolments (JS-05). Those made before were not drawn: nobody was asked to look at them. Stored rule documents stay as
// they are; whether a programme that already runs is reviewed is said by a new version of its rules.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122235705_enrolment_reviews extends Migration {

  override name = 'Migration20261122235705_enrolment_reviews';

  override up(): void | Promise<void> {
    this.addSql(`alter table "enrolment" add "review_state" text not null default 'NOT_DRAWN', add "reviewed_at" timestamptz(3) null, add "reviewed_by_id" bigint null, add "reviewed_by_name" text null, add "review_reason" text null, add "review_answer" text null;`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_sent_back" check (((review_state <> 'SENT_BACK'::text) OR ((review_reason IS NOT NULL) AND (reviewed_by_name IS NOT NULL))));`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_review_state_check" check ("review_state" in ('NOT_DRAWN', 'WAITING', 'PASSED', 'SENT_BACK'));`);
  }

}
