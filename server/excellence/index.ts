// Front door of excellence (评优): nominations of excellent learners, and who is commended.
import type { ClassType } from 'type-graphql';
import { excellenceActions } from './excellence.actions.js';
import { EnrolmentNominationResolver, NominationResolver, ProgrammeExcellenceResolver, ViewerExcellenceResolver } from './graphql/nomination.resolver.js';
import { Nomination } from './nomination.entity.js';

export { candidateExport, nominationExport } from './nomination-export.js';
export { NominationService } from './nomination.service.js';
export { NominationStore } from './nomination.store.js';
export { EnrolmentNominationResolver, NominationResolver, ProgrammeExcellenceResolver, ViewerExcellenceResolver };

export const excellence = {
  name: 'excellence',
  entities: [Nomination],
  resolvers: [NominationResolver, EnrolmentNominationResolver, ProgrammeExcellenceResolver, ViewerExcellenceResolver] as ClassType[],
  actions: excellenceActions,
  writes: { office: ['nomination'], programmes: ['nomination'] },
};
