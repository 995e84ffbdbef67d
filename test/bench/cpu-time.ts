// Processor time from /proc: of a server's process, and of PostgreSQL with all its backends.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** Elsewhere than on Linux there are no such figures, and the report leaves them out. */
export const isMeasurable = existsSync('/proc/self/stat');
const ticksPerSecond = isMeasurable ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) : 100;

interface Stat { parent: number; own: number; ofEndedChildren: number }

/** Microseconds that a process has used. */
export function timeOf(pid: number): number {
  return isMeasurable ? (statOf(pid)?.own ?? 0) : 0;
}

/** Microseconds that a process and its children have used, the ended ones included. */
export function timeOfFamily(pid: number): number {
  if (!isMeasurable) return 0;
  const postmaster = statOf(pid);
  let sum = (postmaster?.own ?? 0) + (postmaster?.ofEndedChildren ?? 0);
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat?.parent === pid) sum += stat.own;
  }
  return sum;
}

export function parentOf(pid: number): number {
  return isMeasurable ? (statOf(pid)?.parent ?? 0) : 0;
}

function statOf(pid: number): Stat | null {
  try {
    // The name in parentheses may hold anything; fields are counted from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
    const micros = (first: number) => (((fields[first] ?? 0) + (fields[first + 1] ?? 0)) * 1_000_000) / ticksPerSecond;
    return { parent: fields[1] ?? 0, own: micros(11), ofEndedChildren: micros(13) };
  } catch {
    return null;
  }
}
