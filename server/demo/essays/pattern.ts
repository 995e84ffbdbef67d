// Compiles sentence patterns, "[甲|乙]" for a choice and "{slot}" for a slot, into functions that write.
export interface Sink {
  out: string;
  below(n: number): number;
}
export type Emit<W extends Sink> = (w: W) => void;

function sequence<W extends Sink>(parts: readonly Emit<W>[]): Emit<W> {
  if (parts.length === 1) return parts[0]!;
  return (w) => {
    for (let i = 0; i < parts.length; i++) parts[i]!(w);
  };
}

function literal<W extends Sink>(text: string): Emit<W> {
  return (w) => {
    w.out += text;
  };
}

export function compile<W extends Sink>(pattern: string, slot: (name: string) => Emit<W>): Emit<W> {
  let at = 0;

  function branch(nested: boolean): Emit<W> {
    const parts: Emit<W>[] = [];
    while (at < pattern.length) {
      const c = pattern[at];
      if (c === '[') {
        at++;
        parts.push(choice());
      } else if (c === '{') {
        const end = pattern.indexOf('}', at);
        if (end < 0) throw new Error(`unclosed slot: ${pattern}`);
        parts.push(slot(pattern.slice(at + 1, end)));
        at = end + 1;
      } else if (nested && (c === '|' || c === ']')) {
        break;
      } else {
        if (c === ']' || c === '|' || c === '}') throw new Error(`stray ${c}: ${pattern}`);
        const start = at;
        while (at < pattern.length && !'[]{}|'.includes(pattern[at]!)) at++;
        parts.push(literal(pattern.slice(start, at)));
      }
    }
    return parts.length === 0 ? () => undefined : sequence(parts);
  }

  function choice(): Emit<W> {
    const branches: Emit<W>[] = [branch(true)];
    while (pattern[at] === '|') {
      at++;
      branches.push(branch(true));
    }
    if (pattern[at] !== ']') throw new Error(`unclosed choice: ${pattern}`);
    at++;
    const n = branches.length;
    return (w) => branches[w.below(n)]!(w);
  }

  return branch(false);
}
