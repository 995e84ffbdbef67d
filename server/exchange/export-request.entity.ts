// ExportRequest (导出申请): a file of many persons' data that somebody asked for, and what another administrator decided.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { exportRequestStates } from './rules/export-requests.js';

export const exportFormats = ['csv', 'xlsx'] as const;

/** A condition of the list, as the address of the file names it; `text` is what an id stands for. */
export interface KeptFilter { name: string; value: string; text: string | null }

export const ExportRequest = defineEntity({
  name: 'ExportRequest',
  tableName: 'export_request',
  properties: {
    id: p.bigint('number').primary(),
    /** Where the requester acts: those who decide act there or above. */
    office: () => p.manyToOne(Office).mapToPk(),
    list: p.text(),
    format: p.enum(exportFormats),
    filters: p.json<KeptFilter[]>(),
    /** How many rows the file would have had when it was asked for. */
    rowCount: p.integer(),
    reason: p.text(),
    requestedById: p.bigint('number').index(),
    requestedByName: p.text(),
    requestedAt: p.datetime(3),
    state: p.enum(exportRequestStates).default('WAITING'),
    /** Until when it may be decided; once approved, until when the file may be fetched. */
    expiresAt: p.datetime(3),
    decidedById: p.bigint('number').nullable(),
    decidedByName: p.text().nullable(),
    decidedAt: p.datetime(3).nullable(),
    decisionReason: p.text().nullable(),
    fetchedAt: p.datetime(3).nullable(),
    version: p.integer().default(1),
  },
  indexes: [{ properties: ['office', 'id'] }, { properties: ['state', 'id'] }],
  // Whatever the code does: nobody decides about the own request.
  checks: [{ name: 'export_request_by_another', expression: '(decided_by_id IS DISTINCT FROM requested_by_id)' }],
  ...rowPolicies('export_request', { office: inSubtree('office_id') }),
});
