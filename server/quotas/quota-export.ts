// Quotas as files: the sheet, a line for each office right below and each period; the ledger; what lies idle.
import { keyOf } from '../kernel/ids.js';
import type { Caller } from '../platform/graphql/caller.js';
import type { Page } from '../platform/database/paging.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { FramedOffice, QuotaFrame, QuotaFrames } from './quota-frame.js';
import type { IdleQuotaOfficeType, QuotaMovementType } from './graphql/quota.type.js';
import type { FiguredOffice, MovementFilter, QuotaStore } from './quota.store.js';
import { quotaEntryNames } from './rules/movements.js';

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
        frames.of(caller, keyOf('Programme', given['programmeId'] ?? '') ?? 0),
        officeOf(frames, caller, given['officeId']),
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

/** The ledger of an account: who moved how many seats, when and why. */
export function quotaMovementExport(store: QuotaStore, frames: QuotaFrames): ListExport<QuotaMovementType, MovementFilter> {
  return {
    name: 'quotamovements', fileName: '配额流水', action: 'quotas.read', isPersonal: false, selection: pageSelection({ kind: [], seats: [], reason: [], byName: [], at: [], office: ['code', 'name'], above: ['name'], period: ['number'] }),
    columns: [
      { heading: '时间', value: (row) => row.at }, { heading: '机构代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '期次', value: ({ period }) => period.number }, { heading: '变动', value: (row) => quotaEntryNames[row.kind] }, { heading: '个数', value: (row) => row.seats },
      { heading: '上级账户', value: ({ above }) => above?.name ?? null }, { heading: '经办人', value: (row) => row.byName }, { heading: '事由', value: (row) => row.reason },
    ],
    filterOf: async ({ caller }, given) => ({ officeId: (await officeOf(frames, caller, given['officeId'])).id, side: given['side'] === 'TO_CHILDREN' ? 'TO_CHILDREN' : 'OF_OFFICE', periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0) }),
    page: ({ caller }, filter, wanted, args) => store.movements(caller.scope, filter, wanted, args),
  };
}

export function idleQuotaExport(store: QuotaStore, frames: QuotaFrames): ListExport<IdleQuotaOfficeType, { office: FramedOffice; periodId: number }> {
  return {
    name: 'idlequotas', fileName: '闲置配额', action: 'quotas.handDown', isPersonal: false, selection: pageSelection({ office: ['code', 'name'], period: ['number'], seats: [] }),
    columns: [{ heading: '机构代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '期次', value: ({ period }) => period.number }, { heading: '闲置配额', value: (row) => row.seats }],
    filterOf: async ({ caller }, given) => ({ office: await officeOf(frames, caller, given['officeId']), periodId: keyOf('Period', given['periodId'] ?? '') ?? 0 }),
    page: ({ caller }, { office, periodId }, wanted, args) => store.idleOffices(caller.scope, office, periodId, wanted, args),
  };
}

/** NOT_FOUND for one out of sight; without any, the own one. */
async function officeOf(frames: QuotaFrames, { scope, officeId }: Caller, id: string | undefined): Promise<FramedOffice> {
  return frames.office(scope, id === undefined ? (officeId ?? 0) : (keyOf('Office', id) ?? 0));
}
