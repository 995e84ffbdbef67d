// What may be done with assignments, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const assignmentActions = {
  'assignments.read': { chinese: '查看作业与批阅', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER'] },
  'assignments.queue': { chinese: '查看作业队列', to: ['CHIEF_TUTOR', 'TUTOR', 'EXPERT'] },
  'assignments.grade': { chinese: '批阅作业', to: ['CHIEF_TUTOR', 'TUTOR'] },
  // The tutors of the class and the chief tutor of its programme: the notices give the reviewing to them, and name nobody else for its results.
  'assignments.release': { chinese: '发布批阅结果', to: ['CHIEF_TUTOR', 'TUTOR'] },
  'assignments.manageRubrics': { chinese: '管理评分标准', to: ['CHIEF_TUTOR'] },
  'assignments.opinions': { chinese: '查看专家意见', to: ['ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT'] },
  'assignments.shareComments': { chinese: '按学科共享常用评语', to: ['CHIEF_TUTOR'] },
  'assignments.giveOpinion': { chinese: '添加专家意见', to: ['EXPERT'] },
  'assignments.handIn': { chinese: '提交作业', to: ['LEARNER'] },
} satisfies ActionCatalogue;
