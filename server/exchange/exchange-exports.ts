// The lists of this domain as files.
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { ApiClientStore } from './api-client.store.js';
import type { ExportRequestStore, RequestView } from './export-request.store.js';
import type { ApiClientType } from './graphql/api-client.type.js';
import type { ExportRequestType } from './graphql/export-request.type.js';
import type { Clock } from '../platform/clock/clock.js';
import { shownState, type ExportRequestState, type ShownState } from './rules/export-requests.js';

const stateNames: Record<ShownState, string> = { WAITING: '待审批', APPROVED: '已批准', REFUSED: '未批准', FETCHED: '已下载', EXPIRED: '已过期' };

export function apiClientExport(store: ApiClientStore): ListExport<ApiClientType, null> {
  return {
    name: 'platforms', fileName: '第三方平台', action: 'exchange.manage', isPersonal: false, selection: pageSelection({ name: [], clientId: [], scopes: [], createdAt: [], lastUsedAt: [], revokedAt: [], office: ['name'] }),
    columns: [
      { heading: '名称', value: (row) => row.name }, { heading: '客户端编号', value: (row) => row.clientId }, { heading: '所属项目办', value: ({ office }) => office.name }, { heading: '权限范围', value: (row) => row.scopes.join('、') }, { heading: '创建时间', value: (row) => row.createdAt }, { heading: '最近使用', value: (row) => row.lastUsedAt }, { heading: '停用时间', value: (row) => row.revokedAt },
    ],
    filterOf: async () => null,
    page: ({ caller }, _, wanted, args) => store.page(caller.scope, wanted, args),
  };
}

export function exportRequestExport(store: ExportRequestStore, clock: Clock): ListExport<ExportRequestType, RequestView> {
  const stateOf = ({ state: { state, expiresAt } }: ExportRequestType) => stateNames[shownState(state as ExportRequestState, new Date(expiresAt), clock.business())];
  return {
    name: 'exportrequests', fileName: '导出申请', action: 'exchange.requestExport', isPersonal: false, selection: pageSelection({ list: [], rowCount: [], reason: [], requestedByName: [], requestedAt: [], state: [], decidedByName: [], decidedAt: [], decisionReason: [], fetchedAt: [], office: ['name'] }),
    columns: [
      { heading: '列表', value: (row) => row.list }, { heading: '行数', value: (row) => row.rowCount }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '申请人', value: (row) => row.requestedByName }, { heading: '申请时间', value: (row) => row.requestedAt }, { heading: '理由', value: (row) => row.reason }, { heading: '状态', value: stateOf },
      { heading: '审批人', value: (row) => row.decidedByName }, { heading: '审批时间', value: (row) => row.decidedAt }, { heading: '审批意见', value: (row) => row.decisionReason }, { heading: '下载时间', value: (row) => row.fetchedAt },
    ],
    filterOf: async (_, given) => (given['view'] === 'MINE' ? 'MINE' : given['view'] === 'TO_DECIDE' ? 'TO_DECIDE' : 'ALL'),
    page: ({ caller }, view, wanted, args) => store.page(caller.scope, view, caller.personId, clock.business(), wanted, args),
  };
}
