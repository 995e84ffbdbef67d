// Makes a copied homework: an own text in which whole sentences of another text stand word for word.
import { bareText, coveredShare } from './overlap.js';
import { Random } from './random.js';

interface Sentence {
  readonly text: string;
  readonly length: number;
  /** Put in from the other text. */
  readonly foreign: boolean;
}

/** Shorter sentences would hardly count in a measure that looks for runs of ten characters. */
const SHORTEST = 14;

function read(line: string): Sentence[] {
  const sentences = line.match(/[^。！？]*[。！？]+[”’）」]*|[^。！？]+$/gu) ?? [];
  return sentences.map((text) => ({ text, length: bareText(text).length, foreign: false }));
}

const lengthOf = (list: readonly Sentence[]): number => list.reduce((sum, s) => sum + s.length, 0);
const textOf = (lines: readonly (readonly Sentence[])[]): string[] =>
  lines.map((line) => line.map((s) => s.text).join('')).filter((line) => line !== '');

/** Replaces passages of `own` by passages of `source` until about `share` of the result is copied. */
export function plantCopy(source: string, own: string, seed: number, share: number): string {
  if (share <= 0) return own;
  const random = new Random();
  random.seed('plant-copy', seed);
  const bareSource = bareText(source);
  let best = own;
  let bestMiss = Infinity;
  let aim = share;
  // What two texts share by chance and where sentences end is known only afterwards, so the aim is corrected.
  for (let attempt = 0; attempt < 4 && bestMiss > 0.025; attempt++) {
    const text = plant(source, own, random, Math.min(1, Math.max(0.01, aim)));
    const miss = coveredShare(bareText(text), bareSource) - share;
    if (Math.abs(miss) < bestMiss) {
      bestMiss = Math.abs(miss);
      best = text;
    }
    aim -= miss;
  }
  return best;
}

function plant(source: string, own: string, random: Random, share: number): string {
  const [title = '', ...ownBody] = own.split('\n');
  const sourceBody = source.split('\n').slice(1);
  const titleLength = bareText(title).length;
  const body =
    share <= 0.6
      ? blend(ownBody, sourceBody, random, (foreign, total) => share * (total + titleLength) - foreign)
      : // A text that is mostly copied is the other one with a few sentences of one's own.
        blend(sourceBody, ownBody, random, (foreign, total) => (1 - share) * (total + titleLength) - titleLength - foreign);
  return [title, ...body].join('\n');
}

/** Puts passages of `other` in the place of passages of `base` for as long as `missing` asks for more characters. */
function blend(
  base: readonly string[],
  other: readonly string[],
  random: Random,
  missing: (foreign: number, total: number) => number,
): string[] {
  const lines = base.map(read);
  const pieces = other.flatMap(read);
  const used = new Set<number>();
  for (let round = 0; round < 200; round++) {
    const all = lines.flat();
    const total = lengthOf(all);
    const lacking = missing(lengthOf(all.filter((s) => s.foreign)), total);
    if (lacking < total * 0.012) break;
    const spots = lines.flatMap((line, at) =>
      line.flatMap((s, i) => (s.foreign || s.length < SHORTEST ? [] : [{ at, i }])),
    );
    const spot = spots[random.below(spots.length)];
    const line = spot && lines[spot.at];
    if (!line) break;
    let take = Math.min(random.between(1, 3), line.length - spot.i);
    for (let j = 1; j < take; j++) if (line[spot.i + j]?.foreign) take = j;
    const gone = lengthOf(line.slice(spot.i, spot.i + take));
    const run = nearestRun(pieces, used, Math.min(gone, lacking), lacking + total * 0.02, random);
    if (!run) break;
    for (let p = run.from; p < run.to; p++) used.add(p);
    line.splice(spot.i, take, ...pieces.slice(run.from, run.to).map((s) => ({ ...s, foreign: true })));
  }
  return textOf(lines);
}

/** The run of unused neighbouring sentences nearest to the length wanted and not above `most`. */
function nearestRun(
  pieces: readonly Sentence[],
  used: ReadonlySet<number>,
  wanted: number,
  most: number,
  random: Random,
): { from: number; to: number } | undefined {
  let best: { from: number; to: number } | undefined;
  let bestMiss = Infinity;
  const first = random.below(pieces.length);
  for (let n = 0; n < pieces.length; n++) {
    const from = (first + n) % pieces.length;
    let length = 0;
    for (let to = from; to < Math.min(pieces.length, from + 4); to++) {
      const piece = pieces[to]!;
      length += piece.length;
      if (used.has(to) || piece.length < SHORTEST || length > most) break;
      const miss = Math.abs(length - wanted);
      if (miss < bestMiss) {
        bestMiss = miss;
        best = { from, to: to + 1 };
      }
    }
  }
  return best;
}
