// Person (人员): one human being, with any number of roles. Teachers have a profile beside it.
import { defineEntity, p } from '@mikro-orm/core';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { Office, takesOpenOfficesOnly } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { countsPeople } from './people-count.entity.js';
import { keepsLikelyDuplicates } from './twins.js';

/** What searches are filtered by. Not the confirmation: a roster and every teacher's own click would write all of these indexes for it. */
const filtered = 'include ("subject", "stage")';

export const Person = defineEntity({
  name: 'Person',
  // Its pages keep a tenth free (fillfactor, in the migration), so that a change of what no index holds writes none of them.
  tableName: 'person',
  properties: {
    id: p.bigint('number').primary(),
    /** In the C collation, so that a prefix is a range: the only search that may use an index under a policy. */
    name: p.text().collation('C'),
    /** The name's reading without tones (`linxiaolan`) and its initials (`lxl`), for the same kind of search; null until they are derived. */
    namePinyin: p.text().collation('C').nullable(),
    nameInitials: p.text().collation('C').nullable(),
    /** Training number (师训编号): the natural key of a teacher. */
    trainingNumber: p.text().unique(),
    userName: p.text().nullable(),
    /** Encrypted with a key outside the database; the hash finds it by exact match, the masked text is what people see. */
    idCardSealed: p.blob().nullable(),
    idCardHash: p.blob().nullable().unique(),
    idCardMasked: p.text().nullable(),
    mobileSealed: p.blob().nullable(),
    mobileMasked: p.text().nullable(),
    mobileHash: p.blob().nullable().index(),
    /** Keyed hash of name and date of birth: two people who share it are likely one. */
    identityHash: p.blob().nullable().index(),
    /** Where the person works; whoever sees that office's subtree sees the person. */
    office: () => p.manyToOne(Office).mapToPk(),
    /** What a teacher teaches, empty for everybody else. It stands here, beside the name, so that a search and a filter are read from one index (0032). */
    subject: p.enum(Object.keys(subjects) as Subject[]).nullable(),
    stage: p.enum(Object.keys(stages) as Stage[]).nullable(),
    /** When the teacher said that all data are right; any change by others takes it away. */
    confirmedAt: p.datetime(3).nullable(),
    /** Grows with every change of the person's data; who writes says which one they saw. */
    version: p.integer().default(1),
    /** The record that this one turned out to be a second copy of. Facts stay with the record under which they arose. */
    mergedInto: () => p.manyToOne(Person).nullable().mapToPk(),
  },
  // Searches are counted from the index alone, so each holds what the list, its filters, the policy and the other half of the search ask for.
  // Below the root those of all people serve; elsewhere offices are walked, and must not be walked by one of all people: those are
  // partial, and a statement that walks says otherwise who was merged.
  indexes: [
    // Few have one of these, and nobody who is new need be written into an index for having none.
    { name: 'person_user_name', expression: 'create unique index "person_user_name" on "person" ("user_name") where "user_name" is not null' },
    { name: 'person_merged_into', expression: 'create index "person_merged_into" on "person" ("merged_into_id") where "merged_into_id" is not null' },
    { name: 'person_by_name', expression: `create index "person_by_name" on "person" ("name", "id") ${filtered} where "merged_into_id" is null` },
    { name: 'person_by_pinyin', expression: `create index "person_by_pinyin" on "person" ("name_pinyin", "id") ${filtered} where "merged_into_id" is null` },
    { name: 'person_by_initials', expression: `create index "person_by_initials" on "person" ("name_initials", "name_pinyin", "id") ${filtered} where "merged_into_id" is null` },
    { name: 'person_by_office_and_name', expression: `create index "person_by_office_and_name" on "person" ("office_id", "name", "id", "merged_into_id") ${filtered}` },
    { name: 'person_by_office_and_initials', expression: `create index "person_by_office_and_initials" on "person" ("office_id", "name_initials", "name_pinyin", "id", "merged_into_id") ${filtered}` },
  ],
  triggers: [takesOpenOfficesOnly('office_id'), ...countsPeople, ...keepsLikelyDuplicates],
  // A tutor, an expert or a chief tutor sees the learners of the classes and programmes that are theirs. The enrolments
  // that say so belong to a domain above; a policy may look up, code may not. Their own policies say which ones count.
  ...rowPolicies('person', {
    // Whoever learns or learned in the subtree is seen there, also after moving to another.
    office: `(${inSubtree('person.office_id')} or exists (select 1 from enrolment e where e.person_id = person.id))`,
    classes: `(id = ${setting.person} or exists (select 1 from enrolment e where e.person_id = person.id))`,
    programmes: `(id = ${setting.person} or exists (select 1 from enrolment e where e.person_id = person.id))`,
    self: `id = ${setting.person}`,
  }, { office: inSubtree('office_id'), classes: null, programmes: null, self: null }),
});
