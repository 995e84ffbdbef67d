// The list of results as a file.
import { keyOf } from '../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { ResultFilter, ResultStore } from './result.store.js';

interface ExportedResult { enrolment: { learner: { trainingNumber: string; name: string } | null; school: { code: string; name: string } | null; class: { name: string } | null } | null; learningPoints: string; objectivePoints: string; subjectivePoints: string; excellentPoints: string; interactionPoints: string; total: string; verdict: string }
const verdictNames: Record<string, string> = { PASS: '合格', FAIL: '不合格', PENDING: '未评定' };

export function resultExport(store: ResultStore, offices: OfficeStore): ListExport<ExportedResult, ResultFilter> {
  const selection = pageSelection({ learningPoints: [], objectivePoints: [], subjectivePoints: [], excellentPoints: [], interactionPoints: [], total: [], verdict: [], enrolment: [] });
  selection.at('nodes').fields.set('enrolment', pageSelection({ learner: ['trainingNumber', 'name'], school: ['code', 'name'], class: ['name'] }).at('nodes'));
  return {
    name: 'results', fileName: '成绩', action: 'scoring.read', isPersonal: true, selection,
    columns: [
      { heading: '师训编号', value: (row) => row.enrolment?.learner?.trainingNumber ?? null }, { heading: '姓名', value: (row) => row.enrolment?.learner?.name ?? null }, { heading: '学校代码', value: (row) => row.enrolment?.school?.code ?? null }, { heading: '学校', value: (row) => row.enrolment?.school?.name ?? null }, { heading: '培训班', value: (row) => row.enrolment?.class?.name ?? null },
      { heading: '学习时长得分', value: (row) => row.learningPoints }, { heading: '客观题得分', value: (row) => row.objectivePoints }, { heading: '主观题得分', value: (row) => row.subjectivePoints }, { heading: '优秀作业得分', value: (row) => row.excellentPoints }, { heading: '互动得分', value: (row) => row.interactionPoints },
      { heading: '总分', value: (row) => row.total }, { heading: '结论', value: (row) => verdictNames[row.verdict] ?? row.verdict },
    ],
    filterOf: async ({ caller }, given) => ({ subtree: await subtreeInScope(offices, caller.scope, given['officeId']), periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0) }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args) as never,
  };
}
