// The cast: the named people of the demonstration, who can sign in. Nobody else has a password.
import type { Role } from '../kernel/roles.js';

export interface CastMember {
  login: string;
  name: string;
  role: Role;
  /** Where the role is held: a division's code, or the learner's own school. */
  at: string | 'LEARNERS_SCHOOL';
  /** Tutors: the course whose classes are theirs. */
  course?: string;
  /** What the sign-in page says of them. */
  title: string;
}

/** Published on purpose: while these accounts exist the server listens on loopback only. */
export const demoPassword = 'Yanxiu-2023';

export const learnerCourse = 'KC2023001';
/** Where the learner's school lies, and the cast's county administrator works. */
export const castCounty = '320506';

export const cast: readonly CastMember[] = [
  { login: 'zhou.mingli', name: '周明礼', role: 'TUTOR', at: '32', course: learnerCourse, title: '辅导员 · 小学语文' },
  { login: 'xu.jingshu', name: '许静姝', role: 'TUTOR', at: '32', course: learnerCourse, title: '辅导员 · 小学语文（同班）' },
  { login: 'han.licheng', name: '韩立诚', role: 'TUTOR', at: '32', course: 'KC2023002', title: '辅导员 · 小学数学' },
  { login: 'lin.xiaolan', name: '林晓岚', role: 'LEARNER', at: 'LEARNERS_SCHOOL', title: '学员 · 小学语文教师' },
  { login: 'gu.wenyuan', name: '顾文远', role: 'ADMIN', at: '32', title: '省级管理员' },
  { login: 'shen.peilan', name: '沈佩兰', role: 'ADMIN', at: '3205', title: '市级管理员 · 苏州' },
  { login: 'lu.jingxing', name: '陆景行', role: 'ADMIN', at: castCounty, title: '县（区）级管理员 · 吴中' },
  { login: 'qian.kaiming', name: '钱开明', role: 'ADMIN', at: '320583', title: '县级管理员 · 昆山（省直管）' },
  { login: 'fang.ruolan', name: '方若兰', role: 'ADMIN', at: 'LEARNERS_SCHOOL', title: '校级管理员' },
  { login: 'song.huaijin', name: '宋怀瑾', role: 'EXPERT', at: '32', title: '专家' },
  { login: 'pei.zhiyuan', name: '裴致远', role: 'CHIEF_TUTOR', at: '32', title: '学科（项目）总辅导员' },
];

/** The demonstration's third-party platform reads Suzhou's subtree. */
export const demoClient = { clientId: 'yx-demo-suzhou', secret: 'demo-secret-for-loopback-only', name: '苏州教师发展平台（演示）', at: '3205' };
