// What may be done with enrolments, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const enrolmentActions = {
  'enrolment.read': { chinese: '查看报名', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'ENROLMENTS_READ', 'RESULTS_READ'] },
  'enrolment.browse': { chinese: '浏览学员名单', to: ['ADMIN', 'SCHOOL_LEADER'] },
  'enrolment.choices': { chinese: '查看选课', to: ['ADMIN', 'SCHOOL_LEADER', 'LEARNER'] },
  'enrolment.choose': { chinese: '选课和撤回选课', to: ['LEARNER'] },
  // Why somebody went is theirs and their school's; tutors and platforms need not know.
  'enrolment.readWithdrawal': { chinese: '查看换人和退回报名的情况', to: ['ADMIN', 'SCHOOL_LEADER', 'LEARNER'] },
  'enrolment.eligibility': { chinese: '查看教师能否报名及原因', to: ['ADMIN', 'SCHOOL_LEADER'] },
  // Only the office that organises the programme (exception.service.ts).
  'enrolment.except': { chinese: '批准参训例外', to: ['ADMIN'], downTo: 'COUNTY' },
  'enrolment.limit': { chinese: '设定培训班的人数上限', to: ['ADMIN'], downTo: 'COUNTY' },
  // The school alone: the levels above hand down seats and review, they do not enrol.
  'enrolment.enrol': { chinese: '为本校教师报名', to: ['ADMIN'], below: 'COUNTY' },
  'enrolment.withdraw': { chinese: '为本校学员换人和退回报名', to: ['ADMIN'], below: 'COUNTY' },
  // Which level reviews is said by the rules of the programme (review.service.ts).
  'enrolment.review': { chinese: '审核学校的报名', to: ['ADMIN'], downTo: 'COUNTY' },
  'enrolment.answerReview': { chinese: '就退回的报名说明并重新报审', to: ['ADMIN'], below: 'COUNTY' },
} satisfies ActionCatalogue;
