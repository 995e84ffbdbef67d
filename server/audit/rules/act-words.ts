// The catalogue of audited acts: every act that a service records, in words. A test reads the services and fails where one is missing.

export interface Words { zh: string; en: string }

/** Keys are the action, or action/act where an action has several acts. */
export const actWords = {
  'offices.change/CREATE': { zh: '新建项目办', en: 'Office created' },
  'offices.change/RENAME': { zh: '项目办更名', en: 'Office renamed' },
  'offices.change/MOVE': { zh: '调整隶属关系', en: 'Office moved' },
  'offices.change/MERGE': { zh: '合并项目办', en: 'Office merged' },
  'offices.change/CLOSE': { zh: '撤销项目办', en: 'Office closed' },
  'offices.change/CANCEL': { zh: '撤回机构变更计划', en: 'Planned change given up' },
  'offices.contacts/add': { zh: '添加联系人', en: 'Contact added' },
  'offices.contacts/change': { zh: '修改联系人', en: 'Contact changed' },
  'offices.contacts/remove': { zh: '删除联系人', en: 'Contact removed' },
  'offices.contacts/reveal': { zh: '查看联系人完整号码', en: 'Contact\'s number shown' },
  'offices.steering/appoint': { zh: '任命领导小组成员', en: 'Steering member appointed' },
  'offices.steering/end': { zh: '结束领导小组任期', en: 'Steering term ended' },
  'posts.appoint': { zh: '任命职务', en: 'Post given' },
  'posts.appoint/end': { zh: '结束任期', en: 'Post ended' },
  'posts.allot': { zh: '调整培训班或项目的安排', en: 'Classes or programmes allotted' },
  'posts.recommend': { zh: '推荐学科总辅导员', en: 'Chief subject tutor recommended' },
  'posts.recommend/withdraw': { zh: '撤回学科总辅导员推荐', en: 'Recommendation withdrawn' },
  'posts.choose': { zh: '聘任学科总辅导员', en: 'Chief subject tutor appointed' },
  'access.appoint': { zh: '建立首位管理员', en: 'First administrator made' },
  'access.signIn': { zh: '登录', en: 'Signed in' },
  'access.signOut': { zh: '退出登录', en: 'Signed out' },
  'access.switch': { zh: '切换角色', en: 'Role switched' },
  'access.prove': { zh: '通过登录第二步', en: 'Second step proved' },
  'access.password': { zh: '修改本人密码', en: 'Own password changed' },
  'access.account/revoke': { zh: '结束本人的登录会话', en: 'Own sessions ended' },
  'access.secondFactor/begin': { zh: '开始绑定动态码', en: 'Second factor begun' },
  'access.secondFactor/confirm': { zh: '绑定动态码', en: 'Second factor set up' },
  'access.secondFactor/renewRecoveryCodes': { zh: '更换恢复码', en: 'Recovery codes renewed' },
  'access.secondFactor/switchOff': { zh: '停用动态码', en: 'Second factor switched off' },
  'access.resetPassword': { zh: '重置他人密码', en: 'Password reset' },
  'access.resetSecondFactor': { zh: '重置他人动态码', en: 'Second factor reset' },
  'access.viewAs/begin': { zh: '开始以下级项目办的视角查看', en: 'Began to look as an office' },
  'access.viewAs/end': { zh: '结束以下级项目办的视角查看', en: 'Ended looking as an office' },
  'people.manage/update': { zh: '修改教师资料', en: 'Teacher\'s data changed' },
  'people.manage/accept': { zh: '同意更正申请', en: 'Correction accepted' },
  'people.manage/refuse': { zh: '不同意更正申请', en: 'Correction refused' },
  'people.transfer': { zh: '办理教师调动', en: 'Teacher moved' },
  'people.merge': { zh: '合并重复的人员', en: 'People merged' },
  'people.ownData/confirm': { zh: '确认本人资料', en: 'Own data confirmed' },
  'people.ownData/propose': { zh: '申请更正本人资料', en: 'Correction of own data proposed' },
  'people.reveal': { zh: '查看完整的证件或手机号码', en: 'Personal number shown' },
  'people.browse/export': { zh: '导出教师名单', en: 'Teachers exported' },
  'enrolment.browse/export': { zh: '导出学员名单', en: 'Learners exported' },
  'scoring.read/export': { zh: '导出成绩', en: 'Results exported' },
  'audit.browse/export': { zh: '导出审计记录', en: 'Audit trail exported' },
  'roster.import/upload': { zh: '上传教师名册', en: 'Roster uploaded' },
  'roster.import/receive': { zh: '接收教师名册', en: 'Roster received' },
  'roster.import/reject': { zh: '退回教师名册', en: 'Roster rejected' },
  'roster.import/compare': { zh: '比对教师名册', en: 'Roster compared' },
  'roster.import/apply': { zh: '开始写入教师名册', en: 'Roster import begun' },
  'roster.import/finish': { zh: '完成教师名册', en: 'Roster finished' },
  'roster.import/applied': { zh: '教师名册已写入', en: 'Roster written' },
  'roster.import/undo': { zh: '开始撤销教师名册', en: 'Undoing of roster begun' },
  'roster.import/undone': { zh: '教师名册已撤销', en: 'Roster undone' },
  'assignments.claim': { zh: '领取作业', en: 'Submission claimed' },
  'assignments.giveBack': { zh: '放回作业', en: 'Submission given back' },
  'assignments.release': { zh: '发布批阅', en: 'Review released' },
  'assignments.undo': { zh: '撤销提交的批阅', en: 'Review undone' },
  'assignments.flag': { zh: '标记作业', en: 'Submission flagged' },
  'assignments.clearFlag': { zh: '清除标记', en: 'Flag cleared' },
  'assignments.bulk': { zh: '开始批量操作', en: 'Act on many begun' },
  'assignments.look': { zh: '查看发布的批阅', en: 'Released reviews looked at' },
  'assignments.saveQueue': { zh: '保存筛选', en: 'Queue saved' },
  'assignments.removeQueue': { zh: '删除保存的筛选', en: 'Saved queue removed' },
  'assignments.keepComments': { zh: '整理常用评语', en: 'Saved comments kept' },
  'assignments.manageRubrics/create': { zh: '新建评分标准', en: 'Rubric made' },
  'assignments.manageRubrics/revise': { zh: '修订评分标准', en: 'Rubric revised' },
  'assignments.manageRubrics/apply': { zh: '作业改用另一版评分标准', en: 'Assignment went over to another version' },
  'assignments.manageRubrics/applied': { zh: '按新版评分标准重算完成', en: 'Rescored by the new version' },
  'assignments.grade': { zh: '提交批阅', en: 'Submission graded' },
  'assignments.return': { zh: '退回修改', en: 'Submission returned' },
  'assignments.handIn': { zh: '提交作业', en: 'Assignment handed in' },
  'assignments.giveOpinion': { zh: '发表专家意见', en: 'Opinion given' },
  'appeals.make': { zh: '提出申诉', en: 'Appeal made' },
  'appeals.make/withdraw': { zh: '撤回申诉', en: 'Appeal taken back' },
  'appeals.answer/uphold': { zh: '答复申诉并维持原分', en: 'Appeal answered: upheld' },
  'appeals.answer/revise': { zh: '答复申诉并改分', en: 'Appeal answered: revised' },
  'allocation.manage/allocate': { zh: '分配阅卷任务', en: 'Work allocated' },
  'allocation.manage/reassign': { zh: '改派阅卷任务', en: 'Work reassigned' },
  'allocation.manage/absence': { zh: '缺席辅导员的任务改派他人', en: 'Work of an absent tutor moved' },
  'allocation.manage/absent': { zh: '登记辅导员缺席', en: 'Tutor marked absent' },
  'allocation.workload/export': { zh: '导出辅导员工作量', en: 'Workload exported' },
  'exchange.manage/create': { zh: '新建第三方平台', en: 'API client created' },
  'exchange.manage/revoke': { zh: '停用第三方平台', en: 'API client revoked' },
  'exchange.token': { zh: '第三方平台换取令牌', en: 'Token issued to an API client' },
} as const satisfies Record<string, Words>;

export type Act = keyof typeof actWords;

export function isAct(code: string): code is Act {
  return Object.hasOwn(actWords, code);
}

/** The catalogue's key of an event; one that an older or newer version recorded is its own key. */
export function actOf(action: string, act: string | null): string {
  return act !== null && act !== '' ? `${action}/${act}` : action;
}

export function actTitle(code: string): Words {
  return isAct(code) ? actWords[code] : { zh: code, en: code };
}
