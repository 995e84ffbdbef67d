// A closed office takes no new people, children or enrolments: the database's own lock behind the rule (openRefusals).
import type { TriggerDef } from '@mikro-orm/core';

/**
 * For a table whose column names an office. The trigger fires after the foreign key's own check (PostgreSQL fires in the
 * order of names, and capitals come first), which waits for whoever is closing that office: so it sees what was committed.
 */
export function takesOpenOfficesOnly(column: string): TriggerDef {
  return {
    name: 'takes_open_offices_only',
    timing: 'after',
    events: ['insert', 'update'],
    forEach: 'row',
    body: `if (tg_op = 'INSERT' or new.${column} is distinct from old.${column}) and exists (select 1 from office o where o.id = new.${column} and o.state <> 'OPEN') then raise exception 'the office % has ended', new.${column} using errcode = 'check_violation', constraint = 'takes_open_offices_only'; end if; return null;`,
  };
}
