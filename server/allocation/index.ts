// Front door of allocation (阅卷分配).
import type { ClassType } from 'type-graphql';
import { AllocationAct, TutorAbsence, TutorTerms } from './allocation.entity.js';
import { allocationActions } from './allocation.actions.js';
import { AllocationResolver, ViewerAllocationResolver } from './graphql/allocation.resolver.js';

export { AbsenceWork } from './absence-work.js';
export { AllocationService } from './allocation.service.js';
export { AllocationStore } from './allocation.store.js';
export { allocatedExport } from './allocated-export.js';
export { workloadExport } from './workload-export.js';
export { AllocationResolver, ViewerAllocationResolver };

export const allocation = {
  name: 'allocation',
  entities: [TutorTerms, AllocationAct, TutorAbsence],
  resolvers: [AllocationResolver, ViewerAllocationResolver] as ClassType[],
  actions: allocationActions,
};
