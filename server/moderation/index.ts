// Front door of moderation (复评与一致性): second marking, disputes, agreement figures, anchor papers.
import type { ClassType } from 'type-graphql';
import { AnchorPaper, Calibration } from './anchor-paper.entity.js';
import { ModerationResolver, ViewerModerationResolver } from './graphql/moderation.resolver.js';
import { moderationActions } from './moderation.actions.js';
import { SecondMarking, SecondMarkingSetting } from './second-marking.entity.js';

export { AnchorService } from './anchor.service.js';
export { DisputeService } from './dispute.service.js';
export { secondMarkingExport } from './marking-export.js';
export { ModerationStore } from './moderation.store.js';
export { SecondMarkingService } from './second-marking.service.js';
export { SecondMarkingSettings } from './settings.service.js';
export { followSubmissions } from './second-marking-moves.js';
export { averageOf, joined, withoutDeductions } from './rules/agreement.js';
export { ModerationResolver, ViewerModerationResolver };

export const moderation = {
  name: 'moderation',
  entities: [SecondMarkingSetting, SecondMarking, AnchorPaper, Calibration],
  resolvers: [ModerationResolver, ViewerModerationResolver] as ClassType[],
  actions: moderationActions,
  // All else that second marking writes, the system writes within the tutor's transaction.
  writes: { classes: ['calibration'], programmes: ['anchor_paper', 'calibration'] },
};
