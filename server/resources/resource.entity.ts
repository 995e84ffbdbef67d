// Resource (资源): what an office handed in for others to teach with. The office whose library holds it says who reads it: everybody who works below.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { Office } from '../offices/index.js';
import { inCare, rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { resourceKinds, resourceRights, type ResourceKind, type ResourceRights } from './rules/resource-form.js';
import { resourceStates, type ResourceState } from './rules/resource-life.js';

/** The keys of the offices from the root down to one, out of its path. */
const above = (path: string) => `string_to_array(btrim(${path}, '/'), '/')::bigint[]`;

/** The libraries of the offices at and above the one where the person works, which is where the person is, whatever posts there are. */
const libraryAbovePerson = `library_id = any ((select ${above('o.path')} as ids from person p join office o on o.id = p.office_id where p.id = ${setting.person})::bigint[])`;

export const Resource = defineEntity({
  name: 'Resource',
  tableName: 'resource',
  properties: {
    id: p.bigint('number').primary(),
    title: p.text(),
    kind: p.enum(Object.keys(resourceKinds) as ResourceKind[]),
    subject: p.enum(Object.keys(subjects) as Subject[]),
    stage: p.enum(Object.keys(stages) as Stage[]),
    description: p.text(),
    /** Names, as they are read. */
    authors: p.text(),
    /** The author who works at the office, if one does: nobody judges the own work. */
    author: () => p.manyToOne(Person).mapToPk().nullable(),
    rights: p.enum(Object.keys(resourceRights) as ResourceRights[]),
    rightsNote: p.text(),
    /** Null where there is a file. */
    link: p.text().nullable(),
    source: () => p.manyToOne(Office).mapToPk(),
    /** The highest office whose library holds it; those between that one and the source hold it, too. */
    library: () => p.manyToOne(Office).mapToPk().nullable(),
    /** The office before which it waits: the one directly above the library. */
    waiting: () => p.manyToOne(Office).mapToPk().nullable().index(),
    state: p.enum(Object.keys(resourceStates) as ResourceState[]),
    version: p.integer(),
    handedInById: p.bigint('number'),
    handedInAt: p.datetime(3),
    recommendedById: p.bigint('number').nullable(),
  },
  indexes: [{ properties: ['library', 'id'] }, { properties: ['source', 'id'] }],
  checks: [{ name: 'resource_place', expression: `(state = 'TAKEN_BACK') = (library_id is null) and (state = 'RECOMMENDED') = (waiting_id is not null) and (waiting_id is null) = (recommended_by_id is null)` }],
  // Administrators have their subtree before them, as everywhere, and read besides what the libraries above them hold.
  ...rowPolicies('resource', {
    office: `${inCare('source_id')} or library_id = any (${above(setting.path)})`,
    classes: libraryAbovePerson, programmes: libraryAbovePerson, self: libraryAbovePerson,
  }, { office: inCare('source_id'), classes: null, programmes: null, self: null }),
});
