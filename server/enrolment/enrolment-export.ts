// Learners and choices as files.
import { keyOf } from '../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { ChoiceFilter, ChoiceStore } from './choice.store.js';
import type { EnrolmentFilter, EnrolmentStore } from './enrolment.store.js';
import type { CourseChoiceType } from './graphql/choice.type.js';
import type { ReviewState } from './rules/reviewing.js';
import { reviewNamed, standingFor, standingNamed } from './standing-filter.js';

interface ExportedEnrolment { learner: { trainingNumber: string; name: string } | null; school: { code: string; name: string } | null; class: { code: string; name: string } | null; period: { number: number } | null; state: 'ENROLLED' | 'WITHDRAWN'; enrolledAt: string; withdrawnAt: string | null; withdrawnByName: string | null; withdrawnReason: string | null; reviewState: ReviewState; reviewedAt: string | null; reviewedByName: string | null; reviewReason: string | null; reviewAnswer: string | null; replacedBy: { learner: { name: string } | null } | null }
const stateNames = { ENROLLED: '已报名', WITHDRAWN: '已退回报名' } as const;
const reviewNames: Record<ReviewState, string> = { NOT_DRAWN: '不审核', WAITING: '待审核', PASSED: '审核通过', SENT_BACK: '审核退回' };

export function enrolmentExport(store: EnrolmentStore, offices: OfficeStore): ListExport<ExportedEnrolment, EnrolmentFilter> {
  return {
    name: 'enrolments', fileName: '学员', action: 'enrolment.browse', isPersonal: true, selection: pageSelection({ learner: ['trainingNumber', 'name'], school: ['code', 'name'], class: ['code', 'name'], period: ['number'], state: [], enrolledAt: [], withdrawnAt: [], withdrawnByName: [], withdrawnReason: [], reviewState: [], reviewedAt: [], reviewedByName: [], reviewReason: [], reviewAnswer: [], replacedBy: { learner: ['name'] } }),
    columns: [
      { heading: '师训编号', value: (row) => row.learner?.trainingNumber ?? null }, { heading: '姓名', value: (row) => row.learner?.name ?? null }, { heading: '学校代码', value: (row) => row.school?.code ?? null }, { heading: '学校', value: (row) => row.school?.name ?? null },
      { heading: '班级代码', value: (row) => row.class?.code ?? null }, { heading: '培训班', value: (row) => row.class?.name ?? null }, { heading: '期次', value: (row) => row.period?.number ?? null }, { heading: '状态', value: (row) => stateNames[row.state] }, { heading: '报名时间', value: (row) => row.enrolledAt },
      { heading: '退回时间', value: (row) => row.withdrawnAt }, { heading: '退回经办人', value: (row) => row.withdrawnByName }, { heading: '退回事由', value: (row) => row.withdrawnReason }, { heading: '接替者', value: (row) => row.replacedBy?.learner?.name ?? null },
      { heading: '审核状态', value: (row) => (row.state === 'WITHDRAWN' && row.reviewState === 'WAITING' ? null : reviewNames[row.reviewState]) }, { heading: '审核时间', value: (row) => row.reviewedAt }, { heading: '审核人', value: (row) => row.reviewedByName }, { heading: '审核退回原因', value: (row) => row.reviewReason }, { heading: '学校说明', value: (row) => row.reviewAnswer },
    ],
    filterOf: async ({ caller }, given) => ({
      subtree: await subtreeInScope(offices, caller.scope, given['officeId']), periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0),
      classId: given['classId'] === undefined ? null : (keyOf('TrainingClass', given['classId']) ?? 0), programmeId: given['programmeId'] === undefined ? null : (keyOf('Programme', given['programmeId']) ?? 0), search: given['search']?.trim() || null,
      standing: standingFor(caller, standingNamed(given['state'])), review: reviewNamed(given['review']),
    }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args) as never,
  };
}

const choiceStates = { WAITING: '等待报名', ENROLLED: '已报名', WITHDRAWN: '已撤回' } as const;

/** All choices with both their times, in the order in which places are given. */
export function choiceExport(store: ChoiceStore, offices: OfficeStore): ListExport<CourseChoiceType, ChoiceFilter> {
  return {
    name: 'choices', fileName: '选课', action: 'enrolment.choices', isPersonal: true, selection: pageSelection({ learner: ['trainingNumber', 'name'], school: ['code', 'name'], class: ['code', 'name'], period: ['number'], state: [], chosenAt: [], listedAt: [], enrolledAt: [], withdrawnAt: [] }),
    columns: [
      { heading: '选课时间', value: (row) => row.chosenAt }, { heading: '师训编号', value: ({ learner }) => learner.trainingNumber }, { heading: '姓名', value: ({ learner }) => learner.name }, { heading: '学校代码', value: ({ school }) => school.code }, { heading: '学校', value: ({ school }) => school.name },
      { heading: '班级代码', value: (row) => row.class.code }, { heading: '培训班', value: (row) => row.class.name }, { heading: '期次', value: ({ period }) => period.number }, { heading: '状态', value: (row) => (row.listedAt === null ? choiceStates[row.state] : '候补中') }, { heading: '候补时间', value: (row) => row.listedAt }, { heading: '报名时间', value: (row) => row.enrolledAt }, { heading: '撤回时间', value: (row) => row.withdrawnAt },
    ],
    filterOf: async ({ caller }, given) => ({
      subtree: await subtreeInScope(offices, caller.scope, given['officeId']), periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0),
      classId: given['classId'] === undefined ? null : (keyOf('TrainingClass', given['classId']) ?? 0), isWaiting: given['isWaiting'] === 'true', isListed: given['isListed'] === 'true',
    }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}
