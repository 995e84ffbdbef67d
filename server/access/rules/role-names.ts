// What posts and scopes are called, for texts that name them.
import type { Bilingual } from '../../kernel/refusals.js';
import type { ApiScope, Grantee, Role } from '../../kernel/roles.js';

export const roleNames: Record<Role, Bilingual> = {
  CHIEF_ADMIN: { zh: '总管理员', en: 'chief administrator' }, ADMIN: { zh: '管理员', en: 'administrator' }, CHIEF_TUTOR: { zh: '学科（项目）总辅导员', en: 'chief subject tutor' },
  TUTOR: { zh: '辅导员', en: 'tutor' }, EXPERT: { zh: '专家', en: 'expert' }, LEARNER: { zh: '学员', en: 'learner' },
  SCHOOL_LEADER: { zh: '学校负责人（校长）', en: 'school leader' }, SUBJECT_LEAD: { zh: '学科负责人', en: 'subject lead' },
};

export const scopeNames: Record<ApiScope, Bilingual> = {
  OFFICES_READ: { zh: '权限范围 OFFICES_READ', en: 'scope OFFICES_READ' }, CLASSES_READ: { zh: '权限范围 CLASSES_READ', en: 'scope CLASSES_READ' },
  ENROLMENTS_READ: { zh: '权限范围 ENROLMENTS_READ', en: 'scope ENROLMENTS_READ' }, RESULTS_READ: { zh: '权限范围 RESULTS_READ', en: 'scope RESULTS_READ' },
  PII_READ: { zh: '权限范围 PII_READ', en: 'scope PII_READ' },
};

export const standingNames: Record<Exclude<Grantee, Role | ApiScope>, Bilingual> = {
  ANYBODY: { zh: '任何人', en: 'anybody' }, SIGNED_IN: { zh: '已登录者', en: 'everybody signed in' }, PERSON: { zh: '已登录的人员', en: 'every person signed in' },
  SECOND_FACTOR: { zh: '待输入动态码者', en: 'who is to enter a code' }, SECOND_FACTOR_ENROLMENT: { zh: '待绑定动态码者', en: 'who is to set up a second factor' }, PASSWORD_CHANGE: { zh: '待修改密码者', en: 'who is to change the password' },
};
