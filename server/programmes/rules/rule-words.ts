// The words for the fields and values of a rule document, as people who work with the notices say them.
import type { Bilingual } from '../../kernel/refusals.js';

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Each key of the format; a test walks the format and asks for every one of them. */
const fields: Record<string, Bilingual> = {
  format: w('格式', 'Format'), programme: w('项目', 'Programme'), code: w('编号', 'Code'), name: w('名称', 'Name'), year: w('年度', 'Year'), series: w('系列', 'Series'), kind: w('类别', 'Kind'),
  version: w('版本', 'Version'), effectiveFrom: w('生效日期', 'In force from'), notice: w('通知', 'Notice'), title: w('标题', 'Title'), number: w('序号', 'Number'), issuer: w('发文单位', 'Issued by'), publishedOn: w('发布日期', 'Published on'),
  runs: w('实施时间', 'Runs'), requirement: w('要求编号', 'Requirement'), from: w('起', 'From'), until: w('止', 'Until'), levelScale: w('层级', 'Levels'), levels: w('层级', 'Levels'), officeLevel: w('对应机构', 'Office'),
  eligibility: w('参训资格', 'Eligibility'), isHard: w('硬性', 'Strict'), text: w('内容', 'Text'), before: w('界限日期', 'Before'), enrolment: w('报名', 'Enrolment'), by: w('由谁', 'By'), into: w('报入', 'Into'), hasQuotas: w('按配额', 'Quotas'), order: w('先后', 'Order'), review: w('报名审核', 'Review of enrolments'), sample: w('抽查', 'Sample'), atLeast: w('每校每期至少', 'At least, each school and period'),
  participationTarget: w('参训比例', 'Participation'), minimumPercent: w('最低百分比', 'Least percent'), counters: w('目标数', 'Targets'), count: w('数量', 'Number'),
  periods: w('期次', 'Periods'), firstStart: w('首期开班', 'First start'), lastEnd: w('末期结束', 'Last end'), startDays: w('每月开班日', 'Start days'), lengthDays: w('每期天数', 'Days each'), list: w('各期', 'List'), startsOn: w('开班', 'Starts on'), endsOn: w('结束', 'Ends on'),
  classes: w('培训班', 'Classes'), per: w('按', 'For each'), capacity: w('人数上限', 'Places'), hours: w('学时', 'Class hours'), total: w('合计', 'Total'), minimum: w('最少', 'At least'), maximum: w('最多', 'At most'),
  modules: w('模块', 'Modules'), mode: w('形式', 'Mode'), part: w('修习性质', 'Part'), level: w('层级', 'Level'), lessons: w('课例数', 'Lessons'), choice: w('选项表', 'Options'), pairedWith: w('配套模块', 'Paired with'), within: w('其中', 'Of these'),
  choices: w('可选项目', 'Choices'), exactly: w('须选', 'Exactly'), options: w('项目', 'Options'), body: w('培训单位', 'Training body'), venue: w('地点', 'Venue'), days: w('日期', 'Days'), paired: w('研学活动', 'Study visit'), trainingBodies: w('培训单位', 'Training bodies'),
  courseReview: w('课程评审', 'Review of courses'), experts: w('专家人数', 'Experts'), criteria: w('评审项目', 'Criteria'), description: w('要点', 'What is looked at'),
  topics: w('专题', 'Topics'), chosenBy: w('由谁选', 'Chosen by'), atMost: w('至多', 'At most'), always: w('必选', 'Always'), offered: w('可选', 'Offered'), freeParts: w('不受限制', 'Free of topics'),
  plans: w('方案', 'Plans'), reviewedBy: w('审核', 'Reviewed by'), mustBeApproved: w('须通过方可实施', 'Approved before the start'), schoolCourses: w('校本课程', 'School courses'), perTerm: w('每学期', 'Each term'), hoursEach: w('每门学时', 'Hours each'),
  phases: w('阶段', 'Phases'), windows: w('时间安排', 'Windows'), action: w('事项', 'Action'), anchor: w('起算点', 'Counted from'), date: w('日期', 'Date'), finishFrom: w('集中完成自', 'Finished from'), narrowedBy: w('可自定范围', 'Narrowed by'),
  originality: w('原创', 'Originality'), maximumQuotedPercent: w('引用上限百分比', 'At most quoted, percent'), sanction: w('处理', 'Sanction'), appeals: w('申诉', 'Appeals'), tutorDays: w('向辅导员申诉的天数', 'Days, to the tutor'), chiefTutorDays: w('向学科总辅导员申诉的天数', 'Days, to the chief subject tutor'),
  scoring: w('成绩', 'Score'), rounding: w('舍入', 'Rounding'), decimals: w('小数位', 'Decimals'), of: w('对象', 'Of'), passFrom: w('合格线', 'Passes from'), excellentFrom: w('优秀线', 'Excellent from'), learningTime: w('学习时间', 'Learning time'), points: w('分值', 'Points'), objective: w('客观题', 'Objective items'), subjective: w('主观题', 'Subjective items'), excellentAssignment: w('优秀作业', 'Excellent assignment'), interaction: w('互动', 'Interaction'), activities: w('活动', 'Activities'), pointsEach: w('每次分值', 'Points each'),
  assessment: w('考核', 'Assessment'), measures: w('考核项目', 'Measures'), weightPercent: w('权重百分比', 'Weight, percent'), excellence: w('评优', 'Excellence'), conditions: w('条件', 'Conditions'), numbers: w('名额', 'Numbers'),
  award: w('学分授予', 'Credits'), credits: w('学分', 'Credits'), hoursPerCredit: w('每学分学时', 'Hours a credit'), extra: w('奖励学分', 'Extra credits'), conversion: w('学分折算', 'Conversion'), minutesPerHour: w('每学时分钟', 'Minutes an hour'), countingUnitHours: w('计量单位学时', 'Counting unit, hours'), sessionsPerCredit: w('每学分次数', 'Sessions a credit'), minimumClockHoursEach: w('每次最少小时', 'Least hours each'), maximumLecturePercent: w('讲座上限百分比', 'Lectures at most, percent'),
  floors: w('学分下限', 'Credit floors'), counted: w('计入方式', 'Counted'), isInPrinciple: w('原则上', 'In principle'), advisedMaximum: w('建议上限', 'Advised upper end'), categories: w('类别', 'Categories'), itModule: w('信息技术模块', 'IT module'), isSelfChosen: w('自主研修', 'Self-chosen'), isFullTime: w('脱产', 'Full-time'), about: w('内容', 'About'),
  offsets: w('学分冲抵', 'Offsets'), to: w('冲抵', 'Stands for'), isAllowed: w('可以', 'Allowed'), condition: w('条件', 'Condition'), shares: w('各级比例', 'Shares'), percent: w('百分比', 'Percent'),
  competencies: w('微能力', 'Competencies'), environments: w('环境', 'Environments'), dimensions: w('维度', 'Dimensions'), items: w('各项', 'Items'), environment: w('环境', 'Environment'), dimension: w('维度', 'Dimension'), research: w('主题研修', 'Themed research'), practices: w('实践次数', 'Practices'), openClasses: w('公开课次数', 'Open classes'),
  acceptance: w('考核要点', 'Acceptance'), groups: w('一级指标', 'Groups'), evidence: w('教师证据', 'Evidence'), kinds: w('类别', 'Kinds'), recommendation: w('优课推荐', 'Recommendation'), path: w('逐级', 'Path'), perCity: w('每市限推', 'A city at most'), forEach: w('每', 'For each'), perTeacher: w('每位教师限推', 'A teacher at most'), excluded: w('除外', 'Except'),
  duties: w('职责', 'Duties'), administrators: w('管理员', 'Administrators'), briefing: w('培训', 'Briefing'), minimumHours: w('最少学时', 'Least hours'), daysBefore: w('提前天数', 'Days before'), unsupported: w('尚未支持', 'Not yet supported'), sentence: w('说明', 'Sentence'),
};

