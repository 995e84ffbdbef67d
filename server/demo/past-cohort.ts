// The learners of 2022, whose programme is archived: whole, with everything that their results were computed from, so that new rules can be tried
// out on them and reconciliation finds what it finds for everybody else.
import type pg from 'pg';
import { characterCountOf } from '../assignments/index.js';
import { addDays } from '../kernel/calendar.js';
import { periodsOf, scoringOf } from '../programmes/index.js';
import { scoreOf, type ScoredFacts } from '../scoring/index.js';
import { between, chance } from './chance.js';
import { copyRows, type CopyValue } from './copy.js';
import { aboutCourse, assignmentKinds, assignmentMaximumTenths, courseHoursTenths, courseLabel, courses, requiredSeconds, unitKindOf, unitMinutesOf, unitTitles, type DemoCourse } from './courses.js';
import { composeEssay } from './essays/index.js';
import { excellentFromTenths, markedBy, objectiveItems } from './facts.js';
import { insertIndicators } from './indicators.js';
import { lots } from './lots.js';
import { atTime, later, momentIn } from './moments.js';
import { insertProgrammeRule, pastDemoRule, programmeRow } from './programmes.js';
import type { Progress } from './seed.js';
import { insertQuotas } from './quotas.js';

export interface PastCohort { learners: number; units: number }

interface Past { number: number; id: number; personId: number; personName: string; schoolId: number; course: DemoCourse; periodId: number; period: number; classId: number; seconds: number[]; facts: ScoredFacts; works: { id: number; assignment: number; criterionTenths: number[]; pointsTenths: number; isExcellent: boolean }[] }

/** The courses of that year: three of those that run again. */
const pastCourses = courses.slice(0, 3);

