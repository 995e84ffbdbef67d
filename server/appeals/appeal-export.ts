// Appeals as a file: what the one who answers sees in the list.
import { submissionColumns, submissionFields } from '../assignments/index.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import { listOf, type AppealFilter, type AppealStore } from './appeal.store.js';
import type { AppealType } from './graphql/appeal.type.js';
import { appealLists, appealStates } from './rules/appeals.js';

const stepNames = { TUTOR: '辅导员', CHIEF_TUTOR: '学科总辅导员' } as const;

export function appealExport(store: AppealStore): ListExport<AppealType, AppealFilter> {
  const each = (row: AppealType, told: (item: AppealType['items'][number]) => string): string => row.items.map((item) => `${item.name}：${told(item)}`).join('；');
  return {
    name: 'appeals', fileName: '申诉', action: 'appeals.answer', isPersonal: true, selection: pageSelection({ submission: submissionFields, step: [], state: [], items: [], madeAt: [], answeredAt: [], answeredByName: [], answer: [], withdrawnAt: [] }),
    columns: [
      ...submissionColumns<AppealType>(({ submission }) => submission), { heading: '由谁答复', value: (row) => stepNames[row.step] }, { heading: '状态', value: (row) => appealStates[row.state] }, { heading: '申诉时间', value: (row) => row.madeAt },
      { heading: '理由', value: (row) => each(row, ({ reason }) => reason) }, { heading: '得分', value: (row) => each(row, ({ pointsBefore, pointsAfter }) => (pointsAfter === null ? pointsBefore : `${pointsBefore} → ${pointsAfter}`)) },
      { heading: '答复', value: (row) => row.answer }, { heading: '答复人', value: (row) => row.answeredByName }, { heading: '答复时间', value: (row) => row.answeredAt }, { heading: '撤回时间', value: (row) => row.withdrawnAt },
    ],
    filterOf: async ({ caller }, given) => {
      const list = given['list'] ?? 'WAITING';
      if (!Object.hasOwn(appealLists, list)) throw badInput('There is no such list.', 'list');
      return listOf(caller, list as keyof typeof appealLists);
    },
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}
