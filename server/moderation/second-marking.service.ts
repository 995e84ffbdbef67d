// Second marking (复评): sampled in the transaction of the first review, marked blind by another tutor, averaged or disputed.
import { doerOf, scopeColumnNames, scopeValues, type Annotation, type CriterionPoints, type GivenReview, type Grader, type LockedSubmission, type Sample, type SecondMarker, type SubmissionMoves, type SubmissionState } from '../assignments/index.js';
import { dateInShanghai } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusals.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf } from '../platform/graphql/caller.js';
import { averageOf, isWithin, joined, withoutDeductions } from './rules/agreement.js';
import { reasonsFor, type Border } from './rules/sampling.js';

export interface MarkedReview { id: number; tutorId: number; tutorName: string; pointsTenths: number; criterionPoints: CriterionPoints[]; annotations: Annotation[]; comment: string; isExcellent: boolean; rubricId: number }
/** What both markers, or the chief tutor, leave standing. */
export interface AgreedReview { tutorId: number; tutorName: string; pointsTenths: number; criterionPoints: readonly CriterionPoints[]; annotations: readonly Annotation[]; comment: string; isExcellent: boolean }

interface Setting { samplePercent: number; borders: Border[]; newTutorReviews: number; newTutorDays: number; toleranceTenths: number; seed: number; reviewsBefore: number; firstOn: string | null }
interface Waiting { id: number; firstReviewId: number; firstTutorId: number; toleranceTenths: number; rubricId: number; isByCriteria: boolean }

/** What a rubric change wrote anew counts once. */
const ownReadings = "r.marking = 'FIRST' and r.withdrawn_at is null and not (r.state_before is null and r.replaces_id is not null)";

export class SecondMarkingService implements SecondMarker {
  constructor(private readonly clock: Clock, private readonly moves: SubmissionMoves) {}

  /** A chief tutor's review is not sampled: it is the measure of the others. */
  async sampled(tx: Tx, context: Grader, submission: LockedSubmission, pointsTenths: number): Promise<Sample | null> {
    if (tx.scope.kind !== 'classes') return null;
    const tutorId = personOf(context.caller);
    const [setting] = await tx.rows<Setting>(sql`
      select s.sample_percent as "samplePercent", s.borders, s.new_tutor_reviews as "newTutorReviews", s.new_tutor_days as "newTutorDays", s.tolerance_tenths as "toleranceTenths", s.seed,
        (select count(*)::int from (select 1 from review r where r.tutor_id = ${tutorId} and ${raw(ownReadings)} limit s.new_tutor_reviews) few) as "reviewsBefore",
        to_char((select min(r.submitted_at) from review r where r.tutor_id = ${tutorId} and ${raw(ownReadings)} and s.new_tutor_days > 0) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "firstOn"
      from second_marking_setting s where s.assignment_id = ${submission.assignmentId} and (s.class_id = ${submission.classId} or s.class_id is null) order by s.class_id nulls last limit 1`);
    if (!setting) return null;
    const daysSinceFirst = setting.firstOn === null ? null : Math.round((Date.parse(dateInShanghai(this.clock.business())) - Date.parse(setting.firstOn)) / 86_400_000);
    const reasons = reasonsFor(setting, { submissionId: submission.submissionId, pointsTenths, reviewsBefore: setting.reviewsBefore, daysSinceFirst });
    return reasons.length === 0 ? null : { reasons, toleranceTenths: setting.toleranceTenths };
  }

  async begin(tx: Tx, context: Grader, submission: LockedSubmission, reviewId: number, sample: Sample): Promise<void> {
    await tx.asJob(async (job) => {
      await job.rows(sql`insert into second_marking (submission_id, ${raw(scopeColumnNames)}, state, reasons, tolerance_tenths, sampled_at, first_review_id, first_tutor_id)
        values (${submission.submissionId}, ${scopeValues(submission)}, 'WAITING', ${sample.reasons}::text[], ${sample.toleranceTenths}, ${this.clock.business()}, ${reviewId}, ${personOf(context.caller)})`);
      await setBlind(job, submission, true);
    });
  }

  async refusals(tx: Tx, context: Grader, submission: LockedSubmission): Promise<Refusal[]> {
    const waiting = await this.#waiting(tx, submission);
    if (!waiting) return [refuse('NOT_ALLOWED_IN_STATE', { zh: '这份作业已有两次批阅，待总辅导员裁定。', en: 'Marked twice already: the chief tutor decides.' }, { field: 'submissionId', facts: { state: submission.state } })];
    if (waiting.isByCriteria && waiting.rubricId !== submission.rubricId) return [refuse('NOT_ALLOWED_IN_STATE', { zh: '评分标准正在更新，请稍后再提交。', en: 'The rubric is being taken over; please submit again in a moment.' }, { field: 'submissionId', requirement: 'JS-17', facts: { state: submission.state } })];
    const isOther = tx.scope.kind === 'classes' && waiting.firstTutorId !== personOf(context.caller);
    return isOther ? [] : [refuse('NOT_ALLOWED', { zh: '复评由没有批阅过这份作业的另一位辅导员进行；总辅导员只裁定分歧。', en: 'Another tutor marks it a second time; the chief tutor only decides where they disagree.' }, { field: 'submissionId', requirement: 'JS-17' })];
  }

