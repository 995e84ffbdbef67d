// PeopleCount (人数): how many people work at an office, by what they teach and whether they confirmed it; what totals of lists are summed from.
// Like the counters of the monitor it is no personal data, and has no policy of its own: each row of a city would be asked in vain.
import { defineEntity, p, type TriggerDef } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { afterStatement } from '../platform/database/triggers.js';

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
const of = (rows: string, sign: 1 | -1) => `select r.office_id, coalesce(r.subject, ''), coalesce(r.stage, ''), r.confirmed_at is not null, ${sign} from ${rows} r where r.merged_into_id is null`;

/**
 * The counters follow each statement in its own transaction, whoever writes it. Offices that move change nothing: the levels
 * above are sums by path. A record that was merged into another is nobody.
 */
export const countsPeople: TriggerDef[] = [
  afterStatement('person', 'counts_people', 'insert', `begin ${counted(of('added', 1))} return null; end;`),
  afterStatement('person', 'counts_changed_people', 'update', `begin ${counted(`${of('former', -1)} union all ${of('latter', 1)}`)} return null; end;`),
  afterStatement('person', 'counts_removed_people', 'delete', `begin ${counted(of('removed', -1))} return null; end;`),
];
