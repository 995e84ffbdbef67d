// The list of exceptions as a file.
import { keyOf } from '../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { CheckedEligibility } from '../programmes/index.js';
import type { ExceptionFilter, ExceptionStore } from './exception.store.js';
import type { GrantedExceptionType } from './graphql/eligibility.type.js';

const ruleNames: Record<CheckedEligibility, string> = { OPEN_TO: '参训对象', NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS: '不连续两年参加同一项目' };

export function exceptionExport(store: ExceptionStore, offices: OfficeStore): ListExport<GrantedExceptionType, ExceptionFilter> {
  return {
    name: 'exceptions', fileName: '参训例外', action: 'enrolment.eligibility', isPersonal: true, selection: pageSelection({ person: ['trainingNumber', 'name'], school: ['code', 'name'], programme: ['code', 'name'], rule: [], reason: [], grantedByName: [], grantedAt: [] }),
    columns: [
      { heading: '师训编号', value: ({ person }) => person.trainingNumber }, { heading: '姓名', value: ({ person }) => person.name }, { heading: '学校代码', value: ({ school }) => school.code }, { heading: '学校', value: ({ school }) => school.name },
      { heading: '项目编号', value: ({ programme }) => programme.code }, { heading: '项目', value: ({ programme }) => programme.name }, { heading: '条款', value: ({ rule }) => ruleNames[rule] }, { heading: '事由', value: (row) => row.reason }, { heading: '批准人', value: (row) => row.grantedByName }, { heading: '批准时间', value: (row) => row.grantedAt },
    ],
    filterOf: async ({ caller }, given) => ({ subtree: await subtreeInScope(offices, caller.scope, given['officeId']), programmeId: given['programmeId'] === undefined ? null : (keyOf('Programme', given['programmeId']) ?? 0) }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}
