// How saved queues, bulk acts and flags are read.
import { setting, type Scope } from '../platform/database/scope.js';
import { defineShape, factScope, field, type ScopeRules } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import { trainingClassShape } from '../programmes/index.js';
import { assignmentShape } from './assignment-shapes.js';
import { hiddenMarker, markerWord } from './blindness.js';
import type { BulkActType, SavedQueueType, SubmissionFlagType } from './graphql/queue.type.js';

const ownOnly = (t: string, scope: Extract<Scope, { kind: 'classes' | 'programmes' }>) => sql`${raw(t)}.person_id = ${scope.personId}`;
export const tutorsOwn: ScopeRules = { classes: ownOnly, programmes: ownOnly };

export const savedQueueShape = defineShape({
  typeName: 'SavedQueue',
  table: 'saved_queue',
  key: 'id',
  fields: {
    id: field.id('SavedQueue'), name: field.text('name'), filter: field.text('filter'), order: field.text('walk_order'),
    class: field.one(() => trainingClassShape, 'class_id'), assignment: field.one(() => assignmentShape, 'assignment_id'),
  } satisfies Record<Exclude<keyof SavedQueueType, 'key'>, unknown>,
  scope: tutorsOwn,
});

const rowsThat = (condition: string) => (t: string) => `(select count(*) from bulk_act_row w where w.act_id = ${t}.id and ${condition})`;

export const bulkActShape = defineShape({
  typeName: 'BulkAct',
  table: 'bulk_act',
  key: 'id',
  fields: {
    id: field.id('BulkAct'), kind: field.text('kind'), reason: field.text('reason'), itemCount: field.int('total'), createdAt: field.time('created_at'), doneAt: field.time('done_at'),
    doneCount: field.int(rowsThat('w.is_done')), refusedCount: field.int(rowsThat('not w.is_done')),
  } satisfies Record<Exclude<keyof BulkActType, 'key' | 'rows'>, unknown>,
  scope: tutorsOwn,
});

export const submissionFlagShape = defineShape({
  typeName: 'SubmissionFlag',
  table: 'submission_flag',
  key: 'id',
  fields: {
    kind: field.text('kind'), reason: field.text('reason'), byName: field.text((t, caller) => hiddenMarker(t, 'by', markerWord, caller)), at: field.time('at'), clearedByName: field.text((t, caller) => hiddenMarker(t, 'cleared_by', markerWord, caller)), clearedAt: field.time('cleared_at'),
    isMine: field.bool((t) => `${t}.by_id = ${setting.person}`),
  } satisfies Record<keyof SubmissionFlagType, unknown>,
  scope: { classes: factScope.classes, programmes: factScope.programmes },
});
