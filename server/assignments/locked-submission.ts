// Loading one submission to write it: scoped, locked, with what decides about it.
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import type { Live } from '../platform/live/live.js';
import type { ProgrammeState } from '../programmes/index.js';
import { submissionShape } from './assignment-shapes.js';
import type { Criterion } from './rules/points.js';
import type { SubmissionState } from './rules/submission-states.js';
import type { SubmissionKeys } from './submission-events.js';

export interface LockedSubmission extends SubmissionKeys {
  assignmentId: number;
  /** What has ended is read, and not written. */
  programmeState: ProgrammeState;
  attempt: number;
  learnerNumber: number;
  isLatest: boolean;
  state: SubmissionState;
  version: number;
  lastReviewId: number | null;
  allocatedToId: number | null;
  allocatedToName: string | null;
  maximumTenths: number;
  releaseOnSubmit: boolean;
  rubricId: number;
  criteria: Criterion[];
  /** What annotations lie on. */
  text: string;
  schoolPath: string;
  heirPath: string | null;
}

/** Locks a submission of the caller's scope for the rest of the transaction; NOT_FOUND for all others. */
export async function lockSubmission(database: Database, tx: Tx, submissionId: number | null): Promise<LockedSubmission> {
  const [row] = await tx.rows<LockedSubmission>(sql`
    select t.id::int as "submissionId", t.enrolment_id::int as "enrolmentId", t.person_id::int as "personId", t.school_id::int as "schoolId", t.class_id::int as "classId",
      t.period_id::int as "periodId", t.programme_id::int as "programmeId", t.assignment_id::int as "assignmentId", p.state as "programmeState", t.attempt, t.learner_number as "learnerNumber", t.is_latest as "isLatest", t.state, t.version,
      t.last_review_id::int as "lastReviewId", t.allocated_to_id::int as "allocatedToId", t.allocated_to_name as "allocatedToName", a.maximum_tenths as "maximumTenths", a.release_on_submit as "releaseOnSubmit", a.rubric_id::int as "rubricId", r.criteria, t.text, o.path as "schoolPath", o.heir_path as "heirPath"
    from submission t join assignment a on a.id = t.assignment_id join rubric r on r.id = a.rubric_id join office o on o.id = t.school_id join programme p on p.id = t.programme_id
    where t.id = ${submissionId ?? 0} and ${database.allows(submissionShape, 't', tx.scope)} for update of t`);
  if (!row) throw notFound();
  return row;
}

/** Consoles that show this submission, or numbers that it moves, hear of it after the commit. */
export function hintAfterCommit(tx: Tx, live: Live, submission: LockedSubmission, topics: readonly ('submissions' | 'indicators')[]): void {
  const { schoolPath, heirPath, classId, programmeId, personId } = submission;
  tx.afterCommit(() => { for (const topic of topics) live.publish({ topic, schoolPath, heirPath, classId, programmeId, personId }); });
}

/** The scoping columns of a fact about the submission, in the order of `scopeColumnNames`. */
export const scopeColumnNames = 'person_id, school_id, class_id, period_id, programme_id';
export function scopeValues(submission: SubmissionKeys) {
  return sql`${submission.personId}, ${submission.schoolId}, ${submission.classId}, ${submission.periodId}, ${submission.programmeId}`;
}
