// Office (项目办): one of the four levels of project offices.
import { defineEntity, p } from '@mikro-orm/core';

export const officeLevels = ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'] as const;
export type OfficeLevel = (typeof officeLevels)[number];

export const Office = defineEntity({
  name: 'Office',
  tableName: 'office',
  properties: {
    id: p.bigint('number').primary(),
    /** Division code (GB/T 2260) or, for a school, its own code; the natural key. */
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
  },
});
