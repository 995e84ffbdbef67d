// Front door of appeals (申诉).
import type { ClassType } from 'type-graphql';
import { Appeal } from './appeal.entity.js';
import { appealActions } from './appeals.actions.js';
import { AppealResolver, SubmissionAppealsResolver, ViewerAppealsResolver } from './graphql/appeal.resolver.js';

export { Appeal };
export { appealExport } from './appeal-export.js';
export { AnswerService } from './answer.service.js';
export { AppealService } from './appeal.service.js';
export { AppealStore } from './appeal.store.js';
export { AppealResolver, SubmissionAppealsResolver, ViewerAppealsResolver };

export const appeals = {
  name: 'appeals',
  entities: [Appeal],
  resolvers: [AppealResolver, SubmissionAppealsResolver, ViewerAppealsResolver] as ClassType[],
  actions: appealActions,
  writes: { self: ['appeal'], classes: ['appeal'], programmes: ['appeal'] },
};
