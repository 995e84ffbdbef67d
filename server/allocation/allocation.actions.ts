// What may be done with the allocation of submissions, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const allocationActions = {
  // The chief tutors of a programme, and the administrators of the province office, where it organises the programme.
  'allocation.manage': { chinese: '分配阅卷任务', to: ['ADMIN', 'CHIEF_TUTOR'], downTo: 'PROVINCE' },
  'allocation.workload': { chinese: '查看辅导员工作量', to: ['ADMIN', 'CHIEF_TUTOR'], downTo: 'PROVINCE' },
} satisfies ActionCatalogue;
