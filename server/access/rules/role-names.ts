// What posts and scopes are called, for texts that name them.
import type { Bilingual } from '../../kernel/refusals.js';
import type { ApiScope, Role } from '../../kernel/roles.js';

export const roleNames: Record<Role, Bilingual> = {
  CHIEF_ADMIN: { zh: '总管理员', en: 'chief administrator' }, ADMIN: { zh: '管理员', en: 'administrator' }, CHIEF_TUTOR: { zh: '学科（项目）总辅导员', en: 'chief subject tutor' },
  TUTOR: { zh: '辅导员', en: 'tutor' }, EXPERT: { zh: '专家', en: 'expert' }, LEARNER: { zh: '学员', en: 'learner' },
};

export const scopeNames: Record<ApiScope, Bilingual> = {
  OFFICES_READ: { zh: '权限范围 OFFICES_READ', en: 'scope OFFICES_READ' }, CLASSES_READ: { zh: '权限范围 CLASSES_READ', en: 'scope CLASSES_READ' },
  ENROLMENTS_READ: { zh: '权限范围 ENROLMENTS_READ', en: 'scope ENROLMENTS_READ' }, RESULTS_READ: { zh: '权限范围 RESULTS_READ', en: 'scope RESULTS_READ' },
};
