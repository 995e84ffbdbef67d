import type { TextKey } from '../ui/text.js';

/** The Chinese names of the console's parts in pinyin and by their initials, for whoever types them so. */
export const READINGS = {
  'app.menu.today': ['jinri', 'jr'],
  'app.menu.learning': ['wodexuexi', 'wdxx'],
  'app.menu.grading': ['piyuezuoye', 'pyzy'],
  'app.menu.reading': ['chayuezuoye', 'cyzy'],
  'app.menu.appeals': ['shensu', 'ss'],
  'app.menu.allocation': ['yuejuanfenpei', 'yjfp'],
  'app.menu.classes': ['xuexibanji', 'xxbj'],
  'app.menu.moderation': ['pingfenzhiliang', 'pfzl'],
  'app.menu.rubrics': ['pingfenbiaozhun', 'pfbz'],
  'app.menu.monitor': ['xueqing', 'xq'],
  'app.menu.quotas': ['peie', 'pe'],
  'app.menu.offices': ['zuzhijigou', 'zzjg'],
  'app.menu.appointments': ['renyuanrenyong', 'ryry'],
  'app.menu.people': ['jiaoshi', 'js'],
  'app.menu.learners': ['xueyuan', 'xy'],
  'app.menu.exchange': ['shujujiekou', 'sjjk'],
  'roster.title': ['daorumingce', 'drmc'],
  'people.corrections': ['gengzhengshenqing', 'gzsq'],
  'organisation.plans': ['jihuazhongdejigoubiangeng', 'jhzdjgbg'],
  'allocation.workload': ['gongzuoliangtongji', 'gzltj'],
  'exports.menu': ['daochushenqing', 'dcsq'],
  'app.menu.audit': ['shenji', 'sj'],
  'account.title': ['zhanghaoyuanquan', 'zhyaq'],
  'programmes.rules.menu': ['xiangmuyaoqiu', 'xmyq'],
} as const satisfies Partial<Record<TextKey, readonly [pinyin: string, initials: string]>>;
