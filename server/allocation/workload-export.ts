// The workload statement as a file: for the tutors' allowances (JS-17).
import { addDays, dateInShanghai, isLocalDate } from '../kernel/calendar.js';
import { keyOf } from '../kernel/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { AllocationService } from './allocation.service.js';
import type { AllocationStore, WorkloadFilter } from './allocation.store.js';

interface Exported { name: string; trainingNumber: string; schoolName: string; items: number; reviews: number; appeals: number; seconds: number; hours: string; medianSeconds: number | null; firstOn: string; lastOn: string }
const job = { kind: 'job', job: 'allocation' } as const;

export function workloadExport(database: Database, clock: Clock, service: AllocationService, store: AllocationStore): ListExport<Exported, WorkloadFilter> {
  return {
    name: 'workload', fileName: '辅导员工作量', action: 'allocation.workload', isPersonal: true,
    selection: pageSelection({ name: [], trainingNumber: [], schoolName: [], items: [], reviews: [], appeals: [], seconds: [], hours: [], medianSeconds: [], firstOn: [], lastOn: [] }),
    columns: [
      { heading: '师训编号', value: (row) => row.trainingNumber }, { heading: '姓名', value: (row) => row.name }, { heading: '单位', value: (row) => row.schoolName }, { heading: '批阅作业（份）', value: (row) => row.items }, { heading: '批阅次数', value: (row) => row.reviews }, { heading: '其中申诉改分', value: (row) => row.appeals },
      { heading: '用时（小时）', value: (row) => row.hours }, { heading: '用时（秒）', value: (row) => row.seconds }, { heading: '每份用时中位数（秒）', value: (row) => row.medianSeconds }, { heading: '首次批阅日期', value: (row) => row.firstOn }, { heading: '末次批阅日期', value: (row) => row.lastOn },
    ],
    filterOf: async ({ caller }, given) => {
      const programmeId = keyOf('Programme', given['programmeId'] ?? '') ?? 0;
      await service.entitled((statement) => database.rows(job, statement), caller, programmeId);
      return { programmeId, ...daysOf(given['from'], given['until'], dateInShanghai(clock.business())) };
    },
    page: (_, filter, wanted, args) => store.workload(filter, wanted, args) as never,
  };
}

/** The days of a statement; without any, the month that ends today. */
export function daysOf(from: string | null | undefined, until: string | null | undefined, today: string): { from: string; until: string } {
  const last = until ?? today;
  const first = from ?? addDays(isLocalDate(last) ? last : today, -29);
  if (!isLocalDate(first) || !isLocalDate(last) || first > last) throw badInput('Two dates, the first not after the last.', 'from');
  return { from: first, until: last };
}
