// The courses of the demonstration programme, with their units, assignments and rubric.
import type { Criterion } from '../assignments/index.js';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import type { UnitKind } from '../programmes/index.js';
import type { EssayKind } from './essays/index.js';

export interface DemoCourse { id: number; code: string; name: string; subject: Subject; stage: Stage }

const offered: [Stage, Subject, string][] = [
  ['PRIMARY', 'CHINESE', '小学语文：整本书阅读与习作教学'], ['PRIMARY', 'MATHEMATICS', '小学数学：核心素养导向的单元教学'], ['PRIMARY', 'ENGLISH', '小学英语：主题意义下的语篇教学'],
  ['PRIMARY', 'SCIENCE', '小学科学：探究实践活动设计'], ['PRIMARY', 'ART', '小学美术：欣赏与表现'], ['PRIMARY', 'MUSIC', '小学音乐：唱游与合作'], ['PRIMARY', 'PE', '小学体育：大单元教学与课课练'], ['PRIMARY', 'CIVICS', '小学道德与法治：生活化教学'],
  ['JUNIOR', 'CHINESE', '初中语文：任务群视野下的阅读教学'], ['JUNIOR', 'MATHEMATICS', '初中数学：问题驱动的课堂'], ['JUNIOR', 'ENGLISH', '初中英语：读写结合'], ['JUNIOR', 'PHYSICS', '初中物理：实验教学创新'],
  ['JUNIOR', 'CHEMISTRY', '初中化学：项目式学习'], ['JUNIOR', 'BIOLOGY', '初中生物学：观察与论证'], ['JUNIOR', 'HISTORY', '初中历史：史料实证'], ['JUNIOR', 'GEOGRAPHY', '初中地理：区域认知'],
  ['SENIOR', 'CHINESE', '高中语文：思辨性阅读与表达'], ['SENIOR', 'MATHEMATICS', '高中数学：数学建模活动'], ['SENIOR', 'ENGLISH', '高中英语：深度阅读'], ['SENIOR', 'PHYSICS', '高中物理：科学推理'], ['SENIOR', 'CHEMISTRY', '高中化学：证据推理与模型认知'],
  ['KINDERGARTEN', 'KINDERGARTEN', '幼儿园：游戏观察与支持'],
];

export const courses: readonly DemoCourse[] = offered.map(([stage, subject, name], index) => ({ id: index + 1, code: `KC2023${String(index + 1).padStart(3, '0')}`, name, subject, stage }));

/** A course has 20 class hours, 900 minutes. */
export const courseHoursTenths = 200;
const courseMinutes = 900;
export const requiredSeconds = courseHoursTenths * 270;

/** Subjects that are taught at a stage and have a course. */
export const subjectsOf = Map.groupBy(courses, (course) => course.stage);

export const assignmentKinds: { kind: EssayKind; title: string; prompt: string }[] = [
  { kind: 'LESSON_DESIGN', title: '教学设计', prompt: '结合所学单元，为本学期的一节课写一份完整的教学设计，含教材与学情分析、目标、过程、板书与作业设计。不少于 600 字，须为原创。' },
  { kind: 'REFLECTION', title: '教学反思', prompt: '选取近期所上的一节课，写一篇教学反思：记录课堂上的真实情形，分析成因，提出改进做法。不少于 600 字，须为原创。' },
  { kind: 'CASE_STUDY', title: '教学案例', prompt: '围绕一个具体的教学问题写一则案例：背景、过程、转折与启示，要有学生的真实表现和数据。不少于 600 字，须为原创。' },
  { kind: 'LESSON_DESIGN', title: '单元作业设计', prompt: '选择一个教学单元，写出课时教学设计并附分层作业，说明设计意图与评价方式。不少于 600 字，须为原创。' },
];

/** One assignment of the demonstration is graded anonymously: the case study of mathematics in primary schools. */
export function isAnonymous(course: Pick<DemoCourse, 'id'>, assignment: number): boolean {
  return course.id === 2 && assignment === 2;
}

export const unitTitles = ['课程导论与学习任务', '课程标准的变化与要求', '教材解读：单元整体视角', '学情诊断的方法', '目标的表述与落实', '情境与任务的设计', '课堂提问与对话', '作业设计与评价', '课例观摩与评析', '成果展示与反思', '综合测评'] as const;

const otherKinds: Partial<Record<(typeof unitTitles)[number], UnitKind>> = { 课堂提问与对话: 'DISCUSSION', 作业设计与评价: 'ASSIGNMENT', 课例观摩与评析: 'LIVE', 综合测评: 'QUIZ' };

export function unitKindOf(title: (typeof unitTitles)[number], index: number): UnitKind {
  return otherKinds[title] ?? (index % 3 === 1 ? 'READING' : 'VIDEO');
}

/** Together they make the hours exactly. */
export function unitMinutesOf(index: number, units: number): number {
  const each = Math.floor(courseMinutes / units);
  return index === units - 1 ? courseMinutes - each * (units - 1) : each;
}

export function aboutCourse(course: DemoCourse): string {
  const { subject, stage } = courseLabel(course);
  return `面向${stage === subject ? '' : stage}${subject}教师，围绕“${course.name.split('：')[1] ?? course.name}”展开：从课程标准和教材出发，经课例观摩、研讨与作业，形成可以直接用于课堂的设计。`;
}

export const rubricName = '写作类作业评分标准';

export const rubric: Criterion[] = [
  criterion('content', '内容与立意', '紧扣要求，主题集中，学科理解准确。', 300),
  criterion('practice', '教学实践', '过程具体，有学生的真实表现，措施可行。', 300),
  criterion('reflection', '分析与反思', '能抓住问题，分析有依据，改进有针对性。', 250),
  criterion('expression', '结构与表达', '条理清楚，语言规范，格式完整。', 150),
];

export const assignmentMaximumTenths = 1_000;

function criterion(key: string, name: string, description: string, maximumTenths: number): Criterion {
  const level = (levelName: string, levelDescription: string, percent: number) => ({ name: levelName, description: levelDescription, pointsTenths: Math.round((maximumTenths * percent) / 1000) * 10 });
  return { key, name, description, maximumTenths, levels: [level('优秀', '全面达到，有创新。', 95), level('良好', '较好达到。', 85), level('合格', '基本达到。', 70), level('待改进', '尚未达到。', 50)] };
}

export function courseLabel(course: DemoCourse): { subject: string; stage: string } {
  return { subject: course.stage === 'KINDERGARTEN' ? '幼儿园' : subjects[course.subject], stage: stages[course.stage] };
}
