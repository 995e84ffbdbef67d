// The facts of an event in words: what each is called, and what its value says. Ids of people and offices are told by name.
import { idPrefixes, parseGlobalId, type NodeType } from '../../kernel/ids.js';
import { subjects } from '../../kernel/subjects.js';
import type { Words } from './act-words.js';

const factWords: Readonly<Record<string, Words>> = {
  answer: { zh: '答复', en: 'Answer' }, code: { zh: '编号', en: 'Code' }, contacts: { zh: '联系人', en: 'Contacts' }, file: { zh: '文件', en: 'File' }, bytes: { zh: '字节数', en: 'Bytes' }, year: { zh: '年度', en: 'Year' },
  appeal: { zh: '申诉', en: 'Appeal' }, step: { zh: '步骤', en: 'Step' }, unplaced: { zh: '未能分出', en: 'Not placed' },
  after: { zh: '之后', en: 'After' }, assignmentId: { zh: '作业', en: 'Assignment' }, before: { zh: '之前', en: 'Before' }, classId: { zh: '培训班', en: 'Class' }, criteria: { zh: '评分项数', en: 'Criteria' }, kind: { zh: '种类', en: 'Kind' }, order: { zh: '顺序', en: 'Order' },
  first: { zh: '首评得分', en: 'First points' }, second: { zh: '复评得分', en: 'Second points' }, isAgreed: { zh: '分差在允许范围内', en: 'Within the tolerance' }, reasons: { zh: '抽中的原因', en: 'Sampled because' }, samplePercent: { zh: '随机比例（%）', en: 'Random share (%)' }, borders: { zh: '临界分数段', en: 'Borders' }, newTutorReviews: { zh: '新任前多少份', en: 'First reviews' }, newTutorDays: { zh: '新任多少天内', en: 'First days' }, tolerance: { zh: '允许的分差', en: 'Tolerance' },
  restores: { zh: '恢复的批阅序号', en: 'Restores review' }, reviews: { zh: '涉及的批阅', en: 'Reviews' }, total: { zh: '总数', en: 'Total' }, visibleFrom: { zh: '学员可见自', en: 'Visible from' }, visibleUntil: { zh: '学员可见至', en: 'Visible until' }, wasSeen: { zh: '学员已看过', en: 'Seen by the learner' },
  added: { zh: '新增', en: 'Added' }, allotted: { zh: '安排', en: 'Allotted' }, appointment: { zh: '任用记录', en: 'Appointment' }, attempt: { zh: '第几次提交', en: 'Attempt' }, by: { zh: '方式', en: 'By' },
  change: { zh: '变更记录', en: 'Change on record' }, changed: { zh: '变更', en: 'Changed' }, characters: { zh: '字数', en: 'Characters' }, classIds: { zh: '培训班', en: 'Classes' }, conflicts: { zh: '未能处理', en: 'Could not be done' },
  effectiveOn: { zh: '生效日期', en: 'Effective on' }, effectiveFrom: { zh: '生效日期', en: 'In force from' }, ended: { zh: '结束的会话', en: 'Sessions ended' }, endedRoles: { zh: '同时结束的角色', en: 'Roles ended' }, endedSessions: { zh: '同时结束的会话', en: 'Sessions ended' },
  email: { zh: '电子邮箱', en: 'E-mail' }, unit: { zh: '单位', en: 'Unit' }, field: { zh: '项目', en: 'Field' }, fields: { zh: '项目', en: 'Fields' }, filter: { zh: '筛选条件', en: 'Filter' }, format: { zh: '文件格式', en: 'Format' },
  isForced: { zh: '覆盖他人的批阅', en: 'Over somebody\'s review' }, isPlanned: { zh: '到期生效', en: 'Planned' }, isSecondFactorShown: { zh: '已验证第二因素', en: 'Second factor shown' }, issuer: { zh: '认证服务', en: 'Identity provider' },
  lastDay: { zh: '最后一日', en: 'Last day' }, list: { zh: '列表', en: 'List' }, login: { zh: '账号', en: 'Account' }, merged: { zh: '并入的记录', en: 'Merged record' }, mergedInto: { zh: '并入', en: 'Merged into' }, method: { zh: '登录方式', en: 'Method' }, name: { zh: '名称', en: 'Name' },
  number: { zh: '聘书编号', en: 'Number of the letter' }, office: { zh: '项目办', en: 'Office' }, opinion: { zh: '意见序号', en: 'Opinion' }, overwritten: { zh: '覆盖的冲突', en: 'Conflicts written over' }, parent: { zh: '上级', en: 'Parent' }, person: { zh: '人员', en: 'Person' }, points: { zh: '得分', en: 'Points' },
  enrolments: { zh: '报名', en: 'Enrolments' }, seats: { zh: '名额', en: 'Seats' }, learners: { zh: '学员', en: 'Learners' }, listed: { zh: '进入候补', en: 'Put on the waiting list' }, capacity: { zh: '人数上限', en: 'Places' }, substitute: { zh: '换入', en: 'Substitute' }, rule: { zh: '条款', en: 'Clause' }, cells: { zh: '格数', en: 'Cells' }, handedDown: { zh: '下达', en: 'Handed down' }, takenBack: { zh: '收回', en: 'Taken back' },
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' }, people: { zh: '人员', en: 'People' }, periods: { zh: '期次数', en: 'Periods' }, classes: { zh: '培训班数', en: 'Classes' },
  post: { zh: '职务', en: 'Post' }, programme: { zh: '项目', en: 'Programme' }, programmeIds: { zh: '项目', en: 'Programmes' }, reason: { zh: '理由', en: 'Reason' }, refusals: { zh: '未能办理的原因', en: 'Refused because' }, removed: { zh: '取消', en: 'Removed' },
  replaces: { zh: '被取代的批阅序号', en: 'Replaces review' }, replacedVersions: { zh: '被取代的版本', en: 'Versions replaced' }, review: { zh: '批阅序号', en: 'Review' }, role: { zh: '角色', en: 'Role' }, roleId: { zh: '角色序号', en: 'Role' }, roles: { zh: '转入的角色', en: 'Roles taken over' }, rows: { zh: '行数', en: 'Rows' },
  scopes: { zh: '权限范围', en: 'Scopes' }, standings: { zh: '荣誉与骨干层次', en: 'Standings' }, state: { zh: '状态', en: 'State' }, subject: { zh: '学科', en: 'Subject' }, until: { zh: '至', en: 'Until' },
  validFrom: { zh: '任期开始', en: 'From' }, validUntil: { zh: '任期结束', en: 'Until' }, version: { zh: '版本', en: 'Version' }, from: { zh: '自', en: 'From' }, window: { zh: '事项', en: 'Action' },
  // Fields of a teacher's data, as changes name them.
  NAME: { zh: '姓名', en: 'Name' }, SUBJECT: { zh: '任教学科', en: 'Subject' }, STAGE: { zh: '任教学段', en: 'Stage' }, TITLE: { zh: '职称', en: 'Title' }, JOINED_YEAR: { zh: '参加工作年份', en: 'Year of joining' }, POSTS: { zh: '岗位', en: 'Posts' },
  SPECIAL_GRADES: { zh: '荣誉与骨干层次', en: 'Standings' }, ID_CARD: { zh: '身份证号码', en: 'ID-card number' }, MOBILE: { zh: '手机号码', en: 'Mobile number' },
};

