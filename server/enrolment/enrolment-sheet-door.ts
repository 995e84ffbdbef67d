// /enrolmentsheets: the door through which a sheet of enrolments comes, to be looked at; and the sheet of those who wait, to be cut down.
import { keyOf } from '../kernel/ids.js';
import { pageSelection } from '../platform/http/list-export.js';
import type { DownloadDoor, UploadDoor } from '../platform/http/stream-doors.js';
import { workbookFile, workbookType } from '../platform/files/workbook-file.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import type { ChoiceStore } from './choice.store.js';
import { sheetLimits, type EnrolmentSheets } from './enrolment-sheet.js';
import { sheetHeadings, toldHeadings } from './rules/enrolment-sheet.js';

export function enrolmentSheetDoor(sheets: EnrolmentSheets): UploadDoor {
  return {
    path: '/enrolmentsheets',
    action: 'enrolment.enrol',
    maximumBytes: sheetLimits.bytes,
    receive: async (context, { stream }) => {
      const { lines, failure } = await sheets.preview(context, stream);
      return { isTaken: failure === null, answer: { lines, failure: failure === null ? null : failure[context.language] } };
    },
  };
}

const pageSize = 100;
const selection = pageSelection({ learner: ['trainingNumber', 'name'], class: ['code', 'name'], period: ['number'], chosenAt: [] });

/** The school's own list of work, handed back by it: it leaves without an approval, as a grading sheet does. */
export function waitingSheetDoor(choices: ChoiceStore): DownloadDoor {
  return {
    path: '/enrolmentsheets/waiting',
    action: 'enrolment.enrol',
    send: async (context, given) => ({
      fileName: '报名表.xlsx', type: workbookType,
      chunks: workbookFile('报名表', [sheetHeadings.trainingNumber, toldHeadings.name, sheetHeadings.classCode, toldHeadings.className, toldHeadings.period, toldHeadings.chosenAt], rowsOf(choices, context, given['periodId'])),
    }),
  };
}

async function* rowsOf(choices: ChoiceStore, { caller }: RequestContext, periodId: string | undefined): AsyncGenerator<(string | number | null)[][]> {
  const filter = { subtree: null, periodId: periodId === undefined ? null : (keyOf('Period', periodId) ?? 0), classId: null, isWaiting: true, isListed: false };
  for (let after: string | null = null; ;) {
    const page = await choices.page(caller.scope, filter, selection, { first: pageSize, after });
    yield page.nodes.map((row) => [row.learner.trainingNumber, row.learner.name, row.class.code, row.class.name, row.period.number, row.chosenAt]);
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}
