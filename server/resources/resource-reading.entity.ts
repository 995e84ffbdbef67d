// ResourceReading (资源标题读音): a resource's title in pinyin and in initials, from each of its syllables on, as offices' names have them
// (0046). It tells the title, and is seen and written by whoever sees and writes the resource.
import { defineEntity, p } from '@mikro-orm/core';
import { inCare, rowPolicies } from '../platform/database/policies.js';
import { readingsOfText, type NamesRead } from '../platform/text/readings.js';
import { Resource } from './resource.entity.js';

// The resource's own policies say which of them a caller finds.
const ofResource = 'exists (select 1 from resource r where r.id = resource_reading.resource_id)';
const onTheWay = inCare('(select r.source_id from resource r where r.id = resource_reading.resource_id)');

export const ResourceReading = defineEntity({
  name: 'ResourceReading',
  tableName: 'resource_reading',
  properties: {
    resource: () => p.manyToOne(Resource).primary().mapToPk().deleteRule('cascade'),
    pinyin: p.text().collation('C').primary(),
    initials: p.text().collation('C'),
  },
  indexes: [{ properties: ['pinyin', 'resource'] }, { properties: ['initials', 'resource'] }],
  ...rowPolicies('resource_reading', { office: ofResource, classes: ofResource, programmes: ofResource, self: ofResource }, { office: onTheWay, classes: null, programmes: null, self: null }),
});

export const resourceTitles: NamesRead = { table: 'resource', column: 'title', readings: 'resource_reading', key: 'resource_id', readingsOf: readingsOfText };