const valueWords: Readonly<Record<string, Words>> = {
  SECOND_MARKING: { zh: '复评中', en: 'Second marking' }, AGREED: { zh: '已定分', en: 'Agreed' }, BORDER: { zh: '临界分数段', en: 'Border' }, NEW_TUTOR: { zh: '新任辅导员', en: 'New tutor' },
  RELEASE: { zh: '发布', en: 'Release' }, RETURN: { zh: '退回修改', en: 'Return' }, FLAG: { zh: '标记', en: 'Flag' }, SCORE: { zh: '写入评分表', en: 'Write a grading sheet' }, UNDO_SCORE: { zh: '撤销评分表', en: 'Take a grading sheet back' }, ATTENTION: { zh: '需要关注', en: 'Needs attention' }, PLAGIARISM: { zh: '疑似抄袭', en: 'Suspected plagiarism' }, OLDEST_FIRST: { zh: '先提交者在前', en: 'Oldest first' }, RANDOM: { zh: '随机', en: 'Random' },
  IN_REVIEW: { zh: '审议中', en: 'In review' }, PUBLISHED: { zh: '已发布', en: 'Published' }, RUNNING: { zh: '实施中', en: 'Running' }, ASSESSED: { zh: '已评估', en: 'Assessed' }, ARCHIVED: { zh: '已归档', en: 'Archived' }, CANCELLED: { zh: '已取消', en: 'Cancelled' },
  NEEDS: { zh: '需求分析', en: 'Needs analysis' }, PLAN: { zh: '培训方案', en: 'Plan' }, FOR_LOWER_OFFICES: { zh: '供下级纳入本地计划的内容', en: 'For lower offices' }, NOTICE: { zh: '通知', en: 'Notice' }, JOINS: { zh: '参加', en: 'Joins' }, DECLINES: { zh: '不参加', en: 'Declines' },
  ENROLMENT: { zh: '报名', en: 'Enrolment' }, ENROLMENT_REVIEW: { zh: '报名审核', en: 'Review of enrolments' }, SUBSTITUTION: { zh: '换人和退回报名', en: 'Substitution and withdrawal' }, CHOOSING: { zh: '选课', en: 'Choosing' }, LESSON_HAND_IN: { zh: '提交优秀课例', en: 'Handing in of lessons' }, LEARNING: { zh: '线上学习', en: 'Online learning' }, LEARNING_REQUIRED: { zh: '学科必修课程学习', en: 'Subject-required courses' }, OFFLINE_LEARNING: { zh: '线下培训', en: 'Offline learning' }, PRACTICE_ASSIGNMENT: { zh: '实践作业', en: 'Practice assignment' }, PRACTICE_AT_SCHOOL: { zh: '返岗实践', en: 'Practice at school' }, ASSESSMENT: { zh: '培训考核', en: 'Assessment' }, CREDIT_REGISTRATION: { zh: '学分登记', en: 'Registration of credits' }, GUIDANCE: { zh: '专业指导', en: 'Guidance' },
  true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' },
  CHIEF_ADMIN: { zh: '总管理员', en: 'Chief administrator' }, ADMIN: { zh: '管理员', en: 'Administrator' }, CHIEF_TUTOR: { zh: '学科总辅导员', en: 'Chief subject tutor' }, TUTOR: { zh: '辅导员', en: 'Tutor' }, EXPERT: { zh: '专家', en: 'Expert' }, LEARNER: { zh: '学员', en: 'Learner' },
  SCHOOL_LEADER: { zh: '学校负责人', en: 'School leader' }, SUBJECT_LEAD: { zh: '学科负责人', en: 'Subject lead' }, LEADER: { zh: '组长', en: 'Leader' }, DEPUTY: { zh: '副组长', en: 'Deputy leader' }, MEMBER: { zh: '成员', en: 'Member' },
  PASSWORD: { zh: '密码', en: 'Password' }, SINGLE_SIGN_ON: { zh: '统一身份认证', en: 'Single sign-on' }, CODE: { zh: '动态码', en: 'Code' }, RECOVERY_CODE: { zh: '恢复码', en: 'Recovery code' },
  PERSON: { zh: '本人结束', en: 'By the person' }, SIGN_OUT: { zh: '退出登录', en: 'By signing out' }, TIME: { zh: '时间已到', en: 'Time was over' }, RIGHT: { zh: '权限已变', en: 'The right was gone' },
  OFFICES_READ: { zh: '组织机构', en: 'Offices' }, CLASSES_READ: { zh: '班级', en: 'Classes' }, ENROLMENTS_READ: { zh: '报名', en: 'Enrolments' }, RESULTS_READ: { zh: '成绩', en: 'Results' }, PII_READ: { zh: '完整的证件和手机号码', en: 'Whole personal numbers' },
  WAITING: { zh: '待审批', en: 'Waiting' }, APPROVED: { zh: '已批准', en: 'Approved' }, REFUSED: { zh: '未批准', en: 'Refused' }, FETCHED: { zh: '已下载', en: 'Fetched' },
  NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS: { zh: '不连续两年参加同一项目', en: 'Not two years running' }, OPEN_TO: { zh: '参训对象', en: 'Open to' },
  ENROLLED: { zh: '在册', en: 'Enrolled' }, WITHDRAWN: { zh: '已退回报名', en: 'Withdrawn' }, DRAFT: { zh: '草稿', en: 'Draft' }, HANDED_IN: { zh: '待安排评审', en: 'Handed in' }, ACCEPTED: { zh: '已入选', en: 'Accepted' }, SUBMITTED: { zh: '已提交', en: 'Submitted' }, SCORED: { zh: '已评分', en: 'Scored' }, RELEASED: { zh: '已公布', en: 'Released' }, APPEALED: { zh: '申诉中', en: 'Appealed' }, REVISED: { zh: '申诉后改分', en: 'Revised' }, RETURNED: { zh: '退回修改', en: 'Returned' }, OPEN: { zh: '正常', en: 'Open' }, CLOSED: { zh: '已撤销', en: 'Closed' },
  COUNTY_SUBJECT_LEADER: { zh: '县级学科带头人', en: 'County subject leader' }, CITY_SUBJECT_LEADER: { zh: '市级学科带头人', en: 'City subject leader' }, PROVINCE_SUBJECT_LEADER: { zh: '省级学科带头人', en: 'Provincial subject leader' }, SPECIAL_GRADE: { zh: '特级教师', en: 'Special-grade teacher' }, SENIOR_PROFESSOR: { zh: '正高级教师', en: 'Professor-grade teacher' },
  corrections: { zh: '更正申请', en: 'Corrections' }, indicators: { zh: '学情', en: 'Monitor' }, classes: { zh: '培训班', en: 'Classes' }, offices: { zh: '项目办', en: 'Offices' }, officechanges: { zh: '机构变更', en: 'Changes of offices' }, contacts: { zh: '联系人', en: 'Contacts' }, appointments: { zh: '人员任用', en: 'Posts' }, vacantoffices: { zh: '空缺职务', en: 'Open posts' },
  recommendations: { zh: '学科总辅导员推荐', en: 'Recommendations' }, rosters: { zh: '名册导入', en: 'Rosters' }, rosterrows: { zh: '名册比对结果', en: 'Rows of a roster' }, queue: { zh: '作业队列', en: 'Grading queue' }, gradingsheet: { zh: '评分表', en: 'Grading sheet' }, rubrics: { zh: '评分标准', en: 'Rubrics' }, rubricchanges: { zh: '评分标准更新', en: 'Changes of rubrics' }, platforms: { zh: '第三方平台', en: 'API clients' }, exportrequests: { zh: '导出申请', en: 'Requests for files' },
  nominations: { zh: '评优推荐', en: 'Recommended learners' }, nominationcandidates: { zh: '评优候选', en: 'Candidates for excellence' }, backtest: { zh: '规则试算', en: 'Rules tried on past results' }, NOMINATED: { zh: '已推荐', en: 'Recommended' }, COMMENDED: { zh: '已表彰', en: 'Commended' }, DECLINED: { zh: '未予表彰', en: 'Not commended' }, officewindows: { zh: '自定的时间', en: 'Own days of offices' }, courses: { zh: '课程', en: 'Courses' }, trainingbodies: { zh: '培训机构', en: 'Training bodies' },
  resources: { zh: '资源库', en: 'Resource library' }, HELD: { zh: '在库', en: 'In the library' }, RECOMMENDED: { zh: '待审', en: 'Recommended' }, TAKEN_BACK: { zh: '已撤回', en: 'Withdrawn' },
  people: { zh: '教师', en: 'Teachers' }, enrolments: { zh: '学员', en: 'Learners' }, exceptions: { zh: '参训例外', en: 'Exceptions' }, results: { zh: '成绩', en: 'Results' }, audit: { zh: '审计', en: 'Audit trail' }, workload: { zh: '辅导员工作量', en: 'Workload' },
  choices: { zh: '选课', en: 'Choices' }, participation: { zh: '参训人数', en: 'Participation' }, quotas: { zh: '配额', en: 'Quotas' }, quotamovements: { zh: '配额流水', en: 'Movements of quotas' }, idlequotas: { zh: '闲置配额', en: 'Idle quotas' }, assignments: { zh: '课程作业', en: 'Assignments' },
  savedcomments: { zh: '常用评语', en: 'Saved comments' }, gradingsheets: { zh: '上传的评分表', en: 'Grading sheets' }, gradingsheetrows: { zh: '评分表比对结果', en: 'Rows of a grading sheet' }, allocated: { zh: '分配的作业', en: 'Allocated work' }, appeals: { zh: '申诉', en: 'Appeals' }, secondmarkings: { zh: '复评', en: 'Second markings' },
};

