// TeacherProfile (教师): what a person is as a teacher.
import { defineEntity, p } from '@mikro-orm/core';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Person } from './person.entity.js';

export const TeacherProfile = defineEntity({
  name: 'TeacherProfile',
  tableName: 'teacher_profile',
  properties: {
    person: () => p.oneToOne(Person).primary().mapToPk(),
    subject: p.enum(Object.keys(subjects) as Subject[]),
    stage: p.enum(Object.keys(stages) as Stage[]),
    title: p.text().nullable(),
  },
  // Who sees the person sees the profile: the person's own policy decides inside the sub-select.
  ...rowPolicies('teacher_profile', Object.fromEntries((['office', 'classes', 'programmes'] as const).map((kind) => [kind, 'exists (select 1 from person p where p.id = person_id)']).concat([['self', `person_id = ${setting.person}`]]))),
});
