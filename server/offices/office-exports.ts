// Lists of the organisation as files: the offices, what changed, and whom to call.
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { OfficeChangeType } from './graphql/office-change.type.js';
import type { OfficeContactType } from './graphql/office-contact.type.js';
import type { OfficeType } from './graphql/office.type.js';
import { subtreeInScope } from './graphql/subtree-in-scope.js';
import type { OfficeChangeStore } from './office-change.store.js';
import type { OfficeContactStore } from './office-contact.store.js';
import type { OfficeStore, SubtreeFilter } from './office.store.js';
import { levelNames, officeLevels } from './rules/office-levels.js';
import { officeChangeStates, type OfficeChangeKind, type OfficeChangeState, type OfficeState } from './rules/office-states.js';

const stateNames: Record<OfficeState, string> = { OPEN: '在用', MERGED: '已并入其他项目办', CLOSED: '已撤销' };
const kindNames: Record<OfficeChangeKind, string> = { CREATE: '新建', RENAME: '更名', MOVE: '调整隶属', MERGE: '合并', CLOSE: '撤销' };
const changeStateNames: Record<OfficeChangeState, string> = { PLANNED: '计划中', APPLIED: '已生效', CANCELLED: '已撤回', REFUSED: '未能执行' };

export function officeExport(store: OfficeStore): ListExport<OfficeType, SubtreeFilter> {
  return {
    name: 'offices', fileName: '项目办', action: 'offices.browse', isPersonal: false, selection: pageSelection({ code: [], name: [], level: [], state: [], closedOn: [], parent: ['code', 'name'], city: ['name'], county: ['name'], mergedInto: ['name'] }),
    columns: [
      { heading: '代码', value: (row) => row.code }, { heading: '名称', value: (row) => row.name }, { heading: '层级', value: (row) => levelNames[row.level].zh }, { heading: '上级代码', value: (row) => row.parent?.code ?? null }, { heading: '上级', value: (row) => row.parent?.name ?? null }, { heading: '市', value: (row) => row.city?.name ?? null }, { heading: '县（区）', value: (row) => row.county?.name ?? null },
      { heading: '状态', value: (row) => stateNames[row.state] }, { heading: '自哪天起不再存在', value: (row) => row.closedOn }, { heading: '并入', value: (row) => row.mergedInto?.name ?? null },
    ],
    filterOf: async ({ caller }, given) => ({ subtree: await subtreeInScope(store, caller.scope, given['officeId']), level: officeLevels.find((level) => level === given['level']) ?? null, search: given['search']?.trim() || null, includeClosed: given['includeClosed'] === 'true' }),
    page: ({ caller }, filter, wanted, args) => store.below(caller.scope, filter, wanted, args),
  };
}

export function officeChangeExport(store: OfficeChangeStore, offices: OfficeStore): ListExport<OfficeChangeType, Parameters<OfficeChangeStore['page']>[1]> {
  return {
    name: 'officechanges', fileName: '机构变更', action: 'offices.history', isPersonal: false, selection: pageSelection({ kind: [], state: [], effectiveOn: [], reason: [], nameBefore: [], nameAfter: [], byName: [], recordedAt: [], office: ['code', 'name'], parentBefore: ['name'], parentAfter: ['name'], mergedInto: ['name'] }),
    columns: [
      { heading: '生效日期', value: (row) => row.effectiveOn }, { heading: '种类', value: (row) => kindNames[row.kind] }, { heading: '状态', value: (row) => changeStateNames[row.state] }, { heading: '代码', value: (row) => row.office?.code ?? null }, { heading: '项目办', value: (row) => row.office?.name ?? row.nameAfter },
      { heading: '原名称', value: (row) => row.nameBefore }, { heading: '新名称', value: (row) => row.nameAfter }, { heading: '原上级', value: (row) => row.parentBefore?.name ?? null }, { heading: '新上级', value: (row) => row.parentAfter?.name ?? null }, { heading: '并入', value: (row) => row.mergedInto?.name ?? null },
      { heading: '原因', value: (row) => row.reason }, { heading: '经办人', value: (row) => row.byName }, { heading: '登记时间', value: (row) => row.recordedAt },
    ],
    filterOf: async ({ caller }, given) => ({ subtree: await subtreeInScope(offices, caller.scope, given['officeId']), state: officeChangeStates.find((state) => state === given['state']) ?? null }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}

export function officeContactExport(store: OfficeContactStore, offices: OfficeStore): ListExport<OfficeContactType, Parameters<OfficeContactStore['page']>[1]> {
  return {
    name: 'contacts', fileName: '联系人', action: 'offices.contacts', isPersonal: true, selection: pageSelection({ name: [], unit: [], mobileMasked: [], email: [], updatedAt: [], office: ['code', 'name', 'level'] }),
    columns: [
      { heading: '代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '层级', value: ({ office }) => levelNames[office.level].zh }, { heading: '姓名', value: (row) => row.name }, { heading: '单位', value: (row) => row.unit },
      { heading: '手机号码（遮蔽）', value: (row) => row.mobileMasked }, { heading: '电子邮箱', value: (row) => row.email }, { heading: '更新时间', value: (row) => row.updatedAt },
    ],
    filterOf: async ({ caller }, given) => ({ subtree: await subtreeInScope(offices, caller.scope, given['officeId']) }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}
