// BulkAct (批量操作): one act of a tutor on many submissions, and what became of each. Rows are done one by one, each in a
// transaction of its own together with its outcome: whoever takes it up after an end of the server knows its place.
import { defineEntity, p } from '@mikro-orm/core';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import type { Refusal } from '../kernel/refusals.js';
import { bulkActKinds, type BulkActKind } from './rules/bulk-acts.js';
import { flagKinds, type FlagKind } from './rules/flags.js';
import { Submission } from './submission.entity.js';

export const BulkAct = defineEntity({
  name: 'BulkAct',
  tableName: 'bulk_act',
  properties: {
    id: p.bigint('number').primary(),
    kind: p.enum(Object.keys(bulkActKinds) as BulkActKind[]),
    personId: p.bigint('number').index(),
    byName: p.text(),
    /** As the audit trail names who acts. */
    actor: p.text(),
    role: p.text().nullable(),
    officeId: p.bigint('number').nullable(),
    reason: p.text().nullable(),
    flagKind: p.enum(Object.keys(flagKinds) as FlagKind[]).nullable(),
    total: p.integer(),
    createdAt: p.datetime(3),
    doneAt: p.datetime(3).nullable(),
  },
  indexes: [{ name: 'bulk_act_undone', expression: 'create index "bulk_act_undone" on "bulk_act" ("id") where "done_at" is null' }],
  ...rowPolicies('bulk_act', { classes: `person_id = ${setting.person}`, programmes: `person_id = ${setting.person}` }),
});

export const BulkActRow = defineEntity({
  name: 'BulkActRow',
  tableName: 'bulk_act_row',
  properties: {
    act: () => p.manyToOne(BulkAct).primary().mapToPk(),
    submission: () => p.manyToOne(Submission).primary().mapToPk(),
    personId: p.bigint('number'),
    /** The version that the tutor saw, or that stood there when the act began. */
    expectedVersion: p.integer(),
    /** Null until it is done. */
    isDone: p.boolean().nullable(),
    refusals: p.json<Refusal[]>(),
    attempts: p.integer(),
  },
  indexes: [{ name: 'bulk_act_row_waiting', expression: 'create index "bulk_act_row_waiting" on "bulk_act_row" ("act_id", "submission_id") where "is_done" is null' }],
  ...rowPolicies('bulk_act_row', { classes: `person_id = ${setting.person}`, programmes: `person_id = ${setting.person}` }),
});
