// OfficeChange (机构沿革): who changed which office, when, from which day on and why; planned, done, or given up.
import { defineEntity, p } from '@mikro-orm/core';
import type { Bilingual } from '../kernel/refusals.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Office } from './office.entity.js';
import { officeLevels } from './rules/office-levels.js';
import { officeChangeKinds, officeChangeStates } from './rules/office-states.js';

export const OfficeChange = defineEntity({
  name: 'OfficeChange',
  tableName: 'office_change',
  properties: {
    id: p.bigint('number').primary(),
    kind: p.enum(officeChangeKinds),
    state: p.enum(officeChangeStates),
    /** Null while a creation is planned: there is no office before its day. */
    office: () => p.manyToOne(Office).nullable().mapToPk().index(),
    effectiveOn: p.date(),
    reason: p.text(),
    /** Of an office that is to be made. */
    level: p.enum(officeLevels).nullable(),
    code: p.text().nullable(),
    nameBefore: p.text().nullable(),
    nameAfter: p.text().nullable(),
    /** Where the office stood, and where it stands after a creation or a move. */
    parentBefore: () => p.manyToOne(Office).nullable().mapToPk(),
    parentAfter: () => p.manyToOne(Office).nullable().mapToPk().index(),
    mergedInto: () => p.manyToOne(Office).nullable().mapToPk().index(),
    byId: p.bigint('number').nullable(),
    byName: p.text(),
    recordedAt: p.datetime(3),
    /** When a plan was done, given up or refused; when it was recorded, for what was done at once. */
    settledAt: p.datetime(3).nullable(),
    /** Why a plan was given up or refused. */
    note: p.json<Bilingual>().nullable(),
  },
  indexes: [{ properties: ['state', 'effectiveOn'] }],
  // Whoever sees one of the offices concerned: the old county reads that a school left, the new one whence it came.
  ...rowPolicies('office_change', { office: `exists (select 1 from office o where o.id = any (array[office_id, parent_before_id, parent_after_id, merged_into_id]) and o.path >= ${setting.path} and o.path < ${setting.pathEnd})` }),
});
