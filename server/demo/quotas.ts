// Quotas of the demonstration: the ledger from what the cities stated in the first days of July down to the seat of every enrolment,
// with some seats left at each level. Written by statements over all offices at once, like any other mass of rows.
import type pg from 'pg';

/** Schools keep none to three seats more than they used; counties and cities some for later. */
const spare = {
  school: '(o.id * 7 + n.number * 3) % 4',
  county: 'case when n.number > 4 then 2 + (o.id * 5 + n.number) % 9 else 0 end',
  city: 'case when n.number > 4 then 5 + (o.id * 3 + n.number) % 16 else 0 end',
};

/** Days after which each level acted, counted from 1 July of the year. */
const actedAt = (days: number, hours: string) => `timestamptz ':year-07-01 08:00:00+08' + interval '${days} days' + (${hours}) * interval '1 minute'`;
const byName = (office: string) => `coalesce((select min(p.name) from role_assignment r join person p on p.id = r.person_id where r.office_id = ${office}.id and r.role = 'ADMIN'), ${office}.name || '管理员')`;

/** Of a programme that is over no seat is left: what was not used went back. */
export async function insertQuotas(client: pg.Client, programmeId: number, year: number, isOver = false): Promise<void> {
  const run = (statement: string) => client.query(statement.replaceAll(':programme', String(programmeId)).replaceAll(':year', String(year)));
  const kept = (level: keyof typeof spare) => (isOver ? '0' : spare[level]);
  // From the schools upwards: each account holds what is used, what is handed on and what is spare.
  await run(`create temporary table seated on commit drop as
    select n.id as period_id, n.number, o.id as office_id, o.parent_id, o.level, 0 as handed_down, coalesce(e.used, 0)::int as used, (coalesce(e.used, 0) + ${kept('school')})::int as received
    from period n join office o on o.level = 'SCHOOL' left join (select period_id, school_id, count(*) as used from enrolment where programme_id = :programme and state = 'ENROLLED' group by 1, 2) e on e.period_id = n.id and e.school_id = o.id
    where n.programme_id = :programme`);
  for (const [level, left] of [['COUNTY', kept('county')], ['CITY', kept('city')], ['PROVINCE', '0']] as const) {
    await run(`insert into seated select n.id, n.number, o.id, o.parent_id, o.level, coalesce(b.seats, 0)::int, 0, (coalesce(b.seats, 0) + ${left})::int
      from period n join office o on o.level = '${level}' left join (select period_id, parent_id, sum(received) as seats from seated group by 1, 2) b on b.period_id = n.id and b.parent_id = o.id where n.programme_id = :programme`);
  }
  await run(`insert into quota (period_id, office_id, stated, received, handed_down, used, version)
    select s.period_id, s.office_id, case when p.office_id = s.parent_id then s.received end, s.received, s.handed_down, s.used, case when p.office_id = s.parent_id then 2 else 1 end
    from seated s join programme p on p.id = :programme where s.received > 0`);
  const entries = 'insert into quota_entry (period_id, kind, office_id, above_id, seats, reason, by_name, at)';
  await run(`${entries} select s.period_id, 'STATED', s.office_id, null, s.received, null, ${byName('o')}, ${actedAt(2, 's.number + o.id % 60')} from seated s join office o on o.id = s.office_id join programme p on p.id = :programme where s.parent_id = p.office_id and s.received > 0 order by o.path, s.number`);
  await run(`${entries} select s.period_id, 'GRANTED', s.office_id, null, s.received, '按各地申报核定。', ${byName('o')}, ${actedAt(7, 's.number')} from seated s join office o on o.id = s.office_id join programme p on p.id = :programme where s.office_id = p.office_id and s.received > 0 order by s.number`);
  for (const [level, day, reason] of [['CITY', 7, '按各地申报核定。'], ['COUNTY', 8, '按教师人数分配。'], ['SCHOOL', 9, '按学校选课情况分配。']] as const) {
    await run(`${entries} select s.period_id, 'HANDED_DOWN', s.office_id, s.parent_id, s.received, '${reason}', b.name, ${actedAt(day, 's.number + 10')}
      from seated s join office o on o.id = s.office_id join (select up.id, ${byName('up')} as name from office up where up.level <> 'SCHOOL') b on b.id = s.parent_id where s.level = '${level}' and s.received > 0 order by o.path, s.number`);
  }
  await run(`insert into quota_entry (period_id, kind, office_id, seats, enrolment_id, turn, by_name, at)
    select e.period_id, 'USED', e.school_id, 1, e.id, 1, b.name, e.enrolled_at
    from enrolment e join (select o.id, ${byName('o')} as name from office o where o.level = 'SCHOOL') b on b.id = e.school_id where e.programme_id = :programme and e.state = 'ENROLLED' order by e.enrolled_at, e.id`);
  await run('drop table seated');
}