  async mark(tx: Tx, context: Grader, submission: LockedSubmission, given: GivenReview): Promise<void> {
    const { submissionId } = submission;
    const tutorId = personOf(context.caller);
    const now = this.clock.business();
    const { reviewId, first, isAgreed } = await tx.asJob(async (job) => {
      const waiting = await this.#waiting(job, submission);
      const [first] = await reviewsOf(job, [waiting?.firstReviewId ?? 0]);
      if (!waiting || !first) throw new Error(`submission ${submissionId} waits for no second marker`);
      const [review] = await job.rows<{ id: number }>(sql`
        insert into review (submission_id, ${raw(scopeColumnNames)}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, seconds, state_before, marking)
        values (${submissionId}, ${scopeValues(submission)}, ${tutorId}, ${context.caller.name}, ${submission.rubricId}, ${given.pointsTenths}, ${JSON.stringify(given.criterionPoints)}::jsonb, ${JSON.stringify(given.annotations)}::jsonb, ${given.comment}, ${given.isExcellent}, ${now},
          (select least(extract(epoch from ${this.clock.system()}::timestamptz - since), 86400)::int from submission_lease where submission_id = ${submissionId} and holder_id = ${tutorId}), 'SECOND_MARKING', 'SECOND')
        returning id::int as id`);
      const reviewId = review?.id ?? 0;
      const isAgreed = isWithin(first, given, waiting.toleranceTenths);
      await job.rows(sql`update second_marking set state = ${isAgreed ? 'AGREED' : 'DISPUTED'}, second_review_id = ${reviewId}, second_tutor_id = ${tutorId}, second_at = ${now}, difference_tenths = ${Math.abs(first.pointsTenths - given.pointsTenths)}, settled_at = ${isAgreed ? now : null} where id = ${waiting.id}`);
      await setBlind(job, submission, false);
      return { reviewId, first, isAgreed };
    });
    if (isAgreed) {
      await this.agree(tx, context, submission, {
        ...averageOf(first, given), tutorId: first.tutorId, tutorName: `${first.tutorName}、${context.caller.name}`, annotations: withoutDeductions([...first.annotations, ...given.annotations]),
        comment: joined([first.comment, given.comment]), isExcellent: first.isExcellent && given.isExcellent,
      });
    } else await this.moves.move(tx, doerOf(context), submission, ['SECOND_MARKING'], '两次批阅的分差超过允许范围，待总辅导员裁定。');
    await recordAudit(tx, context, {
      action: 'moderation.mark', subject: globalId('Submission', submissionId),
      facts: { review: reviewId, points: formatTenths(given.pointsTenths), first: formatTenths(first.pointsTenths), isAgreed },
    });
  }

  /** Writes the review that stands from here on, and releases it where that is what the assignment does. */
  async agree(tx: Tx, context: Grader, submission: LockedSubmission, agreed: AgreedReview): Promise<number> {
    const now = this.clock.business();
    const { submissionId, releaseOnSubmit, lastReviewId, rubricId } = submission;
    const steps: SubmissionState[] = releaseOnSubmit ? ['AGREED', 'RELEASED'] : ['AGREED'];
    const reviewId = await tx.asJob(async (job) => {
      // Nobody read it once more: it counts no time.
      const [review] = await job.rows<{ id: number }>(sql`
        insert into review (submission_id, ${raw(scopeColumnNames)}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, released_at, replaces_id, marking)
        values (${submissionId}, ${scopeValues(submission)}, ${agreed.tutorId}, ${agreed.tutorName}, ${rubricId}, ${agreed.pointsTenths}, ${JSON.stringify(agreed.criterionPoints)}::jsonb, ${JSON.stringify(agreed.annotations)}::jsonb, ${agreed.comment}, ${agreed.isExcellent}, ${now}, ${releaseOnSubmit ? now : null}, ${lastReviewId}, 'AGREED')
        returning id::int as id`);
      await job.rows(sql`update submission set last_review_id = ${review?.id ?? 0} where id = ${submissionId}`);
      await job.rows(sql`update second_marking set agreed_review_id = ${review?.id ?? 0} where id = (select max(m.id) from second_marking m where m.submission_id = ${submissionId})`);
      return review?.id ?? 0;
    });
    await this.moves.move(tx, doerOf(context), submission, steps, null);
    return reviewId;
  }

  async #waiting(tx: Tx, { submissionId }: LockedSubmission): Promise<Waiting | null> {
    const [row] = await tx.asJob((job) => job.rows<Waiting>(sql`select m.id::int as id, m.first_review_id::int as "firstReviewId", m.first_tutor_id::int as "firstTutorId", m.tolerance_tenths as "toleranceTenths", r.rubric_id::int as "rubricId", r.criterion_points <> '[]'::jsonb as "isByCriteria"
      from second_marking m join review r on r.id = m.first_review_id where m.submission_id = ${submissionId} and m.state = 'WAITING'`));
    return row ?? null;
  }
}

export async function reviewsOf(job: Tx, ids: readonly number[]): Promise<MarkedReview[]> {
  return job.rows<MarkedReview>(sql`select r.id::int as id, r.tutor_id::int as "tutorId", r.tutor_name as "tutorName", r.points_tenths as "pointsTenths", r.criterion_points as "criterionPoints", r.annotations, r.comment, r.is_excellent as "isExcellent", r.rubric_id::int as "rubricId"
    from review r where r.id = any (${ids}::bigint[])`);
}

/** All attempts at the assignment: what somebody gave an earlier one tells as much. */
export async function setBlind(job: Tx, { enrolmentId, assignmentId }: { enrolmentId: number; assignmentId: number }, isBlind: boolean): Promise<void> {
  await job.rows(sql`update review r set is_blind = ${isBlind} from submission s where s.id = r.submission_id and s.enrolment_id = ${enrolmentId} and s.assignment_id = ${assignmentId} and r.is_blind <> ${isBlind}`);
  await job.rows(sql`update submission set is_blind = ${isBlind} where enrolment_id = ${enrolmentId} and assignment_id = ${assignmentId} and is_blind <> ${isBlind}`);
}
