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
  'access.prove': { chinese: '登录第二步：输入动态码或恢复码', to: ['SECOND_FACTOR'] },
  'access.secondFactor': { chinese: '绑定动态码', to: ['PERSON', 'SECOND_FACTOR_ENROLMENT'] },
  'access.password': { chinese: '修改本人密码', to: ['PERSON', 'PASSWORD_CHANGE'] },
  'access.account': { chinese: '查看和管理本人的登录会话、动态码', to: ['PERSON'] },
  'access.resetPassword': { chinese: '为所辖人员重置密码', to: ['ADMIN'] },
  'access.resetSecondFactor': { chinese: '为所辖人员重置动态码', to: ['ADMIN'] },
  'people.read': { chinese: '查看人员姓名、单位、学科', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'ENROLMENTS_READ', 'RESULTS_READ'] },
  'people.identity': { chinese: '查看遮蔽后的证件和手机号码', to: ['ADMIN', 'LEARNER'] },
  'people.details': { chinese: '查看教师的岗位、任教年份、确认情况和任职', to: ['ADMIN', 'LEARNER'] },
  'posts.read': { chinese: '查看本级及以下的人员任用', to: ['ADMIN', 'SCHOOL_LEADER'] },
  'posts.appoint': { chinese: '任命和结束任期（各职务由谁任命另有规定）', to: ['ADMIN', 'SCHOOL_LEADER'] },
  'posts.allot': { chinese: '安排辅导员的培训班、专家参加的项目', to: ['ADMIN'], downTo: 'COUNTY' },
  'posts.recommendations': { chinese: '查看学科总辅导员的推荐', to: ['ADMIN'], downTo: 'COUNTY' },
  'posts.recommend': { chinese: '推荐学科总辅导员', to: ['ADMIN'], downTo: 'COUNTY', below: 'PROVINCE' },
  'posts.choose': { chinese: '从推荐中遴选聘任学科总辅导员', to: ['ADMIN'], downTo: 'PROVINCE' },
} satisfies ActionCatalogue;
