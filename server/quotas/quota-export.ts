// The sheet of quotas as a file: a line for each office right below and each period.
import { keyOf } from '../kernel/ids.js';
import type { Page } from '../platform/database/paging.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { FramedOffice, QuotaFrame, QuotaFrames } from './quota-frame.js';
import type { FiguredOffice, QuotaStore } from './quota.store.js';

type Line = Pick<FiguredOffice, 'office' | 'teachers'> & FiguredOffice['cells'][number];
interface Place { frame: QuotaFrame; office: FramedOffice }

export function quotaExport(store: QuotaStore, frames: QuotaFrames): ListExport<Line, Place> {
  return {
    name: 'quotas', fileName: '配额', action: 'quotas.read', isPersonal: false, selection: pageSelection({ office: ['code', 'name'], teachers: [], cells: ['number', 'stated', 'received', 'handedDown', 'free', 'usedBelow'] }),
    columns: [
      { heading: '机构代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '教师人数', value: (row) => row.teachers }, { heading: '期次', value: (row) => row.number },
      { heading: '申报', value: (row) => row.stated }, { heading: '持有', value: (row) => row.received }, { heading: '已下达', value: (row) => row.handedDown }, { heading: '本级及以下已使用', value: (row) => row.usedBelow }, { heading: '尚可下达或使用', value: (row) => row.free },
    ],
    filterOf: async ({ caller }, given) => {
      const [frame, office] = await Promise.all([
        frames.of(caller.scope, keyOf('Programme', given['programmeId'] ?? '') ?? 0),
        frames.office(caller.scope, given['officeId'] === undefined ? (caller.officeId ?? 0) : (keyOf('Office', given['officeId']) ?? 0)),
      ]);
      return { frame, office };
    },
    page: async ({ caller }, { frame, office }, wanted, args): Promise<Page<Line>> => {
      const page = await store.ofChildren(caller.scope, office, frame.periods, wanted, args);
      const linesOf = ({ cells, ...child }: FiguredOffice): Line[] => cells.map((cell) => ({ ...child, ...cell }));
      return { ...page, totalCount: page.totalCount * frame.periods.length, nodes: page.nodes.flatMap(linesOf), edges: page.edges.flatMap(({ cursor, node }) => linesOf(node).map((line) => ({ cursor, node: line }))) };
    },
  };
}
