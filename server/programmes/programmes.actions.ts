// What may be done with programmes, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const programmeActions = {
  'programmes.read': { chinese: '查看项目、期次、课程和培训班', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ'] },
  // Only the office that organises a programme says what it asks; the service looks at that.
  'programmes.manageRules': { chinese: '更新本级主办项目的要求', to: ['ADMIN'], downTo: 'COUNTY' },
  'programmes.life': { chinese: '起草、发布和推进本级主办的项目', to: ['ADMIN'], downTo: 'COUNTY' },
  'programmes.approve': { chinese: '以领导小组成员身份审批项目方案', to: ['PERSON'] },
  'programmes.plans': { chinese: '查看已发布项目的方案', to: ['ADMIN'] },
  'programmes.reply': { chinese: '确认本级是否参加上级项目，报送联系人', to: ['ADMIN'], downTo: 'COUNTY', below: 'PROVINCE' },
  'programmes.replies': { chinese: '查看下级是否参加及其联系人', to: ['ADMIN'], downTo: 'COUNTY' },
  'programmes.setWindow': { chinese: '在项目规定的范围内自定本级的时间', to: ['ADMIN'] },
  'programmes.officeWindows': { chinese: '查看下级自定的时间', to: ['ADMIN'], downTo: 'COUNTY' },
} satisfies ActionCatalogue;
