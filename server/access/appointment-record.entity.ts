// AppointmentRecord (任用记录): who gave, changed or ended a post, when and why.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { RoleAssignment } from './role-assignment.entity.js';

export const appointmentActs = ['APPOINTED', 'ENDED', 'ALLOTTED'] as const;
export type AppointmentAct = (typeof appointmentActs)[number];

export const AppointmentRecord = defineEntity({
  name: 'AppointmentRecord',
  tableName: 'appointment_record',
  properties: {
    id: p.bigint('number').primary(),
    role: () => p.manyToOne(RoleAssignment).mapToPk().index(),
    /** Where the post is. */
    office: () => p.manyToOne(Office).mapToPk(),
    act: p.enum(appointmentActs),
    /** The term as it stood afterwards. */
    validFrom: p.date(),
    validUntil: p.date().nullable(),
    reason: p.text(),
    /** Null where nobody in particular did it. */
    byId: p.bigint('number').nullable(),
    byName: p.text(),
    at: p.datetime(3),
  },
  ...rowPolicies('appointment_record', { office: inSubtree('office_id') }),
});
