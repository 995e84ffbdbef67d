// GradingSheet (评分表): one uploaded sheet of a class and an assignment, what it would do, and the acts that wrote it and took it back;
// GradingSheetRow: one line of it. How far an act is stands in its rows (BulkActRow), not here.
import { defineEntity, p } from '@mikro-orm/core';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { TrainingClass } from '../programmes/index.js';
import { Assignment } from './assignment.entity.js';
import { BulkAct } from './bulk-act.entity.js';
import type { CriterionPoints } from './rules/points.js';
import { sheetConflicts, sheetRowOutcomes, type SheetConflict, type SheetRowOutcome } from './rules/sheet-outcomes.js';
import type { CellReason } from './rules/sheet-row.js';
import { Submission } from './submission.entity.js';

export const GradingSheet = defineEntity({
  name: 'GradingSheet',
  tableName: 'grading_sheet',
  properties: {
    id: p.bigint('number').primary(),
    personId: p.bigint('number'),
    /** In which the tutor acts: whoever has lost it writes nothing more. */
    roleId: p.bigint('number'),
    class: () => p.manyToOne(TrainingClass).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    programmeId: p.bigint('number'),
    /** The version that was downloaded; under another one it is not written. */
    rubricId: p.bigint('number'),
    fileName: p.text(),
    total: p.integer(),
    blank: p.integer(),
    same: p.integer(),
    toScore: p.integer(),
    changed: p.integer(),
    conflicts: p.integer(),
    refused: p.integer(),
    createdAt: p.datetime(3),
    appliedAt: p.datetime(3).nullable(),
    undoneAt: p.datetime(3).nullable(),
    applyAct: () => p.manyToOne(BulkAct).mapToPk().nullable().unique(),
    undoAct: () => p.manyToOne(BulkAct).mapToPk().nullable().unique(),
  },
  indexes: [{ properties: ['personId', 'id'] }],
  ...rowPolicies('grading_sheet', { classes: `person_id = ${setting.person}`, programmes: `person_id = ${setting.person}` }),
});

export const GradingSheetRow = defineEntity({
  name: 'GradingSheetRow',
  tableName: 'grading_sheet_row',
  properties: {
    sheet: () => p.manyToOne(GradingSheet).primary().mapToPk(),
    /** As a spreadsheet numbers it: the heading is line 1. */
    line: p.integer().primary(),
    personId: p.bigint('number'),
    /** Null for what the tutor does not see, or what is not of this sheet. */
    submission: () => p.manyToOne(Submission).mapToPk().nullable(),
    outcome: p.enum(Object.keys(sheetRowOutcomes) as SheetRowOutcome[]),
    conflict: p.enum(Object.keys(sheetConflicts) as SheetConflict[]).nullable(),
    reasons: p.json<CellReason[]>(),
    /** What it comes to; null where it comes to nothing. */
    totalTenths: p.integer().nullable(),
    /** Empty when scored by points alone. */
    criterionPoints: p.json<CriterionPoints[]>(),
    comment: p.text(),
    isExcellent: p.boolean(),
    /** The submission's version when the row was compared. */
    seenVersion: p.integer().nullable(),
    /** It is written: it was to be, or its tutor said so over what was there. */
    isChosen: p.boolean(),
    /** What it wrote; null where it has written nothing (yet). */
    reviewId: p.bigint('number').nullable(),
  },
  indexes: [
    { properties: ['sheet', 'outcome', 'line'] },
    // A submission stands in one row that is written.
    { name: 'grading_sheet_row_chosen', expression: 'create unique index "grading_sheet_row_chosen" on "grading_sheet_row" ("sheet_id", "submission_id") where "is_chosen"' },
  ],
  ...rowPolicies('grading_sheet_row', { classes: `person_id = ${setting.person}`, programmes: `person_id = ${setting.person}` }),
});
