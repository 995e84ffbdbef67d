// Office (项目办): one of the four levels of project offices.
import { defineEntity, p } from '@mikro-orm/core';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { takesOpenOfficesOnly } from './open-office.js';
import { officeLevels } from './rules/office-levels.js';
import { officeStates } from './rules/office-states.js';

export const Office = defineEntity({
  name: 'Office',
  tableName: 'office',
  properties: {
    id: p.bigint('number').primary(),
    /** Division code (GB/T 2260) or, for a school, its own code; the natural key. An office that has ended keeps it. */
    code: p.text().unique(),
    name: p.text(),
    /** A parent's level is always higher, but levels may be skipped: never derive it from depth. */
    level: p.enum(officeLevels),
    parent: () => p.manyToOne(Office).nullable().mapToPk().index(),
    /** Keys from the province down to this office, `/1/14/203/`; a subtree is a range of paths in the C collation. */
    path: p.text().collation('C').unique(),
    /** The nearest office of city and of county level at or above this one; null where the level is skipped. */
    city: () => p.manyToOne(Office).nullable().mapToPk(),
    county: () => p.manyToOne(Office).nullable().mapToPk(),
    /** One that has ended stays in its place with its facts, and takes nothing new. */
    state: p.enum(officeStates).default('OPEN'),
    /** The first day on which it was no more. */
    closedOn: p.date().nullable(),
    mergedInto: () => p.manyToOne(Office).nullable().mapToPk(),
    /**
     * Where the office stands that looks after what this one left, once it is part of another: the last receiver's path. It is
     * seen from there too, with its facts; what it counted is still counted where it stood.
     */
    heirPath: p.text().collation('C').nullable().index(),
    /** Counts the changes to it; a move of an office above does not count. */
    version: p.integer().default(1),
  },
  checks: [{ name: 'office_end', expression: `((state = 'OPEN'::text) = (closed_on IS NULL)) AND ((state = 'MERGED'::text) = (merged_into_id IS NOT NULL))` }],
  triggers: [takesOpenOfficesOnly('parent_id')],
  // The organisation is public, and every other policy asks it where an office stands; changed it is below the own office only (whose merged ones follow it, wherever they stood).
  ...rowPolicies('office', { office: 'true', classes: 'true', programmes: 'true', self: 'true', anonymous: 'true' }, { office: `path >= ${setting.path} and path < ${setting.pathEnd} or heir_path >= ${setting.path} and heir_path < ${setting.pathEnd}`, classes: null, programmes: null, self: null, anonymous: null }),
});
