// What offices have set for themselves, as rows of a list and as a file.
import { keyOf } from '../kernel/ids.js';
import type { OfficeType } from '../offices/index.js';
import { notFound } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { OfficeWindowType } from './graphql/office-window.type.js';
import type { OfficeWindowService } from './office-window.service.js';
import type { SetWindow } from './office-window.store.js';
import type { Days, Fit } from './rules/office-windows.js';
import { windowActions } from './rules/rule-parts.js';
import type { WindowAction } from './rules/windows.js';

export function officeWindowExport(service: OfficeWindowService): ListExport<OfficeWindowType, { programmeId: number; action: WindowAction }> {
  return {
    name: 'officewindows', fileName: '自定时间', action: 'programmes.officeWindows', isPersonal: false, selection: pageSelection({ office: ['code', 'name'], from: [], until: [], isSet: [], mustSetAgain: [], setByName: [], setAt: [], reason: [] }),
    columns: [
      { heading: '机构代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '开始', value: (row) => row.from }, { heading: '截止', value: (row) => row.until }, { heading: '自定', value: (row) => (row.mustSetAgain ? '须重新确定' : row.isSet ? '是' : '否') },
      { heading: '办理人', value: (row) => row.setByName }, { heading: '办理时间', value: (row) => row.setAt }, { heading: '事由', value: (row) => row.reason },
    ],
    filterOf: async (_, given) => {
      const action = windowActions.find((one) => one === given['action']);
      if (action === undefined) throw notFound();
      return { programmeId: keyOf('Programme', given['programmeId'] ?? '') ?? 0, action };
    },
    page: async ({ caller }, { programmeId, action }, wanted, args) => {
      const page = await service.ofOffices(caller, programmeId, action, wanted, args);
      return { ...page, nodes: page.nodes.map(officeWindowOf), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: officeWindowOf(node) })) };
    },
  };
}

export function officeWindowOf({ office, set, days }: { office: OfficeType; set: SetWindow | null; days: Days & { fit: Fit } }): OfficeWindowType {
  return { office, from: days.from, until: days.until, isSet: set !== null, mustSetAgain: days.fit !== 'WHOLE', setByName: set?.setByName ?? null, setAt: set?.setAt ?? null, reason: set?.reason ?? null };
}
