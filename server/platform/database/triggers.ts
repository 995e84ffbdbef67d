// Triggers that look at all rows of a statement at once. The ORM's own kinds cannot name the rows, so the whole of it is said here.
import type { TriggerDef } from '@mikro-orm/core';

/** What the rows of the statement are called in the body. */
const rowsOf = { insert: 'new table as added', update: 'old table as former new table as latter', delete: 'old table as removed' } as const;

/**
 * After one statement on many rows the body runs once. The schema check compares names only: whoever changes a body or a
 * condition writes the migration by hand.
 */
export function afterStatement(table: string, name: string, event: keyof typeof rowsOf, body: string): TriggerDef {
  return made(table, name, event, 'statement', `referencing ${rowsOf[event]} for each statement`, body);
}

/** After each row that fulfils the condition; others do not even call the function. */
export function afterRow(table: string, name: string, event: keyof typeof rowsOf, condition: string, body: string): TriggerDef {
  return made(table, name, event, 'row', `for each row when (${condition})`, body);
}

function made(table: string, name: string, event: keyof typeof rowsOf, forEach: 'row' | 'statement', how: string, body: string): TriggerDef {
  const trigger = `"${table}_${name}_fn"()`;
  return {
    name, timing: 'after', events: [event], forEach,
    expression: `create or replace function ${trigger} returns trigger as $$ ${body.replace(/\s+/g, ' ').trim()} $$ language plpgsql; create trigger "${name}" after ${event} on "${table}" ${how} execute function ${trigger};`,
  };
}
