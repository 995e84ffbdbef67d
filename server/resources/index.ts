// Front door of resources (资源库): what schools hand in climbs from library to library, and is used by everybody below.
import type { ClassType } from 'type-graphql';
import { ResourceResolver, ViewerResourcesResolver } from './graphql/resource.resolver.js';
import { ResourceFile } from './resource-file.entity.js';
import { ResourceReading, resourceTitles } from './resource-reading.entity.js';
import { ResourceStep } from './resource-step.entity.js';
import { Resource } from './resource.entity.js';
import { resourceActions } from './resources.actions.js';

export { followResources } from './followed-offices.js';
export { resourceDownloadDoor, resourceFileDoor } from './resource-doors.js';
export { resourceExport } from './resource-export.js';
export { ResourceService } from './resource.service.js';
export { ResourceStore } from './resource.store.js';
export { ResourceResolver, ViewerResourcesResolver };

export const resources = {
  name: 'resources',
  entities: [Resource, ResourceReading, ResourceStep, ResourceFile],
  resolvers: [ResourceResolver, ViewerResourcesResolver] as ClassType[],
  actions: resourceActions,
  names: [resourceTitles],
  writes: { office: ['resource', 'resource_file'] },
  inserts: { office: ['resource_step', 'resource_reading'] },
  deletes: { office: ['resource_file'] },
};
