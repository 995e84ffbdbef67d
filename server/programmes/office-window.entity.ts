// OfficeWindow (本级自定的时间): the days that an office set for an action inside those of the rules. What it set before stands in the trail.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { Programme } from './programme.entity.js';
import { windowActions } from './rules/rule-parts.js';

export const OfficeWindow = defineEntity({
  name: 'OfficeWindow',
  tableName: 'office_window',
  properties: {
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
    office: () => p.manyToOne(Office).primary().mapToPk(),
    action: p.enum(windowActions).primary(),
    /** Null only where the rules name no first day. */
    startsOn: p.date().nullable(),
    endsOn: p.date(),
    version: p.integer(),
    reason: p.text(),
    setByName: p.text(),
    setAt: p.datetime(3),
  },
  checks: [{ name: 'office_window_in_order', expression: 'starts_on is null or starts_on <= ends_on' }],
  // Whom its days bind reads them without the rest, by the path of the own office: see OfficeWindowStore.
  ...rowPolicies('office_window', { office: inSubtree('office_id') }),
});
