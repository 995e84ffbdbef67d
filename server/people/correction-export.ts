// Proposed corrections as a file; numbers are masked, as in the list.
import { dataFieldNames } from '../kernel/teacher-data.js';
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import { correctionStates, type CorrectionState } from './data-correction.entity.js';
import type { DataCorrectionType } from './graphql/people.type.js';
import type { PeopleStore } from './people.store.js';

const stateNames: Record<CorrectionState, string> = { PROPOSED: '待处理', ACCEPTED: '已采纳', REFUSED: '未采纳', REPLACED: '已由新的申请替代' };

export function correctionExport(store: PeopleStore, offices: OfficeStore): ListExport<DataCorrectionType, Parameters<PeopleStore['corrections']>[1]> {
  return {
    name: 'corrections', fileName: '更正申请', action: 'people.manage', isPersonal: true, selection: pageSelection({ field: [], fromValue: [], toValue: [], note: [], state: [], proposedAt: [], decidedAt: [], decidedByName: [], decisionReason: [], person: ['trainingNumber', 'name'] }),
    columns: [
      { heading: '师训编号', value: ({ person }) => person.trainingNumber }, { heading: '姓名', value: ({ person }) => person.name }, { heading: '项目', value: (row) => dataFieldNames[row.field] }, { heading: '原为', value: (row) => row.fromValue }, { heading: '应为', value: (row) => row.toValue }, { heading: '说明', value: (row) => row.note },
      { heading: '状态', value: (row) => stateNames[row.state] }, { heading: '申请时间', value: (row) => row.proposedAt }, { heading: '处理时间', value: (row) => row.decidedAt }, { heading: '处理人', value: (row) => row.decidedByName }, { heading: '处理意见', value: (row) => row.decisionReason },
    ],
    filterOf: async ({ caller }, given) => ({ subtree: await subtreeInScope(offices, caller.scope, given['officeId']), state: correctionStates.find((state) => state === given['state']) ?? null }),
    page: ({ caller }, filter, wanted, args) => store.corrections(caller.scope, filter, wanted, args),
  };
}
