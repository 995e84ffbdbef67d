// The rule document's second format: what was one programme's becomes optional parts (0043). Stored documents are written over
// into it, clause by clause, so that there is one format to read; what they say and their versions stay as they were.
// A programme may be organised by an office that is none of this installation.
import { Migration } from '@mikro-orm/migrations';

/** What no code acted upon when these documents were written, as the documents of the second format say it. */
const unsupported = [
  { path: 'eligibility', sentence: { zh: '报名时尚不检查参训资格。', en: 'Eligibility is not checked at enrolment yet.' } },
  { path: 'participationTarget', sentence: { zh: '尚不按目标显示差距。', en: 'The gap to the target is not shown yet.' } },
  { path: 'windows', sentence: { zh: '系统尚不按配额、报名和换人的期限拒绝操作。', en: 'Nothing is refused by the windows of quotas, enrolment and substitution yet.' } },
  { path: 'originality', sentence: { zh: '抄袭由人认定，系统尚不按比例判定和禁止参训。', en: 'Plagiarism is judged by people; neither limit nor bar is applied yet.' } },
  { path: 'scoring.excellentFrom', sentence: { zh: '尚不按优秀线推荐优秀学员。', en: 'Nobody is recommended as excellent by the result yet.' } },
];

/** The first format had one English sentence for each of its two kinds of eligibility. */
const english = `case e ->> 'kind' when 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS' then 'not the same series in two consecutive years' else 'not while barred for plagiarism in this year' end`;
const days = (sign: string, value: string) => `jsonb_build_object('anchor', 'PERIOD_START', 'days', ${sign}(${value})::int)`;
const enrolment = `document #>> '{windows,enrolmentDaysBeforeStart`;

export class Migration20261122104509_rule_documents extends Migration {

  override name = 'Migration20261122104509_rule_documents';

  override up(): void | Promise<void> {
    this.addSql(`alter table "programme" drop constraint "programme_office_id_foreign";`);

    this.addSql(`alter table "programme" alter column "office_id" drop not null;`);
    this.addSql(`alter table "programme" add constraint "programme_office_id_foreign" foreign key ("office_id") references "office" ("id") on delete set null;`);

    this.addSql(`update "programme_rule" set "document" = "document" || jsonb_build_object(
      'format', 2,
      'programme', "document" -> 'programme' || '{"kind": "TRAINING"}',
      'periods', "document" -> 'periods' || '{"kind": "COMPUTED"}',
      'eligibility', (select coalesce(jsonb_agg(e || jsonb_build_object('text', jsonb_build_object('zh', e -> 'text', 'en', ${english})) order by place), '[]') from jsonb_array_elements("document" -> 'eligibility') with ordinality as each(e, place)),
      'windows', jsonb_build_array(
        jsonb_build_object('requirement', "document" #> '{windows,quotasUntil,requirement}', 'action', 'QUOTAS', 'until', jsonb_build_object('anchor', 'DATE', 'date', "document" #> '{windows,quotasUntil,date}')),
        jsonb_strip_nulls(jsonb_build_object('requirement', "document" #> '{windows,enrolmentDaysBeforeStart,requirement}', 'action', 'ENROLMENT',
          'from', case when ${enrolment},earliest}' is not null then ${days('-', `${enrolment},earliest}'`)} end,
          'until', ${days('-', `${enrolment},latest}'`)}, 'finishFrom', ${days('-', `${enrolment},finalDays}'`)})),
        jsonb_build_object('requirement', "document" #> '{windows,substitutionUntil,requirement}', 'action', 'SUBSTITUTION', 'until', '{"anchor": "PERIOD_END", "days": 0}'::jsonb)),
      'unsupported', '${JSON.stringify(unsupported)}'::jsonb)
      where "document" -> 'format' is null;`);
  }

}