export async function insertPastCohort(client: pg.Client, { learners, units }: PastCohort, onProgress: Progress): Promise<void> {
  const rule = pastDemoRule();
  const periods = periodsOf(rule);
  const highest = async (table: string) => Number((await client.query<{ id: string }>(`select coalesce(max(id), 0) as id from ${table}`)).rows[0]?.id);
  const first = { programme: (await highest('programme')) + 1, period: (await highest('period')) + 1, course: (await highest('course')) + 1, unit: (await highest('unit')) + 1, training_class: (await highest('training_class')) + 1, assignment: (await highest('assignment')) + 1, enrolment: (await highest('enrolment')) + 1, submission: (await highest('submission')) + 1, review: (await highest('review')) + 1 };
  const { programme: programmeId } = first;
  await client.query("insert into programme (id, code, name, year, series, office_id, state) values ($1, $2, $3, $4, $5, 1, 'ARCHIVED')", [programmeId, ...programmeRow(rule)]);
  await insertProgrammeRule(client, programmeId, rule);
  await insertLife(client, programmeId);
  for (const { number, startsOn, endsOn } of periods) await client.query('insert into period (id, programme_id, number, starts_on, ends_on) values ($1, $2, $3, $4, $5)', [first.period + number - 1, programmeId, number, startsOn, endsOn]);
  for (const [index, course] of pastCourses.entries()) {
    const courseId = first.course + index;
    await client.query('insert into course (id, code, programme_id, name, subject, stage, hours_tenths, description, office_id) values ($1, $2, $3, $4, $5, $6, $7, $8, 1)', [courseId, course.code.replace('2023', '2022'), programmeId, course.name, course.subject, course.stage, courseHoursTenths, aboutCourse(course)]);
    for (const { number } of periods) await client.query('insert into training_class (id, code, name, course_id, period_id, programme_id) values ($1, $2, $3, $4, $5, $6)', [first.training_class + index * periods.length + number - 1, `${course.code.replace('2023', '2022')}-${String(number).padStart(2, '0')}`, `${course.name}（第${number}期）`, courseId, first.period + number - 1, programmeId]);
  }
  await copyRows(client, 'unit (id, course_id, number, title, kind, minutes)', pastCourses.flatMap((_, index) => unitTitles.slice(0, units).map((title, unit): CopyValue[] => [first.unit + index * units + unit, first.course + index, unit + 1, title, unitKindOf(title, unit), unitMinutesOf(unit, units)])), () => undefined);
  await copyRows(client, 'assignment (id, course_id, rubric_id, title, prompt, maximum_tenths, release_on_submit, is_anonymous)', pastCourses.flatMap((_, index) => assignmentKinds.map(({ title, prompt }, number): CopyValue[] => [first.assignment + index * assignmentKinds.length + number, first.course + index, 1, title, prompt, assignmentMaximumTenths, true, false])), () => undefined);

  // Whoever takes part this year may not have taken part then (JS-01), nor may anybody of the cast's county, whose people are acted with.
  const { rows: people } = await client.query<{ id: number; name: string; school: number }>(`select p.id::int as id, p.name, p.office_id::int as school from person p join office o on o.id = p.office_id and o.level = 'SCHOOL' and o.state = 'OPEN'
    where p.user_name is null and p.subject is not null and not exists (select 1 from enrolment e where e.person_id = p.id) and not exists (select 1 from course_choice c where c.person_id = p.id) and o.path not like (select path || '%' from office where code = '320506')
    order by p.id * 7919 % 10007, p.id limit $1`, [learners]);
  const { rows: tutors } = await client.query<{ id: number; name: string }>("select distinct on (r.person_id) p.id::int as id, p.name from role_assignment r join person p on p.id = r.person_id where r.role = 'TUTOR' order by r.person_id limit 6");
  const tutorOf = (id: number) => tutors[id % tutors.length] as { id: number; name: string };
  const past = people.map((person, number) => pastLearner(person, number, { first, units, periods: periods.length }));
  const periodOf = (one: Past) => periods[one.period - 1];
  const scope = ({ personId, schoolId, classId, periodId }: Past): CopyValue[] => [personId, schoolId, classId, periodId, programmeId];
  const scopeColumns = 'person_id, school_id, class_id, period_id, programme_id';
  const works = past.flatMap((one) => one.works.map((work) => ({ one, work, at: momentIn(periodOf(one), one.id, 60 + work.assignment) })));
  const step = (name: string) => (done: number) => onProgress(name, done, past.length);

  await copyRows(client, 'enrolment (id, programme_id, period_id, class_id, person_id, school_id, state, enrolled_at)', past.map((one) => [one.id, programmeId, one.periodId, one.classId, one.personId, one.schoolId, 'ENROLLED', atTime(addDays(periodOf(one)?.startsOn ?? '', -between(1, 5, one.id, 91)), one.id)]), step('往年报名'));
  await copyRows(client, `learning_record (enrolment_id, ${scopeColumns}, unit_id, seconds, recorded_at)`, past.flatMap((one) => one.seconds.map((seconds, unit) => [one.id, ...scope(one), first.unit + pastCourses.indexOf(one.course) * units + unit, seconds, momentIn(periodOf(one), one.id, unit)])), () => undefined);
  await copyRows(client, `interaction_record (enrolment_id, ${scopeColumns}, kind, is_recommended, at)`, past.flatMap((one) => interactionRows(one.facts).map(([kind, isRecommended], index) => [one.id, ...scope(one), kind, isRecommended, momentIn(periodOf(one), one.id, 20 + index)])), () => undefined);
  await copyRows(client, `objective_result (enrolment_id, ${scopeColumns}, correct_items, total_items, at)`, past.map((one) => [one.id, ...scope(one), one.facts.objectiveCorrect, one.facts.objectiveTotal, momentIn(periodOf(one), one.id, 50)]), () => undefined);
  const numberOf = lots();
  await copyRows(client, `submission (id, assignment_id, enrolment_id, ${scopeColumns}, learner_number, is_anonymous, attempt, is_latest, text, character_count, state, version, submitted_at, return_reason, last_review_id)`, (function* (): Generator<CopyValue[]> {
    for (const { one, work, at } of works) {
      const text = composeEssay({ kind: assignmentKinds[work.assignment]?.kind ?? 'REFLECTION', ...courseLabel(one.course) }, work.id);
      yield [work.id, first.assignment + pastCourses.indexOf(one.course) * assignmentKinds.length + work.assignment, one.id, ...scope(one), numberOf(one.classId, work.assignment), false, 1, true, text, characterCountOf(text), 'RELEASED', 3, at, null, reviewOf(work.id, first)];
    }
  })(), step('往年作业'));
  await copyRows(client, `review (id, submission_id, ${scopeColumns}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, released_at, seconds)`, works.map(({ one, work, at }) => {
    const done = later(at, work.id);
    const keys = ['content', 'practice', 'reflection', 'expression'];
    return [reviewOf(work.id, first), work.id, ...scope(one), tutorOf(work.id).id, tutorOf(work.id).name, 1, work.pointsTenths, JSON.stringify(keys.map((criterion, index) => ({ criterion, pointsTenths: work.criterionTenths[index] ?? 0 }))), pastComment, work.isExcellent, done, done, between(90, 600, work.id, 45)];
  }), () => undefined);
  await copyRows(client, `submission_event (submission_id, ${scopeColumns}, from_state, to_state, by_id, by_name, at, reason)`, works.flatMap(({ one, work, at }) => {
    const [tutor, done] = [tutorOf(work.id), later(at, work.id)];
    return [[null, 'SUBMITTED', one.personId, one.personName, at], ['SUBMITTED', 'SCORED', tutor.id, tutor.name, done], ['SCORED', 'RELEASED', tutor.id, tutor.name, done]].map((event): CopyValue[] => [work.id, ...scope(one), ...event, null]);
  }), () => undefined);
  await copyRows(client, `result (enrolment_id, ${scopeColumns}, learning_tenths, objective_tenths, subjective_tenths, excellent_tenths, interaction_tenths, total_tenths, verdict, rule_version, facts, computed_at)`, past.map((one) => {
    const score = scoreOf(one.facts, scoringOf(rule));
    return [one.id, ...scope(one), score.learningTenths, score.objectiveTenths, score.subjectiveTenths, score.excellentTenths, score.interactionTenths, score.totalTenths, score.verdict, rule.version, JSON.stringify(one.facts), '2022-12-15T09:00:00+08:00'];
  }), step('往年成绩'));
  // Of this programme the planner knows no rows yet.
  await client.query('analyze enrolment, learning_record, submission, result');
  await insertQuotas(client, programmeId, rule.programme.year, true);
  await insertIndicators(client, programmeId);
  for (const table of Object.keys(first)) await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
}