const kindWords: Readonly<Record<NodeType, Words>> = {
  Office: { zh: '项目办', en: 'Office' }, OfficeChange: { zh: '机构变更', en: 'Change of an office' }, OfficeContact: { zh: '联系人', en: 'Contact' }, SteeringMember: { zh: '领导小组成员', en: 'Steering member' }, Person: { zh: '人员', en: 'Person' }, RoleAssignment: { zh: '角色', en: 'Role' },
  Programme: { zh: '培训项目', en: 'Programme' }, Period: { zh: '期次', en: 'Period' }, Course: { zh: '课程', en: 'Course' }, TrainingBody: { zh: '培训机构', en: 'Training body' }, Resource: { zh: '资源', en: 'Resource' }, TrainingClass: { zh: '培训班', en: 'Class' }, Enrolment: { zh: '报名', en: 'Enrolment' }, Result: { zh: '成绩', en: 'Result' }, Assignment: { zh: '作业', en: 'Assignment' },
  Submission: { zh: '学员作业', en: 'Submission' }, Review: { zh: '批阅', en: 'Review' }, Nomination: { zh: '评优推荐', en: 'Recommendation of a learner' }, Opinion: { zh: '专家意见', en: 'Opinion' }, Appeal: { zh: '申诉', en: 'Appeal' }, ApiClient: { zh: '第三方平台', en: 'API client' }, Appointment: { zh: '任用', en: 'Appointment' }, ChiefTutorRecommendation: { zh: '学科总辅导员推荐', en: 'Recommendation' },
  Session: { zh: '登录会话', en: 'Session' }, DataCorrection: { zh: '更正申请', en: 'Correction' }, RosterImport: { zh: '教师名册', en: 'Roster' }, AuditEvent: { zh: '审计记录', en: 'Audit event' }, ExportRequest: { zh: '导出申请', en: 'Request for a file' },
  Rubric: { zh: '评分标准', en: 'Rubric' }, RubricChange: { zh: '评分标准更新', en: 'Change of a rubric' }, SavedComment: { zh: '常用评语', en: 'Saved comment' }, SecondMarking: { zh: '复评', en: 'Second marking' }, AnchorPaper: { zh: '标杆卷', en: 'Anchor paper' }, SavedQueue: { zh: '保存的筛选', en: 'Saved queue' }, BulkAct: { zh: '批量操作', en: 'Bulk act' }, GradingSheet: { zh: '评分表', en: 'Grading sheet' },
};

