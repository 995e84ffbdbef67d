// Peer (i) writing: the same rows as our grading, in one hand-written transaction. It checks nothing of permissions,
// leases and texts, and knows that the assignment releases on submit.
import 'reflect-metadata';
import type pg from 'pg';
import { parseTenths } from '../../../server/kernel/tenths.js';
import { parseRuleDocument, scoringOf } from '../../../server/programmes/index.js';
import { scoreOf, type ScoredFacts } from '../../../server/scoring/index.js';

interface Locked {
  submissionId: number; enrolmentId: number; personId: number; schoolId: number; classId: number; periodId: number; programmeId: number; state: string; version: number; maximumTenths: number;
}

const lock = `select t.id::int as "submissionId", t.enrolment_id::int as "enrolmentId", t.person_id::int as "personId", t.school_id::int as "schoolId", t.class_id::int as "classId", t.period_id::int as "periodId",
  t.programme_id::int as "programmeId", t.state, t.version, a.maximum_tenths as "maximumTenths" from submission t join assignment a on a.id = t.assignment_id where t.id = $1 for update of t`;
const insertReview = `insert into review (submission_id, person_id, school_id, class_id, period_id, programme_id, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, released_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, (select a.rubric_id from submission s join assignment a on a.id = s.assignment_id where s.id = $1), $9, $10, $11, false, $12, $12) returning id::int`;
const moveSubmission = `update submission set state = 'RELEASED', version = version + 2, last_review_id = $2 where id = $1`;
const insertEvents = `insert into submission_event (submission_id, person_id, school_id, class_id, period_id, programme_id, from_state, to_state, by_id, by_name, at)
  values ($1, $2, $3, $4, $5, $6, $7, 'SCORED', $8, $9, $10), ($1, $2, $3, $4, $5, $6, 'SCORED', 'RELEASED', $8, $9, $10)`;
const deleteDraft = 'delete from review_draft where submission_id = $1 and tutor_id = $2';
const deleteLease = 'delete from submission_lease where submission_id = $1';
const insertAudit = `insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts) values (clock_timestamp(), $1, $2, 'TUTOR', 1, 'assignments.grade', $3, $4)`;
const insertResult = `insert into result (enrolment_id, person_id, school_id, class_id, period_id, programme_id, learning_tenths, objective_tenths, subjective_tenths, excellent_tenths, interaction_tenths, total_tenths, verdict, rule_version, facts, computed_at)
  values ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0, 0, 'PENDING', $7, '{}', $8) on conflict do nothing`;
const lockResult = `select verdict, total_tenths as "totalTenths" from result where enrolment_id = $1 for update`;
const readFacts = `
  select (select coalesce(sum(seconds), 0)::int from learning_record where enrolment_id = $1) as "learnedSeconds", c.hours_tenths * 270 as "requiredSeconds", i.*, w.*
  from enrolment e join training_class k on k.id = e.class_id join course c on c.id = k.course_id
  cross join lateral (select count(*) filter (where kind = 'POST')::int as posts, count(*) filter (where kind = 'REPLY')::int as replies, count(*) filter (where is_recommended)::int as recommended,
    count(*) filter (where kind = 'LIVE_SESSION')::int as "liveSessions", count(*) filter (where kind = 'OFFLINE_ACTIVITY')::int as "offlineActivities" from interaction_record where enrolment_id = $1) i
  cross join lateral (select coalesce(max(o.correct_items), 0)::int as "objectiveCorrect", coalesce(max(o.total_items), 0)::int as "objectiveTotal", count(a.id)::int as assignments, count(r.id)::int as reviewed,
    coalesce(sum(r.points_tenths), 0)::int as "reviewTenths", coalesce(sum(a.maximum_tenths), 0)::int as "reviewMaximumTenths", count(*) filter (where r.is_excellent)::int as "excellentAssignments"
    from assignment a left join submission s on s.enrolment_id = $1 and s.assignment_id = a.id and s.is_latest and s.state in ('RELEASED', 'APPEALED', 'REVISED')
    left join review r on r.id = s.last_review_id and r.released_at is not null left join objective_result o on o.enrolment_id = $1 where a.course_id = k.course_id) w
  where e.id = $1`;
