// What was said about a programme's reviewing: each tutor's terms, every act of allocation, and who is absent when.
import { defineEntity, p } from '@mikro-orm/core';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Programme } from '../programmes/index.js';

/** What kinds of acts give work to other tutors. */
export const allocationKinds = { ALLOCATE: '分配', REASSIGN: '改派', ABSENCE: '缺席改派' } as const;
export type AllocationKind = keyof typeof allocationKinds;

export interface GivenShare { tutorId: number; name: string; count: number }

const ofProgramme = { programmes: `programme_id = any (${setting.ids})` };

export const TutorTerms = defineEntity({
  name: 'TutorTerms',
  tableName: 'tutor_terms',
  properties: {
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
    tutorId: p.bigint('number').primary(),
    weight: p.integer(),
    dailyCap: p.integer(),
  },
  checks: [{ name: 'tutor_terms_range', expression: '(weight > 0) AND (daily_cap >= 0)' }],
  ...rowPolicies('tutor_terms', ofProgramme),
});

export const AllocationAct = defineEntity({
  name: 'AllocationAct',
  tableName: 'allocation_act',
  properties: {
    id: p.bigint('number').primary(),
    programme: () => p.manyToOne(Programme).mapToPk().index(),
    kind: p.enum(Object.keys(allocationKinds) as AllocationKind[]),
    shares: p.json<GivenShare[]>(),
    /** What nobody had room for, or might take. */
    unplaced: p.integer(),
    reason: p.text().nullable(),
    byName: p.text(),
    at: p.datetime(3),
  },
  ...rowPolicies('allocation_act', ofProgramme),
});

export const TutorAbsence = defineEntity({
  name: 'TutorAbsence',
  tableName: 'tutor_absence',
  properties: {
    id: p.bigint('number').primary(),
    programme: () => p.manyToOne(Programme).mapToPk().index(),
    tutorId: p.bigint('number'),
    tutorName: p.text(),
    fromOn: p.date(),
    /** The last day. */
    untilOn: p.date(),
    reason: p.text(),
    byName: p.text(),
    at: p.datetime(3),
    /** When the open work went to the others: at once, or on the first day. */
    movedAt: p.datetime(3).nullable(),
    /** Ended before its last day, or called off: the tutor is there. */
    endedAt: p.datetime(3).nullable(),
    endedByName: p.text().nullable(),
  },
  checks: [{ name: 'tutor_absence_days', expression: 'from_on <= until_on' }],
  ...rowPolicies('tutor_absence', ofProgramme),
});
