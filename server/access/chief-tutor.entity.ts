// Chief subject tutors (学科总辅导员): who was recommended by a city and why, and who of them was appointed.
import { defineEntity, p } from '@mikro-orm/core';
import { subjects, type Subject } from '../kernel/subjects.js';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { recommendationStates, type AcademicStanding } from './rules/chief-tutors.js';

export const ChiefTutorRecommendation = defineEntity({
  name: 'ChiefTutorRecommendation',
  tableName: 'chief_tutor_recommendation',
  properties: {
    id: p.bigint('number').primary(),
    /** The office that recommends. */
    office: () => p.manyToOne(Office).mapToPk().index(),
    person: () => p.manyToOne(Person).mapToPk(),
    subject: p.enum(Object.keys(subjects) as Subject[]),
    /** The standings that the office vouches for. */
    standings: p.array<AcademicStanding>((standing) => standing as AcademicStanding),
    /** The professional title on record that day. */
    title: p.text().nullable(),
    reason: p.text(),
    state: p.enum(recommendationStates),
    recommendedById: p.bigint('number'),
    recommendedByName: p.text(),
    recommendedAt: p.datetime(3),
    /** When, by whom and why it was appointed or withdrawn. */
    settledAt: p.datetime(3).nullable(),
    settledByName: p.text().nullable(),
    settledReason: p.text().nullable(),
    version: p.integer().default(1),
  },
  indexes: [{ name: 'chief_tutor_recommendation_open', expression: `create unique index "chief_tutor_recommendation_open" on "chief_tutor_recommendation" ("person_id", "subject") where "state" = 'RECOMMENDED'` }],
  ...rowPolicies('chief_tutor_recommendation', { office: inSubtree('office_id') }),
});

/** The record from which a letter of appointment (聘书) is made: it keeps what stood that day. */
export const ChiefTutorAppointment = defineEntity({
  name: 'ChiefTutorAppointment',
  tableName: 'chief_tutor_appointment',
  properties: {
    recommendation: () => p.oneToOne(ChiefTutorRecommendation).primary().mapToPk(),
    number: p.text().unique(),
    role: () => p.manyToOne(RoleAssignment).mapToPk(),
    office: () => p.manyToOne(Office).mapToPk(),
    personName: p.text(),
    subject: p.enum(Object.keys(subjects) as Subject[]),
    appointedOn: p.date(),
    validFrom: p.date(),
    validUntil: p.date().nullable(),
    byId: p.bigint('number'),
    byName: p.text(),
  },
  ...rowPolicies('chief_tutor_appointment', { office: inSubtree('office_id') }),
});
