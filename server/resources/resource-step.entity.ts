// ResourceStep (资源流转记录): which office did what with a resource, who, when and why. It only grows. The way is read by those on it: the
// administrators at and above the office that handed it in. Whoever teaches with it reads no reasons.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { appendOnlyPolicies, inCare } from '../platform/database/policies.js';
import { Resource } from './resource.entity.js';
import { resourceActs, resourceStates, type ResourceAct, type ResourceState } from './rules/resource-life.js';

const onTheWay = inCare('(select r.source_id from resource r where r.id = resource_step.resource_id)');

export const ResourceStep = defineEntity({
  name: 'ResourceStep',
  tableName: 'resource_step',
  properties: {
    id: p.bigint('number').primary(),
    resource: () => p.manyToOne(Resource).mapToPk().index(),
    act: p.enum(Object.keys(resourceActs) as ResourceAct[]),
    toState: p.enum(Object.keys(resourceStates) as ResourceState[]),
    /** The office that acted. */
    office: () => p.manyToOne(Office).mapToPk(),
    /** The highest library before and after. */
    fromLibrary: () => p.manyToOne(Office).mapToPk().nullable(),
    toLibrary: () => p.manyToOne(Office).mapToPk().nullable(),
    byId: p.bigint('number').nullable(),
    byName: p.text(),
    at: p.datetime(3),
    reason: p.text().nullable(),
  },
  ...appendOnlyPolicies('resource_step', { office: onTheWay }, { whole: 'true', office: onTheWay, job: 'true' }),
});
