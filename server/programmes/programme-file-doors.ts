// /programmes/files: the doors through which a notice's downloads come and go. They are never shown in place, only saved.
import { keyOf } from '../kernel/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { notFound } from '../platform/graphql/errors.js';
import { refusalsIn } from '../platform/graphql/node.type.js';
import type { DownloadDoor, UploadDoor } from '../platform/http/stream-doors.js';
import type { ProgrammeLifeStore } from './programme-life.store.js';
import type { ProgrammePartsService } from './programme-parts.service.js';
import type { ProgrammeReader } from './programme-reader.js';
import { fileMaximumBytes } from './rules/programme-parts.js';

export function programmeFileDoor(service: ProgrammePartsService): UploadDoor {
  return {
    path: '/programmes/files',
    action: 'programmes.life',
    maximumBytes: fileMaximumBytes,
    receive: async (context, { name, parameters, stream }) => {
      const outcome = await service.addFile(context, keyOf('Programme', parameters['programmeId'] ?? '') ?? 0, name ?? '', stream);
      return { isTaken: outcome.ok, answer: { number: outcome.ok ? outcome.value.number : null, failure: outcome.ok ? null : refusalsIn(context.language, outcome.refusals).map(({ message }) => message).join('') } };
    },
  };
}

export function programmeDownloadDoor(reader: ProgrammeReader, store: ProgrammeLifeStore, clock: Clock): DownloadDoor {
  return {
    path: '/programmes/files',
    action: 'programmes.read',
    send: async ({ caller }, { programmeId, number }) => {
      const key = keyOf('Programme', programmeId ?? '') ?? 0;
      if (!(await reader.sees(caller, key, clock.today()))) throw notFound();
      const file = /^\d{1,4}$/.test(number ?? '') ? await store.file(key, Number(number)) : null;
      if (file === null) throw notFound();
      return { fileName: file.name, type: file.type, chunks: [Buffer.from(file.hex, 'hex')] as unknown as AsyncIterable<Buffer> };
    },
  };
}