const pastComment = '结构完整，能结合课堂实例；请把评价设计写得再具体一些。';
const reviewOf = (submissionId: number, first: { submission: number; review: number }): number => first.review + submissionId - first.submission;

/** One learner, from the own number alone: how much was learned, said and written. Some left their last assignment out, and have no verdict. */
function pastLearner(person: { id: number; name: string; school: number }, number: number, { first, units, periods }: { first: { enrolment: number; submission: number; period: number; training_class: number }; units: number; periods: number }): Past {
  const course = pastCourses[number % pastCourses.length] as DemoCourse;
  const period = 1 + (Math.floor(number / pastCourses.length) % periods);
  const skill = between(0, 100, number, 241);
  const diligence = 62 + between(0, 55, number, 242);
  const seconds = Array.from({ length: units }, (_, unit) => Math.floor((requiredSeconds / units) * Math.min(1.3, (diligence + between(-20, 20, number, 243, unit)) / 100)));
  const posts = between(0, 5, number, 244);
  const works = Array.from({ length: assignmentKinds.length - Number(chance(8, number, 245)) }, (_, assignment) => {
    const id = first.submission + number * assignmentKinds.length + assignment;
    const marked = markedBy(skill, id);
    return { id, assignment, ...marked, isExcellent: marked.pointsTenths >= excellentFromTenths };
  });
  const facts: ScoredFacts = {
    learnedSeconds: seconds.reduce((sum, one) => sum + one, 0), requiredSeconds, objectiveCorrect: between(11, objectiveItems, number, 246), objectiveTotal: objectiveItems,
    assignments: assignmentKinds.length, reviewed: works.length, reviewTenths: works.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0), reviewMaximumTenths: assignmentKinds.length * assignmentMaximumTenths, excellentAssignments: works.filter(({ isExcellent }) => isExcellent).length,
    posts, replies: between(0, 6, number, 247), recommended: Math.min(posts, between(0, 2, number, 248)), liveSessions: between(0, 2, number, 249), offlineActivities: between(0, 2, number, 250),
  };
  return { number, id: first.enrolment + number, personId: person.id, personName: person.name, schoolId: person.school, course, period, periodId: first.period + period - 1, classId: first.training_class + pastCourses.indexOf(course) * periods + period - 1, seconds, facts, works };
}

