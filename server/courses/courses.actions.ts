// What may be done with courses before they are offered, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const courseActions = {
  'courses.read': { chinese: '查看课程和单元环节', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'CLASSES_READ'] },
  'courses.readIntake': { chinese: '查看课程遴选的过程', to: ['ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT'] },
  // Administrators for their office; others only for the training body that named them its contact (authors.ts).
  'courses.handIn': { chinese: '报送课程', to: ['ADMIN', 'TUTOR'] },
  'courses.review': { chinese: '评审课程', to: ['EXPERT'] },
  // Only the office that organises the programme (intake.service.ts).
  'courses.organise': { chinese: '安排课程评审、决定入选、开班', to: ['ADMIN'], downTo: 'COUNTY' },
  'courses.keepBodies': { chinese: '登记培训机构', to: ['ADMIN'], downTo: 'COUNTY' },
} satisfies ActionCatalogue;
