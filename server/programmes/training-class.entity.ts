// TrainingClass (培训班): one course in one period; and who tutors it.
import { defineEntity, p } from '@mikro-orm/core';
import { RoleAssignment } from '../access/index.js';
import { rowPolicies } from '../platform/database/policies.js';
import { afterRow } from '../platform/database/triggers.js';
import { Course } from './course.entity.js';
import { Period } from './period.entity.js';
import { Programme } from './programme.entity.js';

export const TrainingClass = defineEntity({
  name: 'TrainingClass',
  tableName: 'training_class',
  properties: {
    id: p.bigint('number').primary(),
    code: p.text().unique(),
    name: p.text(),
    course: () => p.manyToOne(Course).mapToPk(),
    period: () => p.manyToOne(Period).mapToPk().index(),
    programme: () => p.manyToOne(Programme).mapToPk(),
  },
  uniques: [{ properties: ['course', 'period'] }],
  // JS-10: only what was accepted is offered, whoever writes.
  triggers: [afterRow('training_class', 'course_is_accepted', 'insert', 'true', `
    begin if not exists (select 1 from course c where c.id = new.course_id and c.state = 'ACCEPTED') then raise exception 'course % was not accepted', new.course_id; end if; return null; end`)],
});

// Whoever sees the post sees what it is allotted to: its own policy decides inside the sub-select.

/** A tutor's allotment to a class: what the tutor's scope is made of. */
export const ClassTutor = defineEntity({
  name: 'ClassTutor',
  tableName: 'class_tutor',
  properties: {
    role: () => p.manyToOne(RoleAssignment).primary().mapToPk(),
    class: () => p.manyToOne(TrainingClass).primary().mapToPk().index(),
  },
  ...rowPolicies('class_tutor', { office: 'exists (select 1 from role_assignment r where r.id = class_tutor.role_id)' }),
});

/** The programme that an expert or a chief tutor works for. */
export const ProgrammeRole = defineEntity({
  name: 'ProgrammeRole',
  tableName: 'programme_role',
  properties: {
    role: () => p.manyToOne(RoleAssignment).primary().mapToPk(),
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
  },
  ...rowPolicies('programme_role', { office: 'exists (select 1 from role_assignment r where r.id = programme_role.role_id)' }),
});
