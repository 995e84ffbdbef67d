// ResourceFile (资源文件): small, and kept with the rest. It comes before its resource does, and is the uploader's office's until then.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { Resource } from './resource.entity.js';

// The resource's own policies say which of them a caller finds.
const ofResource = 'exists (select 1 from resource r where r.id = resource_file.resource_id)';
const ofOffice = inSubtree('resource_file.office_id');

export const ResourceFile = defineEntity({
  name: 'ResourceFile',
  tableName: 'resource_file',
  properties: {
    id: p.bigint('number').primary(),
    resource: () => p.manyToOne(Resource).mapToPk().nullable().unique(),
    office: () => p.manyToOne(Office).mapToPk(),
    name: p.text(),
    type: p.text(),
    bytes: p.integer(),
    content: p.blob(),
    byId: p.bigint('number').index(),
    at: p.datetime(3),
  },
  ...rowPolicies('resource_file', { office: `${ofResource} or resource_id is null and ${ofOffice}`, classes: ofResource, programmes: ofResource, self: ofResource }, { office: ofOffice, classes: null, programmes: null, self: null }),
});
