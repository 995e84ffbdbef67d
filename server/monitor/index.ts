// Front door of the monitor (学情).
import type { ClassType } from 'type-graphql';
import { gradedStates, SubmissionMoved, WorkWithdrawn, type SubmissionState } from '../assignments/index.js';
import { EnrolmentWithdrawn, LearnersEnrolled } from '../enrolment/index.js';
import { learnedSeconds } from '../learning/index.js';
import type { Events } from '../platform/events/events.js';
import { ResultChanged } from '../scoring/index.js';
import { IndicatorsResolver, ViewerMonitorResolver } from './graphql/indicators.resolver.js';
import { addToCounters } from './indicator.store.js';
import { monitorActions } from './monitor.actions.js';
import { SchoolIndicator } from './school-indicator.entity.js';

export { SchoolIndicator };
export { indicatorExport } from './indicator-export.js';
export { IndicatorStore } from './indicator.store.js';
export { indicatorsOf } from './rules/indicators.js';
export { IndicatorsResolver, ViewerMonitorResolver };

/** Keeps the counters in the transactions of what they count. */
export function keepCounters(events: Events): void {
  const isGraded = (state: SubmissionState) => (gradedStates.includes(state) ? 1 : 0);
  events.on(LearnersEnrolled, (tx, { schoolId, periodId, learners }) => addToCounters(tx, schoolId, periodId, { enrolled: learners }));
  events.on(WorkWithdrawn, (tx, { schoolId, periodId, submitted, graded }) => addToCounters(tx, schoolId, periodId, { submitted: -submitted, graded: -graded }));
  events.on(EnrolmentWithdrawn, async (tx, { enrolmentId, schoolId, periodId }) => {
    const seconds = await learnedSeconds(tx, enrolmentId);
    await addToCounters(tx, schoolId, periodId, { enrolled: -1, participating: seconds > 0 ? -1 : 0, onlineSeconds: -seconds });
  });
  events.on(SubmissionMoved, (tx, { schoolId, periodId, from, to }) => addToCounters(tx, schoolId, periodId, { graded: isGraded(to) - isGraded(from) }));
  events.on(ResultChanged, (tx, { schoolId, periodId, before, after }) => {
    const stands = (result: typeof before) => (result.verdict === 'PENDING' ? 0 : 1);
    const passes = (result: typeof before) => (result.verdict === 'PASS' ? 1 : 0);
    return addToCounters(tx, schoolId, periodId, {
      released: stands(after) - stands(before),
      passed: passes(after) - passes(before),
      totalTenthsSum: stands(after) * after.totalTenths - stands(before) * before.totalTenths,
    });
  });
}

export const monitor = {
  name: 'monitor',
  entities: [SchoolIndicator],
  resolvers: [IndicatorsResolver, ViewerMonitorResolver] as ClassType[],
  actions: monitorActions,
  writes: { office: ['school_indicator'], classes: ['school_indicator'], programmes: ['school_indicator'], self: ['school_indicator'] },
};
