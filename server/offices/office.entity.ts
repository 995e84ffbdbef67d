// Office (项目办): one of the four levels of project offices.
import { defineEntity, p } from '@mikro-orm/core';
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
    /** Counts the changes to it; a move of an office above does not count. */
    version: p.integer().default(1),
  },
  checks: [{ name: 'office_end', expression: `((state = 'OPEN'::text) = (closed_on IS NULL)) AND ((state = 'MERGED'::text) = (merged_into_id IS NOT NULL))` }],
  triggers: [takesOpenOfficesOnly('parent_id')],
});
