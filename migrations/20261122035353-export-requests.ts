// Files of many persons' data are asked for, decided by another administrator and fetched once: what was asked and decided stays on record.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122035353_export_requests extends Migration {

  override name = 'Migration20261122035353_export_requests';

  override up(): void | Promise<void> {
    this.addSql(`create table "export_request" ("id" bigserial primary key, "office_id" bigint not null, "list" text not null, "format" text not null, "filters" jsonb not null, "row_count" int not null, "reason" text not null, "requested_by_id" bigint not null, "requested_by_name" text not null, "requested_at" timestamptz(3) not null, "state" text not null default 'WAITING', "expires_at" timestamptz(3) not null, "decided_by_id" bigint null, "decided_by_name" text null, "decided_at" timestamptz(3) null, "decision_reason" text null, "fetched_at" timestamptz(3) null, "version" int not null default 1);`);
    this.addSql(`create index "export_request_requested_by_id_index" on "export_request" ("requested_by_id");`);
    this.addSql(`create index "export_request_office_id_id_index" on "export_request" ("office_id", "id");`);
    this.addSql(`create index "export_request_state_id_index" on "export_request" ("state", "id");`);

    this.addSql(`alter table "export_request" add constraint "export_request_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "export_request" add constraint "export_request_by_another" check ((decided_by_id IS DISTINCT FROM requested_by_id));`);
    this.addSql(`alter table "export_request" add constraint "export_request_format_check" check ("format" in ('csv', 'xlsx'));`);
    this.addSql(`alter table "export_request" add constraint "export_request_state_check" check ("state" in ('WAITING', 'APPROVED', 'REFUSED', 'FETCHED'));`);
    this.addSql(`alter table "export_request" enable row level security;`);
    this.addSql(`alter table "export_request" force row level security;`);
    this.addSql(`create policy "export_request_whole" on "export_request" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "export_request_office" on "export_request" to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "export_request_job" on "export_request" to "yanxiu_job" using (true) with check (true);`);
  }

}
