// RosterImport (名册导入): one uploaded file, what it would change and what became of it; RosterRow: one line of the file.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import type { CellError } from './rules/columns.js';
import { importStates } from './rules/import-states.js';

export const rowOutcomes = ['SAME', 'NEW', 'CHANGED', 'ERROR'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];
export const rowResults = ['WRITTEN', 'CONFLICT', 'UNDONE', 'KEPT'] as const;
export type RowResult = (typeof rowResults)[number];

export interface RowChange { field: string; from: string | null; to: string | null }

export const RosterImport = defineEntity({
  name: 'RosterImport',
  tableName: 'roster_import',
  properties: {
    id: p.bigint('number').primary(),
    /** Whose administrator uploaded it: rows may name schools in this office's subtree and no other. */
    office: () => p.manyToOne(Office).mapToPk().index(),
    fileName: p.text(),
    state: p.enum(importStates),
    /** Why a file was rejected as a whole. */
    failure: p.json<{ zh: string; en: string }>().nullable(),
    total: p.integer().default(0),
    same: p.integer().default(0),
    added: p.integer().default(0),
    changed: p.integer().default(0),
    errors: p.integer().default(0),
    /** Teachers of the schools in the file who are not in it: told, and left alone. */
    missing: p.integer().default(0),
    duplicates: p.integer().default(0),
    /** Rows that the running step has dealt with, and those that could not be written or taken back. */
    done: p.integer().default(0),
    conflicts: p.integer().default(0),
    actor: p.text(),
    role: p.text().nullable(),
    byName: p.text(),
    createdAt: p.datetime(3),
    appliedAt: p.datetime(3).nullable(),
    undoneAt: p.datetime(3).nullable(),
    /** Real time until which it can be undone. */
    undoableUntil: p.datetime(3).nullable(),
    /** The process that works on it, and until when it is believed to live. */
    worker: p.text().nullable(),
    leasedUntil: p.datetime(3).nullable(),
  },
  indexes: [{ properties: ['state', 'leasedUntil'] }],
  ...rowPolicies('roster_import', { office: inSubtree('office_id') }),
});

export const RosterRow = defineEntity({
  name: 'RosterRow',
  tableName: 'roster_row',
  properties: {
    import: () => p.manyToOne(RosterImport).primary().mapToPk(),
    /** The line of the file as a spreadsheet numbers it: the heading is line 1. */
    line: p.integer().primary(),
    outcome: p.enum(rowOutcomes).nullable(),
    errors: p.json<CellError[]>(),
    changes: p.json<RowChange[]>(),
    name: p.text(),
    trainingNumber: p.text().nullable(),
    schoolCode: p.text(),
    schoolId: p.bigint('number').nullable(),
    subject: p.text().nullable(),
    stage: p.text().nullable(),
    title: p.text().nullable(),
    joinedYear: p.integer().nullable(),
    posts: p.array().nullable(),
    specialGrades: p.array().nullable(),
    namePinyin: p.text(),
    nameInitials: p.text(),
    idCardSealed: p.blob().nullable(),
    idCardHash: p.blob().nullable(),
    idCardMasked: p.text().nullable(),
    mobileSealed: p.blob().nullable(),
    mobileHash: p.blob().nullable(),
    mobileMasked: p.text().nullable(),
    identityHash: p.blob().nullable(),
    personId: p.bigint('number').nullable(),
    /** The person's version when the row was compared. */
    seenVersion: p.integer().nullable(),
    isLikelyDuplicate: p.boolean().default(false),
    result: p.enum(rowResults).nullable(),
    /** What stood there before, and the version that the writing made: undoing needs both. */
    before: p.json<unknown>().nullable(),
    writtenVersion: p.integer().nullable(),
  },
  indexes: [{ properties: ['import', 'outcome', 'line'] }],
  ...rowPolicies('roster_row', { office: 'exists (select 1 from roster_import i where i.id = import_id)' }),
});
