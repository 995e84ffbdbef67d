// Front door of assignments (作业): submissions, grading, opinions.
import type { ClassType } from 'type-graphql';
import { Assignment, Rubric } from './assignment.entity.js';
import { assignmentActions } from './assignments.actions.js';
import { BulkAct, BulkActRow } from './bulk-act.entity.js';
import { SubmissionFlag } from './flag.entity.js';
import { GradingDeadlineResolver } from './graphql/grading-deadline.resolver.js';
import { GradingResolver } from './graphql/grading.resolver.js';
import { QueueResolver } from './graphql/queue.resolver.js';
import { EnrolmentSubmissionsResolver, SubmissionResolver, ViewerAssignmentsResolver, payloadResolvers } from './graphql/submission.resolver.js';
import { ObjectiveResult, Review, ReviewDraft } from './review.entity.js';
import { SavedCommentResolver, ViewerSavedCommentsResolver } from './graphql/saved-comment.resolver.js';
import { SavedComment, SavedCommentUse } from './saved-comment.entity.js';
import { GradingSheet, GradingSheetRow } from './grading-sheet.entity.js';
import { GradingSheetResolver, GradingSheetRowResolver } from './graphql/grading-sheet.resolver.js';
import { ReviewLook } from './review-look.entity.js';
import { SavedQueue } from './saved-queue.entity.js';
import { RubricResolver, ViewerRubricsResolver } from './graphql/rubric.resolver.js';
import { RubricChange } from './rubric-change.entity.js';
import { Opinion, Submission, SubmissionEvent, SubmissionLease } from './submission.entity.js';

export { Assignment, ObjectiveResult, Opinion, Review, ReviewDraft, Rubric, Submission, SubmissionEvent, SubmissionLease };
export { assignmentExport, queueExport, rubricChangeExport, rubricExport, savedCommentExport, submissionColumns, submissionFields } from './assignment-exports.js';
export { gradingSheetRowExport, gradingSheetsExport } from './sheet-list-exports.js';
export { BulkActService } from './bulk-act.service.js';
export { BulkActWork } from './bulk-act-work.js';
export { FlagService } from './flag.service.js';
export { SheetDeeds } from './sheet-deeds.js';
export { sheetDoor } from './sheet-door.js';
export { gradingSheetExport } from './sheet-export.js';
export { SheetService } from './sheet.service.js';
export { SheetStore } from './sheet.store.js';
export { StagedSheets } from './staged-sheets.js';
export { QueueStore } from './queue.store.js';
export { ReviewLookService } from './review-look.service.js';
export { SavedQueueService } from './saved-queue.service.js';
export { SubmissionMoves } from './submission-moves.js';
export { UndoService } from './undo.service.js';
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
export { SavedCommentService } from './saved-comment.service.js';
export { SavedCommentStore } from './saved-comment.store.js';
export { SubmissionStore } from './submission.store.js';
export { SubmissionMoved, WorkWithdrawn, type SubmissionKeys } from './submission-events.js';
export { followWithdrawals } from './withdrawn-work.js';
export { submissionShape, assignmentShape, reviewShape, criterionPointsOf } from './assignment-shapes.js';
export { AssignmentType, CriterionPointsType, ReviewType, SubmissionConnection, SubmissionType } from './graphql/submission.type.js';
export { CriterionPointsInput } from './graphql/grading.input.js';
export { lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
export type { GivenReview, Sample, SecondMarker } from './second-marker.js';
export { doerOf, staleRefusals, stateRefusals, type Grader } from './submission-moves.js';
export { ifOpen } from './blindness.js';
export { pointsOf, rangeRefusals, type CriterionPoints, type ScoreSheet } from './rules/points.js';
export { inOrder, type Annotation } from './rules/annotations.js';
export { commentRefusals, reasonRefusals } from './rules/texts.js';
export { gradedStates, isReleased, releasedStates, submissionMachine, submissionStates, type SubmissionState } from './rules/submission-states.js';
export type { Criterion } from './rules/points.js';
export { characterCountOf } from './rules/texts.js';
export { reviewedWork, type ReviewedWork } from './reviewed-work.js';
export { EnrolmentSubmissionsResolver, GradingDeadlineResolver, GradingResolver, GradingSheetResolver, GradingSheetRowResolver, SavedCommentResolver, ViewerSavedCommentsResolver, QueueResolver, SubmissionResolver, ViewerAssignmentsResolver, payloadResolvers };

const written = ['submission', 'submission_lease', 'submission_event', 'review', 'review_draft', 'saved_comment', 'saved_comment_use', 'submission_flag', 'saved_queue', 'bulk_act', 'bulk_act_row', 'grading_sheet', 'grading_sheet_row'];
const deleted = ['submission_lease', 'review_draft', 'saved_comment', 'saved_queue', 'bulk_act', 'bulk_act_row', 'grading_sheet', 'grading_sheet_row'];

export const assignments = {
  name: 'assignments',
  entities: [Rubric, Assignment, RubricChange, Submission, SubmissionLease, SubmissionEvent, Opinion, Review, ReviewDraft, ReviewLook, ObjectiveResult, SavedComment, SavedCommentUse, SubmissionFlag, SavedQueue, BulkAct, BulkActRow, GradingSheet, GradingSheetRow],
  resolvers: [SubmissionResolver, EnrolmentSubmissionsResolver, ViewerAssignmentsResolver, GradingDeadlineResolver, GradingResolver, SavedCommentResolver, ViewerSavedCommentsResolver, QueueResolver, RubricResolver, ViewerRubricsResolver, GradingSheetResolver, GradingSheetRowResolver, ...payloadResolvers] as ClassType[],
  actions: assignmentActions,
  writes: { classes: written, programmes: [...written, 'opinion', 'rubric', 'rubric_change', 'assignment'], self: ['submission', 'submission_event', 'review_look'] },
  deletes: { classes: deleted, programmes: deleted },
};
