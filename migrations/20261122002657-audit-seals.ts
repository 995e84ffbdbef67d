// Audit events learn which transaction wrote them, so that the sealer finds what was committed since it last looked, whatever
// the order; their seals get a table. Both only grow: no role has a policy to change or delete. What took place at no office
// (somebody tried to sign in) was readable by every administrator, and is now by the root's alone. Events of before this
// migration are sealed when the server next starts.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261122002657_audit_seals extends Migration {

  override name = 'Migration20261122002657_audit_seals';

  override up(): void | Promise<void> {
    this.addSql(`create table "audit_seal" ("number" bigint not null, "event_id" bigint not null, "sealed_at" timestamptz(3) not null, "committed_after" timestamptz(3) null, "hash" bytea not null, primary key ("number"));`);
    this.addSql(`alter table "audit_seal" add constraint "audit_seal_event_id_unique" unique ("event_id");`);

    this.addSql(`drop policy "audit_event_anonymous" on "audit_event";`);
    this.addSql(`drop policy "audit_event_classes" on "audit_event";`);
    this.addSql(`drop policy "audit_event_job" on "audit_event";`);
    this.addSql(`drop policy "audit_event_office" on "audit_event";`);
    this.addSql(`drop policy "audit_event_programmes" on "audit_event";`);
    this.addSql(`drop policy "audit_event_self" on "audit_event";`);
    this.addSql(`drop policy "audit_event_whole" on "audit_event";`);

    this.addSql(`alter table "audit_event" add "xact" xid8 not null default pg_current_xact_id();`);
    this.addSql(`create index "audit_event_xact_id_index" on "audit_event" ("xact", "id");`);
    this.addSql(`create index "audit_event_at_id_index" on "audit_event" ("at", "id");`);
    this.addSql(`create index "audit_event_actor_at_id_index" on "audit_event" ("actor", "at", "id");`);
    this.addSql(`create policy "audit_event_office_select" on "audit_event" for select to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "audit_event_whole_select" on "audit_event" for select to "yanxiu_whole" using (true);`);
    this.addSql(`create policy "audit_event_job_select" on "audit_event" for select to "yanxiu_job" using (true);`);
    this.addSql(`create policy "audit_event_whole_insert" on "audit_event" for insert to "yanxiu_whole" with check (true);`);
    this.addSql(`create policy "audit_event_office_insert" on "audit_event" for insert to "yanxiu_office" with check (office_id is null or (select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "audit_event_classes_insert" on "audit_event" for insert to "yanxiu_classes" with check (true);`);
    this.addSql(`create policy "audit_event_programmes_insert" on "audit_event" for insert to "yanxiu_programmes" with check (true);`);
    this.addSql(`create policy "audit_event_self_insert" on "audit_event" for insert to "yanxiu_self" with check (true);`);
    this.addSql(`create policy "audit_event_job_insert" on "audit_event" for insert to "yanxiu_job" with check (true);`);
    this.addSql(`create policy "audit_event_anonymous_insert" on "audit_event" for insert to "yanxiu_anonymous" with check (true);`);

    this.addSql(`alter table "audit_seal" enable row level security;`);
    this.addSql(`alter table "audit_seal" force row level security;`);
    this.addSql(`create policy "audit_seal_office_select" on "audit_seal" for select to "yanxiu_office" using (exists (select 1 from audit_event e where e.id = event_id));`);
    this.addSql(`create policy "audit_seal_whole_select" on "audit_seal" for select to "yanxiu_whole" using (true);`);
    this.addSql(`create policy "audit_seal_job_select" on "audit_seal" for select to "yanxiu_job" using (true);`);
    this.addSql(`create policy "audit_seal_job_insert" on "audit_seal" for insert to "yanxiu_job" with check (true);`);
  }
}
