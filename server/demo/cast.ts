// The cast: the named people of the demonstration, who can sign in. Nobody else has a password.
import type { Bilingual } from '../kernel/refusals.js';
import type { Role } from '../kernel/roles.js';
import type { Subject } from '../kernel/subjects.js';
import type { Installation } from '../access/index.js';

export interface CastMember {
  login: string;
  name: string;
  role: Role;
  /** Where the role is held: a division's code, or the learner's own school. */
  at: string | 'LEARNERS_SCHOOL';
  /** Tutors: the course whose classes are theirs. */
  course?: string;
  /** Chief subject tutors: their subject. */
  subject?: Subject;
  /** Administrators from county level up. */
  hasSecondFactor?: boolean;
  /** What the sign-in page says of them. */
  title: Bilingual;
}

/** Published on purpose: while these accounts exist the server listens on loopback only. */
export const demoPassword = 'Yanxiu-2023';
/** The second factor of the administrators who must have one, in Base32, for any authenticator; published like the password. */
export const demoSecondFactorSecret = 'YANXIUDEMOSECRETYANXIUDEMOSECRET';

export const learnerCourse = 'KC2023001';
/** Where the learner's school lies, and the cast's county administrator works. */
export const castCounty = '320506';

export const cast: readonly CastMember[] = [
  { login: 'zhou.mingli', name: '周明礼', role: 'TUTOR', at: '32', course: learnerCourse, title: { zh: '辅导员 · 小学语文', en: 'Tutor · Chinese, primary' } },
  { login: 'xu.jingshu', name: '许静姝', role: 'TUTOR', at: '32', course: learnerCourse, title: { zh: '辅导员 · 小学语文（同班）', en: 'Tutor · Chinese, primary (same classes)' } },
  { login: 'han.licheng', name: '韩立诚', role: 'TUTOR', at: '32', course: 'KC2023002', title: { zh: '辅导员 · 小学数学', en: 'Tutor · mathematics, primary' } },
  { login: 'lin.xiaolan', name: '林晓岚', role: 'LEARNER', at: 'LEARNERS_SCHOOL', title: { zh: '学员 · 小学语文教师', en: 'Learner · teacher of Chinese' } },
  { login: 'gu.wenyuan', name: '顾文远', role: 'ADMIN', at: '32', hasSecondFactor: true, title: { zh: '省级管理员', en: 'Administrator · province' } },
  { login: 'shen.peilan', name: '沈佩兰', role: 'ADMIN', at: '3205', hasSecondFactor: true, title: { zh: '市级管理员 · 苏州', en: 'Administrator · city (Suzhou)' } },
  { login: 'lu.jingxing', name: '陆景行', role: 'ADMIN', at: castCounty, hasSecondFactor: true, title: { zh: '县（区）级管理员 · 吴中', en: 'Administrator · county (Wuzhong)' } },
  { login: 'qian.kaiming', name: '钱开明', role: 'ADMIN', at: '320583', hasSecondFactor: true, title: { zh: '县级管理员 · 昆山（省直管）', en: 'Administrator · Kunshan, directly below the province' } },
  { login: 'fang.ruolan', name: '方若兰', role: 'ADMIN', at: 'LEARNERS_SCHOOL', title: { zh: '校级管理员', en: 'Administrator · school' } },
  { login: 'song.huaijin', name: '宋怀瑾', role: 'EXPERT', at: '32', title: { zh: '专家', en: 'Expert' } },
  { login: 'pei.zhiyuan', name: '裴致远', role: 'CHIEF_TUTOR', at: '32', subject: 'CHINESE', title: { zh: '学科（项目）总辅导员', en: 'Chief tutor' } },
  { login: 'he.zhixing', name: '贺知行', role: 'SCHOOL_LEADER', at: 'LEARNERS_SCHOOL', title: { zh: '学校负责人', en: 'School leader' } },
];

/** The demonstration's third-party platform reads Suzhou's subtree. */
export const demoClient = { clientId: 'yx-demo-suzhou', secret: 'demo-secret-for-loopback-only', name: '苏州教师发展平台（演示）', at: '3205' };

/** What a sign-in page of the demonstration tells everybody. */
export const demoInstallation: Omit<Installation, 'version' | 'singleSignOnLabel'> = {
  isDemo: true,
  demoSecret: demoSecondFactorSecret,
  demoAccounts: cast.map(({ login, name, title, hasSecondFactor }) => ({ login, password: demoPassword, name, title, secondFactorSecret: hasSecondFactor === true ? demoSecondFactorSecret : null })),
};
