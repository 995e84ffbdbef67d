// Reconciliation of quotas: the balances again from the movements, the tree again from the balances, and the seats of
// schools and the places in classes again from the enrolments.

const held = `case when e.kind in ('GRANTED', 'HANDED_DOWN') then e.seats when e.kind in ('REDUCED', 'TAKEN_BACK') then -e.seats else 0 end`;

export const quotaChecks: { what: string; statement: string }[] = [
  {
    what: 'class: places taken',
    statement: `select t.class_id::text as key, t.taken::text as stored, count(e.id)::text as recomputed from class_places t left join enrolment e on e.class_id = t.class_id and e.state = 'ENROLLED' group by t.class_id having count(e.id) <> t.taken`,
  },
  {
    what: 'quota: balances and their movements',
    statement: `
      with sides as (
        select e.period_id, e.office_id, ${held} as received, 0 as handed_down, case e.kind when 'USED' then 1 when 'RETURNED' then -1 else 0 end as used from quota_entry e
        union all select e.period_id, e.above_id, 0, ${held}, 0 from quota_entry e where e.above_id is not null
      ), summed as (select period_id, office_id, sum(received) as received, sum(handed_down) as handed_down, sum(used) as used from sides group by 1, 2),
      stated as (select distinct on (period_id, office_id) period_id, office_id, seats from quota_entry where kind = 'STATED' order by period_id, office_id, id desc)
      select concat('period ', coalesce(q.period_id, s.period_id), ' office ', coalesce(q.office_id, s.office_id)) as key,
        concat_ws('/', coalesce(q.received, 0), coalesce(q.handed_down, 0), coalesce(q.used, 0), q.stated) as stored, concat_ws('/', coalesce(s.received, 0), coalesce(s.handed_down, 0), coalesce(s.used, 0), d.seats) as recomputed
      from quota q full join summed s using (period_id, office_id) left join stated d using (period_id, office_id)
      where (coalesce(q.received, 0), coalesce(q.handed_down, 0), coalesce(q.used, 0), q.stated) is distinct from (coalesce(s.received, 0), coalesce(s.handed_down, 0), coalesce(s.used, 0), d.seats)`,
  },
  {
    what: 'quota: what is handed down is held below',
    statement: `
      with below as (select q.period_id, o.parent_id as office_id, sum(q.received) as received from quota q join office o on o.id = q.office_id join period n on n.id = q.period_id join programme p on p.id = n.programme_id
        where o.id is distinct from p.office_id and o.parent_id is not null group by 1, 2)
      select concat('period ', coalesce(q.period_id, b.period_id), ' office ', coalesce(q.office_id, b.office_id)) as key, coalesce(q.handed_down, 0)::text as stored, coalesce(b.received, 0)::text as recomputed
      from quota q full join below b using (period_id, office_id) where coalesce(q.handed_down, 0) <> coalesce(b.received, 0)`,
  },
  {
    what: 'quota: a seat for each enrolment, and none for others',
    statement: `
      with seated as (select distinct on (enrolment_id) enrolment_id, kind, office_id, period_id from quota_entry where enrolment_id is not null order by enrolment_id, turn desc),
      enrolled as (select e.id, e.school_id, e.period_id from enrolment e where e.state = 'ENROLLED'
        and exists (select 1 from programme_rule r where r.programme_id = e.programme_id and (r.document #>> '{enrolment,hasQuotas}')::boolean))
      select coalesce(e.id, s.enrolment_id)::text as key, coalesce('seat at ' || s.office_id || ' in ' || s.period_id, 'no seat') as stored, coalesce('enrolled at ' || e.school_id || ' in ' || e.period_id, 'not enrolled') as recomputed
      from (select * from seated where kind = 'USED') s full join enrolled e on e.id = s.enrolment_id where (s.office_id, s.period_id) is distinct from (e.school_id, e.period_id)`,
  },
];
