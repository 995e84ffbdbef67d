// The grading sheet as a file (评分表): a row for each submission that the tutor may grade, nameless where it is, to be filled in and handed back.
import { globalId } from '../kernel/ids.js';
import { formatTenths } from '../kernel/tenths.js';
import { csvFile } from '../platform/files/csv.js';
import { workbookType } from '../platform/files/workbook-file.js';
import { workbookForm, type FormColumn } from '../platform/files/workbook-form.js';
import type { Database } from '../platform/database/database.js';
import { Selection } from '../platform/database/selection.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { pageSelection, type ExportableList, type ExportParameters } from '../platform/http/list-export.js';
import { stateNames } from './assignment-exports.js';
import { assignmentKey, classKey } from './graphql/queue.input.js';
import type { SubmissionType } from './graphql/submission.type.js';
import type { Criterion } from './rules/points.js';
import type { Queue } from './rules/queue-filters.js';
import { criterionHeading, excellentWords, filledColumns, readColumns, technicalColumns } from './rules/sheet-columns.js';
import { sheetPlace, type SheetPlace } from './sheet-place.js';
import type { SubmissionStore } from './submission.store.js';

const pageSize = 100;
const selection = pageSelection({
  id: [], version: [], state: [], attempt: [], characterCount: [], learnerNumber: [], viewerCanGrade: [], allocatedToName: [], isAllocatedToViewer: [], learner: ['trainingNumber', 'name'], school: ['name'], review: ['points', 'criterionPoints', 'comment', 'isExcellent'],
});

export function gradingSheetExport(database: Database, submissions: SubmissionStore): ExportableList {
  const placeOf = ({ caller }: RequestContext, given: ExportParameters): Promise<SheetPlace> => sheetPlace(database, caller.scope, classKey(given['classId']), assignmentKey(given['assignmentId']));
  return {
    // The tutor's own work on one class, not a list of persons: it leaves without an approval, however large the class (0045).
    name: 'gradingsheet', fileName: '评分表', action: 'assignments.grade', isPersonal: false,
    count: async (context, given) => (await submissions.queue(context.caller.scope, queueOf(await placeOf(context, given)), Selection.of('totalCount'), { first: 1 })).totalCount,
    file: async (context, given, format) => {
      const place = await placeOf(context, given);
      const columns = columnsOf(place.criteria);
      const name = `评分表 ${place.className} ${place.title}`.replace(/[\\/:*?"<>|]/g, ' ');
      const pages = rowsOf(submissions, context, place);
      return format === 'csv'
        ? { fileName: `${name}.csv`, type: 'text/csv; charset=utf-8', chunks: csvFile(columns.map(({ heading }) => heading), pages) }
        : { fileName: `${name}.xlsx`, type: workbookType, chunks: workbookForm('评分表', columns, pages) };
    },
  };
}

function queueOf({ classId, assignmentId }: SheetPlace): Queue {
  return { filter: 'ALL', order: 'OLDEST_FIRST', classId, assignmentId };
}

function columnsOf(criteria: readonly Criterion[]): FormColumn[] {
  const read = (heading: string): FormColumn => ({ heading, kind: 'READ', choices: [], hint: null });
  const hidden = (heading: string): FormColumn => ({ heading, kind: 'HIDDEN', choices: [], hint: null });
  return [
    ...Object.values(readColumns).map(read),
    ...criteria.map((criterion): FormColumn => ({
      heading: criterionHeading(criterion), kind: 'NUMBER', choices: criterion.levels.map(({ pointsTenths }) => formatTenths(pointsTenths)),
      hint: `${criterion.levels.map(({ name, pointsTenths }) => `${name} ${formatTenths(pointsTenths)}`).join('，')}。也可以填 0 到 ${formatTenths(criterion.maximumTenths)} 之间的分数，最多一位小数。`,
    })),
    { heading: filledColumns.points, kind: 'NUMBER', choices: [], hint: '各项都打分时可以留空，由系统求和；不按各项打分时只填这里。' },
    { heading: filledColumns.comment, kind: 'TEXT', choices: [], hint: null },
    { heading: filledColumns.excellent, kind: 'TEXT', choices: Object.values(excellentWords), hint: null },
    ...Object.values(technicalColumns).map(hidden),
  ];
}

async function* rowsOf(submissions: SubmissionStore, { caller }: RequestContext, place: SheetPlace): AsyncGenerator<(string | number | null)[][]> {
  for (let after: string | null = null; ;) {
    const page = await submissions.queue(caller.scope, queueOf(place), selection, { first: pageSize, after });
    yield page.nodes.filter((row) => row.viewerCanGrade && !isElsewhere(row, caller.role)).map((row) => cellsOf(row, place));
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

/** What waits and was allocated to another tutor is that tutor's. */
export function isElsewhere({ state, allocatedToName, isAllocatedToViewer }: Pick<SubmissionType, 'state' | 'allocatedToName' | 'isAllocatedToViewer'>, role: string | null): boolean {
  return role === 'TUTOR' && state === 'SUBMITTED' && allocatedToName !== null && !isAllocatedToViewer;
}

function cellsOf(row: SubmissionType, { criteria, rubricId }: SheetPlace): (string | number | null)[] {
  const { review } = row;
  // A review that was scored by points alone, or by a criterion that the rubric has no more, shows its points.
  const given = new Map(review?.criterionPoints.map(({ criterion, beforeDeductions }) => [criterion, beforeDeductions]));
  return [
    row.learner?.trainingNumber ?? null, row.learner?.name ?? (row.learnerNumber === null ? null : `学员 ${row.learnerNumber}`), row.school?.name ?? null, row.attempt, stateNames[row.state], row.characterCount,
    ...criteria.map(({ key }) => given.get(key) ?? null), review?.points ?? null, review?.comment ?? null, review?.isExcellent === true ? excellentWords.yes : null,
    row.id, row.version, globalId('Rubric', rubricId),
  ];
}
