// /gradingsheets: the door through which a filled-in grading sheet comes, with the class and the assignment in its address.
import { globalId } from '../kernel/ids.js';
import type { UploadDoor } from '../platform/http/stream-doors.js';
import { assignmentKey, classKey } from './graphql/queue.input.js';
import { sheetLimits } from './sheet-lines.js';
import type { StagedSheets } from './staged-sheets.js';

const nameMaximum = 120;

export function sheetDoor(sheets: StagedSheets): UploadDoor {
  return {
    path: '/gradingsheets',
    action: 'assignments.grade',
    maximumBytes: sheetLimits.bytes,
    receive: async (context, { name, parameters, stream }) => {
      const { sheetId, failure } = await sheets.receive(context, { classId: classKey(parameters['classId']), assignmentId: assignmentKey(parameters['assignmentId']), fileName: [...(name ?? '评分表.xlsx').replaceAll('\0', '').toWellFormed()].slice(0, nameMaximum).join(''), stream });
      return { isTaken: failure === null, answer: { id: sheetId === null ? null : globalId('GradingSheet', sheetId), failure: failure === null ? null : failure[context.language] } };
    },
  };
}
