// PeopleCount (人数): how many people work at an office, by what they teach and whether they confirmed it; what totals of lists are summed from.
// Like the counters of the monitor it is no personal data, and has no policy of its own: each row of a city would be asked in vain.
import { defineEntity, p, type TriggerDef } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { afterRow, afterStatement } from '../platform/database/triggers.js';

export const PeopleCount = defineEntity({
  name: 'PeopleCount',
  tableName: 'people_count',
  properties: {
    office: () => p.manyToOne(Office).primary().mapToPk(),
    /** Empty for those who are no teachers. */
    subject: p.text().primary(),
    stage: p.text().primary(),
    isConfirmed: p.boolean().primary(),
    people: p.integer(),
  },
  indexes: [{ properties: ['subject', 'office'] }],
});

/** Signed numbers of people, summed a counter and written in one order, so that two who write at the same offices wait and do not lock each other out. */
const counted = (changes: string) => `insert into people_count (office_id, subject, stage, is_confirmed, people)
  select c.office_id, c.subject, c.stage, c.is_confirmed, sum(c.people) from (${changes}) c(office_id, subject, stage, is_confirmed, people) group by 1, 2, 3, 4 having sum(c.people) <> 0 order by 1, 2, 3, 4
  on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + excluded.people;`;
const taught = (profile: string) => `${profile}.subject, ${profile}.stage, ${profile}.confirmed_at is not null`;
const profileOf = (person: string) => `(select coalesce(max(f.subject), '') as subject, coalesce(max(f.stage), '') as stage, count(f.confirmed_at) > 0 as is_confirmed from teacher_profile f where f.person_id = ${person}.id) f`;
const one = (person: string, sign: 1 | -1) => `select ${person}.office_id, f.subject, f.stage, f.is_confirmed, ${sign} from ${profileOf(person)} where ${person}.merged_into_id is null`;

/**
 * The counters follow each statement in its own transaction, whoever writes it. Offices that move change nothing: the levels
 * above are sums by path. A record that was merged into another is nobody; who is new has no profile yet.
 */
export const countsPeople: TriggerDef[] = [
  afterStatement('person', 'counts_people', 'insert', `begin ${counted(`select n.office_id, '', '', false, 1 from added n where n.merged_into_id is null`)} return null; end;`),
  afterRow('person', 'counts_moved_people', 'update', 'old.office_id <> new.office_id or (old.merged_into_id is null) <> (new.merged_into_id is null)', `begin ${counted(`${one('old', -1)} union all ${one('new', 1)}`)} return null; end;`),
  afterRow('person', 'counts_removed_people', 'delete', 'old.merged_into_id is null', `begin ${counted(one('old', -1))} return null; end;`),
];

const standing = (rows: string, values: string, sign: 1 | -1) => `select p.office_id, ${values}, ${sign} from ${rows} r join person p on p.id = r.person_id where p.merged_into_id is null`;

/** What people teach changes: one fewer of that, one more of this. */
export const countsTeachers: TriggerDef[] = [
  afterStatement('teacher_profile', 'counts_teachers', 'insert', `begin ${counted(`${standing('added', `'', '', false`, -1)} union all ${standing('added', taught('r'), 1)}`)} return null; end;`),
  afterStatement('teacher_profile', 'counts_changed_teachers', 'update', `begin ${counted(`${standing('former', taught('r'), -1)} union all ${standing('latter', taught('r'), 1)}`)} return null; end;`),
  afterStatement('teacher_profile', 'counts_removed_teachers', 'delete', `begin ${counted(`${standing('removed', taught('r'), -1)} union all ${standing('removed', `'', '', false`, 1)}`)} return null; end;`),
];
