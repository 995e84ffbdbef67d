// /rosters: the door through which a roster's file comes, as it is, read while it arrives; and the template to fill in.
import { globalId } from '../kernel/ids.js';
import { workbookFile, workbookType } from '../platform/files/workbook-file.js';
import type { DownloadDoor, UploadDoor } from '../platform/http/stream-doors.js';
import type { RosterWork } from './roster-work.js';
import { columns } from './rules/columns.js';
import { rosterLimits, type StagingService } from './staging.service.js';

const nameMaximum = 120;

export function rosterDoor(staging: StagingService, work: RosterWork): UploadDoor {
  return {
    path: '/rosters',
    action: 'roster.import',
    maximumBytes: rosterLimits.bytes,
    receive: async (context, file) => {
      const { importId, failure } = await staging.receive(context, [...(file.name ?? '名册.csv')].slice(0, nameMaximum).join(''), file.stream);
      if (failure === null) work.kick();
      return { isTaken: failure === null, answer: { id: globalId('RosterImport', importId), failure: failure === null ? null : failure[context.language] } };
    },
  };
}

/** A workbook whose columns are texts already: numbers that are filled in keep all their digits. */
export const rosterTemplateDoor: DownloadDoor = {
  path: '/rosters/template',
  action: 'roster.import',
  send: async () => ({ fileName: '名册模板.xlsx', type: workbookType, chunks: workbookFile('名册', Object.values(columns).map(([heading]) => heading), noRows()) }),
};

async function* noRows(): AsyncGenerator<never> {}