const updateResult = `update result set learning_tenths = $2, objective_tenths = $3, subjective_tenths = $4, excellent_tenths = $5, interaction_tenths = $6, total_tenths = $7, verdict = $8, rule_version = $9, facts = $10, computed_at = $11 where enrolment_id = $1`;
const addToCounters = `update school_indicator set graded = graded + 1, released = released + $3, total_tenths_sum = total_tenths_sum + $4, passed = passed + $5 where period_id = $1 and school_id = $2`;

export async function bareGrading(pool: pg.Pool): Promise<(variables: Record<string, unknown>) => Promise<object>> {
  const { rows: [stored] } = await pool.query<{ version: number; document: unknown; offset: string }>('select version, document, (select offset_ms from business_clock) as offset from programme_rule where programme_id = 1 and version = 1');
  const version = stored?.version ?? 0;
  const scoring = scoringOf(parseRuleDocument(stored?.document));
  const offset = Number(stored?.offset ?? 0);
  const { rows: tutors } = await pool.query<{ id: number; name: string }>(`select id::int, name from person where id in (select person_id from role_assignment where role = 'TUTOR')`);
  const names = new Map(tutors.map(({ id, name }) => [id, name]));

  return async ({ submissionId, tutorId, criterionPoints, comment }) => {
    const client = await pool.connect();
    const run = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> => (await client.query<Row>({ name, text, values })).rows;
    try {
      await client.query('begin');
      const [locked] = await run<Locked>('lock', lock, [submissionId]);
      if (!locked) throw new Error('no such submission');
      const now = new Date(Date.now() + offset);
      const tutorName = names.get(Number(tutorId)) ?? '';
      const given = (criterionPoints as { criterion: string; points: string }[]).map(({ criterion, points }) => ({ criterion, pointsTenths: parseTenths(points) ?? 0 }));
      const points = given.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0);
      if (points > locked.maximumTenths) throw new Error('too many points');
      const keys = [locked.personId, locked.schoolId, locked.classId, locked.periodId, locked.programmeId];
      const [review] = await run<{ id: number }>('insertReview', insertReview, [submissionId, ...keys, tutorId, tutorName, points, JSON.stringify(given), comment, now]);
      await run('moveSubmission', moveSubmission, [submissionId, review?.id]);
      await run('insertEvents', insertEvents, [submissionId, ...keys, locked.state, tutorId, tutorName, now]);
      await run('deleteDraft', deleteDraft, [submissionId, tutorId]);
      await run('deleteLease', deleteLease, [submissionId]);
      await run('insertResult', insertResult, [locked.enrolmentId, ...keys, version, now]);
      const [before] = await run<{ verdict: string; totalTenths: number }>('lockResult', lockResult, [locked.enrolmentId]);
      const [facts] = await run<ScoredFacts & pg.QueryResultRow>('readFacts', readFacts, [locked.enrolmentId]);
      if (!facts || !before) throw new Error('no such enrolment');
      const score = scoreOf(facts, scoring);
      await run('updateResult', updateResult, [locked.enrolmentId, score.learningTenths, score.objectiveTenths, score.subjectiveTenths, score.excellentTenths, score.interactionTenths, score.totalTenths, score.verdict, version, JSON.stringify(facts), now]);
      const stands = (verdict: string) => (verdict === 'PENDING' ? 0 : 1);
      const passes = (verdict: string) => (verdict === 'PASS' ? 1 : 0);
      await run('addToCounters', addToCounters, [locked.periodId, locked.schoolId, stands(score.verdict) - stands(before.verdict),
        stands(score.verdict) * score.totalTenths - stands(before.verdict) * before.totalTenths, passes(score.verdict) - passes(before.verdict)]);
      await run('insertAudit', insertAudit, [crypto.randomUUID(), `person:${String(tutorId)}`, `sbm_${Number(submissionId).toString(36)}`, JSON.stringify({ review: review?.id, points })]);
      await client.query('commit');
      return { state: 'RELEASED', version: locked.version + 2, review: { points, tutorName } };
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
}
