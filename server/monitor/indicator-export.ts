// The offices below one with their figures as a file, those that have ended with theirs, so that the rows sum up to the office above.
import { keyOf } from '../kernel/ids.js';
import { levelNames, type OfficeStore } from '../offices/index.js';
import { notFound } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { OfficeIndicatorsType } from './graphql/indicators.type.js';
import type { IndicatorFilter, IndicatorStore } from './indicator.store.js';

interface MonitorFilter extends IndicatorFilter { key: number; path: string }
const stateNames = { OPEN: '在用', MERGED: '已并入其他项目办', CLOSED: '已撤销' } as const;

export function indicatorExport(store: IndicatorStore, offices: OfficeStore): ListExport<OfficeIndicatorsType, MonitorFilter> {
  return {
    name: 'indicators', fileName: '学情', action: 'monitor.read', isPersonal: false, selection: pageSelection({ office: ['code', 'name', 'level', 'state'] }),
    columns: [
      { heading: '代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '层级', value: ({ office }) => levelNames[office.level].zh }, { heading: '状态', value: ({ office }) => stateNames[office.state] },
      { heading: '报名人次', value: (row) => row.enrolled }, { heading: '参训人次', value: (row) => row.participating }, { heading: '参训率（%）', value: (row) => row.participationRate }, { heading: '已提交作业', value: (row) => row.submitted }, { heading: '已批阅作业', value: (row) => row.graded },
      { heading: '已评定', value: (row) => row.released }, { heading: '平均分', value: (row) => row.averageScore }, { heading: '合格', value: (row) => row.passed }, { heading: '合格率（%）', value: (row) => row.passRate }, { heading: '在线学习时数（小时）', value: (row) => row.onlineHours }, { heading: '数据时间', value: (row) => row.asOf },
    ],
    filterOf: async ({ caller }, given) => {
      const key = given['officeId'] === undefined ? caller.officeId : keyOf('Office', given['officeId']);
      const office = await offices.pathOf(caller.scope, key ?? 0);
      if (!office) throw notFound();
      return { key: key ?? 0, path: office.path, periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0), programmeId: given['programmeId'] === undefined ? null : (keyOf('Programme', given['programmeId']) ?? 0) };
    },
    page: ({ caller }, { path, key, ...filter }, wanted, args) => store.ofChildren(caller.scope, path, key, filter, wanted, args),
  };
}
