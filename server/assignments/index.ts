// Front door of assignments (作业): submissions, grading, opinions.
import type { ClassType } from 'type-graphql';
import { Assignment, Rubric } from './assignment.entity.js';
import { assignmentActions } from './assignments.actions.js';
import { GradingResolver } from './graphql/grading.resolver.js';
import { EnrolmentSubmissionsResolver, SubmissionResolver, ViewerAssignmentsResolver, payloadResolvers } from './graphql/submission.resolver.js';
import { ObjectiveResult, Review, ReviewDraft } from './review.entity.js';
import { RubricResolver, ViewerRubricsResolver } from './graphql/rubric.resolver.js';
import { RubricChange } from './rubric-change.entity.js';
import { Opinion, Submission, SubmissionEvent, SubmissionLease } from './submission.entity.js';

export { Assignment, ObjectiveResult, Opinion, Review, ReviewDraft, Rubric, Submission, SubmissionEvent, SubmissionLease };
export { ClaimService } from './claim.service.js';
export { DraftService } from './draft.service.js';
export { HandInService } from './hand-in.service.js';
export { OpinionService } from './opinion.service.js';
export { RubricChangeService } from './rubric-change.service.js';
export { RubricChangeWork } from './rubric-change-work.js';
export { RubricService } from './rubric.service.js';
export { RubricStore } from './rubric.store.js';
export { RubricResolver, ViewerRubricsResolver };
export { ReviewService } from './review.service.js';
export { SubmissionStore } from './submission.store.js';
export { SubmissionMoved, type SubmissionKeys } from './submission-events.js';
export { gradedStates, type SubmissionState } from './rules/submission-states.js';
export type { Criterion } from './rules/points.js';
export { characterCountOf } from './rules/texts.js';
export { reviewedWork, type ReviewedWork } from './reviewed-work.js';
export { EnrolmentSubmissionsResolver, GradingResolver, SubmissionResolver, ViewerAssignmentsResolver, payloadResolvers };

const written = ['submission', 'submission_lease', 'submission_event', 'review', 'review_draft'];

export const assignments = {
  name: 'assignments',
  entities: [Rubric, Assignment, RubricChange, Submission, SubmissionLease, SubmissionEvent, Opinion, Review, ReviewDraft, ObjectiveResult],
  resolvers: [SubmissionResolver, EnrolmentSubmissionsResolver, ViewerAssignmentsResolver, GradingResolver, RubricResolver, ViewerRubricsResolver, ...payloadResolvers] as ClassType[],
  actions: assignmentActions,
  writes: { classes: written, programmes: [...written, 'opinion', 'rubric', 'rubric_change', 'assignment'], self: ['submission', 'submission_event'] },
  deletes: { classes: ['submission_lease', 'review_draft'], programmes: ['submission_lease', 'review_draft'] },
};
