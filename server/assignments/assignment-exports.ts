// Lists around grading as files: a queue as its tutor sees it (nameless where it is), assignments, rubrics and what was changed by them, the bank of comments.
import { subjects } from '../kernel/subjects.js';
import { personOf } from '../platform/graphql/caller.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ExportColumn, type ListExport } from '../platform/http/list-export.js';
import { assignmentKey, classKey } from './graphql/queue.input.js';
import type { RubricChangeType } from './graphql/rubric.type.js';
import type { AssignmentType, RubricType, SubmissionType } from './graphql/submission.type.js';
import type { SavedCommentType } from './graphql/saved-comment.type.js';
import type { RubricStore } from './rubric.store.js';
import { queueFilters, queueOrders, type Queue, type QueueFilter, type QueueOrder } from './rules/queue-filters.js';
import type { SubmissionState } from './rules/submission-states.js';
import type { SavedCommentFilter, SavedCommentStore } from './saved-comment.store.js';
import type { SubmissionStore } from './submission.store.js';

export const stateNames: Record<SubmissionState, string> = { SUBMITTED: '待批阅', SCORED: '已批阅，待发布', SECOND_MARKING: '复评中', AGREED: '已定分，待发布', RELEASED: '已发布', APPEALED: '申诉中', REVISED: '申诉后改分', RETURNED: '已退回' };

/** Whose work it is, in lists about submissions: nameless where the assignment is marked so, as on the screen. */
export const submissionFields = { learnerNumber: [], learner: ['trainingNumber', 'name'], school: ['name'], class: ['code', 'name'], assignment: ['title'] } as const;

export function submissionColumns<Row>(of: (row: Row) => SubmissionType | null): ExportColumn<Row>[] {
  const learner = (row: SubmissionType | null): string | null => row?.learner?.name ?? (row?.learnerNumber == null ? null : `学员 ${row.learnerNumber}`);
  return [
    { heading: '作业', value: (row) => of(row)?.assignment.title ?? null }, { heading: '班级编号', value: (row) => of(row)?.class.code ?? null }, { heading: '培训班', value: (row) => of(row)?.class.name ?? null },
    { heading: '师训编号', value: (row) => of(row)?.learner?.trainingNumber ?? null }, { heading: '姓名', value: (row) => learner(of(row)) }, { heading: '学校', value: (row) => of(row)?.school?.name ?? null },
  ];
}

export function queueExport(store: SubmissionStore): ListExport<SubmissionType, Queue> {
  return {
    name: 'queue', fileName: '作业队列', action: 'assignments.queue', isPersonal: true, selection: pageSelection({ ...submissionFields, attempt: [], characterCount: [], state: [], submittedAt: [], review: ['points'] }),
    columns: [
      ...submissionColumns<SubmissionType>((row) => row),
      { heading: '第几次提交', value: (row) => row.attempt }, { heading: '字数', value: (row) => row.characterCount }, { heading: '提交时间', value: (row) => row.submittedAt }, { heading: '状态', value: (row) => stateNames[row.state] }, { heading: '得分', value: (row) => row.review?.points ?? null },
    ],
    filterOf: async (_, given) => {
      const filter = given['filter'] ?? 'ALL';
      const order = given['order'] ?? 'OLDEST_FIRST';
      if (!Object.hasOwn(queueFilters, filter) || !Object.hasOwn(queueOrders, order)) throw badInput('There is no such queue.', 'filter');
      return { filter: filter as QueueFilter, order: order as QueueOrder, classId: classKey(given['classId']), assignmentId: assignmentKey(given['assignmentId']) };
    },
    page: ({ caller }, filter, wanted, args) => store.queue(caller.scope, filter, wanted, args),
  };
}

