// EnrolmentException (参训例外): the office that organises a programme excepts a teacher from a soft clause of its rules, for a reason
// (JS-01). Nobody changes or removes one: whoever was enrolled by it, was.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { Office } from '../offices/index.js';
import { appendOnlyPolicies, inCare } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Programme, checkedEligibilityKinds } from '../programmes/index.js';

export const EnrolmentException = defineEntity({
  name: 'EnrolmentException',
  tableName: 'enrolment_exception',
  properties: {
    id: p.bigint('number').primary(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    person: () => p.manyToOne(Person).mapToPk(),
    /** Where the person was at the time. */
    school: () => p.manyToOne(Office).mapToPk().index(),
    /** From which clause. */
    rule: p.enum(checkedEligibilityKinds),
    reason: p.text(),
    grantedById: p.bigint('number').nullable(),
    grantedByName: p.text(),
    grantedAt: p.datetime(3),
  },
  uniques: [{ properties: ['person', 'programme', 'rule'] }],
  ...appendOnlyPolicies('enrolment_exception', { office: inCare('school_id'), self: `person_id = ${setting.person}` }, { whole: 'true', office: inCare('school_id') }),
});
