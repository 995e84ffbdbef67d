// POST /rosters: the door through which a roster's file comes, as it is, read while it arrives.
import { globalId } from '../kernel/ids.js';
import type { UploadDoor } from '../platform/http/stream-doors.js';
import { fileLimits } from './row-source.js';
import type { RosterWork } from './roster-work.js';
import type { StagingService } from './staging.service.js';

const nameMaximum = 120;

export function rosterDoor(staging: StagingService, work: RosterWork): UploadDoor {
  return {
    path: '/rosters',
    action: 'roster.import',
    maximumBytes: fileLimits.bytes,
    receive: async (context, file) => {
      const { importId, failure } = await staging.receive(context, [...(file.name ?? '名册.csv')].slice(0, nameMaximum).join(''), file.stream);
      if (failure === null) work.kick();
      return { id: globalId('RosterImport', importId), failure: failure === null ? null : failure[context.language] };
    },
  };
}
