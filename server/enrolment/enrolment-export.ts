// The list of learners as a file.
import { keyOf } from '../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import { Selection } from '../platform/database/selection.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { EnrolmentFilter, EnrolmentStore } from './enrolment.store.js';
import { standingFor, standingNamed } from './standing-filter.js';

interface ExportedEnrolment { learner: { trainingNumber: string; name: string } | null; school: { code: string; name: string } | null; class: { code: string; name: string } | null; period: { number: number } | null; state: 'ENROLLED' | 'WITHDRAWN'; enrolledAt: string; withdrawnAt: string | null; withdrawnByName: string | null; withdrawnReason: string | null; replacedBy: { learner: { name: string } | null } | null }
const stateNames = { ENROLLED: '已报名', WITHDRAWN: '已退回报名' } as const;

export function enrolmentExport(store: EnrolmentStore, offices: OfficeStore): ListExport<ExportedEnrolment, EnrolmentFilter> {
  return {
    name: 'enrolments', fileName: '学员', action: 'enrolment.browse', isPersonal: true, selection: withSubstitute(pageSelection({ learner: ['trainingNumber', 'name'], school: ['code', 'name'], class: ['code', 'name'], period: ['number'], state: [], enrolledAt: [], withdrawnAt: [], withdrawnByName: [], withdrawnReason: [] })),
    columns: [
      { heading: '师训编号', value: (row) => row.learner?.trainingNumber ?? null }, { heading: '姓名', value: (row) => row.learner?.name ?? null }, { heading: '学校代码', value: (row) => row.school?.code ?? null }, { heading: '学校', value: (row) => row.school?.name ?? null },
      { heading: '班级代码', value: (row) => row.class?.code ?? null }, { heading: '培训班', value: (row) => row.class?.name ?? null }, { heading: '期次', value: (row) => row.period?.number ?? null }, { heading: '状态', value: (row) => stateNames[row.state] }, { heading: '报名时间', value: (row) => row.enrolledAt },
      { heading: '退回时间', value: (row) => row.withdrawnAt }, { heading: '退回经办人', value: (row) => row.withdrawnByName }, { heading: '退回事由', value: (row) => row.withdrawnReason }, { heading: '接替者', value: (row) => row.replacedBy?.learner?.name ?? null },
    ],
    filterOf: async ({ caller }, given) => ({
      subtree: await subtreeInScope(offices, caller.scope, given['officeId']), periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0),
      classId: given['classId'] === undefined ? null : (keyOf('TrainingClass', given['classId']) ?? 0), programmeId: given['programmeId'] === undefined ? null : (keyOf('Programme', given['programmeId']) ?? 0), search: given['search']?.trim() || null,
      standing: standingFor(caller, standingNamed(given['state'])),
    }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args) as never,
  };
}

function withSubstitute(page: Selection): Selection {
  const substitute = Selection.of();
  substitute.fields.set('learner', Selection.of('name'));
  page.at('nodes').fields.set('replacedBy', substitute);
  return page;
}
