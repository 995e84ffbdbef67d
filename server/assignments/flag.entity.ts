// SubmissionFlag (标记): who marked a submission for what, and who cleared it. The learner does not see it.
import { defineEntity, p } from '@mikro-orm/core';
import { scopeColumns } from '../enrolment/index.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { flagKinds, type FlagKind } from './rules/flags.js';
import { Submission } from './submission.entity.js';

export const SubmissionFlag = defineEntity({
  name: 'SubmissionFlag',
  tableName: 'submission_flag',
  properties: {
    id: p.bigint('number').primary(),
    submission: () => p.manyToOne(Submission).mapToPk().index(),
    ...scopeColumns(),
    kind: p.enum(Object.keys(flagKinds) as FlagKind[]),
    reason: p.text(),
    byId: p.bigint('number'),
    byName: p.text(),
    at: p.datetime(3),
    clearedById: p.bigint('number').nullable(),
    clearedByName: p.text().nullable(),
    clearedAt: p.datetime(3).nullable(),
  },
  indexes: [
    { name: 'submission_flag_open', expression: 'create unique index "submission_flag_open" on "submission_flag" ("submission_id", "kind") where "cleared_at" is null' },
    { name: 'submission_flag_of_class', expression: 'create index "submission_flag_of_class" on "submission_flag" ("class_id", "kind") where "cleared_at" is null' },
  ],
  ...rowPolicies('submission_flag', { classes: `class_id = any (${setting.ids})`, programmes: `programme_id = any (${setting.ids})` }),
});
