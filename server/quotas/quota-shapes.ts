// How accounts and movements are read, and who sees which.
import { officeShape } from '../offices/index.js';
import { defineShape, field, inCare, type ScopeRules } from '../platform/database/shape.js';
import { raw } from '../platform/database/sql.js';
import { periodShape } from '../programmes/index.js';
import type { QuotaMovementType } from './graphql/quota.type.js';

/** Numbers of seats are no personal data, but an office's business: seen from there and from above. */
const accountScope: ScopeRules = { office: (t, scope) => inCare(raw(`${t}.office_id`), scope), job: () => raw('true') };

export const quotaShape = defineShape({ typeName: 'QuotaCell', table: 'quota', key: 'office_id', fields: {}, scope: accountScope });

export const quotaMovementShape = defineShape({
  typeName: 'QuotaMovement',
  table: 'quota_entry',
  key: 'id',
  fields: {
    kind: field.text('kind'), seats: field.int('seats'), office: field.one(() => officeShape, 'office_id'), above: field.one(() => officeShape, 'above_id'), period: field.one(() => periodShape, 'period_id'),
    reason: field.text('reason'), byName: field.text('by_name'), at: field.time('at'),
  } satisfies Record<Exclude<keyof QuotaMovementType, 'key'>, unknown>,
  scope: accountScope,
});
