// LikelyDuplicate (可能重复): people with whom another record shares name and date of birth, or the mobile. Kept, because finding
// them among 900,000 takes seconds; who they share it with is asked under the reader's own scope.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { Person } from './person.entity.js';

export const LikelyDuplicate = defineEntity({
  name: 'LikelyDuplicate',
  tableName: 'likely_duplicate',
  properties: {
    person: () => p.oneToOne(Person).primary().mapToPk().deleteRule('cascade'),
    /** Where the person works, so that the list of an office reads its own. */
    office: () => p.manyToOne(Office).mapToPk(),
  },
  indexes: [{ properties: ['office', 'person'] }],
  // The system alone writes it: the other record may be one that the writer does not see.
  ...rowPolicies('likely_duplicate', { office: inSubtree('office_id') }, { office: null }),
});
