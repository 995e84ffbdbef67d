// What waits in a tutor's hands as a file, within the caller's own sight.
import { submissionColumns, submissionFields, type SubmissionType } from '../assignments/index.js';
import { keyOf } from '../kernel/ids.js';
import type { Database } from '../platform/database/database.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { AllocationService } from './allocation.service.js';
import type { AllocatedFilter, AllocationStore } from './allocation.store.js';

const job = { kind: 'job', job: 'allocation' } as const;

export function allocatedExport(database: Database, service: AllocationService, store: AllocationStore): ListExport<SubmissionType, AllocatedFilter> {
  return {
    name: 'allocated', fileName: '分配的作业', action: 'allocation.manage', isPersonal: true, selection: pageSelection({ ...submissionFields, attempt: [], characterCount: [], submittedAt: [] }),
    columns: [...submissionColumns<SubmissionType>((row) => row), { heading: '第几次提交', value: (row) => row.attempt }, { heading: '字数', value: (row) => row.characterCount }, { heading: '提交时间', value: (row) => row.submittedAt }],
    filterOf: async ({ caller }, given) => {
      const programmeId = keyOf('Programme', given['programmeId'] ?? '') ?? 0;
      await service.entitled((statement) => database.rows(job, statement), caller, programmeId);
      return { programmeId, tutorId: keyOf('Person', given['tutorId'] ?? '') ?? 0, assignmentId: given['assignmentId'] === undefined ? null : (keyOf('Assignment', given['assignmentId']) ?? 0) };
    },
    page: ({ caller }, filter, wanted, args) => store.allocated(caller.scope, filter, wanted, args),
  };
}
