// TeacherProfile (教师): what a person is as a teacher, besides what is taught.
import { defineEntity, p } from '@mikro-orm/core';
import type { Post, SpecialGrade } from '../kernel/posts.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Person } from './person.entity.js';

export const TeacherProfile = defineEntity({
  name: 'TeacherProfile',
  tableName: 'teacher_profile',
  properties: {
    person: () => p.oneToOne(Person).primary().mapToPk(),
    title: p.text().nullable(),
    /** The year of becoming a teacher. */
    joinedYear: p.integer().nullable(),
    posts: p.array<Post>((post) => post as Post).default([]),
    specialGrades: p.array<SpecialGrade>((grade) => grade as SpecialGrade).default([]),
  },
  // Who sees the person sees the profile: the person's own policy decides inside the sub-select.
  ...rowPolicies('teacher_profile', Object.fromEntries((['office', 'classes', 'programmes'] as const).map((kind) => [kind, 'exists (select 1 from person p where p.id = person_id)']).concat([['self', `person_id = ${setting.person}`]]))),
});
