// OfficeContact (联系人): whom to call at an office, handed in by the office itself.
import { defineEntity, p } from '@mikro-orm/core';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { Office } from './office.entity.js';

export const OfficeContact = defineEntity({
  name: 'OfficeContact',
  tableName: 'office_contact',
  properties: {
    id: p.bigint('number').primary(),
    office: () => p.manyToOne(Office).mapToPk().index(),
    name: p.text(),
    unit: p.text(),
    /** Encrypted with a key outside the database; the masked text is what lists show. */
    mobileSealed: p.blob(),
    mobileMasked: p.text(),
    email: p.text(),
    updatedAt: p.datetime(3),
    /** Removed contacts are shown no more. */
    removedAt: p.datetime(3).nullable(),
    version: p.integer().default(1),
  },
  ...rowPolicies('office_contact', { office: inSubtree('office_id') }),
});
