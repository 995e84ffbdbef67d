// What may be done with people and sessions, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const accessActions = {
  'schema.common': { chinese: '分页、拒绝等公共结构', to: ['ANYBODY'] },
  'schema.node': { chinese: '按全局标识读取（其余按类型的权限）', to: ['SIGNED_IN'] },
  'access.open': { chinese: '登录、退出、查看系统说明', to: ['ANYBODY'] },
  'access.self': { chinese: '查看本人身份与角色', to: ['ANYBODY'] },
  'access.switch': { chinese: '切换本人角色', to: ['SIGNED_IN'] },
  'access.explain': { chinese: '询问本人为何不能做某事', to: ['SIGNED_IN'] },
  'access.explainOthers': { chinese: '询问本级及以下人员为何不能做某事', to: ['ADMIN'] },
  'access.viewAs': { chinese: '以下级项目办的视角查看（只读）', to: ['ADMIN'], downTo: 'COUNTY' },
  'people.read': { chinese: '查看人员姓名、单位、学科', to: ['ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'ENROLMENTS_READ', 'RESULTS_READ'] },
  'people.identity': { chinese: '查看遮蔽后的证件和手机号码', to: ['ADMIN', 'LEARNER'] },
} satisfies ActionCatalogue;
