// TeacherChange (变更记录): one line for each field of a person's data that was changed; never written over.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { Office } from '../offices/index.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { dataFields } from '../kernel/teacher-data.js';
import { personInSubtree } from './person-in-subtree.js';

const own = `person_id = ${setting.person}`;

export const changeSources = ['EDIT', 'TRANSFER', 'CORRECTION', 'IMPORT', 'IMPORT_UNDONE', 'MERGE'] as const;
export type ChangeSource = (typeof changeSources)[number];

export const TeacherChange = defineEntity({
  name: 'TeacherChange',
  tableName: 'teacher_change',
  properties: {
    id: p.bigint('number').primary(),
    person: () => p.manyToOne(Person).mapToPk().index(),
    /** Where the person worked when it was changed. */
    office: () => p.manyToOne(Office).mapToPk(),
    field: p.enum([...dataFields, 'SCHOOL', 'RECORD'] as const),
    /** As people read them; ID cards and mobiles masked. */
    fromValue: p.text().nullable(),
    toValue: p.text().nullable(),
    effectiveOn: p.date(),
    changedAt: p.datetime(3),
    byName: p.text(),
    source: p.enum(changeSources),
    reason: p.text().nullable(),
  },
  ...rowPolicies('teacher_change', { office: personInSubtree, classes: own, programmes: own, self: own }),
});
