// Front door of scoring (成绩).
import type { ClassType } from 'type-graphql';
import { BackTestResolver } from './graphql/back-test.resolver.js';
import { EnrolmentResultResolver, ResultResolver } from './graphql/result.resolver.js';
import { Result } from './result.entity.js';
import { scoringActions } from './scoring.actions.js';

export { backTestExport } from './back-test-export.js';
export { BackTestReader } from './back-test.reader.js';
export { BackTestStore } from './back-test.store.js';
export { resultExport } from './result-export.js';
export { Result };
export { ResultStore } from './result.store.js';
export { ScoringService } from './scoring.service.js';
export { ResultChanged } from './scoring-events.js';
export { scoreOf, type Score, type ScoredFacts } from './rules/score.js';
export { BackTestResolver, EnrolmentResultResolver, ResultResolver };

export const scoring = {
  name: 'scoring',
  entities: [Result],
  resolvers: [ResultResolver, EnrolmentResultResolver, BackTestResolver] as ClassType[],
  actions: scoringActions,
  // A grading recomputes the result in its own transaction, under the tutor's scope.
  writes: { classes: ['result'], programmes: ['result'] },
};
