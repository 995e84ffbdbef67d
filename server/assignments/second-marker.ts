// What reviewing asks of second marking (复评), which stands above it: who is sampled, and what becomes of a second review.
import type { Refusal } from '../kernel/refusals.js';
import type { Tx } from '../platform/database/database.js';
import type { LockedSubmission } from './locked-submission.js';
import type { Annotation } from './rules/annotations.js';
import type { CriterionPoints } from './rules/points.js';
import type { Grader } from './submission-moves.js';

/** A review as its tutor submits it, checked. */
export interface GivenReview { pointsTenths: number; criterionPoints: readonly CriterionPoints[]; annotations: readonly Annotation[]; comment: string; isExcellent: boolean }

/** Why a first review was sampled, and how far a second one may differ. */
export interface Sample { reasons: readonly string[]; toleranceTenths: number }

export interface SecondMarker {
  /** Whether a first review is sampled; null when it is not. */
  sampled(tx: Tx, grader: Grader, submission: LockedSubmission, pointsTenths: number): Promise<Sample | null>;
  /** Begins second marking, after the review was written and the submission moved. */
  begin(tx: Tx, grader: Grader, submission: LockedSubmission, reviewId: number, sample: Sample): Promise<void>;
  /** Why the caller cannot mark this submission a second time. */
  refusals(tx: Tx, grader: Grader, submission: LockedSubmission): Promise<Refusal[]>;
  /** Writes a second review and what follows from both. */
  mark(tx: Tx, grader: Grader, submission: LockedSubmission, given: GivenReview): Promise<void>;
}