/** What events can be about. */
export const subjectKinds = Object.keys(idPrefixes) as NodeType[];

/** What a kind is called in the public schema: OFFICE_CHANGE. */
export function kindName(kind: NodeType): string {
  return kind.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}

/** The names of people and offices, by global id: of those that the reader sees. */
export type Names = ReadonlyMap<string, string>;

export function factTitle(name: string): Words {
  return factWords[name] ?? { zh: name, en: name };
}
export function hasFactWords(name: string): boolean { return Object.hasOwn(factWords, name); }

export function kindTitle(kind: NodeType): Words { return kindWords[kind]; }

/** What an id names: its kind, and who or what where the reader may know. */
export function thingTitle(id: string, names: Names): Words | null {
  const parsed = parseGlobalId(id);
  if (!parsed) return null;
  const { zh, en } = kindWords[parsed.type];
  const name = names.get(id);
  return name === undefined ? { zh: `${zh} ${id}`, en: `${en} ${id}` } : { zh: `${zh} ${name}`, en: `${en} ${name}` };
}

/** A value as a reader takes it in; null for what is not there. */
export function valueText(value: unknown, names: Names, language: keyof Words): string | null {
  if (value === null || value === undefined || value === '') return null;
  // Keys of rows say nothing to anybody: how many they are does.
  if (Array.isArray(value)) return value.length === 0 ? null : value.every((one) => typeof one === 'number') ? String(value.length) : value.map((one) => valueText(one, names, language) ?? '').join(language === 'zh' ? '、' : ', ');
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, one]) => { const text = valueText(one, names, language); return text === null ? [] : [`${factTitle(name)[language]} ${text}`]; }).join(language === 'zh' ? '；' : '; ') || null;
  const text = String(value as string | number | boolean);
  return (valueWords[text] ?? factWordOf(text) ?? subjectWords(text) ?? thingTitle(text, names) ?? { zh: text, en: text })[language];
}

/** Fields of a teacher's data are told as values too: which one was shown or changed. */
function factWordOf(text: string): Words | undefined { return /^[A-Z_]+$/.test(text) ? factWords[text] : undefined; }

function subjectWords(text: string): Words | null {
  const zh = Object.hasOwn(subjects, text) ? subjects[text as keyof typeof subjects] : null;
  return zh === null ? null : { zh, en: text.charAt(0) + text.slice(1).toLowerCase().replaceAll('_', ' ') };
}
