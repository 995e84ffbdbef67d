// Lists around grading as files: a queue as its tutor sees it (nameless where it is), rubrics and what was changed by them.
import { subjects } from '../kernel/subjects.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import { assignmentKey, classKey } from './graphql/queue.input.js';
import type { RubricChangeType } from './graphql/rubric.type.js';
import type { RubricType, SubmissionType } from './graphql/submission.type.js';
import type { RubricStore } from './rubric.store.js';
import { queueFilters, queueOrders, type Queue, type QueueFilter, type QueueOrder } from './rules/queue-filters.js';
import type { SubmissionState } from './rules/submission-states.js';
import type { SubmissionStore } from './submission.store.js';

export const stateNames: Record<SubmissionState, string> = { SUBMITTED: '待批阅', SCORED: '已批阅，待发布', SECOND_MARKING: '复评中', AGREED: '已定分，待发布', RELEASED: '已发布', APPEALED: '申诉中', REVISED: '申诉后改分', RETURNED: '已退回' };

export function queueExport(store: SubmissionStore): ListExport<SubmissionType, Queue> {
  return {
    name: 'queue', fileName: '作业队列', action: 'assignments.queue', isPersonal: true, selection: pageSelection({ learnerNumber: [], attempt: [], characterCount: [], state: [], submittedAt: [], learner: ['trainingNumber', 'name'], school: ['name'], class: ['code', 'name'], assignment: ['title'], review: ['points'] }),
    columns: [
      { heading: '作业', value: (row) => row.assignment.title }, { heading: '班级编号', value: (row) => row.class.code }, { heading: '培训班', value: (row) => row.class.name }, { heading: '师训编号', value: (row) => row.learner?.trainingNumber ?? null }, { heading: '姓名', value: (row) => row.learner?.name ?? (row.learnerNumber === null ? null : `学员 ${row.learnerNumber}`) }, { heading: '学校', value: (row) => row.school?.name ?? null },
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
