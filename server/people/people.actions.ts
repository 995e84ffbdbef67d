// What may be done with people's data, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const peopleActions = {
  'people.browse': { chinese: '查找教师', to: ['ADMIN'] },
  'people.manage': { chinese: '修改教师资料、处理更正申请', to: ['ADMIN'] },
  'people.transfer': { chinese: '办理教师调动', to: ['ADMIN'], downTo: 'COUNTY' },
  'people.merge': { chinese: '合并重复的人员', to: ['ADMIN'], downTo: 'COUNTY' },
  'people.ownData': { chinese: '确认或申请更正本人资料', to: ['ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER'] },
  'people.reveal': { chinese: '查看完整的证件和手机号码（说明理由，留有记录）', to: ['ADMIN', 'PII_READ'] },
} satisfies ActionCatalogue;
