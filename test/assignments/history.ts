// What clients did and were told, and checks of it: nothing acknowledged is lost, nothing is given twice, no write hides another.
// A client that got no answer does not know what happened; such an act is `info`, never `fail`.

export type Outcome = 'ok' | 'fail' | 'info';

export interface Entry {
  /** One connection of one person: acts of a process follow one another. */
  process: string;
  act: string;
  /** What it was done to. */
  on: string;
  outcome: Outcome;
  /** Versions of a write: the one it started from and the one it made. */
  from?: number;
  to?: number;
  milliseconds: number;
}

export class History {
  readonly entries: Entry[] = [];

  /** Runs an act; `judge` reads the answer. Whatever is thrown leaves the outcome open. */
  async record<T>(process: string, act: string, judge: (answer: T) => Omit<Entry, 'process' | 'act' | 'milliseconds'>, work: () => Promise<T>, on = ''): Promise<T | null> {
    const began = performance.now();
    try {
      const answer = await work();
      this.entries.push({ process, act, milliseconds: performance.now() - began, ...judge(answer) });
      return answer;
    } catch {
      this.entries.push({ process, act, milliseconds: performance.now() - began, on, outcome: 'info' });
      return null;
    }
  }

  of(act: string, outcome: Outcome): Entry[] {
    return this.entries.filter((entry) => entry.act === act && entry.outcome === outcome);
  }

  count(act: string, outcome: Outcome): number {
    return this.of(act, outcome).length;
  }
}

/** A set that many wrote to: acknowledged ⊆ final ⊆ acknowledged ∪ uncertain. */
export function setFaults(acknowledged: Iterable<string>, uncertain: Iterable<string>, final: Iterable<string>): string[] {
  const told = new Set(acknowledged);
  const open = new Set(uncertain);
  const there = new Set(final);
  return [
    ...[...told].filter((item) => !there.has(item)).map((item) => `${item} was acknowledged and is lost`),
    ...[...there].filter((item) => !told.has(item) && !open.has(item)).map((item) => `${item} is there and nobody wrote it`),
  ];
}

/** A counter: acknowledged ≤ final ≤ acknowledged + uncertain. */
export function counterFaults(acknowledged: number, uncertain: number, final: number): string[] {
  return final >= acknowledged && final <= acknowledged + uncertain ? [] : [`the counter is ${final}, acknowledged were ${acknowledged} and ${uncertain} are open`];
}

/** What is given to one holder at a time: no item has two holders. A holder may be given his own item again. */
export function sharingFaults(given: readonly { on: string; holder: string }[]): string[] {
  const holders = Map.groupBy(given, ({ on }) => on);
  return [...holders].flatMap(([item, grants]) => {
    const names = [...new Set(grants.map((grant) => grant.holder))];
    return names.length > 1 ? [`${item} was given to ${names.join(' and ')}`] : [];
  });
}

/** Versioned registers: of one thing, every acknowledged write started where another ended, and no two started at the same version. */
export function registerFaults(writes: readonly Entry[]): string[] {
  const faults: string[] = [];
  for (const [thing, entries] of Map.groupBy(writes.filter((entry) => entry.outcome === 'ok'), ({ on }) => on)) {
    const ordered = [...entries].sort((a, b) => (a.to ?? 0) - (b.to ?? 0));
    ordered.forEach((entry, index) => {
      const before = ordered[index - 1];
      if (before && before.from === entry.from) faults.push(`${thing}: ${before.process} and ${entry.process} both wrote over version ${entry.from}`);
      if (before && (entry.from ?? 0) < (before.to ?? 0)) faults.push(`${thing}: ${entry.process} wrote over version ${before.to} without having read it`);
      if ((entry.to ?? 0) <= (entry.from ?? 0)) faults.push(`${thing}: version ${entry.from} became ${entry.to}`);
    });
  }
  return faults;
}

/** The p-th percentile of the durations, in milliseconds. */
export function percentile(entries: readonly Entry[], p: number): number {
  const sorted = entries.map((entry) => entry.milliseconds).sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? 0) * 10) / 10;
}
