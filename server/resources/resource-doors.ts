// /resources/files: the doors through which the files of resources come and go. They are never shown in place, only saved.
import { keyOf } from '../kernel/ids.js';
import { notFound } from '../platform/graphql/errors.js';
import { refusalsIn } from '../platform/graphql/node.type.js';
import type { DownloadDoor, UploadDoor } from '../platform/http/stream-doors.js';
import { fileMaximumBytes } from '../programmes/index.js';
import type { ResourceService } from './resource.service.js';
import type { ResourceStore } from './resource.store.js';

export function resourceFileDoor(service: ResourceService): UploadDoor {
  return {
    path: '/resources/files',
    action: 'resources.handIn',
    maximumBytes: fileMaximumBytes,
    receive: async (context, { name, stream }) => {
      const outcome = await service.upload(context, name ?? '', stream);
      return { isTaken: outcome.ok, answer: { number: outcome.ok ? outcome.value.number : null, failure: outcome.ok ? null : refusalsIn(context.language, outcome.refusals).map(({ message }) => message).join('') } };
    },
  };
}

export function resourceDownloadDoor(store: ResourceStore): DownloadDoor {
  return {
    path: '/resources/files',
    action: 'resources.read',
    send: async ({ caller }, { resourceId }) => {
      const file = await store.file(caller.scope, keyOf('Resource', resourceId ?? '') ?? 0);
      if (file === null) throw notFound();
      return { fileName: file.name, type: file.type, chunks: [Buffer.from(file.hex, 'hex')] as unknown as AsyncIterable<Buffer> };
    },
  };
}