export function rubricExport(store: RubricStore): ListExport<RubricType, keyof typeof subjects | null> {
  return {
    name: 'rubrics', fileName: '评分标准', action: 'assignments.manageRubrics', isPersonal: false, selection: pageSelection({ name: [], subject: [], version: [], totalPoints: [], assignmentCount: [], madeByName: [], madeAt: [] }),
    columns: [
      { heading: '名称', value: (row) => row.name }, { heading: '学科', value: (row) => (row.subject === null ? '各学科通用' : subjects[row.subject]) }, { heading: '版本', value: (row) => row.version }, { heading: '满分', value: (row) => row.totalPoints }, { heading: '使用的作业', value: (row) => row.assignmentCount },
      { heading: '制定人', value: (row) => row.madeByName }, { heading: '制定时间', value: (row) => row.madeAt },
    ],
    filterOf: async (_, given) => (given['subject'] !== undefined && Object.hasOwn(subjects, given['subject']) ? (given['subject'] as keyof typeof subjects) : null),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}

export function rubricChangeExport(store: RubricStore): ListExport<RubricChangeType, number | null> {
  return {
    name: 'rubricchanges', fileName: '评分标准更新', action: 'assignments.manageRubrics', isPersonal: false, selection: pageSelection({ reason: [], byName: [], at: [], reviews: [], changedReviews: [], finishedAt: [], assignment: ['title'], before: ['name', 'version'], after: ['name', 'version'] }),
    columns: [
      { heading: '作业', value: (row) => row.assignment.title }, { heading: '原标准', value: (row) => `${row.before.name} 第 ${row.before.version} 版` }, { heading: '新标准', value: (row) => `${row.after.name} 第 ${row.after.version} 版` }, { heading: '原因', value: (row) => row.reason }, { heading: '经办人', value: (row) => row.byName }, { heading: '时间', value: (row) => row.at },
      { heading: '涉及的批阅', value: (row) => row.reviews }, { heading: '得分有变化的', value: (row) => row.changedReviews }, { heading: '完成时间', value: (row) => row.finishedAt },
    ],
    filterOf: async (_, given) => assignmentKey(given['assignmentId']),
    page: ({ caller }, filter, wanted, args) => store.changes(caller.scope, filter, wanted, args),
  };
}

export function assignmentExport(store: RubricStore): ListExport<AssignmentType, keyof typeof subjects | null> {
  return {
    name: 'assignments', fileName: '课程作业', action: 'assignments.read', isPersonal: false, selection: pageSelection({ title: [], maximumPoints: [], releaseOnSubmit: [], isAnonymous: [], excludesOwnCounty: [], course: ['code', 'name', 'subject'], rubric: ['name', 'version'] }),
    columns: [
      { heading: '课程编号', value: ({ course }) => course.code }, { heading: '课程', value: ({ course }) => course.name }, { heading: '学科', value: ({ course }) => subjects[course.subject] }, { heading: '作业', value: (row) => row.title }, { heading: '满分', value: (row) => row.maximumPoints }, { heading: '评分标准', value: ({ rubric }) => `${rubric.name} 第 ${rubric.version} 版` },
      { heading: '批阅后立即发布', value: (row) => yesNo(row.releaseOnSubmit) }, { heading: '匿名批阅', value: (row) => yesNo(row.isAnonymous) }, { heading: '回避本县', value: (row) => yesNo(row.excludesOwnCounty) },
    ],
    filterOf: async (_, given) => (given['subject'] !== undefined && Object.hasOwn(subjects, given['subject']) ? (given['subject'] as keyof typeof subjects) : null),
    page: ({ caller }, filter, wanted, args) => store.assignments(caller.scope, filter, wanted, args),
  };
}

export function savedCommentExport(store: SavedCommentStore): ListExport<SavedCommentType, SavedCommentFilter & { personId: number }> {
  return {
    name: 'savedcomments', fileName: '常用评语', action: 'assignments.grade', isPersonal: false, selection: pageSelection({ text: [], subject: [], ownerName: [], uses: [], favouriteNumber: [] }),
    columns: [{ heading: '评语', value: (row) => row.text }, { heading: '共享给学科', value: (row) => (row.subject === null ? null : subjects[row.subject]) }, { heading: '何人所写', value: (row) => row.ownerName }, { heading: '本人用过的次数', value: (row) => row.uses }, { heading: '收藏序号', value: (row) => row.favouriteNumber }],
    filterOf: async ({ caller }, given) => ({ personId: personOf(caller), subject: given['subject'] !== undefined && Object.hasOwn(subjects, given['subject']) ? (given['subject'] as keyof typeof subjects) : null, search: given['search']?.trim() || null, isFavourite: given['isFavourite'] === 'true' }),
    page: ({ caller }, { personId, ...filter }, wanted, args) => store.page(caller.scope, personId, filter, wanted, args),
  };
}

export function yesNo(value: boolean): string {
  return value ? '是' : '否';
}