function interactionRows({ posts, replies, recommended, liveSessions, offlineActivities }: ScoredFacts): [kind: string, isRecommended: boolean][] {
  const rows = (kind: string, count: number) => Array.from({ length: count }, (_, index): [string, boolean] => [kind, kind === 'POST' && index < recommended]);
  return [...rows('POST', posts), ...rows('REPLY', replies), ...rows('LIVE_SESSION', liveSessions), ...rows('OFFLINE_ACTIVITY', offlineActivities)];
}

async function insertLife(client: pg.Client, programmeId: number): Promise<void> {
  await client.query(`
    insert into programme_step (programme_id, number, act, to_state, reason, by_id, by_name, at)
    select $1, step.number, step.act, step.state, step.reason, p.id, coalesce(p.name, ''), step.at::timestamptz
    from (values (1, null, 'DRAFT', '', 'gu.wenyuan', '2022-05-09T09:00:00+08:00'), (2, 'SUBMIT', 'IN_REVIEW', '', 'gu.wenyuan', '2022-06-20T15:10:00+08:00'), (3, 'APPROVE', 'APPROVED', '同意实施。', 'song.huaijin', '2022-06-24T10:20:00+08:00'), (4, 'PUBLISH', 'PUBLISHED', '', 'gu.wenyuan', '2022-06-28T09:00:00+08:00'),
      (5, 'START', 'RUNNING', '', null, '2022-07-16T00:00:00+08:00'), (6, 'ASSESS', 'ASSESSED', '完成率符合预期；乡村教师的互动参与不足，下一年度加强在线答疑。', 'gu.wenyuan', '2022-12-20T14:00:00+08:00'), (7, 'ARCHIVE', 'ARCHIVED', '', 'gu.wenyuan', '2023-01-10T10:00:00+08:00')) as step (number, act, state, reason, login, at)
    left join person p on p.user_name = step.login`, [programmeId]);
  const texts = [['NEEDS', '2022-05-20T10:00:00+08:00', '教师希望在线学习与本学科课堂结合更紧，作业能得到具体的反馈。'], ['PLAN', '2022-06-18T10:00:00+08:00', '7 月至 12 月设 9 期，每期 20 天，先行开设小学语文、数学、英语三门课程。'], ['NOTICE', '2022-06-27T10:00:00+08:00', '面向全省教师开放自主选课，先到先得；80 分以上合格。']];
  for (const [kind, at, text] of texts) await client.query("insert into programme_text (programme_id, kind, version, text, by_id, by_name, at) select $1, $2, 1, $3, p.id, p.name, $4 from person p where p.user_name = 'gu.wenyuan'", [programmeId, kind, text, at]);
}
