// SteeringMember (领导小组成员): a seat in an office's steering group, from a day to a day.
import { defineEntity, p } from '@mikro-orm/core';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { Office } from './office.entity.js';
import { steeringPosts } from './rules/steering-group.js';

export const SteeringMember = defineEntity({
  name: 'SteeringMember',
  tableName: 'steering_member',
  properties: {
    id: p.bigint('number').primary(),
    office: () => p.manyToOne(Office).mapToPk().index(),
    post: p.enum(steeringPosts),
    /** A person of the system by key (people belong to a domain above), or null for somebody from outside. */
    personId: p.bigint('number').nullable(),
    /** As appointed; a person's later name is the person's. */
    name: p.text(),
    /** Unit and post outside, 苏州市教育局副局长. */
    unit: p.text(),
    validFrom: p.date(),
    /** The last day; null while it is open. */
    validUntil: p.date().nullable(),
    version: p.integer().default(1),
  },
  ...rowPolicies('steering_member', { office: inSubtree('office_id') }),
});
