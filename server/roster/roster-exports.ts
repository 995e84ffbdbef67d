// Rosters as files: which were handed in, and what became of each row of one; the rows with errors go back to the school.
import { keyOf } from '../kernel/ids.js';
import { dataFieldNames, type DataField } from '../kernel/teacher-data.js';
import { Selection } from '../platform/database/selection.js';
import { notFound } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { RosterImportType, RosterRowType } from './graphql/roster.type.js';
import { rowOutcomes, type RowOutcome, type RowResult } from './roster-import.entity.js';
import type { RosterStore, RowFilter } from './roster.store.js';
import type { ImportState } from './rules/import-states.js';

const stateNames: Record<ImportState, string> = { RECEIVING: '正在接收', CHECKING: '正在比对', CHECKED: '已比对，待确认写入', APPLYING: '正在写入', APPLIED: '已写入', UNDOING: '正在撤销', UNDONE: '已撤销', REJECTED: '无法读取' };
const outcomeNames: Record<RowOutcome, string> = { SAME: '一致', NEW: '新增', CHANGED: '有变动', ERROR: '有错误' };
const resultNames: Record<RowResult, string> = { WRITTEN: '已写入', CONFLICT: '预览后资料有变，未写入', UNDONE: '已撤销', KEPT: '写入后又有变动，未撤销' };

export function rosterExport(store: RosterStore): ListExport<RosterImportType, null> {
  return {
    name: 'rosters', fileName: '名册导入', action: 'roster.import', isPersonal: false, selection: pageSelection({ fileName: [], state: [], rowCount: [], same: [], added: [], changed: [], errors: [], missing: [], byName: [], createdAt: [], appliedAt: [], undoneAt: [], office: ['name'] }),
    columns: [
      { heading: '文件', value: (row) => row.fileName }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '状态', value: (row) => stateNames[row.state] }, { heading: '行数', value: (row) => row.rowCount }, { heading: '一致', value: (row) => row.same }, { heading: '新增', value: (row) => row.added }, { heading: '有变动', value: (row) => row.changed },
      { heading: '有错误', value: (row) => row.errors }, { heading: '名册中没有的', value: (row) => row.missing }, { heading: '经办人', value: (row) => row.byName }, { heading: '上传时间', value: (row) => row.createdAt }, { heading: '写入时间', value: (row) => row.appliedAt }, { heading: '撤销时间', value: (row) => row.undoneAt },
    ],
    filterOf: async () => null,
    page: ({ caller }, _, wanted, args) => store.page(caller.scope, wanted, args),
  };
}

export function rosterRowExport(store: RosterStore): ListExport<RosterRowType, RowFilter> {
  return {
    name: 'rosterrows', fileName: '名册比对结果', action: 'roster.import', isPersonal: true, selection: pageSelection({ line: [], outcome: [], result: [], name: [], trainingNumber: [], schoolCode: [], idCardMasked: [], errors: [], changes: [] }),
    columns: [
      { heading: '行号', value: (row) => row.line }, { heading: '结果', value: (row) => (row.outcome === null ? null : outcomeNames[row.outcome]) }, { heading: '师训编号', value: (row) => row.trainingNumber }, { heading: '姓名', value: (row) => row.name }, { heading: '身份证号码（遮蔽）', value: (row) => row.idCardMasked }, { heading: '学校代码', value: (row) => row.schoolCode },
      { heading: '错误', value: (row) => row.errors.map(({ column, zh }) => `${column}：${zh}`).join('；') || null }, { heading: '变动', value: (row) => row.changes.map(({ field, fromValue, toValue }) => `${dataFieldNames[field as DataField] ?? field}：${fromValue ?? '—'} → ${toValue ?? '—'}`).join('；') || null }, { heading: '写入结果', value: (row) => (row.result === null ? null : resultNames[row.result]) },
    ],
    filterOf: async ({ caller }, given) => {
      const importId = keyOf('RosterImport', given['importId'] ?? '') ?? 0;
      if (!(await store.byKey(caller.scope, importId, Selection.of('id')))) throw notFound();
      return { importId, outcome: rowOutcomes.find((outcome) => outcome === given['outcome']) ?? null, isLikelyDuplicate: given['isLikelyDuplicate'] === 'true' ? true : null, isConflict: given['isConflict'] === 'true' ? true : null };
    },
    page: ({ caller }, filter, wanted, args) => store.rows(caller.scope, filter, wanted, args),
  };
}