/** Each value that is a code. */
const values: Record<string, Bilingual> = {
  TRAINING: w('培训', 'training'), CREDIT_REGIME: w('学分制度', 'credit regime'), COMPUTED: w('按规则推算', 'computed'), LISTED: w('逐期列出', 'listed'),
  PROVINCE: w('省级', 'province'), CITY: w('市级', 'city'), DISTRICT: w('区级', 'district'), COUNTY: w('县级', 'county'), SCHOOL: w('校级', 'school'),
  OFFICE_PROVINCE: w('省级机构', 'province-rank office'), OFFICE_CITY: w('设区市级机构', 'prefecture-rank office'), OFFICE_COUNTY: w('区县级机构', 'county-rank office'), OFFICE_SCHOOL: w('学校', 'school'),
  COURSE_AND_PERIOD: w('报入一期的一门课程', 'into a course of a period'), ONE_OPTION: w('报入一个项目', 'into one option'), PROGRAMME: w('报入项目', 'into the programme'),
  CLASS_COURSE_AND_PERIOD: w('每期每门课程开一班', 'one for each course and period'), CLASS_OPTION: w('每个项目一班', 'one for each option'), OPTION: w('每个项目', 'each option'),
  SCHOOL_BY_CHOICE: w('教师自主选课，学校管理员报名', 'the teacher chooses, the school enrols'), TEACHER_PERSONALLY: w('教师个人', 'the teacher personally'), TEACHER: w('每位教师', 'every teacher'), OFFICE: w('由机构统一报名', 'the office enrols'), ALL_STAFF: w('全员参加', 'all staff take part'), FIRST_CHOSEN_FIRST_SERVED: w('先选先得', 'first chosen, first served'), BY_SCHOOL: w('学校', 'The school'),
  ONLINE: w('线上', 'online'), OFFLINE: w('线下集中', 'offline'), BLENDED: w('线上线下结合', 'blended'), ASYNCHRONOUS_WITH_LIVE: w('异步为主、同步为辅', 'asynchronous with live sessions'), REQUIRED: w('必修', 'required'), ELECTIVE: w('选修', 'elective'), RANDOM: w('平台结构化随机推送', 'picked at random within a structure'),
  QUOTAS: w('提交全年各期配额', 'Quotas of the year'), CONTACTS: w('报送联系人', 'Contacts'), ENROLMENT: w('报名', 'Enrolment'), ENROLMENT_REVIEW: w('报名审核', 'Review of enrolments'), SUBSTITUTION: w('特殊情况换人或退回报名', 'Substitution or withdrawal for a special reason'), CHOOSING: w('选课', 'Choosing'), LESSON_HAND_IN: w('提交市级优秀课例', 'Handing in of city-level lessons'), LEARNING: w('线上学习', 'Online learning'), LEARNING_REQUIRED: w('学科必修课程学习', 'Subject-required courses'), OFFLINE_LEARNING: w('线下培训', 'Offline learning'), PRACTICE_ASSIGNMENT: w('实践作业', 'Practice assignment'), PRACTICE_AT_SCHOOL: w('返岗实践', 'Practice at one’s own school'), ASSESSMENT: w('培训考核', 'Assessment'), CREDIT_REGISTRATION: w('学分登记', 'Registration of credits'), GUIDANCE: w('专业指导', 'Guidance'), GRADING: w('批阅作业', 'Grading of assignments'), MANAGER_TRAINING: w('管理者与指导专家培训', 'Training of managers and experts'),
  DATE: w('日期', 'date'), PERIOD_START: w('开班', "the period's start"), PERIOD_END: w('当期结束', "the period's end"),
  NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS: w('不连续两年', 'Not two years running'), NOT_BARRED_THIS_YEAR: w('未被禁止', 'Not barred'), DATA_COMPLETE: w('信息完整', 'Complete data'), OPEN_TO: w('面向', 'Open to'), MUST_TAKE_PART: w('须参加', 'Must take part'), MAY_DECLINE: w('可自愿', 'May decline'), MAY_JOIN: w('可参加', 'May join'),
  RESULT_FAILS_AND_BARRED_FOR_THE_YEAR: w('成绩不合格，且本年度内禁止参加其他省级教师在线培训', "the result fails, and the teacher is barred from the province's other online programmes for the year"),
  HALF_UP: w('四舍五入', 'rounded half up'), EACH_PART: w('各项分别', 'each part is'), POST: w('发帖', 'posts'), REPLY: w('回帖', 'replies'), RECOMMENDED: w('被推荐', 'recommended posts'), LIVE_SESSION: w('在线答疑', 'live sessions'), OFFLINE_ACTIVITY: w('线下活动', 'offline activities'),
  ETHICS: w('师德', 'ethics'), LITERACY: w('素养', 'literacy'), KNOWLEDGE: w('知识与技能', 'knowledge and skills'), PRACTICE: w('实践体验', 'practice'), GENERAL: w('通识', 'general'), PROFESSIONAL: w('专业', 'professional'), IT_GENERAL: w('信息技术通识课程', 'IT general'), IT_PROFESSIONAL: w('信息技术专业课程', 'IT professional'), IT_PRACTICE: w('信息技术实践应用课程', 'IT practice'),
  PD_SCHOOL_TEACHER: w('教师专业发展学校教师', 'teacher of a professional-development school'), CLASS_TEACHER: w('班主任', 'class teacher'), TRAINER: w('教师培训者', 'trainer'), MIDDLE_MANAGER: w('中层干部（含青年后备干部）', 'middle manager, reserve cadres included'), COLLEGE_HEAD: w('区县教师进修院校（校）院长', 'head of a district college'), SENIOR_TEACHER: w('高级教师', 'senior teacher'), NEW_TEACHER: w('新任教师', 'new teacher'), NEW_PRINCIPAL: w('新任或拟任校（园）长', 'new or designated principal'), PRINCIPAL: w('在任校（园）长', 'serving principal'),
  INSIDE: w('计入总量', 'inside the total'), BEYOND: w('总量之外', 'beyond the total'), OWN: w('另计', 'of its own'), ADVICE: w('建议', 'advice'), CYCLE: w('五年内', 'in five years'), YEAR: w('每年', 'a year'), ONCE: w('任职时', 'once'),
  STEERING_GROUP: w('领导小组', 'Steering group'), PROVINCE_OFFICE: w('省级项目办', 'Province office'), CITY_OFFICE: w('市级项目办', 'City office'), DISTRICT_OFFICE: w('区', 'District'), COUNTY_OFFICE: w('县（区）级项目办', 'County office'), SCHOOL_OFFICE: w('学校', 'School'), LEARNER: w('学员', 'Learner'), EXPERT: w('专家', 'Expert'), CHIEF_ADMIN: w('总管理员', 'Chief administrator'), CHIEF_TUTOR: w('学科总辅导员', 'Chief subject tutor'), TRAINING_BODY: w('培训机构', 'Training body'), PLATFORM: w('平台', 'Platform'),
};

export function fieldWords(key: string): Bilingual {
  return fields[key] ?? w(key, key);
}

export function valueWords(value: string): Bilingual {
  return values[value] ?? w(withDays(value, 'zh'), withDays(value, 'en'));
}

const days = { zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }), en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }) };

/** The days of a document in a sentence as people write them: 2023年8月15日, 15 August 2023. */
export function withDays(sentence: string, language: 'zh' | 'en'): string {
  return sentence.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => days[language].format(new Date(day)));
}
