// SQL as values: a tagged template that keeps text and parameters apart, so that no value ever becomes text.
import type { SqlValue } from './scoped-read.js';

export class Sql {
  constructor(readonly strings: readonly string[], readonly parts: readonly (SqlValue | Sql)[]) {}

  /** The statement with $1, $2 … and its values. */
  compile(): { text: string; values: SqlValue[] } {
    const values: SqlValue[] = [];
    return { text: write(this, values), values };
  }
}

function write(fragment: Sql, values: SqlValue[]): string {
  let text = fragment.strings[0] ?? '';
  fragment.parts.forEach((part, index) => {
    text += part instanceof Sql ? write(part, values) : `$${values.push(part)}`;
    text += fragment.strings[index + 1] ?? '';
  });
  return text;
}

/** `sql\`select … where id = ${id}\``: values become parameters, fragments are joined in. */
export function sql(strings: TemplateStringsArray, ...parts: (SqlValue | Sql)[]): Sql {
  return new Sql(strings, parts);
}

/** Text that the code itself wrote (names, whole clauses); never anything from outside. */
export function raw(text: string): Sql {
  return new Sql([text], []);
}

export function join(fragments: readonly Sql[], separator: string): Sql {
  if (fragments.length === 0) return raw('');
  return new Sql(['', ...fragments.slice(1).map(() => separator), ''], fragments);
}

/** All conditions hold; true when there are none. */
export function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? raw('true') : join(conditions, ' and ');
}

/** A column in the C collation begins with this: a range, because under row-level security a LIKE uses no index. */
export function beginsWith(column: string, text: string): Sql {
  return sql`${raw(column)} >= ${text} and ${raw(column)} < ${`${text}\u{10FFFF}`}`;
}
