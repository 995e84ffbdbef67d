// Appeals of the demonstration: some in each state among the classes of the cast's tutors, on scores that stay what they are.
import type pg from 'pg';
import { learnerCourse } from './cast.js';
import { demoStart } from './profile.js';

type Fate = 'OPEN' | 'CHIEF_OPEN' | 'REVISED' | 'UPHELD' | 'WITHDRAWN';
const fates: readonly Fate[] = ['OPEN', 'CHIEF_OPEN', 'REVISED', 'OPEN', 'UPHELD', 'WITHDRAWN', 'OPEN'];

const reasons = ['第二段用了真实的课例和学生的反应，这一项请再看一遍。', '反思部分写到了改进的办法，扣分的理由不明白。', '引用的文献都注明了出处，不应按转述扣分。'];
const hour = 3_600_000;

interface Chief { id: string; name: string }
interface Work { id: string; review: string; tutor: string; tutorName: string; learner: string; learnerName: string }

/** Answered ones were revised upwards: what was read first had two points less, so that results need no second reckoning. */
export async function insertAppeals(client: pg.Client): Promise<void> {
  const [chief] = (await client.query<Chief>("select id, name from person where user_name = 'pei.zhiyuan'")).rows;
  if (!chief) throw new Error('the demonstration has no chief tutor');
  const { rows } = await client.query<Work>(`select s.id, s.last_review_id as review, r.tutor_id as tutor, r.tutor_name as "tutorName", s.person_id as learner, p.name as "learnerName"
    from submission s join review r on r.id = s.last_review_id join person p on p.id = s.person_id join training_class k on k.id = s.class_id join course c on c.id = k.course_id join period n on n.id = s.period_id join assignment a on a.id = s.assignment_id
    where c.code = $1 and n.number = 4 and s.state = 'RELEASED' and s.is_latest and not a.is_anonymous and coalesce(p.user_name, '') = '' and r.released_at <= $2 and (r.criterion_points -> 0 ->> 'pointsTenths')::int >= 150 order by s.id limit $3`, [learnerCourse, new Date(demoStart.getTime() - 5 * hour), fates.length]);
  for (const [index, work] of rows.entries()) await insertAppeal(client, work, fates[index] ?? 'OPEN', reasons[index % reasons.length] ?? '', chief);
  await client.query("select setval(pg_get_serial_sequence('review', 'id'), (select max(id) from review))");
}

async function insertAppeal(client: pg.Client, work: Work, fate: Fate, reason: string, chief: Chief): Promise<void> {
  const at = (hoursAgo: number) => new Date(demoStart.getTime() - hoursAgo * hour);
  const move = (from: string, to: string, by: string | number, name: string, when: Date, why: string) => client.query(`with e as (insert into submission_event (submission_id, person_id, school_id, class_id, period_id, programme_id, from_state, to_state, by_id, by_name, at, reason)
    select id, person_id, school_id, class_id, period_id, programme_id, $2, $3, $4, $5, $6, $7 from submission where id = $1) update submission set state = $3, version = version + 1 where id = $1`, [work.id, from, to, by, name, when, why]);
  const make = async (step: 'TUTOR' | 'CHIEF_TUTOR', when: Date) => {
    const appeal = await client.query<{ id: string }>(`insert into appeal (submission_id, person_id, school_id, class_id, period_id, programme_id, step, state, items, first_review_id, review_before_id, state_before, made_at)
      select s.id, s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id, $2, 'OPEN', jsonb_build_array(jsonb_build_object('criterion', r.criterion_points -> 0 ->> 'criterion', 'name', b.criteria -> 0 ->> 'name', 'reason', $3::text, 'beforeTenths', r.criterion_points -> 0 -> 'pointsTenths', 'afterTenths', null, 'answer', null)),
        $4, s.last_review_id, 'RELEASED', $5 from submission s join review r on r.id = s.last_review_id join rubric b on b.id = r.rubric_id where s.id = $1 returning id`, [work.id, step, reason, work.review, when]);
    await move('RELEASED', 'APPEALED', work.learner, work.learnerName, when, step === 'TUTOR' ? '申诉：请辅导员复核' : '申诉：请学科总辅导员复核');
    return appeal.rows[0]?.id ?? '';
  };
  const answer = async (appeal: string, by: { id: string | number; name: string }, when: Date, text: string, to: 'UPHELD' | 'REVISED') => {
    if (to === 'REVISED') {
      await client.query(`with r as (insert into review (submission_id, person_id, school_id, class_id, period_id, programme_id, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, released_at, seconds, replaces_id, state_before, version_after)
          select submission_id, person_id, school_id, class_id, period_id, programme_id, $2, $3, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, $4, $4, 120, id, 'APPEALED', 5 from review where id = $1 returning id)
        update submission set last_review_id = (select id from r) where id = $5`, [work.review, by.id, by.name, when, work.id]);
      await client.query(`update review set points_tenths = points_tenths - 20, criterion_points = jsonb_set(criterion_points, '{0,pointsTenths}', to_jsonb((criterion_points -> 0 ->> 'pointsTenths')::int - 20)) where id = $1`, [work.review]);
    }
    await client.query(`update appeal a set state = $2, answered_at = $3, answered_by_id = $4, answered_by_name = $5, answer = $6, review_after_id = s.last_review_id,
        items = jsonb_set(jsonb_set(jsonb_set(a.items, '{0,afterTenths}', v.criterion_points -> 0 -> 'pointsTenths'), '{0,beforeTenths}', w.criterion_points -> 0 -> 'pointsTenths'), '{0,answer}', case when $2 = 'REVISED' then to_jsonb('课例应计分。'::text) else 'null'::jsonb end)
      from submission s, review v, review w where a.id = $1 and s.id = a.submission_id and v.id = s.last_review_id and w.id = a.review_before_id`, [appeal, to, when, by.id, by.name, text]);
    await move('APPEALED', to === 'REVISED' ? 'REVISED' : 'RELEASED', by.id, by.name, when, text);
  };
  const first = await make('TUTOR', at(fate === 'OPEN' ? 3 : 4));
  const tutor = { id: work.tutor, name: work.tutorName };
  if (fate === 'WITHDRAWN') {
    await client.query("update appeal set state = 'WITHDRAWN', withdrawn_at = $2 where id = $1", [first, at(3)]);
    await move('APPEALED', 'RELEASED', work.learner, work.learnerName, at(3), '学员撤回申诉');
  }
  if (fate === 'REVISED') await answer(first, tutor, at(2), '复核后内容一项改分。', 'REVISED');
  if (fate === 'UPHELD') {
    await answer(first, tutor, at(3), '复核后维持原分：课例只有一句，没有展开。', 'UPHELD');
    await answer(await make('CHIEF_TUTOR', at(2)), chief, at(1), '同意辅导员的意见，维持原分。', 'UPHELD');
  }
  if (fate === 'CHIEF_OPEN') {
    await answer(first, tutor, at(3), '复核后维持原分：课例只有一句，没有展开。', 'UPHELD');
    await make('CHIEF_TUTOR', at(2));
  }
}
