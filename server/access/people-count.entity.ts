// PeopleCount (人数): how many people work at an office, by what they teach and whether they confirmed it; what totals of lists are summed from.
// Like the counters of the monitor it is no personal data, and has no policy of its own: each row of a city would be asked in vain.
import { defineEntity, p, type TriggerDef } from '@mikro-orm/core';
import { Office } from '../offices/index.js';

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

const profileOf = (person: string) => `(select coalesce(max(f.subject), '') as subject, coalesce(max(f.stage), '') as stage, count(f.confirmed_at) > 0 as is_confirmed from teacher_profile f where f.person_id = ${person}) f`;
const added = 'on conflict (office_id, subject, stage, is_confirmed) do update set people = people_count.people + 1;';

/**
 * The counters follow each row in its own transaction, whoever writes it. Offices that move change nothing: the levels above
 * are sums by path. A record that was merged into another is nobody; who is new has no profile yet.
 */
export const countsPeople: TriggerDef = {
  name: 'counts_people', timing: 'after', events: ['insert', 'update', 'delete'], forEach: 'row',
  body: `if tg_op <> 'INSERT' and old.merged_into_id is null and (tg_op = 'DELETE' or new.office_id <> old.office_id or new.merged_into_id is not null) then update people_count c set people = c.people - 1 from ${profileOf('old.id')} where c.office_id = old.office_id and c.subject = f.subject and c.stage = f.stage and c.is_confirmed = f.is_confirmed; end if; if tg_op = 'INSERT' and new.merged_into_id is null then insert into people_count (office_id, subject, stage, is_confirmed, people) values (new.office_id, '', '', false, 1) ${added} elsif tg_op = 'UPDATE' and new.merged_into_id is null and (new.office_id <> old.office_id or old.merged_into_id is not null) then insert into people_count (office_id, subject, stage, is_confirmed, people) select new.office_id, f.subject, f.stage, f.is_confirmed, 1 from ${profileOf('new.id')} ${added} end if; return null;`,
};

const standsAt = (person: string) => `person p where p.id = ${person}.person_id and p.merged_into_id is null`;
const leaves = (values: string) => `update people_count c set people = c.people - 1 from ${standsAt(values === 'none' ? 'new' : 'old')} and c.office_id = p.office_id and (c.subject, c.stage, c.is_confirmed) = (${values === 'none' ? `'', '', false` : 'old.subject, old.stage, old.confirmed_at is not null'});`;
const comes = (values: string) => `insert into people_count (office_id, subject, stage, is_confirmed, people) select p.office_id, ${values === 'none' ? `'', '', false` : 'new.subject, new.stage, new.confirmed_at is not null'}, 1 from ${standsAt(values === 'none' ? 'old' : 'new')} ${added}`;

/** What somebody teaches changes: one fewer of that, one more of this. */
export const countsTeachers: TriggerDef = {
  name: 'counts_teachers', timing: 'after', events: ['insert', 'update', 'delete'], forEach: 'row',
  body: `if tg_op = 'UPDATE' and (new.subject, new.stage, new.confirmed_at is null) = (old.subject, old.stage, old.confirmed_at is null) then return null; end if; if tg_op = 'INSERT' then ${leaves('none')} else ${leaves('old')} end if; if tg_op = 'DELETE' then ${comes('none')} else ${comes('new')} end if; return null;`,
};
