// The first schema: every table of the first ten domains with its constraints, indexes and row-level security policies.
// Policies stand with the entities; what a policy needs of another table (person → enrolment) exists by then.
// Columns compared as paths are in the C collation, so that a subtree is a range.
import { Migration } from '@mikro-orm/migrations';

export class Migration20230701000000_initial extends Migration {

  override name = 'Migration20230701000000_initial';

  override up(): void | Promise<void> {
    this.addSql(`create table "audit_event" ("id" bigserial primary key, "at" timestamptz(3) not null, "request_id" text not null, "actor" text not null, "role" text null, "office_id" bigint null, "action" text not null, "subject" text null, "facts" jsonb not null);`);
    this.addSql(`create index "audit_event_office_id_index" on "audit_event" ("office_id");`);

    this.addSql(`create table "business_clock" ("id" int not null, "offset_ms" bigint not null, "is_demo" boolean not null, primary key ("id"));`);

    this.addSql(`create table "idempotency_key" ("actor" text not null, "key" text not null, "request_hash" bytea not null, "answer" jsonb not null, "created_at" timestamptz(3) not null, primary key ("actor", "key"));`);
    this.addSql(`create index "idempotency_key_created_at_index" on "idempotency_key" ("created_at");`);

    this.addSql(`create table "office" ("id" bigserial primary key, "code" text not null, "name" text not null, "level" text not null, "parent_id" bigint null, "path" text collate "C" not null, "city_id" bigint null, "county_id" bigint null);`);
    this.addSql(`alter table "office" add constraint "office_code_unique" unique ("code");`);
    this.addSql(`create index "office_parent_id_index" on "office" ("parent_id");`);
    this.addSql(`alter table "office" add constraint "office_path_unique" unique ("path");`);

    this.addSql(`create table "api_client" ("id" bigserial primary key, "client_id" text not null, "name" text not null, "office_id" bigint not null, "scopes" text[] not null, "created_at" timestamptz(3) not null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null);`);
    this.addSql(`alter table "api_client" add constraint "api_client_client_id_unique" unique ("client_id");`);

    this.addSql(`create table "api_token" ("token_hash" bytea not null, "client_id" bigint not null, "scopes" text[] not null, "expires_at" timestamptz(3) not null, primary key ("token_hash"));`);
    this.addSql(`create index "api_token_client_id_index" on "api_token" ("client_id");`);
    this.addSql(`create index "api_token_expires_at_index" on "api_token" ("expires_at");`);

    this.addSql(`create table "api_secret" ("client_id" bigint not null, "secret_hash" bytea not null, primary key ("client_id"));`);

    this.addSql(`create table "person" ("id" bigserial primary key, "name" text collate "C" not null, "training_number" text not null, "user_name" text null, "id_card_sealed" bytea null, "id_card_hash" bytea null, "id_card_masked" text null, "mobile_sealed" bytea null, "mobile_masked" text null, "office_id" bigint not null);`);
    this.addSql(`create index "person_name_index" on "person" ("name");`);
    this.addSql(`alter table "person" add constraint "person_training_number_unique" unique ("training_number");`);
    this.addSql(`alter table "person" add constraint "person_user_name_unique" unique ("user_name");`);
    this.addSql(`alter table "person" add constraint "person_id_card_hash_unique" unique ("id_card_hash");`);
    this.addSql(`create index "person_office_id_index" on "person" ("office_id");`);

    this.addSql(`create table "credential" ("person_id" bigint not null, "password_hash" text not null, "changed_at" timestamptz(3) not null, primary key ("person_id"));`);

    this.addSql(`create table "programme" ("id" bigserial primary key, "code" text not null, "name" text not null, "year" int not null, "series" text not null, "office_id" bigint not null);`);
    this.addSql(`alter table "programme" add constraint "programme_code_unique" unique ("code");`);

    this.addSql(`create table "period" ("id" bigserial primary key, "programme_id" bigint not null, "number" int not null, "starts_on" date not null, "ends_on" date not null);`);
    this.addSql(`alter table "period" add constraint "period_programme_id_number_unique" unique ("programme_id", "number");`);

    this.addSql(`create table "course" ("id" bigserial primary key, "code" text not null, "programme_id" bigint not null, "name" text not null, "subject" text not null, "stage" text not null, "hours_tenths" int not null);`);
    this.addSql(`alter table "course" add constraint "course_code_unique" unique ("code");`);

    this.addSql(`create table "programme_rule" ("id" bigserial primary key, "programme_id" bigint not null, "version" int not null, "document" jsonb not null, "effective_from" date not null);`);
    this.addSql(`alter table "programme_rule" add constraint "programme_rule_programme_id_version_unique" unique ("programme_id", "version");`);

    this.addSql(`create table "role_assignment" ("id" bigserial primary key, "person_id" bigint not null, "role" text not null, "office_id" bigint not null, "valid_from" date not null, "valid_until" date null);`);
    this.addSql(`create index "role_assignment_person_id_index" on "role_assignment" ("person_id");`);

    this.addSql(`create table "programme_role" ("role_id" bigint not null, "programme_id" bigint not null, primary key ("role_id", "programme_id"));`);

    this.addSql(`create table "rubric" ("id" bigserial primary key, "code" text not null, "version" int not null, "criteria" jsonb not null);`);
    this.addSql(`alter table "rubric" add constraint "rubric_code_version_unique" unique ("code", "version");`);

    this.addSql(`create table "assignment" ("id" bigserial primary key, "course_id" bigint not null, "rubric_id" bigint not null, "title" text not null, "prompt" text not null, "maximum_tenths" int not null, "release_on_submit" boolean not null);`);

    this.addSql(`create table "school_indicator" ("period_id" bigint not null, "school_id" bigint not null, "enrolled" int not null default 0, "participating" int not null default 0, "submitted" int not null default 0, "graded" int not null default 0, "released" int not null default 0, "total_tenths_sum" bigint not null default '0', "passed" int not null default 0, "online_seconds" bigint not null default '0', primary key ("period_id", "school_id"));`);

    this.addSql(`create table "session" ("id" bigserial primary key, "token_hash" bytea not null, "person_id" bigint not null, "active_role_id" bigint null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null);`);
    this.addSql(`alter table "session" add constraint "session_token_hash_unique" unique ("token_hash");`);
    this.addSql(`create index "session_person_id_index" on "session" ("person_id");`);
    this.addSql(`create index "session_expires_at_index" on "session" ("expires_at");`);

    this.addSql(`create table "sign_in_failure" ("login_hash" bytea not null, "address" text not null, "failures" int not null, "locked_until" timestamptz(3) null, "last_at" timestamptz(3) not null, primary key ("login_hash", "address"));`);

    this.addSql(`create table "teacher_profile" ("person_id" bigint not null, "subject" text not null, "stage" text not null, "title" text null, primary key ("person_id"));`);

    this.addSql(`create table "training_class" ("id" bigserial primary key, "code" text not null, "name" text not null, "course_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null);`);
    this.addSql(`alter table "training_class" add constraint "training_class_code_unique" unique ("code");`);
    this.addSql(`create index "training_class_period_id_index" on "training_class" ("period_id");`);
    this.addSql(`alter table "training_class" add constraint "training_class_course_id_period_id_unique" unique ("course_id", "period_id");`);

    this.addSql(`create table "enrolment" ("id" bigserial primary key, "programme_id" bigint not null, "period_id" bigint not null, "class_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "state" text not null, "enrolled_at" timestamptz(3) not null);`);
    this.addSql(`create index "enrolment_person_id_index" on "enrolment" ("person_id");`);
    this.addSql(`create index "enrolment_class_id_id_index" on "enrolment" ("class_id", "id");`);
    this.addSql(`create index "enrolment_school_id_id_index" on "enrolment" ("school_id", "id");`);
    this.addSql(`create index "enrolment_period_id_id_index" on "enrolment" ("period_id", "id");`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_class_id_person_id_unique" unique ("class_id", "person_id");`);

    this.addSql(`create table "submission" ("id" bigserial primary key, "assignment_id" bigint not null, "enrolment_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "attempt" int not null, "is_latest" boolean not null, "text" text not null, "character_count" int not null, "state" text not null, "version" int not null, "submitted_at" timestamptz(3) not null, "return_reason" text null, "last_review_id" bigint null);`);
    this.addSql(`create index "submission_queue" on "submission" ("class_id", "state", "submitted_at", "id") where "is_latest";`);
    this.addSql(`create index "submission_programme_id_state_submitted_at_id_index" on "submission" ("programme_id", "state", "submitted_at", "id");`);
    this.addSql(`alter table "submission" add constraint "submission_enrolment_id_assignment_id_attempt_unique" unique ("enrolment_id", "assignment_id", "attempt");`);

    this.addSql(`create table "submission_lease" ("submission_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "holder_id" bigint not null, "holder_name" text not null, "until" timestamptz(3) not null, "since" timestamptz(3) not null, primary key ("submission_id"));`);

    this.addSql(`create table "submission_event" ("id" bigserial primary key, "submission_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "from_state" text null, "to_state" text not null, "by_id" bigint not null, "by_name" text not null, "at" timestamptz(3) not null, "reason" text null);`);
    this.addSql(`create index "submission_event_submission_id_index" on "submission_event" ("submission_id");`);

    this.addSql(`create table "review_draft" ("submission_id" bigint not null, "tutor_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "version" int not null, "points_tenths" int null, "criterion_points" jsonb not null, "comment" text not null, "is_excellent" boolean not null, "saved_at" timestamptz(3) not null, primary key ("submission_id", "tutor_id"));`);

    this.addSql(`create table "review" ("id" bigserial primary key, "submission_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "tutor_id" bigint not null, "tutor_name" text not null, "points_tenths" int not null, "criterion_points" jsonb not null, "comment" text not null, "is_excellent" boolean not null, "submitted_at" timestamptz(3) not null, "released_at" timestamptz(3) null, "seconds" int null);`);
    this.addSql(`create index "review_submission_id_index" on "review" ("submission_id");`);
    this.addSql(`create index "review_tutor_id_submitted_at_index" on "review" ("tutor_id", "submitted_at");`);

    this.addSql(`create table "opinion" ("id" bigserial primary key, "submission_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "expert_id" bigint not null, "expert_name" text not null, "text" text not null, "given_at" timestamptz(3) not null);`);
    this.addSql(`create index "opinion_submission_id_index" on "opinion" ("submission_id");`);

    this.addSql(`create table "result" ("enrolment_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "learning_tenths" int not null, "objective_tenths" int not null, "subjective_tenths" int not null, "excellent_tenths" int not null, "interaction_tenths" int not null, "total_tenths" int not null, "verdict" text not null, "rule_version" int not null, "facts" jsonb not null, "computed_at" timestamptz(3) not null, primary key ("enrolment_id"));`);

    this.addSql(`create table "objective_result" ("enrolment_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "correct_items" int not null, "total_items" int not null, "at" timestamptz(3) not null, primary key ("enrolment_id"));`);

    this.addSql(`create table "interaction_record" ("id" bigserial primary key, "enrolment_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "kind" text not null, "is_recommended" boolean not null, "at" timestamptz(3) not null);`);
    this.addSql(`create index "interaction_record_enrolment_id_index" on "interaction_record" ("enrolment_id");`);

    this.addSql(`create table "class_tutor" ("role_id" bigint not null, "class_id" bigint not null, primary key ("role_id", "class_id"));`);
    this.addSql(`create index "class_tutor_class_id_index" on "class_tutor" ("class_id");`);

    this.addSql(`create table "unit" ("id" bigserial primary key, "course_id" bigint not null, "number" int not null, "title" text not null, "kind" text not null, "minutes" int not null);`);
    this.addSql(`alter table "unit" add constraint "unit_course_id_number_unique" unique ("course_id", "number");`);

    this.addSql(`create table "learning_record" ("id" bigserial primary key, "enrolment_id" bigint not null, "person_id" bigint not null, "school_id" bigint not null, "class_id" bigint not null, "period_id" bigint not null, "programme_id" bigint not null, "unit_id" bigint not null, "seconds" int not null, "recorded_at" timestamptz(3) not null);`);
    this.addSql(`create index "learning_record_enrolment_id_index" on "learning_record" ("enrolment_id");`);

    this.addSql(`alter table "audit_event" enable row level security;`);
    this.addSql(`alter table "audit_event" force row level security;`);
    this.addSql(`create policy "audit_event_office" on "audit_event" to "yanxiu_office" using (office_id is null or exists (select 1 from office o where o.id = office_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (office_id is null or exists (select 1 from office o where o.id = office_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "audit_event_classes" on "audit_event" to "yanxiu_classes" using (true) with check (true);`);
    this.addSql(`create policy "audit_event_programmes" on "audit_event" to "yanxiu_programmes" using (true) with check (true);`);
    this.addSql(`create policy "audit_event_self" on "audit_event" to "yanxiu_self" using (true) with check (true);`);
    this.addSql(`create policy "audit_event_anonymous" on "audit_event" to "yanxiu_anonymous" using (true) with check (true);`);
    this.addSql(`create policy "audit_event_job" on "audit_event" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "business_clock" add constraint "business_clock_is_one_row" check (id = 1);`);

    this.addSql(`alter table "office" add constraint "office_parent_id_foreign" foreign key ("parent_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office" add constraint "office_city_id_foreign" foreign key ("city_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office" add constraint "office_county_id_foreign" foreign key ("county_id") references "office" ("id") on delete set null;`);
    this.addSql(`alter table "office" add constraint "office_level_check" check ("level" in ('PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'));`);

    this.addSql(`alter table "api_client" add constraint "api_client_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "api_client" enable row level security;`);
    this.addSql(`alter table "api_client" force row level security;`);
    this.addSql(`create policy "api_client_office" on "api_client" to "yanxiu_office" using (exists (select 1 from office o where o.id = office_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = office_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "api_client_job" on "api_client" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "api_token" add constraint "api_token_client_id_foreign" foreign key ("client_id") references "api_client" ("id");`);

    this.addSql(`alter table "api_secret" add constraint "api_secret_client_id_foreign" foreign key ("client_id") references "api_client" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "api_secret" enable row level security;`);
    this.addSql(`alter table "api_secret" force row level security;`);
    this.addSql(`create policy "api_secret_office" on "api_secret" to "yanxiu_office" using (exists (select 1 from api_client c where c.id = api_secret.client_id)) with check (exists (select 1 from api_client c where c.id = api_secret.client_id));`);
    this.addSql(`create policy "api_secret_job" on "api_secret" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "person" add constraint "person_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "person" enable row level security;`);
    this.addSql(`alter table "person" force row level security;`);
    this.addSql(`create policy "person_office" on "person" to "yanxiu_office" using ((exists (select 1 from office o where o.id = person.office_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))) or exists (select 1 from enrolment e where e.person_id = person.id))) with check (exists (select 1 from office o where o.id = office_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "person_classes" on "person" to "yanxiu_classes" using ((person.id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint or exists (select 1 from enrolment e where e.person_id = person.id and e.class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])))) with check ((person.id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint or exists (select 1 from enrolment e where e.person_id = person.id and e.class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]))));`);
    this.addSql(`create policy "person_programmes" on "person" to "yanxiu_programmes" using ((person.id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint or exists (select 1 from enrolment e where e.person_id = person.id and e.programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])))) with check ((person.id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint or exists (select 1 from enrolment e where e.person_id = person.id and e.programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]))));`);
    this.addSql(`create policy "person_self" on "person" to "yanxiu_self" using (id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "person_job" on "person" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "credential" add constraint "credential_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "programme" add constraint "programme_office_id_foreign" foreign key ("office_id") references "office" ("id");`);

    this.addSql(`alter table "period" add constraint "period_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);

    this.addSql(`alter table "course" add constraint "course_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "course" add constraint "course_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "course" add constraint "course_stage_check" check ("stage" in ('KINDERGARTEN', 'PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL'));`);

    this.addSql(`alter table "programme_rule" add constraint "programme_rule_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);

    this.addSql(`alter table "role_assignment" add constraint "role_assignment_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_office_id_foreign" foreign key ("office_id") references "office" ("id");`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_role_check" check ("role" in ('CHIEF_ADMIN', 'ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER'));`);

    this.addSql(`alter table "programme_role" add constraint "programme_role_role_id_foreign" foreign key ("role_id") references "role_assignment" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "programme_role" add constraint "programme_role_programme_id_foreign" foreign key ("programme_id") references "programme" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "assignment" add constraint "assignment_course_id_foreign" foreign key ("course_id") references "course" ("id");`);
    this.addSql(`alter table "assignment" add constraint "assignment_rubric_id_foreign" foreign key ("rubric_id") references "rubric" ("id");`);

    this.addSql(`alter table "school_indicator" add constraint "school_indicator_period_id_foreign" foreign key ("period_id") references "period" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "school_indicator" add constraint "school_indicator_school_id_foreign" foreign key ("school_id") references "office" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "school_indicator" add constraint "school_indicator_counts" check (enrolled >= participating and participating >= 0 and submitted >= graded and graded >= 0 and released >= passed and passed >= 0 and total_tenths_sum >= 0 and online_seconds >= 0);`);

    this.addSql(`alter table "session" add constraint "session_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "session" add constraint "session_active_role_id_foreign" foreign key ("active_role_id") references "role_assignment" ("id") on delete set null;`);

    this.addSql(`alter table "teacher_profile" add constraint "teacher_profile_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "teacher_profile" add constraint "teacher_profile_subject_check" check ("subject" in ('CHINESE', 'MATHEMATICS', 'ENGLISH', 'JAPANESE', 'RUSSIAN', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'CIVICS', 'POLITICS', 'HISTORY', 'GEOGRAPHY', 'SCIENCE', 'INFORMATION', 'TECHNOLOGY', 'MUSIC', 'ART', 'ARTS', 'CALLIGRAPHY', 'DANCE', 'DRAMA', 'PE', 'HEALTH', 'PSYCHOLOGY', 'LABOUR', 'COMPREHENSIVE_PRACTICE', 'LOCAL_CURRICULUM', 'SCHOOL_CURRICULUM', 'SAFETY', 'ENVIRONMENT', 'TRADITIONAL_CULTURE', 'READING', 'MORAL_EDUCATION', 'CLASS_MANAGEMENT', 'SPECIAL_EDUCATION', 'KINDERGARTEN_HEALTH', 'KINDERGARTEN_LANGUAGE', 'KINDERGARTEN_SOCIETY', 'KINDERGARTEN_SCIENCE', 'KINDERGARTEN_ART', 'KINDERGARTEN', 'VOCATIONAL_ENGINEERING', 'VOCATIONAL_IT', 'VOCATIONAL_COMMERCE', 'VOCATIONAL_TOURISM', 'VOCATIONAL_AGRICULTURE'));`);
    this.addSql(`alter table "teacher_profile" add constraint "teacher_profile_stage_check" check ("stage" in ('KINDERGARTEN', 'PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL'));`);
    this.addSql(`alter table "teacher_profile" enable row level security;`);
    this.addSql(`alter table "teacher_profile" force row level security;`);
    this.addSql(`create policy "teacher_profile_office" on "teacher_profile" to "yanxiu_office" using (exists (select 1 from person p where p.id = person_id)) with check (exists (select 1 from person p where p.id = person_id));`);
    this.addSql(`create policy "teacher_profile_classes" on "teacher_profile" to "yanxiu_classes" using (exists (select 1 from person p where p.id = person_id)) with check (exists (select 1 from person p where p.id = person_id));`);
    this.addSql(`create policy "teacher_profile_programmes" on "teacher_profile" to "yanxiu_programmes" using (exists (select 1 from person p where p.id = person_id)) with check (exists (select 1 from person p where p.id = person_id));`);
    this.addSql(`create policy "teacher_profile_self" on "teacher_profile" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "teacher_profile_job" on "teacher_profile" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "training_class" add constraint "training_class_course_id_foreign" foreign key ("course_id") references "course" ("id");`);
    this.addSql(`alter table "training_class" add constraint "training_class_period_id_foreign" foreign key ("period_id") references "period" ("id");`);
    this.addSql(`alter table "training_class" add constraint "training_class_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);

    this.addSql(`alter table "enrolment" add constraint "enrolment_programme_id_foreign" foreign key ("programme_id") references "programme" ("id");`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_period_id_foreign" foreign key ("period_id") references "period" ("id");`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_class_id_foreign" foreign key ("class_id") references "training_class" ("id");`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_school_id_foreign" foreign key ("school_id") references "office" ("id");`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_state_check" check ("state" in ('ENROLLED', 'WITHDRAWN'));`);
    this.addSql(`alter table "enrolment" enable row level security;`);
    this.addSql(`alter table "enrolment" force row level security;`);
    this.addSql(`create policy "enrolment_office" on "enrolment" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "enrolment_classes" on "enrolment" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "enrolment_programmes" on "enrolment" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "enrolment_self" on "enrolment" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "enrolment_job" on "enrolment" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "submission" add constraint "submission_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id");`);
    this.addSql(`alter table "submission" add constraint "submission_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id");`);
    this.addSql(`alter table "submission" add constraint "submission_state_check" check ("state" in ('SUBMITTED', 'SCORED', 'RELEASED', 'RETURNED'));`);
    this.addSql(`alter table "submission" enable row level security;`);
    this.addSql(`alter table "submission" force row level security;`);
    this.addSql(`create policy "submission_office" on "submission" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "submission_classes" on "submission" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "submission_programmes" on "submission" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "submission_self" on "submission" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "submission_job" on "submission" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "submission_lease" add constraint "submission_lease_submission_id_foreign" foreign key ("submission_id") references "submission" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "submission_lease" enable row level security;`);
    this.addSql(`alter table "submission_lease" force row level security;`);
    this.addSql(`create policy "submission_lease_office" on "submission_lease" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "submission_lease_classes" on "submission_lease" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "submission_lease_programmes" on "submission_lease" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "submission_lease_self" on "submission_lease" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "submission_lease_job" on "submission_lease" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "submission_event" add constraint "submission_event_submission_id_foreign" foreign key ("submission_id") references "submission" ("id");`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_from_state_check" check ("from_state" in ('SUBMITTED', 'SCORED', 'RELEASED', 'RETURNED'));`);
    this.addSql(`alter table "submission_event" add constraint "submission_event_to_state_check" check ("to_state" in ('SUBMITTED', 'SCORED', 'RELEASED', 'RETURNED'));`);
    this.addSql(`alter table "submission_event" enable row level security;`);
    this.addSql(`alter table "submission_event" force row level security;`);
    this.addSql(`create policy "submission_event_office" on "submission_event" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "submission_event_classes" on "submission_event" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "submission_event_programmes" on "submission_event" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "submission_event_self" on "submission_event" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "submission_event_job" on "submission_event" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "review_draft" add constraint "review_draft_submission_id_foreign" foreign key ("submission_id") references "submission" ("id");`);
    this.addSql(`alter table "review_draft" enable row level security;`);
    this.addSql(`alter table "review_draft" force row level security;`);
    this.addSql(`create policy "review_draft_classes" on "review_draft" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]) and tutor_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]) and tutor_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "review_draft_programmes" on "review_draft" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]) and tutor_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]) and tutor_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "review_draft_job" on "review_draft" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "review" add constraint "review_submission_id_foreign" foreign key ("submission_id") references "submission" ("id");`);
    this.addSql(`alter table "review" add constraint "review_points" check (points_tenths >= 0);`);
    this.addSql(`alter table "review" enable row level security;`);
    this.addSql(`alter table "review" force row level security;`);
    this.addSql(`create policy "review_office" on "review" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "review_classes" on "review" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "review_programmes" on "review" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "review_self" on "review" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint and released_at is not null) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint and released_at is not null);`);
    this.addSql(`create policy "review_job" on "review" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "opinion" add constraint "opinion_submission_id_foreign" foreign key ("submission_id") references "submission" ("id");`);
    this.addSql(`alter table "opinion" enable row level security;`);
    this.addSql(`alter table "opinion" force row level security;`);
    this.addSql(`create policy "opinion_office" on "opinion" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "opinion_classes" on "opinion" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "opinion_programmes" on "opinion" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "opinion_self" on "opinion" to "yanxiu_self" using (false) with check (false);`);
    this.addSql(`create policy "opinion_job" on "opinion" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "result" add constraint "result_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "result" add constraint "result_total" check (((total_tenths >= 0) AND (total_tenths <= 1000)) AND (total_tenths = ((((learning_tenths + objective_tenths) + subjective_tenths) + excellent_tenths) + interaction_tenths)));`);
    this.addSql(`alter table "result" add constraint "result_verdict_check" check ("verdict" in ('PENDING', 'PASS', 'FAIL'));`);
    this.addSql(`alter table "result" enable row level security;`);
    this.addSql(`alter table "result" force row level security;`);
    this.addSql(`create policy "result_office" on "result" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "result_classes" on "result" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "result_programmes" on "result" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "result_self" on "result" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "result_job" on "result" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "objective_result" add constraint "objective_result_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "objective_result" add constraint "objective_result_items" check ((correct_items >= 0) AND (correct_items <= total_items));`);
    this.addSql(`alter table "objective_result" enable row level security;`);
    this.addSql(`alter table "objective_result" force row level security;`);
    this.addSql(`create policy "objective_result_office" on "objective_result" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "objective_result_classes" on "objective_result" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "objective_result_programmes" on "objective_result" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "objective_result_self" on "objective_result" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "objective_result_job" on "objective_result" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "interaction_record" add constraint "interaction_record_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id");`);
    this.addSql(`alter table "interaction_record" add constraint "interaction_record_kind_check" check ("kind" in ('POST', 'REPLY', 'LIVE_SESSION', 'OFFLINE_ACTIVITY'));`);
    this.addSql(`alter table "interaction_record" enable row level security;`);
    this.addSql(`alter table "interaction_record" force row level security;`);
    this.addSql(`create policy "interaction_record_office" on "interaction_record" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "interaction_record_classes" on "interaction_record" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "interaction_record_programmes" on "interaction_record" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "interaction_record_self" on "interaction_record" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "interaction_record_job" on "interaction_record" to "yanxiu_job" using (true) with check (true);`);

    this.addSql(`alter table "class_tutor" add constraint "class_tutor_role_id_foreign" foreign key ("role_id") references "role_assignment" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "class_tutor" add constraint "class_tutor_class_id_foreign" foreign key ("class_id") references "training_class" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "unit" add constraint "unit_course_id_foreign" foreign key ("course_id") references "course" ("id");`);
    this.addSql(`alter table "unit" add constraint "unit_kind_check" check ("kind" in ('VIDEO', 'READING'));`);

    this.addSql(`alter table "learning_record" add constraint "learning_record_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id");`);
    this.addSql(`alter table "learning_record" add constraint "learning_record_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");`);
    this.addSql(`alter table "learning_record" add constraint "learning_record_seconds" check (seconds > 0);`);
    this.addSql(`alter table "learning_record" enable row level security;`);
    this.addSql(`alter table "learning_record" force row level security;`);
    this.addSql(`create policy "learning_record_office" on "learning_record" to "yanxiu_office" using (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true)))) with check (exists (select 1 from office o where o.id = school_id and o.path >= (select current_setting('yanxiu.path', true)) and o.path < (select current_setting('yanxiu.path_end', true))));`);
    this.addSql(`create policy "learning_record_classes" on "learning_record" to "yanxiu_classes" using (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (class_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "learning_record_programmes" on "learning_record" to "yanxiu_programmes" using (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[])) with check (programme_id = any ((select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]));`);
    this.addSql(`create policy "learning_record_self" on "learning_record" to "yanxiu_self" using (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint) with check (person_id = (select nullif(current_setting('yanxiu.person', true), ''))::bigint);`);
    this.addSql(`create policy "learning_record_job" on "learning_record" to "yanxiu_job" using (true) with check (true);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "office" drop constraint "office_parent_id_foreign";`);
    this.addSql(`alter table "office" drop constraint "office_city_id_foreign";`);
    this.addSql(`alter table "office" drop constraint "office_county_id_foreign";`);
    this.addSql(`alter table "api_client" drop constraint "api_client_office_id_foreign";`);
    this.addSql(`alter table "person" drop constraint "person_office_id_foreign";`);
    this.addSql(`alter table "programme" drop constraint "programme_office_id_foreign";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_office_id_foreign";`);
    this.addSql(`alter table "school_indicator" drop constraint "school_indicator_school_id_foreign";`);
    this.addSql(`alter table "enrolment" drop constraint "enrolment_school_id_foreign";`);
    this.addSql(`alter table "api_token" drop constraint "api_token_client_id_foreign";`);
    this.addSql(`alter table "api_secret" drop constraint "api_secret_client_id_foreign";`);
    this.addSql(`alter table "credential" drop constraint "credential_person_id_foreign";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_person_id_foreign";`);
    this.addSql(`alter table "session" drop constraint "session_person_id_foreign";`);
    this.addSql(`alter table "teacher_profile" drop constraint "teacher_profile_person_id_foreign";`);
    this.addSql(`alter table "enrolment" drop constraint "enrolment_person_id_foreign";`);
    this.addSql(`alter table "period" drop constraint "period_programme_id_foreign";`);
    this.addSql(`alter table "course" drop constraint "course_programme_id_foreign";`);
    this.addSql(`alter table "programme_rule" drop constraint "programme_rule_programme_id_foreign";`);
    this.addSql(`alter table "programme_role" drop constraint "programme_role_programme_id_foreign";`);
    this.addSql(`alter table "training_class" drop constraint "training_class_programme_id_foreign";`);
    this.addSql(`alter table "enrolment" drop constraint "enrolment_programme_id_foreign";`);
    this.addSql(`alter table "school_indicator" drop constraint "school_indicator_period_id_foreign";`);
    this.addSql(`alter table "training_class" drop constraint "training_class_period_id_foreign";`);
    this.addSql(`alter table "enrolment" drop constraint "enrolment_period_id_foreign";`);
    this.addSql(`alter table "assignment" drop constraint "assignment_course_id_foreign";`);
    this.addSql(`alter table "training_class" drop constraint "training_class_course_id_foreign";`);
    this.addSql(`alter table "unit" drop constraint "unit_course_id_foreign";`);
    this.addSql(`alter table "programme_role" drop constraint "programme_role_role_id_foreign";`);
    this.addSql(`alter table "session" drop constraint "session_active_role_id_foreign";`);
    this.addSql(`alter table "class_tutor" drop constraint "class_tutor_role_id_foreign";`);
    this.addSql(`alter table "assignment" drop constraint "assignment_rubric_id_foreign";`);
    this.addSql(`alter table "submission" drop constraint "submission_assignment_id_foreign";`);
    this.addSql(`alter table "enrolment" drop constraint "enrolment_class_id_foreign";`);
    this.addSql(`alter table "class_tutor" drop constraint "class_tutor_class_id_foreign";`);
    this.addSql(`alter table "submission" drop constraint "submission_enrolment_id_foreign";`);
    this.addSql(`alter table "result" drop constraint "result_enrolment_id_foreign";`);
    this.addSql(`alter table "objective_result" drop constraint "objective_result_enrolment_id_foreign";`);
    this.addSql(`alter table "interaction_record" drop constraint "interaction_record_enrolment_id_foreign";`);
    this.addSql(`alter table "learning_record" drop constraint "learning_record_enrolment_id_foreign";`);
    this.addSql(`alter table "submission_lease" drop constraint "submission_lease_submission_id_foreign";`);
    this.addSql(`alter table "submission_event" drop constraint "submission_event_submission_id_foreign";`);
    this.addSql(`alter table "review_draft" drop constraint "review_draft_submission_id_foreign";`);
    this.addSql(`alter table "review" drop constraint "review_submission_id_foreign";`);
    this.addSql(`alter table "opinion" drop constraint "opinion_submission_id_foreign";`);
    this.addSql(`alter table "learning_record" drop constraint "learning_record_unit_id_foreign";`);

    this.addSql(`drop table if exists "audit_event" cascade;`);
    this.addSql(`drop table if exists "business_clock" cascade;`);
    this.addSql(`drop table if exists "idempotency_key" cascade;`);
    this.addSql(`drop table if exists "office" cascade;`);
    this.addSql(`drop table if exists "api_client" cascade;`);
    this.addSql(`drop table if exists "api_token" cascade;`);
    this.addSql(`drop table if exists "api_secret" cascade;`);
    this.addSql(`drop table if exists "person" cascade;`);
    this.addSql(`drop table if exists "credential" cascade;`);
    this.addSql(`drop table if exists "programme" cascade;`);
    this.addSql(`drop table if exists "period" cascade;`);
    this.addSql(`drop table if exists "course" cascade;`);
    this.addSql(`drop table if exists "programme_rule" cascade;`);
    this.addSql(`drop table if exists "role_assignment" cascade;`);
    this.addSql(`drop table if exists "programme_role" cascade;`);
    this.addSql(`drop table if exists "rubric" cascade;`);
    this.addSql(`drop table if exists "assignment" cascade;`);
    this.addSql(`drop table if exists "school_indicator" cascade;`);
    this.addSql(`drop table if exists "session" cascade;`);
    this.addSql(`drop table if exists "sign_in_failure" cascade;`);
    this.addSql(`drop table if exists "teacher_profile" cascade;`);
    this.addSql(`drop table if exists "training_class" cascade;`);
    this.addSql(`drop table if exists "enrolment" cascade;`);
    this.addSql(`drop table if exists "submission" cascade;`);
    this.addSql(`drop table if exists "submission_lease" cascade;`);
    this.addSql(`drop table if exists "submission_event" cascade;`);
    this.addSql(`drop table if exists "review_draft" cascade;`);
    this.addSql(`drop table if exists "review" cascade;`);
    this.addSql(`drop table if exists "opinion" cascade;`);
    this.addSql(`drop table if exists "result" cascade;`);
    this.addSql(`drop table if exists "objective_result" cascade;`);
    this.addSql(`drop table if exists "interaction_record" cascade;`);
    this.addSql(`drop table if exists "class_tutor" cascade;`);
    this.addSql(`drop table if exists "unit" cascade;`);
    this.addSql(`drop table if exists "learning_record" cascade;`);
  }

}
