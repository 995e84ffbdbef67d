// Offices come under row-level security: they are seen by all and changed below the own one only. A person is changed where
// they work, and posts are written by offices. What may be seen and not written has a policy a command, because one for all
// would let a seen row be changed into the own subtree. Sessions learn to look as an office below; those that are open look as
// nobody.
import { Migration } from '@mikro-orm/migrations';

export class Migration20261121230000_access_rules extends Migration {

  override name = 'Migration20261121230000_access_rules';

  override up(): void | Promise<void> {
    this.addSql(`drop policy "person_classes" on "person";`);
    this.addSql(`drop policy "person_office" on "person";`);
    this.addSql(`drop policy "person_programmes" on "person";`);
    this.addSql(`drop policy "person_self" on "person";`);

    this.addSql(`alter table "office" enable row level security;`);
    this.addSql(`alter table "office" force row level security;`);
    this.addSql(`create policy "office_whole" on "office" to "yanxiu_whole" using (true) with check (true);`);
    this.addSql(`create policy "office_office_select" on "office" for select to "yanxiu_office" using (true);`);
    this.addSql(`create policy "office_office_insert" on "office" for insert to "yanxiu_office" with check ((path >= (select current_setting('yanxiu.path', true))) and (path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "office_office_update" on "office" for update to "yanxiu_office" using ((path >= (select current_setting('yanxiu.path', true))) and (path < (select current_setting('yanxiu.path_end', true)))) with check ((path >= (select current_setting('yanxiu.path', true))) and (path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "office_office_delete" on "office" for delete to "yanxiu_office" using ((path >= (select current_setting('yanxiu.path', true))) and (path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "office_classes_select" on "office" for select to "yanxiu_classes" using (true);`);
    this.addSql(`create policy "office_programmes_select" on "office" for select to "yanxiu_programmes" using (true);`);
    this.addSql(`create policy "office_self_select" on "office" for select to "yanxiu_self" using (true);`);
    this.addSql(`create policy "office_anonymous_select" on "office" for select to "yanxiu_anonymous" using (true);`);
    this.addSql(`create policy "office_job" on "office" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`create policy "person_office_select" on "person" for select to "yanxiu_office" using (((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = person.office_id) or exists (select 1 from enrolment e where e.person_id = person.id)));`);
    this.addSql(`create policy "person_office_insert" on "person" for insert to "yanxiu_office" with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "person_office_update" on "person" for update to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id)) with check ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "person_office_delete" on "person" for delete to "yanxiu_office" using ((select o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)) from office o where o.id = office_id));`);
    this.addSql(`create policy "person_classes_select" on "person" for select to "yanxiu_classes" using ((id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) or exists (select 1 from enrolment e where e.person_id = person.id)));`);
    this.addSql(`create policy "person_programmes_select" on "person" for select to "yanxiu_programmes" using ((id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person) or exists (select 1 from enrolment e where e.person_id = person.id)));`);
    this.addSql(`create policy "person_self_select" on "person" for select to "yanxiu_self" using (id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);

    this.addSql(`drop policy "role_assignment_classes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_programmes" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_self" on "role_assignment";`);
    this.addSql(`create policy "role_assignment_classes_select" on "role_assignment" for select to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "role_assignment_programmes_select" on "role_assignment" for select to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "role_assignment_self_select" on "role_assignment" for select to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);

    this.addSql(`alter table "session" add "view_as_office_id" bigint null, add "view_as_until" timestamptz(3) null, add "view_as_reason" text null;`);
    this.addSql(`alter table "session" add constraint "session_view_as_office_id_foreign" foreign key ("view_as_office_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "session" add constraint "session_view_as" check (((view_as_office_id IS NULL) = (view_as_until IS NULL)) AND ((view_as_office_id IS NULL) = (view_as_reason IS NULL)));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop policy "office_whole" on "office";`);
    this.addSql(`drop policy "office_office_select" on "office";`);
    this.addSql(`drop policy "office_office_insert" on "office";`);
    this.addSql(`drop policy "office_office_update" on "office";`);
    this.addSql(`drop policy "office_office_delete" on "office";`);
    this.addSql(`drop policy "office_classes_select" on "office";`);
    this.addSql(`drop policy "office_programmes_select" on "office";`);
    this.addSql(`drop policy "office_self_select" on "office";`);
    this.addSql(`drop policy "office_anonymous_select" on "office";`);
    this.addSql(`drop policy "office_job" on "office";`);

    this.addSql(`drop policy "person_office_select" on "person";`);
    this.addSql(`drop policy "person_office_insert" on "person";`);
    this.addSql(`drop policy "person_office_update" on "person";`);
    this.addSql(`drop policy "person_office_delete" on "person";`);
    this.addSql(`drop policy "person_classes_select" on "person";`);
    this.addSql(`drop policy "person_programmes_select" on "person";`);
    this.addSql(`drop policy "person_self_select" on "person";`);

    this.addSql(`drop policy "role_assignment_classes_select" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_programmes_select" on "role_assignment";`);
    this.addSql(`drop policy "role_assignment_self_select" on "role_assignment";`);

    this.addSql(`alter table "session" drop constraint "session_view_as_office_id_foreign";`);

    this.addSql(`alter table "office" no force row level security;`);
    this.addSql(`alter table "office" disable row level security;`);

    this.addSql(`create policy "person_classes" on "person" to "yanxiu_classes" using (((id = ( SELECT (NULLIF(current_setting('yanxiu.person'::text, true), ''::text))::bigint AS person)) OR (EXISTS ( SELECT 1
   FROM enrolment e
  WHERE (e.person_id = person.id))))) with check (((id = ( SELECT (NULLIF(current_setting('yanxiu.person'::text, true), ''::text))::bigint AS person)) OR (EXISTS ( SELECT 1
   FROM enrolment e
  WHERE (e.person_id = person.id)))));`);
    this.addSql(`create policy "person_office" on "person" to "yanxiu_office" using ((( SELECT ((o.path >= ( SELECT current_setting('yanxiu.path'::text, true) AS current_setting)) AND (o.path < ( SELECT current_setting('yanxiu.path_end'::text, true) AS current_setting)))
   FROM office o
  WHERE (o.id = person.office_id)) OR (EXISTS ( SELECT 1
   FROM enrolment e
  WHERE (e.person_id = person.id))))) with check (( SELECT ((o.path >= ( SELECT current_setting('yanxiu.path'::text, true) AS current_setting)) AND (o.path < ( SELECT current_setting('yanxiu.path_end'::text, true) AS current_setting)))
   FROM office o
  WHERE (o.id = person.office_id)));`);
    this.addSql(`create policy "person_programmes" on "person" to "yanxiu_programmes" using (((id = ( SELECT (NULLIF(current_setting('yanxiu.person'::text, true), ''::text))::bigint AS person)) OR (EXISTS ( SELECT 1
   FROM enrolment e
  WHERE (e.person_id = person.id))))) with check (((id = ( SELECT (NULLIF(current_setting('yanxiu.person'::text, true), ''::text))::bigint AS person)) OR (EXISTS ( SELECT 1
   FROM enrolment e
  WHERE (e.person_id = person.id)))));`);
    this.addSql(`create policy "person_self" on "person" to "yanxiu_self" using ((id = ( SELECT (NULLIF(current_setting('yanxiu.person'::text, true), ''::text))::bigint AS person))) with check ((id = ( SELECT (NULLIF(current_setting('yanxiu.person'::text, true), ''::text))::bigint AS person)));`);

    this.addSql(`create policy "role_assignment_classes" on "role_assignment" to "yanxiu_classes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "role_assignment_programmes" on "role_assignment" to "yanxiu_programmes" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);
    this.addSql(`create policy "role_assignment_self" on "role_assignment" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person)) with check (person_id = (select nullif(current_setting('yanxiu.person', true), '')::bigint as person));`);

    this.addSql(`alter table "session" drop constraint "session_view_as";`);
    this.addSql(`alter table "session" drop column "view_as_office_id", drop column "view_as_until", drop column "view_as_reason";`);
  }

}
