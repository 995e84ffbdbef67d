// What became of uploaded grading sheets as files: which there were, and each row with its outcome.
import { keyOf } from '../kernel/ids.js';
import { Selection } from '../platform/database/selection.js';
import { notFound } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import { submissionColumns, submissionFields, yesNo } from './assignment-exports.js';
import { sheetResults, sheetStates, type GradingSheetRowType, type GradingSheetType } from './graphql/grading-sheet.type.js';
import { assignmentKey, classKey } from './graphql/queue.input.js';
import { sheetConflicts, sheetRowOutcomes, type SheetRowOutcome } from './rules/sheet-outcomes.js';
import type { SheetFilter, SheetRowFilter, SheetStore } from './sheet.store.js';

export function gradingSheetsExport(store: SheetStore): ListExport<GradingSheetType, SheetFilter> {
  return {
    name: 'gradingsheets', fileName: '上传的评分表', action: 'assignments.grade', isPersonal: false,
    selection: pageSelection({ fileName: [], class: ['code', 'name'], assignment: ['title'], state: [], rowCount: [], blankCount: [], sameCount: [], newCount: [], changedCount: [], conflictCount: [], refusedCount: [], createdAt: [], appliedAt: [], undoneAt: [] }),
    columns: [
      { heading: '文件', value: (row) => row.fileName }, { heading: '作业', value: ({ assignment }) => assignment.title }, { heading: '班级编号', value: (row) => row.class.code }, { heading: '培训班', value: (row) => row.class.name }, { heading: '状态', value: (row) => sheetStates[row.state] },
      { heading: '行数', value: (row) => row.rowCount }, { heading: '没有填写', value: (row) => row.blankCount }, { heading: '一致', value: (row) => row.sameCount }, { heading: '打分', value: (row) => row.newCount }, { heading: '改分', value: (row) => row.changedCount }, { heading: '冲突', value: (row) => row.conflictCount }, { heading: '不能写入', value: (row) => row.refusedCount },
      { heading: '上传时间', value: (row) => row.createdAt }, { heading: '写入时间', value: (row) => row.appliedAt }, { heading: '撤销时间', value: (row) => row.undoneAt },
    ],
    filterOf: async (_, given) => ({ classId: classKey(given['classId']), assignmentId: assignmentKey(given['assignmentId']) }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}

export function gradingSheetRowExport(store: SheetStore): ListExport<GradingSheetRowType, SheetRowFilter> {
  return {
    name: 'gradingsheetrows', fileName: '评分表比对结果', action: 'assignments.grade', isPersonal: true, selection: pageSelection({ line: [], submission: submissionFields, outcome: [], conflict: [], isChosen: [], points: [], comment: [], isExcellent: [], reasons: [], result: [], refusals: [] }),
    columns: [
      { heading: '行号', value: (row) => row.line }, ...submissionColumns<GradingSheetRowType>(({ submission }) => submission), { heading: '比对结果', value: (row) => sheetRowOutcomes[row.outcome] }, { heading: '下载以后', value: (row) => (row.conflict === null ? null : sheetConflicts[row.conflict]) },
      { heading: '得分', value: (row) => row.points }, { heading: '评语', value: (row) => row.comment || null }, { heading: '推荐优秀', value: (row) => yesNo(row.isExcellent) }, { heading: '不能写入的原因', value: (row) => row.reasons.map(({ column, zh }) => `${column}：${zh}`).join('；') || null },
      { heading: '写入结果', value: (row) => (row.result === null ? null : sheetResults[row.result]) }, { heading: '写入时的拒绝', value: (row) => row.refusals.map(({ message }) => message.zh).join('；') || null },
    ],
    filterOf: async ({ caller }, given) => {
      const sheetId = keyOf('GradingSheet', given['sheetId'] ?? '') ?? 0;
      if (!(await store.byKey(caller.scope, sheetId, Selection.of('id')))) throw notFound();
      const outcome = given['outcome'];
      return { sheetId, outcome: outcome !== undefined && Object.hasOwn(sheetRowOutcomes, outcome) ? (outcome as SheetRowOutcome) : null, isFailed: given['isFailed'] === 'true' ? true : null };
    },
    page: ({ caller }, filter, wanted, args) => store.rows(caller.scope, filter, wanted, args),
  };
}
