// DataCorrection (更正申请): what a teacher says is wrong in the own data, until an administrator accepts or refuses it.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { personInSubtree } from './person-in-subtree.js';
import { dataFields } from '../kernel/teacher-data.js';

const own = `person_id = ${setting.person}`;

export const correctionStates = ['PROPOSED', 'ACCEPTED', 'REFUSED', 'REPLACED'] as const;
export type CorrectionState = (typeof correctionStates)[number];

export const DataCorrection = defineEntity({
  name: 'DataCorrection',
  tableName: 'data_correction',
  properties: {
    id: p.bigint('number').primary(),
    person: () => p.manyToOne(Person).mapToPk().index(),
    field: p.enum(dataFields),
    /** As people read them; ID cards and mobiles masked. */
    fromValue: p.text().nullable(),
    toValue: p.text().nullable(),
    /** The proposed value as it is to be written, sealed whatever field it is: a correction may be of an ID-card number. */
    valueSealed: p.blob(),
    note: p.text().nullable(),
    state: p.enum(correctionStates),
    proposedAt: p.datetime(3),
    decidedAt: p.datetime(3).nullable(),
    decidedByName: p.text().nullable(),
    decisionReason: p.text().nullable(),
  },
  indexes: [{ properties: ['state', 'id'] }],
  ...rowPolicies('data_correction', { office: personInSubtree, classes: own, programmes: own, self: own }),
});
