// Excellent learners of the demonstration: what the cast's chief tutor recommended of the periods that have ended, and one who is commended.
import type pg from 'pg';

const reasons = ['率先完成全部课程，三份作业都有自己课堂的实例，研讨中多次回应他人。', '作业过程完整，反思具体，线下活动发言积极。', '发帖质量高，带动同班讨论；最后一份作业被评为优秀。', '学习进度靠前，作业修改认真，成果已在校内分享。'];

/** The best of the chief tutor's subject in periods that are over; the first is commended. */
export async function insertNominations(client: pg.Client): Promise<void> {
  await client.query(`with best as (
      select r.*, row_number() over (order by r.total_tenths desc, r.enrolment_id) as n from result r join enrolment e on e.id = r.enrolment_id and e.state = 'ENROLLED' join period p on p.id = r.period_id join training_class k on k.id = r.class_id join course c on c.id = k.course_id
      join person chief on chief.user_name = 'pei.zhiyuan' join role_assignment post on post.person_id = chief.id and post.role = 'CHIEF_TUTOR' and post.subject = c.subject join programme_role served on served.role_id = post.id and served.programme_id = r.programme_id
      where r.verdict = 'PASS' and r.total_tenths >= 900 and p.ends_on < '2023-09-10' order by r.total_tenths desc, r.enrolment_id limit $2)
    insert into nomination (enrolment_id, person_id, school_id, class_id, period_id, programme_id, total_tenths, reason, by_id, by_name, at, state, version, settled_at, settled_by_id, settled_by_name, settled_reason)
    select enrolment_id, best.person_id, school_id, class_id, period_id, programme_id, total_tenths, ($1::text[])[n], chief.id, chief.name, timestamptz '2023-09-06 10:00+08' + n * interval '7 minutes',
      case n when 1 then 'COMMENDED' else 'NOMINATED' end, case n when 1 then 2 else 1 end, case n when 1 then timestamptz '2023-09-08 15:20+08' end, case n when 1 then office.id end, case n when 1 then office.name end, case n when 1 then '经核对平台数据，同意表彰。' end
    from best, person chief, person office where chief.user_name = 'pei.zhiyuan' and office.user_name = 'gu.wenyuan' order by n`, [reasons, reasons.length]);
}
