// Grading sheets in the scene: of each tutor some that wait to be written, and some that were written and may be taken back.
import type pg from 'pg';

/** Answers one of them. */
export async function sheetOf(owner: pg.Client, tutorId: number, submissionId: number): Promise<number | undefined> {
  const { rows } = await owner.query<{ id: number }>(`
    with s as (select t.id, t.class_id, t.assignment_id, t.programme_id, t.last_review_id, a.rubric_id from submission t join assignment a on a.id = t.assignment_id where t.id = $2),
      role as (select min(id) as id from role_assignment where person_id = $1 and role in ('TUTOR', 'CHIEF_TUTOR')),
      act as (insert into bulk_act (kind, person_id, by_name, actor, role, total, created_at, done_at) select 'SCORE', $1, '某辅导员', 'person:' || $1, 'TUTOR', 1, now(), now() from generate_series(1, 3) returning id),
      act_row as (insert into bulk_act_row (act_id, submission_id, person_id, expected_version, is_done, refusals, attempts) select act.id, s.id, $1, 1, true, '[]', 0 from act, s),
      sheet as (insert into grading_sheet (person_id, role_id, class_id, assignment_id, programme_id, rubric_id, file_name, total, blank, same, to_score, changed, conflicts, refused, created_at, applied_at, apply_act_id)
        select $1, role.id, s.class_id, s.assignment_id, s.programme_id, s.rubric_id, '评分表.xlsx', 1, 0, 0, 0, 1, 0, 0, now(), applied.at, applied.act
        from s, role, (select '2023-09-10 08:00:00+08'::timestamptz as at, id as act from act union all select null, null from generate_series(1, 4)) applied returning id, apply_act_id)
    insert into grading_sheet_row (sheet_id, line, person_id, submission_id, outcome, conflict, reasons, total_tenths, criterion_points, comment, is_excellent, seen_version, is_chosen, review_id)
      select sheet.id, 2, $1, s.id, 'CHANGED', null, '[{"column": "得分", "zh": "太多", "en": "too many"}]', 800, '[]', '好。', false, 2, true, case when sheet.apply_act_id is not null then s.last_review_id end from sheet, s returning sheet_id::int as id`, [tutorId, submissionId]);
  return rows[0]?.id;
}
